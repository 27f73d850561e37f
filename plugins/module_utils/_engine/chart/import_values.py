# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Puts values of subcharts under their parents' own, as ``import-values`` in Chart.yaml asks.

Follows processDependencyImportValues in pkg/chart/v2/util/dependencies.go: the deepest chart first, only defaults of
charts are imported, only tables can be, and the parent's own values win.
"""

from __future__ import annotations

import typing as t

from ..gotmpl.govalues import GoMap
from ..gotmpl.printing import sprintf
from ..values.coalesce import Warn, copy_values, merge_tables, merge_values
from ..values.paths import NoTableError, table_at
from .model import Chart, Dependency, Values


def import_values(chart: Chart, warn: Warn) -> None:
    """Replace the default values of every chart that declares dependencies by the merged ones.

    The declarations' ``import_values`` become child/parent maps. Missing tables are told to ``warn``.
    """
    for subchart in chart.dependencies:
        import_values(subchart, warn)
    declared = chart.metadata.dependencies
    if declared is None:
        return
    merged = merge_values(chart, None, warn)
    imported: Values = {}
    for dependency in declared:
        asked: list[t.Any] = []
        for wish in dependency.import_values or ():
            source = _source(wish)
            if source is None:
                continue
            asked.append(source)
            try:
                table = table_at(merged, dependency.name + "." + source["child"]) or {}
            except NoTableError as error:
                warn(_missing(dependency, wish, error))
                continue
            imported = merge_tables(imported, _nested(source["parent"], table), warn)
        dependency.import_values = asked or None
    chart.values = merge_tables(copy_values(merged), imported, warn)


def _source(wish: t.Any) -> GoMap | None:
    """Where from and where to; None for what is neither text nor a fresh map, which helm drops."""
    if wish.__class__ is dict:
        paths = {"child": sprintf("%v", wish.get("child")), "parent": sprintf("%v", wish.get("parent"))}
        return GoMap("map[string]string", paths)
    if isinstance(wish, str):
        return GoMap("map[string]string", {"child": "exports." + wish, "parent": "."})
    return None


def _nested(path: str, table: Values) -> Values:
    if path == ".":
        return table
    for name in reversed(path.split(".")):
        table = {name: table}
    return table


def _missing(dependency: Dependency, wish: t.Any, error: NoTableError) -> str:
    if isinstance(wish, str):
        return "ImportValues missing table error=%s" % error
    return "ImportValues missing table from chart chart=%s error=%s" % (dependency.name, error)


__all__ = ("import_values",)
