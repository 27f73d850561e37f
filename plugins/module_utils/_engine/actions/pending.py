# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release that another run works on, or has left pending: waiting for it, taking it over, or saying so.

An owner of ours is known by the heartbeat of its record. It counts as gone when its process is known to be, or when
the heartbeat stands still for a while by this machine's own clock, so that clocks need not agree. What helm has left
pending has no heartbeat, and is judged by its age.
"""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError
from ..release.model import Release
from .heartbeat import HEARTBEAT, HOLDER
from .ports import Ports
from .situation import PENDING, Situation, age_seconds, name_situation

WAIT = "wait"
RECOVER = "recover"
FAIL = "fail"

_POLL_SECONDS = 2.0
# Three heartbeats may be lost on their way.
_STILL_SECONDS = 35.0
# No clock of a working cluster is wrong by more than that.
_OLD_SECONDS = 600.0

_UNKNOWN = "unknown"
_ALIVE = "alive"
_GONE = "gone"


class PendingPolicy(t.NamedTuple):
    """``choice`` is wait, recover or fail; a record that helm left pending is stale after ``timeout`` seconds."""

    choice: str = WAIT
    timeout: float = 300.0


def await_owner(
    situation: Situation, name: str, *, policy: PendingPolicy, ports: Ports, by_age: bool = True
) -> Situation:
    """The situation once no other run is at work on the release, or once its owner is gone.

    With ``wait`` it waits for as long as the owner lives. ReleaseError with ``fail``, and with ``recover`` where the
    owner is alive. Without ``by_age`` nobody waits for what helm left pending, as helm's own uninstall does not.
    """
    observer, told = _Observer(policy, ports), False
    while (last := situation.last) is not None and _is_busy(situation, last, by_age=by_age):
        verdict = observer.judge(last)
        if policy.choice == FAIL and situation.word == PENDING:
            raise ReleaseError(_sentence(last, name, ports))
        if verdict == _GONE:
            return situation
        if verdict == _ALIVE and policy.choice in (FAIL, RECOVER):
            raise ReleaseError(_sentence(last, name, ports))
        if ports.say is not None and not told:
            told = True
            ports.say("waiting for %s" % _owner_words(last, name, ports))
        ports.clock.sleep(_POLL_SECONDS)
        situation = name_situation(ports.store.history(name))
    return situation


def _is_busy(situation: Situation, last: Release, *, by_age: bool) -> bool:
    return HEARTBEAT in last.annotations or (by_age and situation.word == PENDING)


class _Observer:
    """What is learned of a record's owner by looking at it again and again."""

    __slots__ = ("_policy", "_ports", "_seen", "_since", "_verdict")

    def __init__(self, policy: PendingPolicy, ports: Ports) -> None:
        self._policy = policy
        self._ports = ports
        self._seen: tuple[int, str] | None = None
        self._since = 0.0
        self._verdict = _UNKNOWN

    def judge(self, last: Release) -> str:
        clock, holder = self._ports.clock, self._ports.holder
        beat = last.annotations.get(HEARTBEAT, "")
        if not beat:
            age = age_seconds(last.info.last_deployed, clock.now())
            stale = age is None or age > self._policy.timeout or self._policy.choice == RECOVER
            return _GONE if stale else _UNKNOWN
        if holder is not None and holder.is_gone(last.annotations.get(HOLDER, "")):
            return _GONE
        age = age_seconds(beat, clock.now())
        if age is None or age > _OLD_SECONDS:
            return _GONE
        return self._follow((last.version, beat), clock.monotonic())

    def _follow(self, seen: tuple[int, str], now: float) -> str:
        if seen != self._seen:
            self._verdict = _UNKNOWN if self._seen is None else _ALIVE
            self._seen, self._since = seen, now
        elif now - self._since > _STILL_SECONDS:
            self._verdict = _GONE
        return self._verdict


def _sentence(last: Release, name: str, ports: Ports) -> str:
    return (
        "another operation (install/upgrade/rollback) is in progress: %s."
        " on_pending: wait lets it finish and goes on then; on_pending: recover marks the revision as failed and goes"
        " on as soon as its owner is gone"
    ) % _owner_words(last, name, ports)


def _owner_words(last: Release, name: str, ports: Ports) -> str:
    """Which revision is busy, since when, and by whom."""
    now = ports.clock.now()
    begun = last.info.last_deployed
    if last.info.deleted and last.info.status == "uninstalling":
        begun = last.info.deleted
    owner = "no owner is known"
    if HOLDER in last.annotations:
        owner = "held by %s, its last heartbeat %s ago" % (
            last.annotations[HOLDER], _words(age_seconds(last.annotations.get(HEARTBEAT, ""), now)),
        )  # fmt: skip
    return "revision %d of %s is %s since %s (%s; %s)" % (
        last.version, name, last.info.status, _words(age_seconds(begun, now)), begun, owner,
    )  # fmt: skip


def _words(seconds: float | None) -> str:
    return "an unknown time" if seconds is None else "%d s" % max(0, round(seconds))


__all__ = ("FAIL", "RECOVER", "WAIT", "PendingPolicy", "await_owner")
