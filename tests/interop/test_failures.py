# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waits that are hopeless end early and say why; further attempts and the remedy do what they promise."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.integration.test_secrets import LOGGED
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster


def test_a_hopeless_wait_ends_early_and_names_the_cause(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("hopeless")

    def release(behaviour: str, **more: t.Any) -> dict[str, t.Any]:
        options = {"name": "web", "namespace": namespace, "chart": str(CHARTS / "web"), "create_namespace": True}
        options.update(values={"behaviour": behaviour}, wait=True, timeout="5m", fail_fast=True, **more)
        return {"chartwright.kube.chart_release": options}

    def fails(*conditions: str) -> dict[str, t.Any]:
        return {"register": "broken", "failed_when": ["not (broken is failed and %s)" % " and ".join(conditions)]}

    outcome = Runner(tmp_path, cluster.kubeconfig).play(
        [
            release("ready"),
            {
                **release("crash-loop", on_failure="rollback", retries=1),
                **fails(
                    "broken.msg is search('CrashLoopBackOff')", "broken.msg is search('rolled back to revision 3')",
                    "broken.msg is search('attempt 2 of 2')",
                    "broken.failed_resources[0].pods[0].containers[0].restarts == 5",
                ),
            },
            {
                **release("image-pull"),
                **fails(
                    "broken.msg is search('^Container web of pod web-.*ImagePullBackOff.*image web:')",
                    "broken.failed_resources[0].kind == 'Deployment'",
                ),
            },
            release("ready"),
        ]
    )  # fmt: skip
    assert outcome.code == 0, outcome.output
    history = Helm(cluster, tmp_path, namespace).data("history", "web")
    statuses = [(one["revision"], one["status"]) for one in history]
    assert statuses == [
        (1, "superseded"), (2, "failed"), (3, "superseded"), (4, "failed"), (5, "superseded"), (6, "failed"),
        (7, "deployed"),
    ]  # fmt: skip


def test_what_is_missing_or_forbidden_is_named_and_hooks_leave_evidence(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("failing")
    runner = Runner(tmp_path / "runner", cluster.kubeconfig)
    chart = tmp_path / "failing"
    files = {"Chart.yaml": "apiVersion: v2\nname: failing\nversion: 1.0.0\n", "templates/it.yaml": CONTENT}
    for name, text in files.items():
        (chart / name).parent.mkdir(parents=True, exist_ok=True)
        (chart / name).write_text(text, encoding="utf-8")

    def fails(what: str, **more: t.Any) -> dict[str, t.Any]:
        options = {"name": "web", "namespace": namespace, "chart": str(chart), "create_namespace": True}
        options.update(values={"what": what}, wait=True, timeout="4s", **more)
        return runner.result("chart_release", **options)

    (finding,) = fails("never-ready")["failed_resources"]
    (container,) = finding["pods"][0]["containers"]
    assert container["state"] == "running" and LOGGED in container["logs"]

    forbidden = fails("forbidden")
    assert forbidden["msg"].startswith("Deployment web: FailedCreate: pods "), forbidden["msg"]
    assert 'serviceaccount "nobody" not found' in forbidden["msg"].partition("\n")[0]

    hook = fails("hook")
    assert hook["msg"].startswith("Container main of pod migrate-"), hook["msg"]
    (finding,) = hook["failed_resources"]
    assert finding["kind"] == "Job" and finding["pods"][0]["containers"][0]["exit_code"] == 1
    assert [LOGGED in text for text in hook["hook_logs"].values()] == [True]
    assert cluster.get("/apis/batch/v1/namespaces/%s/jobs/migrate" % namespace) is None, "its policy says so"


def test_a_removal_names_what_holds_it_and_is_resumed(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("held")
    runner, helm = Runner(tmp_path / "runner", cluster.kubeconfig), Helm(cluster, tmp_path, namespace)
    chart = tmp_path / "held"
    files = {"Chart.yaml": "apiVersion: v2\nname: held\nversion: 1.0.0\n", "templates/it.yaml": HELD}
    for name, text in files.items():
        (chart / name).parent.mkdir(parents=True, exist_ok=True)
        (chart / name).write_text(text, encoding="utf-8")
    release = {"name": "web", "namespace": namespace, "chart": str(chart), "create_namespace": True}
    assert runner.result("chart_release", **release)["changed"]

    removal = {"name": "web", "namespace": namespace, "state": "absent", "wait": True, "timeout": "2s"}
    held = runner.result("chart_release", **removal)
    assert held["msg"].startswith(
        "release web is not gone yet: ConfigMap held (finalizers: example.com/hold) remains."
    ), held["msg"]
    assert held["remaining"] == [
        {
            "api_version": "v1", "kind": "ConfigMap", "namespace": namespace, "name": "held",
            "finalizers": ["example.com/hold"],
        }
    ]  # fmt: skip
    assert helm.data("status", "web")["info"]["status"] == "uninstalling"
    patch = [{"op": "remove", "path": "/metadata/finalizers"}]
    path = "/api/v1/namespaces/%s/configmaps/held" % namespace
    cluster.testbed.api.request("PATCH", path, patch, content_type="application/json-patch+json")
    assert runner.result("chart_release", **removal)["changed"]
    assert runner.result("chart_release", **removal)["changed"] is False
    assert helm.attempt("status", "web").returncode != 0


CONTENT = """\
{{- if eq .Values.what "hook" }}
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: hook-failed}
spec:
  backoffLimit: 0
  template:
    metadata: {annotations: {testbed.chartwright.kube/pod: fail}}
    spec:
      restartPolicy: Never
      containers: [{name: main, image: none}]
{{- else }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations: {testbed.chartwright.kube/pod: {{ .Values.what }}}
    spec:
      {{- if eq .Values.what "forbidden" }}
      serviceAccountName: nobody
      {{- end }}
      containers: [{name: main, image: none}]
{{- end }}
"""
HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: held
  finalizers: [example.com/hold]
"""
