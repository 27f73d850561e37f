# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The part of a --set expression before ``=``: a path such as ``a.b[0][1].c``, and where its value goes.

Follows pkg/strvals/parser.go and literal_parser.go, whose paths differ in escapes and in what a comma means.
Where Go's code panics on a value of another type, so do we, with its words. The end of the text inside a path is no
error to helm: ``a[0`` sets nothing and ``a[0]`` makes an empty list.
"""

from __future__ import annotations

import typing as t

from ..errors import ValuesError
from ..gotmpl.govalues import go_type
from ..gotmpl.strconv import quote, quote_rune

Values = dict[str, t.Any]

MAX_INDEX = 65536
MAX_DEPTH = 30


class PathParser:
    """Reads ``path=value`` until the text ends. A subclass says where keys end and how a value is read."""

    key_stops: t.ClassVar[str]
    escapes: t.ClassVar[bool]

    def __init__(self, text: str) -> None:
        self.text = "".join("\ufffd" if "\udc80" <= c <= "\udcff" else c for c in text)
        self.position = 0

    def value(self) -> tuple[t.Any, bool]:
        """The value at the current position, and whether the text had ended before it."""
        raise NotImplementedError

    def parse(self, values: Values) -> None:
        """Read the whole text into ``values``."""
        try:
            while not self._key(values, 0):
                pass
        except RecursionError:
            raise ValuesError("value name is nested too deeply") from None

    def until(self, stops: str) -> tuple[str, str]:
        """The text up to one of ``stops``, without escapes, and that stop ("" at the end); goes on behind it."""
        text, position, escapes = self.text, self.position, self.escapes
        start, pieces, end = position, [], len(text)
        while position < end:
            rune = text[position]
            if rune in stops:
                pieces.append(text[start:position])
                self.position = position + 1
                return "".join(pieces), rune
            if rune == "\\" and escapes:
                pieces.append(text[start:position])
                start = position + 1
                position += 1
            position += 1
        pieces.append(text[start:])
        self.position = end
        return "".join(pieces), ""

    def _key(self, values: Values, depth: int) -> bool:
        """Read one ``key...=value`` into ``values``; whether the text has ended."""
        key, stop = self.until(self.key_stops)
        if not stop:
            if key:
                raise ValuesError("key %s has no value" % quote(key))
            return True
        if stop == "=":
            value, ended = self.value()
            _set(values, key, value)
            return ended
        if stop == ",":
            raise ValuesError("key %s has no value (cannot end with ,)" % quote(key))
        if stop == "[":
            index = self._index()
            if index is None:
                return True
            items, ended = self._item(_held(values, key, []), index, depth)
            _set(values, key, items)
            return ended
        if depth + 1 > MAX_DEPTH:
            raise ValuesError(
                "value name nested level is greater than maximum supported nested level of %d" % MAX_DEPTH
            )
        inner = _held(values, key, {})
        ended = self._key(inner, depth + 1)
        if inner:
            _set(values, key, inner)
        elif not ended:
            raise ValuesError("key map %s has no value" % quote(key))
        return ended

    def _index(self) -> int | None:
        """The number before ``]``; None where the text ends first."""
        text, stop = self.until("]")
        if not stop:
            return None
        digits = text[1:] if text[:1] in ("+", "-") else text
        if not (digits.isascii() and digits.isdigit()):
            raise ValuesError("error parsing index: strconv.Atoi: parsing %s: invalid syntax" % quote(text))
        if len(digits.lstrip("0")) > 19 or not -(2**63) <= int(text) < 2**63:
            raise ValuesError("error parsing index: strconv.Atoi: parsing %s: value out of range" % quote(text))
        return int(text)

    def _item(self, items: list[t.Any], index: int, depth: int) -> tuple[list[t.Any], bool]:
        """What follows ``[index]``, put into ``items``; the list to keep, and whether the text has ended."""
        if index < 0:
            raise ValuesError("negative %d index not allowed" % index)
        key, stop = self.until("[.=")
        if key:
            raise ValuesError(
                "unexpected data at end of array index: [%s]" % " ".join(quote_rune(ord(rune)) for rune in key)
            )
        if not stop:
            return items, True
        if stop == "=":
            return _set_index(items, index, self.value()[0]), False
        if stop == "[":
            next_index = self._index()
            if next_index is None:
                return items, True
            held = items[index] if len(items) > index else None
            if held is None:
                held = []
            elif not isinstance(held, list):
                raise _conversion(held, "[]interface {}")
            nested, ended = self._item(held, next_index, depth)
            return (items, True) if ended else (_set_index(items, index, nested), False)
        inner: Values = {}
        if len(items) > index:
            if not isinstance(items[index], dict):
                items[index] = {}
            inner = items[index]
        if self._key(inner, depth):
            return items, True
        return _set_index(items, index, inner), False


def _set(values: Values, key: str, value: t.Any) -> None:
    if key:
        values[key] = value


T = t.TypeVar("T", list[t.Any], dict[str, t.Any])


def _held(values: Values, key: str, empty: T) -> T:
    """What ``values`` holds under ``key``, which must be of the type of ``empty``; ``empty`` where there is nothing."""
    if key not in values:
        return empty
    held = values[key]
    if not isinstance(held, type(empty)):
        raise _conversion(held, go_type(empty))
    return held


def _conversion(held: t.Any, wanted: str) -> ValuesError:
    held_type = "nil" if held is None else go_type(held)
    return ValuesError("unable to parse key: interface conversion: interface {} is %s, not %s" % (held_type, wanted))


def _set_index(items: list[t.Any], index: int, value: t.Any) -> list[t.Any]:
    if index > MAX_INDEX:
        raise ValuesError("index of %d is greater than maximum supported index of %d" % (index, MAX_INDEX))
    if len(items) <= index:
        items.extend([None] * (index + 1 - len(items)))
    items[index] = value
    return items


__all__ = ("MAX_DEPTH", "MAX_INDEX", "PathParser", "Values")
