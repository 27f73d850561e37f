# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart of many kinds of objects in several versions, for comparing the ways in which objects are written."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

JSON = dict[str, t.Any]

NAME = "applied"
_GROUP = "applied.example.org"
_SCHEMA = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}


def write_chart(folder: Path) -> Path:
    """A chart that renders the objects of its values, and nothing else."""
    chart = folder / NAME
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: %s\nversion: 1.0.0\n" % NAME, encoding="utf-8")
    template = "{{ range .Values.objects }}---\n{{ tpl (toYaml .) $ }}\n{{ end }}"
    (chart / "templates" / "objects.yaml").write_text(template, encoding="utf-8")
    return chart


def objects(version: int, *more: JSON) -> list[JSON]:
    """The objects of one version of the chart, and some more."""
    return [*_VERSIONS[version](), *more]


def define_gadgets(cluster: Cluster) -> None:
    """The kind of the custom resources, once in a cluster."""
    cluster.testbed.api.apply(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.%s" % _GROUP,
        _definition("gadgets.%s" % _GROUP, _GROUP, "Gadget"),
    )


def meddle(cluster: Cluster, namespace: str) -> None:
    """What others do to the objects: they change what is the release's, add what is theirs, and delete one."""
    api = cluster.testbed.api
    for path, patch in (
        ("/api/v1/namespaces/%s/configmaps/settings", {"data": {"kept": "edited", "theirs": "yes"}}),
        ("/apis/" + _GROUP + "/v1/namespaces/%s/gadgets/gadget", {"spec": {"size": 9, "theirs": True}}),
        ("/apis/apps/v1/namespaces/%s/deployments/app", {"metadata": {"annotations": {"theirs": "yes"}}}),
    ):
        status, answer = api.request(
            "PATCH", path % namespace + "?fieldManager=meddler", patch, content_type="application/merge-patch+json"
        )
        assert status == 200, answer
    env = [{"name": "main", "env": [{"name": "THEIRS", "value": "yes"}, {"name": "MODE", "value": "theirs"}]}]
    status, answer = api.request(
        "PATCH", "/apis/apps/v1/namespaces/%s/deployments/app?fieldManager=meddler" % namespace,
        {"spec": {"template": {"spec": {"containers": env}}}}, content_type="application/strategic-merge-patch+json",
    )  # fmt: skip
    assert status == 200, answer
    status, answer = api.request("DELETE", "/api/v1/namespaces/%s/services/app" % namespace)
    assert status == 200, answer


def precreate(cluster: Cluster, namespace: str) -> None:
    """Objects of the release's names that are somebody else's."""
    api = cluster.testbed.api
    api.request("POST", "/api/v1/namespaces", {"metadata": {"name": namespace}})
    settings = _object("v1", "ConfigMap", "settings", data={"kept": "old", "theirs": "x"})
    for path, obj in (
        ("/api/v1/namespaces/%s/configmaps", settings),
        ("/apis/" + _GROUP + "/v1/namespaces/%s/gadgets", _gadget({"size": 5, "theirs": True})),
    ):
        status, answer = api.request("POST", path % namespace + "?fieldManager=meddler", obj)
        assert status == 201, answer


def _object(api_version: str, kind: str, name: str, *, metadata: JSON | None = None, **more: t.Any) -> JSON:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": name, **(metadata or {})}, **more}


def _gadget(spec: JSON) -> JSON:
    return _object(_GROUP + "/v1", "Gadget", "gadget", spec=spec)


def _definition(name: str, group: str, kind: str, **more: t.Any) -> JSON:
    names = {"kind": kind, "plural": kind.lower() + "s", **more}
    versions = [{"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": _SCHEMA}}]
    return _object(
        "apiextensions.k8s.io/v1", "CustomResourceDefinition", name,
        spec={"group": group, "scope": "Namespaced", "names": names, "versions": versions},
    )  # fmt: skip


def _deployment(env: list[JSON], *, args: list[str], volumes: list[str], replicas: int | None = 1) -> JSON:
    container = {
        "name": "main", "image": "main:1", "env": env, "args": args, "ports": [{"containerPort": 80, "name": "http"}],
        "volumeMounts": [{"name": name, "mountPath": "/" + name} for name in volumes],
    }  # fmt: skip
    pod = {"containers": [container], "volumes": [{"name": name, "emptyDir": {}} for name in volumes]}
    spec = {"selector": {"matchLabels": {"app": "a"}}, "template": {"metadata": {"labels": {"app": "a"}}, "spec": pod}}
    return _object("apps/v1", "Deployment", "app", spec={"replicas": replicas, **spec} if replicas else spec)


def _env(**values: str) -> list[JSON]:
    return [{"name": name, "value": value} for name, value in values.items()]


def _service(*ports: int) -> JSON:
    listed = [{"name": "p%d" % port, "port": port} for port in ports]
    return _object("v1", "Service", "app", spec={"selector": {"app": "a"}, "ports": listed})


def _first() -> list[JSON]:
    return [
        _object("v1", "ServiceAccount", "app", imagePullSecrets=[{"name": "one"}, {"name": "two"}]),
        _object("v1", "Secret", "app", stringData={"password": "one", "gone": "x"}),
        _object("v1", "ConfigMap", "settings", data={"kept": "1", "changed": "1", "gone": "1"}),
        _object(
            "v1", "ConfigMap", "stays", metadata={"annotations": {"helm.sh/resource-policy": "keep"}}, data={"a": "1"}
        ),
        _definition("things.{{ .Release.Namespace }}.org", "{{ .Release.Namespace }}.org", "Thing", shortNames=["th"]),
        _service(80, 81),
        _deployment(_env(MODE="a", GONE="x", LAST="z"), args=["a", "b"], volumes=["one", "two"]),
        _gadget({"size": 1, "gone": {"a": 1}, "list": [1, 2], "empty": None}),
    ]


def _second() -> list[JSON]:
    return [
        _object("v1", "ServiceAccount", "app", imagePullSecrets=[{"name": "two"}, {"name": "three"}]),
        _object("v1", "Secret", "app", stringData={"password": "two"}),
        _object("v1", "ConfigMap", "settings", data={"kept": "1", "changed": "2", "new": "2"}),
        _object("v1", "ConfigMap", "added", data={"a": "1"}),
        _definition("things.{{ .Release.Namespace }}.org", "{{ .Release.Namespace }}.org", "Thing", categories=["all"]),
        _service(81, 82),
        _deployment(_env(NEW="n", LAST="z", MODE="b"), args=["b"], volumes=["two", "three"], replicas=None),
        _gadget({"size": 1, "list": [2, 3], "new": {"b": 2}}),
    ]


def _third() -> list[JSON]:
    """Few objects, of which one comes back that was kept, with other content."""
    return [
        _object("v1", "ConfigMap", "settings", data={"kept": "3"}),
        _object("v1", "ConfigMap", "stays", data={"b": "3"}),
        _service(80),
        _deployment(_env(MODE="c"), args=[], volumes=[], replicas=2),
        _gadget({"size": 3}),
    ]


def _refused() -> list[JSON]:
    """A selector cannot be changed."""
    body: JSON = json.loads(json.dumps(_deployment(_env(MODE="d"), args=[], volumes=[])).replace('"a"', '"other"'))
    return [_object("v1", "ConfigMap", "settings", data={"kept": "4"}), body, _service(80), _gadget({"size": 4})]


_VERSIONS: dict[int, t.Callable[[], list[JSON]]] = {1: _first, 2: _second, 3: _third, 4: _refused}

__all__ = ["NAME", "define_gadgets", "meddle", "objects", "precreate", "write_chart"]
