# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting for objects by watches: until they are ready, have finished or are gone (follows pkg/kube/statuswait.go)."""

from __future__ import annotations

import queue
import time
import typing as t

from ..errors import ClusterError
from ..manifest.objects import ObjectRef
from ..manifest.served import WATCHER, WaitFailure, WaitRules
from .manners import Manner, deletion_manner, hook_manner, is_hook_kind, ready_manner
from .owned import Owned, Place
from .readiness import (
    CURRENT,
    DELETED,
    FAILED,
    IN_PROGRESS,
    NOT_FOUND,
    SCHEDULE_WINDOW,
    UNKNOWN,
    UNSEEN,
    Status,
    is_unschedulable,
)
from .tally import Tally
from .watch import Broken, Cluster, ObjectWatch, Report

JSON = dict[str, t.Any]
Say: t.TypeAlias = "t.Callable[[str], None] | None"
GiveUp: t.TypeAlias = "t.Callable[[t.Sequence[ObjectRef], t.Sequence[JSON]], t.Sequence[WaitFailure]] | None"
LOOK_SECONDS = 2.5
DEFAULT_TIMEOUT = 30.0
_FOREVER = 1e8
_POD = ("v1", "Pod")


def wait_ready(
    client: Cluster, refs: t.Sequence[ObjectRef], *, timeout: float, rules: WaitRules = WATCHER, say: Say = None,
    give_up: GiveUp = None,
) -> list[WaitFailure]:  # fmt: skip
    """Until all that has not failed is ready; what is not, in ``refs``' order. 0 seconds mean 30, for the legacy rules
    no end, as in helm.

    ``say`` hears how far it is. ``give_up`` is asked every few seconds which of the objects that are not ready never
    will be, given the pods around them; then the wait ends.
    """
    manner = ready_manner(rules)
    judged = [ref for ref in refs if manner.looks_at(ref)]
    return _Wait(client, judged, manner, timeout=timeout, say=say, give_up=give_up).run()


def wait_hook(
    client: Cluster, ref: ObjectRef, *, timeout: float, legacy: bool = False, give_up: GiveUp = None
) -> list[WaitFailure]:
    """Until a hook's Job or Pod has finished; anything else is ready at once."""
    if not is_hook_kind(ref):
        return []
    return _Wait(client, [ref], hook_manner(legacy=legacy), timeout=timeout, give_up=give_up).run()


def wait_deleted(
    client: Cluster, refs: t.Sequence[ObjectRef], *, timeout: float, legacy: bool = False, say: Say = None
) -> list[WaitFailure]:
    """Until all are gone; what is not."""
    return _Wait(client, refs, deletion_manner(legacy=legacy), timeout=timeout, say=say).run()


def judge(obj: JSON, pods: t.Callable[[], t.Sequence[JSON]]) -> Status:
    """An object's status as a wait sees it now; ``pods`` gives those that decide with it, where they do."""
    manner = ready_manner(WATCHER)
    metadata = obj.get("metadata") or {}
    ref = ObjectRef(str(obj.get("apiVersion")), str(obj.get("kind")), "", str(metadata.get("name")))
    state = manner.judge(obj, None, time.time())
    if state.status == IN_PROGRESS and manner.owned_by(ref) is not None:
        state = manner.judge(obj, pods(), time.time())
    return state


