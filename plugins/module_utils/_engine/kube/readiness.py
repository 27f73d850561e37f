# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether an object has become what its spec says: a rule a kind, from the object alone.

Follows kstatus of github.com/fluxcd/cli-utils v1.2.2 (status/core.go, status/generic.go, polling/statusreaders) and
helm's readers of Jobs and Pods (internal/statusreaders), messages included. Where those give an error (a field of an
unexpected type), the status is Unknown.
"""

from __future__ import annotations

import typing as t

from ..release.times import nanoseconds
from .fields import BrokenObjectError, Condition, conditions, integer, nested_integer, nested_text, text

JSON = dict[str, t.Any]
CURRENT = "Current"
IN_PROGRESS = "InProgress"
FAILED = "Failed"
TERMINATING = "Terminating"
NOT_FOUND = "NotFound"
UNKNOWN = "Unknown"
SCHEDULE_WINDOW = 15.0
_NO_DEADLINE = 2**31 - 1


class Status(t.NamedTuple):
    """A status in kstatus' words and why."""

    status: str
    message: str


DELETED = Status(NOT_FOUND, "Resource not found")
UNSEEN = Status(UNKNOWN, "")
Rule = t.Callable[[JSON, float], Status]


def _in_progress(message: str) -> Status:
    return Status(IN_PROGRESS, message)


def compute(obj: JSON, now: float) -> Status:
    """The status of any object at the time ``now`` (seconds after 1970)."""
    try:
        return _generic(obj) or _rule_of(obj)(obj, now)
    except BrokenObjectError:
        return UNSEEN


def compute_with_jobs(obj: JSON, now: float) -> Status:
    """As ``compute``, but a Job must be complete."""
    return finished_job(obj, now) if _key(obj) == "batch/Job" else compute(obj, now)


def compute_hook(obj: JSON, now: float) -> Status:
    """A hook: a Job or Pod must have finished, anything else is current once it is there."""
    rule = _HOOKS.get(_key(obj))
    return rule(obj, now) if rule is not None else Status(CURRENT, "Resource is current")


def with_pods(found: Status, pods: t.Sequence[JSON], now: float) -> Status:
    """The status of a StatefulSet or ReplicaSet whose own status is ``found``, given the pods it selects: one that is
    in progress has failed where a pod has, unless that pod is going or waits for a node."""
    if found.status != IN_PROGRESS:
        return found
    failed = sum(1 for pod in pods if compute(pod, now).status == FAILED and not _is_transient(pod))
    return Status(FAILED, "%d pods have failed" % failed) if failed else found


def is_unschedulable(pod: JSON) -> bool:
    """Whether the scheduler has found no node for a Pod, which it has 15 s for before it counts as failed."""
    try:
        found = conditions(pod)
    except BrokenObjectError:
        return False
    return any(item[:3] == ("PodScheduled", "False", "Unschedulable") for item in found)


def _is_transient(pod: JSON) -> bool:
    return bool((pod.get("metadata") or {}).get("deletionTimestamp")) or is_unschedulable(pod)


def _key(obj: JSON) -> str:
    group, _slash, _version = str(obj.get("apiVersion") or "").rpartition("/")
    return "%s/%s" % (group, obj.get("kind")) if group else str(obj.get("kind"))


def _rule_of(obj: JSON) -> Rule:
    return _RULES.get(_key(obj), _other)


def _generic(obj: JSON) -> Status | None:
    if nested_text(obj, "metadata", "deletionTimestamp"):
        return Status(TERMINATING, "Resource scheduled for deletion")
    generation = nested_integer(obj, "metadata", "generation")
    if generation is not None:
        observed = nested_integer(obj, "status", "observedGeneration")
        if observed is not None and observed != generation:
            return _in_progress(
                "%s generation is %d, but latest observed generation is %d" % (obj.get("kind"), generation, observed)
            )
    for condition in conditions(obj):
        if condition.type == "Reconciling" and condition.status == "True":
            return _in_progress(condition.message)
        if condition.type == "Stalled" and condition.status == "True":
            return Status(FAILED, condition.message)
    return None


