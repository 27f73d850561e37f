# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Work side by side: bounded, in the items' order, and ended by what ends it."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.parallel import in_parallel, outcomes
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError


class Gauge:
    """How many are at work at once, and how many were."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = self.most = self.begun = 0

    def work(self, item: int) -> int:
        with self.lock:
            self.begun += 1
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.002)
        with self.lock:
            self.now -= 1
        return item * item


def test_answers_come_in_the_items_order_and_eight_at_most_are_in_flight() -> None:
    gauge = Gauge()
    assert in_parallel(gauge.work, range(50)) == [number * number for number in range(50)]
    assert 1 < gauge.most <= 8


def test_nothing_is_no_work() -> None:
    assert in_parallel(str, []) == []


def test_the_first_error_by_order_is_raised_and_no_more_work_begins() -> None:
    begun = []

    def fail(item: int) -> None:
        begun.append(item)
        time.sleep(0.01 * (8 - item))
        raise ClusterError("no %d" % item)

    with pytest.raises(ClusterError, match="no 0"):
        in_parallel(fail, range(40))
    assert len(begun) <= 8


def test_outcomes_hold_each_error_in_its_place() -> None:
    def some(item: int) -> int:
        if item % 2:
            raise ClusterError("no %d" % item)
        return item

    assert [str(outcome) for outcome in outcomes(some, range(4))] == ["0", "no 1", "2", "no 3"]


def test_a_bug_ends_the_work() -> None:
    with pytest.raises(ZeroDivisionError):
        outcomes(lambda item: 1 // item, [0, 1])


def test_a_signal_ends_the_work_of_all() -> None:
    class EndedError(BaseException):
        pass

    def end(_number: int, _frame: object) -> None:
        raise EndedError

    gauge = Gauge()

    def work(item: int) -> int:
        if item == 20:
            os.kill(os.getpid(), signal.SIGUSR1)
        return gauge.work(item)

    before = signal.signal(signal.SIGUSR1, end)
    try:
        with pytest.raises(EndedError):
            in_parallel(work, range(2000))
        begun = gauge.begun
        time.sleep(0.02)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert gauge.begun == begun < 2000
