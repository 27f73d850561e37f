# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_repo_index: the index of a folder of packaged charts."""

from __future__ import annotations

import os

from .._engine.chart.gotime import format_time
from .._engine.errors import EngineError, FetchError
from .._engine.fetch.index import Index
from .._engine.fetch.index_making import Entries, index_folder, index_text, keep_times, merge
from .chart_folders import chart_path, difference, now, read_file, write_file
from .run import Context, Params, Result

_FILE = "index.yaml"


def chart_repo_index(params: Params, context: Context) -> Result:
    """Make the folder's index say what the folder holds; the result as documented in the module."""
    folder = chart_path(params["path"])
    path = os.path.join(folder, _FILE)
    moment = format_time(now())
    entries, skipped = index_folder(folder, params["url"] or "", now=moment)
    held = read_file(path)
    old = _old(held, path, context)
    if params["merge"]:
        _merge(entries, chart_path(params["merge"]))
    if old is not None:
        keep_times(entries, old)
    as_json = params["format"] == "json"
    data = index_text(entries, generated=moment if old is None else old.frame.generated, json=as_json)
    changed = data != held
    if changed and old is not None:
        data = index_text(entries, generated=moment, json=as_json)
    if changed and not context.check_mode:
        write_file(path, data)
    for name, reason in skipped:
        context.warn("%s is left out, it is no chart: %s" % (name, reason))
    before, after = _listing(old), _listing(Index(data, path))
    result: Result = {
        "changed": changed,
        "index": path,
        "charts": len(entries),
        "versions": len(after),
        "added": sorted(set(after) - set(before)),
        "removed": sorted(set(before) - set(after)),
        "skipped": [{"archive": name, "reason": reason} for name, reason in skipped],
    }
    if context.diff_mode:
        result["diff"] = [difference(path, _text(held, before), _text(data, after))] if changed else []
    return result


def _old(held: bytes | None, path: str, context: Context) -> Index | None:
    """The index that is there, None where there is none that can be used."""
    if held is None:
        return None
    try:
        index = Index(held, path)
        index.check()
    except EngineError as error:
        context.warn("The index that is there cannot be used and is made anew: %s" % error)
        return None
    return index


def _merge(entries: Entries, path: str) -> None:
    data = read_file(path)
    if data is None:
        return
    try:
        merge(entries, Index(data, path))
    except EngineError as error:
        raise FetchError("merge failed: %s" % error) from error


def _listing(index: Index | None) -> dict[str, str]:
    """What an index lists: name and version of each chart, with its digest and URL."""
    if index is None:
        return {}
    return {
        "%s %s" % (name, held.version): "%s %s" % (held.digest[:16], (held.urls or [""])[0])
        for name in index.names()
        for held in index.versions(name)
    }


def _text(data: bytes | None, listing: dict[str, str]) -> str:
    """A listing for a diff, with the format that the file is in."""
    if data is None:
        return ""
    form = "json" if data[:1] == b"{" else "yaml"
    return "format: %s\n" % form + "".join("%s %s\n" % pair for pair in listing.items())


__all__ = ("chart_repo_index",)
