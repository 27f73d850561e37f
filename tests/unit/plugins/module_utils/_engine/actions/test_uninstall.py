# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.deploy import DeployOptions
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import Kinds
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Plan
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.situation import name_situation
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.uninstall import (
    Remover,
    UninstallFailedError,
    UninstallOptions,
    prepare_uninstall,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    config_map,
    job_hook,
    ports,
    record,
)

SERVICE = "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s\n"
OWNED = {
    "labels": {"app.kubernetes.io/managed-by": "Helm"},
    "annotations": {"meta.helm.sh/release-name": "web", "meta.helm.sh/release-namespace": "shop"},
}


class House:
    def __init__(self, *records: object) -> None:
        self.cluster, self.store = FakeCluster(), MemoryStore("shop")
        self.ports = ports(self.cluster, self.store)
        for one in records:
            self.store.create(one)

    def own(self, kind: str, name: str, **metadata: object) -> None:
        body = {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, **OWNED, **metadata}}
        self.cluster.add(body, namespace="shop")

    def plan(self, *, keep_history: bool = False) -> Plan:
        situation = name_situation(self.store.history("web"))
        return prepare_uninstall(situation, keep_history=keep_history, ports=self.ports, kinds=Kinds(self.cluster))

    def run(self, **more: object) -> Plan:
        options = UninstallOptions(**more)
        plan = self.plan(keep_history=options.keep_history)
        if plan.changed:
            Remover(plan, plan.release, ports=self.ports, kinds=Kinds(self.cluster), options=options).perform()
        return plan

    def statuses(self) -> list[tuple[int, str]]:
        return [(one.version, one.info.status) for one in self.store.history("web")]


@pytest.fixture
def house() -> House:
    house = House(
        record(1, "superseded"),
        record(
            2, "deployed", manifest=config_map("a") + SERVICE,
            hooks=[job_hook("before", "pre-delete"), job_hook("after", "post-delete")],
        ),
    )  # fmt: skip
    house.own("ConfigMap", "a")
    house.own("Service", "s")
    return house


def test_objects_go_in_uninstall_order_between_the_hooks_and_then_the_records(house: House) -> None:
    plan = house.run()
    assert house.cluster.writes == [
        "delete Job/before", "apply Job/before", "delete Service/s", "delete ConfigMap/a", "delete Job/after",
        "apply Job/after",
    ]  # fmt: skip
    assert house.statuses() == []
    assert [(change["action"], change["name"]) for change in plan.changes()] == [("delete", "s"), ("delete", "a")]


def test_what_is_not_there_is_no_change() -> None:
    assert not House().run().changed


def test_the_history_is_kept_where_that_is_wanted_and_removed_later(house: House) -> None:
    house.run(keep_history=True, description="bye")
    assert house.statuses() == [(1, "superseded"), (2, "uninstalled")]
    assert house.store.history("web")[-1].info.description == "bye"
    assert not house.run(keep_history=True).changed
    house.cluster.writes.clear()
    assert house.run().changed
    assert house.statuses() == [] and house.cluster.writes == []


def test_objects_that_are_kept_or_not_ours_stay_and_are_named(house: House) -> None:
    kept = config_map("k").replace("  name: k\n", "  name: k\n  annotations: {helm.sh/resource-policy: ' Keep'}\n")
    house.store.create(record(3, "deployed", manifest=config_map("a") + kept + config_map("gone")))
    house.own("ConfigMap", "a", labels={})
    house.own("ConfigMap", "k")
    plan = house.run()
    assert [(change["name"], change["action"], change.get("note")) for change in plan.changes()] == [
        ("a", "keep", "not owned by this release"), ("k", "keep", "resource policy keep"),
    ]  # fmt: skip
    assert house.cluster.names("ConfigMap") == ["a", "k"]


def test_the_record_stays_until_the_objects_are_gone_when_the_task_waits(house: House) -> None:
    house.cluster.unready["s"] = "finalizers: [example.org/hold]"
    with pytest.raises(UninstallFailedError, match="still exists") as caught:
        house.run(wait=True)
    assert [ref.name for ref, _finalizers in caught.value.remaining] == ["s"]
    assert house.statuses() == [(1, "superseded"), (2, "uninstalling")]
    house.cluster.unready.clear()
    house.run(wait=True)
    assert house.statuses() == []


def test_a_refused_deletion_leaves_the_record_and_the_next_run_goes_on(house: House) -> None:
    house.cluster.broken["delete s"] = ClusterError("services is forbidden", status=403, reason="Forbidden")
    with pytest.raises(UninstallFailedError, match="failed to delete release: web: Service s: services is forbidden"):
        house.run()
    assert house.statuses()[-1] == (2, "uninstalling")
    house.cluster.broken.clear()
    house.run()
    assert house.statuses() == []


def test_without_hooks_none_runs(house: House) -> None:
    house.run(hooks=False)
    assert house.cluster.writes == ["delete Service/s", "delete ConfigMap/a"]


def test_options_of_deploying_and_removing_agree() -> None:
    assert DeployOptions().timeout == UninstallOptions().timeout == 300.0
