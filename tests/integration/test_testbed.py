# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The test bed is what tests take it for: pods end as asked, requests are counted, a user without rights has none."""

from __future__ import annotations

import time
import typing as t

import pytest

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

BEHAVIOUR = "testbed.chartwright.kube/pod"


def pod(name: str, behaviour: str, restart_policy: str) -> dict[str, t.Any]:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "annotations": {BEHAVIOUR: behaviour, "testbed.chartwright.kube/after": "1s"}},
        "spec": {"restartPolicy": restart_policy, "containers": [{"name": "main", "image": "none"}]},
    }


def create_namespace(cluster: Cluster, name: str) -> None:
    cluster.testbed.api.apply(
        "/api/v1/namespaces/%s" % name, {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
    )


def wait_for(condition: t.Callable[[], object], timeout: float = 30) -> None:
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "waited %d s" % timeout
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("behaviour", "restart_policy", "phase", "ready", "reason"),
    [
        ("ready", "Always", "Running", True, ""),
        ("late", "Always", "Running", True, ""),
        ("never-ready", "Always", "Running", False, ""),
        ("image-pull", "Always", "Pending", False, "ImagePullBackOff"),
        ("crash-loop", "Always", "Running", False, "CrashLoopBackOff"),
        ("ready", "Never", "Succeeded", False, ""),
        ("late", "Never", "Succeeded", False, ""),
        ("fail", "Never", "Failed", False, ""),
    ],
)
def test_a_pod_ends_as_its_annotation_asks(
    cluster: Cluster, namespace: str, behaviour: str, restart_policy: str, phase: str, ready: bool, reason: str
) -> None:
    create_namespace(cluster, namespace)
    path = "/api/v1/namespaces/%s/pods/one" % namespace
    wait_for(lambda: cluster.get("/api/v1/namespaces/%s/serviceaccounts/default" % namespace))
    cluster.testbed.api.apply(path, pod("one", behaviour, restart_policy))

    def as_asked() -> bool:
        status = cluster.get(path)["status"]
        container = (status.get("containerStatuses") or [{"ready": None, "state": {}}])[0]
        waiting = container["state"].get("waiting", {}).get("reason", "")
        return bool(status["phase"] == phase and container["ready"] is ready and waiting == reason)

    wait_for(as_asked)


def test_the_audit_log_counts_what_was_asked_and_what_was_written(cluster: Cluster, namespace: str) -> None:
    create_namespace(cluster, namespace)
    path = "/api/v1/namespaces/%s/configmaps" % namespace
    obj = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one"}}
    mark = cluster.audit.mark()
    for method, where, body in (
        ("GET", "/apis", None),
        ("POST", path + "?dryRun=All", obj),
        ("POST", path, obj),
        ("GET", path + "/one", None),
        ("GET", path, None),
        ("DELETE", path + "/one", None),
    ):
        cluster.testbed.api.request(method, where, body, user_agent="somebody/1.0")
    create_namespace(cluster, namespace)

    requests = cluster.audit.since(mark, user_agent="somebody")
    assert [request.verb for request in requests] == ["get", "create", "create", "get", "list", "delete"]
    assert [request.code for request in requests] == [200, 201, 201, 200, 200, 200]
    assert [request.discovers for request in requests] == [True, False, False, False, False, False]
    written = [(request.verb, request.resource, request.namespace) for request in requests if request.writes]
    assert written == [("create", "configmaps", namespace), ("delete", "configmaps", namespace)]


def test_a_user_without_rights_is_refused(cluster: Cluster) -> None:
    import json
    import ssl
    import urllib.error
    import urllib.request

    settings = json.loads((cluster.testbed.folder / "instance.json").read_text(encoding="utf-8"))
    request = urllib.request.Request(
        cluster.testbed.url + "/api/v1/pods", headers={"Authorization": "Bearer %s" % settings["nobody"]}
    )
    context = ssl.create_default_context(cafile=str(cluster.testbed.certificates / "ca.crt"))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, context=context)
    assert refused.value.code == 403
