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
from ..manifest.served import WaitFailure
from .fields import BrokenObjectError, label_selector
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
    compute,
    compute_hook,
    compute_with_jobs,
    is_unschedulable,
    with_pods,
)  # fmt: skip
from .watch import Broken, Cluster, ObjectWatch, Report

JSON = dict[str, t.Any]
OnChange: t.TypeAlias = "t.Callable[[str], None] | None"
GiveUp: t.TypeAlias = "t.Callable[[t.Sequence[ObjectRef]], t.Sequence[WaitFailure]] | None"
LOOK_SECONDS = 2.5
DEFAULT_TIMEOUT = 30.0
_WITH_PODS = ("apps/StatefulSet", "apps/ReplicaSet")


class Client(Cluster, t.Protocol):
    """What waiting needs of the client."""

    def list(
        self, api_version: str, kind: str, namespace: str | None, *, label_selector: str = "", field_selector: str = ""
    ) -> list[JSON]: ...


def wait_ready(
    client: Client, refs: t.Sequence[ObjectRef], *, timeout: float, jobs: bool, on_change: OnChange = None,
    give_up: GiveUp = None,
) -> list[WaitFailure]:  # fmt: skip
    """Until all that has not failed is Current; what is not, in ``refs``' order. 0 seconds mean 30, as in helm.

    ``give_up`` is asked every few seconds which of the objects that are not ready never will be; then the wait ends.
    """
    rule = compute_with_jobs if jobs else compute
    return _Wait(client, refs, rule=rule, gone=False, timeout=timeout, on_change=on_change, give_up=give_up).run()


def wait_hook(
    client: Client, ref: ObjectRef, *, timeout: float, on_change: OnChange = None, give_up: GiveUp = None
) -> list[WaitFailure]:
    """Until a hook's Job or Pod has finished; anything else is ready at once."""
    if (ref.group, ref.kind) not in (("batch", "Job"), ("", "Pod")):
        return []
    return _Wait(
        client, [ref], rule=compute_hook, gone=False, timeout=timeout, on_change=on_change, give_up=give_up
    ).run()


def wait_deleted(
    client: Client, refs: t.Sequence[ObjectRef], *, timeout: float, on_change: OnChange = None
) -> list[WaitFailure]:
    """Until all are gone; what is not."""
    return _Wait(client, refs, rule=compute, gone=True, timeout=timeout, on_change=on_change).run()


class _Wait:
    def __init__(
        self, client: Client, refs: t.Sequence[ObjectRef], *, rule: t.Callable[[JSON, float], Status], gone: bool,
        timeout: float, on_change: OnChange, give_up: GiveUp = None,
    ) -> None:  # fmt: skip
        self._client = client
        self._rule = rule
        self._gone = gone
        self._on_change = on_change
        self._give_up = give_up
        self._look = time.monotonic() + LOOK_SECONDS
        self._ended = False
        self._deadline = time.monotonic() + (timeout or DEFAULT_TIMEOUT)
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self._states: dict[ObjectRef, Status] = dict.fromkeys(refs, UNSEEN)
        self._objects: dict[ObjectRef, JSON] = {}
        self._again: dict[ObjectRef, float] = {}

    def run(self) -> list[WaitFailure]:
        watches = self._list()
        if not self._done():
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
            while not self._done() and not self._ended and self._left() > 0:
                self._next()
                self._look_ahead()
        finally:
            for watch in watches:
                watch.stop()

    def _list(self) -> list[ObjectWatch]:
        groups: dict[tuple[str, str, str], list[ObjectRef]] = {}
        for ref in self._states:
            groups.setdefault(ref[:3], []).append(ref)
        watches = []
        for refs in groups.values():
            watch = ObjectWatch(self._client, refs, self._reports)
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
        while not self._reports.empty():
            self._take(self._reports.get())
        return watches

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _next(self) -> None:
        due = min(self._again.values(), default=self._deadline)
        if self._give_up is not None:
            due = min(due, self._look)
        try:
            self._take(self._reports.get(timeout=max(0.0, min(due, self._deadline) - time.monotonic())))
        except queue.Empty:
            now = time.monotonic()
            for ref in [ref for ref, when in self._again.items() if when <= now]:
                del self._again[ref]
                if ref in self._objects:
                    self._judge(ref, self._objects[ref])

    def _look_ahead(self) -> None:
        """End where an object has failed or never will be ready, if that is asked for."""
        if self._give_up is None:
            return
        self._ended = any(state.status == FAILED for state in self._states.values())
        if self._ended or time.monotonic() < self._look:
            return
        waiting = [ref for ref, state in self._states.items() if not self._reached(state)]
        for failure in self._give_up(waiting):
            self._set(failure.ref, Status(FAILED, failure.message))
            self._ended = True
        self._look = time.monotonic() + LOOK_SECONDS

    def _take(self, report: Report) -> None:
        if isinstance(report, Broken):
            raise report.error
        if report.obj is None:
            self._again.pop(report.ref, None)
            self._objects.pop(report.ref, None)
            unseen = report.first and not self._gone and self._states[report.ref] == UNSEEN
            self._set(report.ref, UNSEEN if unseen else DELETED)
        else:
            self._objects[report.ref] = report.obj
            self._judge(report.ref, report.obj)

    def _judge(self, ref: ObjectRef, obj: JSON) -> None:
        if not self._gone and ref.kind == "Deployment" and (obj.get("spec") or {}).get("paused") is True:
            self._set(ref, Status(CURRENT, "Deployment is paused"))
            return
        now = time.time()
        state = self._rule(obj, now)
        again = ref.kind == "Pod" and is_unschedulable(obj)
        if "%s/%s" % (ref.group, ref.kind) in _WITH_PODS and state.status == IN_PROGRESS:
            again = True
            state = self._by_pods(ref, obj, state, now)
        if again and state.status == IN_PROGRESS:
            self._again.setdefault(ref, time.monotonic() + SCHEDULE_WINDOW)
        else:
            self._again.pop(ref, None)
        self._set(ref, state)

    def _by_pods(self, ref: ObjectRef, obj: JSON, state: Status, now: float) -> Status:
        try:
            pods = self._client.list("v1", "Pod", ref.namespace, label_selector=label_selector(obj))
        except (ClusterError, BrokenObjectError):
            return UNSEEN
        return with_pods(state, pods, now)

    def _set(self, ref: ObjectRef, state: Status) -> None:
        if self._on_change is not None and state != self._states[ref]:
            self._on_change("%s/%s/%s: %s: %s" % (ref.kind, ref.namespace, ref.name, state.status, state.message))
        self._states[ref] = state

    def _reached(self, state: Status) -> bool:
        return state.status in (NOT_FOUND, UNKNOWN) if self._gone else state.status == CURRENT

    def _done(self) -> bool:
        """A failed object is waited for no more: somebody must mend it."""
        return all(
            self._reached(state) or (state.status == FAILED and not self._gone) for state in self._states.values()
        )


__all__ = ("DEFAULT_TIMEOUT", "wait_deleted", "wait_hook", "wait_ready")
