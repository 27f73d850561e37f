# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rules of values.yaml and its schema, with the user's values (follows pkg/chart/v2/lint/rules/values.go)."""

from __future__ import annotations

import typing as t

from ..errors import ChartError
from ..gotmpl.functions import GoError
from ..goyaml.load import load
from ..values.coalesce import coalesce_tables, copy_values
from .findings import ERROR, INFO, Findings
from .folder import Folder

_FILE = "values.yaml"
_SCHEMA = "values.schema.json"


def check_values(folder: Folder, findings: Findings, values: dict[str, t.Any], *, skip_schema_validation: bool) -> None:
    """Check that the file is there and is YAML, and that it meets the chart's own schema; subcharts are left out."""
    if not findings.rule(INFO, _FILE, "" if folder.kind(_FILE) else "file does not exist"):
        return
    findings.rule(ERROR, _FILE, _problem(folder, values, skip_schema_validation))


def _problem(folder: Folder, values: dict[str, t.Any], skip_schema_validation: bool) -> str:
    try:
        defaults = load(folder.read(_FILE), target="map[string]interface {}")
    except (ChartError, GoError) as error:
        return "unable to parse YAML: %s" % str(error).replace("map[string]interface {}", "common.Values")
    try:
        schema = folder.read(_SCHEMA)
    except ChartError:
        return ""
    if not schema or skip_schema_validation:
        return ""
    from ..values.schema import schema_problem

    return schema_problem(coalesce_tables(copy_values(values), defaults), schema)


__all__ = ("check_values",)
