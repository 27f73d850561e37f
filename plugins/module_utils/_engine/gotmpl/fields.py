# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fields, keys and methods of values: what ``.a.b`` means, by the rules of text/template with missingkey=zero."""

from __future__ import annotations

import typing as t

from .errors import FaultError
from .functions import Function
from .govalues import GoList, GoObject, SharedMap, go_type

_ZEROS: dict[str, t.Any] = {
    "string": "",
    "bool": False,
    "int": 0,
    "float64": 0.0,
    "[]uint8": b"",
    "[]byte": b"",
}


def find_method(value: t.Any, name: str) -> Function | None:
    """The method of this name, if the value's Go type has one."""
    methods = getattr(type(value), "METHODS", None)
    return methods.get(name) if methods else None


def zero_value(name: str) -> t.Any:
    """The zero value of a Go type; nil where it is an interface, a map or a pointer."""
    if name in _ZEROS:
        return _ZEROS[name]
    return GoList(name) if name.startswith("[]") else None


def map_type(value: dict[t.Any, t.Any]) -> str:
    """The map type of a value; a named type's is the one below it, if its class says so."""
    return getattr(value, "go_underlying", "") or go_type(value)


def _typed_map_value(value: dict[t.Any, t.Any], name: str) -> t.Any:
    if name in value:
        return value[name]
    kind = map_type(value)
    return zero_value(kind[kind.index("]") + 1 :]) if kind.startswith("map[") else None


def has_string_keys(value: dict[t.Any, t.Any]) -> bool:
    """Whether a map's keys are strings, so that a field name can be one."""
    kind = map_type(value)
    return not kind.startswith("map[") or kind.startswith(("map[string]", "map[interface {}]"))


def wrapped_type(value: t.Any, wrapped: bool) -> str:
    """The type that errors name: what came out of a map or a slice counts as an interface."""
    return "interface {}" if wrapped else go_type(value)


def call_method(value: t.Any, name: str, method: Function) -> t.Any:
    """Call a method without arguments."""
    if method.params:
        at_least = "at least " if method.variadic else ""
        count = len(method.params)
        raise FaultError("wrong number of args for %s: want %s%d got 0" % (name, at_least, count))
    try:
        return method.call(value)
    except (FaultError, RecursionError):
        raise
    except Exception as error:
        raise FaultError("error calling %s: " % name, cause=error) from None


def field(value: t.Any, name: str, wrapped: bool, *, first: bool = False) -> t.Any:
    """One step of a chain. ``wrapped``: nil would be that of an interface, not that of a missing value."""
    if value is None:
        if wrapped:
            raise FaultError("nil pointer evaluating interface {}." + name)
        return None
    method = find_method(value, name)
    if method is not None:
        return call_method(value, name, method)
    if isinstance(value, dict):
        if has_string_keys(value):
            return _typed_map_value(value, name)
    elif isinstance(value, GoObject) and name in value.FIELDS:
        return getattr(value, name)
    message = "can't evaluate field %s in type " % name
    raise FaultError(message + wrapped_type(value, wrapped), typed=message + go_type(value) if first else "")


def walk(value: t.Any, names: tuple[str, ...], wrapped: bool) -> t.Any:
    """All steps of a chain, exactly. ``wrapped`` is about the start; see ``field``."""
    for name in names:
        if value.__class__ in (dict, SharedMap):
            value = value.get(name)
            wrapped = True
        elif value is None and not wrapped:
            return None
        else:
            plain_map = isinstance(value, dict) and find_method(value, name) is None
            is_field = isinstance(value, GoObject) and name in value.FIELDS
            source = value
            value = field(value, name, wrapped, first=name is names[0])
            if plain_map:
                kind = map_type(source)
                wrapped = value is None or kind.endswith("]interface {}") or not kind.startswith("map[")
            else:
                wrapped = value is None and is_field
    return value


__all__ = ("call_method", "field", "find_method", "has_string_keys", "map_type", "walk", "wrapped_type", "zero_value")
