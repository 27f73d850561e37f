# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The API server as the actions see it: objects in and out, each operation one request."""

from __future__ import annotations

import json
import typing as t

from ..errors import ClusterError
from ..manifest.objects import ObjectRef
from ..manifest.served import WATCHER, Resource, ServerVersion, WaitFailure, WaitRules
from . import request as requests
from . import wait
from .config import Connection
from .discovery import Discovery
from .fields import label_selector
from .transport import Stream, Transport

JSON = dict[str, t.Any]
PAGE = 500
# Served by every cluster: no discovery is needed for them.
_CORE = {
    ("v1", kind): Resource("v1", kind, plural, namespaced)
    for kind, plural, namespaced in (
        ("ConfigMap", "configmaps", True), ("Event", "events", True), ("Namespace", "namespaces", False),
        ("Pod", "pods", True), ("Secret", "secrets", True),
    )
}  # fmt: skip


class Client:
    """One API server; satisfies ``Cluster`` of actions/ports.py. Thread-safe.

    Each failed request raises ClusterError with ``status``, ``reason`` and ``details``. Objects go out as they are
    given and come back as the server sent them; of what was written only the metadata, unless it was a dry run.
    """

    def __init__(self, connection: Connection, *, transport: Transport | None = None) -> None:
        self.connection = connection
        self.transport = transport or Transport(connection)
        self.discovery = Discovery(self.transport)
        self._version: ServerVersion | None = None

    def version(self) -> ServerVersion:
        """The server's version, asked for once."""
        if self._version is None:
            answer = self._json(requests.get("/version"))
            self._version = ServerVersion(str(answer["gitVersion"]), str(answer["major"]), str(answer["minor"]))
        return self._version

    def api_versions(self) -> list[str]:
        """``group/version`` and ``group/version/Kind`` of all that is served."""
        return self.discovery.api_versions()

    def resource(self, api_version: str, kind: str) -> Resource:
        """How the kind is served; ClusterError of reason NoKindMatch where it is not."""
        return _CORE.get((api_version, kind)) or self.discovery.resource(api_version, kind)

    def forget_discovery(self) -> None:
        """Discover anew at the next question (after a CRD came)."""
        self.discovery.forget()

    def get(self, ref: ObjectRef, *, metadata_only: bool = False) -> JSON | None:
        """The object, or of it what ``metadata`` says; None where it does not exist."""
        accept = requests.METADATA if metadata_only else requests.JSON_TYPE
        try:
            return self._json(requests.get(self._path(ref), accept=accept))
        except ClusterError as error:
            if error.status == 404:
                return None
            raise

    def list(
        self, api_version: str, kind: str, namespace: str | None, *, label_selector: str = "", field_selector: str = ""
    ) -> list[JSON]:
        """Objects of one namespace; None: of all namespaces, or cluster-scoped ones. Each has apiVersion and kind."""
        resource = self.resource(api_version, kind)
        items, _dummy = self.list_from(
            resource, namespace, label_selector=label_selector, field_selector=field_selector
        )  # fmt: skip
        return items

    def list_from(
        self, resource: Resource, namespace: str | None, *, label_selector: str = "", field_selector: str = "",
        metadata_only: bool = False,
    ) -> tuple[t.List[JSON], str]:  # noqa: UP006 (the method above hides the name)
        """Objects and the resourceVersion that a watch goes on from; pages that expire are read again as a whole."""
        path = requests.collection_path(resource, namespace)
        items: t.List[JSON] = []  # noqa: UP006
        continuation, limit = "", PAGE
        while True:
            asked = requests.listing(
                path, label_selector=label_selector, field_selector=field_selector, limit=limit,
                continuation=continuation, accept=requests.METADATA_LIST if metadata_only else requests.JSON_TYPE,
            )  # fmt: skip
            try:
                page = self._json(asked)
            except ClusterError as error:
                if error.status != 410 or not limit:
                    raise
                items, continuation, limit = [], "", 0
                continue
            for item in page.get("items") or []:
                items.append({**item, "apiVersion": resource.api_version, "kind": resource.kind})
            metadata = page.get("metadata") or {}
            continuation = metadata.get("continue") or ""
            if not continuation:
                return items, str(metadata.get("resourceVersion") or "")

    def judge(self, obj: JSON) -> tuple[str, str]:
        """What kstatus says of an object: a status such as Current, and why."""
        namespace = _namespace_of(obj, "")
        return wait.judge(obj, lambda: self.list("v1", "Pod", namespace, label_selector=label_selector(obj)))

    def create(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        """POST; ClusterError of reason AlreadyExists where it is there. An object with only generateName is fine."""
        path = requests.collection_path(self._resource_of(obj), _namespace_of(obj, namespace))
        return self._json(requests.create(path, obj, dry_run=dry_run))

    def apply(self, obj: JSON, *, namespace: str, force: bool = False, dry_run: bool = False) -> JSON:
        """Server-side apply as field manager ``helm`` with strict field validation."""
        return self._json(requests.apply(self._path_of(obj, namespace), obj, force=force, dry_run=dry_run))

    def patch(
        self, ref: ObjectRef, body: t.Any, *, content_type: str, dry_run: bool = False, subresource: str = ""
    ) -> JSON:
        """Any other patch, of the object or of its ``subresource``; content types are in kube/request.py."""
        path = "%s/%s" % (self._path(ref), subresource) if subresource else self._path(ref)
        return self._json(requests.patch(path, body, content_type=content_type, dry_run=dry_run))

    def replace(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        """PUT; ClusterError of reason NotFound where there is nothing to replace."""
        return self._json(requests.replace(self._path_of(obj, namespace), obj, dry_run=dry_run))

    def delete(self, ref: ObjectRef, *, propagation: str = "Background", dry_run: bool = False) -> JSON | None:
        """The object (being deleted) or a Status; None where it is gone already."""
        try:
            return self._json(requests.delete(self._path(ref), propagation=propagation, dry_run=dry_run))
        except ClusterError as error:
            if error.status == 404:
                return None
            raise

    def watch(
        self, resource: Resource, namespace: str | None, *, resource_version: str = "", field_selector: str = "",
        label_selector: str = "", seconds: int = 300, metadata_only: bool = False,
    ) -> Stream:  # fmt: skip
        """A watch's lines, each the JSON of one event; the server ends it after ``seconds`` at the latest."""
        asked = requests.watching(
            requests.collection_path(resource, namespace), resource_version=resource_version,
            field_selector=field_selector, label_selector=label_selector, seconds=seconds,
            accept=requests.METADATA if metadata_only else requests.JSON_TYPE,
        )  # fmt: skip
        return self.transport.stream(asked, read_timeout=seconds + 15.0)

    def pod_logs(
        self, namespace: str, pod: str, container: str, *, tail_lines: int | None = None, previous: bool = False
    ) -> str:
        """What a container wrote; ``previous``: the run before its last restart."""
        query = [("container", container)] if container else []
        if tail_lines is not None:
            query.append(("tailLines", str(tail_lines)))
        if previous:
            query.append(("previous", "true"))
        path = requests.object_path(_CORE[("v1", "Pod")], namespace, pod, "log")
        return self.transport.send(requests.get(path, accept="*/*", query=tuple(query))).decode("utf-8", "replace")

    def wait_ready(
        self, refs: t.Sequence[ObjectRef], *, timeout: float, rules: WaitRules = WATCHER, say: wait.Say = None,
        give_up: wait.GiveUp = None,
    ) -> t.Sequence[WaitFailure]:  # fmt: skip
        """Watch until all are ready by the rules."""
        return wait.wait_ready(self, refs, timeout=timeout, rules=rules, say=say, give_up=give_up)

    def wait_hook(
        self, ref: ObjectRef, *, timeout: float, legacy: bool = False, give_up: wait.GiveUp = None
    ) -> t.Sequence[WaitFailure]:
        """Watch until a hook's Job or Pod has finished."""
        return wait.wait_hook(self, ref, timeout=timeout, legacy=legacy, give_up=give_up)

    def wait_deleted(
        self, refs: t.Sequence[ObjectRef], *, timeout: float, legacy: bool = False, say: wait.Say = None
    ) -> t.Sequence[WaitFailure]:
        """Watch until all are gone."""
        return wait.wait_deleted(self, refs, timeout=timeout, legacy=legacy, say=say)

    def close(self) -> None:
        """Close the kept connections."""
        self.transport.close()

    def _json(self, request: requests.Request) -> JSON:
        body = self.transport.send(request)
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise ClusterError(
                "The answer of %s to %s %s is no JSON: is this an API server?"
                % (self.connection.host, request.method, request.path)
            ) from error
        return t.cast(JSON, answer)

    def _path(self, ref: ObjectRef) -> str:
        resource = self._mapped(ref.api_version, ref.kind, ref.name, ref.namespace)
        return requests.object_path(resource, ref.namespace, ref.name)

    def _path_of(self, obj: JSON, namespace: str) -> str:
        name = str((obj.get("metadata") or {}).get("name") or "")
        return requests.object_path(self._resource_of(obj), _namespace_of(obj, namespace), name)

    def _resource_of(self, obj: JSON) -> Resource:
        name = str((obj.get("metadata") or {}).get("name") or "")
        return self._mapped(str(obj.get("apiVersion")), str(obj.get("kind")), name, _namespace_of(obj, ""))

    def _mapped(self, api_version: str, kind: str, name: str, namespace: str) -> Resource:
        try:
            return self.resource(api_version, kind)
        except ClusterError as error:
            if error.reason != "NoKindMatch":
                raise
            raise ClusterError(
                'resource mapping not found for name: "%s" namespace: "%s" from "": %s\nensure CRDs are installed first'
                % (name, namespace, error), reason=error.reason,
            ) from error  # fmt: skip


def _namespace_of(obj: JSON, namespace: str) -> str:
    return str((obj.get("metadata") or {}).get("namespace") or namespace)


__all__ = ("Client",)
