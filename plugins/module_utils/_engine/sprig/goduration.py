# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go's time.Duration: an int64 of nanoseconds with methods, its text form and how that is read."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoInt, GoObject, Int64
from .cast import wrap_int64
from .text import to_bytes

SECOND = 10**9
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
MAX = 2**63 - 1
MIN = -(2**63)
_TYPE = "time.Duration"
_DIGITS = "0123456789"
_UNITS = {
    "ns": 1,
    "us": 1000,
    "\u00b5s": 1000,
    "\u03bcs": 1000,
    "ms": 10**6,
    "s": SECOND,
    "m": MINUTE,
    "h": HOUR,
}


def quote(text: str) -> str:
    """A text as the errors of package time quote it: all but printable ASCII as ``\\x..``."""
    out = []
    for char in text:
        if char < " " or char >= "\x80":
            out += ["\\x%02x" % byte for byte in to_bytes(char)]
        else:
            out.append("\\" + char if char in '"\\' else char)
    return '"' + "".join(out) + '"'


def _remainder(value: int, by: int) -> int:
    return value % by if value >= 0 else -(-value % by)


def _in_units(value: int, unit: int) -> float:
    rest = _remainder(value, unit)
    return float((value - rest) // unit) + float(rest) / unit


def _cut(value: int, unit: int) -> int:
    return (value - _remainder(value, unit)) // unit


def round_to(value: int, multiple: int) -> int:
    """Duration.Round: to the nearest multiple, halves away from zero, kept within int64."""
    if multiple <= 0:
        return value
    rest = abs(value) % multiple
    size = abs(value) - rest if 2 * rest < multiple else abs(value) + multiple - rest
    return max(-size, MIN) if value < 0 else min(size, MAX)


def truncate_to(value: int, multiple: int) -> int:
    """Duration.Truncate: towards zero to a multiple."""
    return value - _remainder(value, multiple) if multiple > 0 else value


def show(value: int) -> str:
    """Duration.String, such as ``1h2m0.5s``."""
    size = abs(value)
    sign = "-" if value < 0 else ""
    if size == 0:
        return "0s"
    if size < SECOND:
        unit, name = (1, "ns") if size < 1000 else (1000, "\u00b5s") if size < 10**6 else (10**6, "ms")
        return sign + _fraction(size, unit) + name
    minutes, rest = divmod(size, MINUTE)
    text = _fraction(rest, SECOND) + "s"
    if minutes:
        hours, minutes = divmod(minutes, 60)
        text = "%dm%s" % (minutes, text)
        if hours:
            text = "%dh%s" % (hours, text)
    return sign + text


def _fraction(value: int, unit: int) -> str:
    whole, rest = divmod(value, unit)
    if not rest:
        return str(whole)
    return "%d.%s" % (whole, str(rest).rjust(len(str(unit)) - 1, "0").rstrip("0"))


class Duration(GoInt, GoObject):
    """A time.Duration in a template: arithmetic sees the nanoseconds, printing the text."""

    go_type: t.ClassVar[str] = _TYPE
    go_kind: t.ClassVar[str] = "int64"
    METHODS: t.ClassVar[t.Mapping[str, Function]] = {
        "Nanoseconds": function("Nanoseconds", lambda self: Int64(int(self))),
        "Microseconds": function("Microseconds", lambda self: Int64(_cut(int(self), 1000))),
        "Milliseconds": function("Milliseconds", lambda self: Int64(_cut(int(self), 10**6))),
        "Seconds": function("Seconds", lambda self: _in_units(int(self), SECOND)),
        "Minutes": function("Minutes", lambda self: _in_units(int(self), MINUTE)),
        "Hours": function("Hours", lambda self: _in_units(int(self), HOUR)),
        "Abs": function("Abs", lambda self: Duration(min(abs(int(self)), MAX))),
        "Round": function("Round", lambda self, multiple: Duration(round_to(int(self), int(multiple))), _TYPE),
        "Truncate": function("Truncate", lambda self, multiple: Duration(truncate_to(int(self), int(multiple))), _TYPE),
        "String": function("String", lambda self: show(int(self))),
    }
    __slots__ = ()

    def go_string(self) -> str:
        return show(int(self))


def _leading(text: str, at: int) -> int:
    while at < len(text) and text[at] in _DIGITS:
        at += 1
    return at


def _fraction_nanos(digits: str, unit: int) -> int:
    """What the digits behind a point add, by Go's float arithmetic on at most the digits an int64 holds."""
    value = 0
    scale = 1.0
    for digit in digits:
        if value > MAX // 10:
            break
        value = value * 10 + int(digit)
        scale *= 10
    return int(float(value) * (float(unit) / scale)) if value else 0


def _part(text: str, at: int, original: str) -> tuple[int, int]:
    """One number with its unit, in nanoseconds, and where the next one starts."""
    whole_end = _leading(text, at)
    end = whole_end
    fraction = ""
    if text[end : end + 1] == ".":
        end = _leading(text, end + 1)
        fraction = text[whole_end + 1 : end]
    if whole_end - at > 25 or int(text[at:whole_end] or "0") > 2**63 or (whole_end == at and not fraction):
        raise GoError("time: invalid duration " + quote(original))
    unit_end = end
    while unit_end < len(text) and text[unit_end] not in "." + _DIGITS:
        unit_end += 1
    if unit_end == end:
        raise GoError("time: missing unit in duration " + quote(original))
    unit = _UNITS.get(text[end:unit_end])
    if unit is None:
        raise GoError("time: unknown unit %s in duration %s" % (quote(text[end:unit_end]), quote(original)))
    whole = int(text[at:whole_end] or "0")
    if whole > 2**63 // unit:
        raise GoError("time: invalid duration " + quote(original))
    return whole * unit + _fraction_nanos(fraction, unit), unit_end


def parse_duration(text: str) -> Duration:
    """time.ParseDuration: signed numbers with units, such as ``-1h2.5m``. Raises GoError with Go's text."""
    negative = text[:1] == "-"
    at = 1 if text[:1] in ("+", "-") else 0
    if text[at:] == "0":
        return Duration(0)
    total = 0
    if at == len(text):
        raise GoError("time: invalid duration " + quote(text))
    while at < len(text):
        if text[at] not in "." + _DIGITS:
            raise GoError("time: invalid duration " + quote(text))
        nanos, at = _part(text, at, text)
        total += nanos
        if nanos > 2**63 or total > 2**63:
            raise GoError("time: invalid duration " + quote(text))
    if total > MAX and not negative:
        raise GoError("time: invalid duration " + quote(text))
    return Duration(wrap_int64(-total if negative else total))


__all__ = (
    "HOUR",
    "MAX",
    "MIN",
    "MINUTE",
    "SECOND",
    "Duration",
    "parse_duration",
    "quote",
    "round_to",
    "show",
    "truncate_to",
)
