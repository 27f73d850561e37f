# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Scalar keys of YAML mappings as the strings that sigs.k8s.io/yaml makes of them."""

from __future__ import annotations

import typing as t

from ..gojson.numbers import general_float

_INT64_END = 1 << 63


def key_text(key: t.Any) -> str | None:
    """A scalar key as the string sigs.k8s.io/yaml makes of it; None where it refuses."""
    if isinstance(key, str):
        return key
    if isinstance(key, bool):
        return "true" if key else "false"
    if isinstance(key, int):
        return str(key) if key < _INT64_END else None
    if isinstance(key, float):
        if key - key == 0:
            text = general_float(key, 32)
            return {"+Inf": ".inf", "-Inf": "-.inf"}.get(text, text)
        return ".inf" if key > 0 else "-.inf" if key < 0 else ".nan"
    return None


__all__ = ("key_text",)
