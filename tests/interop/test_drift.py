# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drift is found and mended on a real API server: what counts, what does not, and that looking writes nothing."""

from __future__ import annotations

import time
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

JSON = dict[str, t.Any]
MERGE = "application/merge-patch+json"
DIFF = ("--diff",)
CHECK = ("--check", "--diff")


class Place:
    """A namespace with a release of the chart ``drifting``, and hands that change its objects."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster = cluster
        self.namespace = cluster.namespace("drift")
        self.helm = Helm(cluster, folder, self.namespace)
        self._runner = Runner(folder, cluster.kubeconfig)

    def release(self, *, words: tuple[str, ...] = (), **options: t.Any) -> JSON:
        """The result of a chart_release task."""
        options = {"name": "live", "namespace": self.namespace, "chart": str(CHARTS / "drifting"), **options}
        return self._runner.result("chart_release", words=words, create_namespace=True, **options)

    def info(self, **options: t.Any) -> JSON:
        return self._runner.result("chart_release_info", name="live", namespace=self.namespace, **options)

    def path(self, kind: str, name: str) -> str:
        base = {
            "deployments": "/apis/apps/v1", "robots": "/apis/drifting.chartwright.example/v1",
        }.get(kind, "/api/v1")  # fmt: skip
        return "%s/namespaces/%s/%s/%s" % (base, self.namespace, kind, name)

    def live(self, kind: str, name: str) -> JSON:
        found: JSON = self.cluster.get(self.path(kind, name))
        return found

    def edit(self, kind: str, name: str, body: t.Any, *, by: str = "kubectl-edit", how: str = MERGE) -> None:
        """Change an object as somebody else."""
        name, _slash, sub = name.partition("/")
        path = "%s%s?fieldManager=%s" % (self.path(kind, name), "/" + sub if sub else "", by)
        if how == "application/apply-patch+yaml":
            path += "&force=true"
        status, answer = self.cluster.testbed.api.request("PATCH", path, body, content_type=how)
        assert status == 200, answer

    def delete(self, kind: str, name: str) -> None:
        self.cluster.testbed.api.request("DELETE", self.path(kind, name))


@pytest.fixture
def place(cluster: Cluster, tmp_path: Path) -> t.Iterator[Place]:
    """A fresh release; it is removed afterwards."""
    found = Place(cluster, tmp_path)
    result = found.release()
    assert result["changed"], result
    yield found
    found.helm.attempt("uninstall", "live")


IMAGE = {"spec": {"template": {"spec": {"containers": [{"name": "web", "image": "web:debug"}]}}}}
STRATEGIC = "application/strategic-merge-patch+json"


def edit_by_hand(place: Place) -> None:
    place.delete("services", "web")
    place.edit("deployments", "web", IMAGE, how=STRATEGIC)
    place.edit("robots", "r2", {"spec": {"arms": 3, "tools": ["saw"]}})
    place.edit("configmaps", "settings", {"data": {"colour": None, "extra": "mine"}})
    place.edit("secrets", "keys", {"stringData": {"password": "changed-by-hand"}})


FOUND = [
    ("update", "Secret", "keys", ["/data/password"]),
    ("update", "ConfigMap", "settings", ["/data/colour"]),
    ("create", "Service", "web", []),
    ("update", "Deployment", "web", ["/spec/template/spec/containers/0/image"]),
    ("update", "Robot", "r2", ["/spec/arms", "/spec/tools"]),
]


def shown(result: JSON) -> list[tuple[str, str, str, list[str]]]:
    assert not result.get("failed"), result
    return [
        (one["action"], one["kind"], one["name"], sorted(field["path"] for field in one["fields"]))
        for one in result["drift"]
    ]


def test_what_was_edited_and_deleted_is_told_and_nothing_is_written(place: Place) -> None:
    assert shown(place.release(drift="report")) == []
    edit_by_hand(place)
    mark = place.cluster.audit.mark()
    for words in ((), CHECK):
        result = place.release(drift="report", words=words)
        assert shown(result) == FOUND
        assert not result["changed"] and result["action"] == "none" and result["changes"] == []
    robot = result["drift"][-1]
    assert {"path": "/spec/arms", "before": 3, "after": 2} in robot["fields"]
    assert [pair["before_header"].split()[1] for pair in result["diff"]] == [kind for _action, kind, *_rest in FOUND]
    assert "correct-horse" not in str(result) and "changed-by-hand" not in str(result)

    warned = place.release(drift="warn")
    assert not warned["changed"] and [one["name"] for one in warned["drift"]] == [name for _a, _k, name, _p in FOUND]
    assert 'drift of release live: Service "web" in namespace "%s" is missing' % place.namespace in warned["warnings"]
    assert 'differs in /spec/template/spec/containers/0/image' in "".join(warned["warnings"])
    assert place.cluster.audit.writes_since(mark, user_agent="chartwright.kube") == []


def test_drift_is_corrected_without_a_new_revision(place: Place) -> None:
    edit_by_hand(place)
    mark = place.cluster.audit.mark()
    foreseen = place.release(drift="correct", words=CHECK)
    assert place.cluster.audit.writes_since(mark, user_agent="chartwright.kube") == []
    result = place.release(drift="correct", wait=True, words=DIFF)
    assert foreseen["changed"] and result["changed"] and result["action"] == "correct"
    assert [(one["action"], one["kind"], one["name"]) for one in result["changes"]] == [one[:3] for one in FOUND]
    assert foreseen["changes"] == result["changes"] and len(result["diff"]) == len(FOUND)
    texts = [[_unmasked(pair[side]) for pair in one["diff"] for side in ("before", "after")]
             for one in (foreseen, result)]  # fmt: skip
    assert texts[0] == texts[1]

    assert place.live("configmaps", "settings")["data"] == {"colour": "green", "size": "large", "extra": "mine"}
    assert place.live("robots", "r2")["spec"] == {"arms": 2, "colour": "grey", "tools": ["saw", "drill"]}
    assert place.live("deployments", "web")["spec"]["template"]["spec"]["containers"][0]["image"] == "web:1"
    again = place.release(drift="correct")
    assert not again["changed"] and again["drift"] == []
    assert [entry["revision"] for entry in place.helm.data("history", "live")] == [1]
    place.helm.run("upgrade", "live", str(CHARTS / "drifting"))


def _unmasked(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "<masked" not in line)


def test_what_others_own_is_no_drift(place: Place) -> None:
    place.edit("deployments", "web/scale", {"spec": {"replicas": 5}}, by="kube-controller-manager")
    place.edit("deployments", "web/status", {"status": {"observedGeneration": 7}}, by="somebody")
    theirs = {
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"size": "theirs"},
    }  # fmt: skip
    place.edit("configmaps", "settings", theirs, by="operator", how="application/apply-patch+yaml")
    assert shown(place.release(drift="report")) == []

    place.edit("deployments", "web", IMAGE, how=STRATEGIC)
    assert place.release(drift="correct")["changed"]
    deployment = place.live("deployments", "web")["spec"]
    assert (deployment["replicas"], deployment["template"]["spec"]["containers"][0]["image"]) == (5, "web:1")
    place.edit("deployments", "web/scale", {"spec": {"replicas": 3}}, by="kubectl")
    place.edit("configmaps", "settings", {"data": {"size": "mine"}}, by="kubectl-edit")
    assert [(name, paths) for _action, _kind, name, paths in shown(place.release(drift="report"))] == [
        ("settings", ["/data/size"]), ("web", ["/spec/replicas"]),
    ]  # fmt: skip


def test_rules_and_annotations_leave_objects_and_fields_aside(place: Place) -> None:
    edit_by_hand(place)
    rules = [
        {"target": {"kind": "Robot|Secret"}},
        {"target": {"kind": "ConfigMap"}, "paths": ["/data/colour"]},
        {"target": {"name": "we."}, "paths": ["/spec/template/spec/containers/0"]},
    ]
    place.edit("configmaps", "settings", {"data": {"size": "mine"}})
    assert [one[2:] for one in shown(place.release(drift="report", drift_ignore=rules))] == [
        ("settings", ["/data/size"]), ("web", []),
    ]  # fmt: skip
    result = place.release(drift="correct", drift_ignore=rules)
    assert [one["name"] for one in result["changes"]] == ["settings", "web"]
    assert place.live("configmaps", "settings")["data"] == {"size": "large", "extra": "mine"}
    assert not place.release(drift="correct", drift_ignore=rules)["changed"]

    place.edit("robots", "r2", {"metadata": {"annotations": {"chartwright.kube/drift": "ignore"}}})
    flux = {"metadata": {"annotations": {"helm.toolkit.fluxcd.io/driftDetection": "disabled"}}}
    place.edit("secrets", "keys", flux)
    assert [one[2] for one in shown(place.release(drift="report"))] == ["settings", "web"]


def test_what_admission_injects_is_no_drift(place: Place) -> None:
    api, name = place.cluster.testbed.api, place.namespace
    group = "/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolic"
    meta = {"apiVersion": "admissionregistration.k8s.io/v1", "metadata": {"name": name}}
    rule = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE", "UPDATE"], "resources": ["configmaps"]}
    injected = 'Object{data: {"size": "injected", "seen": "yes"}}'
    spec = {
        "matchConstraints": {
            "resourceRules": [rule], "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}},
        },
        "mutations": [{"patchType": "ApplyConfiguration", "applyConfiguration": {"expression": injected}}],
        "reinvocationPolicy": "Never", "failurePolicy": "Fail",
    }  # fmt: skip
    try:
        api.apply(group + "ies/" + name, {**meta, "kind": "MutatingAdmissionPolicy", "spec": spec})
        binding = {**meta, "kind": "MutatingAdmissionPolicyBinding", "spec": {"policyName": name}}
        api.apply(group + "ybindings/" + name, binding)
        for _attempt in range(100):
            place.edit("configmaps", "settings", {"metadata": {"annotations": {"touched": "yes"}}}, by="testbed")
            if place.live("configmaps", "settings")["data"].get("seen"):
                break
            time.sleep(0.2)
        assert place.live("configmaps", "settings")["data"]["size"] == "injected"
        assert shown(place.release(drift="report")) == []
    finally:
        for path in ("ybindings/", "ies/"):
            api.request("DELETE", group + path + name)


def test_a_release_of_client_side_apply_keeps_its_owners(place: Place) -> None:
    place.helm.run("uninstall", "live", "--wait")
    place.helm.run("install", "live", str(CHARTS / "drifting"), "--server-side=false")

    def operations() -> set[str]:
        """How helm has written the objects that are left."""
        names = (("deployments", "web"), ("robots", "r2"), ("configmaps", "settings"))
        entries = [entry for name in names for entry in place.live(*name)["metadata"]["managedFields"]]
        return {entry["operation"] for entry in entries if entry["manager"] == "helm"}

    assert shown(place.release(drift="report")) == []
    edit_by_hand(place)
    assert shown(place.release(drift="report")) == FOUND
    assert place.release(drift="correct")["changed"] and operations() == {"Update"}
    assert place.live("configmaps", "settings")["data"] == {"colour": "green", "size": "large", "extra": "mine"}
    assert place.live("robots", "r2")["spec"] == {"arms": 2, "colour": "grey", "tools": ["saw", "drill"]}
    assert not place.release(drift="correct")["changed"]


def test_an_object_of_another_release_is_left_alone(place: Place) -> None:
    owner = {"meta.helm.sh/release-name": "other"}
    place.edit("configmaps", "settings", {"metadata": {"annotations": owner}, "data": {"size": "theirs"}})
    result = place.release(drift="correct")
    assert not result["changed"] and [one["action"] for one in result["drift"]] == ["keep"]
    assert "belongs to release %s/other now" % place.namespace in result["warnings"][0]
    assert place.live("configmaps", "settings")["data"]["size"] == "theirs"


def test_what_the_server_refuses_to_mend_fails_alike_in_check_mode(place: Place) -> None:
    body = place.live("deployments", "web")
    place.delete("deployments", "web")
    body["metadata"] = {"name": "web", "labels": body["metadata"]["labels"],
                        "annotations": body["metadata"]["annotations"]}  # fmt: skip
    body["spec"]["selector"] = {"matchLabels": {"app": "other"}}
    body["spec"]["template"]["metadata"]["labels"] = {"app": "other"}
    path = place.path("deployments", "")[:-1] + "?fieldManager=kubectl-create"
    status, answer = place.cluster.testbed.api.request("POST", path, body)
    assert status == 201, answer
    (found,) = place.release(drift="report")["drift"]
    assert (found["action"], found["fields"]) == ("update", []) and "field is immutable" in found["note"]
    foreseen, result = place.release(drift="correct", words=("--check",)), place.release(drift="correct")
    assert result["failed"] and foreseen["msg"] == result["msg"] and "field is immutable" in result["msg"]
