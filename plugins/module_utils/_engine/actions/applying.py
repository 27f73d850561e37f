# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Performing the steps of a plan: each object is written, and what is wanted no more is removed.

Follows pkg/kube/client.go: the order, which errors end the work at once, and how the others are joined.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ReleaseError
from ..manifest.objects import ObjectRef
from .parallel import outcomes
from .plan import CREATE, DELETE, KEEP, Step, same_kind
from .ports import Cluster
from .writing import Writer


class Applied(t.NamedTuple):
    """What was done, for a later clean-up and for waiting."""

    created: list[ObjectRef]
    deleted: list[ObjectRef]


class EndError(ReleaseError):
    """What ends an update at once: a new object cannot be made, a live one not be read."""


class Applier:
    """Applies steps."""

    __slots__ = ("_cluster", "_writer", "applied")

    def __init__(self, cluster: Cluster, writer: Writer) -> None:
        self._cluster = cluster
        self._writer = writer
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
        raise_joined(
            [outcome for run in same_kind(steps) for outcome in self._outcomes(self._create, run)], creates=True
        )

    def _update_all(self, steps: t.Sequence[Step]) -> None:
        errors: list[ReleaseError | None] = []
        for run in same_kind(steps):
            errors += self._outcomes(self._write, run)
            if any(isinstance(error, EndError) for error in errors):
                break
        raise_joined(errors, creates=False)

    @staticmethod
    def _outcomes(do: t.Callable[[Step], None], steps: t.Sequence[Step]) -> list[ReleaseError | None]:
        """Objects of one kind do not depend on each other: what failed. Any error but a ReleaseError ends the work."""
        found = outcomes(do, steps)
        for outcome in found:
            if outcome is not None and not isinstance(outcome, ReleaseError):
                raise outcome
        return t.cast("list[ReleaseError | None]", found)

    def _write(self, step: Step) -> None:
        write(step, self._writer, create=self._create)

    def _create(self, step: Step) -> None:
        self.applied.created.append(step.ref)
        self._writer.create(step.ref, step.wanted)

    def _delete_all(self, steps: t.Sequence[Step]) -> None:
        errors = []
        for step in steps:
            try:
                self._cluster.delete(step.ref)
            except ClusterError as error:
                errors.append(str(deletion_error(step.ref, error)))
            else:
                self.applied.deleted.append(step.ref)
        if errors:
            raise ReleaseError(" && ".join(errors))


def write(step: Step, writer: Writer, *, create: t.Callable[[Step], None]) -> None:
    """Write an object that may be there. EndError where it cannot be read or made."""
    try:
        live = writer.live(step)
    except ReleaseError as error:
        raise EndError(str(error)) from error
    if live is not None:
        writer.update(step, live)
        return
    try:
        create(step)
    except ReleaseError as error:
        raise EndError("failed to create resource: %s" % error) from error


def raise_joined(errors: t.Sequence[ReleaseError | None], *, creates: bool) -> None:
    """ReleaseError for what failed of several objects, in helm's words; nothing where nothing did."""
    failed = [error for error in errors if error is not None]
    for error in failed:
        if isinstance(error, EndError):
            raise error
    if failed:
        raise ReleaseError(("\n" if creates else " && ").join(map(str, failed)))


def deletion_error(ref: ObjectRef, error: ClusterError) -> ReleaseError:
    """helm's sentence for an object that the API server did not delete."""
    return ReleaseError(
        "failed to delete resource namespace=%s, name=%s, kind=%s: %s" % (ref.namespace, ref.name, ref.kind, error)
    )


__all__ = ("Applied", "Applier", "deletion_error", "raise_joined", "write")
