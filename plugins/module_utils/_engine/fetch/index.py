# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""index.yaml of a chart repository: the versions of a chart, and the one that a constraint selects.

An index can be 20 MB for hundreds of charts. Where it is written plainly, only its frame and the versions of the
wanted charts are read, as strictly as helm reads them; the rest is not looked at until ``check``. Follows
pkg/repo/v1/index.go.
"""

from __future__ import annotations

import json
import typing as t
import urllib.parse

from ..errors import FetchError
from ..gotmpl.functions import GoError
from ..goyaml.load import load_exact
from ..semver import Constraint, SemverError, Version
from .access import join
from .index_entries import ChartVersion, Frame, read_frame, read_versions
from .index_layout import plain_layout

# Reading a chart's lines alone cannot tell an error from a style that spreads over charts; up to this size, the whole
# file is read to find out.
_WHOLE = 32 << 20
# What is not written plainly takes 30 times its size to read.
_LARGEST = 64 << 20
_DECODING = "error unmarshaling JSON: while decoding JSON: "


class Index:
    """An index, read as far as it is asked; ``source`` is the URL or path for messages.

    ``skipped`` has a sentence for each version that was read and left out as invalid.
    """

    __slots__ = ("_data", "_entries", "_frame", "_layout", "_strict", "skipped", "source")

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self.skipped: list[str] = []
        self._data = data
        self._strict = True
        self._entries: dict[str, t.Any] | None = None
        if not data:
            raise self._error(GoError("empty index.yaml file"))
        self._layout = plain_layout(data)
        if self._layout is None:
            self._frame = self._read_whole()
        else:
            try:
                self._frame = read_frame(self._layout.frame, strict=True)
            except GoError as error:
                raise self._error(error) from error

    @property
    def frame(self) -> Frame:
        """What the index says besides its charts."""
        return self._frame

    def names(self) -> list[str]:
        """The charts of the index, sorted."""
        return sorted(self._entries if self._layout is None else self._layout.names)  # type: ignore[arg-type]

    def versions(self, chart: str) -> list[ChartVersion]:
        """All valid versions of a chart, newest first; FetchError where helm would refuse the index for them."""
        return sorted(self.listed(chart), key=_order, reverse=True)

    def find(self, chart: str, version: str) -> ChartVersion | None:
        """The version that is equal to ``version`` as text, else the newest that satisfies it as a constraint.

        Empty means the newest that is no pre-release; None where nothing fits; FetchError for a bad constraint.
        """
        candidates = self.versions(chart)
        for candidate in candidates:
            if version and candidate.version == version:
                return candidate
        try:
            constraint = Constraint.parse(version or "*")
        except SemverError as error:
            raise FetchError("the version %r is no version and no constraint: %s" % (version, error)) from error
        return next((candidate for candidate in candidates if constraint.check(_order(candidate))), None)

    def check(self) -> None:
        """Read all charts, one after another; FetchError where helm would refuse the index."""
        for name in self.names():
            self.listed(name)

    def listed(self, chart: str) -> list[ChartVersion]:
        """As ``versions``, in the order of the file."""
        try:
            return read_versions(chart, self._raw(chart), strict=self._strict, skipped=self.skipped.append)
        except GoError as error:
            raise self._error(error) from error

    def _raw(self, chart: str) -> t.Any:
        if self._layout is None:
            return (self._entries or {}).get(chart)
        # Below a key of its own, so that a line that stands too far to the left is an error too.
        block = b"_:" + self._layout.block(chart)
        try:
            return load_exact(block, strict=True)["_"]
        except GoError:
            if len(self._data) > _WHOLE:
                load_exact(b"\n" * self._layout.lines_before(chart) + block, strict=True)
        self._layout = None
        self._frame = self._read_whole()
        return self._raw(chart)

    def _read_whole(self) -> Frame:
        try:
            raw = _from_json(self._data)
            self._strict = raw is None
            frame = read_frame(_from_yaml(self._data) if raw is None else raw, strict=self._strict)
        except GoError as error:
            raise self._error(error) from error
        self._entries = frame.entries or {}
        return frame

    def _error(self, error: GoError) -> FetchError:
        text = str(error) if self._strict else str(error).removeprefix(_DECODING)
        return FetchError("error loading %s: %s" % (self.source, text))


def resolve_url(base: str, reference: str) -> str:
    """``reference`` made absolute against a repository's URL, whose query string goes along."""
    try:
        if urllib.parse.urlsplit(reference).scheme:
            return reference
        parts = urllib.parse.urlsplit(base)
    except ValueError as error:
        raise FetchError("invalid chart URL format: %s" % reference) from error
    folder = urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + "/", "", ""))
    joined = urllib.parse.urlsplit(join(folder, reference))
    return urllib.parse.urlunsplit(joined._replace(query=parts.query))


def _from_json(data: bytes) -> t.Any:
    """The document of an index written as JSON; None where it is none."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _from_yaml(data: bytes) -> t.Any:
    if len(data) > _LARGEST:
        raise GoError("an index of more than %d bytes must be written in block style" % _LARGEST)
    return load_exact(data, strict=True)


def _order(version: ChartVersion) -> Version:
    return Version.parse(version.version)


__all__ = ("ChartVersion", "Index", "resolve_url")
