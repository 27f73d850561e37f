# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs that compare chart authoring with helm share: the charts of a folder, helm's answers, totals."""

from __future__ import annotations

import os
import subprocess
import sys
import typing as t
from collections import Counter
from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent.parent / "plugins" / "module_utils"


def find_charts(corpus: Path, only: str = "") -> list[Path]:
    """Every chart's folder below ``corpus`` that no other chart holds, by its name; ``only`` is part of its path."""
    found = []
    for folder, folders, files in os.walk(corpus):
        if "Chart.yaml" in files:
            folders.clear()
            found.append(Path(folder))
    return sorted(path for path in found if only in str(path))


class Answer(t.NamedTuple):
    """What helm printed, and its exit status."""

    status: int
    out: str
    err: str


def run_helm(helm: str, *words: str, folder: Path, environment: dict[str, str] | None = None) -> Answer:
    """Run helm with a home of its own in ``folder``, so that nothing of this machine's user counts."""
    own = {name: str(folder / name.lower()) for name in ("HELM_CONFIG_HOME", "HELM_CACHE_HOME", "HELM_DATA_HOME")}
    done = subprocess.run(
        [helm, *words], capture_output=True, check=False, timeout=300, env={**os.environ, **own, **(environment or {})}
    )
    return Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def error_of(answer: Answer) -> str:
    """Helm's error without what it logged before."""
    return answer.err.rpartition("Error: ")[2].strip()


def compare(
    arguments: list[str], usage: str, judge: t.Callable[[str, Path], tuple[str, str]], *, good: tuple[str, ...]
) -> int:
    """Judge every chart of ``HELM CORPUS [TEXT]``; print those that are not ``good``, and totals; the exit status."""
    if len(arguments) not in (2, 3):
        print(usage, file=sys.stderr)
        return 2
    totals: Counter[str] = Counter()
    for chart in find_charts(Path(arguments[1]), arguments[2] if len(arguments) == 3 else ""):
        kind, text = judge(arguments[0], chart)
        totals[kind] += 1
        if kind not in good:
            print("%s: %s\n%s" % (chart, kind, text))
    print(", ".join("%d %s" % (count, kind) for kind, count in sorted(totals.items())))
    return 0 if totals and set(totals) <= set(good) else 1
