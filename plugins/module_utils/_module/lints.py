# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_lint: helm's rules on a chart and, if wanted, on the charts inside it."""

from __future__ import annotations

import tempfile
import typing as t

from .._engine.disk.linted_folder import DiskFolder, charts_inside, is_archive, unpack
from .._engine.errors import ChartError, EngineError
from .._engine.lint.findings import ERROR, INFO, Finding
from .._engine.lint.linter import lint
from .._engine.lint.templates import Rendering
from .._engine.render.capabilities import KubeVersion
from .chart_folders import chart_path
from .machine import world
from .run import Context, Params, Result
from .user_values import read_values


class _Linted(t.NamedTuple):
    """One chart: what was found, or why it is none."""

    path: str
    findings: list[Finding]
    problem: str

    def failures(self, *, strict: bool) -> list[str]:
        """What makes the chart fail."""
        if self.problem:
            return [self.problem]
        return [str(found) for found in self.findings if found.severity == ERROR or (strict and found.severity != INFO)]


def chart_lint(params: Params, context: Context) -> Result:
    """The findings; EngineError, which carries them, where a chart fails."""
    rendering = Rendering(
        read_values(params),
        namespace=params["namespace"],
        kube_version=KubeVersion.parse(params["kube_version"]) if params["kube_version"] else None,
        skip_schema_validation=params["skip_schema_validation"],
        world=world(enable_dns=params["enable_dns"]),
    )
    path = chart_path(params["path"])
    paths = [path, *(charts_inside(path) if params["with_subcharts"] else ())]
    linted = [_lint(each, rendering) for each in paths]
    failures = [(each, reasons) for each in linted if (reasons := each.failures(strict=params["strict"]))]
    shown = [_shown(each, quiet=params["quiet"]) for each in linted]
    result: Result = {
        "changed": False,
        "charts": paths,
        "failed_charts": [each.path for each, _reasons in failures],
        "findings": [row for rows, _lines in shown for row in rows],
        "report": "\n".join(line for _rows, lines in shown for line in lines),
    }
    if failures:
        chart, reasons = failures[0]
        summary = "%d chart(s) linted, %d chart(s) failed" % (len(linted), len(failures))
        raise EngineError("%s; the first: %s: %s" % (summary, chart.path, reasons[0]), details=result)
    return result


def _lint(path: str, rendering: Rendering) -> _Linted:
    try:
        if not is_archive(path):
            return _Linted(path, lint(DiskFolder(path), rendering), "")
        with tempfile.TemporaryDirectory() as folder:
            return _Linted(path, lint(DiskFolder(unpack(path, folder), path), rendering), "")
    except ChartError as error:
        return _Linted(path, [], str(error))


def _shown(linted: _Linted, *, quiet: bool) -> tuple[list[dict[str, str]], list[str]]:
    """The findings as data and as helm prints them."""
    findings = [found for found in linted.findings if not quiet or found.severity != INFO]
    if quiet and not findings and not linted.problem:
        return [], []
    rows = [{"chart": linted.path, **found._asdict()} for found in findings]
    lines = [str(found) for found in findings]
    if linted.problem:
        rows.append({"chart": linted.path, **Finding(ERROR, "", linted.problem)._asdict()})
        lines.append("Error %s" % linted.problem)
    return rows, ["==> Linting %s" % linted.path, *lines, ""]


__all__ = ("chart_lint",)
