# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing one object, new or there, by server-side or client-side apply (follows pkg/kube/client.go)."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ManifestError, ReleaseError
from ..manifest.merge_keys import Shape
from ..manifest.objects import ObjectRef
from ..manifest.strategic import shape_of
from ..manifest.three_way import merge_patch, three_way_patch
from .creating import (
    ClientSideCreator,
    Creator,
    ServerSideCreator,
    apply_error,
    go_name,
    is_conflict,
    patiently,
    told,
)
from .managed_fields import takeover_patch
from .methods import SERVER_SIDE, Method
from .plan import Step
from .ports import JSON, Clock, Cluster

_JSON_PATCH = "application/json-patch+json"
_MERGE_PATCH = "application/merge-patch+json"
_STRATEGIC_PATCH = "application/strategic-merge-patch+json"

# Built in, but not in k8s.io/api; and nothing below its metadata is merged in a way of its own.
_DEFINITIONS = "apiextensions.k8s.io/v1"
_DEFINITION: Shape = {"metadata": ("", "", "ObjectMeta")}


class Writer(Creator, t.Protocol):
    """Writes objects. ReleaseError in helm's words, caused by the ClusterError."""

    def live(self, step: Step) -> JSON | None:
        """What an update starts from; None where the object is to be created."""

    def update(self, step: Step, live: JSON) -> None: ...


def writer(cluster: Cluster, clock: Clock, method: Method, *, dry_run: bool = False) -> Writer:
    """The writer of a method; with ``dry_run`` it only asks the API server what would come of it."""
    chosen = ServerSideWriter if method.word == SERVER_SIDE else ClientSideWriter
    return chosen(cluster, clock, method, dry_run=dry_run)


class ServerSideWriter(ServerSideCreator):
    """Nothing needs to be read before; only client-side field management ends first, where the method says so."""

    __slots__ = ()

    def live(self, step: Step) -> JSON | None:
        return step.before

    def update(self, step: Step, live: JSON) -> None:
        if self._method.takeover and not self._dry_run:
            self._take_over(step.ref)
        try:
            self._apply(step.ref, step.wanted)
        except ClusterError as error:
            raise apply_error(step.ref, error) from error

    def _take_over(self, ref: ObjectRef) -> None:
        """Let server-side apply own the fields that client-side apply has set."""

        def move() -> None:
            live = self._cluster.get(ref)
            patch = None if live is None else takeover_patch(live)
            if patch is not None:
                self._cluster.patch(ref, patch, content_type=_JSON_PATCH)

        try:
            patiently(move, passes=is_conflict, clock=self._clock)
        except ClusterError as error:
            raise ReleaseError(
                "failed to patch object to upgrade CSA field manager %s: %s" % (go_name(ref), error)
            ) from error


class ClientSideWriter(ClientSideCreator):
    """The patch is made here, from the last manifest, the wanted one and the live object."""

    __slots__ = ()

    def live(self, step: Step) -> JSON | None:
        if not step.ref.name:
            return None
        try:
            return self._cluster.get(step.ref)
        except ClusterError as error:
            raise ReleaseError("could not get information about the resource: %s" % error) from error

    def update(self, step: Step, live: JSON) -> None:
        ref, body = step.ref, step.wanted
        if self._method.replace:
            version = (live.get("metadata") or {}).get("resourceVersion")
            whole = {**body, "metadata": {**body["metadata"], "resourceVersion": version}}
            try:
                self._cluster.replace(whole, namespace=ref.namespace, dry_run=self._dry_run)
            except ClusterError as error:
                raise ReleaseError("failed to replace object: %s" % told(ref, error)) from error
            return
        try:
            patch, content_type = self._patch(step, body, live)
        except ManifestError as error:
            raise ReleaseError("failed to create patch: %s" % error) from error
        if not patch:
            return
        try:
            self._cluster.patch(ref, patch, content_type=content_type, dry_run=self._dry_run)
        except ClusterError as error:
            raise ReleaseError('cannot patch "%s" with kind %s: %s' % (ref.name, ref.kind, told(ref, error))) from error

    def _patch(self, step: Step, body: JSON, live: JSON) -> tuple[JSON, str]:
        # What no manifest is known to have brought counts as it is.
        original = live if step.original is None else step.original
        shape = _DEFINITION if step.ref.api_version == _DEFINITIONS else shape_of(step.ref.api_version, step.ref.kind)
        if shape is not None:
            return three_way_patch(original, body, live, shape), _STRATEGIC_PATCH
        if self._method.drift:
            return three_way_patch(original, body, live, None), _MERGE_PATCH
        return merge_patch(original, body), _MERGE_PATCH


__all__ = ("ClientSideWriter", "ServerSideWriter", "Writer", "writer")
