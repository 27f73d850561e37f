# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Release records in memory, for tests and for work without a cluster; encoded as elsewhere: nothing is shared."""

from __future__ import annotations

import typing as t

from ..errors import StorageError
from ..release.codec import decode, encode
from ..release.model import Release


class _Record(t.NamedTuple):
    text: str
    labels: dict[str, str]
    annotations: dict[str, str]

    def release(self) -> Release:
        release = decode(self.text)
        release.labels = dict(self.labels)
        release.annotations = dict(self.annotations)
        return release


class MemoryStore:
    """Records of all namespaces, seen from one; satisfies ``ReleaseStore`` of actions/ports.py."""

    def __init__(self, namespace: str = "default") -> None:
        self._namespace = namespace
        self._records: dict[tuple[str, str, int], _Record] = {}

    def history(self, name: str) -> list[Release]:
        """All revisions of a release, oldest first."""
        return [
            record.release()
            for key, record in sorted(self._records.items())
            if key[:2] == (self._namespace, name)
        ]  # fmt: skip

    def get(self, name: str, revision: int) -> Release | None:
        """One revision; None where it does not exist."""
        record = self._records.get((self._namespace, name, revision))
        return None if record is None else record.release()

    def list(self, *, all_namespaces: bool = False) -> list[Release]:
        """Every record of every release."""
        return [
            record.release()
            for key, record in sorted(self._records.items())
            if all_namespaces or key[0] == self._namespace
        ]

    def create(self, release: Release) -> None:
        """Write a new revision; StorageError where it exists."""
        if self._key(release) in self._records:
            raise StorageError("release: already exists", details={"reason": "AlreadyExists"})
        self._write(release)

    def update(self, release: Release) -> None:
        """Write a revision again; StorageError where there is none."""
        if self._key(release) not in self._records:
            raise StorageError("release: not found")
        self._write(release)

    def annotate(self, release: Release, annotations: t.Mapping[str, str | None]) -> None:
        """Set annotations of a stored revision, or remove those of None; the record stays as it is."""
        record = self._records.get(self._key(release))
        if record is None:
            raise StorageError("release: not found")
        merged = {**record.annotations, **annotations}
        kept = {key: value for key, value in merged.items() if value is not None}
        self._records[self._key(release)] = record._replace(annotations=kept)

    def delete(self, name: str, revision: int) -> None:
        """Delete a revision; one that is gone already is fine."""
        self._records.pop((self._namespace, name, revision), None)

    def _key(self, release: Release) -> tuple[str, str, int]:
        return (release.namespace or self._namespace, release.name, release.version)

    def _write(self, release: Release) -> None:
        self._records[self._key(release)] = _Record(encode(release), dict(release.labels), dict(release.annotations))


__all__ = ("MemoryStore",)
