# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What objects control, such as a Deployment its ReplicaSets, as far as rules of readiness look at it."""

from __future__ import annotations

import typing as t

from ..manifest.objects import ObjectRef

JSON = dict[str, t.Any]
Place = tuple[str, str, str]


class Owned:
    """Objects by the uid of the one that controls them. A place is an API version, a kind and a namespace."""

    def __init__(self) -> None:
        self._places: set[Place] = set()
        self._objects: dict[ObjectRef, JSON] = {}
        self._by_owner: dict[str, dict[ObjectRef, JSON]] = {}

    def open(self, place: Place) -> None:
        """From now on the objects of a kind in a namespace are known."""
        self._places.add(place)

    def put(self, ref: ObjectRef, obj: JSON | None) -> str:
        """Remember the state of an object (None: it is gone); its owner's uid."""
        before = self._objects.pop(ref, None)
        owner = _owner(before or obj or {})
        self._by_owner.get(owner, {}).pop(ref, None)
        if obj is not None:
            owner = _owner(obj)
            self._objects[ref] = self._by_owner.setdefault(owner, {})[ref] = _light(obj)
        return owner

    def of(self, uid: str, place: Place | None) -> list[JSON] | None:
        """What an object controls; None where that is not known."""
        return list(self._by_owner.get(uid, {}).values()) if place in self._places else None

    def all_of(self, kind: tuple[str, str]) -> list[JSON]:
        """All known objects of a kind."""
        return [obj for ref, obj in self._objects.items() if ref[:2] == kind]


def _owner(obj: JSON) -> str:
    owners = (obj.get("metadata") or {}).get("ownerReferences") or []
    return next((str(owner.get("uid")) for owner in owners if owner.get("controller")), "")


def _light(obj: JSON) -> JSON:
    """An object without the parts that are large and that no rule asks for."""
    light = {key: value for key, value in obj.items() if key != "spec" or obj.get("kind") != "Pod"}
    light["metadata"] = {key: value for key, value in (obj.get("metadata") or {}).items() if key != "managedFields"}
    return light


__all__ = ("Owned",)
