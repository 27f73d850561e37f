# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""However objects are written, and whoever wrote them before: they, their owners and the records are as helm's.

Each life is lived in two namespaces: in one, its steps are done by helm, by Helm 3 and by us; in the other one by helm
where it was us.
"""

from __future__ import annotations

import difflib
import json
import time
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.interop.applied import (
    NAME,
    define_gadgets,
    meddle,
    objects,
    precreate,
    write_chart,
)
from ansible_collections.chartwright.kube.tests.interop.world import Helm, live_objects, records

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

US, HELM, HELM3 = "us", "helm", "helm 3"
SETTLED = 15.0
_FLAGS = {
    "server_side": "--server-side=VALUE", "force_replace": "--force-replace", "force_conflicts": "--force-conflicts",
    "force": "--server-side=false --force-replace",
}  # fmt: skip


class Lives:
    """The two releases. Steps are those of the subject; what the shadow does follows from them."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.folder = cluster, folder
        self.namespace, self.shadow_namespace = cluster.namespace("lives"), cluster.namespace("helm")
        self._runner = Runner(folder, cluster.kubeconfig)
        self.helms = {
            (HELM, self.namespace): Helm(cluster, folder, self.namespace),
            (HELM3, self.namespace): Helm(cluster, folder, self.namespace, version=3),
            (HELM, self.shadow_namespace): Helm(cluster, folder, self.shadow_namespace),
            (HELM3, self.shadow_namespace): Helm(cluster, folder, self.shadow_namespace, version=3),
        }
        self.chart = write_chart(folder)
        define_gadgets(cluster)

    def upgrade(self, who: str, version: int, *, fails: str = "", **options: t.Any) -> None:
        task = {**self.task(version), **options}
        words = self.words(task)
        if options.get("take_ownership"):
            words.append("--take-ownership")
        self._do(who, words, "chart_release", task, fails)

    def task(self, version: int, *more: dict[str, t.Any]) -> dict[str, t.Any]:
        values = self.folder / "values.json"
        values.write_text(json.dumps({"objects": objects(version, *more)}), encoding="utf-8")
        return {"chart": str(self.chart), "values_files": [str(values)], "create_namespace": True}

    @staticmethod
    def words(task: dict[str, t.Any]) -> list[str]:
        """The same for the helm command."""
        return ["upgrade", "--install", "--create-namespace", NAME, task["chart"], "-f", *task["values_files"]]

    def rollback(self, who: str, revision: int, *, fails: str = "", **options: t.Any) -> None:
        self._do(who, ["rollback", NAME, str(revision)], "chart_rollback", {"revision": revision, **options}, fails)

    def uninstall(self, who: str) -> None:
        self._do(who, ["uninstall", NAME, "--wait"], "chart_release", {"state": "absent", "wait": True}, "")

    def meddle(self) -> None:
        for namespace in (self.namespace, self.shadow_namespace):
            meddle(self.cluster, namespace)

    def _do(self, who: str, words: list[str], module: str, task: dict[str, t.Any], fails: str) -> None:
        for name, value in task.items():
            words += _FLAGS.get(name, "").replace("VALUE", str(value)).split()
        self._helm(HELM if who == US else who, self.shadow_namespace, words, fails)
        if who != US:
            self._helm(who, self.namespace, words, fails)
            return
        checked, done, again = self.play(module, task)
        if fails:
            # What the API server refuses, check mode tells in the same words.
            assert checked["failed"] and fails in checked["msg"], checked
            assert done["failed"] and fails in done["msg"], done
        else:
            assert checked["changed"] and done["changed"], done
            assert again["changed"] is False, again

    def play(self, module: str, task: dict[str, t.Any]) -> list[dict[str, t.Any]]:
        """The results of a task in check mode, for real and again."""
        module = "chartwright.kube." + module
        task = {"name": NAME, "namespace": self.namespace, **task}
        results = self.folder / "results.json"
        outcome = self._runner.play(
            [
                {module: task, "check_mode": True, "diff": True, "register": "checked", "ignore_errors": True},
                {module: task, "register": "done", "ignore_errors": True},
                {module: task, "register": "again", "when": "done is not failed"},
                {"ansible.builtin.copy": {"content": "{{ [checked, done, again] | to_json }}", "dest": str(results)}},
            ]
        )
        assert outcome.code == 0, outcome.output
        told: list[dict[str, t.Any]] = json.loads(results.read_text(encoding="utf-8"))
        return told

    def _helm(self, who: str, namespace: str, words: list[str], fails: str) -> None:
        done = self.helms[(who, namespace)].attempt(*words)
        assert (done.returncode != 0) == bool(fails), (who, words, done.stderr)
        assert fails in done.stderr.replace('\\"', '"'), done.stderr

    def agree(self) -> None:
        """Equal objects and records; controllers get a moment."""
        end = time.monotonic() + SETTLED
        while (found := [self._seen(name) for name in (self.namespace, self.shadow_namespace)])[0] != found[1]:
            if time.monotonic() > end:
                lines = [text.splitlines() for text in reversed(found)]
                pytest.fail("\n".join(difflib.unified_diff(*lines, "helm's", "ours", lineterm="")), pytrace=False)
            time.sleep(0.5)

    def _seen(self, namespace: str) -> str:
        seen = [live_objects(self.cluster, namespace), records(self.cluster, namespace)]
        return json.dumps(seen, indent=1, sort_keys=True).replace(namespace, "NAMESPACE")


