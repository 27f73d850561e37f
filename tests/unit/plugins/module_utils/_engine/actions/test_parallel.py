# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.parallel import in_parallel


@pytest.mark.parametrize("count", [0, 1, 7, 40])
def test_answers_come_in_the_order_of_the_items(count: int) -> None:
    assert in_parallel(lambda item: item * 2, range(count)) == [item * 2 for item in range(count)]


def test_eight_are_in_flight_at_most() -> None:
    barrier, most, running = threading.Barrier(8), [0], [0]
    lock = threading.Lock()

    def work(item: int) -> int:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        if item < 8:
            barrier.wait(10)
        with lock:
            running[0] -= 1
        return item

    assert len(in_parallel(work, range(30))) == 30
    assert most[0] == 8


def test_the_first_error_ends_it() -> None:
    done: list[t.Any] = []

    def work(item: int) -> None:
        if item in (3, 5):
            raise ValueError(item)
        done.append(item)

    with pytest.raises(ValueError, match="3"):
        in_parallel(work, range(1000))
    assert len(done) < 1000
