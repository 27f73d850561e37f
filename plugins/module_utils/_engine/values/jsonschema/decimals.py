# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Numbers of values and schemas, compared as the decimals that are written: 0.35 is no multiple of 0.1, 0.3 is."""

from __future__ import annotations

import typing as t

# A number is mantissa x 10**exponent; no mantissa ends in a zero, and zero is (0, 0).
Exact = tuple[int, int]


class JsonNumber:
    """A number of a schema, with its text as written (Go's json.Number)."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return "JsonNumber(%r)" % self.text


def is_number(value: t.Any) -> bool:
    """Whether the value is a number of a schema or of values."""
    return isinstance(value, (float, int, JsonNumber)) and not isinstance(value, bool)


def exact(value: t.Any) -> Exact:
    """The decimal that a number's shortest text says."""
    text = value.text if isinstance(value, JsonNumber) else repr(value) if isinstance(value, float) else str(int(value))
    mantissa, _unused, exponent = text.lower().partition("e")
    whole, _unused, fraction = mantissa.partition(".")
    digits = (whole + fraction).rstrip("0")
    number = int(digits or "0") if digits not in ("-", "") else 0
    if number == 0:
        return 0, 0
    return number, int(exponent or 0) - len(fraction) + len(whole + fraction) - len(digits)


def compare(left: Exact, right: Exact) -> int:
    """-1, 0 or 1. No power of ten is built that the texts' lengths do not bound."""
    if left == right:
        return 0
    if (left[0] < 0) != (right[0] < 0) or not left[0] or not right[0]:
        return -1 if left[0] < right[0] else 1
    sign = -1 if left[0] < 0 else 1
    left_size, right_size = _size(left), _size(right)
    if left_size != right_size:
        return -sign if left_size < right_size else sign
    low = min(left[1], right[1])
    return -1 if left[0] * 10 ** (left[1] - low) < right[0] * 10 ** (right[1] - low) else 1


def is_whole(number: Exact) -> bool:
    """Whether the number is an integer, however it is written."""
    return number[1] >= 0


def is_multiple(number: Exact, of: Exact) -> bool:
    """Whether ``number`` is a whole multiple of ``of``, which is not zero."""
    shift = number[1] - of[1]
    if shift < 0:
        return number[0] == 0
    return number[0] * pow(10, shift, abs(of[0])) % of[0] == 0


def as_limit(number: Exact) -> int:
    """A whole number as a length or count; what is beyond int64 is its end."""
    if number[1] > 18:
        return (1 << 63) - 1 if number[0] > 0 else -(1 << 63)
    return number[0] * int(10 ** number[1])


def _size(number: Exact) -> int:
    return len(str(abs(number[0]))) + number[1]


__all__ = ("Exact", "JsonNumber", "as_limit", "compare", "exact", "is_multiple", "is_number", "is_whole")
