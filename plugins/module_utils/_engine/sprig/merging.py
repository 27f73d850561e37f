# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Merging maps as mergo 1.0.1 does for Sprig: in place, deep for maps only, and the result shares its sources' values.

Without overwriting, a value of the destination stays unless it is empty; with it, the source wins even where it is
empty or nil.
"""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoMap, GoObject, as_plain, go_type, is_nil
from .limits import Budget


def merge_into(target: dict[t.Any, t.Any] | None, sources: t.Iterable[t.Any], *, overwrite: bool) -> t.Any:
    """The target with each source merged into it in turn; a nil target becomes a map at the first source."""
    result: t.Any = target
    budget = Budget()
    try:
        for source in sources:
            if is_nil(result) and not is_nil(source):
                result = {}
            if source:
                _merge(result, source, overwrite, budget)
    except RecursionError:
        raise GoError("maps are nested too deeply to be merged") from None
    return as_plain(result)


def _merge(target: dict[t.Any, t.Any], source: dict[t.Any, t.Any], overwrite: bool, budget: Budget) -> None:
    for key, value in list(source.items()):
        budget.spend()
        if value is None:
            if overwrite:
                target[key] = None
            continue
        present = key in target
        old = target.get(key)
        if isinstance(value, dict):
            if isinstance(old, dict) and not is_nil(old):
                _merge(old, value, overwrite, budget)
                if old:
                    continue
        elif isinstance(value, (list, bytes)) and old:
            if overwrite:
                _store(target, key, value)
            continue
        if overwrite or not present or (not old and not _is_struct(old)):
            _store(target, key, value)


def _is_struct(value: t.Any) -> bool:
    return isinstance(value, GoObject) and value.go_kind == "struct"


def _store(target: dict[t.Any, t.Any], key: t.Any, value: t.Any) -> None:
    if isinstance(target, GoMap) and target.go_type == "map[string]string" and value.__class__ is not str:
        raise GoError("reflect.Value.SetMapIndex: value of type %s is not assignable to type string" % go_type(value))
    target[key] = value


__all__ = ("merge_into",)
