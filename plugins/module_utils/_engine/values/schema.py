# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Validates values with the schemas of a chart and its subcharts (follows pkg/chart/common/util/jsonschema.go).

Own code, not the jsonschema package: that costs 0.1 s of import a task, knows other texts and another order of
failures, and takes Python's regular expressions. values/jsonschema/ says what helm's library says; charts without a
schema do not import it.
"""

from __future__ import annotations

import typing as t

from ..errors import SchemaError, ValuesError
from ..gojson.decode import decode
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import go_type

Values = dict[str, t.Any]


class SchemaOwner(t.Protocol):
    """What validating needs of a chart."""

    @property
    def name(self) -> str: ...

    @property
    def schema(self) -> bytes | None: ...

    @property
    def dependencies(self) -> t.Sequence[t.Any]: ...


def validate_values(chart: SchemaOwner, values: Values) -> None:
    """Validate coalesced ``values`` with the chart's values.schema.json, and each subchart's table with its own.

    SchemaError lists all that fails, in helm's words.
    """
    problems = _problems(chart, values)
    if problems:
        raise SchemaError(
            "values don't meet the specifications of the schema(s) in the following chart(s):\n" + problems
        )


def _problems(chart: SchemaOwner, values: Values) -> str:
    problems = ""
    if chart.schema is not None:
        problem = schema_problem(values, chart.schema)
        if problem:
            problems += "%s:\n%s" % (chart.name, problem)
    for subchart in chart.dependencies:
        table = values.get(subchart.name)
        if isinstance(table, dict):
            problems += _problems(subchart, table)
        elif table is not None:
            problems += "%s:\ninvalid type for values: expected object (map), got %s\n" % (
                subchart.name,
                go_type(table),
            )
    return problems


def schema_problem(values: t.Any, schema: bytes) -> str:
    """What is wrong with ``values``, or with the schema itself; empty where nothing is."""
    from .jsonschema.compiler import Compiler
    from .jsonschema.failures import render
    from .jsonschema.validator import validate

    try:
        compiler = Compiler(_parse(schema.decode("utf-8", "replace")))
        failures = validate(values, compiler, compiler.compile())
    except RecursionError:
        return "unable to validate schema: it is nested too deeply"
    except ValuesError as error:
        return str(error)
    return render(failures) + "\n" if failures else ""


def _parse(text: str) -> t.Any:
    """The schema's JSON, its numbers as written. ValuesError with the words of encoding/json's Decoder."""
    from json.decoder import JSONDecoder

    from .jsonschema.decimals import JsonNumber

    try:
        return JSONDecoder(parse_int=JsonNumber, parse_float=JsonNumber, parse_constant=_no_constant).decode(text)
    except ValueError as wrong:
        try:
            decode(text)
        except GoError as error:
            problem = str(error)
        else:
            problem = str(wrong)
    if problem == "unexpected end of JSON input":
        problem = "unexpected EOF" if text.strip() else "EOF"
    elif "after top-level value" in problem:
        problem = "invalid character after top-level value"
    raise ValuesError(problem)


def _no_constant(name: str) -> t.Any:
    raise ValueError("%s is no JSON" % name)


__all__ = ("schema_problem", "validate_values")
