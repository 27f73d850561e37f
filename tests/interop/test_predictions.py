# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check mode says what the real run would say, in the same sentence, and writes nothing; the rest it names."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

JSON = dict[str, t.Any]
CHECK = ("--check",)

CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: {{ .Values.colour | default "green" }}
"""
WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: {{ .Values.app | default "web" }}}}
  template:
    metadata: {labels: {app: {{ .Values.app | default "web" }}}}
    spec:
      containers:
        - {name: web, image: "web:1"{{ if .Values.odd }}, imagee: odd{{ end }}}
"""


class Place:
    """A namespace, a chart made of templates, and tasks on a release of it."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster = cluster
        self.namespace = cluster.namespace("predict")
        self._folder = folder
        self._runner = Runner(folder, cluster.kubeconfig)
        self.chart(config=CONFIG, web=WEB)
        self.send("POST", "/api/v1/namespaces", {"metadata": {"name": self.namespace}})

    def chart(self, **templates: str) -> None:
        chart = self._folder / "chart"
        (chart / "templates").mkdir(parents=True, exist_ok=True)
        (chart / "Chart.yaml").write_text("apiVersion: v2\nname: small\nversion: 1.0.0\n", encoding="utf-8")
        for old in (chart / "templates").iterdir():
            old.unlink()
        for name, text in templates.items():
            (chart / "templates" / ("%s.yaml" % name)).write_text(text, encoding="utf-8")

    def release(self, *, words: tuple[str, ...] = (), **options: t.Any) -> JSON:
        options = {"name": "small", "namespace": self.namespace, "chart": str(self._folder / "chart"), **options}
        return self._runner.result("chart_release", words=words, **options)

    def both(self, **options: t.Any) -> tuple[JSON, JSON]:
        """What check mode says and then the real run; check mode must write nothing."""
        mark = self.cluster.audit.mark()
        foreseen = self.release(words=CHECK, **options)
        assert self.cluster.audit.writes_since(mark, user_agent="chartwright.kube") == []
        return foreseen, self.release(**options)

    def send(self, method: str, path: str, body: t.Any = None, *, how: str = "application/json") -> t.Any:
        status, answer = self.cluster.testbed.api.request(method, path, body, content_type=how)
        assert status in (200, 201), answer
        return answer

    def path(self, kind: str, name: str = "", base: str = "/api/v1") -> str:
        return "%s/namespaces/%s/%s%s" % (base, self.namespace, kind, "/" + name if name else "")


@pytest.fixture
def place(cluster: Cluster, tmp_path: Path) -> t.Iterator[Place]:
    found = Place(cluster, tmp_path)
    yield found
    cluster.testbed.api.request("DELETE", "/api/v1/namespaces/" + found.namespace)


def fails_alike(place: Place, *parts: str, **options: t.Any) -> JSON:
    """What the real run says; check mode must have failed with the same sentence."""
    foreseen, real = place.both(**options)
    assert foreseen.get("failed") and real.get("failed"), (foreseen, real)
    assert foreseen["msg"] == real["msg"] and all(part in real["msg"] for part in parts), (foreseen, real)
    return real


def test_a_conflict_fails_alike(place: Place) -> None:
    assert place.release()["changed"]
    theirs = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"colour": "blue"}}
    how = "application/apply-patch+yaml"
    place.send("PATCH", place.path("configmaps", "settings") + "?fieldManager=kubectl&force=true", theirs, how=how)
    fails_alike(
        place, 'Upgrade "small" failed: conflict occurred while applying object', 'conflict with "kubectl"',
        ".data.colour", values={"colour": "red"},
    )  # fmt: skip
    foreseen, real = place.both(values={"colour": "red"}, force_conflicts=True)
    assert foreseen["changed"] and real["changed"] and foreseen["changes"] == real["changes"]


def test_what_belongs_to_others_fails_alike_or_is_named_as_adopted(place: Place) -> None:
    mine = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}, "data": {"colour": "blue"}}
    place.send("POST", place.path("configmaps"), mine)
    refused = fails_alike(
        place, 'unable to continue with install: ConfigMap "settings" in namespace "%s" exists' % place.namespace,
        "invalid ownership metadata", "label validation error",
    )  # fmt: skip
    assert [(one["name"], one["note"]) for one in refused["not_owned"]] == [("settings", "belongs to no release")]
    foreseen, real = place.both(take_ownership=True, values={"colour": "blue"})
    assert [(one["action"], one["name"]) for one in real["changes"]] == [("adopt", "settings"), ("create", "web")]
    assert foreseen["changes"] == real["changes"]
    assert not place.release(values={"colour": "blue"})["changed"]

    refused = fails_alike(place, "unable to continue with install", name="other")
    assert [one["name"] for one in refused["not_owned"]] == ["settings", "web"]
    text = refused["msg"]
    assert 'key "meta.helm.sh/release-name" must equal "other": current value is "small"' in text
    foreseen, real = place.both(name="other", take_ownership=True, values={"colour": "blue"})
    (taken, *_rest) = real["changes"]
    assert (taken["action"], taken["note"]) == ("adopt", "belongs to release %s/small" % place.namespace)
    assert foreseen["changes"] == real["changes"]


def test_an_immutable_field_fails_alike(place: Place) -> None:
    assert place.release()["changed"]
    fails_alike(place, 'Upgrade "small" failed: ', "field is immutable", values={"app": "other"})


def test_an_unknown_field_fails_alike(place: Place) -> None:
    fails_alike(place, 'Release "small" failed: ', "imagee: field not declared in schema", values={"odd": True})
    assert place.release()["changed"]
    fails_alike(place, 'Upgrade "small" failed: ', "imagee: field not declared in schema", values={"odd": True})


def test_several_refusals_are_told_together(place: Place) -> None:
    assert place.release()["changed"]
    place.chart(config=CONFIG.replace("\ndata:", "\ndataa:"), web=WEB)
    fails_alike(
        place, ".dataa: field not declared in schema", " && ", "field is immutable", values={"app": "other"}
    )  # fmt: skip


def test_missing_rights_fail_alike(place: Place) -> None:
    rules: list[JSON] = [
        {"apiGroups": [""], "resources": ["secrets", "configmaps"], "verbs": ["*"]},
        {"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["get", "list"]},
    ]
    base = "/apis/rbac.authorization.k8s.io/v1"
    place.send("POST", place.path("roles", base=base), {"metadata": {"name": "few"}, "rules": rules})
    binding = {
        "metadata": {"name": "few"}, "roleRef": {"apiGroup": base.split("/")[2], "kind": "Role", "name": "few"},
        "subjects": [{"kind": "User", "name": "bob", "apiGroup": base.split("/")[2]}],
    }  # fmt: skip
    place.send("POST", place.path("rolebindings", base=base), binding)
    mark = place.cluster.audit.mark()
    fails_alike(place, 'deployments.apps "web" is forbidden: User "bob" cannot patch', impersonate_user="bob")
    assert place.cluster.audit.writes_since(mark, user_agent="chartwright.kube") == []
    assert place.release()["changed"]
    fails_alike(place, 'User "bob" cannot patch', impersonate_user="bob", values={"colour": "red"})
    fails_alike(place, 'User "bob" cannot delete', impersonate_user="bob", state="absent")


def test_what_cannot_be_asked_is_named(place: Place) -> None:
    random = CONFIG.replace("{{ .Values.colour", "{{ randAlphaNum 8 }}{{ .Values.colour")
    place.chart(config=random, hook=HOOK)
    foreseen = place.release(words=CHECK, namespace=place.cluster.namespace("absent"), create_namespace=True)
    assert foreseen["changed"] and len(foreseen["unpredicted"]) == 3, foreseen
    chance, namespace, hook = foreseen["unpredicted"]
    assert namespace.startswith("objects in namespace absent-") and namespace.endswith("does not exist yet")
    assert chance == "random at each rendering: v1/ConfigMap/settings: data.colour"
    assert hook == "pre-install hook Job migrate: check mode runs no hooks"
    assert place.release(words=CHECK, hooks=False)["unpredicted"] == [chance]


HOOK = """\
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: {helm.sh/hook: "pre-install,post-upgrade"}
spec:
  template:
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}
"""

# The API takes no such configuration any more; clusters that were upgraded from old ones still hold them.
UNASKED: JSON = {
    "apiVersion": "admissionregistration.k8s.io/v1",
    "kind": "ValidatingWebhookConfiguration",
    "webhooks": [
        {
            "name": "unasked.chartwright.example", "sideEffects": "Unknown", "admissionReviewVersions": ["v1"],
            "clientConfig": {"url": "https://127.0.0.1:1/"}, "failurePolicy": "Ignore", "timeoutSeconds": 1,
            "matchPolicy": "Equivalent", "objectSelector": {},
            "rules": [
                {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["*"], "resources": ["configmaps"],
                 "scope": "*"},
            ],
        },
    ],
}  # fmt: skip


def test_a_webhook_that_answers_no_dry_run_is_named(place: Place) -> None:
    name, webhook = place.namespace, json.loads(json.dumps(UNASKED))
    webhook["metadata"] = {"name": name, "uid": "6c1e5d0a-0000-4000-8000-000000000001"}
    webhook["webhooks"][0]["namespaceSelector"] = {"matchLabels": {"kubernetes.io/metadata.name": name}}
    place.cluster.testbed.store("/registry/validatingwebhookconfigurations/" + name, webhook)
    path = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/" + name
    try:
        wait_for_webhook(place)
        foreseen, real = place.both()
        what = 'ConfigMap "settings" in namespace "%s": ' % name
        assert foreseen["unpredicted"] == [what + "an admission webhook does not answer dry runs"]
        assert real["changed"] and foreseen["changes"] == real["changes"]
        (sentence,) = place.release(drift="report")["unpredicted"]
        assert sentence.startswith(what) and "does not answer dry runs" in sentence
    finally:
        place.send("DELETE", path)


def wait_for_webhook(place: Place) -> None:
    """The API server hears of its configuration a little later."""
    asked = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "asked"}}
    for _attempt in range(200):
        status, _answer = place.cluster.testbed.api.request("POST", place.path("configmaps") + "?dryRun=All", asked)
        if status == 400:
            return
    raise AssertionError("the webhook is not heard of")
