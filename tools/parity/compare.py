# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Render every case of a corpus with our program and compare it with helm's recorded answer, byte by byte.

usage: python3 tools/parity/compare.py CORPUS [--only TEXT] [--jobs N] [--show N] [--helm PATH] [-- COMMAND...]
COMMAND defaults to tools/helm_template.py. With --helm, helm runs beside ours so that the times compare.
Verdicts: same; masked (equal but for lines that differ between two runs of helm); refuses (both fail, with the same
words); words (both fail, the words differ); data (equal as YAML, not as text); differs; fails (ours fails alone);
accepts (helm fails alone). The exit status is 0 when all cases are same, masked or refuses.
"""

from __future__ import annotations

import difflib
import json
import sys
import typing as t
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml
from corpus import Answer, Case, message, read_cases, run

GOOD = ("same", "masked", "refuses")
OURS = [sys.executable, str(Path(__file__).parent.parent / "helm_template.py")]


class Verdict(t.NamedTuple):
    """How a case compares, with a text that shows the difference, and both times in seconds."""

    case: Case
    kind: str
    text: str
    ours: float
    helms: float


def masked_equal(want: bytes, again: bytes, got: bytes) -> bool:
    """Whether only lines differ that also differ between two runs of helm."""
    rows = [text.splitlines() for text in (want, again, got)]
    if len({len(row) for row in rows}) != 1:
        return False
    return all(ours == helms or helms != second for helms, second, ours in zip(*rows, strict=True))


def same_data(want: bytes, got: bytes) -> bool:
    """Whether both texts hold equal YAML documents."""
    try:
        return list(yaml.safe_load_all(want)) == list(yaml.safe_load_all(got))
    except yaml.YAMLError:
        return False


def judge(corpus: Path, number: int, gold: dict[str, t.Any], answer: Answer) -> tuple[str, str]:
    """The verdict's kind and text."""
    if gold["rc"]:
        wanted, got = message(gold["err"]), message(answer.err)
        kind = "accepts" if not answer.status else "refuses" if wanted == got else "words"
        return kind, "helm: %s\nours: %s" % (wanted[-400:], got[-400:])
    if answer.status:
        return "fails", answer.err[-600:]
    want = (corpus / "golden" / ("%d.yaml" % number)).read_bytes()
    if answer.out == want:
        return "same", ""
    again = corpus / "golden" / ("%d.again.yaml" % number)
    if again.exists() and masked_equal(want, again.read_bytes(), answer.out):
        return "masked", ""
    helms, ours = (text.decode(errors="replace").splitlines()[:20000] for text in (want, answer.out))
    diff = difflib.unified_diff(helms, ours, "helm", "ours", lineterm="", n=1)
    shown = [line[:200] for line, _unused in zip(diff, range(14), strict=False)]
    return ("data" if same_data(want, answer.out) else "differs"), "\n".join(shown)


def main(arguments: list[str]) -> int:
    """Compare, print the first cases of each kind that needs work, then the totals."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    command = arguments[cut + 1 :] or OURS
    options = dict(zip(arguments[1:cut:2], arguments[2:cut:2], strict=True))
    if not arguments or not set(options) <= {"--only", "--jobs", "--show", "--helm"}:
        print(__doc__, file=sys.stderr)
        return 2
    corpus = Path(arguments[0]).absolute()
    golden = json.loads((corpus / "golden.json").read_text())

    def compare(entry: tuple[int, Case]) -> Verdict:
        number, case = entry
        helms = golden[number]["s"]
        if "--helm" in options:
            helms = run([options["--helm"], "template"], case, corpus).seconds
        answer = run(command, case, corpus)
        return Verdict(case, *judge(corpus, number, golden[number], answer), answer.seconds, helms)

    picked = [(n, case) for n, case in enumerate(read_cases(corpus)) if options.get("--only", "") in case.id]
    with ThreadPoolExecutor(int(options.get("--jobs", "2"))) as pool:
        verdicts = list(pool.map(compare, picked))
    return report(verdicts, show=int(options.get("--show", "5")))


def report(verdicts: t.Sequence[Verdict], *, show: int) -> int:
    """Print the verdicts; the exit status."""
    kinds: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        kinds.setdefault(verdict.kind, []).append(verdict)
    for kind in ("fails", "differs", "data", "accepts", "words"):
        for verdict in kinds.get(kind, [])[:show]:
            print("--- %s: %s\n%s" % (kind, verdict.case.id, verdict.text))
    good = sum(len(kinds.get(kind, [])) for kind in GOOD)
    ours, helms = sum(verdict.ours for verdict in verdicts), sum(verdict.helms for verdict in verdicts)
    counts = " ".join("%s=%d" % (kind, len(found)) for kind, found in sorted(kinds.items()))
    print("%s of %d; parity %.2f %%" % (counts, len(verdicts), 100 * good / max(1, len(verdicts))))
    print("ours %.1f s, helm %.1f s, ratio %.2f" % (ours, helms, ours / max(helms, 1e-9)))
    return 0 if good == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
