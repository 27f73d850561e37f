# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The versions of a chart as an index lists them, and the frame around them: read and checked as helm does.

Follows the structs of pkg/repo/v1/index.go. An unknown field, or one of another type, makes the whole index unusable; a
version that fails the checks of a chart's metadata is left out.
"""

from __future__ import annotations

import typing as t

from ..chart.gotime import ZERO_TIME
from ..chart.metadata import Time, metadata_fields
from ..chart.model import Metadata
from ..chart.strict import unknown_field, unknown_problem
from ..chart.typed import Flag, ListOf, Place, Reader, Struct, Text, TextMap
from ..chart.validation import validate_metadata
from ..errors import ChartError
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import NilList

_SAME_NAMES = "validation: more than one dependency with name or alias"


# Fields of Helm 2: they have no effect, and are kept where an index is written again.
OLD_FIELDS = {"checksum": "checksum", "engine": "engine", "tillerVersion": "tiller_version", "url": "url"}


class ChartVersion:
    """One version of a chart in an index; ``name`` is that of the list it stands in.

    ``urls`` is a nil list and ``created`` Go's zero time where the index does not say.
    """

    __slots__ = ("created", "digest", "metadata", "name", "removed", "urls", *OLD_FIELDS.values())

    def __init__(self, name: str = "", metadata: Metadata | None = None, *, urls: list[str] | None = None) -> None:
        self.name = name
        self.metadata = metadata or Metadata()
        self.urls: list[str] = NilList("[]string") if urls is None else urls
        self.created = ZERO_TIME
        self.removed = False
        self.digest = self.checksum = self.engine = self.tiller_version = self.url = ""

    @property
    def version(self) -> str:
        """The chart's version."""
        return self.metadata.version


class Frame:
    """What an index says besides its charts; ``entries`` is as it was read."""

    def __init__(self) -> None:
        self.server_info: dict[str, t.Any] | None = None
        self.api_version = ""
        self.generated = ZERO_TIME
        self.entries: dict[str, t.Any] | None = None
        self.public_keys: list[str] | None = None
        self.annotations: dict[str, str] | None = None


class _Table(Reader):
    """A Go map with keys of text, its values as they are."""

    def __init__(self, go_type: str) -> None:
        self.go_type = go_type

    def read(self, raw: t.Any, old: t.Any, place: Place) -> dict[str, t.Any]:
        if not isinstance(raw, dict):
            raise place.wrong(raw, self.go_type)
        return raw


_METADATA = Struct("v2.Metadata", Metadata, metadata_fields(exact=True), name="ChartVersion")
_OWN = Struct(
    "repo.ChartVersion",
    ChartVersion,
    {
        "urls": ("urls", ListOf(Text())),
        "created": ("created", Time()),
        "removed": ("removed", Flag()),
        "digest": ("digest", Text()),
        **{name: (attribute, Text()) for name, attribute in OLD_FIELDS.items()},
    },
)
_NESTED = {name: _METADATA.fields[name][1] for name in ("maintainers", "dependencies")}
_PARTS = {name: number for number, struct in enumerate((_METADATA, _OWN)) for name in struct.fields}
_FOLDED = {name.lower(): number for name, number in _PARTS.items()}
_FRAME = Struct(
    "repo.IndexFile",
    Frame,
    {
        "serverInfo": ("server_info", _Table("map[string]interface {}")),
        "apiVersion": ("api_version", Text()),
        "generated": ("generated", Time()),
        "entries": ("entries", _Table("map[string]repo.ChartVersions")),
        "publicKeys": ("public_keys", ListOf(Text())),
        "annotations": ("annotations", TextMap()),
    },
)
_LIST = Place("IndexFile", "entries")
_ENTRY = Place("ChartVersion", "entries")
_EMBEDDED = Place("ChartVersion", "entries.Metadata")


def read_frame(raw: t.Any, *, strict: bool) -> Frame:
    """The frame of an index; GoError in Go's words. ``strict`` refuses unknown fields: helm does so in YAML only."""
    if strict and isinstance(raw, dict):
        _refuse_unknown(unknown_field(raw, _FRAME))
    frame: Frame = _FRAME.read({} if raw is None else raw, None, Place())
    if not frame.api_version:
        raise GoError("no API version specified")
    return frame


def read_versions(chart: str, raw: t.Any, *, strict: bool, skipped: t.Callable[[str], object]) -> list[ChartVersion]:
    """The valid versions of a chart, in the order of the file; GoError where helm refuses the whole index.

    ``skipped`` is told of each version that is left out, in a sentence.
    """
    if not isinstance(raw, (list, type(None))):
        raise _LIST.wrong(raw, "repo.ChartVersions")
    versions = []
    for item in raw or ():
        if item is None:
            skipped("an entry of the chart %s is empty" % chart)
            continue
        version = _version(chart, item, strict=strict)
        try:
            validate_metadata(version.metadata)
        except ChartError as error:
            if not str(error).startswith(_SAME_NAMES):
                skipped("an entry of the chart %s, version %s, is left out: %s" % (chart, version.version, error))
                continue
        versions.append(version)
    return versions


def _version(chart: str, raw: t.Any, *, strict: bool) -> ChartVersion:
    if not isinstance(raw, dict):
        raise _LIST.wrong(raw, "repo.ChartVersion")
    parts: tuple[dict[str, t.Any], ...] = ({}, {})
    for name, value in raw.items():
        number = _PARTS[name] if name in _PARTS else _FOLDED.get(name.lower())
        if number is not None:
            parts[number][name] = value
        elif strict:
            _refuse_unknown(name)
    metadata, own = parts
    if strict:
        for name, reader in _NESTED.items():
            if name in metadata:
                _refuse_unknown(unknown_field(metadata[name], reader))
    version = ChartVersion(chart, _METADATA.read(metadata, None, _EMBEDDED))
    _OWN.read(own, version, _ENTRY)
    version.metadata.api_version = version.metadata.api_version or "v1"
    return version


def _refuse_unknown(name: str | None) -> None:
    if name is not None:
        raise GoError(unknown_problem(name))


__all__ = ("OLD_FIELDS", "ChartVersion", "Frame", "read_frame", "read_versions")
