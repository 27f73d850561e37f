# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A release as text and back: JSON, gzip, base64, as helm stores it (follows pkg/storage/driver/util.go)."""

from __future__ import annotations

import binascii
import typing as t
import zlib
from base64 import b64decode, b64encode

from ..errors import StorageError
from ..gojson.decode import decode as decode_json
from ..gojson.encode import Struct
from ..gojson.encode import encode as encode_json
from ..gotmpl.functions import GoError
from .model import Release
from .record import read_release, record_parts

SIZE_LIMIT = 1024 * 1024
_LARGEST_RECORD = 512 * 1024 * 1024
_GZIP = 31
_RAW = -15
_MAGIC = b"\x1f\x8b\x08"
# No flags, no time, best compression, unknown system: as Go writes it.
_HEADER = _MAGIC + b"\0\0\0\0\0\2\xff"


class _Content:
    """The JSON of a record's content, and that in deflate."""

    __slots__ = ("packed", "parts", "text")

    def __init__(self, release: Release, fields: Struct) -> None:
        self.parts = (release.chart, release.config, release.manifest)
        self.text = _fields(fields)
        self.packed = _deflated(self.text, zlib.Z_FULL_FLUSH)

    def is_of(self, release: Release) -> bool:
        """Whether nothing was put in the place of a part."""
        chart, config, manifest = self.parts
        return release.chart is chart and release.config is config and release.manifest is manifest


def encode(release: Release) -> str:
    """The text that a record's Secret or ConfigMap holds under ``release``; StorageError where values have no JSON.

    A record is written again and again while a release is worked on. Its content stays and is packed once, into a
    part of the stream that can stand between others.
    """
    try:
        head, middle, tail = record_parts(release)
        content: _Content | None = getattr(release, "packed", None)
        if content is None or not content.is_of(release):
            content = release.packed = _Content(release, middle())
        first, last = _fields(head), _fields(tail)
    except GoError as error:
        raise StorageError('failed to encode release "%s": %s' % (release.name, error)) from error
    first = b"{" + first + (b"," if first and (content.text or last) else b"")
    last = (b"," if content.text and last else b"") + last + b"}"
    checksum = zlib.crc32(last, zlib.crc32(content.text, zlib.crc32(first)))
    size = len(first) + len(content.text) + len(last)
    stream = (
        _HEADER, _deflated(first, zlib.Z_FULL_FLUSH), content.packed, _deflated(last, zlib.Z_FINISH),
        checksum.to_bytes(4, "little"), (size & 0xFFFFFFFF).to_bytes(4, "little"),
    )  # fmt: skip
    return b64encode(b"".join(stream)).decode("ascii")


def _fields(fields: Struct) -> bytes:
    """The fields of a JSON object without its braces."""
    return encode_json(fields)[1:-1].encode()


def _deflated(text: bytes, ending: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return packer.compress(text) + packer.flush(ending)


def decode(text: str | bytes) -> Release:
    """The release that a record's text holds (plain JSON in base64 too); StorageError where it holds none.

    Numbers of ``config`` and of the chart's values are floats, as Go reads them. Labels are not in the text.
    """
    try:
        data = b64decode(text, validate=True)
        if data[:3] == _MAGIC:
            unpacker = zlib.decompressobj(_GZIP)
            data = unpacker.decompress(data, _LARGEST_RECORD)
            if unpacker.unconsumed_tail:
                raise StorageError("the record is larger than %d MiB" % (_LARGEST_RECORD >> 20))
        return read_release(decode_json(data.decode("utf-8", "replace")))
    except (binascii.Error, zlib.error, GoError) as error:
        raise StorageError(str(error)) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StorageError("the record is no release") from error


def check_size(release: Release, text: str) -> None:
    """StorageError that names the largest parts where the encoded record is larger than a Secret may be."""
    if len(text) <= SIZE_LIMIT:
        return
    largest = sorted(_parts(release), key=lambda part: -part[1])[:5]
    raise StorageError(
        'the record of release "%s" is too large: %d bytes compressed, and a Secret or ConfigMap holds %d. Its largest'
        " parts, before compression: %s. A smaller chart helps: files that no template reads can be left out by"
        " .helmignore."
        % (
            release.name, len(text), SIZE_LIMIT,
            ", ".join("%s (%d KiB)" % (name, (size + 1023) // 1024) for name, size in largest),
        ),
        details={"size": len(text), "limit": SIZE_LIMIT, "largest_parts": dict(largest)},
    )  # fmt: skip


def _parts(release: Release) -> t.Iterator[tuple[str, int]]:
    yield "the manifest", len(release.manifest)
    yield "the hooks", sum(len(hook.manifest) for hook in release.hooks)
    yield "the values of the user", len(encode_json(release.config))
    yield "values.yaml", len(encode_json(release.chart.get("values") or {}))
    yield "values.schema.json", len(release.chart.get("schema") or "")
    for place in ("templates", "files"):
        for file in release.chart.get(place) or []:
            yield file["name"], len(file.get("data") or "")


__all__ = ("SIZE_LIMIT", "check_size", "decode", "encode")
