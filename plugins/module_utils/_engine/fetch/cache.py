# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Downloaded charts by the SHA-256 of their bytes, in helm's content cache; follows pkg/downloader/cache.go."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re

from ..errors import FetchError
from .files import write_file

_DIGEST = re.compile(r"(?:[a-z0-9]+:)?([0-9a-fA-F]{64})")


def digest_of(data: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def parse_digest(text: str) -> str:
    """The hexadecimal part of ``sha256:...`` or of a bare digest; FetchError where it is none."""
    match = _DIGEST.fullmatch(text.strip())
    if match is None or (":" in text and not text.strip().startswith("sha256:")):
        raise FetchError("the digest %r is no SHA-256 in hexadecimal" % text)
    return match.group(1).lower()


class ContentCache:
    """The folder of downloaded charts. What is read is checked against its digest, so a damaged file is no hit."""

    __slots__ = ("_root",)

    def __init__(self, root: str) -> None:
        self._root = root

    def get(self, digest: str, *, key: str = "") -> bytes | None:
        """The chart with that digest (hexadecimal), None where it is not cached or damaged.

        ``key``: what it is kept by, where helm keeps it by another digest than its own.
        """
        try:
            with open(self._path(key or digest), "rb") as handle:
                data = handle.read()
        except OSError:
            return None
        return data if data and digest_of(data) == digest else None

    def put(self, digest: str, data: bytes) -> None:
        """Keep a chart; a cache that cannot be written only costs the next download."""
        with contextlib.suppress(FetchError):
            write_file(self._path(digest), data, mode=0o644)

    def get_provenance(self, digest: str) -> bytes | None:
        """The provenance file of the chart with that digest, as it was fetched last."""
        try:
            with open(self._path(digest, ".prov"), "rb") as handle:
                return handle.read() or None
        except OSError:
            return None

    def put_provenance(self, digest: str, data: bytes) -> None:
        """Keep a chart's provenance file, where helm keeps it."""
        with contextlib.suppress(FetchError):
            write_file(self._path(digest, ".prov"), data, mode=0o644)

    def _path(self, digest: str, kind: str = ".chart") -> str:
        return os.path.join(self._root, digest[:2], digest + kind)


class UrlDigests:
    """What was found at a URL last: the only way to a chart offline whose digest no index tells."""

    __slots__ = ("_root",)

    def __init__(self, root: str) -> None:
        self._root = root

    def get(self, url: str) -> str:
        """The digest of the chart in hexadecimal, empty where it was never fetched."""
        try:
            with open(self._path(url), encoding="ascii") as handle:
                return parse_digest(handle.read(200))
        except (OSError, ValueError, FetchError):
            return ""

    def put(self, url: str, digest: str) -> None:
        """Remember a URL's chart."""
        with contextlib.suppress(FetchError):
            write_file(self._path(url), digest.encode(), mode=0o644)

    def _path(self, url: str) -> str:
        return os.path.join(self._root, hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest())


__all__ = ("ContentCache", "UrlDigests", "digest_of", "parse_digest")
