# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Style: ruff, yamllint and antsibull-changelog find nothing to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent


def tracked(*patterns: str) -> list[str]:
    """The tracked files that match; in a tree without git all files."""
    answer = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return [name for name in answer.stdout.split("\0") if name and (PROJECT / name).is_file()]


def run(*command: str) -> None:
    answer = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if answer.returncode:
        pytest.fail("%s:\n%s" % (" ".join(command[:2]), answer.stdout), pytrace=False)


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", "--no-cache", *tracked("*.py"))


def test_yaml_is_tidy() -> None:
    run("yamllint", "--strict", *tracked("*.yml", "*.yaml", ".yamllint"))


def test_the_changelog_can_be_built() -> None:
    run("antsibull-changelog", "lint")


def test_texts_end_with_one_newline_and_no_blanks() -> None:
    # Recorded output of other programs is kept as it is.
    names = [name for name in tracked() if not name.startswith("tests/golden/") and "/files/" not in name]
    wrong = []
    for name in names:
        data = (PROJECT / name).read_bytes()
        if data and b"\0" not in data and (not data.endswith(b"\n") or data.endswith(b"\n\n") or b"\r" in data):
            wrong.append(name)
    assert not wrong
