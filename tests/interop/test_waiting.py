# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ways of waiting: each agrees with the helm command's of the same name, and users choose what is waited for."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations: {testbed.chartwright.kube/address: none}
spec:
  type: LoadBalancer
  ports: [{port: 80}]
"""
JOB = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: endless
spec:
  template:
    metadata: {annotations: {testbed.chartwright.kube/pod: never-ready}}
    spec:
      restartPolicy: Never
      containers: [{name: main, image: none}]
"""
STRATEGIES = {"hook_only": "hookOnly", "watcher": "watcher", "legacy": "legacy"}


class House:
    """Charts in a folder, the helm command and playbooks in one namespace."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.namespace = cluster.namespace("wait")
        self.cluster = cluster
        self.helm = Helm(cluster, folder, self.namespace)
        self.runner = Runner(folder / "runner", cluster.kubeconfig)
        self._folder = folder

    def chart(self, name: str, **files: str) -> Path:
        chart = self._folder / name
        (chart / "templates").mkdir(parents=True)
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: %s\nversion: 1.0.0\n" % name, encoding="utf-8")
        for file, text in files.items():
            folder = chart / ("crds" if file == "crd" else "templates")
            folder.mkdir(exist_ok=True)
            (folder / (file + ".yaml")).write_text(text, encoding="utf-8")
        return chart

    def ours(self, chart: Path, **options: t.Any) -> tuple[bool, str]:
        """Whether the task passed, and what was printed."""
        task = {"name": chart.name, "namespace": self.namespace, "chart": str(chart), "create_namespace": True}
        outcome = self.runner.play([{"chartwright.kube.chart_release": {**task, **options}}])
        return outcome.code == 0, outcome.output


@pytest.fixture
def house(cluster: Cluster, tmp_path: Path) -> House:
    return House(cluster, tmp_path)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize(("content", "jobs"), [("service", False), ("job", False), ("job", True)])
def test_a_strategy_waits_for_what_helms_waits_for(house: House, strategy: str, content: str, jobs: bool) -> None:
    chart = house.chart("it", object={"service": SERVICE, "job": JOB}[content])
    options = ["--create-namespace", "--timeout", "4s", "--wait=" + STRATEGIES[strategy]]
    done = house.helm.attempt("install", "it", str(chart), *options, *(["--wait-for-jobs"] if jobs else []))
    house.helm.run("uninstall", "it")
    passed, output = house.ours(chart, wait_strategy=strategy, wait_for_jobs=jobs, timeout="4s")
    assert passed == (done.returncode == 0), (done.stderr, output)
    assert house.helm.data("status", "it")["info"]["status"] == ("deployed" if passed else "failed")


def test_chosen_objects_are_waited_for(house: House) -> None:
    chart = house.chart("it", service=SERVICE, job=JOB)
    legacy = {"wait_strategy": "legacy", "wait_for_jobs": True, "timeout": "3s"}
    assert not house.ours(chart, **legacy)[0]
    assert house.ours(chart, **legacy, wait_for={"exclude": ["Service/web", "Job"]})[0]
    assert house.ours(chart, **legacy, wait_for={"kinds": ["Deployment"]}, always_upgrade=True)[0]
    refused, output = house.ours(chart, wait=True, wait_strategy="hook_only", always_upgrade=True)
    assert not refused and "wait_strategy: hook_only waits for hooks alone" in output


def test_custom_resources_are_ready_when_the_user_says_so(house: House) -> None:
    group = house.namespace + ".example.com"
    crd = CRD % {"group": group}
    chart = house.chart("it", crd=crd, thing=THING % {"group": group, "phase": "Starting"})
    by_phase = {"kind": "Thing", "path": "/spec/phase", "value": "Healthy"}
    options = {"wait": True, "timeout": "3s"}
    assert house.ours(chart, **options)[0]
    passed, output = house.ours(chart, **options, ready_when=[by_phase], always_upgrade=True)
    assert not passed and "/spec/phase is Starting, not Healthy" in output
    passed, output = house.ours(chart, **options, ready_when=[{"kind": "Thing", "condition": "Synced"}])
    assert not passed and "has no condition Synced yet" in output
    (chart / "templates" / "thing.yaml").write_text(THING % {"group": group, "phase": "Healthy"}, encoding="utf-8")
    assert house.ours(chart, **options, ready_when=[by_phase])[0]


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
  name: one
spec: {phase: %(phase)s}
"""
