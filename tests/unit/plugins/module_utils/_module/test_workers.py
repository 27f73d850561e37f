# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forked workers: answers, processes that die, and signals."""

from __future__ import annotations

import os
import signal
import time
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._module.workers import Lost, Workers


def answers(size: int, jobs: t.Sequence[t.Any], work: t.Callable[[t.Any], t.Any]) -> dict[str, t.Any]:
    found, pending = {}, list(jobs)
    with Workers(size, work) as workers:
        while pending or workers.tokens:
            while pending and workers.has_room:
                job = pending.pop(0)
                workers.give(str(job), job)
                assert len(workers.tokens) <= size
            token, answer = workers.take()
            found[token] = answer
    return found


def test_each_job_has_its_answer_and_no_more_processes_than_asked_for_work() -> None:
    found = answers(2, range(7), lambda job: (job * 2, os.getpid()))
    assert {token: answer[0] for token, answer in found.items()} == {str(job): job * 2 for job in range(7)}
    processes = {answer[1] for answer in found.values()}
    assert len(processes) <= 2 and os.getpid() not in processes


def test_large_answers_come_through() -> None:
    assert len(answers(1, [1], lambda _job: "x" * 5_000_000)["1"]) == 5_000_000


def test_a_process_that_dies_costs_its_own_job_alone() -> None:
    def work(job: int) -> int:
        if job == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if job == 2:
            os._exit(7)
        return job

    assert answers(1, range(4), work) == {
        "0": 0, "1": Lost("ended by signal 9"), "2": Lost("ended with exit code 7"), "3": 3,
    }  # fmt: skip


def test_whoever_leaves_early_asks_the_processes_to_end_and_waits_for_them(tmp_path: Path) -> None:
    def work(name: str) -> None:
        def ended(_number: int, _frame: object) -> t.NoReturn:
            time.sleep(0.2)
            (tmp_path / name).write_text("in order", encoding="utf-8")
            os._exit(0)

        signal.signal(signal.SIGTERM, ended)
        (tmp_path / ("%s-began" % name)).write_text("", encoding="utf-8")
        time.sleep(30)

    with pytest.raises(KeyboardInterrupt), Workers(2, work) as workers:
        for name in ("a", "b"):
            workers.give(name, name)
        while len(list(tmp_path.glob("*-began"))) < 2:
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("a", "b")] == ["in order"] * 2
