# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.deploy import (
    DeployFailedError,
    DeployOptions,
    Performer,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import Kinds
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.methods import Manner
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Plan
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.rollback import prepare_rollback
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.situation import name_situation
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError, ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    config_map,
    job_hook,
    ports,
    record,
)


class House:
    def __init__(self, *records: object) -> None:
        self.cluster, self.store = FakeCluster(), MemoryStore("shop")
        self.ports = ports(self.cluster, self.store)
        for one in records:
            self.store.create(one)

    def plan(
        self, revision: int, *, history_max: int = 10, description: str = "", server_side: str = "auto"
    ) -> Plan:
        return prepare_rollback(
            name_situation(self.store.history("web")), name="web", revision=revision, description=description,
            history_max=history_max, manner=Manner(server_side), ports=self.ports, kinds=Kinds(self.cluster),
        )  # fmt: skip

    def run(self, revision: int, **more: object) -> None:
        plan = self.plan(revision)
        options = DeployOptions(**more)
        Performer(plan, plan.release, ports=self.ports, kinds=Kinds(self.cluster), options=options).perform()

    def statuses(self) -> list[tuple[int, str]]:
        return [(one.version, one.info.status) for one in self.store.history("web")]


@pytest.fixture
def house() -> House:
    return House(
        record(
            1, "superseded", manifest=config_map("a", x="1"), config={"x": 1.0}, hooks=[job_hook("j", "pre-rollback")]
        ),
        record(2, "superseded", manifest=config_map("a", x="2")),
        record(3, "deployed", manifest=config_map("a", x="3") + config_map("b")),
    )


def test_a_rollback_is_a_new_revision_with_the_old_content(house: House) -> None:
    house.cluster.add({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}, namespace="shop")
    house.run(1)
    assert house.statuses() == [(1, "superseded"), (2, "superseded"), (3, "superseded"), (4, "deployed")]
    last = house.store.history("web")[-1]
    assert (last.info.description, last.info.rollback_revision, last.config) == ("Rollback to 1", 1, {"x": 1.0})
    assert last.manifest == config_map("a", x="1")
    assert house.cluster.writes == ["delete Job/j", "apply Job/j", "apply ConfigMap/a", "delete ConfigMap/b"]


def test_going_back_to_what_is_current_changes_nothing(house: House) -> None:
    assert not house.plan(3).changed
    house.run(2)
    assert not house.plan(2).changed


def test_revision_0_is_the_one_before_the_last(house: House) -> None:
    assert house.plan(0).release.info.rollback_revision == 2


def test_what_does_not_exist_is_told_in_helms_words(house: House) -> None:
    with pytest.raises(ReleaseError, match="release has no 9 version"):
        house.plan(9)
    with pytest.raises(ReleaseError, match="release: not found"):
        House().plan(1)


def test_a_failed_apply_supersedes_the_last_revision_as_helm_does(house: House) -> None:
    house.cluster.broken["apply a"] = ClusterError("no", status=422, reason="Invalid")
    with pytest.raises(DeployFailedError, match='Rollback "web" failed: '):
        house.run(2)
    assert house.statuses()[2:] == [(3, "superseded"), (4, "failed")]


def test_a_failed_wait_leaves_the_last_revision_deployed(house: House) -> None:
    house.cluster.unready["a"] = "waiting"
    with pytest.raises(DeployFailedError, match='Release "web" failed: '):
        house.run(2, wait=True)
    assert house.statuses()[2:] == [(3, "deployed"), (4, "failed")]


def test_a_failed_hook_leaves_no_pending_revision(house: House) -> None:
    house.cluster.unready["j"] = "BackoffLimitExceeded"
    with pytest.raises(DeployFailedError, match="pre-rollback hooks failed"):
        house.run(1)
    assert house.statuses()[2:] == [(3, "deployed"), (4, "failed")]


def test_history_is_pruned(house: House) -> None:
    assert house.plan(2, history_max=2).prune == [1, 2]


def test_the_diff_of_records_shows_the_revision_that_will_be(house: House) -> None:
    plan = house.plan(1, description="back")
    assert (plan.release.version, plan.release.info.description) == (4, "back")
