# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Definitions of a chart are upgraded on request, on a real API server: seen in advance, once, and without loss."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.%(group)s}
spec:
  group: %(group)s
  scope: Namespaced
  names: {kind: Thing, listKind: ThingList, plural: things, singular: thing}
  versions:
"""
VERSION = """\
    - name: %(name)s
      served: true
      storage: %(storage)s
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {%(field)s: %(text)s}}}}}
"""


def chart(folder: Path, group: str, *versions: tuple[str, str, str]) -> str:
    files = {"Chart.yaml": "apiVersion: v2\nname: things\nversion: 1.0.0\n"}
    files["crds/thing.yaml"] = CRD % {"group": group} + "".join(
        VERSION % {"name": name, "storage": storage, "field": field, "text": "{type: string}"}
        for name, storage, field in versions
    )
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return str(folder)


def test_definitions_are_upgraded_on_request_and_never_at_the_cost_of_objects(
    cluster: Cluster, tmp_path: Path
) -> None:
    namespace = cluster.namespace("crds")
    group = "%s.example.com" % namespace
    first = chart(tmp_path / "first", group, ("v1", "true", "one"))
    second = chart(tmp_path / "second", group, ("v1", "false", "one"), ("v2", "true", "two"))
    third = chart(tmp_path / "third", group, ("v2", "true", "two"))

    def release(where: str, **more: t.Any) -> dict[str, t.Any]:
        options = {"name": "things", "namespace": namespace, "chart": where, "create_namespace": True, **more}
        return {"chartwright.kube.chart_release": options, "register": "done"}

    changes = "done.changes | map(attribute='kind') | list == ['CustomResourceDefinition']"
    outcome = Runner(tmp_path / "plays", cluster.kubeconfig).play(
        [
            release(first),
            {**release(first, crds="upgrade"), "failed_when": "done is changed"},
            {
                **release(second, crds="upgrade"), "check_mode": True, "diff": True,
                "failed_when": "done is not changed or not (%s)" % changes,
            },
            {**release(second, crds="upgrade"), "failed_when": "done is not changed or not (%s)" % changes},
            {**release(second, crds="upgrade"), "failed_when": "done is changed"},
            {**release(third, crds="upgrade"), "failed_when": "done.msg is not search('drops v1')"},
        ]
    )  # fmt: skip
    assert outcome.code == 0, outcome.output
    live = cluster.get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.%s" % group)
    assert [version["name"] for version in live["spec"]["versions"]] == ["v1", "v2"]
    applied = [entry for entry in live["metadata"]["managedFields"] if entry["operation"] == "Apply"]
    assert [entry["manager"] for entry in applied] == ["helm"]


def test_a_version_is_dropped_by_force_when_its_objects_are_stored_anew(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("crds")
    group = "%s.example.com" % namespace
    first = chart(tmp_path / "first", group, ("v1", "true", "one"))
    second = chart(tmp_path / "second", group, ("v1", "false", "one"), ("v2", "true", "one"))
    third = chart(tmp_path / "third", group, ("v2", "true", "one"))

    def release(where: str, **more: t.Any) -> dict[str, t.Any]:
        options = {"name": "things", "namespace": namespace, "chart": where, "create_namespace": True, **more}
        return {"chartwright.kube.chart_release": {**options, "crds": "upgrade"}, "register": "done"}

    runner = Runner(tmp_path / "plays", cluster.kubeconfig)
    outcome = runner.play([release(first)])
    assert outcome.code == 0, outcome.output
    path = "/apis/%s/%%s/namespaces/%s/things" % (group, namespace)
    for name in ("a", "b"):
        thing = {"apiVersion": group + "/v1", "kind": "Thing", "metadata": {"name": name}, "spec": {"one": name}}
        status, answer = cluster.testbed.api.request("POST", path % "v1", thing)
        assert status == 201, answer
    written = {one["metadata"]["resourceVersion"] for one in cluster.get(path % "v1")["items"]}

    changed, refused = "done is not changed", "done.msg is not search('Upgrade first by a definition that has both')"
    outcome = runner.play(
        [
            {**release(third, crds_force=True), "failed_when": refused},
            release(second),
            {**release(third, crds_force=True), "check_mode": True, "diff": True, "failed_when": changed},
            {**release(third, crds_force=True), "failed_when": changed},
            {**release(third, crds_force=True), "failed_when": "done is changed"},
        ]
    )  # fmt: skip
    assert outcome.code == 0, outcome.output
    live = cluster.get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.%s" % group)
    assert [version["name"] for version in live["spec"]["versions"]] == ["v2"]
    assert live["status"]["storedVersions"] == ["v2"]
    found = cluster.get(path % "v2")["items"]
    assert [(one["metadata"]["name"], one["spec"]["one"]) for one in found] == [("a", "a"), ("b", "b")]
    assert not written & {one["metadata"]["resourceVersion"] for one in found}
