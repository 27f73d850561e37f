# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs playbooks as a user's machine would: homes of their own, the collection by its name, no helm and no kubectl."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import typing as t
from pathlib import Path

from ansible_collections.chartwright.kube.tests.testbed.bare_path import bare_path

PROJECT = Path(__file__).resolve().parent.parent.parent
TARGETS = PROJECT / "tests" / "integration" / "targets"
CHARTS = PROJECT / "tests" / "integration" / "charts"
BIN = Path(sys.executable).parent

# The results of tasks that are expected to fail are in the output too: keep it readable as a whole.
SETTINGS = """\
[defaults]
localhost_warning = false
callback_result_format = yaml
gathering = explicit
retry_files_enabled = false
roles_path = {targets}
[inventory]
inventory_unparsed_warning = false
"""


class Outcome(t.NamedTuple):
    """How a playbook ended, and all that it printed."""

    code: int
    output: str


class Runner:
    """Playbooks in one folder, for one cluster. ``bin_folder`` is where ansible-playbook of another version stands."""

    def __init__(
        self, folder: Path, kubeconfig: Path, *, bin_folder: Path = BIN, variables: dict[str, t.Any] | None = None
    ) -> None:
        self.folder = folder
        self._variables = variables or {}
        self.kubeconfig = kubeconfig
        self._bin = bin_folder
        # Others than localhost are to be named by an inventory on the command line.
        self.hosts = "localhost"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ansible.cfg").write_text(SETTINGS.format(targets=TARGETS), encoding="utf-8")

    def target(self, name: str, namespace: str) -> Outcome:
        """Run the tasks of one target as a role, as ansible-test would."""
        return self.play([{"include_role": {"name": name}}], name=name, namespace=namespace)

    def play(
        self, tasks: list[dict[str, t.Any]], *, name: str = "play", namespace: str = "", words: tuple[str, ...] = ()
    ) -> Outcome:
        """Run tasks on localhost; ``words`` go to the command line, such as --check."""
        answer = subprocess.run(
            [*self._command(tasks, name, namespace), *words],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
            timeout=900,
        )
        return Outcome(answer.returncode, answer.stdout)

    def result(self, module: str, *, words: tuple[str, ...] = (), **options: t.Any) -> dict[str, t.Any]:
        """The result of a task, which may have failed, with its ``warnings`` as texts."""
        return self.results(module, [options], words=words)[0]

    def results(
        self, module: str, tasks: list[dict[str, t.Any]], *, words: tuple[str, ...] = ()
    ) -> list[dict[str, t.Any]]:
        """The results of several tasks of one module in one playbook."""
        path = self.folder / "results.json"
        names = ["result_%d" % index for index in range(len(tasks))]
        told = {"content": "{{ [%s] | to_json }}" % ", ".join(names), "dest": str(path), "mode": "0600"}
        keep = {"ansible.builtin.copy": told, "check_mode": False, "diff": False}
        asked = [
            {"chartwright.kube.%s" % module: options, "register": name, "ignore_errors": True}
            for options, name in zip(tasks, names, strict=True)
        ]
        outcome = self.play([*asked, keep], words=words)
        assert outcome.code == 0, outcome.output
        results: list[dict[str, t.Any]] = json.loads(path.read_text(encoding="utf-8"))
        return results

    def start(self, tasks: list[dict[str, t.Any]], *words: str, **variables: str) -> subprocess.Popen[str]:
        """Begin to run tasks, as leader of a process group; ``variables`` are added to the environment."""
        return subprocess.Popen(
            [*self._command(tasks, "play", ""), *words],
            cwd=self.folder,
            env={**self.environment(), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def _command(self, tasks: list[dict[str, t.Any]], name: str, namespace: str) -> list[str]:
        variables: dict[str, t.Any] = {"target_namespace": namespace, "charts": str(CHARTS)}
        variables.update(self._variables, kubeconfig=str(self.kubeconfig), work=str(self.folder / "work"))
        (self.folder / "work").mkdir(exist_ok=True)
        play = {"name": name, "hosts": self.hosts, "gather_facts": False, "vars": variables, "tasks": tasks}
        play["module_defaults"] = {"group/chartwright.kube.chart": {"kubeconfig": str(self.kubeconfig)}}
        playbook = self.folder / ("%s.yml" % name)
        playbook.write_text(json.dumps([play], indent=1), encoding="utf-8")
        return [str(self._bin / "ansible-playbook"), str(playbook)]

    def environment(self) -> dict[str, str]:
        """No KUBECONFIG: what a target tests, it says in its tasks."""
        return {
            "PATH": bare_path(self.folder / "bin"),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "ANSIBLE_CONFIG": str(self.folder / "ansible.cfg"),
            "ANSIBLE_HOME": str(self.folder / ".ansible"),
            "ANSIBLE_COLLECTIONS_PATH": str(PROJECT / ".tree"),
            "ANSIBLE_NOCOLOR": "1",
            "COVERAGE_PROCESS_START": os.environ.get("COVERAGE_PROCESS_START", ""),
        }


__all__ = ["CHARTS", "PROJECT", "TARGETS", "Outcome", "Runner"]
