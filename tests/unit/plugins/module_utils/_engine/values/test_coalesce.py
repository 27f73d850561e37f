# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Coalescing and merging; every expectation was given by helm's pkg/chart/common/util."""

from __future__ import annotations

import copy
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, Metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.coalesce import (
    coalesce_tables,
    coalesce_values,
    merge_tables,
    merge_values,
)

Values = dict[str, t.Any]


def chart(name: str, values: Values | None, *subcharts: Chart) -> Chart:
    made = Chart(metadata=Metadata(name=name), values=values)
    for subchart in subcharts:
        made.add_dependency(subchart)
    return made


DEFAULTS: Values = {"a": {"b": 1.0, "c": {"d": 2.0}}, "e": "x", "l": [1.0, 2.0], "n": None}

ONE_CHART = [
    ({}, {"a": {"b": 1.0, "c": {"d": 2.0}}, "e": "x", "l": [1.0, 2.0]}),
    ({"e": "y"}, {"a": {"b": 1.0, "c": {"d": 2.0}}, "e": "y", "l": [1.0, 2.0]}),
    ({"e": None}, {"a": {"b": 1.0, "c": {"d": 2.0}}, "l": [1.0, 2.0]}),
    ({"a": {"b": None}}, {"a": {"c": {"d": 2.0}}, "e": "x", "l": [1.0, 2.0]}),
    ({"a": {"c": {"d": None}}}, {"a": {"b": 1.0, "c": {}}, "e": "x", "l": [1.0, 2.0]}),
    ({"a": None, "l": [3.0]}, {"e": "x", "l": [3.0]}),
    ({"unknown": None, "a": {"new": None}}, {
        "unknown": None, "a": {"b": 1.0, "c": {"d": 2.0}, "new": None}, "e": "x", "l": [1.0, 2.0],
    }),
    ({"n": {"x": None}}, {"a": {"b": 1.0, "c": {"d": 2.0}}, "e": "x", "l": [1.0, 2.0], "n": {"x": None}}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), ONE_CHART)
def test_the_user_wins_and_a_null_deletes_a_default_alone(given: Values, expected: Values) -> None:
    owner, before = chart("app", DEFAULTS), copy.deepcopy((DEFAULTS, given))
    assert coalesce_values(owner, given) == expected
    assert (DEFAULTS, given) == before


def test_merging_keeps_every_null() -> None:
    owner = chart("app", {"a": None, "b": {"c": 1.0, "d": None}})
    assert merge_values(owner, {"b": {"c": None}}) == {"a": None, "b": {"c": None, "d": None}}


def test_subcharts_get_tables_globals_and_the_nulls_that_delete_their_defaults() -> None:
    database = chart("db", {"user": "u", "port": 5.0, "global": {"own": 1.0}})
    owner = chart("app", {"global": {"g": {"x": 1.0}}, "db": {"user": None}}, database, chart("empty", None))
    assert coalesce_values(owner, {"global": {"g": {"y": 2.0}}, "db": {"port": None}}) == {
        "global": {"g": {"x": 1.0, "y": 2.0}},
        "db": {"global": {"g": {"x": 1.0, "y": 2.0}, "own": 1.0}},
        "empty": {"global": {"g": {"x": 1.0, "y": 2.0}}},
    }


def test_the_parents_globals_win_but_never_over_a_table() -> None:
    told: list[str] = []
    owner = chart("app", {"global": {"a": 1.0, "t": 2.0, "m": {"x": 1.0}}}, chart("db", None))
    result = coalesce_values(owner, {"db": {"global": {"a": 9.0, "t": {}, "m": "text"}}}, told.append)
    assert result["db"]["global"] == {"a": 1.0, "t": {}, "m": "text"}
    assert sorted(told) == ['Conflict: cannot merge map onto non-map for "m". Skipping.', "key t is table. Skipping"]


WARNINGS = [
    ({"a": {"b": 1.0}}, {"a": "x"}, "warning: skipped value for app.a: Not a table."),
    (
        {"a": {"b": "x"}},
        {"a": {"b": {"c": 1.0}}},
        "warning: cannot overwrite table with non table for app.a.b (map[c:1])",
    ),
    (
        {"a": {"b": {"c": 1.0}}},
        {"a": {"b": "x"}},
        "warning: destination for app.a.b is a table. Ignoring non-table value (x)",
    ),
]


@pytest.mark.parametrize(("given", "defaults", "warning"), WARNINGS)
def test_a_table_against_a_scalar_is_told_and_the_user_kept(given: Values, defaults: Values, warning: str) -> None:
    told: list[str] = []
    assert coalesce_values(chart("app", defaults), given, told.append) == given
    assert told == [warning]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("x", "%!t(string=x)"), (1.0, "%!t(float64=1)"), (None, "%!t(<nil>)"), (True, "true")],
)
def test_a_subcharts_name_must_hold_a_table(value: t.Any, shown: str) -> None:
    with pytest.raises(ValuesError) as caught:
        coalesce_values(chart("app", {}, chart("db", {})), {"db": value})
    assert str(caught.value) == "type mismatch on db: " + shown


def test_tables_are_merged_into_the_first() -> None:
    assert coalesce_tables({"a": None, "b": None}, {"a": 1.0, "c": None}) == {"b": None, "c": None}
    assert merge_tables({"a": None, "b": None}, {"a": 1.0, "c": None}) == {"a": None, "b": None, "c": None}
    assert merge_tables({"a": 1.0}, None) == {"a": 1.0}


def test_values_nested_without_end_are_refused() -> None:
    deep: Values = {}
    for _unused in range(50_000):
        deep = {"a": deep}
    with pytest.raises(ValuesError, match="nested too deeply"):
        coalesce_values(chart("app", {}), deep)
