# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure the collection beside helm and print the table that docs/performance.md quotes.

usage: build/venv/bin/python tools/bench WHAT [OPTION...]
  table     what a task costs beside kubernetes.core and the helm command (--help says more)
  growth    rendering a chart at 1, 4 and 16 times its size (--help says more)
  index     finding a chart in an index of 20,000 versions (--help says more)
"""

from __future__ import annotations

import importlib
import sys

BENCHES = {"growth": "growth_bench", "index": "index_bench", "table": "task_table"}


def main(arguments: list[str]) -> int:
    """Run one of the benches; its exit code."""
    if not arguments or arguments[0] not in BENCHES:
        print(__doc__, file=sys.stderr)
        return 2
    answer: int = importlib.import_module(BENCHES[arguments[0]]).main(arguments[1:])
    return answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
