# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The test bed's command: up, down, status, kubeconfig, and the programs that it builds."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from .binaries import PROGRAMS, binaries, binary
from .instance import Testbed
from .places import DEFAULT_INSTANCE
from .report import say


def main() -> int:
    """Parse the command line and do what it says; the exit code."""
    arguments = _parser().parse_args()
    testbed = Testbed(arguments.dir)
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
        for name, path in binaries(list(PROGRAMS)).items():
            print("%-25s %s" % (name, path))
    elif testbed.ready():
        environment = dict(os.environ, KUBECONFIG=str(testbed.kubeconfig))
        os.execve(binary(arguments.word), [arguments.word, *arguments.rest], environment)
    else:
        say("The control plane in %s is not up." % testbed.folder)
        return 3
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 tests/testbed",
        description="A real Kubernetes control plane on loopback, built from Go modules: no container, no root.",
    )
    parser.add_argument(
        "--dir",
        type=Path,
        default=DEFAULT_INSTANCE,
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
    words.add_parser("build", help="build all programs, both helms and kubectl too, and print their paths")
    for word in ("helm", "helm3", "kubectl"):
        words.add_parser(word, help="run %s against it" % word, add_help=False).add_argument(
            "rest", nargs=argparse.REMAINDER
        )
    return parser


def _status(testbed: Testbed) -> int:
    for name, pid in testbed.processes().items():
        print("%-25s running, process %d" % (name, pid))
    if not testbed.ready():
        print("not up: %s" % testbed.folder)
        return 3
    print("%-25s %s" % ("server", testbed.url))
    print("%-25s %s" % ("kubeconfig", testbed.kubeconfig))
    return 0


__all__ = ["main"]
