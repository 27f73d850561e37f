# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Doing the same for many things with several requests in flight: the API server answers them side by side."""

from __future__ import annotations

import threading
import typing as t

from ..errors import EngineError

_IN_FLIGHT = 8
_LAST_REQUEST_SECONDS = 2.0

_Item = t.TypeVar("_Item")
_Answer = t.TypeVar("_Answer")


def in_parallel(work: t.Callable[[_Item], _Answer], items: t.Sequence[_Item]) -> list[_Answer]:
    """What ``work`` gives for each item, in their order; at most eight at a time.

    Where one fails, no further one is begun, and the first error (by the items' order) is raised; neither is one begun
    after this thread was interrupted.
    """
    answers: dict[int, _Answer] = {}
    errors: dict[int, BaseException] = {}
    waiting = iter(enumerate(items))
    lock = threading.Lock()

    def take() -> None:
        while not errors:
            with lock:
                index, item = next(waiting, (-1, None))
            if index < 0:
                return
            try:
                answers[index] = work(t.cast(_Item, item))
            except Exception as error:
                errors[index] = error

    threads = [threading.Thread(target=take, daemon=True) for _count in range(min(_IN_FLIGHT, len(items)) - 1)]
    for thread in threads:
        thread.start()
    try:
        take()
        for thread in threads:
            thread.join()
    except BaseException as interruption:
        errors[-1] = interruption
        for thread in threads:
            thread.join(_LAST_REQUEST_SECONDS)
        raise
    if errors:
        raise errors[min(errors)]
    return [answers[index] for index in range(len(items))]


def outcomes(work: t.Callable[[_Item], _Answer], items: t.Sequence[_Item]) -> list[_Answer | EngineError]:
    """As ``in_parallel``, but an EngineError stands in the place of its item's answer and ends nothing."""

    def attempt(item: _Item) -> _Answer | EngineError:
        try:
            return work(item)
        except EngineError as error:
            return error

    return in_parallel(attempt, items)


__all__ = ("in_parallel", "outcomes")
