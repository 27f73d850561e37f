# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rules of dependencies: what Chart.yaml declares and what charts/ holds (lint/rules/dependencies.go)."""

from __future__ import annotations

from .findings import ERROR, WARNING, Findings
from .folder import Folder, loaded


def check_dependencies(folder: Folder, findings: Findings) -> None:
    """Compare both by name; a chart that cannot be loaded is an error of its own."""
    chart, problem = loaded(folder)
    findings.rule(ERROR, "", problem and "unable to load chart\n\t%s" % problem)
    if chart is None:
        return
    declared = chart.metadata.dependencies or []
    names = {dependency.name for dependency in declared}
    held = [subchart.name for subchart in chart.dependencies]
    seen: set[str] = set()
    twice = []
    for dependency in declared:
        key = dependency.alias or dependency.name
        if key in seen:
            twice.append(key)
        seen.add(key)
    for severity, text, wrong in (
        (ERROR, "chart metadata is missing these dependencies: %s", [name for name in held if name not in names]),
        (ERROR, "multiple dependencies with name or alias: %s", twice),
        (WARNING, "chart directory is missing these dependencies: %s", [
            dependency.name for dependency in declared if dependency.name not in held
        ]),
    ):  # fmt: skip
        findings.rule(severity, folder.path, text % ",".join(wrong) if wrong else "")


__all__ = ("check_dependencies",)
