# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import Kinds
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.methods import Method
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Plan, Step
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.ports import Resource
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.predict import predict
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError, ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeClock,
    FakeCluster,
)

A = ObjectRef("v1", "ConfigMap", "shop", "a")
NAMESPACE = ObjectRef("v1", "Namespace", "", "new")
ROBOT = ObjectRef("example.org/v1", "Robot", "shop", "r2")


def body(ref: ObjectRef) -> dict[str, object]:
    return {"apiVersion": ref.api_version, "kind": ref.kind, "metadata": {"name": ref.name}}


def plan_of(*steps: tuple[str, ObjectRef]) -> Plan:
    plan = Plan(action="upgrade")
    plan.steps = [Step(action, ref, None, None if action == "delete" else body(ref)) for action, ref in steps]
    return plan


def ask(plan: Plan, cluster: FakeCluster, *coming: Resource) -> list[str]:
    return predict(plan, cluster=cluster, clock=FakeClock(), kinds=Kinds(cluster, coming))


def conflict(*managers: str) -> ClusterError:
    causes = [{"message": 'conflict with "%s" using v1' % manager} for manager in managers]
    return ClusterError("Apply failed", status=409, reason="Conflict", body={"details": {"causes": causes}})


def test_every_object_is_tried_and_nothing_is_written() -> None:
    cluster = FakeCluster()
    assert ask(plan_of(("create", A), ("delete", A._replace(name="b")), ("keep", A)), cluster) == []
    assert cluster.dry_runs == ["apply ConfigMap/a", "delete ConfigMap/b"] and cluster.writes == []


def test_what_the_server_refuses_fails_as_it_would_for_real() -> None:
    cluster = FakeCluster()
    cluster.broken["apply a"] = conflict("kubectl")
    with pytest.raises(ReleaseError, match="conflict occurred while applying object shop/a /v1, Kind=ConfigMap"):
        ask(plan_of(("update", A)), cluster)


def test_an_object_that_changes_its_way_of_being_managed_cannot_be_asked() -> None:
    cluster, plan = FakeCluster(), plan_of(("update", A))
    managed = [{"manager": "helm", "operation": "Update", "apiVersion": "v1", "fieldsV1": {"f:data": {}}}]
    cluster.add({**body(A), "metadata": {"name": "a", "managedFields": managed}}, namespace="shop")
    plan.method = Method(takeover=True)
    assert ask(plan, cluster) == [
        'ConfigMap "a" in namespace "shop": it moves from client-side to server-side apply first'
    ]


def test_what_cannot_be_asked_is_named() -> None:
    cluster = FakeCluster()
    plan = plan_of(("create", A._replace(namespace="new")), ("create", ROBOT), ("create", A))
    plan.namespace = Step("create", NAMESPACE, None, body(NAMESPACE))
    cluster.broken["apply a"] = ClusterError("webhook does not support dry run", status=400, reason="BadRequest")
    assert ask(plan, cluster, Resource("example.org/v1", "Robot", "robots", True)) == [
        "objects in namespace new: the namespace does not exist yet",
        'Robot "r2" in namespace "shop": its CustomResourceDefinition does not exist yet',
        'ConfigMap "a" in namespace "shop": an admission webhook does not answer dry runs',
    ]


def test_an_object_may_need_another_one_of_the_same_run() -> None:
    cluster = FakeCluster()
    cluster.broken["apply a"] = ClusterError('serviceaccount "b" not found', status=403, reason="Forbidden")
    plan = plan_of(("create", A._replace(name="b")), ("create", A))
    assert ask(plan, cluster) == ['ConfigMap "a" in namespace "shop": it needs an object that this run creates first']
