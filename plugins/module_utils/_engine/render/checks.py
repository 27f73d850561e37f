# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a chart may be rendered for a release at all, in helm's words (pkg/cmd/install.go, pkg/action)."""

from __future__ import annotations

from ..chart.dependencies import check_dependencies, is_compatible
from ..chart.model import Chart
from ..errors import ChartError, RenderError
from .capabilities import KubeVersion


def check_installable(chart: Chart) -> None:
    """ChartError for a chart of another type than application; helm checks this at install and template only."""
    kind = chart.metadata.type
    if kind not in ("", "application"):
        raise ChartError("%s charts are not installable" % kind)


def check_vendored(chart: Chart) -> None:
    """ChartError where charts that Chart.yaml declares are not in charts/."""
    try:
        check_dependencies(chart)
    except ChartError as error:
        raise ChartError(
            "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' "
            "to fetch missing dependencies: %s" % error
        ) from error


def check_kube_version(chart: Chart, version: KubeVersion) -> None:
    """RenderError where the chart wants another Kubernetes."""
    wanted = chart.metadata.kube_version
    if wanted and not is_compatible(wanted, str(version)):
        raise RenderError(
            "chart requires kubeVersion: %s which is incompatible with Kubernetes %s" % (wanted, version.Version)
        )


__all__ = ("check_installable", "check_kube_version", "check_vendored")
