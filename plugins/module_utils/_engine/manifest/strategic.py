# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strategic merge patches, as the API server and kubectl apply them (follows pkg/util/strategicpatch of apimachinery).

A patch is a part of an object: maps are merged, null removes, lists are replaced, but for the lists of built-in kinds
that have a merge key: their items are found by it. Directives: ``$patch`` (replace, delete), ``$retainKeys``,
``$deleteFromPrimitiveList/FIELD`` and ``$setElementOrder/FIELD``.
"""

from __future__ import annotations

import typing as t

from ..errors import ManifestError
from .merge_keys import API_VERSIONS, KINDS, SHAPES, Shape

JSON = dict[str, t.Any]

DIRECTIVE: t.Final = "$patch"
RETAIN: t.Final = "$retainKeys"
DELETIONS: t.Final = "$deleteFromPrimitiveList/"
ORDER: t.Final = "$setElementOrder/"

MERGE: t.Final = "merge"
REPLACE: t.Final = "replace"
_NOTHING: t.Final[Shape] = {}


class Field(t.NamedTuple):
    """How one field is merged; ``shape`` is that of the field, or of the items of the list that it is."""

    strategy: str
    retain_keys: bool
    key: str
    shape: Shape


def shape_of(api_version: str, kind: str) -> Shape | None:
    """What is known of a kind; None for custom resources, which have no strategic merge."""
    if api_version not in API_VERSIONS:
        return None
    if kind in KINDS:
        return SHAPES[kind]
    return {"metadata": ("", "", "ObjectMeta")}


def field_of(shape: Shape, name: str) -> Field:
    """How a field is merged; plainly, where nothing is known of it."""
    strategies, key, child = shape.get(name, ("", "", ""))
    words = strategies.split(",")
    strategy = next((word for word in words if word in (MERGE, REPLACE)), "")
    return Field(strategy, "retainKeys" in words, key, SHAPES[child] if child else _NOTHING)


def strategic_merge(original: JSON, patch: JSON, shape: Shape) -> JSON:
    """``original`` with ``patch`` merged in; both stay as they are. ManifestError where the patch makes no sense."""
    return Merger(applies=True).merge(copied(original), copied(patch), shape)


def json_merge(original: t.Any, patch: t.Any) -> t.Any:
    """A JSON merge patch (RFC 7386) applied: what custom resources are patched with."""
    if not isinstance(patch, dict):
        return copied(patch)
    merged = dict(original) if isinstance(original, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = json_merge(merged.get(name), value)
    return merged


class Merger:
    """Merges a patch into an object, or (``applies`` false) into another patch, whose directives then stay."""

    __slots__ = ("_applies",)

    def __init__(self, *, applies: bool) -> None:
        self._applies = applies

    def merge(self, original: JSON, patch: JSON, shape: Shape) -> JSON:
        """Both are changed in place."""
        if DIRECTIVE in patch:
            return _directed(patch)
        self._retain_keys(original, patch)
        for name in [name for name in patch if name.startswith(ORDER)]:
            self._merge_ordered(name, original, patch, shape)
        for name, value in sorted(patch.items()):
            if name.startswith(DELETIONS) and not self._applies:
                original[name] = value
            elif name.startswith(DELETIONS):
                self._delete_items(name[len(DELETIONS) :], original, value)
            else:
                self._merge_field(name, original, value, shape)
        return original

    def _merge_field(self, name: str, original: JSON, value: t.Any, shape: Shape) -> None:
        if value is None:
            original.pop(name, None)
            if not self._applies:
                original[name] = None
            return
        if name in original and kind_of(original[name]) == kind_of(value):
            field = field_of(shape, name)
            if isinstance(value, dict):
                if field.strategy != REPLACE:
                    value = self.merge(original[name], value, field.shape)
                original[name] = value
                return
            if isinstance(value, list):
                original[name] = self._merge_lists(original[name], value, field)
                return
        elif self._applies:
            _drop_nulls(value)
        original.pop(name, None)
        if not _is_directive(value):
            original[name] = _without_directives(value)

    def _merge_lists(self, original: list[t.Any], patch: list[t.Any], field: Field) -> list[t.Any]:
        if field.strategy != MERGE:
            return patch
        if not original and not patch:
            return original
        if item_kind(original, patch) != "map":
            merged = _distinct([*original, *patch])
            return ordered(merged, patch, original, "")
        if not field.key:
            raise ManifestError("a list of objects has no merge key here")
        original, patch = _special_items(original, patch, field.key)
        merged = list(original)
        for item in patch:
            found = _find(merged, field.key, key_value(item, field.key))
            if found < 0:
                merged.append(item)
            else:
                merged[found] = self.merge(merged[found], copied(item), field.shape)
        return ordered(merged, patch, original, field.key)

    def _merge_ordered(self, directive: str, original: JSON, patch: JSON, shape: Shape) -> None:
        """A list with the order that its items shall have; both leave the patch."""
        name, order = directive[len(ORDER) :], patch.pop(directive)
        if not self._applies and original.setdefault(directive, order) != order:
            raise ManifestError("the patches give two orders for %s" % name)
        field = field_of(shape, name)
        old, new = original.get(name), patch.get(name)
        for items in (order, old if name in original else [], new if name in patch else []):
            if not isinstance(items, list):
                raise ManifestError("%s is given for %s, which is no list" % (ORDER[:-1], name))
        _check_order(new or [], order, field.key, name)
        if name in original and name in patch:
            merged = self._merge_lists(t.cast("list[t.Any]", old), t.cast("list[t.Any]", new), field)
        elif name in original:
            merged = t.cast("list[t.Any]", old)
        elif name in patch:
            merged = t.cast("list[t.Any]", _without_directives(new))
        else:
            return
        original[name] = ordered(merged, order, old or [], field.key)
        patch.pop(name, None)

    def _retain_keys(self, original: JSON, patch: JSON) -> None:
        if RETAIN not in patch:
            return
        names = patch.pop(RETAIN)
        if not self._applies:
            if original.setdefault(RETAIN, names) != names:
                raise ManifestError("the patches retain different keys: %s and %s" % (original[RETAIN], names))
            return
        if not isinstance(names, list):
            raise ManifestError("%s must be a list of names" % RETAIN)
        for name, value in patch.items():
            if value is not None and not name.startswith((DELETIONS, ORDER)) and name not in names:
                raise ManifestError("%s does not hold %s, which the patch sets" % (RETAIN, name))
        for name in [name for name in original if name not in names]:
            del original[name]

    @staticmethod
    def _delete_items(name: str, original: JSON, items: t.Any) -> None:
        if not isinstance(items, list):
            raise ManifestError("%s%s must be a list" % (DELETIONS, name))
        if isinstance(original.get(name), list):
            original[name] = [item for item in original[name] if not any(same(item, one) for one in items)]


def _directed(patch: JSON) -> JSON:
    directive = patch.pop(DIRECTIVE)
    if directive == REPLACE:
        return patch
    if directive == "delete":
        return {}
    raise ManifestError("%s: %s is neither replace nor delete" % (DIRECTIVE, directive))


def _special_items(original: list[t.Any], patch: list[t.Any], key: str) -> tuple[list[t.Any], list[t.Any]]:
    """The list without the items that the patch deletes, and the patch's other items."""
    plain, replaced = [], False
    for item in patch:
        directive = item.get(DIRECTIVE)
        if DIRECTIVE not in item:
            plain.append(item)
        elif directive == REPLACE:
            replaced = True
        elif directive == "delete":
            value = key_value(item, key)
            original = [one for one in original if not same(one.get(key), value)]
        else:
            raise ManifestError("%s: %s is neither replace nor delete" % (DIRECTIVE, directive))
    return (plain, []) if replaced else (original, plain)


