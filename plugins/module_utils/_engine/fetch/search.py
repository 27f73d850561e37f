# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Search in the indexes of declared repositories, as ``helm search repo`` does (pkg/cmd/search and search_repo.go).

The score of a hit is the part of the entry that it begins in: the chart's name, the name with its repository, the
description, the keywords. Without a keyword all charts are found.
"""

from __future__ import annotations

import functools
import posixpath
import typing as t

from ..errors import FetchError
from ..semver import Constraint, SemverError, Version
from ..sprig.casing import lower
from ..sprig.patterns import BadPatternError, compile_pattern
from ..sprig.text import to_bytes
from .index import ChartVersion, Index

_SEPARATOR = "\v"
_RELEASES, _ALL = ">0.0.0", ">0.0.0-0"

Score = t.Callable[[str], "int | None"]


class Found(t.NamedTuple):
    """A version of a chart, by the name under which tasks refer to it."""

    name: str
    chart: ChartVersion
    score: int


class Search:
    """What is wanted: hits for ``keyword`` (a regular expression if ``regexp``) whose version meets ``version``.

    ``devel`` takes pre-releases where no version is said, ``versions`` all versions instead of the newest. FetchError
    for a constraint or an expression that is none.
    """

    def __init__(
        self, keyword: str, *, regexp: bool = False, version: str = "", devel: bool = False, versions: bool = False
    ) -> None:
        self._score = _by_pattern(keyword) if regexp and keyword else _by_text(keyword)
        self._versions = versions
        try:
            self._constraint = Constraint.parse(version or (_ALL if devel else _RELEASES))
        except SemverError as error:
            raise FetchError("an invalid version/constraint format: %s" % error) from error

    def hits(self, repository: str, index: Index) -> list[Found]:
        """The hits in the index of a repository, in no order."""
        found = []
        for chart in index.names():
            name = posixpath.normpath(posixpath.join(repository, chart))
            # Of entries with the same version, helm keeps the last.
            for held in {held.version: held for held in index.listed(chart)}.values():
                score = self._score(_line(repository, held)) if self._constraint.check(_version(held)) else None
                if score is not None:
                    found.append(Found(name.partition("$$")[0], held, score))
        return found

    def best(self, found: t.Iterable[Found]) -> list[Found]:
        """Hits of several repositories, the best first, of each chart the newest version only if that is wanted."""
        ordered = sorted(found, key=functools.cmp_to_key(_compare))
        if self._versions:
            return ordered
        newest: dict[str, Found] = {}
        for hit in ordered:
            newest.setdefault(hit.name, hit)
        return list(newest.values())


def _by_text(keyword: str) -> Score:
    wanted = lower(keyword)

    def score(line: str) -> int | None:
        line = lower(line)
        at = line.find(wanted)
        return None if at < 0 else line.count(_SEPARATOR, 0, at)

    return score


def _by_pattern(keyword: str) -> Score:
    try:
        pattern = compile_pattern(keyword)
    except BadPatternError as error:
        raise FetchError(str(error)) from error

    def score(line: str) -> int | None:
        data = to_bytes(line)
        match = pattern.search(data)
        return None if match is None else data.count(_SEPARATOR.encode(), 0, match.start())

    return score


def _line(repository: str, held: ChartVersion) -> str:
    metadata = held.metadata
    qualified = "%s/%s" % (repository, metadata.name)
    return _SEPARATOR.join((metadata.name, qualified, metadata.description, " ".join(metadata.keywords or ())))


def _version(held: ChartVersion) -> Version:
    return Version.parse(held.version)


def _compare(left: Found, right: Found) -> int:
    mine, theirs = (left.score, left.name), (right.score, right.name)
    if mine != theirs:
        return -1 if mine < theirs else 1
    return _version(right.chart).compare(_version(left.chart))


__all__ = ("Found", "Search")
