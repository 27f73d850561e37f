# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions in which a definition's objects may be stored, and storing them anew so that one can be dropped.

The API server writes each object in the version that the definition marks for storage, and notes in
``status.storedVersions`` which ones that ever were. A version on that list cannot be dropped.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ReleaseError
from ..manifest.objects import ObjectRef
from .parallel import in_parallel
from .ports import JSON, Cluster

_MERGE_PATCH = "application/merge-patch+json"
_SETTLED = (404, 409)


def lost_versions(body: JSON, live: JSON) -> list[str]:
    """The versions in which objects may be stored, and which the definition ``body`` does not know."""
    if body.get("kind") != "CustomResourceDefinition":
        return []
    names = [version.get("name") for version in _versions(body)]
    return [str(name) for name in (live.get("status") or {}).get("storedVersions") or [] if name not in names]


def check_droppable(ref: ObjectRef, lost: t.Sequence[str], live: JSON) -> None:
    """ReleaseError where objects are stored in a lost version still, so that storing them anew would not help."""
    for version in _versions(live):
        if version.get("storage") and version.get("name") in lost:
            raise ReleaseError(
                "failed to upgrade CRD %s: it stores objects in %s, which the chart's definition drops. Upgrade first"
                " by a definition that has both versions, and stores objects in one that stays"
                % (ref.name, version["name"])
            )


def store_anew(ref: ObjectRef, body: JSON, *, cluster: Cluster) -> None:
    """Write each object of a definition as it is, and take the versions off the list that ``body`` does not know.

    Nothing is lost where this breaks off. ReleaseError says which object could not be written.
    """
    live = cluster.get(ref) or {}
    lost = lost_versions(body, live)
    check_droppable(ref, lost, live)
    spec = live.get("spec") or {}
    served = [version for version in _versions(live) if version.get("served") and version.get("name") not in lost]
    served.sort(key=lambda version: not version.get("storage"))
    if not lost or not served:
        return

    def write(obj: JSON) -> None:
        metadata = obj["metadata"]
        try:
            cluster.replace(obj, namespace=str(metadata.get("namespace") or ""))
        except ClusterError as error:
            # It is gone, or somebody else has written it, and so stored it anew.
            if error.status not in _SETTLED:
                raise ReleaseError(
                    "%s %s could not be stored anew: %s" % (obj["kind"], metadata["name"], error)
                ) from error

    api_version = "%s/%s" % (spec["group"], served[0]["name"])
    in_parallel(write, cluster.list(api_version, spec["names"]["kind"], None))
    stored = [name for name in live["status"]["storedVersions"] if name not in lost]
    patch = {"metadata": {"resourceVersion": live["metadata"]["resourceVersion"]}, "status": {"storedVersions": stored}}
    cluster.patch(ref, patch, content_type=_MERGE_PATCH, subresource="status")


def _versions(definition: JSON) -> list[JSON]:
    return (definition.get("spec") or {}).get("versions") or []


__all__ = ("check_droppable", "lost_versions", "store_anew")
