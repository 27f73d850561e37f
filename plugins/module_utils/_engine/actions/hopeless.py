# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits that are hopeless: pods whose image cannot be had, or whose containers crash again and again.

What may mend itself gets a grace: registries hiccup, and a Secret may come late. A pod that finds no node is not a
hopeless case at all, because clusters grow. Pods of earlier revisions of a workload do not count.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError
from ..manifest.objects import ObjectRef
from .ports import JSON, Clock, Cluster, WaitFailure

_GRACE_SECONDS = 10.0
_RESTARTS = 3
_AT_ONCE = ("InvalidImageName", "ErrImageNeverPull")
_AFTER_GRACE = ("ErrImagePull", "ImagePullBackOff", "CreateContainerConfigError", "CreateContainerError")
_CRASHING = "CrashLoopBackOff"
_WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Pod")
_REVISION = "deployment.kubernetes.io/revision"


class Hopeless:
    """Called again and again with the objects that are not ready yet and the pods of their namespaces; says which of
    them never will be, and why."""

    __slots__ = ("_clock", "_cluster", "_since")

    def __init__(self, cluster: Cluster, clock: Clock) -> None:
        self._cluster = cluster
        self._clock = clock
        self._since: dict[tuple[str, str, str], float] = {}

    def __call__(self, refs: t.Sequence[ObjectRef], pods: t.Sequence[JSON]) -> list[WaitFailure]:
        wanted = {(ref.kind, ref.namespace, ref.name): ref for ref in refs if ref.kind in _WORKLOADS}
        failures = []
        for pod in pods:
            cause = self._cause(pod)
            ref = wanted.get(self._workload_of(pod)) if cause else None
            if ref is not None:
                failures.append(WaitFailure(ref, "Failed", cause))
                del wanted[ref.kind, ref.namespace, ref.name]
        return failures

    def _cause(self, pod: JSON) -> str:
        metadata, status = pod.get("metadata") or {}, pod.get("status") or {}
        for entry in [*(status.get("initContainerStatuses") or []), *(status.get("containerStatuses") or [])]:
            reason = str(((entry.get("state") or {}).get("waiting") or {}).get("reason") or "")
            key = (str(metadata.get("namespace")), str(metadata.get("name")), str(entry.get("name")))
            if self._is_hopeless(reason, int(entry.get("restartCount") or 0), key):
                return "container %s of pod %s: %s (image %s)" % (
                    entry.get("name"), metadata.get("name"), reason, entry.get("image"),
                )  # fmt: skip
        return ""

    def _is_hopeless(self, reason: str, restarts: int, key: tuple[str, str, str]) -> bool:
        if reason not in _AFTER_GRACE:
            self._since.pop(key, None)
            return reason in _AT_ONCE or (reason == _CRASHING and restarts >= _RESTARTS)
        now = self._clock.monotonic()
        return now - self._since.setdefault(key, now) >= _GRACE_SECONDS

    def _workload_of(self, pod: JSON) -> tuple[str, str, str]:
        """Whose pod it is; of no interest, and therefore without a name, where an earlier revision made it, and where
        that cannot be read."""
        namespace = str(pod["metadata"].get("namespace"))
        try:
            return self._workload(pod, namespace)
        except ClusterError:
            return ("", namespace, "")

    def _workload(self, pod: JSON, namespace: str) -> tuple[str, str, str]:
        owner = _controller(pod)
        if owner is None:
            return ("Pod", namespace, str(pod["metadata"].get("name")))
        kind, name = str(owner.get("kind")), str(owner.get("name"))
        if kind == "ReplicaSet":
            return self._of_replica_set(name, namespace)
        if kind == "StatefulSet":
            live = self._cluster.get(ObjectRef("apps/v1", kind, namespace, name)) or {}
            update = (live.get("status") or {}).get("updateRevision")
            made = (pod["metadata"].get("labels") or {}).get("controller-revision-hash")
            if update and made and update != made:
                return (kind, namespace, "")
        return (kind, namespace, name)

    def _of_replica_set(self, name: str, namespace: str) -> tuple[str, str, str]:
        replica_set = self._cluster.get(ObjectRef("apps/v1", "ReplicaSet", namespace, name)) or {}
        owner = _controller(replica_set)
        if owner is None:
            return ("ReplicaSet", namespace, name)
        ref = ObjectRef("apps/v1", "Deployment", namespace, str(owner.get("name")))
        if _revision(replica_set) != _revision(self._cluster.get(ref) or {}):
            return ("Deployment", namespace, "")
        return ("Deployment", namespace, ref.name)


def _controller(obj: JSON) -> JSON | None:
    owners = (obj.get("metadata") or {}).get("ownerReferences") or []
    return next((owner for owner in owners if owner.get("controller")), None)


def _revision(obj: JSON) -> str:
    return str(((obj.get("metadata") or {}).get("annotations") or {}).get(_REVISION) or "")


__all__ = ("Hopeless",)
