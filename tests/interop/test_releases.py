# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""helm and we do the same: equal live objects, equal records, and helm works on releases that we made."""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm, live_objects, records

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

# Public charts are not part of this repository: name folders of them to compare these, too. A values file may follow
# (CHART=VALUES), for charts that make up a password where none is given.
PUBLIC = {
    Path(chart): [values] if values else []
    for chart, _equals, values in (
        entry.partition("=") for entry in os.environ.get("CHARTWRIGHT_PUBLIC_CHARTS", "").split(os.pathsep) if entry
    )
}


@pytest.fixture(params=["created", *PUBLIC], ids=lambda param: getattr(param, "name", param))
def chart(request: pytest.FixtureRequest, cluster: Cluster, tmp_path: Path) -> Path:
    """A chart made by ``helm create``, then each public one."""
    if isinstance(request.param, Path):
        return request.param
    subprocess.run([str(cluster.helm), "create", str(tmp_path / "created")], check=True, capture_output=True)
    return tmp_path / "created"


def values_of(chart: Path) -> list[str]:
    """The words that give helm the values of a public chart."""
    return [word for path in PUBLIC.get(chart, []) for word in ("-f", path)]


def release(chart: Path, namespace: str, **options: t.Any) -> dict[str, t.Any]:
    """A chart_release task."""
    options = {"name": "live", "namespace": namespace, "chart": str(chart), "create_namespace": True, **options}
    options.setdefault("values_files", PUBLIC.get(chart, []))
    return {"chartwright.kube.chart_release": options}


def test_a_release_of_ours_is_the_release_that_helm_makes(cluster: Cluster, chart: Path, tmp_path: Path) -> None:
    # One after the other in one namespace: charts hash texts with its name in them into annotations.
    namespace = cluster.namespace("same")
    helm = Helm(cluster, tmp_path, namespace)
    helm.run("install", "live", str(chart), "--create-namespace", *values_of(chart))
    want, want_records = live_objects(cluster, namespace), records(cluster, namespace)
    helm.run("uninstall", "live", "--wait")

    outcome = Runner(tmp_path, cluster.kubeconfig).play([release(chart, namespace)])
    assert outcome.code == 0, outcome.output
    got, got_records = live_objects(cluster, namespace), records(cluster, namespace)
    helm.run("uninstall", "live", "--wait")

    assert sorted(got) == sorted(want)
    differing = [name for name, obj in want.items() if got[name] != obj]
    assert not differing, "\n".join(_difference(got[name], want[name]) for name in differing)
    assert got_records == want_records, _difference(got_records, want_records)


def test_helm_lives_with_a_release_of_ours(cluster: Cluster, chart: Path, tmp_path: Path) -> None:
    namespace = cluster.namespace("lives")
    runner, helm = Runner(tmp_path, cluster.kubeconfig), Helm(cluster, tmp_path, namespace)
    outcome = runner.play([release(chart, namespace), release(chart, namespace, values={"nameOverride": "other"})])
    assert outcome.code == 0, outcome.output

    (listed,) = helm.data("list")
    assert (listed["name"], listed["revision"], listed["status"]) == ("live", "2", "deployed")
    assert [entry["status"] for entry in helm.data("history", "live")] == ["superseded", "deployed"]
    given = values_of(chart)
    words = ["--set", "nameOverride=other", "--no-hooks", *given, *_api(cluster)]
    rendered = helm.run("template", "live", str(chart), *words)
    assert helm.run("get", "manifest", "live").strip() == rendered.strip()
    assert helm.data("get", "values", "live")["nameOverride"] == "other"

    helm.run("upgrade", "live", str(chart), "--set", "nameOverride=third", *given)
    helm.run("rollback", "live", "1")
    assert [entry["status"] for entry in helm.data("history", "live")] == ["superseded"] * 3 + ["deployed"]
    outcome = runner.play([release(chart, namespace)], words=("--check", "--diff"))
    assert outcome.code == 0 and "changed=0" in outcome.output, outcome.output

    helm.run("uninstall", "live", "--wait")
    assert helm.data("list") == []
    assert live_objects(cluster, namespace) == {}


def test_a_second_run_and_check_mode_write_nothing(cluster: Cluster, chart: Path, tmp_path: Path) -> None:
    namespace = cluster.namespace("quiet")
    runner = Runner(tmp_path, cluster.kubeconfig)
    task = release(chart, namespace)

    mark = cluster.audit.mark()
    outcome = runner.play([task], words=("--check", "--diff"))
    assert outcome.code == 0 and "changed=1" in outcome.output, outcome.output
    assert cluster.get("/api/v1/namespaces/" + namespace) is None
    assert _writes(cluster, mark, namespace) == []

    assert runner.play([task]).code == 0
    mark = cluster.audit.mark()
    outcome = runner.play([task])
    assert outcome.code == 0 and "changed=0" in outcome.output, outcome.output
    assert _writes(cluster, mark, namespace) == []

    mark = cluster.audit.mark()
    changed = release(chart, namespace, values={"nameOverride": "other"})
    outcome = runner.play([changed], words=("--check", "--diff"))
    assert outcome.code == 0 and "changed=1" in outcome.output, outcome.output
    assert _writes(cluster, mark, namespace) == []
    outcome = runner.play([release(chart, namespace, state="absent")])
    assert outcome.code == 0, outcome.output


def _writes(cluster: Cluster, mark: t.Any, namespace: str) -> list[t.Any]:
    """The writes of our client since the mark in a namespace, to itself, and to cluster-wide objects of the release."""
    return [
        request
        for request in cluster.audit.since(mark, user_agent="chartwright")
        if request.writes and (namespace in request.uri or (not request.namespace and "live" in request.uri))
    ]


def _api(cluster: Cluster) -> list[str]:
    """What ``helm template`` must be told to render as for this cluster."""
    return ["--kube-version", cluster.get("/version")["gitVersion"], "--is-upgrade"]


def _difference(ours: t.Any, theirs: t.Any) -> str:
    texts = [json.dumps(value, indent=1, sort_keys=True).splitlines() for value in (theirs, ours)]
    return "\n".join(difflib.unified_diff(*texts, "helm's", "ours", lineterm=""))
