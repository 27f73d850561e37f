# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which charts have Jinja2 templates, and which of their files these are."""

from __future__ import annotations

import typing as t

from ..chart.model import Chart
from ..errors import ChartError

ANNOTATION: t.Final = "chartwright.kube/engine"
SUFFIX: t.Final = ".j2"
_FOLDER: t.Final = "templates/"


class JinjaChart(t.NamedTuple):
    """A chart with Jinja2 templates: their texts by path below templates/, its dot and its templates' folder."""

    chart: Chart
    sources: dict[str, str]
    dot: t.Mapping[str, t.Any]
    base_path: str


def wants_jinja(chart: Chart) -> bool:
    """Whether the chart's files in .j2 are Jinja2 templates; ChartError for an engine that nobody knows."""
    engine = (chart.metadata.annotations or {}).get(ANNOTATION)
    if engine in (None, "gotpl"):
        return False
    if engine != "jinja2":
        raise ChartError("chart %s: the annotation %s is jinja2 or gotpl, not %s" % (chart.name, ANNOTATION, engine))
    return True


def jinja_chart(chart: Chart, dot: t.Mapping[str, t.Any]) -> JinjaChart | None:
    """The chart with its Jinja2 templates, or None where it does not ask for them."""
    if not wants_jinja(chart):
        return None
    base = chart.full_path + "/templates"
    sources: dict[str, str] = {}
    names = {file.name for file in chart.templates}
    for file in chart.templates:
        if is_jinja(file.name):
            if file.name.removesuffix(SUFFIX) in names:
                raise ChartError(
                    "chart %s has both %s and %s" % (chart.name, file.name.removesuffix(SUFFIX), file.name)
                )
            sources[file.name.removeprefix(_FOLDER)] = file.data.decode("utf-8", "surrogateescape")
    return JinjaChart(chart, sources, dot, base)


def is_jinja(name: str) -> bool:
    """Whether a file of such a chart is a Jinja2 template."""
    return name.endswith(SUFFIX)


__all__ = ("ANNOTATION", "SUFFIX", "JinjaChart", "is_jinja", "jinja_chart", "wants_jinja")
