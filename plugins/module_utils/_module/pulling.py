# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_pull: a chart from a repository or registry into a folder, packed or unpacked."""

from __future__ import annotations

import os
import typing as t

from .._engine.chart.archive import read_archive
from .._engine.chart.loading import load_root
from .._engine.chart.model import File
from .._engine.disk.unpacking import TreeChange, compare_tree, write_tree
from .._engine.errors import ChartError
from .._engine.fetch.cache import digest_of
from .._engine.fetch.files import write_file
from .._engine.fetch.paths import HelmPaths
from .._engine.fetch.resolve import archive_name, fetch_chart
from .inherited import refuse
from .remote import remote_source
from .run import Context, Params, Result

_NEWEST = ">0.0.0-0"


def chart_pull(params: Params, context: Context) -> Result:
    """Make a folder hold the chart; the result as documented in the module."""
    refuse({"binary_path": params["binary_path"]})
    source = remote_source(params, write=not context.check_mode)
    if params["allow_prerelease"] and not source.version:
        source = source._replace(version=_NEWEST)
    fetched = fetch_chart(source._replace(provenance=params["prov"]), HelmPaths(os.environ))
    files = read_archive(fetched.data)

    def log(message: str) -> None:
        context.warn(message)

    metadata = load_root(files, log).metadata
    name = archive_name(fetched.url, fetched.data)
    if params["prov"] and fetched.provenance is None:
        context.warn("Verification not found for %s: %s" % (fetched.url, fetched.no_provenance))
    destination = os.path.abspath(os.path.expanduser(params["destination"]))
    if params["untar"]:
        folder = os.path.join(destination, os.path.expanduser(params["untar_dir"] or ""))
        path, diffs = _unpack(files, folder, metadata.name, context)
    else:
        path = os.path.join(destination, name)
        wanted = {path: fetched.data}
        if fetched.provenance is not None:
            wanted[path + ".prov"] = fetched.provenance
        diffs = _store(wanted, context)
    result: Result = {
        "changed": bool(diffs),
        "path": path,
        "name": metadata.name,
        "version": metadata.version,
        "app_version": metadata.app_version,
        "source": fetched.url,
        "digest": fetched.digest,
        "manifest_digest": fetched.manifest_digest,
        "verification": fetched.verification and fetched.verification.result,
    }
    if context.diff_mode:
        result["diff"] = diffs
    return result


def _store(wanted: dict[str, bytes], context: Context) -> list[dict[str, str]]:
    """Write the files that differ."""
    diffs = []
    for path, data in wanted.items():
        before = _digest(path)
        if before == digest_of(data):
            continue
        diffs.append(_diff(path, before and "sha256:%s\n" % before, "sha256:%s\n" % digest_of(data)))
        if not context.check_mode:
            write_file(path, data, mode=0o644)
    return diffs


def _unpack(files: list[File], folder: str, name: str, context: Context) -> tuple[str, list[dict[str, str]]]:
    path = os.path.join(folder, name)
    change = compare_tree(path, files, name)
    if change.differs and not context.check_mode:
        write_tree(path, files)
    return path, [_diff(path, *_lists(change))] if change.differs else []


def _lists(change: TreeChange) -> tuple[str, str]:
    """The files that differ, each with the digest of its content."""
    sides: list[dict[str, str]] = [change.before, change.after]
    names = sorted(name for name in {*sides[0], *sides[1]} if sides[0].get(name) != sides[1].get(name))
    texts = ["".join("%s %s\n" % (name, side[name]) for name in names if name in side) for side in sides]
    return texts[0], texts[1]


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            return digest_of(stream.read())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ChartError("cannot read %s: %s" % (path, error.strerror)) from error


def _diff(header: str, before: str, after: str) -> dict[str, t.Any]:
    return {"before": before, "after": after, "before_header": header, "after_header": header}


__all__ = ("chart_pull",)
