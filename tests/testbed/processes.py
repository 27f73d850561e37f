# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Processes of one instance: started apart from the terminal, known by id and start time, stopped alone."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import time
import typing as t
from pathlib import Path

# Below the range from which the system takes ports for outgoing connections, so none is taken between choice and use.
_PORTS = range(16000, 30000)


def free_ports(count: int) -> list[int]:
    """Some ports of 127.0.0.1 that nothing listens on."""
    found: list[int] = []
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == count:
            break
    return found


class Processes:
    """The processes that ``pids.json`` in a folder names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "pids.json"

    def start(self, name: str, command: t.Sequence[str | Path]) -> None:
        """Start a process in a session of its own; its output goes to NAME.log."""
        with open(self.folder / ("%s.log" % name), "wb") as log:
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder)},
            )
        known = self._known()
        known[name] = [process.pid, _start_time(process.pid)]
        self._file.write_text(json.dumps(known), encoding="utf-8")

    def alive(self) -> dict[str, int]:
        """Name and id of those that run."""
        return {name: pid for name, (pid, started) in self._known().items() if started and _start_time(pid) == started}

    def dead(self) -> list[str]:
        """Names of those that were started and have ended."""
        alive = self.alive()
        return [name for name in self._known() if name not in alive]

    def wait_for_port(self, name: str, port: int, patience: float = 20) -> None:
        """Until a started process listens; RuntimeError with the end of its log where it does not."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and name in self.alive():
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("%s does not start:\n%s" % (name, self.log_tail(name)))

    def log_tail(self, name: str, lines: int = 15) -> str:
        text = (self.folder / ("%s.log" % name)).read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def stop(self, patience: float = 3) -> list[str]:
        """End them, last started first; those that do not listen are killed. Returns the names."""
        stopped = list(reversed(self.alive()))
        for chosen in (signal.SIGTERM, signal.SIGKILL):
            for pid in self.alive().values():
                _signal(pid, chosen)
            deadline = time.monotonic() + patience
            while self.alive() and time.monotonic() < deadline:
                time.sleep(0.05)
        self._file.unlink(missing_ok=True)
        return stopped

    def _known(self) -> dict[str, list[t.Any]]:
        try:
            known: dict[str, list[t.Any]] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known


def _signal(pid: int, chosen: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, chosen)


def _start_time(pid: int) -> str:
    """When a process started, in the system's own words; empty where there is none or it has ended."""
    # A child that has ended and that nobody has asked for yet would look alive.
    with contextlib.suppress(OSError):
        os.waitpid(pid, os.WNOHANG)
    try:
        text = Path("/proc/%d/stat" % pid).read_text(encoding="utf-8", errors="replace")
    except OSError:
        if Path("/proc/self/stat").exists():
            return ""
        answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return answer.stdout.strip()
    fields = text.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]


__all__ = ["Processes", "free_ports"]
