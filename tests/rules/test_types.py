# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Types: mypy in its strict mode accepts the plugins, the tools, and the tests' own programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
COLLECTION = Path(".tree/ansible_collections/chartwright/kube")
CHECKED = (
    "plugins",
    "tests/testbed",
    "tests/rules",
    "tests/integration",
    "tests/conftest.py",
    "tests/version_matrix.py",
    "examples/run_demo.py",
    "tools",
)


def test_mypy_finds_nothing() -> None:
    targets = [str(COLLECTION / name) for name in CHECKED if has_python(PROJECT / name)]
    answer = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", "build/mypy", *targets],
        cwd=PROJECT,
        env=dict(os.environ, MYPYPATH=".tree"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if answer.returncode:
        pytest.fail("mypy:\n%s" % answer.stdout, pytrace=False)


def has_python(path: Path) -> bool:
    return path.is_file() or any(path.rglob("*.py"))
