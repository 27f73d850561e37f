# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What templates see of the machine: its clock, its zone, its randomness and, where allowed, its name service."""

from __future__ import annotations

import datetime
import os
import socket
import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .._engine.sprig.world import World
from .._engine.watchdog import watched

# So long after now that no part of a printed time stays the same.
_LATER = (397 * 86400 + 3661) * 10**9


def world(*, enable_dns: bool, later: bool = False) -> World:
    """The world of one rendering; ``later`` moves its clock, to find out what depends on it."""
    shift = _LATER if later else 0
    return World(
        now=lambda: time.time_ns() + shift,
        local_zone=_local_zone,
        random_bytes=os.urandom,
        resolve=_addresses if enable_dns else None,
        guard=watched,
    )


def _local_zone() -> datetime.tzinfo | None:
    name = os.environ.get("TZ")
    try:
        if name is not None:
            return ZoneInfo(name.removeprefix(":") or "UTC")
        with open("/etc/localtime", "rb") as stream:
            return ZoneInfo.from_file(stream, key="Local")
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return None


def _addresses(name: str) -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]
    except OSError:
        return []


__all__ = ("world",)
