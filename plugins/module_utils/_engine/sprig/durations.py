# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Helm's duration functions (pkg/engine/funcs.go): a duration, a text of one, or a number of seconds."""

from __future__ import annotations

import typing as t

from ..gotmpl import strconv
from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoObject, Int64, go_type
from ..gotmpl.printing import plain
from .text import SPACE

_LIMIT = 9_223_372_036


def as_duration(value: t.Any) -> t.Any:
    """The Duration a value stands for; GoError with helm's text if none."""
    from .goduration import Duration

    if isinstance(value, Duration):
        return value
    if isinstance(value, str):
        return _from_text(value)
    if value is None:
        raise GoError("invalid duration")
    if isinstance(value, float):
        return Duration(_from_float(value))
    if isinstance(value, int) and not isinstance(value, bool):
        if not -_LIMIT <= value <= _LIMIT:
            raise GoError("duration seconds overflow: %d" % value)
        return Duration(int(value) * 10**9)
    raise GoError("unsupported duration type " + go_type(value))


def _from_text(text: str) -> t.Any:
    from .goduration import Duration, parse_duration

    trimmed = text.strip(SPACE)
    if not trimmed:
        raise GoError("empty duration")
    try:
        return parse_duration(trimmed)
    except GoError:
        pass
    try:
        seconds = strconv.parse_float(trimmed)
    except GoError:
        raise GoError("could not parse duration " + strconv.quote(text)) from None
    return Duration(_from_float(seconds))


def _from_float(seconds: float) -> int:
    if seconds - seconds != 0:
        raise GoError("invalid duration seconds: " + plain(seconds))
    if not -9223372036.854775807 <= seconds <= 9223372036.854775807:
        raise GoError("duration seconds overflow: " + plain(seconds))
    nanos = int(seconds * 1e9)
    return nanos if -(2**63) <= nanos < 2**63 else -(2**63)


def _measure(method: str, zero: t.Any, divisor: float = 1.0) -> t.Callable[[t.Any], t.Any]:
    """A function that measures a duration by one of its methods; what is no duration measures zero."""

    def call(value: t.Any) -> t.Any:
        try:
            duration: GoObject = as_duration(value)
        except GoError:
            return zero
        measured = duration.METHODS[method].call(duration)
        return measured / divisor if divisor != 1.0 else measured

    return call


def _weeks(value: t.Any) -> t.Any:
    return _measure("Hours", 0.0)(value) / 24.0 / 7.0


def _to_multiple(method: str) -> t.Callable[[t.Any, t.Any], t.Any]:
    def call(value: t.Any, multiple: t.Any) -> t.Any:
        try:
            duration = as_duration(value)
        except GoError:
            return as_duration(0)
        try:
            return duration.METHODS[method].call(duration, as_duration(multiple))
        except GoError:
            return duration

    return call


def functions() -> dict[str, Function]:
    """The duration functions by name."""
    table = [
        function("mustToDuration", as_duration, "any"),
        function("durationSeconds", _measure("Seconds", 0.0), "any"),
        function("durationMilliseconds", _measure("Milliseconds", Int64(0)), "any"),
        function("durationMicroseconds", _measure("Microseconds", Int64(0)), "any"),
        function("durationNanoseconds", _measure("Nanoseconds", Int64(0)), "any"),
        function("durationMinutes", _measure("Minutes", 0.0), "any"),
        function("durationHours", _measure("Hours", 0.0), "any"),
        function("durationDays", _measure("Hours", 0.0, 24.0), "any"),
        function("durationWeeks", _weeks, "any"),
        function("durationRoundTo", _to_multiple("Round"), "any, any"),
        function("durationTruncateTo", _to_multiple("Truncate"), "any, any"),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("as_duration", "functions")