def _other(obj: JSON, _now: float) -> Status:
    for condition in conditions(obj):
        if condition.type == "Ready" and condition.status in ("True", "False", "Unknown"):
            return Status(CURRENT, "Resource is Ready") if condition.status == "True" else _in_progress(
                condition.message
            )
    return Status(CURRENT, "Resource is current")


def _always(message: str) -> Rule:
    return lambda _obj, _now: Status(CURRENT, message)


def _stateful_set(obj: JSON, _now: float) -> Status:
    if text(obj, "spec", "updateStrategy", "type") == "OnDelete":
        return Status(CURRENT, "StatefulSet is using the ondelete update strategy")
    wanted = integer(obj, "spec", "replicas", default=1)
    ready = integer(obj, "status", "readyReplicas")
    current = integer(obj, "status", "currentReplicas")
    updated = integer(obj, "status", "updatedReplicas")
    existing = integer(obj, "status", "replicas")
    partition = integer(obj, "spec", "updateStrategy", "rollingUpdate", "partition", default=-1)
    missing = _first(
        (wanted > existing, "Replicas: %d/%d" % (existing, wanted)),
        (wanted > ready, "Ready: %d/%d" % (ready, wanted)),
        (existing > wanted, "Pending termination: %d" % (existing - wanted)),
        (partition != -1 and updated < wanted - partition, "updated: %d/%d" % (updated, wanted - partition)),
    )
    if missing:
        return missing
    if partition != -1:
        return Status(CURRENT, "Partition rollout complete. updated: %d" % updated)
    same = text(obj, "status", "currentRevision") == text(obj, "status", "updateRevision")
    return _first(
        (wanted > current, "current: %d/%d" % (current, wanted)),
        (not same, "Waiting for updated revision to match current"),
    ) or Status(CURRENT, "All replicas scheduled as expected. Replicas: %d" % existing)


def _deployment(obj: JSON, _now: float) -> Status:
    # Without a deadline the controller sets no Progressing condition.
    progressing = integer(obj, "spec", "progressDeadlineSeconds", default=_NO_DEADLINE) == _NO_DEADLINE
    available = False
    for condition in conditions(obj):
        if condition.type == "Progressing":
            if condition.reason == "ProgressDeadlineExceeded":
                return Status(FAILED, "Progress deadline exceeded")
            progressing |= condition.status == "True" and condition.reason == "NewReplicaSetAvailable"
        elif condition.type == "Available":
            available |= condition.status == "True"
    wanted = integer(obj, "spec", "replicas", default=1)
    existing = integer(obj, "status", "replicas")
    updated = integer(obj, "status", "updatedReplicas")
    ready = integer(obj, "status", "readyReplicas")
    serving = integer(obj, "status", "availableReplicas")
    return _first(
        (wanted > existing, "Replicas: %d/%d" % (existing, wanted)),
        (wanted > updated, "Updated: %d/%d" % (updated, wanted)),
        (existing > wanted, "Pending termination: %d" % (existing - wanted)),
        (updated > serving, "Available: %d/%d" % (serving, updated)),
        (wanted > ready, "Ready: %d/%d" % (ready, wanted)),
        (not progressing, "ReplicaSet not Available"),
        (not available, "Deployment not Available"),
    ) or Status(CURRENT, "Deployment is available. Replicas: %d" % existing)


