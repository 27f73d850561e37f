# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a playbook shows while its task works: a line for each change where people read, nothing where programs do."""

from __future__ import annotations

import json
import time
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.integration.test_secrets import secret_in, token

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Values.called }}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations: {testbed.chartwright.kube/pod: late, testbed.chartwright.kube/after: 3s}
    spec:
      containers: [{name: main, image: none}]
"""
HOOK = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: prepare
  annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: hook-succeeded}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: main, image: none}]
"""
# As ansible.posix.json does: nothing but one JSON document on standard output.
JSON_CALLBACK = """\
from __future__ import annotations

import json

from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "json"

    def v2_playbook_on_stats(self, stats):
        self._display.display(json.dumps({"changed": stats.changed, "failed": stats.failures}))
"""


class Place:
    """A chart whose Deployment is ready after three seconds, and a runner."""

    def __init__(self, cluster: Cluster, folder: Path, ansible_bin: Path) -> None:
        self.namespace = cluster.namespace("progress")
        self.runner = Runner(folder, cluster.kubeconfig, bin_folder=ansible_bin)
        self._chart = folder / "slow"
        files = {"Chart.yaml": "apiVersion: v2\nname: slow\nversion: 1.0.0\n", "values.yaml": "called: web\n"}
        files.update({"templates/deployment.yaml": DEPLOYMENT, "templates/hook.yaml": HOOK})
        for name, text in files.items():
            path = self._chart / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def task(self, **more: t.Any) -> dict[str, t.Any]:
        options = {"name": "web", "namespace": self.namespace, "chart": str(self._chart), "create_namespace": True}
        return {"name": "Install", "chartwright.kube.chart_release": {**options, "wait": True, **more}}

    def lines(self, task: dict[str, t.Any], *words: str, **variables: str) -> list[tuple[float, str]]:
        """Each line of standard output with the second at which it came."""
        # Into a pipe Ansible writes blocks, to a terminal and with this variable lines.
        process = self.runner.start([task], *words, PYTHONUNBUFFERED="1", **variables)
        assert process.stdout is not None
        lines = [(time.monotonic(), line.rstrip("\n")) for line in process.stdout]
        process.communicate(timeout=60)
        assert process.returncode == 0, lines
        return lines


@pytest.fixture
def place(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> Place:
    return Place(cluster, tmp_path, ansible_bin)


def told(lines: t.Iterable[tuple[float, str]]) -> list[str]:
    return [line for _second, line in lines if line.startswith("[localhost]")]


def test_lines_come_while_the_task_works(place: Place) -> None:
    lines = place.lines(place.task())
    assert told(lines)[:3] == [
        "[localhost] web: pre-install hook Job prepare is running",
        "[localhost] web: pre-install hook Job prepare has succeeded",
        "[localhost] web: applying objects: 1 to create",
    ]
    assert told(lines)[3].startswith("[localhost] web: 0/1 ready, waiting for Deployment web: ")
    assert told(lines)[-1] == "[localhost] web: 1/1 ready"
    came = {line: second for second, line in lines}
    assert came["changed: [localhost]"] - came[told(lines)[3]] > 1.5
    again = place.lines(place.task())
    assert told(again) == [] and "ok: [localhost]" in {line for _second, line in again}


def test_output_for_programs_stays_what_it_is(place: Place) -> None:
    plugins = place.runner.folder / "callback_plugins"
    plugins.mkdir()
    (plugins / "json.py").write_text(JSON_CALLBACK, encoding="utf-8")
    lines = place.lines(place.task(), ANSIBLE_STDOUT_CALLBACK="json", ANSIBLE_CALLBACK_PLUGINS=str(plugins))
    assert json.loads("\n".join(line for _second, line in lines)) == {"changed": {"localhost": 1}, "failed": {}}


@pytest.mark.parametrize("way", ["variable", "no_log", "check", "as a module"])
def test_nothing_is_told_where_it_is_not_wanted(place: Place, way: str) -> None:
    task, words = place.task(), []
    if way == "no_log":
        task["no_log"] = True
    elif way == "check":
        words = ["--check"]
    else:
        word = "chartwright_progress" if way == "variable" else "chartwright_in_worker"
        words = ["--extra-vars", "%s=false" % word]
    assert told(place.lines(task, *words)) == []


def test_lines_hold_no_secrets(place: Place) -> None:
    secret = token()
    task = place.task(secret_values={"called": "{{ called }}"})
    lines = place.lines(task, "--extra-vars", "called=" + secret)
    assert any("waiting for Deployment <masked " in line for line in told(lines)), told(lines)
    assert [line for _second, line in lines if secret_in(secret, line)] == []
