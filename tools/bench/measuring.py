# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole processes by the operating system's own accounts, two commands in turn so that a machine's moods cancel out."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
import typing as t


class Command(t.NamedTuple):
    """A process to measure: its words, its environment, and what is to be done before each run."""

    words: list[str]
    environment: dict[str, str]
    before: t.Callable[[], object] = int


class Run(t.NamedTuple):
    """What one run took: seconds of processor time (user and system) and of the clock, MiB at its largest."""

    cpu: float
    wall: float
    peak: float


class Pair(t.NamedTuple):
    """Runs of two commands in turn: A B A B."""

    ours: list[Run]
    theirs: list[Run]

    def row(self, name: str) -> str:
        """The medians and the median of the ratios, as a line of a table."""
        ours, theirs = (Run(*map(statistics.median, zip(*runs, strict=True))) for runs in self)
        ratio, clock = (
            statistics.median(getattr(a, field) / getattr(b, field) for a, b in zip(*self, strict=True))
            for field in ("cpu", "wall")
        )
        return "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f |" % (
            name, ours.cpu, theirs.cpu, ratio, ours.wall, theirs.wall, clock, ours.peak, theirs.peak,
        )  # fmt: skip


HEAD = """| what | ours, CPU s | helm's | ratio | ours, wall s | helm's | ratio | ours, MiB | helm's |
|---|---|---|---|---|---|---|---|---|"""


def measured(command: Command) -> Run:
    """One run; subprocess.CalledProcessError, with its output, where it fails."""
    command.before()
    start = time.monotonic()
    process = subprocess.Popen(command.words, env=command.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read() if process.stdout else b""
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command.words, output)
    return Run(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


def paired(ours: Command, theirs: Command, *, runs: int) -> Pair:
    """The two in turn, after one run of each that does not count."""
    pair = Pair([], [])
    for number in range(runs + 1):
        for command, kept in zip((ours, theirs), pair, strict=True):
            run = measured(command)
            if number:
                kept.append(run)
    return pair


__all__ = ["HEAD", "Command", "Pair", "Run", "measured", "paired"]
