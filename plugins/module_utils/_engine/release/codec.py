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
from ..gojson.encode import encode as encode_json
from ..gotmpl.functions import GoError
from .model import Release
from .record import read_release, release_record

SIZE_LIMIT = 1024 * 1024
_LARGEST_RECORD = 512 * 1024 * 1024
_GZIP = 31
_MAGIC = b"\x1f\x8b\x08"


def encode(release: Release) -> str:
    """The text that a record's Secret or ConfigMap holds under ``release``; StorageError where values have no JSON."""
    try:
        text = encode_json(release_record(release))
    except GoError as error:
        raise StorageError('failed to encode release "%s": %s' % (release.name, error)) from error
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return b64encode(packer.compress(text.encode()) + packer.flush()).decode("ascii")


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
