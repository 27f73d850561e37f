# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""ansible-test sanity passes as it stands: no ignore file, no test left out but those of other languages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.rules.test_lint import tracked

PROJECT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
HOME = PROJECT / "build" / "sanity"
COPY = PROJECT / "build" / "ansible_collections" / "chartwright" / "kube"

# ansible-test makes its environments with a pip that it fetches from a place of its own. Python carries pip along:
# this stands in for the fetched file, so that nothing but packages comes from outside.
GET_PIP = """\
import subprocess, sys
words = [word for word in sys.argv[1:] if word not in ("--no-setuptools", "--no-wheel")]
subprocess.run([sys.executable, "-m", "ensurepip"], check=True)
subprocess.run([sys.executable, "-m", "pip", "install", *words], check=True)
"""


def copy_tracked_files() -> None:
    """ansible-test wants the checkout under its collection's name, and takes what git would."""
    shutil.rmtree(COPY, ignore_errors=True)
    for name in tracked():
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, target, follow_symlinks=False)
    # Without a repository of its own the copy would look ignored, as all of build/ is.
    subprocess.run(["git", "init", "--quiet", str(COPY)], check=True)


def put_pip_in_place() -> None:
    cache = HOME / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "get_pip_24_2.py").write_text(GET_PIP, encoding="utf-8")


def test_ansible_test_sanity_finds_nothing() -> None:
    assert not list((PROJECT / "tests" / "sanity").glob("ignore*")), "mend it instead of ignoring it"
    copy_tracked_files()
    put_pip_in_place()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    # Only the system's own Pythons beside ours: the stand-ins of version managers fail instead of being absent.
    environment.update(HOME=str(HOME), PATH="%s:/usr/local/bin:/usr/bin:/bin" % BIN, LC_ALL="C.UTF-8")
    answer = subprocess.run(
        [str(BIN / "ansible-test"), "sanity", "--color", "no", "--skip-test", "shellcheck", "--skip-test", "pslint"],
        cwd=COPY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    (PROJECT / "build" / "sanity.log").write_text(answer.stdout, encoding="utf-8")
    if answer.returncode:
        pytest.fail("ansible-test sanity (build/sanity.log):\n%s" % answer.stdout[-6000:], pytrace=False)
