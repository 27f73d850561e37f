# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All rules of helm lint in their order (follows pkg/chart/v2/lint/lint.go)."""

from __future__ import annotations

from .chartfile import check_chart_file
from .crds import check_crds
from .dependencies import check_dependencies
from .findings import Finding, Findings
from .folder import Folder
from .templates import Rendering, check_templates
from .values import check_values


def lint(folder: Folder, rendering: Rendering) -> list[Finding]:
    """What is wrong with a chart, in the order and the words of helm lint."""
    findings = Findings()
    check_chart_file(folder, findings)
    check_values(folder, findings, rendering.values, skip_schema_validation=rendering.skip_schema_validation)
    check_templates(folder, findings, rendering)
    check_dependencies(folder, findings)
    check_crds(folder, findings)
    return list(findings)


__all__ = ("lint",)
