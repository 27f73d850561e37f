# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an untagged YAML scalar means: the rules of go-yaml v2's resolve.go (YAML 1.1 with Go's own number syntax)."""

from __future__ import annotations

import typing as t

from ..patterns import lazy_pattern

BOOLS = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), False),
}
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_FLOATS = {
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_WORDS: dict[str, t.Any] = {**BOOLS, **dict.fromkeys(NULLS), **_FLOATS}
# Only a text that begins like this can be anything but a string.
_FIRST = frozenset("0123456789+-.yYnNtTfFoO~")
_YAML_FLOAT = lazy_pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
# strconv.ParseFloat on what begins with a dot, where single underscores may stand between digits.
_DOT_FLOAT = lazy_pattern(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?\Z")
_DECIMAL = lazy_pattern(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_PREFIXED = lazy_pattern(r"([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))\Z")
_SIGNED_BINARY = lazy_pattern(r"0b[-+][01]+\Z")
_DATE = lazy_pattern(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+]([0-9]{2}):([0-9]{2})))"
    r"|(?: ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?))?\Z"
)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_INT64_MIN, _UINT64_END = -(1 << 63), 1 << 64


def _is_date(year: int, month: int, day: int) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= _MONTH_DAYS[month - 1]:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return month != 2 or day < 29 or leap


def is_timestamp(text: str) -> bool:
    """Whether go-yaml takes the text for a timestamp (which it hands on as a string)."""
    found = _DATE.match(text)
    if found is None:
        return False
    year, month, day, hour, minute, second, zone_hour, zone_minute, *plain = found.groups()
    if not _is_date(int(year), int(month), int(day)):
        return False
    clock = (hour, minute, second) if hour is not None else tuple(plain)
    if clock[0] is not None and (int(clock[0]) > 23 or int(clock[1]) > 59 or int(clock[2]) > 59):
        return False
    return zone_hour is None or (int(zone_hour) <= 24 and int(zone_minute) < 60)


def _integer(plain: str) -> int | None:
    """strconv.ParseInt, then ParseUint, with base 0 on a text without underscores."""
    if _DECIMAL.match(plain):
        number = int(plain) if len(plain) < 25 else _UINT64_END
    else:
        found = _PREFIXED.match(plain)
        if found is None:
            return None
        sign, hexadecimal, binary, octal = found.groups()
        digits, base = (hexadecimal, 16) if hexadecimal else (binary, 2) if binary else (octal, 8)
        number = int(sign + digits, base)
    if number >= 1 << 63 and plain[0] == "+":
        return None
    return number if _INT64_MIN <= number < _UINT64_END else None


def _number(text: str) -> int | float | None:
    plain = text.replace("_", "")
    number = _integer(plain)
    if number is not None:
        return number
    if _YAML_FLOAT.match(plain):
        value = float(plain)
        return value if value - value == 0 else None
    found = _SIGNED_BINARY.match(plain)
    if found is not None:
        number = int(plain.replace("0b", "", 1), 2)
        return number if _INT64_MIN <= number < 1 << 63 else None
    return None


def resolve(text: str) -> t.Any:
    """None, bool, int, float or the text itself, for a plain scalar without a tag."""
    if text[:1] not in _FIRST and text:
        return text
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first == ".":
        if _DOT_FLOAT.match(text):
            value = float(text)
            return value if value - value == 0 else text
        return text
    if first in "0123456789+-":
        if first.isdigit() and is_timestamp(text):
            return text
        number = _number(text)
        return text if number is None else number
    return text


def is_plain_string(text: str) -> bool:
    """Whether the text, written plain, would be read as the same string (timestamps and ``<<`` would not)."""
    if text[:1] not in _FIRST and text:
        return True
    return resolve(text) is text and not (text[0].isdigit() and is_timestamp(text))


__all__ = ("BOOLS", "NULLS", "is_plain_string", "is_timestamp", "resolve")
