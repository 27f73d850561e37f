# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a history says about a release: its situation in one word, and the revision whose objects are in the cluster."""

from __future__ import annotations

import typing as t

from ..release.history import deployed, ordered
from ..release.model import Release
from ..release.status import DEPLOYED, FAILED, UNINSTALLED, UNINSTALLING, is_pending
from ..release.times import nanoseconds

ABSENT = "absent"
PENDING = "pending"


class Situation(t.NamedTuple):
    """``word`` is one of the above; ``last`` the newest record; ``base`` the one whose objects count as installed."""

    word: str
    history: list[Release]
    last: Release | None
    base: Release | None


def name_situation(history: t.Sequence[Release]) -> Situation:
    """The situation of a release; follows prepareUpgrade of pkg/action/upgrade.go for the base.

    The base is the last revision if it is deployed, else the newest deployed one, else the last one.
    """
    records = ordered(history)
    if not records:
        return Situation(ABSENT, [], None, None)
    last = records[-1]
    status = last.info.status
    base = last if status == DEPLOYED else deployed(records) or last
    if is_pending(status):
        word = PENDING
    elif status in (DEPLOYED, UNINSTALLED, UNINSTALLING):
        word = status
    else:
        word = FAILED
    return Situation(word, records, last, base)


def age_seconds(stamp: str, now: str) -> float | None:
    """How long before ``now`` the time ``stamp`` was; None where it cannot be read."""
    try:
        return (nanoseconds(now) - nanoseconds(stamp)) / 1e9
    except ValueError:
        return None


def mark_abandoned(last: Release) -> None:
    """Let the record say that its run never ended; the caller writes it."""
    last.info.description = "Taken over: the run that left this revision %s did not finish" % last.info.status
    last.info.status = FAILED


__all__ = (
    "ABSENT", "DEPLOYED", "FAILED", "PENDING", "UNINSTALLED", "UNINSTALLING", "Situation", "age_seconds",
    "mark_abandoned",
    "name_situation",
)  # fmt: skip
