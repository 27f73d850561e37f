# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A PATH without helm and kubectl, whatever the machine has installed."""

from __future__ import annotations

import shutil
from pathlib import Path

# What Ansible's local connection calls by name.
_PROGRAMS = (
    "cat",
    "chmod",
    "cp",
    "dd",
    "echo",
    "env",
    "id",
    "ls",
    "mkdir",
    "mv",
    "rm",
    "sh",
    "sleep",
    "stat",
    "tty",
    "uname",
)


def bare_path(folder: Path) -> str:
    """A folder of links to the few programs that a playbook on localhost needs; its name, to be put into PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _PROGRAMS:
        program = shutil.which(name, path="/usr/bin:/bin:/usr/local/bin")
        if program and not (folder / name).is_symlink():
            (folder / name).symlink_to(program)
    return str(folder)


__all__ = ["bare_path"]
