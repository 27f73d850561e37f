# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps parsed templates and compiled modules between processes, in folders that only this user can read and write.

What is read back is trusted as code is (marshal), so the folder must be private and the files ours. Losing an entry
only costs the parsing; the oldest ones go when the folder grows too large.
"""

from __future__ import annotations

import contextlib
import os
import stat
import typing as t

from ..digests import blake2b
from ..errors import EngineError
from .cache_folder import cache_folder
from .private_folder import private_folder

MAX_SIZE: t.Final = 128 * 1024 * 1024
_CHECKSUM: t.Final = 16


class PrivateCache:
    """Entries by key, each a file with a checksum in front. Nothing raises: a cache that cannot be used is empty."""

    __slots__ = ("_folder", "_max_size", "_read_only", "_ready")

    def __init__(self, folder: str, *, max_size: int = MAX_SIZE, read_only: bool = False) -> None:
        self._folder = folder
        self._max_size = max_size
        self._read_only = read_only
        self._ready = False

    @classmethod
    def of_user(cls, environ: t.Mapping[str, str], kind: str, *, read_only: bool = False) -> PrivateCache | None:
        """The user's cache of one kind, or None where caches are turned off. ``read_only`` is for check mode."""
        folder = cache_folder(environ)
        return cls(os.path.join(folder, kind), read_only=read_only) if folder is not None else None

    def get(self, key: str) -> bytes | None:
        """The data under a key of hexadecimal digits, or None."""
        if not self._usable():
            return None
        path = self._path(key)
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with open(descriptor, "rb", buffering=0) as stream:
                status = os.fstat(descriptor)
                if status.st_uid != os.geteuid() or not stat.S_ISREG(status.st_mode) or status.st_mode & 0o022:
                    return None
                data = stream.read()
            if not self._read_only:
                os.utime(path)
        except OSError:
            return None
        return data[_CHECKSUM:] if _checksum(data[_CHECKSUM:]) == data[:_CHECKSUM] else None

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key of hexadecimal digits."""
        if self._read_only or len(data) > self._max_size or not self._usable():
            return
        path = self._path(key)
        temporary = "%s.%d.tmp" % (path, os.getpid())
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            with open(descriptor, "wb") as stream:
                stream.write(_checksum(data))
                stream.write(data)
            os.replace(temporary, path)
            self._shrink()
        except OSError:
            _remove(temporary)

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key)

    def _usable(self) -> bool:
        if not self._ready and self._folder and (not self._read_only or os.path.isdir(self._folder)):
            try:
                private_folder(os.path.dirname(self._folder))
                private_folder(self._folder)
                self._ready = True
            except EngineError:
                self._folder = ""
        return self._ready

    def _shrink(self) -> None:
        """Remove the entries that were not used for longest, until a quarter of the room is free."""
        with os.scandir(self._folder) as entries:
            found = [(status.st_mtime, status.st_size, entry.path) for entry in entries if (status := entry.stat())]
        size = sum(entry[1] for entry in found)
        if size <= self._max_size:
            return
        for _used, length, path in sorted(found):
            _remove(path)
            size -= length
            if size <= self._max_size * 3 // 4:
                return


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM).digest()


def _remove(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


__all__ = ("MAX_SIZE", "PrivateCache")
