# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan: what an action is going to do, as a value that check mode shows and a real run performs."""

from __future__ import annotations

import typing as t

from ..manifest.objects import ObjectRef
from ..release.model import Release
from .methods import BY_SERVER, Method

JSON = dict[str, t.Any]

CREATE = "create"
UPDATE = "update"
ADOPT = "adopt"
DELETE = "delete"
KEEP = "keep"
UNCHANGED = "unchanged"


class Step(t.NamedTuple):
    """What happens to one object. ``before`` and ``after`` are its JSON (None: not there).

    ``body`` is what is sent, where ``after`` is the API server's answer to it. ``original`` is what the last manifest
    said: client-side apply removes what it had and ``after`` has not.
    """

    action: str
    ref: ObjectRef
    before: JSON | None
    after: JSON | None
    note: str = ""
    body: JSON | None = None
    original: JSON | None = None

    @property
    def wanted(self) -> JSON:
        """What is sent."""
        return self.body or self.after or {}


class Plan:
    """All of one action.

    ``action`` is install, upgrade, rollback, uninstall or "" (nothing to do), ``reasons`` say why in a word each.
    ``release`` is the record as it will be written first (None where nothing is written), ``base`` the revision whose
    objects are in the cluster, ``last`` the newest record. ``abandoned`` is a pending record without an owner,
    ``retire`` one that a re-installation supersedes at once, ``supersede`` are those that the success of this action
    does, ``prune`` revisions to be forgotten. ``events`` are the hook events before and after the objects. ``method``
    says how the objects are written.
    """

    __slots__ = (
        "abandoned", "action", "base", "crds", "events", "last", "method", "namespace", "prune", "reasons", "release",
        "retire", "steps", "supersede", "unpredicted", "warnings",
    )  # fmt: skip

    def __init__(
        self, *, action: str, reasons: t.Sequence[str] = (), release: Release | None = None,
        base: Release | None = None, last: Release | None = None, events: tuple[str, str] = ("", ""),
        method: Method = BY_SERVER,
    ) -> None:  # fmt: skip
        self.action = action
        self.reasons = list(reasons)
        self.release = release
        self.base = base
        self.last = last
        self.events = events
        self.abandoned: Release | None = None
        self.retire: Release | None = None
        self.supersede: list[Release] = []
        self.prune: list[int] = []
        self.namespace: Step | None = None
        self.crds: list[Step] = []
        self.steps: list[Step] = []
        self.method = method
        self.warnings: list[str] = []
        self.unpredicted: list[str] = []

    @property
    def changed(self) -> bool:
        """Whether performing the plan changes anything at all."""
        return bool(self.action)

    def all_steps(self) -> list[Step]:
        """Every step in the order of events."""
        return [*([self.namespace] if self.namespace else []), *self.crds, *self.steps]

    def changes(self) -> list[dict[str, str]]:
        """The steps that change something, as a module returns them."""
        return [change(step) for step in self.all_steps() if step.action != UNCHANGED]


def same_kind(steps: t.Iterable[Step]) -> list[list[Step]]:
    """Runs of steps whose objects are of one kind, none of them twice: what is written last must count."""
    runs: list[list[Step]] = []
    named: set[ObjectRef] = set()
    for step in steps:
        if not runs or runs[-1][0].ref.kind != step.ref.kind or step.ref in named:
            runs.append([])
            named.clear()
        runs[-1].append(step)
        if step.ref.name:
            named.add(step.ref)
    return runs


def change(step: Step) -> dict[str, str]:
    """One step as plain data."""
    ref = step.ref
    shown = {
        "action": step.action,
        "api_version": ref.api_version,
        "kind": ref.kind,
        "namespace": ref.namespace,
        "name": ref.name,
    }
    return {**shown, "note": step.note} if step.note else shown


__all__ = ("ADOPT", "CREATE", "DELETE", "KEEP", "UNCHANGED", "UPDATE", "Plan", "Step", "change", "same_kind")
