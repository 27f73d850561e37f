# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_info: what a chart says of itself, and which versions its repository has."""

from __future__ import annotations

import json
import typing as t

from .._engine.chart.crds import crd_objects
from .._engine.chart.encoding import metadata_object, struct_json
from .._engine.chart.gotime import ZERO_TIME
from .._engine.chart.model import Chart
from .run import Context, Params, Result
from .sources import ChartVersion, find_chart, find_versions

_READMES = ("readme.md", "readme.txt", "readme")


def chart_info(params: Params, context: Context) -> Result:
    """The chart's parts as data; the result as documented in the module."""
    found = find_chart(params, warn=context.warn, check_mode=context.check_mode)
    chart = found.chart
    result: Result = {
        "changed": False,
        "chart": json.loads(struct_json(metadata_object(chart.metadata))),
        "default_values": chart.values or {},
        "values_text": _text(chart.raw_file("values.yaml")),
        "readme": _readme(chart),
        "schema": json.loads(chart.schema) if chart.schema else None,
        "crds": [{"path": crd.path, "manifest": _text(crd.file.data)} for crd in crd_objects(chart)],
        "templates": [template.name for template in chart.templates],
        "dependencies": [_dependency(dependency) for dependency in chart.dependencies],
        **found.source,
    }
    if params["versions"]:
        result["versions"] = [_listed(version) for version in find_versions(params)]
    return result


def _readme(chart: Chart) -> str:
    """The first of the names that helm show readme knows, in any case of letters."""
    for wanted in _READMES:
        for file in chart.files:
            if file.name.lower() == wanted:
                return _text(file.data)
    return ""


def _dependency(chart: Chart) -> dict[str, t.Any]:
    return {"name": chart.metadata.name, "version": chart.metadata.version, "app_version": chart.metadata.app_version}


def _listed(version: ChartVersion) -> dict[str, t.Any]:
    return {
        "version": version.version,
        "app_version": version.metadata.app_version,
        "created": "" if version.created == ZERO_TIME else version.created,
        "digest": version.digest,
        "deprecated": version.metadata.deprecated,
    }


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")


__all__ = ("chart_info",)
