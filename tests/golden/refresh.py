# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write helm's answers into the golden cases.

usage: python3 tests/golden/refresh.py --helm PATH [NAME...]
PATH is helm 4.3.1, NAME a case without .txt; without one all are refreshed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import archive

HERE = Path(__file__).parent


def answers(helm: str, case: archive.Case, folder: str) -> dict[str, bytes]:
    """What helm prints for a case whose files are unpacked into ``folder``."""
    for name, data in case.files.items():
        if name not in (*archive.ANSWERS, "args"):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    home = dict.fromkeys(("HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"), folder)
    done = subprocess.run(
        [helm, "template", *case.args],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "TZ": "UTC", **home},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return {"stdout": done.stdout, "stderr": done.stderr, "status": b"%d\n" % done.returncode}


def main(arguments: list[str]) -> int:
    """Refresh the named cases."""
    if len(arguments) < 2 or arguments[0] != "--helm":
        print(__doc__, file=sys.stderr)
        return 2
    helm = os.path.abspath(arguments[1])
    for path in sorted(HERE.glob("*.txt")):
        if arguments[2:] and path.stem not in arguments[2:]:
            continue
        case = archive.read(path.read_text())
        with tempfile.TemporaryDirectory() as folder:
            case.files.update(answers(helm, case, folder))
        path.write_text(archive.write(case))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
