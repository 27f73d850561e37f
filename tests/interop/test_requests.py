# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task that finds nothing to do asks the API server, by its audit log: each request is time."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

LOOKUP = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: looked-up}
data:
  one: {{ (lookup "v1" "Namespace" "" .Release.Namespace).metadata.name | quote }}
  two: {{ len (lookup "v1" "ConfigMap" .Release.Namespace "none") | quote }}
"""
LABELLED = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: looked-up}
data:
  team: {{ dig "metadata" "labels" "team" "" (lookup "v1" "Namespace" "" .Release.Namespace) | quote }}
"""


def test_no_change_costs_one_read_beside_discovery(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("count")
    runner = Runner(tmp_path, cluster.kubeconfig)
    chart = tmp_path / "looking"
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: looking\nversion: 1.0.0\n", encoding="utf-8")
    (chart / "templates" / "config.yaml").write_text(LOOKUP, encoding="utf-8")

    def release(chart: Path, **options: t.Any) -> dict[str, t.Any]:
        return {"name": chart.name, "namespace": namespace, "chart": str(chart), "create_namespace": True, **options}

    def asked(**options: t.Any) -> list[tuple[str, str]]:
        """The requests of one task, discovery first, each with its verb."""
        mark = cluster.audit.mark()
        result = runner.result("chart_release", **options)
        assert not result.get("failed") and not result["changed"], result
        return sorted(
            ("discovery" if request.discovers else request.verb, request.uri.partition("?")[0])
            for request in cluster.audit.since(mark, user_agent="chartwright.kube")
        )

    drifting = CHARTS / "drifting"
    made = runner.results("chart_release", [release(drifting), release(chart)])
    assert all(result["changed"] for result in made), made
    discovery = [("discovery", "/api"), ("discovery", "/apis"), ("discovery", "/version")]
    history = ("list", "/api/v1/namespaces/%s/secrets" % namespace)
    looked = [
        ("get", "/api/v1/namespaces/" + namespace), ("get", "/api/v1/namespaces/%s/configmaps/none" % namespace),
    ]  # fmt: skip
    assert asked(**release(drifting)) == [*discovery, history]
    assert asked(**release(chart)) == [*discovery, *looked, history]

    found = asked(**release(drifting, drift="report"))
    kinds = {"secrets", "configmaps", "services", "deployments", "robots"}
    objects = [uri for _verb, uri in found if uri.split("/")[-2] in kinds]
    assert found[:3] == discovery and history in found
    assert sorted(verb for verb, uri in found if uri in objects) == ["get"] * 5 + ["patch"] * 5
    assert len(found) == 3 + 1 + 2 * 5

    for options in (release(drifting, state="absent"), release(chart, state="absent")):
        assert runner.result("chart_release", **options)["changed"]
    assert asked(**release(drifting, state="absent")) == [history]


def test_a_conclusion_holds_until_something_of_it_changes(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("conclude")
    runner = Runner(tmp_path, cluster.kubeconfig)
    helm = Helm(cluster, tmp_path, namespace)
    chart = tmp_path / "looking"
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: looking\nversion: 1.0.0\n", encoding="utf-8")
    (chart / "templates" / "config.yaml").write_text(LABELLED, encoding="utf-8")
    kept = tmp_path / ".cache" / "chartwright.kube" / "conclusions"
    options = {"name": "looking", "namespace": namespace, "chart": str(chart), "create_namespace": True}

    def changed(**more: t.Any) -> bool:
        result = runner.result("chart_release", **options, **more)
        assert not result.get("failed"), result
        return bool(result["changed"])

    assert [changed() for _unused in range(3)] == [True, False, False]
    assert len(list(kept.iterdir())) == 1
    patch = {"metadata": {"labels": {"team": "shop"}}}
    merge = {"content_type": "application/merge-patch+json"}
    assert cluster.testbed.api.request("PATCH", "/api/v1/namespaces/" + namespace, patch, **merge)[0] == 200
    assert [changed() for _unused in range(3)] == [True, False, False], "the answer to a lookup"
    helm.run("upgrade", "looking", str(chart), "--set", "a=1")
    assert [changed() for _unused in range(3)] == [True, False, False], "a revision of helm's"
    assert [changed(values={"b": 1}) for _unused in range(3)] == [True, False, False], "values"
    with open(chart / "templates" / "config.yaml", "a", encoding="utf-8") as stream:
        stream.write("  three: x\n")
    assert [changed(values={"b": 1}) for _unused in range(3)] == [True, False, False], "the chart"
