# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release that another run has left pending: waiting for it, taking it over, or saying so."""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError
from .deploy import Ports
from .situation import PENDING, Situation, age_seconds, name_situation

WAIT = "wait"
RECOVER = "recover"
FAIL = "fail"

_POLL_SECONDS = 2.0


class PendingPolicy(t.NamedTuple):
    """``choice`` is wait, recover or fail; a pending record older than ``timeout`` seconds has lost its owner."""

    choice: str = WAIT
    timeout: float = 300.0


def await_owner(situation: Situation, name: str, *, policy: PendingPolicy, ports: Ports) -> Situation:
    """The situation once no other run is at work, or once its record is stale.

    With ``wait`` it polls until the record's age passes the timeout. ReleaseError with ``fail``, and with ``recover``
    while the owner may still be at work.
    """
    while situation.word == PENDING and situation.last is not None:
        last = situation.last
        age = age_seconds(last.info.last_deployed, ports.clock.now())
        stale = age is None or age > policy.timeout
        if policy.choice == RECOVER or (stale and policy.choice == WAIT):
            return situation
        if policy.choice == FAIL:
            raise ReleaseError(
                "another operation (install/upgrade/rollback) is in progress: revision %d of %s is %s since %s;"
                " on_pending says whether to wait for it or to take over" % (
                    last.version, name, last.info.status, last.info.last_deployed,
                )
            )  # fmt: skip
        ports.clock.sleep(_POLL_SECONDS)
        situation = name_situation(ports.store.history(name))
    return situation


__all__ = ("FAIL", "RECOVER", "WAIT", "PendingPolicy", "await_owner")
