# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what a task names (URL, repo/name, repository URL with a name, oci://) to the bytes of a chart archive.

Follows LocateChart in pkg/action/install.go and pkg/downloader/chart_downloader.go; beyond helm, the bytes are checked
against the digest in the index.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import typing as t
import urllib.parse

from ..chart.loading import load_archive
from ..chart.model import Metadata
from ..errors import FetchError
from .access import Access, Accesses, is_below, shown
from .cache import ContentCache, UrlDigests, digest_of, parse_digest
from .http import get
from .index import ChartVersion, Index, resolve_url
from .oci_charts import PROVENANCE_LIMIT, RegistryChart
from .oci_reference import is_oci
from .paths import HelmPaths
from .provenance import Verification, verify_provenance
from .repositories import Repositories
from .repository import access_of, cached_index, refresh

CHART_LIMIT = 100 << 20
_ACCEPT = {"Accept": "application/gzip,application/octet-stream"}


class ChartSource(t.NamedTuple):
    """What a task says of a chart that is no local path.

    ``chart`` is a URL, ``repo/name``, or a name in the repository at ``repo_url``; ``version`` a version or constraint
    (empty: the newest). ``access`` holds the credentials that the task gives for the chart, ``others`` those for other
    servers. ``digest`` pins the archive's SHA-256 (in a registry also the manifest's). ``update`` refreshes a declared
    repository first; ``offline`` takes only what is cached; ``write`` allows to fill caches; ``provenance`` asks for
    the provenance file too, ``verify`` insists on one that is signed by a key of ``keyring`` (empty: GnuPG's).
    """

    chart: str
    version: str = ""
    repo_url: str = ""
    access: Access = Access("")
    others: Accesses = Accesses()
    digest: str = ""
    update: bool = False
    offline: bool = False
    write: bool = True
    provenance: bool = False
    verify: bool = False
    keyring: str = ""


class FetchedChart(t.NamedTuple):
    """The archive, its SHA-256 in hexadecimal, and where it came from (without credentials).

    ``manifest_digest`` is that of a registry's manifest; ``provenance`` the provenance file if it was asked for and
    is there, else ``no_provenance`` says why not; ``verification`` what it proves.
    """

    data: bytes
    digest: str
    url: str
    manifest_digest: str = ""
    provenance: bytes | None = None
    no_provenance: str = ""
    verification: Verification | None = None


def fetch_chart(source: ChartSource, paths: HelmPaths) -> FetchedChart:
    """The archive of a chart; FetchError says what is missing and where it was looked for."""
    if is_oci(source.repo_url) or (is_oci(source.chart) and not source.repo_url):
        return _from_registry(_registry_chart(source, paths), source)
    if source.repo_url:
        found, access = _from_repository_url(source, paths)
    elif source.chart.startswith(("http://", "https://")):
        return download(source.chart, _owner(source, paths), digest="", source=source, paths=paths)
    elif "://" in source.chart:
        raise FetchError("could not find protocol handler for: %s" % source.chart.partition("://")[0])
    else:
        found, access = _from_declared(source, paths)
    if not found.urls:
        raise FetchError("chart %s %s has no downloadable URLs" % (found.name, found.version))
    return download(resolve_url(access.url, found.urls[0]), access, digest=found.digest, source=source, paths=paths)


def chart_versions(source: ChartSource, paths: HelmPaths) -> list[ChartVersion]:
    """All versions of a chart in the repository that the source names, newest first."""
    if is_oci(source.repo_url) or is_oci(source.chart):
        chart = _registry_chart(source, paths)
        name, url = chart.reference.repository.rpartition("/")[2], "oci://" + str(chart.reference)
        found = chart.versions()
        return [
            ChartVersion(name, Metadata(name=name, version=item), urls=[url + ":" + item.replace("+", "_")])
            for item in found
        ]
    if source.repo_url:
        return _index_of_url(source, paths)[0].versions(source.chart)
    _repository, _slash, name = source.chart.partition("/")
    return _declared_index(source, paths)[0].versions(name)


