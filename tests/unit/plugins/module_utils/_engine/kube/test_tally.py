# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines about a wait: the first at once, then one a second, fewer as time goes by, and the last one always."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube import tally


class Watch:
    """A clock that a test sets, and the lines that were told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self.state = 0
        self.lines: list[str] = []
        monkeypatch.setattr(tally.time, "monotonic", lambda: self.now)
        self.tally = tally.Tally(self.lines.append, lambda: "%d ready" % self.state)

    def change(self, seconds: float) -> None:
        self.now += seconds
        self.state += 1
        self.tally.change()
        self.tally.look()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def test_changes_within_a_second_are_one_line(watch: Watch) -> None:
    for _unused in range(1000):
        watch.change(0.01)
    assert 10 <= len(watch.lines) <= 12
    assert watch.lines[0] == "1 ready"
    watch.tally.end()
    assert watch.lines[-1] == "1000 ready"


def test_lines_become_fewer_the_longer_it_takes(watch: Watch) -> None:
    for _unused in range(3000):
        watch.change(0.2)
    assert len(watch.lines) < 120


def test_what_stays_the_same_is_not_told_again(watch: Watch) -> None:
    watch.change(0)
    watch.now += 10
    watch.tally.change()
    watch.tally.look()
    watch.tally.end()
    assert watch.lines == ["1 ready"]
    assert watch.tally.due() == float("inf")


def test_a_wait_that_was_over_at_once_tells_nothing(watch: Watch) -> None:
    watch.tally.end()
    assert watch.lines == []
