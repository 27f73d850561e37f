# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name under which this process holds a release, and whether another holder's process has ended."""

from __future__ import annotations

import os
import socket
from hashlib import sha256


class ProcessHolder:
    """Satisfies ``Holder``: the process as ``host:pid:start:machine``.

    ``machine`` stands for one boot and one space of process numbers; only inside that can a process be looked for.
    Where the system does not tell, nobody counts as gone.
    """

    __slots__ = ("_machine", "name")

    def __init__(self) -> None:
        self._machine = _machine()
        host = socket.gethostname().replace(":", "-")
        self.name = "%s:%d:%s:%s" % (host, os.getpid(), _start(os.getpid()), self._machine)

    def is_gone(self, name: str) -> bool:
        """Whether that holder is known to have ended."""
        parts = name.split(":")
        if len(parts) != 4 or not self._machine or parts[3] != self._machine or not parts[1].isdecimal():
            return False
        return _start(int(parts[1])) != parts[2]


def _machine() -> str:
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as stream:
            boot = stream.read().strip()
        return sha256(("%s %s" % (boot, os.readlink("/proc/self/ns/pid"))).encode()).hexdigest()[:12]
    except OSError:
        return ""


def _start(pid: int) -> str:
    """When the process began, in ticks since the boot; empty where there is none, or one that has ended."""
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as stream:
            fields = stream.read().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]


__all__ = ("ProcessHolder",)
