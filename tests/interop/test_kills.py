# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run that is killed at any moment leaves nothing that one more run does not mend, and helm agrees."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
import typing as t
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Outcome, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

PROJECT = Path(__file__).resolve().parent.parent.parent
ACTIONS = ("install", "upgrade", "rollback", "uninstall")
KILLS = 4
SEEDS = [*range(KILLS), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(KILLS, 100))]
# Of the requests of one action that are worth a kill; later ones than there are kill nobody.
REQUESTS = {"install": 30, "upgrade": 30, "rollback": 30, "uninstall": 22}

HOOK = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-%(name)s
  annotations:
    helm.sh/hook: %(events)s
    helm.sh/hook-delete-policy: %(policy)s
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: main, image: "none"}]
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  selector: {matchLabels: {app: {{ .Release.Name }}}}
  template:
    metadata:
      labels: {app: {{ .Release.Name }}}
      annotations: {testbed.chartwright.kube/pod: late, testbed.chartwright.kube/after: 1s}
    spec:
      containers: [{name: main, image: "none:{{ .Values.tag }}"}]
"""
CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-{{ .Values.tag }}
data: {tag: {{ .Values.tag | quote }}}
"""
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.%(group)s
spec:
  group: %(group)s
  scope: Namespaced
  names: {kind: Thing, listKind: ThingList, plural: things, singular: thing}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
"""
THING = """\
apiVersion: %(group)s/v1
kind: Thing
metadata:
  name: {{ .Release.Name }}
spec: {tag: {{ .Values.tag | quote }}}
"""


class Life:
    """One release in a namespace of its own, and what is done to it."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster = cluster
        self.namespace = cluster.namespace("kill")
        self.helm = Helm(cluster, folder, self.namespace)
        self._folder = folder
        self.chart = folder / "mortal"
        group = "%s.example.com" % self.namespace
        hooks = {
            "before": ("pre-install,pre-upgrade,pre-rollback,pre-delete", "before-hook-creation,hook-succeeded"),
            "after": ("post-install,post-upgrade,post-rollback,post-delete", "before-hook-creation"),
        }
        files = {"Chart.yaml": "apiVersion: v2\nname: mortal\nversion: 1.0.0\n", "values.yaml": "tag: one\n"}
        files["crds/thing.yaml"] = CRD % {"group": group}
        files["templates/thing.yaml"] = THING % {"group": group}
        files["templates/deployment.yaml"], files["templates/config.yaml"] = DEPLOYMENT, CONFIG
        for name, (events, policy) in hooks.items():
            files["templates/%s.yaml" % name] = HOOK % {"name": name, "events": events, "policy": policy}
        for path, text in files.items():
            (self.chart / path).parent.mkdir(parents=True, exist_ok=True)
            (self.chart / path).write_text(text, encoding="utf-8")

    def start(self, action: str, doom: dict[str, t.Any] | None = None, **more: t.Any) -> subprocess.Popen[str]:
        options: dict[str, t.Any] = {"name": "web", "namespace": self.namespace, "wait": True, "timeout": "90s"}
        options.update(kubeconfig=str(self.cluster.kubeconfig), **more)
        if action == "rollback":
            options["revision"] = 1
        elif action == "uninstall":
            options["state"] = "absent"
        elif action == "test":
            options.pop("wait")
        else:
            options.update(chart=str(self.chart), create_namespace=True)
            options["values"] = {"tag": "two" if action == "upgrade" else "one"}
        module = {"rollback": "chart_rollback", "test": "chart_test"}.get(action, "chart_release")
        order = {"module": module, "options": options, "tree": str(PROJECT / ".tree"), **(doom or {})}
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("doomed.py")), json.dumps(order)], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.cluster.environment(self._folder),
        )  # fmt: skip

    def run(self, action: str, **more: t.Any) -> dict[str, t.Any]:
        """The result of a run that must not fail."""
        output, errors = self.start(action, **more).communicate(timeout=300)
        result: dict[str, t.Any] = json.loads(output) if output else {"failed": True, "msg": errors}
        assert not result.get("failed"), result["msg"]
        return result

    def prepare(self, action: str) -> None:
        """What the action needs to find, without ado."""
        for earlier in {"install": (), "rollback": ("install", "upgrade")}.get(action, ("install",)):
            self.run(earlier, hooks=False, wait=False)

    def statuses(self) -> list[tuple[int, str]]:
        found = self.helm.attempt("history", "web", "-o", "json")
        if found.returncode and "not found" in found.stderr:
            return []
        return [(one["revision"], one["status"]) for one in json.loads(found.stdout)]

    def check(self, action: str) -> None:
        """The release is what the action makes of it, its history is whole, and nothing is left to do."""
        history = self.statuses()
        if action == "uninstall":
            assert history == []
        else:
            assert [revision for revision, _status in history] == list(range(1, len(history) + 1))
            assert history[-1][1] == "deployed" and [one[1] for one in history].count("deployed") == 1, history
            assert self.helm.data("status", "web")["info"]["status"] == "deployed"
            path = "/api/v1/namespaces/%s/secrets/sh.helm.release.v1.web.v%d" % (self.namespace, history[-1][0])
            assert "annotations" not in self.cluster.get(path)["metadata"], "nobody holds what is done"
            tag = "two" if action == "upgrade" else "one"
            assert json.loads(self.helm.run("get", "values", "web", "-o", "json")) == {"tag": tag}
        assert self.run(action)["changed"] is False
        assert self.statuses() == history