@pytest.fixture
def lives(cluster: Cluster, tmp_path: Path) -> Lives:
    return Lives(cluster, tmp_path)


def test_a_release_of_helm_3_goes_on_in_its_way(lives: Lives) -> None:
    lives.upgrade(HELM3, 1)
    lives.agree()
    lives.meddle()
    lives.upgrade(US, 2)
    lives.agree()
    lives.meddle()
    lives.upgrade(HELM, 3)
    lives.rollback(US, 1)
    lives.agree()
    lives.upgrade(HELM3, 2)
    lives.meddle()
    lives.rollback(US, 3)
    lives.agree()
    lives.uninstall(US)
    lives.agree()


def test_a_release_moves_from_one_way_to_the_other_and_back(lives: Lives) -> None:
    lives.upgrade(HELM3, 1)
    lives.upgrade(US, 2, server_side="true")
    lives.agree()
    lives.upgrade(US, 3, server_side="false")
    lives.meddle()
    lives.upgrade(US, 2)
    lives.agree()
    lives.rollback(US, 3)
    lives.rollback(US, 2)
    lives.agree()
    lives.rollback(US, 1)
    lives.agree()
    lives.upgrade(HELM, 3, server_side="true")
    lives.upgrade(US, 1)
    lives.agree()
    lives.uninstall(HELM3)
    lives.agree()


def test_objects_are_replaced_as_a_whole(lives: Lives) -> None:
    lives.upgrade(US, 1, server_side="false", force_replace=True)
    lives.agree()
    lives.meddle()
    lives.upgrade(US, 2, force=True)
    lives.agree()
    lives.rollback(US, 1, force_replace=True)
    lives.agree()


def test_objects_of_others_are_adopted(lives: Lives) -> None:
    for namespace in (lives.namespace, lives.shadow_namespace):
        precreate(lives.cluster, namespace)
    lives.upgrade(US, 1, server_side="false", take_ownership=True)
    lives.agree()
    lives.upgrade(US, 3)
    lives.agree()


def test_what_cannot_be_changed_is_told_alike_and_mended_alike(lives: Lives) -> None:
    lives.upgrade(US, 1, server_side="false")
    lives.upgrade(US, 4, fails='cannot patch "app" with kind Deployment: Deployment.apps "app" is invalid')
    lives.agree()
    lives.upgrade(US, 4, force_replace=True, fails='failed to replace object: Deployment.apps "app" is invalid')
    lives.agree()
    lives.rollback(US, 2, fails='cannot patch "app" with kind Deployment')
    lives.agree()
    lives.upgrade(US, 2)
    lives.agree()


def test_a_rollback_whose_hook_fails_is_in_nobodys_way(cluster: Cluster, lives: Lives) -> None:
    """helm leaves such a revision pending, where its next upgrade ends; ours has failed, and both go on from either."""
    hook = {
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {
            "name": "hook", "labels": {"bad": "not a label"}, "annotations": {"helm.sh/hook": "pre-rollback"},
        },
    }  # fmt: skip
    helm = lives.helms[(HELM, lives.namespace)]
    for version, more in ((3, [hook]), (2, []), (1, [])):
        helm.run(*lives.words(lives.task(version, *more)))
    _checked, done, _again = lives.play("chart_rollback", {"revision": 1})
    assert done["failed"] and "pre-rollback hooks failed: warning: Hook pre-rollback" in done["msg"], done
    history = helm.data("history", NAME)
    assert [one["status"] for one in history] == ["superseded", "superseded", "deployed", "failed"]
    helm.run(*lives.words(lives.task(2)))
    assert helm.attempt("rollback", NAME, "1").returncode != 0
    assert helm.data("history", NAME)[-1]["status"] == "pending-rollback"
    _checked, done, again = lives.play("chart_rollback", {"revision": 3, "on_pending": "recover"})
    assert done["changed"] and not again["changed"], done
    assert [one["status"] for one in helm.data("history", NAME)][-2:] == ["failed", "deployed"]


def test_check_mode_and_a_second_run_write_nothing(lives: Lives) -> None:
    lives.upgrade(HELM3, 1)
    mark = lives.cluster.audit.mark()
    checked, done, again = lives.play("chart_release", lives.task(2))
    assert checked["changed"] and done["changed"] and not again["changed"]
    written = [one for one in lives.cluster.audit.since(mark, user_agent="chartwright") if one.writes]
    touched = sorted((one.resource, one.verb, one.name) for one in written if one.resource in ("configmaps", "gadgets"))
    # The kept one stays as it is.
    assert touched == [
        ("configmaps", "create", "added"),
        ("configmaps", "patch", "settings"),
        ("gadgets", "patch", "gadget"),
    ]


def test_what_excludes_each_other_fails_in_helms_words(lives: Lives) -> None:
    lives.upgrade(US, 3)
    lives.upgrade(US, 1, force_replace=True, fails="cannot use server-side apply and force replace together")
    lives.upgrade(
        US, 1, server_side="false", force_conflicts=True, fails="forceConflicts enabled when serverSideApply disabled"
    )
