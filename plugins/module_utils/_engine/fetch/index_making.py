# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes the index of a folder of packaged charts, as ``helm repo index`` does (pkg/repo/v1/index.go).

Other than helm, what the folder's index says already of an unchanged chart is kept, above all when it was published.
"""

from __future__ import annotations

import hashlib
import os
import typing as t

from ..chart.archive import MAX_SIZE, read_archive
from ..chart.encoding import metadata_object
from ..chart.loading import load_files
from ..errors import ChartError, EngineError, FetchError
from ..gojson.encode import Struct, encode
from ..gotmpl.functions import GoError
from ..goyaml.dump import dump
from ..semver import Constraint, SemverError, Version
from ..sprig.gourl import parse_url
from ..sprig.paths import clean
from .index import ChartVersion, Index
from .index_entries import OLD_FIELDS

Entries = dict[str, list[ChartVersion]]


class Made(t.NamedTuple):
    """The charts by name, and the archives that are no charts that can be read, with the reason."""

    entries: Entries
    skipped: list[tuple[str, str]]


def index_folder(folder: str, url: str, *, now: str) -> Made:
    """The charts packaged in a folder and in the folders in it; their URLs begin with ``url``.

    ``now`` is when they are published, as Go writes times. FetchError for a folder that cannot be read.
    """
    made = Made({}, [])
    for below, name in _archives(folder):
        path = os.path.join(folder, below, name)
        try:
            data = _content(path)
            chart = load_files(read_archive(data))
        except EngineError as error:
            made.skipped.append((os.path.join(below, name), str(error)))
            continue
        base = _joined(url, below)
        version = ChartVersion(chart.name, chart.metadata, urls=[_joined(base, name) if base else name])
        version.created = now
        version.digest = hashlib.sha256(data).hexdigest()
        made.entries.setdefault(chart.name, []).append(version)
    return made


def merge(entries: Entries, other: Index) -> None:
    """Add the versions of another index that ``entries`` lack."""
    for name in other.names():
        for version in other.versions(name):
            if not _has(entries.get(version.metadata.name, []), version.version):
                entries.setdefault(version.metadata.name, []).append(version)


def keep_times(entries: Entries, old: Index) -> None:
    """Let a chart whose archive ``old`` lists already be published when it was."""
    for name in set(entries).intersection(old.names()):
        known = {(version.version, version.digest): version.created for version in old.versions(name)}
        for version in entries[name]:
            version.created = known.get((version.version, version.digest), version.created)


def index_text(entries: Entries, *, generated: str, json: bool) -> bytes:
    """The index, newest versions first, as helm writes it."""
    listed = {
        name: [_object(version) for version in sorted(held, key=_order, reverse=True)] for name, held in entries.items()
    }
    document = Struct(apiVersion="v1", generated=generated, entries=listed)
    text = encode(document, indent="  ") if json else dump(document)
    return text.encode("utf-8", "surrogateescape")


def _archives(folder: str) -> list[tuple[str, str]]:
    """Folder and name of each archive, in helm's order: those at the top first."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise FetchError("cannot read the folder %s: %s" % (folder, error.strerror)) from error
    found = [("", name) for name in names]
    for below in names:
        inside = os.path.join(folder, below)
        if os.path.isdir(inside) and os.access(inside, os.R_OK | os.X_OK):
            found += [(below, name) for name in sorted(os.listdir(inside))]
    return [
        (below, name)
        for below, name in found
        if name.endswith(".tgz") and os.path.isfile(os.path.join(folder, below, name))
    ]


def _content(path: str) -> bytes:
    try:
        if os.path.getsize(path) > MAX_SIZE:
            raise ChartError("it is larger than %d bytes" % MAX_SIZE)
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise ChartError("it cannot be read: %s" % error.strerror) from error


def _joined(base: str, name: str) -> str:
    """``name`` as the last part of a URL's path (URLJoin of internal/urlutil)."""
    try:
        url = parse_url(base)
    except GoError:
        return _path(base, name)
    url.path, url.raw_path = _path(url.path, name), ""
    return url.text()


def _path(*parts: str) -> str:
    given = [part for part in parts if part]
    return clean("/".join(given)) if given else ""


def _has(held: list[ChartVersion], version: str) -> bool:
    """Whether a version is there already: the same text, or one that it allows where it is read as a constraint."""
    try:
        constraint = Constraint.parse(version)
    except SemverError:
        return False
    return any(other.version == version or constraint.check(_order(other)) for other in held)


def _object(version: ChartVersion) -> Struct:
    fields = Struct(metadata_object(version.metadata))
    fields["urls"] = version.urls
    fields["created"] = version.created
    optional = {"removed": "removed", "digest": "digest", **OLD_FIELDS}
    fields.update((name, value) for name, attribute in optional.items() if (value := getattr(version, attribute)))
    return fields


def _order(version: ChartVersion) -> Version:
    return Version.parse(version.version)


__all__ = ("Made", "index_folder", "index_text", "keep_times", "merge")
