# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.hopeless import Hopeless
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeClock,
    FakeCluster,
)

WEB = ObjectRef("apps/v1", "Deployment", "shop", "web")
JOB = ObjectRef("batch/v1", "Job", "shop", "migrate")


def owned(kind: str, name: str, owner: tuple[str, str] | None = None, **more: t.Any) -> dict[str, t.Any]:
    metadata: dict[str, t.Any] = {"name": name, "namespace": "shop"}
    if owner is not None:
        metadata["ownerReferences"] = [{"kind": owner[0], "name": owner[1], "controller": True}]
    if "revision" in more:
        metadata["annotations"] = {"deployment.kubernetes.io/revision": more.pop("revision")}
    version = {"Pod": "v1", "Job": "batch/v1"}.get(kind, "apps/v1")
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **more}


def waiting(reason: str, *, restarts: int = 0) -> dict[str, t.Any]:
    state = {"waiting": {"reason": reason}}
    return {
        "containerStatuses": [{"name": "main", "image": "web:2", "restartCount": restarts, "state": state}]
    }  # fmt: skip


def shop(pod_owner: tuple[str, str] | None, status: dict[str, t.Any]) -> tuple[FakeCluster, FakeClock, Hopeless]:
    cluster, clock = FakeCluster(), FakeClock()
    cluster.add(owned("Deployment", "web", revision="2"), namespace="shop")
    cluster.add(owned("ReplicaSet", "web-1", ("Deployment", "web"), revision="1"), namespace="shop")
    cluster.add(owned("ReplicaSet", "web-2", ("Deployment", "web"), revision="2"), namespace="shop")
    cluster.add(owned("Pod", "pod", pod_owner, status=status), namespace="shop")
    return cluster, clock, Hopeless(cluster, clock)


def test_a_container_that_crashes_again_and_again_is_hopeless_at_once() -> None:
    cluster, _clock, hopeless = shop(("ReplicaSet", "web-2"), waiting("CrashLoopBackOff", restarts=3))
    (failure,) = hopeless([JOB, WEB], cluster.list("v1", "Pod", "shop"))
    assert failure.ref == WEB
    assert failure.message == "container main of pod pod: CrashLoopBackOff (image web:2)"


def test_an_image_that_cannot_be_had_gets_a_grace() -> None:
    cluster, clock, hopeless = shop(("Job", "migrate"), waiting("ErrImagePull"))
    assert hopeless([JOB, WEB], cluster.list("v1", "Pod", "shop")) == []
    clock.seconds = 5
    cluster.add(owned("Pod", "pod", ("Job", "migrate"), status=waiting("ImagePullBackOff")), namespace="shop")
    assert hopeless([JOB, WEB], cluster.list("v1", "Pod", "shop")) == []
    clock.seconds = 10
    assert [failure.ref for failure in hopeless([JOB, WEB], cluster.list("v1", "Pod", "shop"))] == [JOB]


@pytest.mark.parametrize(
    ("owner", "status"),
    [
        (("ReplicaSet", "web-1"), waiting("CrashLoopBackOff", restarts=9)),
        (("ReplicaSet", "other"), waiting("CrashLoopBackOff", restarts=9)),
        (("ReplicaSet", "web-2"), waiting("CrashLoopBackOff", restarts=2)),
        (("ReplicaSet", "web-2"), waiting("ContainerCreating")),
        (None, waiting("InvalidImageName")),
    ],
    ids=["earlier revision", "somebody else's", "may still start", "being made", "a bare pod of others"],
)
def test_anything_else_is_waited_for(owner: tuple[str, str] | None, status: dict[str, t.Any]) -> None:
    cluster, _clock, hopeless = shop(owner, status)
    assert hopeless([JOB, WEB], cluster.list("v1", "Pod", "shop")) == []
