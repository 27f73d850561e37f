# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's map functions. Where Go's order is random (keys, values), ours is sorted, so that rendering repeats."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoList, GoMap, as_plain
from .limits import Budget
from .merging import merge_into
from .text import assertion_failed, strval, to_bytes

Dict = t.Dict[str, t.Any]  # noqa: UP006 - evaluated at run time

_MAP = "map[string]interface {}"


def make_dict(*pairs: t.Any) -> Dict:
    """A map of keys and values in turn; a last key alone gets an empty string."""
    made: Dict = {}
    for index in range(0, len(pairs), 2):
        key = pairs[index]
        made[key if key.__class__ is str else strval(key)] = pairs[index + 1] if index + 1 < len(pairs) else ""
    return made


def get(source: Dict | None, key: str) -> t.Any:
    """The value of a key, or an empty string."""
    return source.get(key, "") if source else ""


def set_key(target: Dict | None, key: str, value: t.Any) -> Dict:
    """The same map with a key set."""
    if target is None:
        raise GoError("assignment to entry in nil map")
    target[key] = value
    return t.cast(Dict, as_plain(target))


def unset(target: Dict | None, key: str) -> Dict | None:
    """The same map without a key."""
    if target:
        target.pop(key, None)
    return t.cast("Dict | None", as_plain(target))


def pluck(key: str, *sources: Dict | None) -> list[t.Any]:
    """The values of a key in those maps that have it."""
    return [source[key] for source in sources if source and key in source]


def keys(*sources: Dict | None) -> GoList:
    """The keys of each map in turn, sorted within a map."""
    return GoList("[]string", [key for source in sources if source for key in sorted(source, key=to_bytes)])


def values(source: Dict | None) -> list[t.Any]:
    """The values in the order of their sorted keys."""
    return [source[key] for key in sorted(source, key=to_bytes)] if source else []


def pick(source: Dict | None, *names: str) -> Dict:
    """A new map of these keys only."""
    return {name: source[name] for name in names if name in source} if source else {}


def omit(source: Dict | None, *names: str) -> Dict:
    """A new map without these keys."""
    return {key: value for key, value in source.items() if key not in names} if source else {}


def dig(*path: t.Any) -> t.Any:
    """The value under a path of keys, or the default before the map; each step must be a map[string]interface{}."""
    if len(path) < 3:
        raise GoError("dig needs at least three arguments")
    current = _as_map(path[-1])
    steps = path[:-2]
    for step in steps:
        if step.__class__ is not str:
            raise assertion_failed(step, "string")
    for step in steps[:-1]:
        if step not in current:
            return path[-2]
        current = _as_map(current[step])
    return current.get(steps[-1], path[-2])


def _as_map(value: t.Any) -> Dict:
    if value.__class__ is dict or (isinstance(value, GoMap) and value.go_type == _MAP):
        return t.cast(Dict, value)
    raise assertion_failed(value, _MAP)


def deep_copy(value: t.Any) -> t.Any:
    """A copy that shares no map or list with the original; nil panics as copystructure does."""
    if value is None:
        raise GoError("reflect: call of reflect.Value.Type on zero Value")
    try:
        return _copy(value, Budget())
    except RecursionError:
        raise GoError("a value is nested too deeply to be copied") from None


def _copy(value: t.Any, budget: Budget) -> t.Any:
    budget.spend()
    kind = type(value)
    if kind is dict:
        return {key: _copy(item, budget) for key, item in value.items()}
    if kind is list:
        return [_copy(item, budget) for item in value]
    if isinstance(value, GoMap):
        return value.like({key: _copy(item, budget) for key, item in value.items()})
    if isinstance(value, GoList):
        return value.like([_copy(item, budget) for item in value])
    return value


def functions() -> dict[str, Function]:
    """The map functions by name."""
    table = [
        function("dict", make_dict, "...any"),
        function("get", get, "map, string"),
        function("set", set_key, "map, string, any"),
        function("unset", unset, "map, string"),
        function("hasKey", lambda source, key: bool(source) and key in source, "map, string"),
        function("pluck", pluck, "string, ...map"),
        function("keys", keys, "...map"),
        function("values", values, "map"),
        function("pick", pick, "map, ...string"),
        function("omit", omit, "map, ...string"),
        function("dig", dig, "...any"),
        function("deepCopy", deep_copy, "any"),
        function("mustDeepCopy", deep_copy, "any"),
    ]
    for name in ("merge", "mustMerge"):
        table.append(
            function(name, lambda target, *sources: merge_into(target, sources, overwrite=False), "map, ...map")
        )
    for name in ("mergeOverwrite", "mustMergeOverwrite"):
        table.append(
            function(name, lambda target, *sources: merge_into(target, sources, overwrite=True), "map, ...map")
        )
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
