# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Helm 3's rules of readiness: a rule a kind, from the object and those it owns.

Follows pkg/kube/ready.go and the deployment util of Kubernetes that it uses; what a rule misses is said in our words.
Kinds without a rule are ready as soon as they are applied.
"""

from __future__ import annotations

import typing as t

from .fields import BrokenObjectError, conditions, integer, text
from .readiness import CURRENT, FAILED, IN_PROGRESS, UNSEEN, Status

JSON = dict[str, t.Any]
Owned: t.TypeAlias = "t.Sequence[JSON] | None"
_HASH = "pod-template-hash"
_ROLLING = "RollingUpdate"
_READY = Status(CURRENT, "Resource is ready")


def compute_legacy(obj: JSON, owned: Owned, *, jobs: bool) -> Status:
    """The status of a live object; ``owned`` are the objects that it controls (see OWNED), None: not known yet."""
    kind = _key(obj)
    if kind == "batch/Job" and not jobs:
        return _READY
    rule = _RULES.get(kind)
    try:
        return rule(obj, owned) if rule is not None else _READY
    except BrokenObjectError:
        return UNSEEN


def compute_legacy_hook(obj: JSON) -> Status:
    """A hook's Job or Pod, which must have finished."""
    name = (obj.get("metadata") or {}).get("name")
    try:
        for condition in conditions(obj) if obj.get("kind") == "Job" else ():
            if condition.status == "True" and condition.type == "Complete":
                return Status(CURRENT, "Job Completed")
            if condition.status == "True" and condition.type == "Failed":
                return Status(FAILED, "job %s failed: %s" % (name, condition.reason))
    except BrokenObjectError:
        return UNSEEN
    phase = text(obj, "status", "phase") if obj.get("kind") == "Pod" else ""
    if phase == "Failed":
        return Status(FAILED, "pod %s failed" % name)
    return Status(CURRENT if phase == "Succeeded" else IN_PROGRESS, "%s %s" % (obj.get("kind"), phase or "in progress"))


def is_judged(api_version: str, kind: str, *, jobs: bool) -> bool:
    """Whether objects of the kind are looked at; others count as ready unseen."""
    key = _key({"apiVersion": api_version, "kind": kind})
    return key in _RULES and (jobs or key != "batch/Job")


def _key(obj: JSON) -> str:
    group, _slash, version = str(obj.get("apiVersion") or "").rpartition("/")
    # helm knows these kinds in the versions of its client library; an older one is a kind without a rule.
    known = version == "v1" or group == "apiextensions.k8s.io"
    return ("%s/%s" % (group, obj.get("kind")) if group else str(obj.get("kind"))) if known else ""


def _missing(*rules: tuple[bool, str]) -> Status:
    """The first that is missing; ready where nothing is."""
    return next((Status(IN_PROGRESS, message) for is_missing, message in rules if is_missing), _READY)


def _unobserved(obj: JSON) -> tuple[bool, str]:
    generation = integer(obj, "metadata", "generation")
    observed = integer(obj, "status", "observedGeneration")
    return observed != generation, "%s generation is %d, but latest observed generation is %d" % (
        obj.get("kind"), generation, observed,
    )  # fmt: skip


def _pod(obj: JSON, _owned: Owned) -> Status:
    ready = any(item.type == "Ready" and item.status == "True" for item in conditions(obj))
    return _missing((not ready, "Pod is not Ready"))


def _job(obj: JSON, _owned: Owned) -> Status:
    metadata = obj.get("metadata") or {}
    if integer(obj, "status", "failed") > integer(obj, "spec", "backoffLimit", default=6):
        return Status(FAILED, "job is failed: %s/%s" % (metadata.get("namespace") or "", metadata.get("name")))
    wanted, done = integer(obj, "spec", "completions"), integer(obj, "status", "succeeded")
    return _missing((done < wanted, "Job in progress. succeeded: %d/%d" % (done, wanted)))


def _deployment(obj: JSON, owned: Owned) -> Status:
    spec = obj.get("spec") or {}
    if spec.get("paused") is True:
        return Status(CURRENT, "Deployment is paused")
    replica_set = _new_replica_set(obj, owned or ())
    if replica_set is None:
        return Status(IN_PROGRESS, "Deployment has no ReplicaSet of its present template yet")
    replicas = integer(obj, "spec", "replicas", default=1)
    needed = replicas - _max_unavailable(spec, replicas)
    ready = integer(replica_set, "status", "readyReplicas")
    return _missing(
        _unobserved(replica_set), _unobserved(obj), (ready < needed, "Ready: %d of at least %d" % (ready, needed))
    )


def _new_replica_set(deployment: JSON, owned: t.Sequence[JSON]) -> JSON | None:
    """The oldest ReplicaSet with the Deployment's present template."""
    template = _template(deployment)
    found = [candidate for candidate in owned if _template(candidate) == template]
    return min(found, key=_age, default=None)


def _age(obj: JSON) -> tuple[str, str]:
    metadata = obj.get("metadata") or {}
    return str(metadata.get("creationTimestamp") or ""), str(metadata.get("name") or "")


def _template(obj: JSON) -> t.Any:
    template = dict((obj.get("spec") or {}).get("template") or {})
    metadata = dict(template.get("metadata") or {})
    labels = metadata.get("labels") or {}
    metadata["labels"] = {name: value for name, value in labels.items() if name != _HASH}
    return _dense({**template, "metadata": metadata})


