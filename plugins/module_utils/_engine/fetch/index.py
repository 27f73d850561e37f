# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""index.yaml of a chart repository: the versions of a chart, and the one that a constraint selects.

An index can be 15 MB for hundreds of charts, so only the wanted chart's block of lines is parsed where the file is
written plainly (as helm and every known server write it); anything else is read whole. Follows pkg/repo/v1/index.go.
"""

from __future__ import annotations

import json
import re
import typing as t
import urllib.parse

from .. import semver
from ..errors import FetchError
from ..gotmpl.functions import GoError
from ..goyaml.load import load
from .access import join

_TOP = re.compile(r"^entries:[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_API_VERSION = re.compile(r"^apiVersion:[ \t]*\S", re.MULTILINE)
_FIRST_KEY = re.compile(r"( +)[^\s#-]")
_KEY = r"""^%s(?:"([^"\\]+)"|'([^']+)'|([^\s"'#-][^\s:#]*))[ \t]*:[ \t]*(?:#.*)?\r?$"""


class ChartVersion(t.NamedTuple):
    """One version of a chart in an index; ``metadata`` is the entry as it stands there."""

    name: str
    version: str
    urls: list[str]
    digest: str
    metadata: dict[str, t.Any]


class Index:
    """The text of an index, read as far as it is asked; ``source`` is the URL or path for messages."""

    __slots__ = ("_blocks", "_entries", "_text", "source")

    def __init__(self, data: bytes, source: str) -> None:
        if not data.strip():
            raise FetchError("error loading %s: empty index.yaml file" % source)
        self.source = source
        self._text = data.decode("utf-8", "replace")
        self._entries: dict[str, t.Any] | None = None
        self._blocks = _blocks(self._text)
        if self._blocks is None:
            self._entries = _parse(self._text, source)

    def names(self) -> list[str]:
        """The charts of the index, sorted."""
        return sorted(self._blocks if self._blocks is not None else self._entries or {})

    def versions(self, chart: str) -> list[ChartVersion]:
        """All valid versions of a chart, newest first; entries that helm would skip are left out."""
        found = [_version(chart, entry) for entry in self._raw(chart)]
        keyed = [(_sort_key(version), version) for version in found if version is not None]
        keyed.sort(key=lambda pair: pair[0], reverse=True)
        return [version for _key, version in keyed]

    def find(self, chart: str, version: str) -> ChartVersion | None:
        """The version that is equal to ``version`` as text, else the newest that satisfies it as a constraint.

        Empty means the newest that is no pre-release; None where nothing fits; FetchError for a bad constraint.
        """
        candidates = self.versions(chart)
        for candidate in candidates:
            if version and candidate.version == version:
                return candidate
        try:
            constraint = semver.Constraint.parse(version or "*")
        except ValueError as error:
            raise FetchError("the version %r is no version and no constraint: %s" % (version, error)) from error
        for candidate in candidates:
            parsed = _parsed(candidate.version)
            if parsed is not None and constraint.check(parsed):
                return candidate
        return None

    def _raw(self, chart: str) -> list[t.Any]:
        if self._blocks is not None:
            block = self._blocks.get(chart)
            if block is None:
                return []
            entries = _block_entries(self._text[block[0] : block[1]])
            if entries is not None:
                return entries
            self._blocks, self._entries = None, _parse(self._text, self.source)
        entries = (self._entries or {}).get(chart)
        return entries if isinstance(entries, list) else []


def resolve_url(base: str, reference: str) -> str:
    """``reference`` made absolute against a repository's URL, whose query string goes along."""
    try:
        if urllib.parse.urlsplit(reference).scheme:
            return reference
    except ValueError as error:
        raise FetchError("invalid chart URL format: %s" % reference) from error
    parts = urllib.parse.urlsplit(base)
    folder = urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + "/", "", ""))
    joined = urllib.parse.urlsplit(join(folder, reference))
    return urllib.parse.urlunsplit(joined._replace(query=parts.query))


def _blocks(text: str) -> dict[str, tuple[int, int]] | None:
    """Where each chart's lines stand below ``entries:``; None where the file is not written plainly."""
    top = _TOP.search(text)
    if top is None or not _API_VERSION.search(text) or "\t" in text[:200] or _TOP.search(text, top.end()):
        return None
    start = top.end() + 1
    first = _FIRST_KEY.match(text, start)
    if first is None:
        return None
    end = re.compile(r"^[^\s#]", re.MULTILINE).search(text, start)
    stop = end.start() if end else len(text)
    blocks: dict[str, tuple[int, int]] = {}
    last = ""
    for match in re.compile(_KEY % first.group(1), re.MULTILINE).finditer(text, start, stop):
        name = match.group(1) or match.group(2) or match.group(3)
        if name in blocks:
            return None
        if last:
            blocks[last] = (blocks[last][0], match.start())
        blocks[name] = (match.end(), stop)
        last = name
    return blocks or None


def _block_entries(block: str) -> list[t.Any] | None:
    """The parsed list of one chart; None where the block alone is no list of versions."""
    try:
        entries = load(block)
    except GoError:
        return None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and "version" in entry for entry in entries):
        return None
    return entries


def _parse(text: str, source: str) -> dict[str, t.Any]:
    try:
        document = _from_json(text)
        if document is None:
            document = load(text)
    except (GoError, RecursionError) as error:
        raise FetchError("error loading %s: %s" % (source, error)) from error
    if not isinstance(document, dict):
        raise FetchError("error loading %s: it is no chart repository index" % source)
    if not document.get("apiVersion"):
        raise FetchError("error loading %s: no API version specified" % source)
    entries = document.get("entries") or {}
    if not isinstance(entries, dict):
        raise FetchError("error loading %s: entries is no map of charts" % source)
    return entries


def _from_json(text: str) -> t.Any:
    """The document of an index written as JSON; None where it is none."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _version(chart: str, entry: t.Any) -> ChartVersion | None:
    """None for an entry that helm skips as invalid."""
    if not isinstance(entry, dict):
        return None
    version, urls = _text_of(entry.get("version")), entry.get("urls") or []
    if not version or not entry.get("name") or _parsed(version) is None or not isinstance(urls, list):
        return None
    return ChartVersion(chart, version, [str(url) for url in urls], _text_of(entry.get("digest")), entry)


def _text_of(value: t.Any) -> str:
    if isinstance(value, float):
        return "%g" % value
    return value if isinstance(value, str) else ""


def _parsed(version: str) -> semver.Version | None:
    try:
        return semver.Version.parse(version)
    except ValueError:
        return None


def _sort_key(version: ChartVersion) -> t.Any:
    return _parsed(version.version)


__all__ = ("ChartVersion", "Index", "resolve_url")
