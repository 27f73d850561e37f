# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A release as an object of the cluster: its name, labels and data; what Secrets and ConfigMaps have in common.

Follows pkg/storage/driver/secrets.go and cfgmaps.go. What we add to a record is an annotation: helm leaves it out when
it writes the record anew, and keeps labels of others for good.
"""

from __future__ import annotations

import time
import typing as t

from ..errors import ClusterError, StorageError
from ..manifest.objects import ObjectRef
from ..release.codec import check_size, decode, encode
from ..release.model import Release
from .stored import StoredRelease

JSON = dict[str, t.Any]
SYSTEM_LABELS = ("name", "owner", "status", "version", "createdAt", "modifiedAt")


class Cluster(t.Protocol):
    """What a store needs of kube's Client."""

    def get(self, ref: ObjectRef) -> JSON | None: ...

    def list(
        self, api_version: str, kind: str, namespace: str | None, *, label_selector: str = "", field_selector: str = ""
    ) -> list[JSON]: ...

    def create(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON: ...

    def replace(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON: ...

    def patch(self, ref: ObjectRef, body: t.Any, *, content_type: str, dry_run: bool = False) -> JSON: ...

    def delete(self, ref: ObjectRef, *, propagation: str = "Background", dry_run: bool = False) -> JSON | None: ...


def record_name(name: str, revision: int) -> str:
    """The object's name, such as ``sh.helm.release.v1.web.v3``."""
    return "sh.helm.release.v1.%s.v%d" % (name, revision)


class ClusterStore:
    """Records of one namespace, each an object of ``KIND``. Subclasses say how the text stands in it."""

    KIND = ""

    def __init__(self, cluster: Cluster, namespace: str, *, now: t.Callable[[], float] = time.time) -> None:
        self._cluster = cluster
        self._namespace = namespace
        self._now = now

    def history(self, name: str) -> list[Release]:
        """All revisions of a release, oldest first; empty where there is none. One request.

        Each is decoded when its content is looked at (StorageError then, where it cannot be); name, revision, status,
        labels and annotations are known without.
        """
        found = self._objects(self._namespace, "name=%s,owner=helm" % name, "query: failed to query with labels")
        releases = [release for obj in found if (release := self._undecoded(obj)) is not None]
        return sorted(releases, key=lambda release: release.version)

    def get(self, name: str, revision: int) -> Release | None:
        """One revision; None where it does not exist, StorageError where it cannot be decoded."""
        key = record_name(name, revision)
        try:
            obj = self._cluster.get(self._ref(key))
        except ClusterError as error:
            raise StorageError('get: failed to get "%s": %s' % (key, error)) from error
        if obj is None:
            return None
        try:
            return self._release(obj)
        except StorageError as error:
            raise StorageError('get: failed to decode data "%s": %s' % (key, error)) from error

    def list(self, *, all_namespaces: bool = False) -> list[Release]:
        """Every record of every release, in the order of their names; decoded as those of ``history`` are."""
        found = self._objects(None if all_namespaces else self._namespace, "owner=helm", "list: failed to list")
        return [release for obj in found if (release := self._undecoded(obj)) is not None]

    def create(self, release: Release) -> None:
        """Write a new revision; StorageError ``release: already exists`` where another run was faster."""
        obj = self._object(release, {"createdAt": str(int(self._now()))})
        try:
            self._cluster.create(obj, namespace=self._namespace)
        except ClusterError as error:
            if error.reason == "AlreadyExists":
                raise StorageError("release: already exists", details={"reason": "AlreadyExists"}) from error
            raise StorageError("create: failed to create: %s" % error, details=error.details) from error

    def update(self, release: Release) -> None:
        """Write a revision again as a whole, with the annotations that ``release`` holds."""
        obj = self._object(release, {"modifiedAt": str(int(self._now()))})
        try:
            self._cluster.replace(obj, namespace=self._namespace)
        except ClusterError as error:
            raise StorageError("update: failed to update: %s" % error, details=error.details) from error

    def annotate(self, release: Release, annotations: t.Mapping[str, str | None]) -> None:
        """Set annotations of a stored revision, or remove those of None; the record stays as it is."""
        body = {"metadata": {"annotations": dict(annotations)}}
        try:
            self._cluster.patch(
                self._ref(record_name(release.name, release.version)), body,
                content_type="application/merge-patch+json",
            )  # fmt: skip
        except ClusterError as error:
            raise StorageError("update: failed to update: %s" % error, details=error.details) from error

    def delete(self, name: str, revision: int) -> None:
        """Delete a revision; one that is gone already is fine."""
        try:
            self._cluster.delete(self._ref(record_name(name, revision)))
        except ClusterError as error:
            raise StorageError("delete: failed to delete: %s" % error, details=error.details) from error

    def _objects(self, namespace: str | None, selector: str, what: str) -> t.List[JSON]:  # noqa: UP006
        try:
            return self._cluster.list("v1", self.KIND, namespace, label_selector=selector)
        except ClusterError as error:
            raise StorageError("%s: %s" % (what, error), details=error.details) from error

    def _undecoded(self, obj: JSON) -> Release | None:
        """None where the labels are not those of a record."""
        metadata = obj.get("metadata") or {}
        labels = metadata.get("labels") or {}
        try:
            return StoredRelease(
                self._text(obj), key=metadata["name"], name=labels["name"],
                namespace=metadata.get("namespace") or self._namespace,
                version=int(labels["version"]), status=labels["status"], labels=_user_labels(labels),
                annotations=dict(metadata.get("annotations") or {}),
            )  # fmt: skip
        except (KeyError, StorageError, ValueError):
            return None

    def _release(self, obj: JSON) -> Release:
        metadata = obj.get("metadata") or {}
        release = decode(self._text(obj))
        release.labels = _user_labels(metadata.get("labels") or {})
        release.annotations = dict(metadata.get("annotations") or {})
        return release

    def _object(self, release: Release, stamp: dict[str, str]) -> JSON:
        text = encode(release)
        check_size(release, text)
        labels = {
            **stamp, **release.labels, "name": release.name, "owner": "helm", "status": release.info.status,
            "version": str(release.version),
        }  # fmt: skip
        metadata: JSON = {"name": record_name(release.name, release.version), "labels": labels}
        if release.annotations:
            metadata["annotations"] = dict(release.annotations)
        return {"apiVersion": "v1", "kind": self.KIND, "metadata": metadata, **self._content(text)}

    def _ref(self, key: str) -> ObjectRef:
        return ObjectRef("v1", self.KIND, self._namespace, key)

    def _text(self, obj: JSON) -> str:
        raise NotImplementedError

    def _content(self, text: str) -> JSON:
        raise NotImplementedError


def _user_labels(labels: t.Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in labels.items() if key not in SYSTEM_LABELS}


__all__ = ("SYSTEM_LABELS", "ClusterStore", "record_name")
