# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why objects are not ready: conditions, events, container states and last log lines, gathered as data.

Asked before anything is rolled back, because a rollback takes the evidence away. What cannot be read is left out: a
diagnosis never hides the failure it explains.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError
from ..manifest.objects import ObjectRef
from .ports import JSON, Cluster, WaitFailure

Finding = dict[str, t.Any]

# What is known of further objects is their status.
_MOST_OBJECTS = 20
_MOST_PODS = 5
_MOST_EVENTS = 5
_LOG_LINES = 20
_LOG_CHARACTERS = 8192


# Conditions that say what is wrong, such as a pod that may not be created.
_TELLING = (("ReplicaFailure", "True"), ("Failed", "True"), ("Stalled", "True"))


def diagnose(failures: t.Sequence[WaitFailure], *, cluster: Cluster) -> list[Finding]:
    """One finding for each object: its name, status and message, and what is known of its conditions, pods, events."""
    findings: list[Finding] = []
    for failure in failures:
        ref = failure.ref
        finding: Finding = {
            "api_version": ref.api_version,
            "kind": ref.kind,
            "namespace": ref.namespace,
            "name": ref.name,
            "status": failure.status,
            "message": failure.message,
            "conditions": [],
            "pods": [],
            "events": [],
        }
        findings.append(finding)
        if len(findings) > _MOST_OBJECTS:
            continue
        try:
            live = cluster.get(ref)
            if live is not None:
                finding["conditions"] = _conditions(live)
                finding["pods"] = [_pod(pod, cluster) for pod in _pods(live, ref, cluster)[:_MOST_PODS]]
                finding["events"] = _events(ref, cluster)
        except ClusterError:
            continue
    return findings


def first_cause(findings: t.Sequence[Finding]) -> str:
    """The first thing a person should look at, in a few words; empty where nothing but the status is known."""
    for finding in findings:
        for pod in finding["pods"]:
            for container in pod["containers"]:
                if container["reason"]:
                    return "Container %s of pod %s: %s" % (container["name"], pod["name"], _state_words(container))
            if pod["reason"]:
                return "Pod %s: %s" % (pod["name"], pod["reason"])
            for event in pod["events"]:
                if event["type"] == "Warning":
                    return "Pod %s: %s: %s" % (pod["name"], event["reason"], event["message"])
    for finding in findings:
        told = [item for item in finding["conditions"] if (item["type"], item["status"]) in _TELLING]
        for word in [*told, *(event for event in finding["events"] if event["type"] == "Warning")]:
            return "%s %s: %s: %s" % (finding["kind"], finding["name"], word["reason"], word["message"])
    return ""


def _state_words(container: JSON) -> str:
    words = str(container["reason"])
    if container["exit_code"] is not None:
        words += ", exit code %s" % container["exit_code"]
    if container["message"]:
        words += ": %s" % container["message"]
    return words + " (image %s)" % container["image"]


def _conditions(live: JSON) -> list[JSON]:
    return [
        {key: str(condition.get(key, "")) for key in ("type", "status", "reason", "message")}
        for condition in (live.get("status") or {}).get("conditions") or []
        if isinstance(condition, dict)
    ]


def _pods(live: JSON, ref: ObjectRef, cluster: Cluster) -> list[JSON]:
    if ref.kind == "Pod":
        return [live]
    if ref.kind == "Job":
        selector = "job-name=%s" % ref.name
    else:
        labels = ((live.get("spec") or {}).get("selector") or {}).get("matchLabels")
        if not isinstance(labels, dict) or not labels:
            return []
        selector = ",".join("%s=%s" % item for item in sorted(labels.items()))
    pods = cluster.list("v1", "Pod", ref.namespace, label_selector=selector)
    # Of pods that are not ready the newest come first: older ones may be what this revision replaces.
    pods.sort(key=lambda pod: str((pod.get("metadata") or {}).get("creationTimestamp") or ""), reverse=True)
    return sorted(pods, key=_readiness)


def _readiness(pod: JSON) -> bool:
    """Pods that are not ready come first."""
    conditions = (pod.get("status") or {}).get("conditions") or []
    return any(item.get("type") == "Ready" and item.get("status") == "True" for item in conditions)


def _pod(pod: JSON, cluster: Cluster) -> JSON:
    metadata, status = pod.get("metadata") or {}, pod.get("status") or {}
    reason = str(status.get("reason") or status.get("message") or "")
    if not reason:
        reason = next(
            (
                "%s: %s" % (item.get("reason", ""), item.get("message", ""))
                for item in status.get("conditions") or []
                if item.get("type") == "PodScheduled" and item.get("status") == "False"
            ),
            "",
        )
    statuses = [*(status.get("initContainerStatuses") or []), *(status.get("containerStatuses") or [])]
    return {
        "name": metadata.get("name", ""),
        "phase": str(status.get("phase", "")),
        "reason": reason,
        "containers": [_container(entry, metadata, cluster) for entry in statuses],
        "events": [] if _readiness(pod) else _pod_events(pod, cluster),
    }


def _container(entry: JSON, metadata: JSON, cluster: Cluster) -> JSON:
    state = entry.get("state") or {}
    word = next(iter(state), "")
    detail: JSON = state.get(word) or {}
    last: JSON = (entry.get("lastState") or {}).get("terminated") or {}
    failed = word == "waiting" or (word == "terminated" and detail.get("exitCode") != 0)
    ended = detail if word == "terminated" else last
    printed = ended or (word == "running" and not entry.get("ready"))
    return {
        "name": entry.get("name", ""),
        "image": entry.get("image", ""),
        "state": word,
        "reason": str(detail.get("reason", "")) if failed else "",
        "message": str(detail.get("message", "")) if failed else "",
        "exit_code": ended.get("exitCode"),
        "restarts": entry.get("restartCount", 0),
        "logs": _log(entry, metadata, cluster, previous=word == "waiting") if printed else "",
    }


def _log(entry: JSON, metadata: JSON, cluster: Cluster, *, previous: bool) -> str:
    """The last lines of a container; ``previous``: of the run before it was started again."""
    try:
        text = cluster.pod_logs(
            str(metadata.get("namespace", "")),
            str(metadata.get("name", "")),
            str(entry.get("name", "")),
            tail_lines=_LOG_LINES,
            previous=previous,
        )
        return text[-_LOG_CHARACTERS:]
    except ClusterError:
        return ""


def _pod_events(pod: JSON, cluster: Cluster) -> list[JSON]:
    metadata = pod.get("metadata") or {}
    try:
        return _events(ObjectRef("v1", "Pod", str(metadata.get("namespace", "")), str(metadata.get("name"))), cluster)
    except ClusterError:
        return []


def _events(ref: ObjectRef, cluster: Cluster) -> list[JSON]:
    selector = "involvedObject.kind=%s,involvedObject.name=%s" % (ref.kind, ref.name)
    events = cluster.list("v1", "Event", ref.namespace or "default", field_selector=selector)
    events.sort(key=lambda event: str(event.get("lastTimestamp") or event.get("eventTime") or ""))
    return [
        {key: str(event.get(key, "")) for key in ("type", "reason", "message")} for event in events[-_MOST_EVENTS:]
    ]


__all__ = ("Finding", "diagnose", "first_cause")
