# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The client on a real API server."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.client import Client
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.request import (
    MERGE_PATCH,
    apply,
    object_path,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef

JSON = dict[str, t.Any]


def settings(name: str = "a", **data: str) -> JSON:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def test_an_object_is_applied_read_patched_replaced_and_deleted(client: Client, home: str) -> None:
    ref = ObjectRef("v1", "ConfigMap", home, "a")
    applied = client.apply(settings(x="1"), namespace=home)
    assert [entry["manager"] for entry in applied["metadata"]["managedFields"]] == ["helm"]
    assert (client.get(ref) or {})["data"] == {"x": "1"}
    assert "data" not in (client.get(ref, metadata_only=True) or {"data": None})
    assert "data" not in applied
    patched = client.patch(ref, {"data": {"y": "2"}}, content_type=MERGE_PATCH)
    assert patched["metadata"]["name"] == "a"
    assert (client.get(ref) or {})["data"] == {"x": "1", "y": "2"}
    client.replace(settings(z="3"), namespace=home)
    assert (client.get(ref) or {})["data"] == {"z": "3"}
    assert client.delete(ref) is not None
    assert (client.delete(ref), client.get(ref)) == (None, None)


def test_a_dry_run_changes_nothing(client: Client, home: str) -> None:
    ref = ObjectRef("v1", "ConfigMap", home, "a")
    assert client.apply(settings(x="1"), namespace=home, dry_run=True)["data"] == {"x": "1"}
    assert client.get(ref) is None
    client.apply(settings(x="1"), namespace=home)
    client.delete(ref, dry_run=True)
    assert client.get(ref) is not None


def test_a_conflict_names_the_field_and_force_takes_it(client: Client, home: str) -> None:
    ref = ObjectRef("v1", "ConfigMap", home, "a")
    path = object_path(client.resource("v1", "ConfigMap"), home, "a")
    theirs = apply(path, settings(x="theirs"), force=False)
    client.transport.send(theirs._replace(query=(("fieldManager", "other"),)))
    with pytest.raises(ClusterError, match=r'conflict with "other": \.data\.x') as caught:
        client.apply(settings(x="ours"), namespace=home)
    assert caught.value.reason == "Conflict"
    assert caught.value.details["causes"] == [
        {"field": ".data.x", "reason": "FieldManagerConflict", "message": 'conflict with "other"'}
    ]
    client.apply(settings(x="ours"), namespace=home, force=True)
    assert (client.get(ref) or {})["data"] == {"x": "ours"}


def test_an_unknown_field_is_refused_strictly(client: Client, home: str) -> None:
    with pytest.raises(ClusterError, match=r"\.bogus: field not declared in schema"):
        client.apply({**settings(), "bogus": 1}, namespace=home)


@pytest.mark.parametrize(
    ("reason", "call"),
    [
        ("AlreadyExists", lambda client, home: client.create(settings("kube-root-ca.crt"), namespace=home)),
        ("NotFound", lambda client, home: client.create(settings(), namespace="nowhere-at-all")),
        ("NotFound", lambda client, home: client.replace(settings("none"), namespace=home)),
        ("NoKindMatch", lambda client, home: client.get(ObjectRef("x.io/v1", "Thing", home, "a"))),
        ("NotFound", lambda client, home: client.pod_logs(home, "none", "")),
    ],
)
def test_a_refusal_has_its_reason(client: Client, home: str, reason: str, call: t.Callable[..., object]) -> None:
    client.wait_ready([ObjectRef("v1", "ConfigMap", home, "kube-root-ca.crt")], timeout=20)
    with pytest.raises(ClusterError) as caught:
        call(client, home)
    assert caught.value.reason == reason


def test_a_long_list_is_read_in_pages(client: Client, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        client.apply(settings("part-%d" % number), namespace=home)
    monkeypatch.setattr("ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.client.PAGE", 3)
    begin = client.transport.requests
    found = client.list("v1", "ConfigMap", home)
    assert [item["metadata"]["name"] for item in found if item["metadata"]["name"].startswith("part-")] == [
        "part-%d" % number for number in range(7)
    ]
    assert {(item["apiVersion"], item["kind"]) for item in found} == {("v1", "ConfigMap")}
    assert client.transport.requests - begin >= 3


def test_discovery_takes_two_requests_and_knows_groups_and_kinds(client: Client) -> None:
    fresh = Client(client.connection)
    versions = fresh.api_versions()
    assert {"v1", "apps/v1", "v1/Pod", "apps/v1/Deployment", "autoscaling/v1/HorizontalPodAutoscaler"} <= set(versions)
    assert fresh.resource("apps/v1", "Deployment").plural == "deployments"
    assert fresh.transport.requests == 2
    assert fresh.version().git_version.startswith("v1.")
