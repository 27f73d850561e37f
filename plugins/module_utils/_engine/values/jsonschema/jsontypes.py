# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The JSON types of values, and when two values are equal, as the library sees them."""

from __future__ import annotations

import typing as t

from .decimals import JsonNumber, exact, is_number

TYPES = ("null", "boolean", "number", "integer", "string", "array", "object")


def json_type(value: t.Any) -> str:
    """The JSON type; every number is a ``number``. Empty for what JSON cannot hold."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "array"
    if isinstance(value, float):
        return "number" if value - value == 0 else ""
    return "number" if isinstance(value, (int, JsonNumber)) else ""


def equal(left: t.Any, right: t.Any) -> bool:
    """Whether two values are equal; numbers by their decimals."""
    if is_number(left):
        return is_number(right) and exact(left) == exact(right)
    if json_type(left) != json_type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(equal(value, right[key]) for key, value in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right, strict=True))
    return bool(left == right)


def first_duplicates(items: list[t.Any]) -> tuple[int, int] | None:
    """The places of the first item that stands earlier too, and of that earlier one first."""
    places: dict[t.Any, int] = {}
    for place, item in enumerate(items):
        earlier = places.setdefault(_key(item), place)
        if earlier != place:
            return earlier, place
    return None


def _key(value: t.Any) -> t.Hashable:
    """A hashable value that is the same for equal values alone."""
    if is_number(value):
        return ("number", exact(value))
    if isinstance(value, dict):
        return ("object", tuple(sorted((key, _key(item)) for key, item in value.items())))
    if isinstance(value, list):
        return ("array", tuple(_key(item) for item in value))
    return (json_type(value), value)


__all__ = ("TYPES", "equal", "first_duplicates", "json_type")