def _registry_chart(source: ChartSource, paths: HelmPaths) -> RegistryChart:
    url = "%s/%s" % (source.repo_url.rstrip("/"), source.chart) if source.repo_url else source.chart
    return RegistryChart(
        url, source.version, access=_access(url, source), paths=paths, offline=source.offline, write=source.write,
        limit=CHART_LIMIT,
    )  # fmt: skip


def _from_registry(chart: RegistryChart, source: ChartSource, *, listed: str = "") -> FetchedChart:
    pulled = chart.pull(digest=source.digest or listed, provenance=source.provenance or source.verify)
    missing = "the manifest has no layer of a provenance file" if pulled.provenance is None else ""
    fetched = FetchedChart(
        pulled.archive, digest_of(pulled.archive), pulled.name, pulled.manifest_digest, pulled.provenance, missing
    )
    return _verified(fetched, source)


def _from_repository_url(source: ChartSource, paths: HelmPaths) -> tuple[ChartVersion, Access]:
    index, access = _index_of_url(source, paths)
    found = index.find(source.chart, source.version)
    if found is None:
        wanted = '"%s"' % source.chart + (' version "%s"' % source.version if source.version else "")
        raise FetchError("chart %s not found in %s repository" % (wanted, shown(source.repo_url)))
    return found, access


def _index_of_url(source: ChartSource, paths: HelmPaths) -> tuple[Index, Access]:
    access = _access(source.repo_url, source)
    name = "url-" + hashlib.sha256(source.repo_url.encode()).hexdigest()[:32]
    path = os.path.join(paths.repository_cache, "chartwright", name + ".yaml")
    if not source.offline:
        return refresh(access, path, write=source.write)[0], access
    if not os.path.exists(path):
        raise FetchError("offline: no cached index of %s" % shown(source.repo_url))
    with open(path, "rb") as handle:
        return Index(handle.read(), path), access


def _from_declared(source: ChartSource, paths: HelmPaths) -> tuple[ChartVersion, Access]:
    index, access, repository = _declared_index(source, paths)
    name = source.chart.partition("/")[2]
    found = index.find(name, source.version)
    if found is None:
        raise FetchError(
            "chart %r %s is not in the index of the repository %s: refresh it with chart_repo (state: refreshed) "
            "or set update_repo_cache"
            % (name, "matching version %r" % source.version if source.version else "(a released version)", repository)
        )
    return found, access


def _declared_index(source: ChartSource, paths: HelmPaths) -> tuple[Index, Access, str]:
    repository, slash, name = source.chart.partition("/")
    if not slash or not name:
        raise FetchError(
            "the chart %r is neither a path that exists nor of the form repository/name nor a URL" % source.chart
        )
    entry = Repositories(paths.repository_config).get(repository)
    if entry is None:
        raise FetchError(
            "repo %s not found: no path %r exists, and %s declares no repository %r (declare it with chart_repo)"
            % (repository, source.chart, paths.repository_config, repository)
        )
    access = source.others.find(entry.url) or access_of(entry, source.access)
    if source.update and not source.offline:
        index, _changed = refresh(
            access, paths.index_file(repository), charts_file=paths.charts_file(repository), write=source.write
        )
        return index, access, repository
    return cached_index(paths, repository), access, repository


def _owner(source: ChartSource, paths: HelmPaths) -> Access:
    """The access of a URL: the task's, else that of a declared repository on the same server that lists it."""
    access = _access(source.chart, source)
    if access.has_credentials:
        return access
    for entry in Repositories(paths.repository_config).entries:
        if is_below(source.chart, entry.url):
            return access_of(entry, access)
    return access


def _access(url: str, source: ChartSource) -> Access:
    """The access of the chart's own URL: what the task gives for the chart, else what it gives for that server."""
    if source.access.has_credentials:
        return source.access.at(url)
    return source.others.find(url) or source.access.at(url)


