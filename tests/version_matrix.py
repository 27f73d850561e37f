# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the playbooks of tests/integration with each supported ansible-core that this Python can run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MATRIX = PROJECT / "build" / "matrix"

# ansible-core, the oldest and the newest Python that runs it; the environment of all other tests has 2.19.
VERSIONS = {
    "2.17": ((3, 10), (3, 12)),
    "2.18": ((3, 11), (3, 13)),
    "2.20": ((3, 12), (3, 14)),
    "2.21": ((3, 12), (3, 14)),
}

TESTS = ("tests/integration/test_targets.py", "tests/integration/test_fleets.py", "tests/interop/test_progress.py")


def main() -> int:
    """Make an environment for each version and run the targets in it; 0 where all pass."""
    failed = []
    for version, (oldest, newest) in VERSIONS.items():
        if not oldest <= sys.version_info[:2] <= newest:
            print("ansible-core %s does not run on Python %d.%d: left out" % (version, *sys.version_info[:2]))
            continue
        print("Playbooks with ansible-core %s" % version, flush=True)
        folder = environment(version)
        words = ["-m", "pytest", *TESTS, "--ansible-bin", str(folder / "bin")]
        if subprocess.call([sys.executable, *words], cwd=PROJECT):
            failed.append(version)
    if failed:
        print("Failed with ansible-core %s" % ", ".join(failed))
    return 1 if failed else 0


def environment(version: str) -> Path:
    """A Python environment with one ansible-core and, beside it, what all tests run on."""
    folder = MATRIX / version
    if not (folder / "bin" / "ansible-playbook").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pinned = (PROJECT / "tests" / "requirements-run.txt").read_text(encoding="utf-8").splitlines()
        # Each ansible-core brings the resolvelib that it can use.
        others = [line for line in pinned if line[:1].isalpha() and not line.startswith(("ansible-core", "resolvelib"))]
        words = ["install", "--quiet", "ansible-core==%s.*" % version, *others]
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", *words], check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
