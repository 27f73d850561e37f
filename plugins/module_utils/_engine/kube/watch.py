# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One list-and-watch: objects of one kind in one namespace, those of some names or all, as states put on a queue.

A thread reads; it lists, watches from there on, and lists again where the server has forgotten the version.
"""

from __future__ import annotations

import json
import queue
import threading
import typing as t

from ..errors import ClusterError
from ..manifest.objects import ObjectRef
from ..manifest.served import Resource
from .transport import Stream

JSON = dict[str, t.Any]
_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_LASTED = 5.0
_METADATA_ONLY = (("v1", "ConfigMap"), ("v1", "Secret"))


class Seen(t.NamedTuple):
    """An object's state; ``obj`` None: it does not exist. ``first``: nothing is known of before."""

    ref: ObjectRef
    obj: JSON | None
    first: bool = False


class Broken(t.NamedTuple):
    """The watch cannot go on."""

    error: Exception


Report: t.TypeAlias = "Seen | Broken"


class Cluster(t.Protocol):
    """What a watch needs of the client."""

    def resource(self, api_version: str, kind: str) -> Resource: ...

    def forget_discovery(self) -> None: ...

    def list_from(
        self, resource: Resource, namespace: str | None, *, label_selector: str = "", field_selector: str = "",
        metadata_only: bool = False,
    ) -> tuple[list[JSON], str]: ...  # fmt: skip

    def watch(
        self, resource: Resource, namespace: str | None, *, resource_version: str = "", field_selector: str = "",
        label_selector: str = "", seconds: int = 300, metadata_only: bool = False,
    ) -> Stream: ...  # fmt: skip


class ObjectWatch:
    """The objects ``refs``, which have kind and namespace in common; a ref without a name stands for all of them.

    ``optional``: where the user may not watch them, nothing more is reported. ``whole``: also contents that no rule of
    ours asks for.
    """

    def __init__(
        self, cluster: Cluster, refs: t.Sequence[ObjectRef], reports: queue.SimpleQueue[Report], *,
        optional: bool = False, whole: bool = False,
    ) -> None:  # fmt: skip
        self._cluster = cluster
        self._first = refs[0]
        self._all = not self._first.name
        # In a watch of all, those that were ever seen: the next list tells which of them are gone.
        self._refs = {ref.name: ref for ref in refs if ref.name}
        self._reports = reports
        self._optional = optional
        self._version = ""
        self._stopped = threading.Event()
        self._stream: Stream | None = None
        self._metadata_only = not whole and (self._first.api_version, self._first.kind) in _METADATA_ONLY
        self._selector = "metadata.name=%s" % self._first.name if len(self._refs) == 1 else ""

    def list(self) -> None:
        """Report each object once and remember the version that the watch goes on from."""
        resource = self._cluster.resource(self._first.api_version, self._first.kind)
        items, self._version = self._cluster.list_from(
            resource, self._first.namespace, field_selector=self._selector, metadata_only=self._metadata_only
        )
        found = {item["metadata"]["name"]: item for item in items}
        for name in found if self._all else ():
            self._ref(name)
        for name, ref in self._refs.items():
            self._reports.put(Seen(ref, found.get(name), first=True))

    def start(self, deadline: t.Callable[[], float]) -> None:
        """Watch in a thread of its own until ``stop``; ``deadline`` gives the seconds that are left."""
        threading.Thread(target=self._run, args=(deadline,), daemon=True).start()

    def stop(self) -> None:
        """End the thread soon; nothing is reported any more."""
        self._stopped.set()
        stream = self._stream
        if stream is not None:
            stream.close()

    def _run(self, deadline: t.Callable[[], float]) -> None:
        failures = 0
        while not self._stopped.is_set() and deadline() > 0:
            begin = deadline()
            try:
                if not self._version:
                    self.list()
                self._follow(deadline)
            except ClusterError as error:
                if self._stopped.is_set():
                    return
                if error.status in (401, 403):
                    if not self._optional:
                        self._reports.put(Broken(error))
                    return
                if error.status == 410:
                    self._version = ""
                elif error.status == 404 or error.reason == "NoKindMatch":
                    # The kind itself is gone or has not come yet.
                    self._version = ""
                    self._cluster.forget_discovery()
            except Exception as error:
                self._reports.put(Broken(error))
                return
            # A watch that ends at once would otherwise be asked for again and again.
            failures = 0 if begin - deadline() > _LASTED else failures + 1
            if failures:
                self._stopped.wait(_PAUSES[min(failures, len(_PAUSES)) - 1])

    def _follow(self, deadline: t.Callable[[], float]) -> None:
        resource = self._cluster.resource(self._first.api_version, self._first.kind)
        self._stream = self._cluster.watch(
            resource, self._first.namespace, resource_version=self._version, field_selector=self._selector,
            seconds=max(1, int(min(300, deadline() + 1))), metadata_only=self._metadata_only,
        )  # fmt: skip
        if self._stopped.is_set():
            self._stream.close()
            return
        for line in self._stream:
            if self._stopped.is_set():
                return
            if line.strip():
                self._event(json.loads(line))

    def _event(self, event: JSON) -> None:
        obj, kind = event.get("object") or {}, event.get("type")
        if kind == "ERROR":
            raise ClusterError(str(obj.get("message")), status=int(obj.get("code") or 410), reason="Expired")
        metadata = obj.get("metadata") or {}
        self._version = str(metadata.get("resourceVersion") or self._version)
        ref = self._ref(str(metadata.get("name")))
        if kind != "BOOKMARK" and ref is not None:
            if self._metadata_only:
                obj = {**obj, "apiVersion": ref.api_version, "kind": ref.kind}
            self._reports.put(Seen(ref, None if kind == "DELETED" else obj))

    def _ref(self, name: str) -> ObjectRef | None:
        return self._refs.setdefault(name, self._first._replace(name=name)) if self._all else self._refs.get(name)


__all__ = ("Broken", "Cluster", "ObjectWatch", "Report", "Seen")