class _Wait:
    def __init__(
        self, client: Cluster, refs: t.Sequence[ObjectRef], manner: Manner, *, timeout: float, say: Say = None,
        give_up: GiveUp = None,
    ) -> None:  # fmt: skip
        self._client = client
        self._manner = manner
        self._gone = manner.gone
        self._tally = Tally(say, self._line)
        self._give_up = give_up
        self._look = time.monotonic() + LOOK_SECONDS
        self._ended = False
        self._deadline = time.monotonic() + (timeout or (_FOREVER if manner.legacy else DEFAULT_TIMEOUT))
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self._states: dict[ObjectRef, Status] = dict.fromkeys(refs, UNSEEN)
        # A failed object is waited for no more: somebody must mend it.
        self._waiting: dict[ObjectRef, None] = {} if manner.gone else dict.fromkeys(refs)
        self._failed = False
        self._objects: dict[ObjectRef, JSON] = {}
        self._refs_of: dict[str, ObjectRef] = {}
        self._owned = Owned()
        self._again: dict[ObjectRef, float] = {}

    def run(self) -> list[WaitFailure]:
        watches = self._list()
        if self._waiting:
            watches += self._list_owned()
        if self._waiting:
            self._follow(watches)
        return [
            WaitFailure(ref, state.status, state.message)
            for ref, state in self._states.items()
            if not self._reached(state)
        ]

    def _follow(self, watches: list[ObjectWatch]) -> None:
        try:
            for watch in watches:
                watch.start(self._left)
            self._tally.change()
            while self._waiting and not self._ended and self._left() > 0:
                self._tally.look()
                self._next()
                self._look_ahead()
            self._tally.end()
        finally:
            for watch in watches:
                watch.stop()

    def _list(self) -> list[ObjectWatch]:
        groups: dict[tuple[str, str, str], list[ObjectRef]] = {}
        for ref in self._states:
            groups.setdefault(ref[:3], []).append(ref)
        watches = []
        for refs in groups.values():
            watch = ObjectWatch(self._client, refs, self._reports, whole=self._manner.needs_all(refs))
            try:
                watch.list()
            except ClusterError as error:
                if error.status != 404 and error.reason != "NoKindMatch":
                    raise
                if self._gone:
                    for ref in refs:
                        self._set(ref, DELETED)
                    continue
            watches.append(watch)
        self._drain()
        return watches

    def _list_owned(self) -> list[ObjectWatch]:
        """Watches of what the objects own that are not ready yet, and of pods where somebody may want to give up."""
        places: dict[Place, bool] = {}
        for ref in self._waiting:
            owned = self._place(ref)
            if owned is not None:
                places[owned] = not self._manner.legacy
            if self._give_up is not None and ref.namespace:
                places.setdefault((*_POD, ref.namespace), True)
        watches = []
        for place, optional in places.items():
            watch = ObjectWatch(self._client, [ObjectRef(*place, "")], self._reports, optional=optional)
            try:
                watch.list()
            except ClusterError:
                if not optional:
                    raise
                continue
            self._owned.open(place)
            watches.append(watch)
        self._drain()
        for ref in [ref for ref in self._waiting if ref in self._objects]:
            self._judge(ref)
        return watches

    def _drain(self) -> None:
        while not self._reports.empty():
            self._take(self._reports.get())

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _next(self) -> None:
        due = min(self._again.values(), default=self._deadline)
        if self._give_up is not None:
            due = min(due, self._look)
        due = min(due, self._tally.due(), self._deadline)
        try:
            self._take(self._reports.get(timeout=max(0.0, due - time.monotonic())))
        except queue.Empty:
            now = time.monotonic()
            for ref in [ref for ref, when in self._again.items() if when <= now]:
                del self._again[ref]
                if ref in self._objects:
                    self._judge(ref)

    def _look_ahead(self) -> None:
        """End where an object has failed or never will be ready, if that is asked for."""
        if self._give_up is None:
            return
        self._ended = self._failed
        if self._ended or time.monotonic() < self._look:
            return
        for failure in self._give_up(list(self._waiting), self._owned.all_of(_POD)):
            self._set(failure.ref, Status(FAILED, failure.message))
            self._ended = True
        self._look = time.monotonic() + LOOK_SECONDS

    def _take(self, report: Report) -> None:
        if isinstance(report, Broken):
            raise report.error
        ref, obj = report.ref, report.obj
        owner = None
        if ref not in self._states or ref.kind == "Pod":
            owner = self._refs_of.get(self._owned.put(ref, obj))
        if ref not in self._states:
            if owner is not None and owner in self._waiting:
                self._judge(owner)
        elif obj is not None:
            self._objects[ref] = obj
            self._refs_of[_uid(obj)] = ref
            self._judge(ref)
        else:
            self._again.pop(ref, None)
            self._objects.pop(ref, None)
            self._set(ref, self._missing(ref, first=report.first))

    def _missing(self, ref: ObjectRef, *, first: bool) -> Status:
        """The status of an object that is not there."""
        state = self._states[ref]
        if self._gone:
            return DELETED
        if first and state == UNSEEN:
            return UNSEEN
        # A Job that was ready and is gone has been tidied up, as its time to live asks.
        tidied = ref.kind == "Job" and state.status == CURRENT
        return Status(CURRENT, "Resource was removed") if tidied or self._manner.removable else DELETED

    def _judge(self, ref: ObjectRef) -> None:
        obj = self._objects[ref]
        state = self._manner.judge(obj, self._owned.of(_uid(obj), self._place(ref)), time.time())
        if ref.kind == "Pod" and state.status == IN_PROGRESS and is_unschedulable(obj):
            self._again.setdefault(ref, time.monotonic() + SCHEDULE_WINDOW)
        else:
            self._again.pop(ref, None)
        self._set(ref, state)

    def _place(self, ref: ObjectRef) -> Place | None:
        """Where the objects are that decide with it."""
        kind = self._manner.owned_by(ref)
        return None if kind is None else (*kind, ref.namespace)

    def _set(self, ref: ObjectRef, state: Status) -> None:
        if state == self._states[ref]:
            return
        self._states[ref] = state
        self._tally.change()
        failed = state.status == FAILED and not self._gone
        self._failed = self._failed or failed
        if failed or self._reached(state):
            self._waiting.pop(ref, None)
        else:
            self._waiting.setdefault(ref)

    def _reached(self, state: Status) -> bool:
        return state.status in (NOT_FOUND, UNKNOWN) if self._gone else state.status == CURRENT

    def _line(self) -> str:
        """How far it is, with the object that comes first of those that are not there yet; a failed one before all."""
        lacking = [ref for ref, state in self._states.items() if not self._reached(state)]
        line = "%d/%d %s" % (len(self._states) - len(lacking), len(self._states), self._manner.word)
        if not lacking:
            return line
        first = next((ref for ref in lacking if self._states[ref].status == FAILED), lacking[0])
        state = self._states[first]
        words = state.message or ("not seen yet" if state == UNSEEN else state.status)
        return "%s, waiting for %s %s: %s" % (line, first.kind, first.name, words)


def _uid(obj: JSON) -> str:
    return str((obj.get("metadata") or {}).get("uid") or "")


__all__ = ("DEFAULT_TIMEOUT", "judge", "wait_deleted", "wait_hook", "wait_ready")
