# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The patch that client-side apply sends: from what was applied last and what is live to what is wanted.

Follows CreateThreeWayMergePatch of apimachinery's strategicpatch and jsonmergepatch packages.
"""

from __future__ import annotations

import typing as t

from ..errors import ManifestError
from .merge_keys import Shape
from .strategic import (
    DELETIONS,
    DIRECTIVE,
    MERGE,
    ORDER,
    REPLACE,
    RETAIN,
    Field,
    Merger,
    copied,
    field_of,
    item_kind,
    key_value,
    kind_of,
    ordered,
    same,
)

JSON = dict[str, t.Any]


def three_way_patch(original: JSON, modified: JSON, current: JSON, shape: Shape | None) -> JSON:
    """The patch for ``current``: what differs from ``modified`` is set, what only ``original`` had is removed.

    Fields of the live object that neither manifest names stay. ``shape`` None (custom resources): a JSON merge patch,
    else a strategic one. An empty patch means that nothing is to be done.
    """
    if shape is None:
        additions = _json_difference(current, modified, deletions=False)
        return t.cast(JSON, _overlaid(_json_difference(original, modified, deletions=True), additions))
    delta = _Difference(deletions=False, additions=True).maps(current, modified, shape, retain_keys=False)
    deletions = _Difference(deletions=True, additions=False).maps(original, modified, shape, retain_keys=False)
    return Merger(applies=False).merge(copied(deletions), copied(delta), shape)


def merge_patch(old: JSON, new: JSON) -> JSON:
    """The JSON merge patch from one object to another."""
    patch: JSON = {}
    for name, value in new.items():
        if name in old and isinstance(value, dict) and isinstance(old[name], dict):
            found = merge_patch(old[name], value)
            if found:
                patch[name] = found
        elif name not in old or not same(old[name], value):
            patch[name] = value
    patch.update((name, None) for name in old if name not in new)
    return patch


class _Difference:
    """The strategic patch from one object to another, or the half of it that adds or that deletes."""

    def __init__(self, *, deletions: bool, additions: bool) -> None:
        self._deletions = deletions
        self._additions = additions

    def maps(self, old: JSON, new: JSON, shape: Shape, *, retain_keys: bool) -> JSON:
        patch: JSON = {}
        for name, value in sorted(new.items()):
            if name not in old or kind_of(old[name]) != kind_of(value):
                if self._additions:
                    patch[name] = value
            elif isinstance(value, dict):
                self._map_field(name, old[name], value, patch, field_of(shape, name))
            elif isinstance(value, list):
                self._list_field(name, old[name], value, patch, field_of(shape, name))
            else:
                self._replace(name, old[name], value, patch)
        if self._deletions:
            patch.update((name, None) for name in old if name not in new)
        kept = sorted(name for name, value in new.items() if value is not None)
        if retain_keys and kept and (patch or any(name not in new for name in old)):
            patch[RETAIN] = kept
        return patch

    def _map_field(self, name: str, old: JSON, new: JSON, patch: JSON, field: Field) -> None:
        if field.strategy == REPLACE:
            if self._additions and not same(old, new):
                patch[name] = new
            return
        found = self.maps(old, new, field.shape, retain_keys=field.retain_keys)
        if found:
            patch[name] = found

    def _list_field(self, name: str, old: list[t.Any], new: list[t.Any], patch: JSON, field: Field) -> None:
        if field.strategy != MERGE:
            self._replace(name, old, new, patch)
            return
        if not old:
            if new and self._additions:
                patch[name] = new
            return
        if item_kind(old, new) == "map":
            self._list_of_maps(name, old, new, patch, field)
        else:
            self._list_of_scalars(name, old, new, patch)

    def _list_of_maps(self, name: str, old: list[t.Any], new: list[t.Any], patch: JSON, field: Field) -> None:
        key = field.key
        items, gone = [], []
        before, after = _by_key(old, key), _by_key(new, key)
        while before or after:
            if not after or (before and _text(before[0][key]) < _text(after[0][key])):
                gone.append({key: before.pop(0)[key], DIRECTIVE: "delete"})
            elif not before or _text(after[0][key]) < _text(before[0][key]):
                item = after.pop(0)
                items += [item] if self._additions else []
            else:
                item = after.pop(0)
                found = self.maps(before.pop(0), item, field.shape, retain_keys=field.retain_keys)
                items += [{**found, key: item[key]}] if found else []
        items = ordered(items, new, [], key)
        if self._deletions:
            items += gone
        if items:
            patch[name] = items
        same_order = [item[key] for item in old] == [item[key] for item in new]
        if new and (items or (self._additions and not same_order)):
            patch[ORDER + name] = [{key: item[key]} for item in new]

    def _list_of_scalars(self, name: str, old: list[t.Any], new: list[t.Any], patch: JSON) -> None:
        before, after = {_text(item) for item in old}, {_text(item) for item in new}
        if self._additions and (added := [item for item in new if _text(item) not in before]):
            patch[name] = added
        gone = sorted({_text(item): item for item in old if _text(item) not in after}.items())
        if self._deletions and gone:
            patch[DELETIONS + name] = [item for _text_of, item in gone]
        if new and ((self._deletions and gone) or (self._additions and not same(sorted(old, key=_text), new))):
            patch[ORDER + name] = new

    def _replace(self, name: str, old: t.Any, new: t.Any, patch: JSON) -> None:
        if self._additions and not same(old, new):
            patch[name] = new


def _by_key(items: list[t.Any], key: str) -> list[t.Any]:
    """Sorted by merge key; of equal ones the last comes first, as Go's sort leaves them."""
    backwards = items[::-1]
    backwards.sort(key=lambda item: _text(key_value(item, key)))
    return backwards


def _text(value: t.Any) -> str:
    """A scalar as Go prints it, by which items are compared and sorted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        raise ManifestError("%s tells no items of a list apart" % (value,))
    return str(value)


def _json_difference(old: JSON, new: JSON, *, deletions: bool) -> JSON:
    """The JSON merge patch from old to new, of which only the deletions or only the rest."""
    patch: JSON = {}
    for name, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(name), dict):
            found = _json_difference(old[name], value, deletions=deletions)
            if found:
                patch[name] = found
        elif not deletions and (name not in old or not same(old[name], value)) and value is not None:
            patch[name] = value
    if deletions:
        patch.update((name, None) for name in old if name not in new)
    return patch


def _overlaid(under: t.Any, over: t.Any) -> t.Any:
    """Two JSON merge patches as one, in which nulls stay."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    return {**under, **{name: _overlaid(under.get(name), value) for name, value in over.items()}}


__all__ = ("merge_patch", "three_way_patch")
