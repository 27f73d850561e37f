# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A corpus on the disk: its cases, helm's answers to them, and how one case is run."""

from __future__ import annotations

import json
import subprocess
import time
import typing as t
from pathlib import Path

KUBE_VERSION = "1.36.3"


class Case(t.NamedTuple):
    """One rendering: a chart's folder and values files, relative to the corpus."""

    id: str
    chart: str
    values: list[str]


class Answer(t.NamedTuple):
    """What a program answered to a case: exit status, both outputs, and seconds."""

    status: int
    out: bytes
    err: str
    seconds: float


def read_cases(corpus: Path) -> list[Case]:
    """The cases that cases.json lists."""
    return [Case(**entry) for entry in json.loads((corpus / "cases.json").read_text())]


def run(command: t.Sequence[str], case: Case, corpus: Path, *, limit: float = 180) -> Answer:
    """Render a case with a program that takes what ``helm template`` takes."""
    rest = ["rel", case.chart, "-n", "ns", "--kube-version", KUBE_VERSION, "--include-crds"]
    for path in case.values:
        rest += ["-f", path]
    start = time.monotonic()
    try:
        done = subprocess.run([*command, *rest], cwd=corpus, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return Answer(124, b"", "no answer in %d s" % limit, limit)
    return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"), time.monotonic() - start)


def message(err: str) -> str:
    """The error alone: from ``Error:`` to the hint about --debug."""
    start = max(err.find("Error:"), 0)
    return err[start:].split("\n\nUse --debug", 1)[0].strip()
