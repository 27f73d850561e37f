# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.chart_source import (
    ChartOptions,
    ChartSource,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.present import Rendering
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_files
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import RenderError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    record,
)


def source(template: str, cluster: FakeCluster | None = None, **files: str) -> ChartSource:
    parts = {
        "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "values.yaml": "a: 1\nb: 2\n",
        "templates/x.yaml": template, "crds/c.yaml": "kind: CustomResourceDefinition\n", **files,
    }  # fmt: skip
    chart = load_files([File(name, text.encode()) for name, text in parts.items()])
    return ChartSource(
        chart, options=ChartOptions("web", "shop"), cluster=cluster or FakeCluster(),
        world=lambda later: World(now=lambda: 10**18 if later else 0), log=lambda message: None,
    )  # fmt: skip


def render(found: ChartSource, **more: object) -> str:
    options = {"revision": 3, "is_install": False, "config": {}, "base": None, "api_versions": ["v1"], **more}
    return found.render(Rendering(**options)).manifest.partition(".yaml\n")[2].strip()


def test_templates_see_the_release_and_the_cluster() -> None:
    text = "{{ .Release.Name }}: {{ .Release.Revision }}-{{ .Release.IsUpgrade }}-{{ .Capabilities.KubeVersion }}"
    assert render(source(text)) == "web: 3-true-v1.36.3"


def test_each_rendering_starts_from_the_files_again() -> None:
    found = source('{{ $_ := set .Values "a" 9 }}v: {{ .Values.b }}{{ .Values.a }}')
    assert render(found) == render(found) == "v: 29"


def test_a_shuffled_rendering_has_another_time() -> None:
    found = source("year: {{ now | date \"2006\" }}")
    assert (render(found), render(found, shuffled=True)) == ("year: 1970", "year: 2001")


def test_values_of_the_last_revision_replace_the_charts() -> None:
    base = record(1, "deployed", chart={"metadata": {"name": "web"}, "values": {"a": 5.0}}, config={"c": 6.0})
    assert render(source("v: {{ .Values.a }}{{ .Values.c }}{{ .Values.b }}"), base=base) == "v: 56"


class TestLookup:
    def test_an_object_has_integers_of_go(self) -> None:
        cluster = FakeCluster()
        live = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}, "spec": {"port": 80}}
        cluster.add(live, namespace="shop")
        text = 'v: {{ $s := lookup "v1" "Service" "shop" "s" }}{{ kindOf $s.spec.port }}{{ $s.spec.port }}'
        assert render(source(text, cluster)) == "v: int6480"
        assert render(source('v: {{ len (lookup "v1" "Service" "shop" "").items }}', cluster)) == "v: 1"

    def test_what_is_not_there_is_an_empty_map(self) -> None:
        assert render(source('v: {{ lookup "v1" "Service" "shop" "none" | len }}')) == "v: 0"

    def test_a_version_that_is_not_served_is_helms_error(self) -> None:
        message = "unable to get apiresource from unstructured: x.io/v1, Kind=Odd: the server could not find"
        with pytest.raises(RenderError, match=message):
            render(source('v: {{ lookup "x.io/v1" "Odd" "" "" }}'))


def test_the_definitions_of_a_chart_are_found() -> None:
    assert [file.name for file in source("a: 1").crds()] == ["crds/c.yaml"]
