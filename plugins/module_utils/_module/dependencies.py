# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_dependency: list, build and update what a chart's charts/ folder holds."""

from __future__ import annotations

import os
import typing as t

from .._engine.chart.model import Chart
from .._engine.disk.charts import load_chart
from .._engine.disk.dependency_statuses import dependency_statuses, undeclared
from .._engine.fetch.dependencies import DependencyPlan, Moment, perform, plan_build, plan_update, planned_chart
from .._engine.fetch.dependency_sources import DependencySources
from .._engine.fetch.paths import HelmPaths
from .chart_folders import Diff, chart_path, difference, now, read_file, source_date
from .remote import dependency_options
from .run import Context, Params, Result


def chart_dependency(params: Params, context: Context) -> Result:
    """Make charts/ and the lock what the state says; the result as documented in the module."""
    folder = chart_path(params["path"])
    plan = None
    if params["state"] != "listed":
        plan = plan_dependencies(
            folder, params, context, build=params["state"] == "built", refresh=params["refresh"],
            stamped=source_date(params["source_date_epoch"]),
        )  # fmt: skip
    result: Result = {
        "changed": plan is not None and plan.changed,
        "written": sorted(plan.writes) if plan else [],
        "removed": plan.removes if plan else [],
    }
    if context.diff_mode:
        result["diff"] = dependency_diff(plan) if plan else []
    if plan is not None and not context.check_mode:
        perform(plan)
    foreseen = plan if context.check_mode else None
    chart = planned_chart(foreseen, folder) if foreseen else load_chart(folder)
    result["dependencies"] = _listed(folder, chart, foreseen)
    result["lock"] = _lock(chart)
    for warning in undeclared(folder, chart):
        context.warn(warning)
    return result


def plan_dependencies(
    folder: str, params: Params, context: Context, *, build: bool, refresh: bool, stamped: int | None
) -> DependencyPlan | None:
    """What building from the lock, or updating, would change in a chart's folder; None without dependencies."""
    options = dependency_options(params, write=not context.check_mode)
    sources = DependencySources(folder, HelmPaths(os.environ), refresh=refresh, options=options, warn=context.warn)
    return (plan_build if build else plan_update)(folder, sources, Moment(now(), stamped))


def updated_chart(
    folder: str, params: Params, context: Context, *, stamped: int | None
) -> tuple[Chart, list[Diff], bool]:
    """The chart in a folder after an update of its dependencies, what the update changes, and whether it does.

    Check mode writes nothing and gives the chart as it would be.
    """
    plan = plan_dependencies(folder, params, context, build=False, refresh=True, stamped=stamped)
    if plan is None:
        return load_chart(folder), [], False
    changes = dependency_diff(plan)
    if context.check_mode:
        return planned_chart(plan, folder), changes, plan.changed
    perform(plan)
    return load_chart(folder), changes, plan.changed


def dependency_diff(plan: DependencyPlan) -> list[Diff]:
    """The lock file and the names of packaged charts, before and after."""
    entries = []
    if plan.new_lock is not None:
        path = os.path.join(plan.folder, plan.lock_name)
        entries.append(difference(path, (read_file(path) or b"").decode("utf-8", "replace"), plan.new_lock.decode()))
    if plan.writes or plan.removes:
        path = os.path.join(plan.folder, "charts")
        held = {name for name in _names(path) if name.endswith(".tgz")}
        after = (held | set(plan.writes)) - set(plan.removes)
        replaced = {name for name in plan.writes if name in held}
        entries.append(difference(path, _lines(held, replaced, "(before)"), _lines(after, replaced, "(after)")))
    return entries


def _lines(names: t.Iterable[str], replaced: t.Container[str], side: str) -> str:
    return "".join("%s%s\n" % (name, " " + side if name in replaced else "") for name in sorted(names))


def _names(folder: str) -> list[str]:
    return os.listdir(folder) if os.path.isdir(folder) else []


def _listed(folder: str, chart: Chart, plan: DependencyPlan | None) -> list[dict[str, t.Any]]:
    """Each declared dependency with its status; those that a plan foresees will be there."""
    fetched = {held.name for held in plan.lock.dependencies or () if held.repository} if plan else set()
    locked = list(chart.lock.dependencies or ()) if chart.lock else []
    rows = []
    for position, (dependency, status) in enumerate(
        zip(chart.metadata.dependencies or (), dependency_statuses(folder, chart), strict=True)
    ):
        same = position < len(locked) and locked[position].name == dependency.name
        rows.append(
            {
                "name": dependency.name,
                "alias": dependency.alias,
                "version": dependency.version,
                "repository": dependency.repository,
                "status": "ok" if dependency.name in fetched else status,
                "locked_version": locked[position].version if same else "",
            }
        )
    return rows


def _lock(chart: Chart) -> dict[str, str] | None:
    if chart.lock is None:
        return None
    return {"digest": chart.lock.digest, "generated": chart.lock.generated}


__all__ = ("chart_dependency", "updated_chart")
