# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting on a real control plane."""

from __future__ import annotations

import json
import statistics
import threading
import time
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.client import Client
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.served import WaitRules, wait_error

JSON = dict[str, t.Any]
WITH_JOBS = WaitRules(jobs=True)


def pod_spec(**requests: str) -> JSON:
    container: JSON = {"name": "c", "image": "registry.example.org/none", "resources": {"requests": requests}}
    return {"containers": [container]}


def workload(kind: str, name: str, **spec: t.Any) -> JSON:
    labels = {"app": name}
    template = {"metadata": {"labels": labels}, "spec": pod_spec()}
    return {
        "apiVersion": "apps/v1",
        "kind": kind,
        "metadata": {"name": name},
        "spec": {"replicas": 2, "selector": {"matchLabels": labels}, "template": template, **spec},
    }


def job(name: str) -> JSON:
    template = {"spec": {**pod_spec(), "restartPolicy": "Never"}}
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": name}, "spec": {"template": template}}


def applied(client: Client, home: str, *objects: JSON) -> list[ObjectRef]:
    for obj in objects:
        client.apply(obj, namespace=home)
    return [ObjectRef(obj["apiVersion"], obj["kind"], home, obj["metadata"]["name"]) for obj in objects]


def test_workloads_become_ready_and_are_deleted(client: Client, home: str) -> None:
    refs = applied(
        client, home, workload("Deployment", "web"), workload("StatefulSet", "db", serviceName="db"), job("once"),
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "data"}},
    )  # fmt: skip
    lines: list[str] = []
    assert list(client.wait_ready(refs, timeout=60, rules=WITH_JOBS, say=lines.append)) == []
    assert lines[-1] == "4/4 ready"
    begin = client.transport.requests
    assert list(client.wait_ready(refs, timeout=60, rules=WITH_JOBS)) == []
    assert client.transport.requests - begin == len(refs)
    for ref in refs:
        client.delete(ref, propagation="Foreground")
    assert list(client.wait_deleted(refs, timeout=60)) == []


def test_a_hooks_job_is_waited_for(client: Client, home: str) -> None:
    (ref,) = applied(client, home, job("hook"))
    assert list(client.wait_hook(ref, timeout=60)) == []
    assert (client.get(ref) or {})["status"]["succeeded"] == 1


def late(kind: str, name: str, milliseconds: int, **spec: t.Any) -> JSON:
    """A workload whose pods are ready after a while; real clusters make them ready when they can."""
    obj = workload(kind, name, **spec)
    annotations = {"testbed.chartwright.kube/pod": "late", "testbed.chartwright.kube/after": "%dms" % milliseconds}
    obj["spec"]["template"]["metadata"]["annotations"] = annotations
    return obj


@pytest.mark.parametrize("legacy", [False, True], ids=["watcher", "legacy"])
def test_a_wait_ends_when_the_object_is_ready_and_not_at_a_next_look(client: Client, home: str, legacy: bool) -> None:
    delays = []
    for number in range(5):
        (ref,) = applied(client, home, late("Deployment", "web-%d" % number, 1300 + 170 * number))
        ready_at: list[float] = []
        watcher = threading.Thread(target=lambda ref=ref, found=ready_at: found.append(seen_ready(client, ref)))
        watcher.start()
        assert list(client.wait_ready([ref], timeout=60, rules=WaitRules(legacy=legacy))) == []
        ended = time.monotonic()
        watcher.join(60)
        delays.append(ended - ready_at[0])
    assert statistics.median(delays) < 0.5, delays


def seen_ready(client: Client, ref: ObjectRef) -> float:
    """When a watch of its own sees the Deployment with all its pods available."""
    resource = client.resource(ref.api_version, ref.kind)
    stream = client.watch(resource, ref.namespace, field_selector="metadata.name=" + ref.name, seconds=60)
    for line in stream:
        status = json.loads(line)["object"].get("status") or {}
        if status.get("availableReplicas") == 2:
            stream.close()
            return time.monotonic()
    raise AssertionError("the Deployment did not become ready")


@pytest.mark.parametrize("rules", [WaitRules(), WaitRules(legacy=True, jobs=True)], ids=["watcher", "legacy"])
def test_a_long_wait_asks_for_nothing_twice(client: Client, home: str, rules: WaitRules) -> None:
    refs = applied(
        client, home, late("Deployment", "web", 6000), late("StatefulSet", "db", 3000, serviceName="db"), job("once"),
    )  # fmt: skip
    begin = client.transport.requests
    assert list(client.wait_ready(refs, timeout=60, rules=rules, give_up=lambda _refs, _pods: [])) == []
    # A list and a watch for each kind, and for that of the objects that decide with it or that let one give up.
    assert client.transport.requests - begin <= 2 * 5


def test_what_cannot_be_scheduled_is_told_at_the_deadline(client: Client, home: str) -> None:
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "big"}, "spec": pod_spec(cpu="100000")}
    refs = [*applied(client, home, pod), ObjectRef("v1", "Pod", home, "absent")]
    begin = time.monotonic()
    failures = client.wait_ready(refs, timeout=2)
    assert 2 <= time.monotonic() - begin < 4
    assert wait_error(failures) == (
        "resource Pod/%s/big not ready. status: InProgress, message: Pod has not been scheduled\n"
        "resource Pod/%s/absent not ready. status: Unknown, message: \n"
        "context deadline exceeded" % (home, home)
    )


def test_an_object_that_comes_late_is_seen(client: Client, home: str) -> None:
    obj = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "late"}}
    threading.Timer(0.5, lambda: applied(client, home, obj)).start()
    begin = time.monotonic()
    assert list(client.wait_ready([ObjectRef("v1", "ConfigMap", home, "late")], timeout=30)) == []
    assert time.monotonic() - begin < 10


def test_no_thread_is_left_behind(client: Client, home: str) -> None:
    client.wait_ready([ObjectRef("v1", "Pod", home, "absent")], timeout=0.5)
    deadline = time.monotonic() + 5
    while threading.active_count() > 1 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threading.active_count() == 1
