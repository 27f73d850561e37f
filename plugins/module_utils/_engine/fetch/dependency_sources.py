# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the dependencies of a chart come from: declared repositories, undeclared URLs, registries, folders beside it.

Follows pkg/downloader/manager.go and internal/resolver. Other than helm, only the repositories that a chart names are
refreshed, each once.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import typing as t
import urllib.parse

from ..chart.loading import load_archive
from ..chart.model import Chart, Dependency
from ..disk.charts import load_chart
from ..errors import ChartError, FetchError
from ..semver import Constraint, SemverError, Version
from .access import Access, shown
from .index import ChartVersion, Index, resolve_url
from .paths import HelmPaths
from .repositories import Entry, Repositories
from .repository import access_of, cached_index, refresh
from .resolve import ChartSource, archive_name, download, fetch_chart

_NOT_URL = (
    "\nNote that repositories must be URLs or aliases: for the repository \"example\" write its URL or \"@example\", "
    "and declare it with chart_repo."
)  # fmt: skip


class Archive(t.NamedTuple):
    """A packaged chart: the name of its file, and its bytes."""

    name: str
    data: bytes


class DependencySources:
    """The sources of the dependencies of the chart in ``folder`` (absolute; empty for a chart that has none).

    ``refresh`` asks the repositories for what is new. ``options`` has what counts for all of them: how servers are
    reached that nobody declared (without credentials), the credentials by URL, what to verify, and what to do about
    caches. ``warn`` is told of a repository that cannot be reached while a copy of its index is at hand.
    """

    def __init__(
        self, folder: str, paths: HelmPaths, *, refresh: bool = True, options: ChartSource | None = None,
        warn: t.Callable[[str], object] = str,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._paths = paths
        self._options = options or ChartSource("")
        self._refresh = refresh and not self._options.offline
        self._warn = warn
        self._declared = Repositories(paths.repository_config).entries
        self._indexes: dict[str, tuple[Index, Access]] = {}
        self._pulled: dict[tuple[str, str, str], Archive] = {}

    def settle(self, dependencies: t.Iterable[Dependency]) -> None:
        """Put the URLs of declared repositories in place of ``@name`` and ``alias:name``.

        FetchError for what is neither a declared repository nor a URL, and for a folder that is not there.
        """
        missing = []
        for dependency in dependencies:
            repository = dependency.repository
            if repository.startswith("file://"):
                self.local_path(repository)
            elif repository and not repository.startswith("oci://"):
                entry = self._entry(repository)
                if entry is not None and repository.startswith(("@", "alias:")):
                    dependency.repository = entry.url
                elif entry is None and not _is_request_url(repository):
                    missing.append(repository)
        if missing:
            text = "no repository definition for %s. Please add them via 'helm repo add'" % ", ".join(missing)
            plain = any("//" not in name and not name.startswith(("@", "alias:")) for name in missing)
            raise FetchError(text + (_NOT_URL if plain else ""))

    def version(self, dependency: Dependency) -> str | None:
        """The version to lock: the newest that meets the wanted one; None where none does."""
        constraint = _constraint(dependency, 'dependency "%s" has an invalid version/constraint format: %s')
        repository = dependency.repository
        if not repository:
            self.local_path("charts/" + dependency.name)
            return dependency.version
        if repository.startswith("file://"):
            version = self.local_chart(repository).metadata.version
            return version if constraint.check(Version.parse(version)) else None
        if repository.startswith("oci://"):
            if _is_version(dependency.version):
                return dependency.version
            return load_archive(self._pull(dependency).data).metadata.version
        versions = self._index(repository)[0].versions(dependency.name)
        if not versions:
            raise FetchError("%s chart not found in repo %s" % (dependency.name, shown(repository)))
        return next((held.version for held in versions if held.urls and _meets(held.version, constraint)), None)

    def archive(self, dependency: Dependency) -> Archive:
        """The packaged chart of a locked dependency of a repository or registry."""
        repository = dependency.repository
        if repository.startswith("oci://"):
            return self._pull(dependency)
        index, access = self._index(repository)
        found = _listed(index, dependency)
        url = resolve_url(repository, found.urls[0])
        data = download(url, access, digest=found.digest, source=self._options, paths=self._paths).data
        return Archive(archive_name(url, data), data)

    def local_chart(self, repository: str) -> Chart:
        """The chart in the folder of a ``file://`` repository."""
        return load_chart(self.local_path(repository))

    def local_path(self, repository: str) -> str:
        """The folder of a ``file://`` repository, or one relative to the chart; it exists."""
        path = repository.removeprefix("file://")
        if not self._folder and not path.startswith("/"):
            raise FetchError("the dependency at %s needs the folder of the chart, not an archive of it" % repository)
        path = os.path.normpath(os.path.join(self._folder, path))
        if not os.path.exists(path):
            raise FetchError("directory %s not found" % path)
        return path

    def _entry(self, repository: str) -> Entry | None:
        for entry in self._declared:
            if repository in ("@" + entry.name, "alias:" + entry.name) or _same_url(entry.url, repository):
                return entry
        return None

    def _index(self, repository: str) -> tuple[Index, Access]:
        if repository not in self._indexes:
            entry = self._entry(repository)
            # Helm's own name for the cached index of a repository that nobody declared.
            name = entry.name if entry else "helm-manager-" + hashlib.sha256(repository.encode()).hexdigest()
            given = self._options.access.at(repository)
            access = self._options.others.find(repository) or (access_of(entry, given) if entry else given)
            charts_file = self._paths.charts_file(name) if entry else ""
            self._indexes[repository] = self._fresh(name, access, charts_file), access
        return self._indexes[repository]

    def _fresh(self, name: str, access: Access, charts_file: str) -> Index:
        if self._refresh:
            path = self._paths.index_file(name)
            try:
                return refresh(access, path, charts_file=charts_file, write=self._options.write)[0]
            except FetchError as error:
                if not os.path.exists(path):
                    raise
                self._warn("The cached index is used: %s" % error)
        return cached_index(self._paths, name)

    def _pull(self, dependency: Dependency) -> Archive:
        key = (dependency.repository, dependency.name, dependency.version)
        if key not in self._pulled:
            reference = "%s/%s" % (dependency.repository.rstrip("/"), dependency.name)
            source = self._options._replace(chart=reference, version=dependency.version)
            data = fetch_chart(source, self._paths).data
            version = dependency.version
            if not _is_version(version):
                version = load_archive(data).metadata.version
            pulled = Archive("%s-%s.tgz" % (dependency.name, version), data)
            self._pulled[key] = self._pulled[key[0], key[1], version] = pulled
        return self._pulled[key]


def _listed(index: Index, dependency: Dependency) -> ChartVersion:
    for held in index.versions(dependency.name):
        if held.urls and (not dependency.version or _equal(held.version, dependency.version)):
            return held
    raise FetchError(
        "could not find %s %s in %s: no matching version"
        % (dependency.name, dependency.version, shown(dependency.repository))
    )


def check_constraint(dependency: Dependency, chart: Chart) -> bool:
    """Whether the chart meets what the dependency wants; ChartError where one of the two versions is none."""
    constraint = _constraint(dependency, "dependency %s has an invalid version/constraint format: %s")
    try:
        return constraint.check(Version.parse(chart.metadata.version))
    except SemverError as error:
        raise ChartError(
            "invalid version %s for dependency %s: %s" % (dependency.version, dependency.name, error)
        ) from error


def _constraint(dependency: Dependency, message: str) -> Constraint:
    try:
        return Constraint.parse(dependency.version)
    except SemverError as error:
        raise ChartError(message % (dependency.name, error)) from error


def _meets(version: str, constraint: Constraint) -> bool:
    try:
        return constraint.check(Version.parse(version))
    except SemverError:
        return False


def _is_version(text: str) -> bool:
    try:
        Version.parse(text)
    except SemverError:
        return False
    return True


def _equal(left: str, right: str) -> bool:
    try:
        return Version.parse(left) == Version.parse(right)
    except SemverError:
        return left == right


def _is_request_url(text: str) -> bool:
    """Whether Go's url.ParseRequestURI takes the text: an absolute path or something with a scheme."""
    try:
        return text.startswith("/") or bool(urllib.parse.urlsplit(text).scheme)
    except ValueError:
        return False


def _same_url(left: str, right: str) -> bool:
    """Whether two URLs are equal but for slashes at the end of their paths."""
    try:
        parts = [urllib.parse.urlsplit(url) for url in (left, right)]
    except ValueError:
        return left == right
    first, second = (part._replace(path=posixpath.normpath(part.path or "/")) for part in parts)
    return first == second


__all__ = ("Archive", "DependencySources", "check_constraint")
