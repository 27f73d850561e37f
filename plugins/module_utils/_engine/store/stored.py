# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A release whose record is decoded when somebody looks into it: of a long history only one or two are.

Its name, revision, status and labels stand outside the text already. What has been set stays as it was set.
"""

from __future__ import annotations

import typing as t
from hashlib import blake2b

from ..errors import StorageError
from ..release.codec import decode
from ..release.model import Info, Release

_BODY = ("info", "chart", "config", "manifest", "hooks", "apply_method")


class _StoredInfo(Info):
    __slots__ = ("_release",)

    def __init__(self, release: StoredRelease, status: str) -> None:
        # The other fields are left unset: looking at one reads the record.
        self._release = release
        self.status = status

    def __getattr__(self, name: str) -> t.Any:
        if name not in Info.__slots__:
            raise AttributeError(name)
        self._release.read()
        return getattr(self, name)


class StoredRelease(Release):
    """A release by the labels of its record, and by its ``text`` from the first look into it on.

    StorageError at that look where the text holds no release.
    """

    __slots__ = ("_key", "_text")

    def __init__(
        self, text: str, *, key: str, name: str, namespace: str, version: int, status: str, labels: dict[str, str],
        annotations: dict[str, str],
    ) -> None:  # fmt: skip
        self._key = key
        self._text = text
        self.name = name
        self.namespace = namespace
        self.version = version
        self.labels = labels
        self.annotations = annotations
        self.info = _StoredInfo(self, status)

    def __getattr__(self, name: str) -> t.Any:
        if name not in _BODY:
            raise AttributeError(name)
        self.read()
        return getattr(self, name)

    @property
    def digest(self) -> str:
        """Of the record as it was read, whatever has been set since."""
        return blake2b(self._text.encode("ascii"), digest_size=20).hexdigest()

    def read(self) -> None:
        """Decode the record and fill in what has not been set."""
        try:
            release = decode(self._text)
        except StorageError as error:
            raise StorageError('get: failed to decode data "%s": %s' % (self._key, error)) from error
        _fill(self, release, _BODY)
        _fill(self.info, release.info, Info.__slots__)


def _fill(target: Release | Info, source: Release | Info, names: t.Sequence[str]) -> None:
    for name in names:
        try:
            object.__getattribute__(target, name)
        except AttributeError:
            setattr(target, name, getattr(source, name))


__all__ = ("StoredRelease",)
