# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.diagnosis import diagnose, first_cause
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.ports import WaitFailure
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import FakeCluster

WEB = ObjectRef("apps/v1", "Deployment", "shop", "web")
FAILURE = WaitFailure(WEB, "InProgress", "Available: 0/1")


def shop(*pods: dict[str, t.Any]) -> FakeCluster:
    cluster = FakeCluster()
    body = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}
    cluster.add({**body, "spec": {"selector": {"matchLabels": {"app": "web"}}}}, namespace="shop")
    for pod in pods:
        cluster.add({"apiVersion": "v1", "kind": "Pod", **pod}, namespace="shop")
    return cluster


def pod(name: str, created: str, **status: t.Any) -> dict[str, t.Any]:
    return {"metadata": {"name": name, "namespace": "shop", "creationTimestamp": created}, "status": status}


def container(**state: t.Any) -> dict[str, t.Any]:
    return {"name": "main", "image": "web:2", "restartCount": 4, "state": state}


def test_the_newest_pod_that_is_not_ready_tells_the_cause() -> None:
    pulling = {"reason": "ImagePullBackOff", "message": "Back-off pulling image"}
    crashing = {"reason": "CrashLoopBackOff", "message": "back-off 5m0s"}
    cluster = shop(
        pod("ready", "2026-01-01T00:00:09Z", conditions=[{"type": "Ready", "status": "True"}]),
        pod("old", "2026-01-01T00:00:00Z", containerStatuses=[container(waiting=pulling)]),
        pod("new", "2026-01-01T00:00:05Z", containerStatuses=[container(waiting=crashing)]),
    )
    findings = diagnose([FAILURE], cluster=cluster)
    assert [shown["name"] for shown in findings[0]["pods"]] == ["new", "old", "ready"]
    assert first_cause(findings) == "Container main of pod new: CrashLoopBackOff: back-off 5m0s (image web:2)"


def test_the_log_of_a_container_that_ended_is_kept_to_its_end() -> None:
    ended = container(terminated={"exitCode": 2, "reason": "Error"})
    cluster = shop(pod("new", "2026-01-01T00:00:05Z", containerStatuses=[ended]))
    cluster.logs["new/main"] = "x" * 100_000 + "the end"
    (shown,) = diagnose([FAILURE], cluster=cluster)[0]["pods"][0]["containers"]
    assert shown["exit_code"] == 2 and len(shown["logs"]) < 10_000 and shown["logs"].endswith("the end")


def test_events_of_a_pod_tell_what_no_container_does() -> None:
    cluster = shop(pod("new", "2026-01-01T00:00:05Z", phase="Pending"))
    event = {"type": "Warning", "reason": "FailedMount", "message": 'secret "tls" not found'}
    cluster.add({"apiVersion": "v1", "kind": "Event", "metadata": {"name": "e"}, **event}, namespace="shop")
    findings = diagnose([FAILURE], cluster=cluster)
    assert first_cause(findings) == 'Pod new: FailedMount: secret "tls" not found'


def test_a_diagnosis_never_hides_the_failure_it_explains() -> None:
    findings = diagnose([FAILURE], cluster=FakeCluster())
    assert findings[0]["message"] == "Available: 0/1" and findings[0]["pods"] == []
    assert first_cause(findings) == ""