@pytest.fixture
def life(cluster: Cluster, tmp_path: Path) -> Life:
    return Life(cluster, tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_run_is_mended_by_the_next(life: Life, seed: int) -> None:
    chance, action = random.Random(seed), ACTIONS[seed % len(ACTIONS)]
    life.prepare(action)
    doom = {"request": chance.randint(1, REQUESTS[action]), "delay": chance.choice((0, 0.005, 0.05, 0.5))}
    process = life.start(action, {**doom, "number": int(signal.SIGKILL)})
    process.communicate(timeout=300)
    left = life.statuses()
    print("seed", seed, action, doom, "ended with", process.returncode, "and left", left)
    life.run(action)
    life.check(action)


def test_of_two_playbooks_at_once_one_waits_and_both_end_deployed(life: Life, tmp_path: Path) -> None:
    def play(tag: str) -> Outcome:
        options = {"name": "web", "namespace": life.namespace, "chart": str(life.chart), "create_namespace": True}
        options.update(values={"tag": tag}, wait=True, timeout="90s")
        return Runner(tmp_path / tag, life.cluster.kubeconfig).play([{"chartwright.kube.chart_release": options}])

    with ThreadPoolExecutor() as pool:
        outcomes = list(pool.map(play, ("one", "two")))
    assert [outcome.code for outcome in outcomes] == [0, 0], "\n".join(outcome.output for outcome in outcomes)
    assert life.statuses() == [(1, "superseded"), (2, "deployed")]


@pytest.mark.soak
def test_a_living_run_is_known_by_its_heartbeat_and_not_taken_over(life: Life) -> None:
    life.prepare("upgrade")
    deployment = life.chart / "templates" / "deployment.yaml"
    deployment.write_text(DEPLOYMENT.replace("after: 1s", "after: 25s"), encoding="utf-8")
    owner = life.start("upgrade")
    path = "/api/v1/namespaces/%s/secrets/sh.helm.release.v1.web.v2" % life.namespace
    beats = set()
    while owner.poll() is None:
        record = life.cluster.get(path)
        if record is not None and record["metadata"].get("annotations"):
            if not beats:
                refused, _errors = life.start("upgrade", on_pending="recover").communicate(timeout=300)
                assert "held by" in json.loads(refused)["msg"], refused
            beats.add(record["metadata"]["annotations"]["chartwright.kube/heartbeat"])
        time.sleep(0.5)
    assert len(beats) >= 2, "the heartbeat was renewed"
    assert life.statuses() == [(1, "superseded"), (2, "deployed")], owner.communicate()
    assert "annotations" not in life.cluster.get(path)["metadata"]
