# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_create: a new chart's folder, from our scaffold or from a starter."""

from __future__ import annotations

import os

from .._engine.chart.creation import check_name, from_starter
from .._engine.chart.model import Chart
from .._engine.chart.scaffold import scaffold
from .._engine.disk.charts import load_chart
from .._engine.errors import ChartError
from .chart_folders import chart_path, difference, make_folder, now, read_file, write_file
from .run import Context, Params, Result


def chart_create(params: Params, context: Context) -> Result:
    """Write the files of a new chart; one that is there already is left alone unless it is to be overwritten."""
    folder = chart_path(params["path"])
    name = os.path.basename(folder)
    check_name(name)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise ChartError("file %s already exists and is not a directory" % folder)
    wanted = _files(params["starter"], name)
    exists = os.path.exists(os.path.join(folder, "Chart.yaml"))
    written = {}
    if params["overwrite"] or not exists:
        held = {path: read_file(os.path.join(folder, path)) for path in wanted}
        written = {
            path: (held[path], data)
            for path, data in wanted.items()
            if held[path] is None or (params["overwrite"] and held[path] != data and not _packaged(path))
        }
    result: Result = {"changed": bool(written), "name": name, "path": folder, "written": sorted(written)}
    if context.diff_mode:
        result["diff"] = [
            difference(os.path.join(folder, path), _text(old), _text(new)) for path, (old, new) in written.items()
        ]
    if not context.check_mode and not (exists and not params["overwrite"]):
        for path, (_old, new) in written.items():
            write_file(os.path.join(folder, path), new)
        make_folder(os.path.join(folder, "charts"))
    return result


def _files(starter: str | None, name: str) -> dict[str, bytes]:
    return from_starter(_starter(starter), name, now=now()) if starter else scaffold(name)


def _starter(text: str) -> Chart:
    """The starter of that name in helm's folder of starters, or at that absolute path."""
    path = os.path.expanduser(text)
    if not os.path.isabs(path):
        home = os.path.expanduser("~")
        data = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
        root = os.environ.get("HELM_DATA_HOME") or os.path.join(data, "helm")
        path = os.path.join(root, "starters", path)
    try:
        return load_chart(path)
    except ChartError as error:
        raise ChartError("could not load %s: %s" % (path, error)) from error


def _packaged(path: str) -> bool:
    """Packaged charts of a starter hold times, so that they differ each time."""
    return path.startswith("charts/")


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")


__all__ = ("chart_create",)
