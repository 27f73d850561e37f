# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""spf13/cast 1.7's quiet conversions, which Sprig's arithmetic uses: what cannot be converted is 0."""

from __future__ import annotations

import typing as t

from ..gotmpl import strconv
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoInt

_MIN = -(2**63)
_BASIC_INTS = frozenset({"int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64"})
_KNOWN_INTS = _BASIC_INTS | {"time.Month", "time.Weekday"}


def wrap_int64(value: int) -> int:
    """An integer as 64 bits hold it."""
    return value if _MIN <= value < 2**63 else (value - _MIN) % 2**64 + _MIN


def float_to_int(value: float) -> int:
    """A float cut to int64 as amd64 does it: what does not fit is the least integer."""
    return int(value) if -9.223372036854775808e18 <= value < 9.223372036854775808e18 else _MIN


def _trim_zero_decimal(text: str) -> str:
    head, dot, zeros = text.rpartition(".")
    return head if dot and zeros and not zeros.strip("0") else text


def to_int(value: t.Any) -> int:
    """cast.ToInt and cast.ToInt64, as a plain integer."""
    kind = type(value)
    if kind is int:
        return int(value)
    if kind is float:
        return float_to_int(value)
    if kind is str:
        try:
            return strconv.parse_int(_trim_zero_decimal(value), 0)
        except GoError:
            return 0
    if kind is bool:
        return int(value)
    if isinstance(value, GoInt) and value.go_type in _KNOWN_INTS:
        return wrap_int64(int(value))
    return 0


def to_float(value: t.Any) -> float:
    """cast.ToFloat64."""
    kind = type(value)
    if kind is float:
        return float(value)
    if kind is int or kind is bool:
        return float(value)
    if kind is str:
        try:
            return strconv.parse_float(value)
        except GoError:
            return 0.0
    if isinstance(value, GoInt) and value.go_type in _KNOWN_INTS:
        return float(value)
    return 0.0


__all__ = ("float_to_int", "to_float", "to_int", "wrap_int64")
