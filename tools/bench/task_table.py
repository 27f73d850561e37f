# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task costs: playbooks of ours, those of kubernetes.core, and the helm command, on a real API server.

Times are whole processes'; a playbook's are less an empty playbook's of the same round. Medians, with the smallest and
the largest. Requests are those of the API server's audit log; KiB, what went over the wire with TLS, a relay has
counted; MiB is the largest process. The peer runs in a Python environment of build/bench, made at the first run.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import typing as t
from pathlib import Path

from measuring import Command, Run, measured
from task_cases import Case, Place, cases
from traffic import Relay

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
OURS, PEER, HELM = "ours", "kubernetes.core", "helm"

_HEAD = """
| case | who | wall s | ours/it | CPU s | ours/it | requests | KiB | MiB |
|---|---|---|---|---|---|---|---|---|"""


def main(arguments: list[str]) -> int:
    """Start a control plane, run the cases, print the table; 0 where all ran."""
    parser = argparse.ArgumentParser(
        prog="tools/bench table", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="counted rounds of each case (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="two rounds, and only what leaves releases as they are")
    parser.add_argument(
        "--chart", action="append", default=[], type=Path, help="a chart's folder, beside that of `helm create`"
    )
    parser.add_argument("--only", default="", help="the cases whose names contain this text")
    parser.add_argument("--python", type=Path, help="an environment that has ansible and kubernetes.core already")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT / "tests"))
    from testbed.binaries import binary
    from testbed.instance import Testbed

    python: Path = options.python or _environment()
    testbed = Testbed(BUILD / "testbed")
    testbed.up()
    relay = Relay(int(testbed.url.rpartition(":")[2]))
    try:
        place = _place(python.absolute().parent, str(binary("helm")), testbed.kubeconfig)
        charts = {"web": _created(place), **{path.name: path.resolve() for path in options.chart}}
        table = Table(place, testbed, relay, runs=2 if options.quick else options.runs)
        print(_HEAD, flush=True)
        chosen = [case for case in cases(place, charts) if options.only in case.name]
        for case in chosen:
            if case.quick or not options.quick:
                table.print(case)
    finally:
        relay.close()
        testbed.down()
    return 1 if table.failed else 0


class Table:
    """Runs cases and prints them. ``failed`` names what could not be run."""

    def __init__(self, place: Place, testbed: t.Any, relay: Relay, *, runs: int) -> None:
        self._place = place
        self._testbed = testbed
        self._relay = relay
        self._runs = runs
        self._empty = place.play("empty", {}, count=0)
        self.failed: list[str] = []

    def print(self, case: Case) -> None:
        """The lines of one case."""
        commands = {
            name: command
            for name, command in ((OURS, case.ours), (PEER, case.peer), (HELM, case.helm))
            if command is not None and self._works(case.name, name, command)
        }
        rounds = [self._round(commands) for _unused in range(self._runs)]
        for name, command in commands.items():
            requests, size = self._traffic(command)
            cells = [case.name, name]
            for field in ("wall", "cpu"):
                taken = [getattr(done[name], field) for done in rounds]
                own = [getattr(done[OURS], field) for done in rounds] if OURS in commands else []
                ratios = [mine / its for mine, its in zip(own, taken, strict=False) if its > 0]
                cells += [_range(taken), _range(ratios) if name != OURS and ratios else ""]
            cells += [str(requests), "%.0f" % (size / 1024), "%.0f" % max(done[name].peak for done in rounds)]
            print("| %s |" % " | ".join(cells), flush=True)

    def _works(self, case: str, name: str, command: Command) -> bool:
        """Run it until it has nothing more of its own to do: to make a release, to see its CRDs, to warm its caches."""
        failure = None
        for _unused in range(3):
            try:
                measured(command)
                failure = None
            except subprocess.CalledProcessError as error:
                # kubernetes.core 6.2 ends an installation with an option that helm 4 has not: the release is there.
                failure = error
        return failure is None or self._reported(case, name, failure)

    def _reported(self, case: str, name: str, error: subprocess.CalledProcessError) -> bool:
        self.failed.append("%s with %s" % (case, name))
        said = error.output.decode("utf-8", "replace").strip()[-600:]
        print("%s with %s failed:\n%s" % (case, name, said), file=sys.stderr, flush=True)
        return False

    def _round(self, commands: dict[str, Command]) -> dict[str, Run]:
        """Each command once; a playbook's times are less those of an empty one, run just before."""
        done = {}
        for name, command in commands.items():
            run = measured(command)
            if name != HELM:
                empty = measured(self._empty)
                run = Run(run.cpu - empty.cpu, run.wall - empty.wall, run.peak)
            done[name] = run
        return done

    def _traffic(self, command: Command) -> tuple[int, int]:
        """Requests to the API server and bytes both ways; the first of two runs fills what is cached by address."""
        kubeconfig = self._place.kubeconfig
        direct = kubeconfig.read_text(encoding="utf-8")
        relayed = direct.replace(self._testbed.url, "https://127.0.0.1:%d" % self._relay.port)
        kubeconfig.write_text(relayed, encoding="utf-8")
        try:
            measured(command)
            command.before()
            mark, sent = self._testbed.audit.mark(), self._relay.bytes
            measured(command._replace(before=int))
            return len(self._testbed.audit.since(mark)), self._relay.bytes - sent
        finally:
            kubeconfig.write_text(direct, encoding="utf-8")


def _range(values: list[float]) -> str:
    return "%.2f (%.2f-%.2f)" % (statistics.median(values), min(values), max(values))


def _environment() -> Path:
    """The Python of an environment with Ansible and the peer."""
    folder = BUILD / "venv"
    if not (folder / "ready").exists():
        print("Making a Python environment in %s (some minutes)" % folder, file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        requirements = Path(__file__).with_name("requirements.txt")
        words = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(requirements)]
        subprocess.run(words, check=True)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def _place(programs: Path, helm: str, kubeconfig: Path) -> Place:
    folder = BUILD / "work"
    (folder / "home").mkdir(parents=True, exist_ok=True)
    copy = folder / "kubeconfig"
    copy.write_text(kubeconfig.read_text(encoding="utf-8"), encoding="utf-8")
    collections = [ROOT / ".tree", *programs.parent.glob("lib/python3*/site-packages")]
    environment = {
        "PATH": "%s:/usr/bin:/bin" % programs,
        "HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "ANSIBLE_COLLECTIONS_PATH": ":".join(map(str, collections)),
        "ANSIBLE_PYTHON_INTERPRETER": str(programs / "python"),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_NOCOLOR": "1",
    }
    place = Place(folder, str(programs / "ansible-playbook"), helm, copy, environment)
    place.change()
    return place


def _created(place: Place) -> Path:
    """The chart that ``helm create`` makes."""
    chart: Path = place.folder / "web"
    if not chart.exists():
        subprocess.run([place.helm, "create", str(chart)], check=True, capture_output=True, env=place.environment)
    return chart


__all__ = ["main"]
