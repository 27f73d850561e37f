# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How the charts in charts/ answer to what Chart.yaml declares, in helm's words (follows pkg/action/dependency.go)."""

from __future__ import annotations

import os

from ..chart.model import Chart, Dependency
from ..chart.pathmatch import BadPatternError, compile_pattern
from ..errors import ChartError
from ..semver import Constraint, SemverError, Version
from .charts import load_chart


def dependency_statuses(folder: str, chart: Chart) -> list[str]:
    """The status of each declared dependency of the chart at ``folder``, in Chart.yaml's order.

    One of: ok (packaged), unpacked (a folder, or inside a packaged chart), missing, wrong version, invalid version,
    corrupt, misnamed, too many matches, bad pattern.
    """
    held = _names(os.path.join(folder, "charts"))
    return [
        _status(os.path.join(folder, "charts"), held, dependency, chart)
        for dependency in chart.metadata.dependencies or ()
    ]


def undeclared(folder: str, chart: Chart) -> list[str]:
    """Helm's warnings about what lies in charts/ and is no chart, or none that Chart.yaml declares."""
    declared = {dependency.name for dependency in chart.metadata.dependencies or ()}
    warnings = []
    for name in _names(os.path.join(folder, "charts")):
        path = os.path.join(folder, "charts", name)
        if not os.path.isdir(path) and not name.endswith(".tgz"):
            continue
        try:
            if load_chart(path).name not in declared:
                warnings.append('WARNING: "%s" is not in Chart.yaml.' % path)
        except ChartError:
            warnings.append('WARNING: "%s" is not a chart.' % path)
    return warnings


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _status(folder: str, held: list[str], dependency: Dependency, chart: Chart) -> str:
    try:
        matches = compile_pattern("%s-*.tgz" % dependency.name)
        archives = [name for name in held if matches(name)]
    except BadPatternError:
        return "bad pattern"
    if len(archives) > 1:
        archives = [name for name in archives if _is_version(name[len(dependency.name) + 1 : -len(".tgz")])]
        if len(archives) > 1:
            return "too many matches"
    if archives:
        return _archive_status(os.path.join(folder, archives[0]), dependency)
    for subchart in reversed(chart.dependencies):
        if subchart.name == dependency.name:
            return _version_problem(subchart, dependency) or "unpacked"
    return "missing"


def _archive_status(path: str, dependency: Dependency) -> str:
    try:
        chart = load_chart(path)
    except ChartError:
        return "corrupt"
    if chart.name != dependency.name:
        return "misnamed"
    return _version_problem(chart, dependency) or "ok"


def _version_problem(chart: Chart, dependency: Dependency) -> str:
    if chart.metadata.version == dependency.version:
        return ""
    try:
        constraint, version = Constraint.parse(dependency.version), Version.parse(chart.metadata.version)
    except SemverError:
        return "invalid version"
    return "" if constraint.check(version) else "wrong version"


def _is_version(text: str) -> bool:
    try:
        Version.parse(text, strict=True)
    except SemverError:
        return False
    return True


__all__ = ("dependency_statuses", "undeclared")
