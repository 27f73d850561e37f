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
from .._engine.disk.charts import load_chart, load_packed, read_packed
from .._engine.disk.private_cache import PrivateCache
from .._engine.errors import ChartError
from .._engine.fetch.cache import digest_of, parse_digest
from .._engine.fetch.dependencies import resolve_dependencies
from .._engine.fetch.dependency_sources import DependencySources
from .._engine.fetch.index import ChartVersion
from .._engine.fetch.paths import HelmPaths
from .._engine.fetch.provenance import Verification, verify_file
from .._engine.fetch.resolve import ChartSource, chart_versions, fetch_chart
from .._engine.render.checks import check_installable, check_vendored
from .remote import dependency_options, remote_source

Params = t.Mapping[str, t.Any]
Warn = t.Callable[[str], object]


class FoundChart(t.NamedTuple):
    """A chart and where it came from: a path, or the URL of an archive without credentials.

    ``digest`` is the SHA-256 of the archive in hexadecimal, empty for a folder; ``manifest_digest`` that of the
    manifest in a registry, with its algorithm; ``verification`` what its provenance file proves, if that was wanted.
    """

    chart: Chart
    origin: str
    digest: str = ""
    manifest_digest: str = ""
    verification: Verification | None = None

    @property
    def source(self) -> dict[str, t.Any]:
        """Where it came from, as results say it."""
        return {
            "source": self.origin,
            "digest": self.digest,
            "manifest_digest": self.manifest_digest,
            "verification": self.verification and self.verification.result,
        }


def locate_chart(params: Params, *, warn: Warn, check_mode: bool = False) -> FoundChart:
    """The chart that a task wants to render or install: ``find_chart``'s, once it is fit for that."""
    found = find_chart(params, warn=warn, check_mode=check_mode)
    check_installable(found.chart)
    check_vendored(found.chart)
    if found.chart.metadata.deprecated:
        warn("The chart %s is deprecated." % found.chart.name)
    return found


def find_chart(params: Params, *, warn: Warn, check_mode: bool = False) -> FoundChart:
    """The chart that the options of arguments.SOURCE name; ChartError or FetchError in helm's words.

    A folder or file of that name wins unless a repository is named (LocateChart of pkg/action/install.go). Check mode
    reads caches and writes none.
    """
    source = remote_source(params, write=not check_mode)
    path = os.path.expanduser(source.chart)
    log = _log(warn)
    if not source.repo_url and os.path.exists(path):
        found = _local(source, os.path.abspath(path), log)
    elif not source.repo_url and (os.path.isabs(path) or source.chart.startswith(".") or "/" not in source.chart):
        raise ChartError('path "%s" not found' % source.chart)
    else:
        fetched = fetch_chart(source, HelmPaths(os.environ))
        chart = _named(fetched.url, lambda: load_root(read_archive(fetched.data), log))
        found = FoundChart(chart, fetched.url, fetched.digest, fetched.manifest_digest, fetched.verification)
    return found._replace(chart=_completed(found, params, warn=warn, write=not check_mode))


def _local(source: ChartSource, path: str, log: t.Callable[[str], None]) -> FoundChart:
    if os.path.isdir(path):
        if source.verify:
            raise ChartError("unpacked charts cannot be verified (chart: %s)" % source.chart)
        if source.digest:
            raise ChartError("the chart %s is a folder, which has no digest to be pinned by" % source.chart)
        return FoundChart(_named(source.chart, lambda: load_chart(path, log)), path)
    data = read_packed(path)
    digest = digest_of(data)
    if source.digest and parse_digest(source.digest) != digest:
        raise ChartError("%s has the digest %s, expected %s" % (path, digest, parse_digest(source.digest)))
    verification = verify_file(path, data, keyring=source.keyring) if source.verify else None
    chart = _named(source.chart, lambda: load_packed(path, data, log))
    return FoundChart(chart, path, digest, verification=verification)


def _named(name: str, load: t.Callable[[], Chart]) -> Chart:
    """The loaded chart; an error says which chart it is about, where helm's words do not."""
    try:
        return load()
    except ChartError as error:
        if name in str(error):
            raise
        raise ChartError("%s (chart: %s)" % (error, name), details=error.details) from error


def _completed(found: FoundChart, params: Params, *, warn: Warn, write: bool) -> Chart:
    """The chart with the dependencies that it declares and lacks, where the task wants them fetched."""
    if not params["dependency_update"]:
        return found.chart
    folder = "" if found.digest else found.origin
    options = dependency_options(params, write=write)
    return resolve_dependencies(
        found.chart, DependencySources(folder, HelmPaths(os.environ), options=options, warn=warn)
    )


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
