# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The custom resource definitions that a chart brings in crds/, which are installed first and never rendered."""

from __future__ import annotations

import posixpath
import typing as t

from .model import Chart, File


class CrdFile(t.NamedTuple):
    """A file of crds/: ``path`` is its name with the chart's place before it, such as ``app/charts/db/crds/x.yaml``."""

    name: str
    path: str
    file: File


def crd_objects(chart: Chart) -> list[CrdFile]:
    """The chart's own files in crds/ in their order, then those of its dependencies (CRDObjects in pkg/chart/v2)."""
    found = [
        CrdFile(file.name, posixpath.normpath(chart.full_path + "/" + file.name), file)
        for file in chart.files
        if file.name.startswith("crds/") and file.name.lower().endswith((".yaml", ".yml", ".json"))
    ]
    for dependency in chart.dependencies:
        found += crd_objects(dependency)
    return found


__all__ = ("CrdFile", "crd_objects")
