# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which kinds the API server serves: aggregated discovery in at most two requests, one a group version where it is old.

Follows k8s.io/client-go/discovery and helm's GetVersionSet (pkg/action/action.go).
"""

from __future__ import annotations

import json
import posixpath
import threading
import typing as t

from ..errors import ClusterError
from ..manifest.served import Resource
from . import request as requests
from .transport import Transport

JSON = dict[str, t.Any]
_AGGREGATED = (
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"
)
_ROOTS = ("/api", "/apis")


class GroupVersion:
    """One group version: its kinds and all names of kinds it answers with, subresources' included."""

    __slots__ = ("answers", "kinds")

    def __init__(self) -> None:
        self.kinds: dict[str, Resource] = {}
        self.answers: list[str] = []

    def add(self, api_version: str, plural: str, kind: str, *, namespaced: bool) -> None:
        """One resource, or one subresource (``plural`` with a slash)."""
        if kind not in self.answers:
            self.answers.append(kind)
        if "/" not in plural and kind not in self.kinds:
            self.kinds[kind] = Resource(api_version, kind, plural, namespaced)


class Discovery:
    """What is served, asked for at first use and kept. Thread-safe."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._lock = threading.RLock()
        self._roots: dict[str, dict[str, GroupVersion]] = {}

    def forget(self) -> None:
        """Ask anew at the next question."""
        with self._lock:
            self._roots = {}

    def resource(self, api_version: str, kind: str) -> Resource:
        """How a kind is served; ClusterError of reason NoKindMatch in client-go's words where it is not."""
        versions = self._served("/apis" if "/" in api_version else "/api")
        found = versions[api_version].kinds.get(kind) if api_version in versions else None
        if found is None:
            raise ClusterError('no matches for kind "%s" in version "%s"' % (kind, api_version), reason="NoKindMatch")
        return found

    def preferred(self, group: str, kind: str) -> Resource:
        """A kind in the version that its group prefers; ClusterError of reason NoKindMatch where there is none."""
        for api_version, served in self._served("/apis" if group else "/api").items():
            if api_version.rpartition("/")[0] == group and kind in served.kinds:
                return served.kinds[kind]
        raise ClusterError(
            'no matches for kind "%s" in group "%s"' % (kind, group), reason="NoKindMatch"
        )  # fmt: skip

    def api_versions(self) -> list[str]:
        """Each ``group/version``, then each ``group/version/Kind``, as helm's VersionSet holds them (in our order)."""
        versions = {name: served for root in _ROOTS for name, served in self._served(root).items()}
        kinds = [posixpath.join(name, kind) for name, served in versions.items() for kind in served.answers]
        return list(versions) + kinds

    def _served(self, root: str) -> dict[str, GroupVersion]:
        with self._lock:
            if root not in self._roots:
                self._roots[root] = self._ask(root)
            return self._roots[root]

    def _ask(self, root: str) -> dict[str, GroupVersion]:
        content = json.loads(self._transport.send(requests.get(root, accept=_AGGREGATED)))
        if content.get("kind") == "APIGroupDiscoveryList":
            return _from_aggregated(content)
        return self._one_by_one(root, content)

    def _one_by_one(self, root: str, content: JSON) -> dict[str, GroupVersion]:
        """Before Kubernetes 1.27: a list of versions, then each of them. One that does not answer is left out."""
        names = list(content.get("versions") or [])
        for group in content.get("groups") or []:
            preferred = (group.get("preferredVersion") or {}).get("groupVersion")
            versions = [version["groupVersion"] for version in group.get("versions") or []]
            names += sorted(versions, key=lambda name, first=preferred: name != first)  # type: ignore[misc]
        result = {}
        for name in names:
            result[name] = GroupVersion()
            try:
                answer = json.loads(self._transport.send(requests.get("%s/%s" % (root, name))))
            except ClusterError as error:
                if error.status in (404, 500, 503):
                    continue
                raise
            for item in answer.get("resources") or []:
                result[name].add(name, item["name"], item["kind"], namespaced=bool(item.get("namespaced")))
        return result


def _from_aggregated(content: JSON) -> dict[str, GroupVersion]:
    """Stale versions (an aggregated API that is down) are left out, as client-go does."""
    result = {}
    for group in content.get("items") or []:
        group_name = (group.get("metadata") or {}).get("name") or ""
        for version in group.get("versions") or []:
            if version.get("freshness") == "Stale":
                continue
            name = "%s/%s" % (group_name, version["version"]) if group_name else version["version"]
            result[name] = _from_version(name, version)
    return result


def _from_version(name: str, version: JSON) -> GroupVersion:
    served = GroupVersion()
    for item in version.get("resources") or []:
        namespaced = item.get("scope") == "Namespaced"
        kind = (item.get("responseKind") or {}).get("kind")
        if kind:
            served.add(name, item["resource"], kind, namespaced=namespaced)
        for part in item.get("subresources") or []:
            part_kind = (part.get("responseKind") or {}).get("kind")
            if part_kind:
                served.add(name, "%s/%s" % (item["resource"], part["subresource"]), part_kind, namespaced=namespaced)
    return served


__all__ = ("Discovery",)
