# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The test bed's command: ``python3 tests/testbed up`` starts a real Kubernetes control plane on this machine.

Run ``python3 tests/testbed --help`` for its other words.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import typing as t
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Parse the command line and do what it says."""
    if importlib.util.find_spec("cryptography") is None:
        return _again_in_the_projects_environment()
    sys.path.insert(0, str(PROJECT / "tests"))
    from testbed import binaries, instance, places, report

    parser = argparse.ArgumentParser(
        prog="python3 tests/testbed",
        description="A real Kubernetes control plane on loopback, built from Go modules: no container, no root.",
    )
    parser.add_argument(
        "--dir",
        type=Path,
        default=places.DEFAULT_INSTANCE,
        help="folder of the instance (several may run at once); default: %(default)s",
    )
    words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    for word, meaning in (
        ("up", "start it and wait until it is ready; quick where it runs already"),
        ("down", "end just its own processes"),
        ("status", "say what runs; exit code 3 where it is not up"),
        ("kubeconfig", "print the path of its kubeconfig"),
    ):
        # --dir may stand on either side of the word; SUPPRESS keeps the first one's value.
        words.add_parser(word, help=meaning).add_argument("--dir", type=Path, default=argparse.SUPPRESS)
    words.add_parser("build", help="build all programs, helm and kubectl too, and print their paths")
    for word in ("helm", "kubectl"):
        tool = words.add_parser(word, help="run %s against it" % word, add_help=False)
        tool.add_argument("rest", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    testbed = instance.Testbed(arguments.dir)

    if arguments.word == "up":
        testbed.up()
        print("export KUBECONFIG=%s" % testbed.kubeconfig)
    elif arguments.word == "down":
        testbed.down()
    elif arguments.word == "status":
        return _status(testbed)
    elif arguments.word == "kubeconfig":
        print(testbed.kubeconfig)
    elif arguments.word == "build":
        for name, path in binaries.binaries(list(binaries.PROGRAMS)).items():
            print("%-25s %s" % (name, path))
    else:
        if not testbed.ready():
            report.say("The control plane in %s is not up." % testbed.folder)
            return 3
        program = str(binaries.binary(arguments.word))
        os.execve(program, [arguments.word, *arguments.rest], dict(os.environ, KUBECONFIG=str(testbed.kubeconfig)))
    return 0


def _status(testbed: t.Any) -> int:
    for name, pid in testbed.processes().items():
        print("%-25s running, process %d" % (name, pid))
    if not testbed.ready():
        print("not up: %s" % testbed.folder)
        return 3
    print("%-25s %s" % ("server", testbed.url))
    print("%-25s %s" % ("kubeconfig", testbed.kubeconfig))
    return 0


def _again_in_the_projects_environment() -> int:
    """This Python lacks a package: run once more with that of the project's own environment, made by make."""
    python = PROJECT / "build" / "venv" / "bin" / "python"
    if Path(sys.prefix).resolve() == python.parent.parent.resolve():
        sys.stderr.write("testbed: the project's environment is damaged: run `make clean`, then try again\n")
        return 1
    subprocess.run(["make", "--silent", "-C", str(PROJECT), "venv"], check=True, stdout=sys.stderr)
    os.execv(python, [str(python), str(Path(__file__).parent), *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
