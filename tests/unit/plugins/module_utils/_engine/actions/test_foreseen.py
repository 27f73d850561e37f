# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning as if what earlier releases bring were there, and saying who brings what cannot be asked yet."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.foreseen import (
    ForeseeingCluster,
    Foreseen,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import FORESEEN
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import CREATE, KEEP, Plan, Step
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import FakeCluster

CRD = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "things.example.com"},
    "spec": {
        "group": "example.com", "scope": "Namespaced", "names": {"kind": "Thing", "plural": "things"},
        "versions": [{"name": "v1", "served": True}],
    },
}  # fmt: skip
THING = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "one"}}
SECRET = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "pass"}, "stringData": {"key": "text"}}
PASS = ObjectRef("v1", "Secret", "shop", "pass")


def planned() -> Foreseen:
    plan = Plan(action="install")
    plan.namespace = Step(CREATE, ObjectRef("v1", "Namespace", "", "shop"), None, {"kind": "Namespace"})
    plan.crds = [Step(CREATE, ObjectRef(str(CRD["apiVersion"]), str(CRD["kind"]), "", "things.example.com"), None, CRD)]
    plan.steps = [Step(CREATE, PASS, None, SECRET), Step(KEEP, ObjectRef("v1", "Secret", "shop", "x"), SECRET, SECRET)]
    foreseen = Foreseen()
    foreseen.add_plan(plan, "shop/base")
    return foreseen


@pytest.fixture
def cluster() -> ForeseeingCluster:
    return ForeseeingCluster(FakeCluster(), planned())


def test_what_is_to_come_is_found(cluster: ForeseeingCluster) -> None:
    assert cluster.get(ObjectRef("v1", "Namespace", "", "shop")) is not None
    assert cluster.get(ObjectRef("v1", "Namespace", "", "other")) is None
    assert (cluster.get(PASS) or {})["data"] == {"key": "dGV4dA=="}
    assert cluster.get(ObjectRef("v1", "Secret", "shop", "x")) is None
    assert cluster.resource("example.com/v1", "Thing").plural == "things"
    assert {"example.com/v1", "example.com/v1/Thing"} <= set(cluster.api_versions())
    assert cluster.get(ObjectRef("example.com/v1", "Thing", "shop", "one")) is None
    assert cluster.list("example.com/v1", "Thing", "shop") == []


@pytest.mark.parametrize(
    ("body", "namespace", "message"),
    [
        (THING, "other", "objects of kind Thing: the release shop/base brings that first"),
        (SECRET, "shop", "objects in namespace shop: the release shop/base brings that first"),
    ],
)
def test_what_cannot_be_asked_yet_is_named_with_who_brings_it(
    cluster: ForeseeingCluster, body: dict[str, object], namespace: str, message: str
) -> None:
    for ask in (cluster.apply, cluster.create):
        with pytest.raises(ClusterError) as caught:
            ask(body, namespace=namespace, dry_run=True)
        assert (str(caught.value), caught.value.reason) == (message, FORESEEN)


def test_everything_else_is_asked(cluster: ForeseeingCluster) -> None:
    assert cluster.apply(SECRET, namespace="other", dry_run=True)["metadata"]["name"] == "pass"
    with pytest.raises(ClusterError):
        cluster.resource("example.com/v1", "Other")


def test_what_several_releases_bring_adds_up() -> None:
    both = Foreseen()
    assert not both
    both.add(planned())
    assert both and both.namespaces == {"shop": "shop/base"}
