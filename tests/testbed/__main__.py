# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes ``python3 tests/testbed up`` work with whatever Python 3.11 the machine has; the command itself is cli.py."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

TESTBED = Path(__file__).resolve().parent
PROJECT = TESTBED.parent.parent


def main() -> int:
    """Run the command, with the Python of the project's own environment where this one lacks a package."""
    if importlib.util.find_spec("cryptography") is None:
        python = PROJECT / "build" / "venv" / "bin" / "python"
        if Path(sys.prefix).resolve() == python.parent.parent.resolve():
            sys.stderr.write("testbed: the project's environment is damaged: run `make clean`, then try again\n")
            return 1
        subprocess.run(["make", "--silent", "-C", str(PROJECT), "venv"], check=True, stdout=sys.stderr)
        os.execv(python, [str(python), str(TESTBED), *sys.argv[1:]])
    sys.path[0] = str(TESTBED.parent)
    return int(importlib.import_module("testbed.cli").main())


if __name__ == "__main__":
    sys.exit(main())
