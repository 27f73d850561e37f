# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Performing the steps of a plan: server-side apply of each object, removal of what is wanted no more.

Follows pkg/kube/client.go: the sentences of the errors, and which of them end the work at once.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ReleaseError
from ..manifest.objects import ObjectRef
from .managed_fields import takeover_patch
from .masking import without_value
from .plan import CREATE, DELETE, KEEP, Step
from .ports import JSON, Clock, Cluster

_CONFLICT = 409
_UNSUPPORTED = 415
_ATTEMPTS = 5
_PAUSE = 0.01


class Applied(t.NamedTuple):
    """What was done, for a later clean-up and for waiting."""

    created: list[ObjectRef]
    deleted: list[ObjectRef]


class Applier:
    """Applies steps. ``force`` takes fields from other managers, ``takeover`` ends client-side field management."""

    __slots__ = ("_clock", "_cluster", "_force", "_takeover", "applied")

    def __init__(self, cluster: Cluster, clock: Clock, *, force: bool, takeover: bool) -> None:
        self._cluster = cluster
        self._clock = clock
        self._force = force
        self._takeover = takeover
        self.applied = Applied([], [])

    def run(self, steps: t.Sequence[Step]) -> None:
        """All steps in their order. ReleaseError joins what failed, as helm does."""
        wanted = [step for step in steps if step.action not in (DELETE, KEEP)]
        if all(step.action == CREATE for step in wanted):
            self._create_all(wanted)
        else:
            self._update_all(wanted)
        self._delete_all([step for step in steps if step.action == DELETE])

    def _create_all(self, steps: t.Sequence[Step]) -> None:
        errors = []
        for step in steps:
            try:
                self._create(step)
            except ReleaseError as error:
                errors.append(str(error))
        if errors:
            raise ReleaseError("\n".join(errors))

    def _update_all(self, steps: t.Sequence[Step]) -> None:
        errors = []
        for step in steps:
            if step.action == CREATE:
                try:
                    self._create(step)
                except ReleaseError as error:
                    raise ReleaseError("failed to create resource: %s" % error) from error
                continue
            try:
                if self._takeover:
                    self.take_over(step.ref)
                self._apply(step)
            except ReleaseError as error:
                errors.append(str(error))
        if errors:
            raise ReleaseError(" && ".join(errors))

    def _create(self, step: Step) -> None:
        self.applied.created.append(step.ref)
        if not step.ref.name:
            # Server-side apply needs a name; a generated one comes from a plain create.
            self._asked(step.ref, lambda: self._cluster.create(_body(step), namespace=step.ref.namespace))
            return
        self._apply(step)

    def _apply(self, step: Step) -> None:
        self._asked(
            step.ref, lambda: self._cluster.apply(_body(step), namespace=step.ref.namespace, force=self._force)
        )

    def _asked(self, ref: ObjectRef, request: t.Callable[[], object]) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                request()
            except ClusterError as error:
                if attempt + 1 < _ATTEMPTS and _is_quota_conflict(error):
                    self._clock.sleep(_PAUSE * (attempt + 1))
                    continue
                raise apply_error(ref, error) from error
            return

    def take_over(self, ref: ObjectRef) -> None:
        """Let server-side apply own the fields that client-side apply has set."""
        for attempt in range(_ATTEMPTS):
            live = self._cluster.get(ref)
            patch = None if live is None else takeover_patch(live)
            if patch is None:
                return
            try:
                self._cluster.patch(ref, patch, content_type="application/json-patch+json")
            except ClusterError as error:
                if error.status == _CONFLICT and attempt + 1 < _ATTEMPTS:
                    self._clock.sleep(_PAUSE * (attempt + 1))
                    continue
                raise ReleaseError(
                    "failed to patch object to upgrade CSA field manager %s: %s" % (go_name(ref), error)
                ) from error
            return

    def _delete_all(self, steps: t.Sequence[Step]) -> None:
        errors = []
        for step in steps:
            try:
                self._cluster.delete(step.ref)
            except ClusterError as error:
                errors.append(
                    "failed to delete resource namespace=%s, name=%s, kind=%s: %s"
                    % (step.ref.namespace, step.ref.name, step.ref.kind, error)
                )
            else:
                self.applied.deleted.append(step.ref)
        if errors:
            raise ReleaseError(" && ".join(errors))


def apply_error(ref: ObjectRef, error: ClusterError) -> ReleaseError:
    """helm's sentence for an object that the API server did not take."""
    if error.status == _UNSUPPORTED:
        return ReleaseError("server-side apply not available on the server: %s" % error)
    if error.status == _CONFLICT:
        return ReleaseError("conflict occurred while applying object %s: %s" % (go_name(ref), error))
    text = without_value(str(error)) if (ref.api_version, ref.kind) == ("v1", "Secret") else str(error)
    return ReleaseError("server-side apply failed for object %s: %s" % (go_name(ref), text))


def go_name(ref: ObjectRef) -> str:
    """An object as Go's logs name it: ``namespace/name group/version, Kind=Kind``."""
    group, _unused, version = ref.api_version.rpartition("/")
    return "%s/%s %s/%s, Kind=%s" % (ref.namespace, ref.name, group, version, ref.kind)


def _is_quota_conflict(error: ClusterError) -> bool:
    text = str(error)
    return (
        error.status == _CONFLICT
        and "Operation cannot be fulfilled on resourcequotas" in text
        and "the object has been modified" in text
    )


def _body(step: Step) -> JSON:
    return step.body or step.after or {}


__all__ = ("Applied", "Applier", "apply_error", "go_name")
