# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds that an action deals with: those the API server has, and those that the action's own CRDs will bring."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError
from .ports import JSON, Cluster, Resource

# Reasons of a ClusterError: the kind is not served; what is missing comes with an earlier release of the same run.
NO_MATCH = "NoKindMatch"
FORESEEN = "Foreseen"


class Kinds:
    """Looks up how kinds are served. ``coming`` are those of CRDs that this action is about to create."""

    __slots__ = ("_cluster", "_coming")

    def __init__(self, cluster: Cluster, coming: t.Iterable[Resource] = ()) -> None:
        self._cluster = cluster
        self._coming = {(resource.api_version, resource.kind): resource for resource in coming}

    def resource(self, api_version: str, kind: str) -> Resource:
        """How the kind is served, or will be; ClusterError where neither."""
        coming = self._coming.get((api_version, kind))
        return coming if coming is not None else self._cluster.resource(api_version, kind)

    def is_coming(self, api_version: str, kind: str) -> bool:
        """Whether the kind is not served yet."""
        return (api_version, kind) in self._coming

    def find(self, api_version: str, kind: str) -> Resource | None:
        """As ``resource``, but None for a kind that is not served (any more)."""
        try:
            return self.resource(api_version, kind)
        except ClusterError as error:
            if error.reason != NO_MATCH:
                raise
            return None

    def api_versions(self) -> list[str]:
        """``.Capabilities.APIVersions`` as it is once the CRDs are there."""
        versions = list(self._cluster.api_versions())
        known = set(versions)
        for api_version, kind in self._coming:
            for entry in (api_version, "%s/%s" % (api_version, kind)):
                if entry not in known:
                    known.add(entry)
                    versions.append(entry)
        return versions


def crd_resources(crd: JSON) -> list[Resource]:
    """The kinds that a CustomResourceDefinition brings, one for each version it serves."""
    spec = crd.get("spec") or {}
    names = spec.get("names") or {}
    versions = [version.get("name", "") for version in spec.get("versions") or [] if version.get("served", True)]
    return [
        Resource(
            api_version="%s/%s" % (spec.get("group", ""), version),
            kind=str(names.get("kind", "")),
            plural=str(names.get("plural", "")),
            namespaced=spec.get("scope") != "Cluster",
        )
        for version in versions or ([spec["version"]] if spec.get("version") else [])
    ]


__all__ = ("FORESEEN", "NO_MATCH", "Kinds", "crd_resources")
