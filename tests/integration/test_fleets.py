# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fleets on the control plane: fifty releases through the role, how many at once, and what a signal leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.chartwright.kube.tests.integration.chart_server import ChartServer
from ansible_collections.chartwright.kube.tests.integration.playbooks import PROJECT, Runner
from ansible_collections.chartwright.kube.tests.testbed.instance import Testbed

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

OURS = "chartwright.kube"
CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data: {title: {{ .Values.title | quote }}}
"""
SLOW = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  selector: {matchLabels: {app: {{ .Release.Name }}}}
  template:
    metadata:
      labels: {app: {{ .Release.Name }}}
      annotations: {testbed.chartwright.kube/pod: late, testbed.chartwright.kube/after: {{ .Values.after }}}
    spec:
      containers: [{name: main, image: none}]
"""


def write_chart(folder: Path, template: str) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text("apiVersion: v2\nname: %s\nversion: 1.0.0\n" % folder.name, encoding="utf-8")
    (folder / "values.yaml").write_text("title: plain\nafter: 1s\n", encoding="utf-8")
    (folder / "templates" / "object.yaml").write_text(template, encoding="utf-8")
    return folder


class Role:
    """Plays of the role with a fleet in a file."""

    def __init__(self, cluster: Cluster, folder: Path, ansible_bin: Path, fleet: dict[str, t.Any]) -> None:
        self.cluster = cluster
        self._folder = folder
        self._fleet = fleet
        self._runner = Runner(folder / "plays", cluster.kubeconfig, bin_folder=ansible_bin)

    def play(
        self, assertions: list[str], *words: str, change: dict[str, t.Any] | None = None, **variables: t.Any
    ) -> str:
        path = self._folder / "fleet.yml"
        path.write_text(yaml.safe_dump({**self._fleet, **(change or {})}), encoding="utf-8")
        tasks: list[dict[str, t.Any]] = [
            {
                "import_role": {"name": "chartwright.kube.releases"},
                "vars": {"releases_file": str(path), **variables},
                "ignore_errors": True,
            },
            {"assert": {"that": assertions, "quiet": True}},
        ]
        outcome = self._runner.play(tasks, words=words)
        if outcome.code:
            pytest.fail(outcome.output[-6000:], pytrace=False)
        return outcome.output

    def helm_list(self, namespace: str) -> dict[str, str]:
        answer = subprocess.run(
            [str(self.cluster.helm), "list", "-n", namespace, "--max", "0", "-o", "json"],
            env=self.cluster.environment(self._folder), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return {one["name"]: one["status"] for one in json.loads(answer.stdout)}


def test_fifty_releases_from_the_first_to_the_last_day(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> None:
    first, second = cluster.namespace("fleet"), cluster.namespace("fleet")
    releases: list[dict[str, t.Any]] = [{"name": "r%02d" % number} for number in range(50)]
    for number, release in enumerate(releases):
        release["namespace"] = first if number < 25 else second
        release["needs"] = ["r%02d" % (number - 10)] if number >= 10 else []
    defaults = {"chart": str(write_chart(tmp_path / "plain", CONFIG)), "create_namespace": True}
    role = Role(cluster, tmp_path, ansible_bin, {"defaults": defaults, "releases": releases})
    counts = "releases_result.releases | selectattr('changed') | length == %d"
    mark = cluster.audit.mark()
    output = role.play(["releases_result is changed", counts % 50], "--check", "--diff")
    assert "%s/r49: v1 ConfigMap %s/r49 (created)" % (second, second) in output
    assert cluster.audit.writes_since(mark, user_agent=OURS) == []
    role.play([counts % 50, "releases_result.releases | map(attribute='action') | unique == ['install']"])
    assert role.helm_list(first) == {"r%02d" % number: "deployed" for number in range(25)}
    assert len(role.helm_list(second)) == 25
    mark = cluster.audit.mark()
    role.play(["releases_result is not changed"])
    requests = cluster.audit.since(mark, user_agent=OURS)
    assert not [request for request in requests if request.writes]
    assert len(requests) <= 50 + 6, "one request for each release, and a few for all of them"
    changed = [*releases[:7], {**releases[7], "values": {"title": "other"}}, *releases[8:]]
    role.play(
        [counts % 1, "releases_result.releases[7].release.revision == 2"], "--diff", change={"releases": changed}
    )
    mark = cluster.audit.mark()
    role.play([counts % 50], releases_state="absent")
    assert role.helm_list(first) == role.helm_list(second) == {}
    gone = [one.name for one in cluster.audit.writes_since(mark, user_agent=OURS) if one.resource == "configmaps"]
    assert sorted(gone) == [release["name"] for release in releases]
    for number in range(10, 50):
        assert gone.index("r%02d" % number) < gone.index("r%02d" % (number - 10)), "what needs others goes first"


def test_no_more_releases_than_asked_for_are_worked_on_at_once(
    cluster: Cluster, tmp_path: Path, ansible_bin: Path
) -> None:
    place = cluster.namespace("fleet")
    defaults = {"chart": str(write_chart(tmp_path / "slow", SLOW)), "create_namespace": True, "wait": True}
    fleet = {"defaults": {**defaults, "namespace": place}, "releases": [{"name": "r%d" % n} for n in range(5)]}
    mark = cluster.audit.mark()
    Role(cluster, tmp_path, ansible_bin, fleet).play(["releases_result is changed"], releases_parallel=2)
    running, most = 0, 0
    for request in cluster.audit.writes_since(mark, user_agent=OURS):
        if request.resource == "secrets" and request.verb in ("create", "update"):
            running += 1 if request.verb == "create" else -1
            most = max(most, running)
    assert most == 2


def test_charts_of_a_repository_that_the_fleet_declares_are_found_in_check_mode_too(
    cluster: Cluster, tmp_path: Path, ansible_bin: Path
) -> None:
    server = ChartServer(tmp_path / "served")
    server.publish({"tea": ["1.2.0"]})
    fleet = {
        "repositories": [{"name": "drinks", "url": server.url}],
        "releases": [{"name": "tea", "chart": "drinks/tea", "version": "~1", "create_namespace": True}],
        "defaults": {"namespace": cluster.namespace("fleet")},
    }
    role = Role(cluster, tmp_path, ansible_bin, fleet)
    expected = ["releases_result is changed", "releases_result.releases[0].release.chart == 'tea-1.2.0'"]
    try:
        role.play([*expected, "releases_result.repositories[0].changed"], "--check", "--diff")
        role.play(expected)
        role.play(["releases_result is not changed"])
        role.play(
            ["releases_result is failed", "'404' in releases_result.msg"],
            change={"repositories": [{"name": "drinks", "url": server.url + "/none", "state": "refreshed"}]},
        )
    finally:
        server.close()


def test_words_that_mean_nothing_in_a_fleet_are_named(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> None:
    fleet: dict[str, t.Any] = {"releases": [], "enviroments": {}}
    output = Role(cluster, tmp_path, ansible_bin, fleet).play([])
    assert "The fleet has enviroments; it takes releases, defaults" in output


def test_the_example_brings_two_clusters_up_to_one_fleet(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> None:
    second = Testbed(tmp_path / "second")
    second.up()
    try:
        runner = Runner(tmp_path / "plays", cluster.kubeconfig, bin_folder=ansible_bin)
        kubeconfigs = {"STAGING_KUBECONFIG": str(cluster.kubeconfig), "PRODUCTION_KUBECONFIG": str(second.kubeconfig)}

        def play(*words: str) -> list[str]:
            """What was done to each cluster, the recap of the play at last."""
            answer = subprocess.run(
                [str(ansible_bin / "ansible-playbook"), "-i", "inventory.yml", "playbook.yml", *words],
                cwd=PROJECT / "examples" / "clusters", env={**runner.environment(), **kubeconfigs},
                capture_output=True, text=True, check=False, timeout=300,
            )  # fmt: skip
            assert answer.returncode == 0, answer.stdout
            return [line.split("msg: ")[1].strip() for line in answer.stdout.splitlines() if "msg: " in line]

        assert play("--check") == play() == ["backend, web", "backend, web, reports"]
        assert play() == ["nothing", "nothing"]
        page = "/api/v1/namespaces/shop/configmaps/web-page"
        assert "Hello from staging-1" in cluster.get(page)["data"]["index.html"]
        assert "Hello from production-1" in second.api.request("GET", page)[1]["data"]["index.html"]
        assert play("-e", "releases_state=absent", "--forks", "2") == ["backend, web", "backend, web, reports"]
    finally:
        second.down(quiet=True)


class Interrupted:
    """A fleet of three whose first two are waiting for their pods when a signal comes."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._cluster = cluster
        self.place = cluster.namespace("fleet")
        chart = write_chart(folder / "slow", SLOW)
        self.options = {
            "kubeconfig": str(cluster.kubeconfig), "namespace": self.place, "parallel": 2,
            "defaults": {"chart": str(chart), "create_namespace": True, "wait": True, "values": {"after": "60s"}},
            "releases": [{"name": "a"}, {"name": "b"}, {"name": "c", "needs": ["a"]}],
        }  # fmt: skip

    def await_waiting(self) -> None:
        path, deadline = "/apis/apps/v1/namespaces/%s/deployments" % self.place, time.monotonic() + 120
        while len(self._cluster.get(path)["items"]) < 2 and time.monotonic() < deadline:
            time.sleep(0.2)

    def statuses(self) -> dict[str, str]:
        secrets = self._cluster.get("/api/v1/namespaces/%s/secrets?labelSelector=owner%%3Dhelm" % self.place)["items"]
        labels = [secret["metadata"]["labels"] for secret in secrets]
        return {label["name"]: label["status"] for label in labels}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_leaves_failed_records_and_no_pending_ones(cluster: Cluster, tmp_path: Path, number: int) -> None:
    fleet = Interrupted(cluster, tmp_path)
    order = {"module": "chart_releases", "options": fleet.options, "tree": str(PROJECT / ".tree")}
    process = subprocess.Popen(
        [sys.executable, str(PROJECT / "tests" / "interop" / "doomed.py"), json.dumps(order)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=cluster.environment(tmp_path),
    )  # fmt: skip
    fleet.await_waiting()
    process.send_signal(number)
    output, errors = process.communicate(timeout=120)
    assert fleet.statuses() == {"a": "failed", "b": "failed"}, (output, errors)
    result = json.loads(output)
    assert result["failed"] and "at work on %s/a, %s/b" % (fleet.place, fleet.place) in result["msg"], result["msg"]


@pytest.mark.parametrize("whole_group", [True, False], ids=["Ctrl-C", "kill"])
def test_a_playbook_that_is_ended_leaves_no_pending_record(cluster: Cluster, tmp_path: Path, whole_group: bool) -> None:
    """On a terminal Ctrl-C reaches all processes; ``kill`` reaches Ansible's main process alone."""
    fleet = Interrupted(cluster, tmp_path)
    process = Runner(tmp_path / "plays", cluster.kubeconfig).start([{"chartwright.kube.chart_releases": fleet.options}])
    fleet.await_waiting()
    if whole_group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.terminate()
    process.communicate(timeout=90)
    deadline = time.monotonic() + 60
    while "pending-install" in fleet.statuses().values() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert fleet.statuses() == {"a": "failed", "b": "failed"}