def _dense(value: t.Any) -> t.Any:
    """Without what is empty: Go's comparison does not tell an empty field from a missing one."""
    if isinstance(value, dict):
        children = {name: _dense(child) for name, child in value.items()}
        return {name: child for name, child in children.items() if child not in (None, {}, [], "")}
    return [_dense(child) for child in value] if isinstance(value, list) else value


def _max_unavailable(spec: JSON, replicas: int) -> int:
    """How many pods a rolling Deployment may lack."""
    strategy = spec.get("strategy") or {}
    if strategy.get("type") != _ROLLING or not replicas:
        return 0
    rolling = strategy.get("rollingUpdate") or {}
    surge = _scaled(rolling.get("maxSurge", 0), replicas, up=True)
    unavailable = _scaled(rolling.get("maxUnavailable", 0), replicas, up=False)
    if surge is None or unavailable is None:
        return 0
    return min(replicas, 1 if surge == unavailable == 0 else unavailable)


def _scaled(value: t.Any, total: int, *, up: bool) -> int | None:
    """A number, or a percentage of ``total``; None where it is neither."""
    if isinstance(value, int):
        return value
    try:
        share = int(str(value).removesuffix("%")) * total
    except ValueError:
        return None
    return -(-share // 100) if up else share // 100


def _claim(obj: JSON, _owned: Owned) -> Status:
    phase = text(obj, "status", "phase", default="unknown")
    return _missing((phase != "Bound", "PVC is not Bound. phase: %s" % phase))


def _service(obj: JSON, _owned: Owned) -> Status:
    spec = obj.get("spec") or {}
    if spec.get("type") == "ExternalName":
        return _READY
    ingress = ((obj.get("status") or {}).get("loadBalancer") or {}).get("ingress")
    waits = spec.get("type") == "LoadBalancer" and not spec.get("externalIPs") and ingress is None
    return _missing(
        (not spec.get("clusterIP"), "Service has no cluster IP"),
        (waits, "Service has no load balancer address"),
    )


def _daemon_set(obj: JSON, _owned: Owned) -> Status:
    strategy = (obj.get("spec") or {}).get("updateStrategy") or {}
    unobserved = _unobserved(obj)
    if strategy.get("type") != _ROLLING:
        return _missing(unobserved)
    wanted = integer(obj, "status", "desiredNumberScheduled")
    updated = integer(obj, "status", "updatedNumberScheduled")
    ready = integer(obj, "status", "numberReady")
    value = (strategy.get("rollingUpdate") or {}).get("maxUnavailable")
    well = isinstance(value, int) or str(value).endswith("%")
    unavailable = _scaled(value, wanted, up=True) if well else None
    needed = 0 if unavailable is None else wanted - unavailable
    return _missing(
        unobserved,
        (updated != wanted, "Updated: %d/%d" % (updated, wanted)),
        (ready < needed, "Ready: %d of at least %d" % (ready, needed)),
    )


def _stateful_set(obj: JSON, _owned: Owned) -> Status:
    unobserved = _unobserved(obj)
    if text(obj, "spec", "updateStrategy", "type") != _ROLLING:
        return _missing(unobserved)
    wanted = integer(obj, "spec", "replicas", default=1)
    partition = integer(obj, "spec", "updateStrategy", "rollingUpdate", "partition")
    updated = integer(obj, "status", "updatedReplicas")
    ready = integer(obj, "status", "readyReplicas")
    same = text(obj, "status", "currentRevision") == text(obj, "status", "updateRevision")
    return _missing(
        unobserved,
        (updated < wanted - partition, "Updated: %d/%d" % (updated, wanted - partition)),
        (ready != wanted, "Ready: %d/%d" % (ready, wanted)),
        (partition == 0 and not same, "Waiting for updated revision to match current"),
    )


def _with_pods(obj: JSON, owned: Owned) -> Status:
    unobserved = _unobserved(obj)
    if unobserved[0] or owned is None:
        return Status(IN_PROGRESS, unobserved[1] if unobserved[0] else "Pods are not known yet")
    lacking = sum(1 for pod in owned if _pod(pod, None).status != CURRENT)
    return _missing((lacking > 0, "Pods not Ready: %d of %d" % (lacking, len(owned))))


def _definition(obj: JSON, _owned: Owned) -> Status:
    # A conflict of names is for others to solve: helm goes on.
    settled = any(
        item[:2] in (("Established", "True"), ("NamesAccepted", "False")) for item in conditions(obj)
    )  # fmt: skip
    return _missing((not settled, "Install in progress"))


_RULES: dict[str, t.Callable[[JSON, Owned], Status]] = {
    "Pod": _pod,
    "PersistentVolumeClaim": _claim,
    "Service": _service,
    "ReplicationController": _with_pods,
    "apps/Deployment": _deployment,
    "apps/DaemonSet": _daemon_set,
    "apps/StatefulSet": _stateful_set,
    "apps/ReplicaSet": _with_pods,
    "batch/Job": _job,
    "apiextensions.k8s.io/CustomResourceDefinition": _definition,
}

# What the rules look at besides: the kind of the objects that one of a kind controls.
OWNED = {
    "apps/Deployment": ("apps/v1", "ReplicaSet"),
    "apps/ReplicaSet": ("v1", "Pod"),
    "ReplicationController": ("v1", "Pod"),
}


__all__ = ("OWNED", "compute_legacy", "compute_legacy_hook", "is_judged")
