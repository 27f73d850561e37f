# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A release walks through its life, each step done by helm, by Helm 3 or by us: all tell the same of it at every step.

Beside it, helm walks the same way in another namespace (Helm 3 where it did here), so the live objects must be equal in
the end. Steps are written by server-side or client-side apply, and now and then somebody else meddles.
"""

from __future__ import annotations

import json
import random
import subprocess
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm, live_objects

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

STEPS = 8
WALKS = 2
SEEDS = [*range(WALKS), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(WALKS, 50))]


US, HELM, HELM3 = "us", "helm", "helm 3"
# What values may be set to. Lists and maps come and go, and with autoscaling an object and a field change places.
CHOICES: dict[str, list[t.Any]] = {
    "replicaCount": [1, 2],
    "service": [{"port": 80}, {"port": 8080}, {"type": "NodePort", "port": 80}],
    "podAnnotations": [{}, {"note": "first"}, {"note": "second", "more": "yes"}],
    "nodeSelector": [{}, {"disk": "fast"}],
    "tolerations": [[], [{"key": "a", "operator": "Exists"}], [{"key": "b"}, {"key": "a", "operator": "Exists"}]],
    "imagePullSecrets": [[], [{"name": "one"}], [{"name": "two"}, {"name": "one"}]],
    "volumes": [[], [{"name": "scratch", "emptyDir": {}}], [{"name": "more", "emptyDir": {}}]],
    "autoscaling": [{"enabled": False}, {"enabled": True, "maxReplicas": 3}],
    "serviceAccount": [{"create": True}, {"create": True, "annotations": {"role": "walker"}}],
}


class Walk:
    """The two releases of a walk. ``log`` says what was done, for the message of a failure."""

    def __init__(self, cluster: Cluster, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.log: list[str] = ["seed %d" % seed]
        self.namespace, self.shadow_namespace = cluster.namespace("walk"), cluster.namespace("helm")
        self._cluster = cluster
        self._runner = Runner(folder, cluster.kubeconfig)
        self.helm = Helm(cluster, folder, self.namespace)
        self.shadow = Helm(cluster, folder, self.shadow_namespace)
        self._helm3 = Helm(cluster, folder, self.namespace, version=3)
        self._shadow3 = Helm(cluster, folder, self.shadow_namespace, version=3)
        self.chart = folder / "walker"
        subprocess.run([str(cluster.helm), "create", str(self.chart)], check=True, capture_output=True)
        self._deployed = False
        # What each revision holds: the number of the upgrade that brought it.
        self._contents: list[int] = []

    def step(self) -> None:
        """One random step that makes sense, by one of the walkers; by helm in the shadow, too."""
        kinds = ["upgrade", "upgrade", "upgrade", "rollback", "meddle", "uninstall"] if self._deployed else ["upgrade"]
        if "rollback" in kinds and not self._other_revisions():
            kinds.remove("rollback")
        kind = self.random.choice(kinds)
        who = self.random.choice([US, US, US, HELM, HELM, HELM3])
        server_side = "" if who == HELM3 else self.random.choice(["", "", "", "true", "false"])
        self.log.append("%s by %s %s" % (kind, who, server_side and "server_side=%s" % server_side))
        getattr(self, "_" + kind)(who, server_side)

    def _upgrade(self, who: str, server_side: str) -> None:
        tags = ["1.0", "1.1", "1.2", "1.3", "2.0"]
        values: dict[str, t.Any] = {"image": {"tag": "%s-%d" % (self.random.choice(tags), len(self._contents))}}
        for name in self.random.sample(sorted(CHOICES), 4):
            values[name] = self.random.choice(CHOICES[name])
        self.log.append(json.dumps(values))
        words = ["upgrade", "--install", "--create-namespace", "walk", str(self.chart), "--reset-values"]
        for name, value in values.items():
            words += ["--set-json", "%s=%s" % (name, json.dumps(value))]
        options = {"chart": str(self.chart), "values": values, "create_namespace": True}
        self._do(who, server_side, words, "chart_release", options)
        self._deployed = True
        self._contents.append(len(self._contents))

    def _rollback(self, who: str, server_side: str) -> None:
        revision = self.random.choice(self._other_revisions())
        self._do(who, server_side, ["rollback", "walk", str(revision)], "chart_rollback", {"revision": revision})
        self._contents.append(self._contents[revision - 1])

    def _meddle(self, _who: str, _server_side: str) -> None:
        """Somebody else adds an annotation, or deletes an object, in both namespaces."""
        note, delete = str(len(self.log)), self.random.random() < 0.3
        for namespace in (self.namespace, self.shadow_namespace):
            api = self._cluster.testbed.api
            if delete:
                status, answer = api.request("DELETE", "/api/v1/namespaces/%s/services/walk-walker" % namespace)
            else:
                status, answer = api.request(
                    "PATCH", "/apis/apps/v1/namespaces/%s/deployments/walk-walker?fieldManager=meddler" % namespace,
                    {"metadata": {"annotations": {"meddled": note}}},
                    content_type="application/merge-patch+json",
                )  # fmt: skip
            assert status in (200, 404), answer

    def _do(self, who: str, server_side: str, words: list[str], module: str, options: dict[str, t.Any]) -> None:
        """One step in both namespaces."""
        flags = ["--server-side=" + server_side] if server_side else []
        if who == HELM3:
            self._shadow3.run(*words)
            self._helm3.run(*words)
            return
        self.shadow.run(*words, *flags)
        if who == HELM:
            self.helm.run(*words, *flags)
        else:
            self._play(module, {**options, "server_side": server_side or "auto"})

    def _uninstall(self, who: str, _server_side: str) -> None:
        self._do(who, "", ["uninstall", "walk", "--wait"], "chart_release", {"state": "absent", "wait": True})
        self._deployed, self._contents = False, []

    def _other_revisions(self) -> list[int]:
        """Revisions that differ from the newest: a rollback to equal content is no change for us, but one for helm."""
        contents = self._contents
        return [number for number, content in enumerate(contents, 1) if content != contents[-1]]

    def check(self) -> None:
        """helm and we tell the same of the release, and helm tells the same of its own."""
        if not self._deployed:
            assert self.helm.data("list") == [], self.log
            return
        told = self._told()
        history = self.helm.data("history", "walk")
        assert [entry["revision"] for entry in history] == [entry["revision"] for entry in told["history"]], self.log
        for theirs, ours in zip(history, told["history"], strict=True):
            for name in ("status", "chart", "app_version", "description"):
                assert theirs[name] == ours[name], (name, self.log)
        assert told["user_values"] == self.helm.data("get", "values", "walk"), self.log
        assert told["manifest"].strip() == self.helm.run("get", "manifest", "walk").strip(), self.log
        assert told["release"]["status"] == self.helm.data("status", "walk")["info"]["status"], self.log
        shadow = self.shadow.data("history", "walk")
        forget = ("updated",)
        plain = [{name: entry[name] for name in entry if name not in forget} for entry in history]
        assert plain == [{name: entry[name] for name in entry if name not in forget} for entry in shadow], self.log

    def _told(self) -> dict[str, t.Any]:
        path = self._runner.folder / "told.json"
        path.unlink(missing_ok=True)
        self._tasks(
            {"chartwright.kube.chart_release_info": {**self._release(), "show_secrets": True}, "register": "told"},
            {"ansible.builtin.copy": {"content": "{{ told | to_json }}", "dest": str(path), "mode": "0600"}},
        )
        told: dict[str, t.Any] = json.loads(path.read_text(encoding="utf-8"))
        return told

    def _play(self, module: str, options: dict[str, t.Any]) -> None:
        self._tasks({"chartwright.kube." + module: {**self._release(), **options}})

    def _release(self) -> dict[str, str]:
        return {"name": "walk", "namespace": self.namespace}

    def _tasks(self, *tasks: dict[str, t.Any]) -> None:
        outcome = self._runner.play(list(tasks))
        assert outcome.code == 0, "%s\n%s" % (self.log, outcome.output)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_release_walks_with_helm_helm_3_and_us_in_turn(cluster: Cluster, tmp_path: Path, seed: int) -> None:
    walk = Walk(cluster, tmp_path, seed)
    for _step in range(STEPS):
        walk.step()
        walk.check()
    ours, helms = live_objects(cluster, walk.namespace), live_objects(cluster, walk.shadow_namespace)
    text = json.dumps(ours, sort_keys=True).replace(walk.namespace, "NAMESPACE")
    assert text == json.dumps(helms, sort_keys=True).replace(walk.shadow_namespace, "NAMESPACE"), walk.log
