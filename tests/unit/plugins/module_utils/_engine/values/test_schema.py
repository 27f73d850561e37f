# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schemas and values with what helm's library says of them (schema_truths.json, format_truths.json)."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, Metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import SchemaError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.schema import (
    schema_problem,
    validate_values,
)

HERE = Path(__file__).parent
TRUTHS = json.loads((HERE / "schema_truths.json").read_text(encoding="utf-8"))
FORMATS = json.loads((HERE / "format_truths.json").read_text(encoding="utf-8"))


def floats(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {key: floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [floats(item) for item in value]
    return float(value) if value.__class__ is int else value


@pytest.mark.parametrize("truth", TRUTHS, ids=[str(place) for place in range(len(TRUTHS))])
def test_values_are_judged_in_the_librarys_words(truth: dict[str, t.Any]) -> None:
    assert schema_problem(floats(truth["values"]), truth["schema"].encode()) == truth["says"]


@pytest.mark.parametrize(("name", "text", "problem"), FORMATS)
def test_a_format_is_judged_in_the_librarys_words(name: str, text: str, problem: str) -> None:
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"format": name}}}
    says = schema_problem({"a": text}, json.dumps(schema).encode())
    assert says.endswith(" is not valid %s: %s\n" % (name, problem)) if problem else says == ""


@pytest.mark.parametrize(
    "reference",
    ["other.json", "file:///etc/passwd", "https://example.org/x.json", "http://json-schema.org/draft-07/schema#"],
)
def test_a_reference_out_of_the_chart_is_refused_by_name(reference: str) -> None:
    says = schema_problem({}, json.dumps({"$ref": reference}).encode())
    assert says.startswith('failing loading "') and reference.rpartition("/")[2].rstrip("#") in says
    assert "must stay inside the chart's values.schema.json" in says


def test_a_urn_is_let_pass() -> None:
    assert schema_problem({"a": 1.0}, b'{"properties": {"a": {"$ref": "urn:x:y"}}}') == ""


def test_numbers_of_set_are_integers() -> None:
    schema = b'{"properties": {"a": {"type": "integer", "maximum": 4}}}'
    assert schema_problem({"a": Int64(3)}, schema) == ""
    assert schema_problem({"a": Int64(5)}, schema) == "- at '/a': maximum: got 5, want 4\n"


def test_a_bomb_of_exponents_is_compared_without_building_it() -> None:
    schema = b'{"properties": {"a": {"maximum": 1e999999999, "multipleOf": 1e-999999999}}}'
    assert schema_problem({"a": 5.0}, schema) == ""


def test_endless_nesting_is_refused() -> None:
    schema = b'{"not": ' * 50_000 + b"{}" + b"}" * 50_000
    assert schema_problem({}, schema)


def owner(name: str, schema: bytes | None, *subcharts: Chart) -> Chart:
    made = Chart(metadata=Metadata(name=name), schema=schema)
    for subchart in subcharts:
        made.add_dependency(subchart)
    return made


def test_every_chart_with_a_schema_is_heard() -> None:
    text = b'{"properties": {"a": {"type": "string"}}, "required": ["b"]}'
    chart = owner("app", text, owner("db", text), owner("none", None), owner("absent", text), owner("list", text))
    with pytest.raises(SchemaError) as caught:
        validate_values(chart, {"a": 1.0, "b": 1.0, "db": {"a": "x"}, "absent": None, "list": []})
    assert str(caught.value) == (
        "values don't meet the specifications of the schema(s) in the following chart(s):\n"
        "app:\n- at '/a': got number, want string\n"
        "db:\n- at '': missing property 'b'\n"
        "list:\ninvalid type for values: expected object (map), got []interface {}\n"
    )


def test_valid_values_pass_in_silence() -> None:
    validate_values(owner("app", b'{"type": "object"}', owner("db", b"true")), {"db": {}})
