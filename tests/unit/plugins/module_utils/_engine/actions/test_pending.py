# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.heartbeat import (
    HEARTBEAT,
    HOLDER,
    Heartbeat,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.pending import (
    PendingPolicy,
    await_owner,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.ports import Ports
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.situation import (
    PENDING,
    Situation,
    name_situation,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeClock,
    FakeCluster,
    record,
)


class Me:
    """A holder that knows who has died."""

    name = "here:1:1:m"

    def __init__(self, *dead: str) -> None:
        self._dead = dead

    def is_gone(self, name: str) -> bool:
        return name in self._dead


class Found:
    """A release in a situation, and time that passes."""

    def __init__(self, status: str = "pending-upgrade", *, beat: str = "", dead: bool = False) -> None:
        self.clock, self.store = FakeClock(), MemoryStore("shop")
        annotations = {HOLDER: "there:7:7:m", HEARTBEAT: beat} if beat else {}
        self.store.create(record(1, "superseded"))
        self.store.create(record(2, status, annotations=annotations))
        holder = Me("there:7:7:m") if dead else Me()
        self._ports = Ports(FakeCluster(), self.store, self.clock, holder)

    def beat(self) -> None:
        self.store.annotate(record(2, ""), {HEARTBEAT: self.clock.now()})

    def wait(self, choice: str, **more: t.Any) -> Situation:
        policy = PendingPolicy(choice, 300)
        return await_owner(name_situation(self.store.history("web")), "web", policy=policy, ports=self._ports, **more)


BEAT = "2026-01-01T00:00:00Z"


@pytest.mark.parametrize("choice", ["wait", "recover"])
def test_a_record_whose_process_has_ended_is_taken_over_at_once(choice: str) -> None:
    found = Found(beat=BEAT, dead=True)
    assert found.wait(choice).word == PENDING
    assert found.clock.naps == []


@pytest.mark.parametrize("choice", ["wait", "recover"])
def test_a_record_whose_heartbeat_stands_still_is_taken_over_by_our_own_clock(choice: str) -> None:
    found = Found(beat="2026-01-01T00:05:00Z")
    assert found.wait(choice).word == PENDING
    assert 35 < found.clock.seconds < 60


def test_a_living_owner_is_waited_for_longer_than_any_timeout() -> None:
    found = Found(beat=BEAT)

    def live() -> None:
        if sum(found.clock.naps) > 1000:
            found.store.update(record(2, "deployed"))
        else:
            found.beat()

    found.clock.on_sleep = live
    assert found.wait("wait").word == "deployed"


def test_recover_does_not_take_a_release_from_a_living_owner() -> None:
    found = Found(beat=BEAT)
    found.clock.on_sleep = found.beat
    with pytest.raises(ReleaseError, match=r"revision 2 of web is pending-upgrade since .*held by there:7:7:m"):
        found.wait("recover")


def test_what_helm_left_pending_is_judged_by_its_age_or_taken_over_on_request() -> None:
    found = Found()
    assert found.wait("wait").word == PENDING
    assert 290 < found.clock.seconds < 310
    assert Found().wait("recover").word == PENDING
    assert Found().wait("wait", by_age=False).word == PENDING


def test_fail_names_revision_status_age_and_what_to_do() -> None:
    with pytest.raises(ReleaseError, match=r"revision 2 of web is pending-install since \d+ s .*no owner.*on_pending"):
        Found("pending-install").wait("fail")


def test_a_removal_at_work_is_waited_for_though_its_record_is_not_pending() -> None:
    found = Found("uninstalling", beat=BEAT)
    found.clock.on_sleep = lambda: found.store.delete("web", 2)
    assert found.wait("wait").word != PENDING
    assert found.clock.naps == [2.0]


def test_a_heartbeat_marks_a_record_and_leaves_no_trace() -> None:
    store, clock, release = MemoryStore("shop"), FakeClock(), record(1, "deployed")
    store.create(release)
    heart = Heartbeat(release, store=store, clock=clock, holder=Me())
    heart.claim()
    heart.begin()
    assert store.history("web")[0].annotations[HOLDER] == "here:1:1:m"
    heart.release()
    assert store.history("web")[0].annotations == {} == release.annotations


def test_without_a_holder_nothing_is_written() -> None:
    store, release = MemoryStore("shop"), record(1, "deployed")
    heart = Heartbeat(release, store=store, clock=FakeClock(), holder=None)
    heart.claim()
    heart.begin()
    heart.release()
    assert release.annotations == {}
