# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Dependencies with what helm's ProcessDependencies makes of them (dependency_truths.json)."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.dependencies import (
    check_dependencies,
    process_dependencies,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, Dependency, Metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError, ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.coalesce import coalesce_values

TRUTHS = json.loads((Path(__file__).parent / "dependency_truths.json").read_text(encoding="utf-8"))


def floats(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {key: floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [floats(item) for item in value]
    return float(value) if value.__class__ is int else value


def build(spec: dict[str, t.Any]) -> Chart:
    declared = spec["metadata"].get("dependencies")
    metadata = Metadata(name=spec["metadata"]["name"], version=spec["metadata"]["version"], api_version="v2")
    if declared is not None:
        metadata.dependencies = [dependency(item) for item in declared]
    chart = Chart(metadata=metadata, values=floats(spec["values"]))
    for subchart in spec["deps"]:
        chart.add_dependency(build(subchart))
    return chart


def dependency(item: dict[str, t.Any]) -> Dependency:
    return Dependency(
        name=item["name"],
        version=item.get("version", ""),
        alias=item.get("alias", ""),
        condition=item.get("condition", ""),
        tags=item.get("tags") or None,
        import_values=floats(item.get("import-values")),
    )


def shown(chart: Chart) -> dict[str, t.Any]:
    declared = chart.metadata.dependencies
    return {
        "values": chart.values,
        "path": chart.full_path,
        "deps": [shown(subchart) for subchart in chart.dependencies],
        "decl": declared
        and [[d.name, d.version, d.alias, d.condition, d.enabled, d.import_values, d.tags] for d in declared],
    }


@pytest.mark.parametrize("truth", TRUTHS, ids=[str(place) for place in range(len(TRUTHS))])
def test_dependencies_are_processed_as_helm_does(truth: dict[str, t.Any]) -> None:
    chart, values = build(truth["chart"]), floats(truth["values"])
    if "error" in truth:
        with pytest.raises(ValuesError) as caught:
            process_dependencies(chart, values)
        assert str(caught.value) == truth["error"]
        return
    process_dependencies(chart, values)
    assert shown(chart) == truth["result"]
    assert coalesce_values(chart, values) == truth["coalesced"]


def app(*declared: Dependency, values: dict[str, t.Any] | None = None, held: t.Sequence[Chart] = ()) -> Chart:
    chart = Chart(metadata=Metadata(name="app", version="1.0.0", dependencies=list(declared)), values=values or {})
    for subchart in held:
        chart.add_dependency(subchart)
    return chart


def held_chart(name: str, version: str = "1.0.0") -> Chart:
    return Chart(metadata=Metadata(name=name, version=version), values={})


def names(chart: Chart) -> list[str]:
    return [subchart.full_path for subchart in chart.dependencies]


def test_conditions_beat_tags_and_only_booleans_count() -> None:
    told: list[str] = []
    chart = app(
        Dependency(name="a", version="*", condition="a.on", tags=["off"]),
        Dependency(name="b", version="*", condition="b.on", tags=["off"]),
        Dependency(name="c", version="*", tags=["off", "on"]),
        held=[held_chart("a"), held_chart("b"), held_chart("c")],
    )
    values = {"tags": {"off": False, "on": True}, "a": {"on": True}, "b": {"on": "true"}}
    process_dependencies(chart, values, told.append)
    assert names(chart) == ["app/charts/a", "app/charts/c"]
    assert told == ["returned non-bool value path=b.on chart=b"]


def test_one_chart_stands_under_each_of_its_aliases_behind_what_is_undeclared() -> None:
    chart = app(
        Dependency(name="db", version="1.x", alias="first"),
        Dependency(name="db", version="1.x", alias="second"),
        Dependency(name="db", version="1.x"),
        held=[held_chart("db"), held_chart("other"), held_chart("db", "2.0.0")],
    )
    process_dependencies(chart, {})
    assert [(sub.name, sub.metadata.version) for sub in chart.dependencies] == [
        ("other", "1.0.0"), ("db", "2.0.0"), ("first", "1.0.0"), ("second", "1.0.0"), ("db", "1.0.0"),
    ]  # fmt: skip
    assert all(sub.parent is chart for sub in chart.dependencies)


def test_nothing_is_processed_without_declarations() -> None:
    chart = Chart(metadata=Metadata(name="app"), values={})
    middle = app(Dependency(name="leaf", version="*", condition="leaf.on"), held=[held_chart("leaf")])
    chart.add_dependency(middle)
    process_dependencies(chart, {"app": {"leaf": {"on": False}}})
    assert names(middle) == ["app/charts/app/charts/leaf"]


def test_charts_that_are_declared_and_missing_are_named() -> None:
    check_dependencies(app(Dependency(name="a"), held=[held_chart("a")]))
    with pytest.raises(ChartError) as caught:
        check_dependencies(
            app(Dependency(name="a"), Dependency(name="b"), Dependency(name="c"), held=[held_chart("b")])
        )
    assert str(caught.value) == "found in Chart.yaml, but missing in charts/ directory: a, c"


def test_missing_tables_of_import_values_are_told() -> None:
    told: list[str] = []
    chart = app(
        Dependency(name="db", version="*", import_values=["data", {"child": "x", "parent": "y"}]),
        held=[held_chart("db")],
    )
    process_dependencies(chart, {}, told.append)
    assert told == [
        'ImportValues missing table error="exports" is not a table',
        'ImportValues missing table from chart chart=db error="x" is not a table',
    ]