def ordered(items: list[t.Any], first: list[t.Any], before: list[t.Any], key: str) -> list[t.Any]:
    """``items``, those of ``first`` in its order; the others go between them as they lay in ``before``."""
    if key:
        for item in (*items, *first, *before):
            key_value(item, key)
    ours = [item for item in items if _place(first, item, key) >= 0]
    ours.sort(key=lambda item: (_is_directive(item), _place(first, item, key)))
    theirs = [item for item in items if _place(first, item, key) < 0]
    theirs.sort(key=lambda item: (_is_directive(item), _place(before, item, key)))
    merged: list[t.Any] = []
    while ours and theirs:
        left, right = _place(before, theirs[0], key), _place(before, ours[0], key)
        merged.append((theirs if 0 <= left < right else ours).pop(0))
    return [*merged, *ours, *theirs]


def _check_order(patch: list[t.Any], order: list[t.Any], key: str, name: str) -> None:
    """What the patch sets must stand in the order too, one after the other."""
    rest = [item for item in patch if not _is_directive(item)]
    for item in order:
        if rest and _place([item], rest[0], key) == 0:
            del rest[0]
    if rest and order:
        raise ManifestError("the order of %s is not that of %s%s" % (name, ORDER, name))


def _place(items: list[t.Any], wanted: t.Any, key: str) -> int:
    value = key_value(wanted, key) if key else wanted
    for index, item in enumerate(items):
        if same(key_value(item, key) if key else item, value):
            return index
    return -1


