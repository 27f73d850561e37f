# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a rendering that takes more computing time or memory than a chart of its size may.

The budgets of templates count what they do; this measures what it costs, whatever it is. A timer of the process's own
computing time looks every few milliseconds, so waiting for a cluster or a busy machine counts nothing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import types
import typing as t

from .errors import RenderError

SECONDS: t.Final = 3.0
SECONDS_EACH_MEGABYTE: t.Final = 10.0
MEGABYTES: t.Final = 384
MEGABYTES_EACH_MEGABYTE: t.Final = 40
_TICK: t.Final = 0.01
_MEGA: t.Final = 1 << 20


class _ExceededError(BaseException):
    """Not an Exception: nothing on the way may take it for a template's error."""


class _Watch:
    """What one rendering has used since it began, and what it may use."""

    def __init__(self, size: t.Callable[[], int]) -> None:
        self._size = size
        self._more: float | None = None
        self._seconds = _seconds()
        self._megabytes = _megabytes()

    def tick(self, _number: int, _frame: types.FrameType | None) -> None:
        """Raise when a limit is passed; the chart's size is asked for only where it decides."""
        seconds, megabytes = _seconds() - self._seconds, _megabytes() - self._megabytes
        if seconds <= SECONDS and megabytes <= MEGABYTES:
            return
        if self._more is None:
            self._more = self._size() / _MEGA
        limit = SECONDS + SECONDS_EACH_MEGABYTE * self._more
        if seconds > limit:
            self._end("more than %d seconds of computing time" % limit)
        limit = MEGABYTES + MEGABYTES_EACH_MEGABYTE * self._more
        if megabytes > limit:
            self._end("more than %d MB of memory" % limit)

    @staticmethod
    def _end(reason: str) -> t.NoReturn:
        # Once more only after a while, should something have swallowed this one: now the way out must be free.
        signal.setitimer(signal.ITIMER_PROF, 1, _TICK)
        raise _ExceededError(reason)


def _seconds() -> float:
    used = os.times()
    return used.user + used.system


def _megabytes() -> float:
    """Memory in use; 0 where the system does not tell, then only MemoryError ends what takes too much."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MEGA
    except (OSError, ValueError, IndexError):
        return 0.0


@contextlib.contextmanager
def watched(size: t.Callable[[], int]) -> t.Iterator[None]:
    """Bound what is done inside; ``size()`` are the bytes of the chart and its values, more of which may cost more.

    Raises RenderError. Outside the main thread, and where the timer is somebody else's, only memory that runs out
    ends the work.
    """
    try:
        with _timer(_Watch(size)):
            yield
    except _ExceededError as error:
        raise RenderError("rendering the chart takes %s" % error) from None
    except MemoryError:
        raise RenderError("rendering the chart takes more memory than there is") from None


@contextlib.contextmanager
def _timer(watch: _Watch) -> t.Iterator[None]:
    if not _taken(watch):
        yield
        return
    try:
        signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _taken(watch: _Watch) -> bool:
    """Whether the timer is ours now; in a thread it cannot be."""
    if signal.getsignal(signal.SIGPROF) != signal.SIG_DFL:
        return False
    try:
        signal.signal(signal.SIGPROF, watch.tick)
    except ValueError:
        return False
    return True


__all__ = ("MEGABYTES", "MEGABYTES_EACH_MEGABYTE", "SECONDS", "SECONDS_EACH_MEGABYTE", "watched")
