# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running the tests of a release: which, in what order, and what the record says afterwards."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import Kinds
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.testing import (
    Filters,
    TestRunner,
    TestsFailedError,
    select,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError, ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.hook import Hook
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    job_hook,
    ports,
    record,
)


class Stage:
    """A release with three tests and a hook that is none, in a store."""

    def __init__(self, *filters: str) -> None:
        hooks = [
            job_hook("late", "test", weight=5),
            job_hook("migrate", "pre-install"),
            job_hook("b", "test", policies=["hook-succeeded"]),
            job_hook("a", "test", policies=["hook-failed"]),
        ]
        self.cluster = FakeCluster()
        self.store = MemoryStore("shop")
        self.store.create(record(1, "deployed", hooks=hooks))
        self.filters = filters

    def run(self, *, all_logs: bool = False) -> TestRunner:
        (release,) = self.store.history("web")
        runner = TestRunner(
            release, select(release, Filters.parse(self.filters)), ports=ports(self.cluster, self.store),
            kinds=Kinds(self.cluster), timeout=10, all_logs=all_logs,
        )  # fmt: skip
        runner.run()
        return runner

    def recorded(self) -> list[tuple[str, str]]:
        (release,) = self.store.history("web")
        assert release.info.status == "deployed"
        return [(hook.name, hook.phase) for hook in release.hooks]


def test_tests_run_by_weight_and_name_and_are_recorded_where_they_stand() -> None:
    stage = Stage()
    assert [hook.name for hook in stage.run().ran] == ["a", "b", "late"]
    assert stage.recorded() == [("late", "Succeeded"), ("migrate", ""), ("b", "Succeeded"), ("a", "Succeeded")]
    assert stage.cluster.names("Job") == ["a", "late"]


@pytest.mark.parametrize(
    ("filters", "ran", "recorded"),
    [
        (["name=b"], ["b"], ["late", "migrate", "a", "b"]),
        (["!name=late"], ["a", "b"], ["late", "migrate", "b", "a"]),
        (["! name=late", "name=a", "name=late"], ["a"], ["late", "migrate", "b", "a"]),
    ],
)
def test_filters_choose_and_what_is_skipped_is_recorded_first(
    filters: list[str], ran: list[str], recorded: list[str]
) -> None:
    stage = Stage(*filters)
    assert [hook.name for hook in stage.run().ran] == ran
    assert [name for name, _phase in stage.recorded()] == recorded


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("b", "filters: b is neither name=NAME nor !name=NAME."),
        ("name=", "filters: name= is neither name=NAME nor !name=NAME."),
        ("name=nope", "filters: the release web has no test nope; its tests are a, b, late."),
        ("name=migrate", "filters: the release web has no test migrate; its tests are a, b, late."),
    ],
)
def test_a_filter_that_finds_nothing_is_refused(word: str, why: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        Stage(word).run()
    assert str(caught.value) == why


def test_a_failure_names_the_test_and_ends_the_run() -> None:
    stage = Stage()
    stage.cluster.unready["b"] = "Job failed"
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b-1"}, "spec": {"containers": [{"name": "probe"}]}}
    stage.cluster.add(pod, namespace="shop")
    stage.cluster.logs["b-1/probe"] = "no answer"
    (release,) = stage.store.history("web")
    runner = TestRunner(
        release, select(release, Filters([], [])), ports=ports(stage.cluster, stage.store),
        kinds=Kinds(stage.cluster), timeout=10,
    )  # fmt: skip
    with pytest.raises(TestsFailedError) as caught:
        runner.run()
    assert str(caught.value) == (
        "Test hook b failed: resource Job/shop/b not ready. status: Failed, message: Job failed"
    )
    assert runner.logs == {"b": {"b-1/probe": "no answer"}}
    assert [finding["name"] for finding in caught.value.findings] == ["b"]
    assert stage.recorded() == [("late", ""), ("migrate", ""), ("b", "Failed"), ("a", "Succeeded")]


def test_a_test_that_cannot_be_created_is_named() -> None:
    stage = Stage()
    stage.cluster.broken["apply a"] = ClusterError("forbidden", status=403, reason="Forbidden")
    with pytest.raises(TestsFailedError, match=r"^Test hook a failed: warning: Hook test web/templates/a\.yaml failed"):
        stage.run()
    assert stage.recorded()[3] == ("a", "Failed")


def test_a_test_whose_forerunner_cannot_be_deleted_is_named() -> None:
    stage = Stage("name=late")
    stage.cluster.broken["delete late"] = ClusterError("forbidden", status=403, reason="Forbidden")
    with pytest.raises(TestsFailedError, match=r"^Test hook late could not be run: unable to delete hook"):
        stage.run()
    assert dict(stage.recorded())["late"] == ""


def test_logs_of_all_tests_are_read_before_they_are_deleted() -> None:
    stage = Stage("name=b")
    pod: dict[str, t.Any] = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b-1"}}
    pod["spec"] = {"initContainers": [{"name": "first"}], "containers": [{"name": "probe"}]}
    stage.cluster.add(pod, namespace="shop")
    stage.cluster.logs.update({"b-1/first": "1", "b-1/probe": "2"})
    assert stage.run(all_logs=True).logs == {"b": {"b-1/first": "1", "b-1/probe": "2"}}


def test_an_upgrade_that_went_by_meanwhile_keeps_its_word() -> None:
    stage = Stage("name=a")
    ended = stage.cluster.wait_hook

    def upgrade_meanwhile(*arguments: t.Any, **more: t.Any) -> t.Any:
        (release,) = stage.store.history("web")
        release.info.status = "superseded"
        stage.store.update(release)
        return ended(*arguments, **more)

    stage.cluster.wait_hook = upgrade_meanwhile  # type: ignore[method-assign]
    stage.run()
    (release,) = stage.store.history("web")
    assert release.info.status == "superseded"
    assert [hook.phase for hook in release.hooks if hook.name == "a"] == ["Succeeded"]


def test_a_hook_of_another_event_is_no_test() -> None:
    release = record(1, "deployed", hooks=[job_hook("migrate", "pre-install")])
    assert select(release, Filters.parse([])).tests() == []
    assert isinstance(release.hooks[0], Hook)