def _find(items: list[t.Any], key: str, value: t.Any) -> int:
    return next((index for index, item in enumerate(items) if same(item.get(key), value)), -1)


def key_value(item: t.Any, key: str) -> t.Any:
    """The merge key of an item of a list; ManifestError where it has none."""
    if not isinstance(item, dict):
        raise ManifestError("an item of a list is no object, but a %s" % kind_of(item))
    if key not in item:
        held = ", ".join(sorted(item)) or "nothing"
        raise ManifestError("an item of a list lacks %s, by which its items are told apart; it holds %s" % (key, held))
    return item[key]


def item_kind(*lists: list[t.Any]) -> str:
    """The one kind of all items; ManifestError where there are several, or lists of lists."""
    kinds = {kind_of(item) for items in lists for item in items}
    if len(kinds) != 1 or "list" in kinds:
        raise ManifestError("the items of a list are not of one kind: %s" % ", ".join(sorted(kinds)))
    return kinds.pop()


def kind_of(value: t.Any) -> str:
    """The JSON type: map, list, string, bool, number or null."""
    if isinstance(value, dict):
        return "map"
    if isinstance(value, list):
        return "list"
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "bool"
    return "null" if value is None else "number"


def same(left: t.Any, right: t.Any) -> bool:
    """Equality as JSON has it, where true is not 1."""
    if kind_of(left) != kind_of(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(value, right[name]) for name, value in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(same(one, other) for one, other in zip(left, right, strict=True))
    return bool(left == right)


def copied(value: t.Any) -> t.Any:
    """A deep copy of plain data."""
    if isinstance(value, dict):
        return {name: copied(child) for name, child in value.items()}
    return [copied(child) for child in value] if isinstance(value, list) else value


def _distinct(items: list[t.Any]) -> list[t.Any]:
    kept: list[t.Any] = []
    for item in items:
        if not any(same(item, one) for one in kept):
            kept.append(item)
    return kept


def _is_directive(value: t.Any) -> bool:
    return isinstance(value, dict) and DIRECTIVE in value


def _without_directives(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {name: _without_directives(child) for name, child in value.items() if not _is_directive(child)}
    if isinstance(value, list):
        return [_without_directives(child) for child in value if not _is_directive(child)]
    return value


def _drop_nulls(value: t.Any) -> None:
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _drop_nulls(child)
    if isinstance(value, dict):
        for name in [name for name, child in value.items() if child is None]:
            del value[name]


__all__ = (
    "DELETIONS", "DIRECTIVE", "Field", "MERGE", "Merger", "ORDER", "REPLACE", "RETAIN", "copied", "field_of",
    "item_kind", "json_merge", "key_value", "kind_of", "ordered", "same", "shape_of", "strategic_merge",
)  # fmt: skip
