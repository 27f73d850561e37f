# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lint every chart of a corpus with our engine and with helm, and compare what they print.

usage: python3 tools/parity/lint.py HELM CORPUS [TEXT]
Verdicts: same (the same findings in the same words), varies (the same findings, in one of the orders that helm gives by
chance to the failures of a schema and to undeclared charts), differs.
"""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
import time
from pathlib import Path

from authoring import ENGINE, compare, run_helm

sys.path.insert(0, str(ENGINE))

from _engine.disk.linted_folder import DiskFolder
from _engine.errors import ChartError
from _engine.lint.linter import lint
from _engine.lint.templates import Rendering
from _engine.sprig.world import World


def ours(chart: Path) -> list[str]:
    """The findings as helm prints them."""
    try:
        folder = DiskFolder(str(chart))
    except ChartError as error:
        return ["Error %s" % error]
    world = World(now=time.time_ns, random_bytes=os.urandom)
    text = "\n".join(str(finding) for finding in lint(folder, Rendering({}, world=world)))
    return text.splitlines()


def helms(helm: str, chart: Path) -> list[str]:
    """The lines that helm prints about one chart, without blank ones."""
    with tempfile.TemporaryDirectory() as place:
        answer = run_helm(helm, "lint", str(chart), folder=Path(place))
    return [line.rstrip() for line in answer.out.rpartition("\n\n")[0].splitlines()[1:] if line]


def judge(helm: str, chart: Path) -> tuple[str, str]:
    """The verdict on one chart, and what differs."""
    want, got = helms(helm, chart), [line.rstrip() for line in ours(chart) if line]
    if want == got:
        return "same", ""
    if sorted("".join(want)) == sorted("".join(got)) and any(helms(helm, chart) == got for _again in range(20)):
        return "varies", ""
    return "differs", "\n".join(list(difflib.unified_diff(want, got, "helm", "ours", lineterm="", n=0))[:12])


if __name__ == "__main__":
    sys.exit(compare(sys.argv[1:], str(__doc__), judge, good=("same", "varies")))
