# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One chart repository over HTTP: its index, fetched only when it has changed, and its charts.

Follows pkg/repo/v1/chartrepo.go. The server is asked with the ETag and date of the cached copy, so that an unchanged
index is not sent again.
"""

from __future__ import annotations

import json
import os

from ..errors import FetchError
from .access import Access, shown
from .files import write_file
from .http import get
from .index import Index, resolve_url
from .paths import HelmPaths
from .repositories import Entry

INDEX_LIMIT = 512 << 20


def access_of(entry: Entry, given: Access | None = None) -> Access:
    """How a declared repository is reached; for what its declaration leaves open, ``given`` counts as for helm."""
    found = (given or Access("")).at(entry.url)
    if entry.username and entry.password:
        found = found._replace(
            username=entry.username, password=entry.password, token="", pass_credentials=entry.pass_credentials
        )
    if entry.cert_file or entry.key_file or entry.ca_file:
        found = found._replace(ca_file=entry.ca_file, cert_file=entry.cert_file, key_file=entry.key_file)
    return found._replace(insecure=found.insecure or entry.insecure)


def cached_index(paths: HelmPaths, name: str) -> Index:
    """The index of a declared repository as it was fetched last; FetchError where there is none."""
    path = paths.index_file(name)
    data = _content(path)
    if data is None:
        raise FetchError(
            "no cached index of the repository %s (%s): refresh it with chart_repo (state: refreshed)" % (name, path)
        )
    return Index(data, path)


def refresh(access: Access, path: str, *, charts_file: str = "", write: bool = True) -> tuple[Index, bool]:
    """The server's index, and whether it differs from the copy at ``path``, which it replaces if ``write``.

    ``charts_file``: where helm keeps the list of chart names of a declared repository for its shell completion. What is
    new of a declared repository is checked whole, as helm does at each use.
    """
    cached, validators = _content(path), _validators(path)
    headers = {}
    if cached is not None and validators.get("size") == len(cached):
        if validators.get("etag"):
            headers["If-None-Match"] = str(validators["etag"])
        if validators.get("last_modified"):
            headers["If-Modified-Since"] = str(validators["last_modified"])
    try:
        answer = get(resolve_url(access.url, "index.yaml"), access, headers=headers, limit=INDEX_LIMIT, compressed=True)
        data = cached if answer.status == 304 and cached is not None else answer.body
        index = Index(data, shown(access.url))
        if charts_file and data != cached:
            index.check()
    except FetchError as error:
        raise FetchError(
            'looks like "%s" is not a valid chart repository or cannot be reached: %s' % (shown(access.url), error)
        ) from error
    changed = data != cached
    if write and (changed or answer.status != 304):
        if changed:
            write_file(path, data, mode=0o644)
        if charts_file:
            write_file(charts_file, "".join(name + "\n" for name in index.names()).encode(), mode=0o644)
        headers = answer.headers
        kept = {"size": len(data), "etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
        write_file(_validators_path(path), json.dumps(kept).encode(), mode=0o644)
    return index, changed


def forget(paths: HelmPaths, name: str) -> None:
    """Remove the cached files of a repository that is no longer declared."""
    index = paths.index_file(name)
    for path in (index, _validators_path(index), paths.charts_file(name)):
        if os.path.exists(path):
            os.unlink(path)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as handle:
            return handle.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FetchError("cannot read the cached index %s: %s" % (path, error.strerror)) from error


def _validators_path(path: str) -> str:
    return path + ".validators.json"


def _validators(path: str) -> dict[str, object]:
    try:
        kept = json.loads(_content(_validators_path(path)) or b"{}")
    except (ValueError, FetchError):
        return {}
    return kept if isinstance(kept, dict) else {}


__all__ = ("access_of", "cached_index", "forget", "refresh")
