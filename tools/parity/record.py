# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Record what the real helm answers to every case of a corpus, twice, so that what is random shows.

usage: python3 tools/parity/record.py CORPUS --helm PATH
Writes CORPUS/golden/N.yaml, N.again.yaml where the second answer differs, and CORPUS/golden.json.
"""

from __future__ import annotations

import json
import sys
import typing as t
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus import Case, read_cases, run


def record(corpus: Path, helm: str, number: int, case: Case) -> dict[str, t.Any]:
    """Record one case; what golden.json says of it."""
    first, second = (run([helm, "template"], case, corpus) for _unused in range(2))
    base = corpus / "golden" / str(number)
    base.with_suffix(".yaml").write_bytes(first.out)
    if second.out != first.out:
        base.with_suffix(".again.yaml").write_bytes(second.out)
    return {"rc": first.status, "s": round(first.seconds, 3), "err": first.err[-4000:], "bytes": len(first.out)}


def main(arguments: list[str]) -> int:
    """Record the corpus."""
    if len(arguments) != 3 or arguments[1] != "--helm":
        print(__doc__, file=sys.stderr)
        return 2
    corpus, helm = Path(arguments[0]).absolute(), arguments[2]
    cases = read_cases(corpus)
    (corpus / "golden").mkdir(exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda entry: record(corpus, helm, *entry), enumerate(cases)))
    (corpus / "golden.json").write_text(json.dumps(answers))
    failed = sum(answer["rc"] != 0 for answer in answers)
    print("%d cases, %d refused by helm, %.1f s" % (len(cases), failed, sum(answer["s"] for answer in answers)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
