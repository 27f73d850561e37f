# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""reflect.DeepEqual of Go values: the types must agree at every level, so 1 is not 1.0."""

from __future__ import annotations

import typing as t
from math import isnan

from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoList, GoMap, GoObject
from .limits import MAX_ITEMS, Budget

_PLAIN = frozenset({str, int, bool, float, bytes, type(None)})


def deep_equal(left: t.Any, right: t.Any) -> bool:
    """Whether two values are deeply equal; values nested without end raise GoError."""
    return _compare(left, right, Budget())


def _compare(left: t.Any, right: t.Any, budget: Budget) -> bool:
    try:
        return _equal(left, right, budget)
    except RecursionError:
        raise GoError("a value is nested too deeply to be compared") from None


def _equal(left: t.Any, right: t.Any, budget: Budget) -> bool:
    kind = type(left)
    if kind is not type(right):
        return False
    if kind in _PLAIN:
        return bool(left == right)
    if left is right:
        return True
    budget.spend()
    if isinstance(left, (list, dict)):
        return _same_type(left, right) and len(left) == len(right) and _equal_items(left, right, budget)
    if isinstance(left, GoObject) and left.FIELDS:
        return all(_equal(getattr(left, name), getattr(right, name), budget) for name in left.FIELDS)
    return bool(left == right)


def _equal_items(left: t.Any, right: t.Any, budget: Budget) -> bool:
    if isinstance(left, list):
        return all(_equal(item, right[index], budget) for index, item in enumerate(left))
    return all(key in right and _equal(value, right[key], budget) for key, value in left.items())


def _same_type(left: t.Any, right: t.Any) -> bool:
    if isinstance(left, (GoList, GoMap)):
        return bool(left.go_type == right.go_type)
    return True


def _is_nan(value: t.Any) -> bool:
    return isinstance(value, float) and isnan(value)


class Seen:
    """Values met so far, for asking quickly whether an equal one is among them."""

    __slots__ = ("_budget", "_others", "_scalars")

    def __init__(self, values: t.Iterable[t.Any] = ()) -> None:
        self._budget = Budget(5 * MAX_ITEMS)
        self._scalars: set[tuple[type, t.Any]] = set()
        self._others: list[t.Any] = []
        for value in values:
            self.add(value)

    def add(self, value: t.Any) -> bool:
        """Remember a value; False where an equal one is known."""
        if value in self:
            return False
        if type(value) in _PLAIN:
            if not _is_nan(value):
                self._scalars.add((type(value), value))
        else:
            self._others.append(value)
        return True

    def __contains__(self, value: t.Any) -> bool:
        if type(value) in _PLAIN:
            return not _is_nan(value) and (type(value), value) in self._scalars
        return any(_compare(value, other, self._budget) for other in self._others)


__all__ = ("Seen", "deep_equal")