def _replica_set(obj: JSON, _now: float) -> Status:
    failure = any(item.type == "ReplicaFailure" and item.status == "True" for item in conditions(obj))
    wanted = integer(obj, "spec", "replicas", default=1)
    existing = integer(obj, "status", "replicas")
    ready = integer(obj, "status", "readyReplicas")
    serving = integer(obj, "status", "availableReplicas")
    labelled = integer(obj, "status", "fullyLabeledReplicas")
    return _first(
        (failure, "Replica Failure condition. Check Pods"),
        (wanted > labelled, "Labelled: %d/%d" % (labelled, wanted)),
        (wanted > serving, "Available: %d/%d" % (serving, wanted)),
        (wanted > ready, "Ready: %d/%d" % (ready, wanted)),
        (existing > wanted, "Pending termination: %d" % (existing - wanted)),
    ) or Status(CURRENT, "ReplicaSet is available. Replicas: %d" % existing)


def _daemon_set(obj: JSON, _now: float) -> Status:
    kind = obj.get("kind")
    if nested_integer(obj, "metadata", "generation") is None:
        return _in_progress("%s metadata.generation not found" % kind)
    if nested_integer(obj, "status", "observedGeneration") is None:
        return _in_progress("%s status.observedGeneration not found" % kind)
    wanted = integer(obj, "status", "desiredNumberScheduled", default=-1)
    current = integer(obj, "status", "currentNumberScheduled")
    updated = integer(obj, "status", "updatedNumberScheduled")
    serving = integer(obj, "status", "numberAvailable")
    ready = integer(obj, "status", "numberReady")
    return _first(
        (wanted == -1, "Missing .status.desiredNumberScheduled"),
        (wanted > current, "Current: %d/%d" % (current, wanted)),
        (wanted > updated, "Updated: %d/%d" % (updated, wanted)),
        (wanted > serving, "Available: %d/%d" % (serving, wanted)),
        (wanted > ready, "Ready: %d/%d" % (ready, wanted)),
    ) or Status(CURRENT, "All replicas scheduled as expected. Replicas: %d" % wanted)


def _claim(obj: JSON, _now: float) -> Status:
    phase = text(obj, "status", "phase", default="unknown")
    return Status(CURRENT, "PVC is Bound") if phase == "Bound" else _in_progress("PVC is not Bound. phase: %s" % phase)


def _pod(obj: JSON, now: float) -> Status:
    found = conditions(obj)
    phase = text(obj, "status", "phase")
    rule = _PHASES.get(phase)
    if rule is None:
        raise BrokenObjectError("unknown phase %s" % phase)
    return rule(obj, found, now)


def _running(obj: JSON, found: list[Condition], _now: float) -> Status:
    if any(item.type == "Ready" and item.status == "True" for item in found):
        return Status(CURRENT, "Pod is Ready")
    looping = [
        str(container.get("name"))
        for container in (obj.get("status") or {}).get("containerStatuses") or []
        if ((container.get("state") or {}).get("waiting") or {}).get("reason") == "CrashLoopBackOff"
    ]
    if looping:
        return Status(FAILED, "Containers in CrashLoop state: %s" % ",".join(looping))
    return _in_progress("Pod is running but is not Ready")


def _pending(obj: JSON, found: list[Condition], now: float) -> Status:
    scheduled = next((item for item in found if item.type == "PodScheduled" and item.status == "False"), None)
    if scheduled is None or scheduled.reason != "Unschedulable":
        return _in_progress("Pod is in the Pending phase")
    created = text(obj, "metadata", "creationTimestamp")
    if created and now - SCHEDULE_WINDOW < nanoseconds(created) / 1e9:
        return _in_progress("Pod has not been scheduled")
    return Status(FAILED, "Pod could not be scheduled")


_PHASES: dict[str, t.Callable[[JSON, list[Condition], float], Status]] = {
    "Succeeded": lambda _obj, _found, _now: Status(CURRENT, "Pod has completed successfully"),
    "Failed": lambda _obj, _found, _now: Status(CURRENT, "Pod has completed, but not successfully"),
    "Running": _running,
    "Pending": _pending,
    "": lambda _obj, _found, _now: _in_progress("Pod phase not available"),
}


