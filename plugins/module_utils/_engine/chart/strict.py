# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fields that no struct of helm's has, which a strict reader refuses."""

from __future__ import annotations

import typing as t

from ..gotmpl.strconv import quote
from .typed import ListOf, Reader, Struct


def unknown_field(raw: t.Any, reader: Reader) -> str | None:
    """The first field, in the order of sorted JSON, that no struct has."""
    if isinstance(reader, ListOf) and isinstance(raw, list):
        found = (unknown_field(item, reader.item) for item in raw)
        return next((name for name in found if name is not None), None)
    if isinstance(reader, Struct) and isinstance(raw, dict):
        for key in sorted(raw):
            name = reader.field_name(key)
            inner = key if name is None else unknown_field(raw[key], reader.fields[name][1])
            if inner is not None:
                return inner
    return None


def unknown_problem(name: str) -> str:
    """What a strict reader says of a field that no struct has."""
    return "error unmarshaling JSON: while decoding JSON: json: unknown field %s" % quote(name)


__all__ = ("unknown_field", "unknown_problem")
