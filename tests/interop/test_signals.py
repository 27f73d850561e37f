# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run that is asked to end puts the release's record in order before: failed, and never left pending."""

from __future__ import annotations

import json
import os
import random
import signal
import time
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.interop.test_kills import DEPLOYMENT, REQUESTS, Life
from ansible_collections.chartwright.kube.tests.interop.world import records

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

# Further ones are for make soak.
SEEDS = [*range(2), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 40))]
HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: held
  finalizers: [example.com/hold]
"""
TEST = """\
apiVersion: v1
kind: Pod
metadata:
  name: endless
  annotations: {helm.sh/hook: test, testbed.chartwright.kube/pod: never-ready}
spec:
  restartPolicy: Never
  containers: [{name: main, image: none}]
"""


@pytest.fixture
def life(cluster: Cluster, tmp_path: Path) -> Life:
    """A release whose Deployment takes longer to be ready than any test waits."""
    life = Life(cluster, tmp_path)
    path = life.chart / "templates" / "deployment.yaml"
    path.write_text(DEPLOYMENT.replace("after: 1s", "after: 10m"), encoding="utf-8")
    return life


def await_status(life: Life, status: str) -> None:
    deadline = time.monotonic() + 60
    while not (history := life.statuses()) or history[-1][1] != status:
        assert time.monotonic() < deadline, history
        time.sleep(0.2)
    time.sleep(0.5)


@pytest.mark.parametrize(
    ("action", "number", "left"),
    [
        ("install", signal.SIGINT, ["failed"]),
        ("upgrade", signal.SIGTERM, ["deployed", "failed"]),
        ("rollback", signal.SIGINT, ["superseded", "deployed", "failed"]),
    ],
    ids=["install", "upgrade", "rollback"],
)
def test_an_interrupted_run_leaves_a_failed_record(life: Life, action: str, number: int, left: list[str]) -> None:
    life.prepare(action)
    process = life.start(action)
    await_status(life, "pending-" + action)
    process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    assert [status for _revision, status in life.statuses()] == left, (process.returncode, output, errors)
    assert json.loads(output)["failed"] is True and "ended from outside" in json.loads(output)["msg"]
    assert records(life.cluster, life.namespace)[-1]["release"]["info"]["description"].endswith("interrupted")
    life.run(action, wait=False)
    life.check(action)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_moment_of_a_run_leaves_a_pending_record(cluster: Cluster, tmp_path: Path, seed: int) -> None:
    life, chance = Life(cluster, tmp_path), random.Random(seed)
    action = ("install", "upgrade", "rollback")[seed % 3]
    life.prepare(action)
    doom = {"request": chance.randint(1, REQUESTS[action]), "delay": chance.choice((0, 0.002, 0.01, 0.05))}
    output, errors = life.start(action, {**doom, "number": int(signal.SIGTERM)}).communicate(timeout=120)
    left = life.statuses()
    print("seed", seed, action, doom, "left", left)
    assert not any(status.startswith("pending") for _revision, status in left), (output, errors)


def test_an_interrupted_removal_is_resumed(life: Life) -> None:
    (life.chart / "templates" / "held.yaml").write_text(HELD, encoding="utf-8")
    life.prepare("uninstall")
    process = life.start("uninstall")
    await_status(life, "uninstalling")
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=60)
    assert [status for _revision, status in life.statuses()] == ["uninstalling"], (output, errors)
    path = "/api/v1/namespaces/%s/configmaps/held" % life.namespace
    patch = [{"op": "remove", "path": "/metadata/finalizers"}]
    life.cluster.testbed.api.request("PATCH", path, patch, content_type="application/json-patch+json")
    life.run("uninstall")
    life.check("uninstall")


def test_an_interrupted_test_leaves_the_release_as_it_is(life: Life) -> None:
    (life.chart / "templates" / "test.yaml").write_text(TEST, encoding="utf-8")
    life.prepare("upgrade")
    process = life.start("test")
    path = "/api/v1/namespaces/%s/pods/endless" % life.namespace
    while life.cluster.get(path) is None:
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=60)
    assert json.loads(output)["failed"] is True, errors
    assert life.statuses() == [(1, "deployed")]
    (test,) = [hook for hook in life.helm.data("status", "web")["hooks"] if hook["name"] == "endless"]
    assert test["last_run"]["phase"] == "Unknown"


@pytest.mark.parametrize("whole_group", [True, False], ids=["Ctrl-C", "kill"])
def test_a_playbook_that_is_ended_leaves_a_failed_record(life: Life, whole_group: bool, tmp_path: Path) -> None:
    """On a terminal Ctrl-C reaches all processes; ``kill`` reaches Ansible's main process alone."""
    runner = Runner(tmp_path / "runner", life.cluster.kubeconfig)
    options = {"name": "web", "namespace": life.namespace, "chart": str(life.chart), "create_namespace": True}
    process = runner.start([{"chartwright.kube.chart_release": {**options, "wait": True, "timeout": "60s"}}])
    await_status(life, "pending-install")
    if whole_group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.terminate()
    process.communicate(timeout=90)
    deadline = time.monotonic() + 60
    while life.statuses() == [(1, "pending-install")] and time.monotonic() < deadline:
        time.sleep(0.2)
    assert life.statuses() == [(1, "failed")]
