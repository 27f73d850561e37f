# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Printing of Go values: fmt's Print, Println and the plain ``%v``."""

from __future__ import annotations

import typing as t

from .govalues import GoInt, GoObject
from .strconv import format_float

NO_VALUE = "<no value>"


def format_g(value: float) -> str:
    """A float64 under ``%v``; whole numbers below 1e6 go a short way."""
    if -1e6 < value < 1e6 and value == (whole := int(value)) and (whole or str(value)[0] != "-"):
        return str(whole)
    return format_float(value)


def sorted_keys(mapping: t.Mapping[t.Any, t.Any]) -> list[t.Any]:
    """The keys of a map in the order of internal/fmtsort: all of one kind by value; mixed ones by kind first."""
    try:
        return sorted(mapping)
    except TypeError:
        return sorted(mapping, key=lambda key: (str(type(key)), str(key)))


def _struct_text(value: GoObject) -> str:
    body = "{" + " ".join([plain(getattr(value, name), depth=1) for name in value.PRINTED or value.FIELDS]) + "}"
    return "&" + body if value.go_kind == "ptr" else body


# What stands for a pointer inside another value: Go shows its address.
ADDRESS = "0xc000000000"


def plain(value: t.Any, *, depth: int = 0) -> str:
    """``fmt.Sprintf("%v", value)``; nil is ``<nil>``."""
    kind = type(value)
    if kind is str:
        return t.cast(str, value)
    if kind is int:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is float:
        return format_g(value)
    if value is None:
        return "<nil>"
    if isinstance(value, GoObject) and (text := value.go_string()) is not None:
        return text
    if isinstance(value, dict):
        items = [plain(key, depth=1) + ":" + plain(value[key], depth=1) for key in sorted_keys(value)]
        return "map[" + " ".join(items) + "]"
    if isinstance(value, list):
        return "[" + " ".join([plain(item, depth=1) for item in value]) + "]"
    if kind is bytes:
        return "[" + " ".join([str(item) for item in value]) + "]"
    return _other(value, depth)


def _other(value: t.Any, depth: int) -> str:
    if isinstance(value, GoInt):
        return int.__repr__(value)
    if isinstance(value, complex):
        imaginary = format_float(value.imag)
        sign = "" if imaginary[0] in "+-" else "+"
        return "(%s%s%si)" % (format_float(value.real), sign, imaginary)
    return ADDRESS if depth and value.go_kind == "ptr" else _struct_text(value)


def go_print(value: t.Any) -> str:
    """What ``{{ value }}`` writes: ``%v`` with pointers followed, and ``<no value>`` for nil."""
    if isinstance(value, GoObject):
        text = value.go_printed()
        return plain(value).removeprefix("&") if text is None else text
    return NO_VALUE if value is None else plain(value)


def print_result(value: t.Any) -> str:
    """What ``{{ function ... }}`` writes: a result has no address, so Go finds no method of the pointer to it."""
    if isinstance(value, GoObject):
        return plain(value).removeprefix("&")
    return NO_VALUE if value is None else plain(value)


def sprint(*values: t.Any) -> str:
    """fmt.Sprint: a space stands between operands when neither is a string."""
    out: list[str] = []
    after_string = True
    for value in values:
        is_string = isinstance(value, str)
        if not is_string and not after_string:
            out.append(" ")
        out.append(plain(value))
        after_string = is_string
    return "".join(out)


def sprintln(*values: t.Any) -> str:
    """fmt.Sprintln: a space between all operands, a newline at the end."""
    return " ".join([plain(value) for value in values]) + "\n"


def sprintf(template: str, *values: t.Any) -> str:
    """fmt.Sprintf."""
    from .printf import format_all

    return format_all(template, values)


__all__ = ("NO_VALUE", "format_g", "go_print", "plain", "print_result", "sorted_keys", "sprint", "sprintf", "sprintln")
