# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creating one object, by server-side apply or by a plain request (follows pkg/kube/client.go)."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ReleaseError
from ..manifest.objects import ObjectRef
from .masking import without_value
from .methods import SERVER_SIDE, Method
from .ports import JSON, Clock, Cluster

_CONFLICT = 409
_UNSUPPORTED = 415
_ATTEMPTS = 5
_PAUSE = 0.01


class Creator(t.Protocol):
    """Creates objects. ReleaseError in helm's words, caused by the ClusterError."""

    def create(self, ref: ObjectRef, body: JSON) -> None: ...


class _Base:
    __slots__ = ("_clock", "_cluster", "_dry_run", "_method")

    def __init__(self, cluster: Cluster, clock: Clock, method: Method, *, dry_run: bool = False) -> None:
        self._cluster = cluster
        self._clock = clock
        self._method = method
        self._dry_run = dry_run


class ServerSideCreator(_Base):
    """The API server merges; what is not there, it creates."""

    __slots__ = ()

    def create(self, ref: ObjectRef, body: JSON) -> None:
        def send() -> JSON:
            if not ref.name:
                # Server-side apply needs a name; a generated one comes from a plain create.
                return self._cluster.create(body, namespace=ref.namespace, dry_run=self._dry_run)
            return self._apply(ref, body)

        try:
            patiently(send, passes=_is_quota_conflict, clock=self._clock)
        except ClusterError as error:
            raise apply_error(ref, error) from error

    def _apply(self, ref: ObjectRef, body: JSON) -> JSON:
        return self._cluster.apply(
            body, namespace=ref.namespace, force=self._method.force_conflicts, dry_run=self._dry_run
        )


class ClientSideCreator(_Base):
    """An object is sent as it is; that it is there already is an error."""

    __slots__ = ()

    def create(self, ref: ObjectRef, body: JSON) -> None:
        def send() -> JSON:
            return self._cluster.create(body, namespace=ref.namespace, dry_run=self._dry_run)

        try:
            patiently(send, passes=is_conflict, clock=self._clock)
        except ClusterError as error:
            raise ReleaseError(told(ref, error)) from error


def creator(cluster: Cluster, clock: Clock, method: Method) -> Creator:
    """The creator of a method."""
    return (ServerSideCreator if method.word == SERVER_SIDE else ClientSideCreator)(cluster, clock, method)


def patiently(request: t.Callable[[], object], *, passes: t.Callable[[ClusterError], bool], clock: Clock) -> None:
    """A request that is made again where its error is one that ``passes``."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            request()
        except ClusterError as error:
            if attempt == _ATTEMPTS or not passes(error):
                raise
            clock.sleep(_PAUSE * attempt)
        else:
            return


def is_conflict(error: ClusterError) -> bool:
    """Whether somebody else was faster in changing the object."""
    return error.status == _CONFLICT and error.reason != "AlreadyExists"


def _is_quota_conflict(error: ClusterError) -> bool:
    text = str(error)
    return (
        error.status == _CONFLICT
        and "Operation cannot be fulfilled on resourcequotas" in text
        and "the object has been modified" in text
    )


def ensure(creator: Creator, ref: ObjectRef, body: JSON) -> None:
    """Create an object that was missing, unless somebody else was faster."""
    try:
        creator.create(ref, body)
    except ReleaseError as error:
        cause = error.__cause__
        if not isinstance(cause, ClusterError) or cause.reason != "AlreadyExists":
            raise


def apply_error(ref: ObjectRef, error: ClusterError) -> ReleaseError:
    """helm's sentence for an object that server-side apply did not take."""
    if error.status == _UNSUPPORTED:
        return ReleaseError("server-side apply not available on the server: %s" % error)
    if error.status == _CONFLICT:
        return ReleaseError("conflict occurred while applying object %s: %s" % (go_name(ref), error))
    return ReleaseError("server-side apply failed for object %s: %s" % (go_name(ref), told(ref, error)))


def told(ref: ObjectRef, error: ClusterError) -> str:
    """What the API server says; of a Secret, without the values it quotes."""
    return without_value(str(error)) if (ref.api_version, ref.kind) == ("v1", "Secret") else str(error)


def go_name(ref: ObjectRef) -> str:
    """An object as Go's logs name it: ``namespace/name group/version, Kind=Kind``."""
    group, _unused, version = ref.api_version.rpartition("/")
    return "%s/%s %s/%s, Kind=%s" % (ref.namespace, ref.name, group, version, ref.kind)


__all__ = (
    "ClientSideCreator", "Creator", "ServerSideCreator", "apply_error", "creator", "ensure", "go_name", "is_conflict",
    "patiently", "told",
)  # fmt: skip
