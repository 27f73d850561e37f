# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which subcharts take part, under which name, before rendering (follows pkg/chart/v2/util/dependencies.go).

Declared subcharts come in Chart.yaml's order, behind those that merely lie in charts/; each alias is a copy of its own;
tags, then conditions, switch them off. Nothing is processed at or below a chart whose Chart.yaml declares none.
What is left imports values, see ``import_values``.
"""

from __future__ import annotations

import typing as t

from ..errors import ChartError
from ..semver import Constraint, SemverError, Version
from ..values.coalesce import Warn, coalesce_values, ignore_warning
from ..values.paths import NoTableError, NoValueError, path_value, table_at
from .import_values import import_values
from .model import Chart, Dependency, Values


def process_dependencies(chart: Chart, values: Values, warn: Warn = ignore_warning) -> None:
    """Change ``chart`` and what it holds into what is rendered with the user's ``values``.

    Its dependencies, their names and its metadata's dependencies change, and the default values of charts that
    declare dependencies. Warnings go to ``warn``. Raises ValuesError where values do not fit the charts.
    """
    _enable(chart, values, "", warn)
    import_values(chart, warn)


def check_dependencies(chart: Chart) -> None:
    """ChartError where Chart.yaml declares charts that are not in charts/ (names alone count)."""
    held = {subchart.name for subchart in chart.dependencies}
    missing = [dependency.name for dependency in chart.metadata.dependencies or () if dependency.name not in held]
    if missing:
        raise ChartError("found in Chart.yaml, but missing in charts/ directory: %s" % ", ".join(missing))


def is_compatible(constraint: str, version: str) -> bool:
    """Whether ``version`` meets ``constraint``; False where either is malformed."""
    try:
        return Constraint.parse(constraint).check(Version.parse(version))
    except SemverError:
        return False


def _enable(chart: Chart, values: Values, path: str, warn: Warn) -> None:
    declared = chart.metadata.dependencies
    if declared is None:
        return
    chart.set_dependencies(_declared_charts(chart, declared))
    for dependency in declared:
        dependency.enabled = True
    coalesced = coalesce_values(chart, values, warn)
    _apply_tags(declared, coalesced, warn)
    _apply_conditions(declared, coalesced, path, warn)
    disabled = {dependency.name for dependency in declared if not dependency.enabled}
    subcharts = [subchart for subchart in chart.dependencies if subchart.name not in disabled]
    kept = [dependency for dependency in declared if dependency.name not in disabled]
    for subchart in subcharts:
        _enable(subchart, coalesced, path + subchart.name + ".", warn)
    chart.metadata.dependencies = kept or None
    chart.set_dependencies(subcharts)


def _declared_charts(chart: Chart, declared: list[Dependency]) -> list[Chart]:
    """The subcharts in their order, a copy for each declaration; declarations take on their alias as name."""
    charts = [
        subchart
        for subchart in chart.dependencies
        if not any(
            subchart.name == dependency.name and is_compatible(dependency.version, subchart.metadata.version)
            for dependency in declared
        )
    ]
    for dependency in declared:
        copied = _copy_for(dependency, chart.dependencies)
        if copied is not None:
            charts.append(copied)
        if dependency.alias:
            dependency.name = dependency.alias
    return charts


def _copy_for(dependency: Dependency, charts: t.Iterable[Chart]) -> Chart | None:
    """A copy of the chart that meets the declaration, named as the declaration wants it."""
    for chart in charts:
        if chart.name == dependency.name and is_compatible(dependency.version, chart.metadata.version):
            copied = chart.copy()
            copied.metadata = chart.metadata.copy()
            copied.set_dependencies(subchart.copy() for subchart in chart.dependencies)
            if dependency.alias:
                copied.metadata.name = dependency.alias
            return copied
    return None


def _apply_tags(declared: list[Dependency], values: Values, warn: Warn) -> None:
    try:
        tags = table_at(values, "tags")
    except NoTableError:
        return
    for dependency in declared:
        states = set()
        for tag in dependency.tags or ():
            if tag not in tags:
                continue
            if isinstance(tags[tag], bool):
                states.add(tags[tag])
            else:
                warn("returned non-bool value tag=%s chart=%s" % (tag, dependency.name))
        dependency.enabled = states != {False}


def _apply_conditions(declared: list[Dependency], values: Values, path: str, warn: Warn) -> None:
    for dependency in declared:
        for condition in dependency.condition.strip().split(","):
            if not condition:
                continue
            try:
                state = path_value(values, path + condition)
            except NoValueError:
                continue
            if isinstance(state, bool):
                dependency.enabled = state
                break
            warn("returned non-bool value path=%s chart=%s" % (condition, dependency.name))


__all__ = ("check_dependencies", "is_compatible", "process_dependencies")
