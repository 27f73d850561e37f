# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Choices among the revisions of one release: the newest, the deployed one, the base of an upgrade, what to prune.

Pure; the order of the revisions given does not matter. Follows pkg/storage/storage.go, pkg/action/upgrade.go and
pkg/action/rollback.go.
"""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError
from .model import Release
from .status import DEPLOYED, FAILED, SUPERSEDED

History = t.Sequence[Release]


def ordered(history: History) -> list[Release]:
    """Oldest first. Names sort v1, v10, v2; revisions do not."""
    return sorted(history, key=lambda release: release.version)


def last(history: History) -> Release | None:
    """The newest revision, whatever became of it."""
    return max(history, key=lambda release: release.version, default=None)


def deployed(history: History) -> Release | None:
    """The newest revision that is deployed."""
    return last([release for release in history if release.info.status == DEPLOYED])


def revision(history: History, version: int) -> Release | None:
    """The revision of that number."""
    return next((release for release in history if release.version == version), None)


def next_revision(history: History) -> int:
    """The number of the revision to be made."""
    newest = last(history)
    return 1 if newest is None else newest.version + 1


def upgrade_base(history: History) -> Release | None:
    """The revision whose manifest the cluster is taken to hold: the newest where it is deployed, else the newest
    deployed one, else the newest where it failed or was superseded. None: there is nothing to upgrade."""
    newest = last(history)
    if newest is None or newest.info.status == DEPLOYED:
        return newest
    found = deployed(history)
    if found is None and newest.info.status in (FAILED, SUPERSEDED):
        return newest
    return found


def rollback_target(history: History, version: int) -> Release:
    """The revision to go back to; 0 is the one before the newest. ReleaseError in helm's words where there is none."""
    if version < 0:
        raise ReleaseError("invalid release revision")
    newest = last(history)
    if newest is None:
        raise ReleaseError("release: not found")
    wanted = version or newest.version - 1
    found = revision(history, wanted)
    if found is None:
        raise ReleaseError("release has no %d version" % wanted)
    return found


def to_prune(history: History, history_max: int) -> list[Release]:
    """The revisions to delete before a new one is made, oldest first, so that at most ``history_max`` are kept with it;
    0: all are kept. The deployed one is never among them, so that more may remain."""
    if history_max <= 0:
        return []
    surplus = len(history) - (history_max - 1)
    kept = deployed(history)
    old = [release for release in ordered(history) if kept is None or release.version != kept.version]
    return old[: max(surplus, 0)]


__all__ = (
    "deployed",
    "last",
    "next_revision",
    "ordered",
    "revision",
    "rollback_target",
    "to_prune",
    "upgrade_base",
)