def download(url: str, access: Access, *, digest: str, source: ChartSource, paths: HelmPaths) -> FetchedChart:
    """The archive at a URL, from the cache where its ``digest`` (empty: unknown) is there; FetchError otherwise."""
    if not is_oci(url) and not access.reaches(url):
        access = source.others.find(url) or access
    if is_oci(url):
        # An index may name charts in a registry. The repository's credentials are not for that.
        trust = Access("", ca_file=access.ca_file, insecure=access.insecure, plain_http=source.access.plain_http)
        chart = RegistryChart(
            url, "", access=source.others.find(url) or trust, paths=paths, offline=source.offline, write=source.write,
            limit=CHART_LIMIT,
        )  # fmt: skip
        return _from_registry(chart, source, listed=digest)
    cache = ContentCache(paths.content_cache)
    urls = UrlDigests(os.path.join(paths.repository_cache, "chartwright", "urls"))
    wanted = parse_digest(source.digest) if source.digest else ""
    listed = parse_digest(digest) if digest else ""
    if wanted and listed and wanted != listed:
        raise FetchError("the index gives %s the digest %s, but the task demands %s" % (shown(url), listed, wanted))
    expected = wanted or listed or (urls.get(url) if source.offline else "")
    cached = cache.get(expected) if expected else None
    if cached is not None:
        return _with_provenance(FetchedChart(cached, expected, shown(url)), url, access, source, cache)
    if source.offline:
        raise FetchError("offline: the chart %s is not cached" % shown(url))
    data = get(url, access, headers=_ACCEPT, limit=CHART_LIMIT).body
    actual = digest_of(data)
    if expected and actual != expected:
        raise FetchError("the downloaded %s has the digest %s, expected %s" % (shown(url), actual, expected))
    if source.write:
        cache.put(actual, data)
        urls.put(url, actual)
    return _with_provenance(FetchedChart(data, actual, shown(url)), url, access, source, cache)


def _with_provenance(
    fetched: FetchedChart, url: str, access: Access, source: ChartSource, cache: ContentCache
) -> FetchedChart:
    """The chart with its provenance file, which stands beside it on the server; a chart can be signed anew."""
    if not source.provenance and not source.verify:
        return fetched
    if source.offline:
        found = cache.get_provenance(fetched.digest)
        missing = "" if found else "offline: the provenance file of %s is not cached" % shown(url)
        return _verified(fetched._replace(provenance=found, no_provenance=missing), source)
    try:
        answer = get(_provenance_url(url), access, headers=_ACCEPT, limit=PROVENANCE_LIMIT)
    except FetchError as error:
        return _verified(fetched._replace(no_provenance=str(error)), source)
    if source.write:
        cache.put_provenance(fetched.digest, answer.body)
    return _verified(fetched._replace(provenance=answer.body), source)


def _verified(fetched: FetchedChart, source: ChartSource) -> FetchedChart:
    """FetchError where the task wants a signed chart and this is none."""
    if not source.verify:
        return fetched
    if fetched.provenance is None:
        raise FetchError('failed to fetch provenance "%s.prov": %s' % (fetched.url, fetched.no_provenance))
    name = archive_name(fetched.url, fetched.data)
    found = verify_provenance(fetched.data, fetched.provenance, name, keyring=source.keyring)
    return fetched._replace(verification=found)


def archive_name(url: str, data: bytes) -> str:
    """What helm calls the file of a fetched chart: the end of its URL, for a registry by its name and version."""
    if not is_oci(url):
        last = posixpath.basename(urllib.parse.unquote(urllib.parse.urlsplit(url).path))
        if last and last not in (".", "..") and last.isprintable():
            return last
    metadata = load_archive(data).metadata
    if "/" in metadata.version or "/" in metadata.name:
        raise FetchError("the chart's name %r and version %r name no file" % (metadata.name, metadata.version))
    return "%s-%s.tgz" % (metadata.name, metadata.version)


def _provenance_url(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(path=parts.path + ".prov"))


__all__ = ("ChartSource", "FetchedChart", "archive_name", "chart_versions", "download", "fetch_chart")
