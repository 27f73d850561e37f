# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What check mode knows of the releases before: the namespaces, kinds and values that they are going to bring.

A release of a fleet is planned as if they were there. What cannot be asked yet is named by who brings it.
"""

from __future__ import annotations

import base64
import typing as t

from ..errors import ClusterError
from ..manifest.objects import ObjectRef
from .kinds import FORESEEN, crd_resources
from .plan import CREATE, UPDATE, Plan
from .ports import JSON, Cluster, Resource


class Foreseen:
    """What is to come, each with the release that brings it; ``objects`` are ConfigMaps and Secrets."""

    __slots__ = ("kinds", "namespaces", "objects")

    def __init__(self) -> None:
        self.namespaces: dict[str, str] = {}
        self.kinds: dict[tuple[str, str], tuple[Resource, str]] = {}
        self.objects: dict[ObjectRef, JSON] = {}

    def __bool__(self) -> bool:
        return bool(self.namespaces or self.kinds or self.objects)

    def add(self, other: Foreseen) -> None:
        """All that another one has, too."""
        self.namespaces.update(other.namespaces)
        self.kinds.update(other.kinds)
        self.objects.update(other.objects)

    def add_plan(self, plan: Plan, release: str) -> None:
        """What a plan brings when ``release`` is deployed."""
        for step in plan.all_steps():
            if step.after is None or step.action not in (CREATE, UPDATE):
                continue
            if step.ref.kind == "CustomResourceDefinition":
                for resource in crd_resources(step.after):
                    self.kinds[(resource.api_version, resource.kind)] = (resource, release)
            elif step.ref.kind == "Namespace" and step.action == CREATE:
                self.namespaces[step.ref.name] = release
            elif step.ref.kind in ("ConfigMap", "Secret"):
                self.objects[step.ref] = _stored(step.after)


class ForeseeingCluster:
    """Satisfies ``Cluster`` for planning: the cluster as it will be, as far as that is known.

    A dry run of what it cannot be asked yet raises ClusterError of reason ``FORESEEN``.
    """

    def __init__(self, cluster: Cluster, foreseen: Foreseen) -> None:
        self._cluster = cluster
        self._foreseen = foreseen

    def __getattr__(self, name: str) -> t.Any:
        return getattr(self._cluster, name)

    def api_versions(self) -> list[str]:
        versions = list(self._cluster.api_versions())
        more = [name for pair in self._foreseen.kinds for name in (pair[0], "%s/%s" % pair)]
        return [*versions, *dict.fromkeys(name for name in more if name not in set(versions))]

    def resource(self, api_version: str, kind: str) -> Resource:
        try:
            return self._cluster.resource(api_version, kind)
        except ClusterError:
            if (api_version, kind) not in self._foreseen.kinds:
                raise
        return self._foreseen.kinds[(api_version, kind)][0]

    def get(self, ref: ObjectRef, *, metadata_only: bool = False) -> JSON | None:
        if ref in self._foreseen.objects:
            return self._foreseen.objects[ref]
        if ref.kind == "Namespace" and ref.name in self._foreseen.namespaces:
            return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": ref.name}}
        coming = self._is_coming(ref.api_version, ref.kind)
        return None if coming else self._cluster.get(ref, metadata_only=metadata_only)

    def list(self, api_version: str, kind: str, namespace: str | None, **more: str) -> t.Any:
        if self._is_coming(api_version, kind):
            return []
        return self._cluster.list(api_version, kind, namespace, **more)

    def create(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        self._refuse(obj, namespace)
        return self._cluster.create(obj, namespace=namespace, dry_run=dry_run)

    def apply(self, obj: JSON, *, namespace: str, force: bool = False, dry_run: bool = False) -> JSON:
        self._refuse(obj, namespace)
        return self._cluster.apply(obj, namespace=namespace, force=force, dry_run=dry_run)

    def _is_coming(self, api_version: str, kind: str) -> bool:
        if (api_version, kind) not in self._foreseen.kinds:
            return False
        try:
            self._cluster.resource(api_version, kind)
        except ClusterError:
            return True
        return False

    def _refuse(self, obj: JSON, namespace: str) -> None:
        api_version, kind = str(obj.get("apiVersion")), str(obj.get("kind"))
        if self._is_coming(api_version, kind):
            what, release = "objects of kind %s" % kind, self._foreseen.kinds[(api_version, kind)][1]
        elif self.resource(api_version, kind).namespaced and namespace in self._foreseen.namespaces:
            what, release = "objects in namespace %s" % namespace, self._foreseen.namespaces[namespace]
        else:
            return
        raise ClusterError("%s: the release %s brings that first" % (what, release), reason=FORESEEN)


def _stored(body: JSON) -> JSON:
    """An object as the API server will hold it."""
    if not body.get("stringData"):
        return body
    texts = {key: base64.b64encode(str(text).encode()).decode() for key, text in body["stringData"].items()}
    kept = {key: value for key, value in body.items() if key != "stringData"}
    return {**kept, "data": {**(body.get("data") or {}), **texts}}


__all__ = ("ForeseeingCluster", "Foreseen")
