# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The states of a revision, in helm's words (follows pkg/release/common/status.go)."""

from __future__ import annotations

UNKNOWN = "unknown"
DEPLOYED = "deployed"
UNINSTALLED = "uninstalled"
SUPERSEDED = "superseded"
FAILED = "failed"
UNINSTALLING = "uninstalling"
PENDING_INSTALL = "pending-install"
PENDING_UPGRADE = "pending-upgrade"
PENDING_ROLLBACK = "pending-rollback"

STATUSES = (
    UNKNOWN, DEPLOYED, UNINSTALLED, SUPERSEDED, FAILED, UNINSTALLING, PENDING_INSTALL, PENDING_UPGRADE,
    PENDING_ROLLBACK,
)  # fmt: skip
_PENDING = (PENDING_INSTALL, PENDING_UPGRADE, PENDING_ROLLBACK)


def is_pending(status: str) -> bool:
    """Whether an operation has begun and not ended."""
    return status in _PENDING


__all__ = (
    "DEPLOYED",
    "FAILED",
    "PENDING_INSTALL",
    "PENDING_ROLLBACK",
    "PENDING_UPGRADE",
    "STATUSES",
    "SUPERSEDED",
    "UNINSTALLED",
    "UNINSTALLING",
    "UNKNOWN",
    "is_pending",
)
