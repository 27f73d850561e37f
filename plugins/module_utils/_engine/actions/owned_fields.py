# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which fields of an object are the release's: read from the managedFields that the API server keeps, and compared.

A field set (``fieldsV1``) is a tree of keys: ``f:name`` for a field, ``k:{...}`` for the list item with these keys,
``v:value`` for a member of a set, ``i:0`` for a position.
"""

from __future__ import annotations

import copy
import itertools
import json
import typing as t

from .managed_fields import FIELD_MANAGER, union

JSON = dict[str, t.Any]
Keys = tuple[str, ...]


class _Missing:
    """There is nothing."""

    def __repr__(self) -> str:
        return "nothing"


MISSING: t.Final = _Missing()

# A person's tool: what it writes is no other controller's business.
_BY_HAND = "kubectl"


class Difference(t.NamedTuple):
    """One field of ours: its ``keys`` in the field set, its ``path`` of names and positions, and both values."""

    keys: Keys
    path: tuple[str | int, ...]
    before: t.Any
    after: t.Any

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer (RFC 6901)."""
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in self.path)


def differences(live: JSON, wanted: JSON) -> list[Difference]:
    """The fields that helm applies in which ``wanted``, the API server's answer to that, differs from ``live``.

    Fields that helm had applied to the live object and that are wanted no more are among them.
    """
    fields = _applied(wanted)
    if _versions(live) == _versions(wanted):
        fields = union(fields, _applied(live))
    return list(_walk(fields, live, wanted, (), ())) if fields else []


def _entries(obj: JSON) -> list[JSON]:
    return (obj.get("metadata") or {}).get("managedFields") or []


def _is_ours(entry: JSON) -> bool:
    return (
        entry.get("manager") == FIELD_MANAGER
        and entry.get("operation") == "Apply"
        and not entry.get("subresource")
    )


def _versions(obj: JSON) -> list[str]:
    """A field set counts in the version it was applied in."""
    return [str(entry.get("apiVersion")) for entry in _entries(obj) if _is_ours(entry)]


def _applied(obj: JSON) -> JSON:
    fields: JSON = next((entry.get("fieldsV1") or {} for entry in _entries(obj) if _is_ours(entry)), {})
    if "f:stringData" in fields:
        # Written as text, kept as data.
        fields = {**fields, "f:data": union(fields.get("f:data") or {}, fields["f:stringData"])}
        del fields["f:stringData"]
    return fields


def _walk(
    fields: JSON, before: t.Any, after: t.Any, keys: Keys, path: tuple[str | int, ...]
) -> t.Iterator[Difference]:
    children = {key: child for key, child in fields.items() if key != "."}
    containers = isinstance(before, (dict, list)) and isinstance(after, (dict, list))
    if not children or not containers:
        if before is not after and before != after:
            yield Difference(keys, path, before, after)
        return
    for key, child in children.items():
        part, left = _child(key, before)
        place, right = _child(key, after)
        yield from _walk(child, left, right, (*keys, key), (*path, part if right is MISSING else place))


def _child(key: str, parent: t.Any) -> tuple[str | int, t.Any]:
    """What a key of a field set leads to, with its name or position in a path."""
    kind, _colon, text = key.partition(":")
    if kind == "f":
        return text, parent.get(text, MISSING) if isinstance(parent, dict) else MISSING
    if not isinstance(parent, list):
        return text, MISSING
    position = _position(kind, text, parent)
    return (text, MISSING) if position is None else (position, parent[position])


def _position(kind: str, text: str, items: list[t.Any]) -> int | None:
    wanted = json.loads(text)
    if kind == "i":
        return wanted if isinstance(wanted, int) and wanted < len(items) else None
    for position, item in enumerate(items):
        if item == wanted if kind == "v" else _has_keys(item, wanted):
            return position
    return None


def _has_keys(item: t.Any, keys: JSON) -> bool:
    """Whether an item is the one with these keys; one that it leaves out has a default."""
    if not isinstance(item, dict):
        return False
    return any(name in item for name in keys) and all(item.get(name, value) == value for name, value in keys.items())


def belongs_to_others(live: JSON, difference: Difference) -> bool:
    """Whether another controller owns the field: by server-side apply, or through a subresource such as scale."""
    return any(
        entry.get("manager") != FIELD_MANAGER
        and not str(entry.get("manager")).startswith(_BY_HAND)
        and (entry.get("operation") == "Apply" or bool(entry.get("subresource")))
        and _contains(entry.get("fieldsV1") or {}, difference.keys)
        for entry in _entries(live)
    )


def _contains(fields: JSON, keys: Keys) -> bool:
    for key in keys:
        if key not in fields:
            return False
        fields = fields[key]
        if not fields:
            return True
    return "." in fields


def put(obj: JSON, difference: Difference, value: t.Any) -> None:
    """Set the field of a difference in ``obj``, or take it out where ``value`` is MISSING."""
    keys = difference.keys
    if keys[0] == "f:data" and len(keys) == 2 and isinstance(obj.get("stringData"), dict):
        obj["stringData"].pop(keys[1][2:], None)
    parent: t.Any = obj
    for key, following in itertools.pairwise(keys):
        _part, child = _child(key, parent)
        if child is MISSING or child is None:
            if value is MISSING:
                return
            child = json.loads(key[2:]) if key.startswith("k:") else {} if following.startswith("f:") else []
            _set(parent, key, child)
        parent = child
    _set(parent, keys[-1], copy.deepcopy(value) if value is not MISSING else value)


def _set(parent: t.Any, key: str, value: t.Any) -> None:
    part, found = _child(key, parent)
    if isinstance(parent, dict):
        if value is not MISSING:
            parent[part] = value
        else:
            parent.pop(part, None)
    elif found is MISSING:
        if value is not MISSING:
            parent.append(value)
    elif value is MISSING:
        del parent[part]
    else:
        parent[part] = value


__all__ = ("MISSING", "Difference", "belongs_to_others", "differences", "put")
