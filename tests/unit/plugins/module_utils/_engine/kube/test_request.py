# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests as values: paths, queries, headers and bodies."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube import request as requests
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.served import Resource

DEPLOYMENT = Resource("apps/v1", "Deployment", "deployments", namespaced=True)
NODE = Resource("v1", "Node", "nodes", namespaced=False)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (requests.collection_path(DEPLOYMENT, "shop"), "/apis/apps/v1/namespaces/shop/deployments"),
        (requests.collection_path(DEPLOYMENT, None), "/apis/apps/v1/deployments"),
        (requests.collection_path(NODE, "shop"), "/api/v1/nodes"),
        (requests.object_path(NODE, "", "a"), "/api/v1/nodes/a"),
        (requests.object_path(DEPLOYMENT, "a", "b/../c?"), "/apis/apps/v1/namespaces/a/deployments/b%2F..%2Fc%3F"),
        (requests.object_path(DEPLOYMENT, "a", "b", "status"), "/apis/apps/v1/namespaces/a/deployments/b/status"),
    ],
)
def test_a_path_follows_group_scope_and_namespace(path: str, expected: str) -> None:
    assert path == expected


def test_an_apply_is_strict_and_names_helm() -> None:
    made = requests.apply("/api/v1/x", {"kind": "X"}, force=False)
    assert made.method == "PATCH"
    assert made.target == "/api/v1/x?fieldManager=helm&fieldValidation=Strict&force=false"
    assert dict(made.headers)["Content-Type"] == "application/apply-patch+yaml"
    assert made.body == b'{"kind":"X"}'
    dry = requests.apply("/api/v1/x", {}, force=True, dry_run=True)
    assert dry.query[2:] == (("force", "true"), ("dryRun", "All"))


def test_every_writing_request_can_be_a_dry_run() -> None:
    for made in (
        requests.create("/p", {}, dry_run=True),
        requests.replace("/p", {}, dry_run=True),
        requests.patch("/p", {}, content_type=requests.MERGE_PATCH, dry_run=True),
    ):
        assert ("dryRun", "All") in made.query


def test_a_delete_has_no_body_because_the_server_would_then_ignore_the_query() -> None:
    made = requests.delete("/p", dry_run=True)
    assert (made.target, made.body) == ("/p?dryRun=All", None)


def test_a_create_leaves_validation_to_the_server() -> None:
    assert requests.create("/p", {}).target == "/p?fieldManager=helm"


def test_a_delete_carries_its_propagation() -> None:
    made = requests.delete("/p", propagation="Orphan")
    assert (made.method, made.target) == ("DELETE", "/p?propagationPolicy=Orphan")


def test_a_list_and_a_watch_ask_for_what_is_meant() -> None:
    listing = requests.listing("/p", label_selector="a in (b,c)", limit=500, continuation="x=")
    assert listing.target == "/p?labelSelector=a+in+%28b%2Cc%29&limit=500&continue=x%3D"
    watching = requests.watching("/p", field_selector="metadata.name=a", resource_version="7", seconds=30)
    assert watching.query == (
        ("watch", "true"), ("allowWatchBookmarks", "true"), ("fieldSelector", "metadata.name=a"),
        ("resourceVersion", "7"), ("timeoutSeconds", "30"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ({"replicas": 3.0, "share": 0.5}, b'{"replicas":3,"share":0.5}'),
        ({"big": 1e20}, b'{"big":100000000000000000000}'),
        ({"version": "1.0"}, b'{"version":"1.0"}'),
        ({"text": "\u00e4<b>"}, '{"text":"\u00e4<b>"}'.encode()),
        ({"broken": "\udcff"}, b'{"broken":"\\ufffd"}'),
    ],
)
def test_a_body_is_the_json_that_go_would_send(value: object, body: bytes) -> None:
    assert requests.encode_body(value) == body
