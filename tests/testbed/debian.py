# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Server programs of Debian: from PATH, else out of their package, unpacked into the cache.

Nothing is installed and no service started.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .places import CACHE


class MissingProgramError(Exception):
    """A program is not on this machine, and it cannot be had."""


def program(name: str, *, package: str, path: str) -> Path:
    """The path of a program, which stands at ``path`` in its package; MissingProgramError says why there is none."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found:
        return Path(found)
    cached = CACHE / name
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / (name + ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cached.exists():
            _unpack(package, path, cached)
    return cached


def _unpack(package: str, path: str, target: Path) -> None:
    missing = "%s is not installed: install the package %s" % (target.name, package)
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise MissingProgramError("%s (there is no apt-get to take it from)" % missing)
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        folder.chmod(0o755)
        answer = _run(["apt-get", "download", package], folder)
        if answer.returncode and os.geteuid() == 0:
            _run(["apt-get", "update", "-qq"], folder)
            answer = _run(["apt-get", "download", package], folder)
        packages = list(folder.glob("*.deb"))
        if not packages:
            raise MissingProgramError("%s (%s)" % (missing, answer.stderr.strip()[-300:]))
        _run(["dpkg-deb", "-x", str(packages[0]), str(folder / "root")], folder)
        (folder / "root" / path).replace(target)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=300
    )


__all__ = ["MissingProgramError", "program"]
