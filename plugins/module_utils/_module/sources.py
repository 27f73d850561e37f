# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door to charts and files: a task's chart option to a loaded chart."""

from __future__ import annotations

import os
import typing as t

from .._engine.chart.archive import read_archive
from .._engine.chart.loading import load_root
from .._engine.chart.model import Chart
from .._engine.disk.atomic import write_atomically
from .._engine.disk.charts import load_chart
from .._engine.disk.private_cache import PrivateCache
from .._engine.errors import ChartError
from .._engine.fetch.dependencies import resolve_dependencies
from .._engine.fetch.dependency_sources import DependencySources
from .._engine.fetch.index import ChartVersion
from .._engine.fetch.paths import HelmPaths
from .._engine.fetch.resolve import chart_versions, fetch_chart
from .._engine.render.checks import check_installable, check_vendored
from .remote import registry_access, remote_source

Params = t.Mapping[str, t.Any]
Warn = t.Callable[[str], object]


class FoundChart(t.NamedTuple):
    """A chart and where it came from: a path, or the URL of an archive with its SHA-256 in hexadecimal."""

    chart: Chart
    origin: str
    digest: str


def locate_chart(params: Params, *, warn: Warn, check_mode: bool = False) -> Chart:
    """The chart that a task wants to render or install: ``find_chart``'s, once it is fit for that."""
    chart = find_chart(params, warn=warn, check_mode=check_mode).chart
    check_installable(chart)
    check_vendored(chart)
    if chart.metadata.deprecated:
        warn("The chart %s is deprecated." % chart.name)
    return chart


def find_chart(params: Params, *, warn: Warn, check_mode: bool = False) -> FoundChart:
    """The chart that the options of arguments.SOURCE name; ChartError or FetchError in helm's words.

    A folder or file of that name wins unless a repository is named (LocateChart of pkg/action/install.go). Check mode
    reads caches and writes none.
    """
    name = str(params["chart"]).strip()
    path = os.path.expanduser(name)
    log = _log(warn)
    if not params.get("repo_url") and os.path.exists(path):
        path = os.path.abspath(path)
        chart = _named(name, lambda: load_chart(path, log))
        return FoundChart(_completed(chart, path, params, warn=warn, write=not check_mode), path, "")
    if not params.get("repo_url") and (os.path.isabs(path) or name.startswith(".") or "/" not in name):
        raise ChartError('path "%s" not found' % name)
    fetched = fetch_chart(remote_source(params, write=not check_mode), HelmPaths(os.environ))
    chart = _named(fetched.url, lambda: load_root(read_archive(fetched.data), log))
    return FoundChart(_completed(chart, "", params, warn=warn, write=not check_mode), fetched.url, fetched.digest)


def _named(name: str, load: t.Callable[[], Chart]) -> Chart:
    """The loaded chart; an error says which chart it is about, where helm's words do not."""
    try:
        return load()
    except ChartError as error:
        if name in str(error):
            raise
        raise ChartError("%s (chart: %s)" % (error, name), details=error.details) from error


def _completed(chart: Chart, path: str, params: Params, *, warn: Warn, write: bool) -> Chart:
    """The chart with the dependencies that it declares and lacks, where the task wants them fetched."""
    if not params["dependency_update"]:
        return chart
    folder = path if os.path.isdir(path) else ""
    sources = DependencySources(
        folder,
        HelmPaths(os.environ),
        offline=params["offline"],
        write=write,
        warn=warn,
        registry=registry_access(params),
    )
    return resolve_dependencies(chart, sources)


def find_versions(params: Params) -> list[ChartVersion]:
    """The versions that the chart's repository lists, newest first; FetchError where the chart is of no repository."""
    return chart_versions(remote_source(params, write=False), HelmPaths(os.environ))


def _log(warn: Warn) -> t.Callable[[str], None]:
    def log(message: str) -> None:
        warn(message)

    return log


def user_cache(kind: str, *, check_mode: bool) -> PrivateCache | None:
    """Where the user's ``templates`` or ``conclusions`` are kept from task to task; check mode writes nothing to it."""
    return PrivateCache.of_user(os.environ, kind, read_only=check_mode)


def write_files(folder: str, files: t.Mapping[str, str], *, check_mode: bool) -> list[tuple[str, str]]:
    """Write ``files`` (path in the folder to text) where they differ; each path that does, with its old text."""
    root = os.path.abspath(os.path.expanduser(folder))
    written = []
    for name, text in files.items():
        path = os.path.normpath(os.path.join(root, name))
        if not path.startswith(root + os.sep):
            raise ChartError("%s would be written outside of %s" % (name, folder))
        old = _read_text(path)
        if old == text:
            continue
        written.append((name, old or ""))
        if not check_mode:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_atomically(path, text.encode("utf-8", "surrogateescape"), mode=0o644)
    return written


def _read_text(path: str) -> str | None:
    try:
        with open(path, "rb") as stream:
            return stream.read().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ChartError("cannot read %s: %s" % (path, error.strerror)) from error


__all__ = (
    "ChartVersion", "FoundChart", "find_chart", "find_versions", "locate_chart", "user_cache", "write_files",
)  # fmt: skip
