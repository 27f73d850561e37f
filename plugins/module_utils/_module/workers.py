# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that work for this one: forks of it, each at one job at a time.

A fork has all that was loaded before it. Rendering needs a processor, a time limit needs a main thread, and a signal
must reach the very release that is being written: threads give none of the three.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import typing as t
from multiprocessing.connection import Connection, Pipe, wait

Job = t.Any
Answer = t.Any


class Lost(t.NamedTuple):
    """Instead of an answer: the process ended."""

    how: str


class _Worker:
    __slots__ = ("connection", "pid", "token")

    def __init__(self, pid: int, connection: Connection) -> None:
        self.pid = pid
        self.connection = connection
        self.token: str | None = None


class Workers:
    """At most ``size`` processes that run ``work`` on jobs. As a context manager it leaves none behind.

    Where it ends while jobs are being done, their processes get SIGTERM, and have the time that they need to end.
    """

    def __init__(self, size: int, work: t.Callable[[Job], Answer]) -> None:
        self._size = size
        self._work = work
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        # What is there now stays: no collection in a fork should touch, and so copy, it.
        gc.freeze()
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in self._workers:
            if worker.token is not None:
                os.kill(worker.pid, signal.SIGTERM)
            worker.connection.close()
        for worker in self._workers:
            os.waitpid(worker.pid, 0)
        gc.unfreeze()

    @property
    def tokens(self) -> list[str]:
        """The jobs that are being done."""
        return [worker.token for worker in self._workers if worker.token is not None]

    @property
    def has_room(self) -> bool:
        """Whether another job can be begun now."""
        return len(self.tokens) < self._size

    def give(self, token: str, job: Job) -> None:
        """Begin a job, known by ``token``."""
        worker = next((worker for worker in self._workers if worker.token is None), None) or self._fork()
        worker.token = token
        # A process that has just died is noticed when its answer is taken.
        with contextlib.suppress(BrokenPipeError):
            worker.connection.send(job)

    def take(self) -> tuple[str, Answer | Lost]:
        """The next job that is done, and its answer."""
        ready = wait([worker.connection for worker in self._workers if worker.token is not None])
        worker = next(worker for worker in self._workers if worker.connection is ready[0])
        token, worker.token = t.cast(str, worker.token), None
        try:
            return token, worker.connection.recv()
        except (EOFError, ConnectionResetError):
            self._workers.remove(worker)
            worker.connection.close()
            return token, Lost(_how(os.waitpid(worker.pid, 0)[1]))

    def _fork(self) -> _Worker:
        ours, theirs = Pipe()
        pid = os.fork()
        if pid == 0:
            ours.close()
            for worker in self._workers:
                worker.connection.close()
            self._serve(theirs)
        theirs.close()
        worker = _Worker(pid, ours)
        self._workers.append(worker)
        return worker

    def _serve(self, connection: Connection) -> t.NoReturn:
        try:
            gc.enable()
            while True:
                connection.send(self._work(connection.recv()))
        finally:
            # Nothing of the other process may run here: no handlers of its end, no buffers of its output.
            os._exit(0)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return "ended by signal %d" % -code if code < 0 else "ended with exit code %d" % code


__all__ = ("Lost", "Workers")
