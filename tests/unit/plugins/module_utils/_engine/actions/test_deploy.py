# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Performing a plan that is cut off: whatever the moment, the record says how it ended."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Release
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.test_present import House
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    Shelf,
    config_map,
    record,
)


class Me:
    """Satisfies ``Holder``."""

    name = "me"

    def is_gone(self, name: str) -> bool:
        return False


class CutStore(MemoryStore):
    """A store whose answer to one write is cut off, before or after it was done."""

    def __init__(self, *, word: str, status: str, done: bool) -> None:
        super().__init__("shop")
        self._cut = (word, status)
        self._done = done

    def create(self, release: Release) -> None:
        self._maybe("create", release, super().create)

    def update(self, release: Release) -> None:
        self._maybe("update", release, super().update)

    def _maybe(self, word: str, release: Release, write: t.Callable[[Release], None]) -> None:
        cut = self._cut == (word, release.info.status)
        if cut:
            self._cut = ("", "")
            if not self._done:
                raise KeyboardInterrupt
        write(release)
        if cut:
            raise KeyboardInterrupt


def cut_off(store: CutStore) -> list[str]:
    """The statuses that an installation leaves which is interrupted at one write."""
    house = House()
    house.store = store
    house.ports = house.ports._replace(store=store, holder=Me())
    with pytest.raises(KeyboardInterrupt):
        house.run(Shelf(config_map("a")))
    return [status for _version, status, _text in house.statuses()]


@pytest.mark.parametrize("done", [True, False], ids=["written", "not written"])
def test_an_interruption_while_the_record_is_made_leaves_no_pending_one(done: bool) -> None:
    store = CutStore(word="create", status="pending-install", done=done)
    assert cut_off(store) == (["failed"] if done else [])


@pytest.mark.parametrize("done", [True, False], ids=["written", "not written"])
def test_what_is_done_is_recorded_although_the_run_is_interrupted_then(done: bool) -> None:
    assert cut_off(CutStore(word="update", status="deployed", done=done)) == ["deployed"]


def test_the_record_of_another_run_is_left_alone() -> None:
    class Overtaken(CutStore):
        """Another run makes the revision while the answer to this one's request is awaited."""

        def create(self, release: Release) -> None:
            MemoryStore.create(self, record(1, "pending-install"))
            raise KeyboardInterrupt

    assert cut_off(Overtaken(word="", status="", done=False)) == ["pending-install"]
