# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart to the bytes of its archive: entries, order, names and headers as helm has them (pkg/chart/v2/util/save.go).

Chart.yaml and Chart.lock are written anew from what was read, so their comments are lost. The compressed bytes may
differ from helm's where zlib differs from Go's compressor; what they unpack to is the same to the byte.
"""

from __future__ import annotations

import posixpath
import typing as t
import zlib

from ..errors import ChartError
from ..gojson.syntax import syntax_error
from ..gotmpl.functions import GoError
from ..goyaml.dump import dump
from .encoding import metadata_object
from .gotime import format_time, nanoseconds
from .locks import lock_text
from .model import Chart
from .tarwriting import Member, write_tar
from .validation import validate_metadata

# Go's header of a gzip stream with an extra field and a comment: no time, no file name, an unknown system.
_FLAGS = 0x04 | 0x10
_EXTRA = b"rr\x28\x00aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo="
_COMMENT = b"Helm\x00"


def package_name(chart: Chart) -> str:
    """The name of the archive's file, such as ``web-1.2.3.tgz``."""
    return "%s-%s.tgz" % (chart.name, chart.metadata.version)


def package_members(chart: Chart, *, now: int) -> list[Member]:
    """The files of the archive in helm's order; ``now`` (ns since 1970) is the time of those that have none.

    Raises ChartError for metadata that helm does not save and for a values.schema.json that is no JSON.
    """
    try:
        validate_metadata(chart.metadata)
    except ChartError as error:
        raise ChartError("chart validation: %s" % error) from error
    return list(_members(chart, "", now))


def pack(members: t.Iterable[Member]) -> bytes:
    """The gzipped archive of ``package_members``."""
    plain = write_tar(members)
    head = b"\x1f\x8b\x08" + bytes((_FLAGS,)) + bytes(5) + b"\xff" + len(_EXTRA).to_bytes(2, "little")
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = zlib.crc32(plain).to_bytes(4, "little") + (len(plain) & 0xFFFFFFFF).to_bytes(4, "little")
    return head + _EXTRA + _COMMENT + packer.compress(plain) + packer.flush() + tail


def stamp(chart: Chart, moment: int) -> None:
    """Give all of the chart's files, and those of the charts inside it, one time: whole seconds, in ns since 1970."""
    chart.mod_time = moment
    if chart.schema:
        chart.schema_mod_time = moment
    if chart.lock is not None:
        chart.lock.generated = format_time(moment)
    for file in (*chart.raw, *chart.templates, *chart.files):
        file.mod_time = moment
    for subchart in chart.dependencies:
        stamp(subchart, moment)


def _members(chart: Chart, prefix: str, now: int) -> t.Iterator[Member]:
    if chart.name != posixpath.basename(chart.name):
        raise ChartError('invalid chart name "%s"' % chart.name)
    base = prefix + chart.name + "/"

    def member(name: str, data: bytes, mod_time: int | None) -> Member:
        return Member(posixpath.normpath(base + name), data, now if mod_time is None else mod_time)

    yield member("Chart.yaml", _chart_yaml(chart), chart.mod_time)
    if chart.metadata.api_version == "v2" and chart.lock is not None:
        yield member("Chart.lock", lock_text(chart.lock), nanoseconds(chart.lock.generated))
    for file in chart.raw:
        if file.name == "values.yaml":
            yield member(file.name, file.data, file.mod_time)
    if chart.schema is not None:
        if syntax_error(chart.schema.decode("latin-1")):
            raise ChartError("invalid JSON in values.schema.json")
        yield member("values.schema.json", chart.schema, chart.schema_mod_time)
    for file in (*chart.templates, *chart.files):
        yield member(file.name, file.data, file.mod_time)
    for subchart in chart.dependencies:
        yield from _members(subchart, base + "charts/", now)


def _chart_yaml(chart: Chart) -> bytes:
    metadata = chart.metadata.copy()
    if metadata.api_version == "v1":
        # There they stand in requirements.yaml, which is packaged as a file.
        metadata.dependencies = None
    try:
        return dump(metadata_object(metadata)).encode("utf-8", "surrogateescape")
    except GoError as error:
        raise ChartError(str(error)) from error


__all__ = ("pack", "package_members", "package_name", "stamp")
