# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_package: a chart's folder as an archive."""

from __future__ import annotations

import hashlib
import os

from .._engine.chart.archive import read_archive
from .._engine.chart.dependencies import check_dependencies
from .._engine.chart.model import Chart
from .._engine.chart.packing import pack, package_members, package_name, stamp
from .._engine.chart.tarwriting import Member
from .._engine.errors import ChartError
from .._engine.semver import SemverError, Version
from .chart_folders import Diff, chart_path, difference, listing, load_folder, now, read_file, source_date, write_file
from .dependencies import updated_chart
from .run import Context, Params, Result
from .signatures import signed


def chart_package(params: Params, context: Context) -> Result:
    """The archive of a chart, written where it holds other files than the one that is there; see the module."""
    folder, stamped = chart_path(params["path"]), source_date(params["source_date_epoch"])
    diff: list[Diff] = []
    changed = False
    chart = load_folder(folder, context.warn)
    if params["dependency_update"]:
        chart, diff, changed = updated_chart(folder, params, context, stamped=stamped)
    _override(chart, params)
    if stamped is not None:
        stamp(chart, stamped)
    check_dependencies(chart)
    try:
        members = package_members(chart, now=now())
    except ChartError as error:
        raise ChartError("failed to save: %s" % error) from error
    path = os.path.join(chart_path(params["destination"]), package_name(chart))
    held, data = read_file(path), pack(members)
    if held is not None and _same(held, data, times=stamped is not None):
        data = held
    elif not context.check_mode:
        write_file(path, data)
    if data != held:
        diff = [*diff, difference(path, _listing(held), _members_listing(members))]
    signature = signed(path, data, chart, params, context)
    diff += signature.diff
    result: Result = {
        "changed": changed or data != held or bool(signature.diff),
        "archive": path,
        "provenance": signature.path,
        "signature": signature.result,
        "name": chart.name,
        "version": chart.metadata.version,
        "app_version": chart.metadata.app_version,
        "digest": hashlib.sha256(data).hexdigest(),
        "files": [member.name for member in members],
    }
    if context.diff_mode:
        result["diff"] = diff
    return result


def _override(chart: Chart, params: Params) -> None:
    """Put the task's versions in place of Chart.yaml's."""
    chart.metadata.version = params["version"] or chart.metadata.version
    chart.metadata.app_version = params["app_version"] or chart.metadata.app_version
    try:
        Version.parse(chart.metadata.version)
    except SemverError as error:
        raise ChartError(str(error)) from error


def _same(held: bytes, data: bytes, *, times: bool) -> bool:
    """Whether two archives hold the same files; where ``times`` are given, also with the same times."""
    try:
        pairs = [
            [(file.name, file.data, file.mod_time if times else None) for file in read_archive(archive)]
            for archive in (held, data)
        ]
    except ChartError:
        return False
    return pairs[0] == pairs[1]


def _listing(held: bytes | None) -> str:
    if held is None:
        return ""
    try:
        return listing((file.name, file.data) for file in read_archive(held))
    except ChartError:
        return "(no chart)\n"


def _members_listing(members: list[Member]) -> str:
    return listing((member.name.partition("/")[2], member.data) for member in members)


__all__ = ("chart_package",)
