# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths of time as a task gives them: a number of seconds, or a Go duration such as ``5m30s``."""

from __future__ import annotations

import re

from .._engine.errors import EngineError

_UNITS = {"ns": 1e-9, "us": 1e-6, "\u00b5s": 1e-6, "\u03bcs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}


def seconds(text: str | float, *, option: str = "timeout") -> float:
    """The seconds that a text means; EngineError names the option where it means none."""
    words = str(text).strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?|\.[0-9]+", words):
        return float(words)
    unit = "|".join(sorted(_UNITS, key=len, reverse=True))
    part = r"([0-9]+\.?[0-9]*|\.[0-9]+)(%s)" % unit
    if not re.fullmatch(r"\+?(%s)+" % part, words):
        raise EngineError(
            "%s: '%s' is no length of time: write seconds, or a duration such as 90s, 5m30s or 1h" % (option, text)
        )
    return sum(float(number) * _UNITS[name] for number, name in re.findall(part, words))


__all__ = ("seconds",)