def _job_end(obj: JSON) -> Status | None:
    wanted = integer(obj, "spec", "completions", default=integer(obj, "spec", "parallelism", default=1))
    for condition in conditions(obj):
        if condition.type == "Complete" and condition.status == "True":
            return Status(CURRENT, "Job Completed. succeeded: %d/%d" % (integer(obj, "status", "succeeded"), wanted))
        if condition.type == "Failed" and condition.status == "True":
            return Status(FAILED, "Job Failed. failed: %d/%d" % (integer(obj, "status", "failed"), wanted))
    return None


def _job(obj: JSON, _now: float) -> Status:
    end = _job_end(obj)
    if end is not None:
        return end
    if not text(obj, "status", "startTime"):
        return _in_progress("Job not started")
    numbers = tuple(integer(obj, "status", name) for name in ("succeeded", "active", "failed"))
    return Status(CURRENT, "Job in progress. success:%d, active: %d, failed: %d" % numbers)


def _service(obj: JSON, _now: float) -> Status:
    if text(obj, "spec", "type", default="ClusterIP") == "LoadBalancer" and not text(obj, "spec", "clusterIP"):
        return _in_progress("ClusterIP not set. Service type: LoadBalancer")
    return Status(CURRENT, "Service is ready")


def _definition(obj: JSON, _now: float) -> Status:
    for condition in conditions(obj):
        if condition.type == "NamesAccepted" and condition.status == "False":
            return Status(FAILED, condition.message)
        if condition.type == "Established":
            if condition.status == "False" and condition.reason != "Installing":
                return Status(FAILED, condition.message)
            if condition.status == "True":
                return Status(CURRENT, "CRD is established")
    return _in_progress("Install in progress")


def _first(*missing: tuple[bool, str]) -> Status | None:
    return next((_in_progress(message) for is_missing, message in missing if is_missing), None)


def finished_job(obj: JSON, _now: float) -> Status:
    """A Job that must have completed; one that is being deleted is judged alike."""
    try:
        return _job_end(obj) or _in_progress("Job in progress")
    except BrokenObjectError:
        return UNSEEN


def finished_pod(obj: JSON, _now: float) -> Status:
    """A Pod that must have succeeded."""
    name = (obj.get("metadata") or {}).get("name")
    phase = text(obj, "status", "phase")
    if phase == "Succeeded":
        return Status(CURRENT, "pod %s succeeded" % name)
    if phase == "Failed":
        return Status(FAILED, "pod %s failed" % name)
    return _in_progress("Pod in progress")


_HOOKS: dict[str, Rule] = {"batch/Job": finished_job, "Pod": finished_pod}
_RULES: dict[str, Rule] = {
    "Service": _service,
    "Pod": _pod,
    "Secret": _always("Resource is always ready"),
    "PersistentVolumeClaim": _claim,
    "apps/StatefulSet": _stateful_set,
    "apps/DaemonSet": _daemon_set,
    "extensions/DaemonSet": _daemon_set,
    "apps/Deployment": _deployment,
    "extensions/Deployment": _deployment,
    "apps/ReplicaSet": _replica_set,
    "extensions/ReplicaSet": _replica_set,
    "policy/PodDisruptionBudget": _always("AllowedDisruptions has been computed."),
    "batch/CronJob": _always("Resource is always ready"),
    "ConfigMap": _always("Resource is always ready"),
    "batch/Job": _job,
    "apiextensions.k8s.io/CustomResourceDefinition": _definition,
}


__all__ = (
    "CURRENT",
    "DELETED",
    "FAILED",
    "IN_PROGRESS",
    "NOT_FOUND",
    "SCHEDULE_WINDOW",
    "TERMINATING",
    "UNKNOWN",
    "UNSEEN",
    "Status",
    "compute",
    "compute_hook",
    "compute_with_jobs",
    "finished_job",
    "finished_pod",
    "is_unschedulable",
    "with_pods",
)
