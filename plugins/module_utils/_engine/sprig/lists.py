# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's list functions; each takes any Go slice, and most give a new []interface{}."""

from __future__ import annotations

import math
import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoList, NilList, Uint8, go_kind
from .cast import to_int
from .equality import Seen, deep_equal
from .limits import MAX_ITEMS, check_items
from .strings import toStrings
from .text import MAKE_SLICE, NIL_POINTER, strval, to_bytes

_ANY_SLICE = "[]interface {}"


def _items(value: t.Any, complaint: str) -> list[t.Any]:
    if isinstance(value, list):
        return value
    if value.__class__ is bytes:
        return [Uint8(item) for item in value]
    if value is None:
        raise GoError(NIL_POINTER)
    raise GoError(complaint + go_kind(value))


def append(target: t.Any, item: t.Any) -> list[t.Any]:
    """A new list with one item more."""
    return [*_items(target, "Cannot push on type "), item]


def prepend(target: t.Any, item: t.Any) -> list[t.Any]:
    """A new list with an item in front."""
    return [item, *_items(target, "Cannot prepend on type ")]


def first(value: t.Any) -> t.Any:
    """The first item, or nil."""
    items = _items(value, "Cannot find first on type ")
    return items[0] if items else None


def last(value: t.Any) -> t.Any:
    """The last item, or nil."""
    items = _items(value, "Cannot find last on type ")
    return items[-1] if items else None


def rest(value: t.Any) -> list[t.Any]:
    """All but the first item."""
    return _items(value, "Cannot find rest on type ")[1:] if value else _nothing(value, "Cannot find rest on type ")


def initial(value: t.Any) -> list[t.Any]:
    """All but the last item."""
    if not value:
        return _nothing(value, "Cannot find initial on type ")
    return _items(value, "Cannot find initial on type ")[:-1]


def _nothing(value: t.Any, complaint: str) -> list[t.Any]:
    _items(value, complaint)
    return NilList(_ANY_SLICE)


def reverse(value: t.Any) -> list[t.Any]:
    """The items from last to first."""
    return list(reversed(_items(value, "Cannot find reverse on type ")))


def compact(value: t.Any) -> list[t.Any]:
    """The items that are not empty."""
    return [item for item in _items(value, "Cannot compact on type ") if item]


def uniq(value: t.Any) -> list[t.Any]:
    """The items without those deeply equal to one before."""
    seen = Seen()
    return [item for item in _items(value, "Cannot find uniq on type ") if seen.add(item)]


def without(value: t.Any, *unwanted: t.Any) -> list[t.Any]:
    """The items deeply equal to none of the unwanted ones."""
    items = _items(value, "Cannot find without on type ")
    seen = Seen(unwanted)
    return [item for item in items if item not in seen]


def has(needle: t.Any, value: t.Any) -> bool:
    """Whether an item is deeply equal to the needle; nil has none."""
    if value is None:
        return False
    return any(deep_equal(needle, item) for item in _items(value, "Cannot find has on type "))


def slice_list(value: t.Any, *indices: t.Any) -> t.Any:
    """The items from one index to another, of the list's own type; nil for an empty list."""
    items = _items(value, "list should be type of slice or array but ")
    size = len(items)
    if not size:
        return None
    start = to_int(indices[0]) if indices else 0
    end = to_int(indices[1]) if len(indices) > 1 else size
    if not 0 <= start <= end <= size:
        raise GoError("reflect.Value.Slice: slice index out of bounds")
    part = value[start:end]
    return GoList(value.go_type, part) if isinstance(value, GoList) else part


def concat(*values: t.Any) -> list[t.Any]:
    """The items of several lists in one; a nil list where there is none."""
    joined: list[t.Any] = []
    for value in values:
        joined += _concat_items(value)
        check_items(len(joined))
    return joined or NilList(_ANY_SLICE)


def _concat_items(value: t.Any) -> list[t.Any]:
    if value is not None and go_kind(value) != "slice":
        raise GoError("Cannot concat type %s as list" % go_kind(value))
    return _items(value, "")


def chunk(size: int, value: t.Any) -> GoList:
    """The items in lists of ``size``; odd sizes give what Go's float arithmetic gives."""
    items = _items(value, "Cannot chunk type ")
    count = len(items)
    if size > 0:
        parts = [items[start : start + size] for start in range(0, count, size)]
        return GoList("[]" + _ANY_SLICE, [list(part) for part in parts])
    if size == 0:
        raise GoError(MAKE_SLICE)
    chunks = math.floor((count - 1) / size) + 1
    if chunks not in (0, 1) or (chunks == 1 and count % -size == 0):
        raise GoError(MAKE_SLICE)
    return GoList("[]" + _ANY_SLICE, [list(items[: count % -size])] if chunks == 1 else [])


def sort_alpha(value: t.Any) -> GoList:
    """The items as text in byte order; a []string is sorted in place. A single value becomes a list."""
    if not isinstance(value, (list, bytes)):
        return GoList("[]string", [strval(value)])
    parts = toStrings(value)
    parts.sort(key=to_bytes)
    return parts


def _until_step(start: int, stop: int, step: int) -> range:
    if (stop < start and step >= 0) or (stop >= start and step <= 0):
        return range(0)
    made = range(start, stop, step)
    check_items(min(len(made), MAX_ITEMS + 1) if stop - start < 2**62 > start - stop else MAX_ITEMS + 1)
    return made


def until_step(start: int, stop: int, step: int) -> GoList:
    """The integers from start, before stop."""
    return GoList("[]int", _until_step(start, stop, step))


def until(count: int) -> GoList:
    """The integers from 0, before count."""
    return GoList("[]int", _until_step(0, count, -1 if count < 0 else 1))


def seq(*params: int) -> str:
    """Integers as the shell's seq prints them, on one line."""
    if len(params) == 1:
        start, step, end = 1, 0, params[0]
    elif len(params) == 2:
        start, step, end = params[0], 0, params[1]
    elif len(params) == 3:
        start, step, end = params
        if end < start and step > 0:
            return ""
    else:
        return ""
    direction = -1 if end < start else 1
    made = _until_step(start, end + direction, step if len(params) == 3 else direction)
    return " ".join(map(str, made))


def functions() -> dict[str, Function]:
    """The list functions by name."""
    table = [
        function("list", lambda *items: list(items), "...any"),
        function("tuple", lambda *items: list(items), "...any"),
        function("push", append, "any, any"),
        function("mustPush", append, "any, any"),
        function("concat", concat, "...any"),
        function("sortAlpha", sort_alpha, "any"),
        function("until", until, "int"),
        function("untilStep", until_step, "int, int, int"),
        function("seq", seq, "...int"),
    ]
    for name, call, signature in (
        ("append", append, "any, any"),
        ("prepend", prepend, "any, any"),
        ("first", first, "any"),
        ("last", last, "any"),
        ("rest", rest, "any"),
        ("initial", initial, "any"),
        ("reverse", reverse, "any"),
        ("compact", compact, "any"),
        ("uniq", uniq, "any"),
        ("without", without, "any, ...any"),
        ("has", has, "any, any"),
        ("slice", slice_list, "any, ...any"),
        ("chunk", chunk, "int, any"),
    ):
        table += (
            function(name, call, signature),
            function("must" + name[0].upper() + name[1:], call, signature),
        )
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
