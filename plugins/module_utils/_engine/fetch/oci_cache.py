# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Manifests that were fetched, kept beside the indexes of repositories: what offline runs and pinned charts go by."""

from __future__ import annotations

import hashlib
import os

from ..errors import FetchError
from .files import write_file
from .oci_reference import Reference, digest_like


class ManifestCache:
    """A folder of manifests by digest, checked when they are read, and of the digests that tags had."""

    __slots__ = ("_root", "_write")

    def __init__(self, root: str, *, write: bool) -> None:
        self._root = root
        self._write = write

    def get(self, digest: str) -> bytes | None:
        """The manifest with that digest, None where it is not cached or damaged."""
        data = _content(self._manifest_path(digest))
        return data if data and digest_like(digest, data) == digest else None

    def digest_of(self, reference: Reference, tag: str) -> str:
        """What the tag was when it was asked for last, empty where it never was."""
        return (_content(os.path.join(self._folder(reference), tag)) or b"").decode("ascii", "replace").strip()

    def tags(self, reference: Reference) -> list[str]:
        """The tags that were ever asked for."""
        try:
            return sorted(os.listdir(self._folder(reference)))
        except OSError:
            return []

    def put(self, reference: Reference, digest: str, data: bytes, *, tag: str = "") -> None:
        """Keep a manifest and what its tag names; a cache that cannot be written only costs the next request."""
        if not self._write:
            return
        try:
            write_file(self._manifest_path(digest), data, mode=0o644)
            if tag:
                write_file(os.path.join(self._folder(reference), tag), digest.encode(), mode=0o644)
        except FetchError:
            return

    def _manifest_path(self, digest: str) -> str:
        return os.path.join(self._root, "manifests", digest.replace(":", "-") + ".json")

    def _folder(self, reference: Reference) -> str:
        name = "%s/%s" % (reference.registry, reference.repository)
        return os.path.join(self._root, "tags", hashlib.sha256(name.encode()).hexdigest()[:32])


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return None


__all__ = ("ManifestCache",)
