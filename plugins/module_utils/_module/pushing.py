# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_push: a packaged chart into an OCI registry."""

from __future__ import annotations

import datetime
import os

from .._engine.chart.loading import load_archive
from .._engine.chart.tar import NotGzipError
from .._engine.errors import ChartError
from .._engine.fetch.oci_push import Package, PushedChart, push
from .._engine.fetch.paths import HelmPaths
from .given import given_access
from .run import Context, Params, Result

_ARCHIVE_LIMIT = 100 << 20


def chart_push(params: Params, context: Context) -> Result:
    """Make the registry's tag the packaged chart; the result as documented in the module."""
    package = _package(os.path.expanduser(params["chart"]), context)
    pushed = push(
        package, params["repo_url"], access=given_access(params), paths=HelmPaths(os.environ),
        overwrite=params["overwrite"], write=not context.check_mode,
    )  # fmt: skip
    metadata = package.metadata
    result: Result = {
        "changed": pushed.changed,
        "name": metadata.name,
        "version": metadata.version,
        "ref": pushed.name,
        "digest": pushed.digest,
    }
    if context.diff_mode:
        result["diff"] = [_diff(pushed)]
    return result


def _package(path: str, context: Context) -> Package:
    if os.path.isdir(path):
        raise ChartError("cannot push directory, must provide chart archive (.tgz)")
    archive = _content(path, _ARCHIVE_LIMIT)
    if archive is None:
        raise ChartError("%s: no such file" % path)

    def log(message: str) -> None:
        context.warn(message)

    try:
        metadata = load_archive(archive, log).metadata
    except NotGzipError as error:
        raise ChartError("file '%s' does not appear to be a valid chart file (details: %s)" % (path, error)) from None
    made = datetime.datetime.fromtimestamp(int(os.stat(path).st_mtime)).astimezone()
    created = made.isoformat(timespec="seconds")
    if created.endswith("+00:00"):
        created = created.removesuffix("+00:00") + "Z"
    return Package(archive, metadata, _content(path + ".prov", 1 << 20), created)


def _content(path: str, limit: int) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ChartError("cannot read %s: %s" % (path, error.strerror)) from error
    if len(data) > limit:
        raise ChartError("file '%s' is larger than the maximum size %d" % (path, limit))
    return data


def _diff(pushed: PushedChart) -> dict[str, str]:
    before, after = ("digest: %s\n" % digest if digest else "" for digest in (pushed.before, pushed.digest))
    return {"before": before, "after": after, "before_header": pushed.name, "after_header": pushed.name}


__all__ = ("chart_push",)
