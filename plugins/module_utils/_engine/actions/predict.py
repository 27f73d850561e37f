# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking the API server what it would say to a plan: every request of a real run as a dry run, in check mode.

What it refuses is told in the sentence of the real run. A dry run cannot know of what the same run is going to create,
nor of what the releases before it in a fleet will; such answers are named as unpredicted, not as errors.
Before a real run, only rights are asked for.
"""

from __future__ import annotations

from ..errors import ClusterError, ReleaseError
from .applying import deletion_error, raise_joined, write
from .deploy import failure_sentence
from .hook_runs import hooks_of
from .kinds import FORESEEN, Kinds
from .managed_fields import takeover_patch
from .ownership import described
from .parallel import in_parallel, outcomes
from .plan import CREATE, DELETE, KEEP, Plan, Step
from .ports import Clock, Cluster
from .writing import writer

_FORBIDDEN = 403
_NO_RIGHT = "\" cannot "


def predict(plan: Plan, *, cluster: Cluster, clock: Clock, kinds: Kinds, hooks: bool = True) -> list[str]:
    """What cannot be asked in advance, a sentence each. ReleaseError where the API server would refuse an object."""
    coming = plan.namespace.ref.name if plan.namespace is not None else None
    asking = _Asking(plan, cluster, clock)

    def doubt(step: Step) -> str:
        if kinds.is_coming(step.ref.api_version, step.ref.kind):
            return "%s: its CustomResourceDefinition does not exist yet" % described(step.ref)
        return asking.doubt(step)

    asked = [
        step
        for step in plan.steps
        if step.action != KEEP and step.ref.name and (coming is None or step.ref.namespace != coming)
    ]
    found = outcomes(doubt, asked)
    _raise_refusals(plan, [one for one in found if isinstance(one, Exception)])
    unpredicted = [one for one in dict.fromkeys(found) if isinstance(one, str) and one]
    if coming is not None:
        unpredicted.insert(0, "objects in namespace %s: the namespace does not exist yet" % coming)
    return unpredicted + (_hooks(plan) if hooks else [])


def _hooks(plan: Plan) -> list[str]:
    """What the real run would run besides."""
    release = plan.release
    return [
        "%s hook %s %s: check mode runs no hooks" % (event, hook.kind, hook.name)
        for event in plan.events
        for hook in (hooks_of(release.hooks, event) if release is not None else ())
    ]


def _raise_refusals(plan: Plan, errors: list[Exception]) -> None:
    """What the real run would fail with: a lack of rights before its first write, all else when it writes."""
    refusals: list[ReleaseError | None] = []
    for error in errors:
        if not isinstance(error, ReleaseError) or _lacks_right(error):
            raise error
        refusals.append(error)
    try:
        raise_joined(refusals, creates=all(step.action in (CREATE, KEEP, DELETE) for step in plan.steps))
    except ReleaseError as error:
        raise ReleaseError(failure_sentence(plan, str(error))) from error


def check_rights(plan: Plan, *, cluster: Cluster, clock: Clock, kinds: Kinds) -> None:
    """ReleaseError where the user may not write one of the plan's kinds, before anything is half done.

    One object of each kind and namespace is tried; whatever else is wrong with it is left to the real write.
    """
    asking = _Asking(plan, cluster, clock)
    samples: dict[tuple[str, str, str, str], Step] = {}
    for step in plan.steps:
        way = step.action if step.action in (CREATE, DELETE) else ""
        what = (step.ref.api_version, step.ref.kind, step.ref.namespace, way)
        if step.action != KEEP and step.ref.name and not kinds.is_coming(*what[:2]):
            samples.setdefault(what, step)

    def sample(step: Step) -> None:
        try:
            asking.ask(step)
        except ReleaseError as error:
            if _lacks_right(error):
                raise

    in_parallel(sample, list(samples.values()))


def _refused_by(error: BaseException) -> ClusterError | None:
    """The API server's answer behind an error."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ClusterError):
        cause = cause.__cause__
    return cause


def _lacks_right(error: ReleaseError) -> bool:
    cause = _refused_by(error)
    return cause is not None and cause.status == _FORBIDDEN and _NO_RIGHT in str(cause)


class _Asking:
    """Dry runs of one plan."""

    def __init__(self, plan: Plan, cluster: Cluster, clock: Clock) -> None:
        self._cluster = cluster
        self._writer = writer(cluster, clock, plan.method, dry_run=True)
        self._takeover = plan.method.takeover
        self._created = {step.ref.name for step in plan.all_steps() if step.action == CREATE and step.ref.name}
        self._creates = all(step.action in (CREATE, KEEP, DELETE) for step in plan.steps)

    def doubt(self, step: Step) -> str:
        """A sentence why the real run cannot be asked for in advance; empty where the API server takes the object."""
        named = described(step.ref)
        if self._takeover and step.action not in (CREATE, DELETE):
            live = self._cluster.get(step.ref)
            if live is not None and takeover_patch(live) is not None:
                return "%s: it moves from client-side to server-side apply first" % named
        try:
            self.ask(step)
        except ReleaseError as error:
            cause = _refused_by(error)
            text = str(cause)
            if cause is not None and cause.reason == FORESEEN:
                return text
            if "does not support dry run" in text:
                return "%s: an admission webhook does not answer dry runs" % named
            if "not found" in text and any('"%s"' % name in text for name in self._created - {step.ref.name}):
                return "%s: it needs an object that this run creates first" % named
            raise
        return ""

    def ask(self, step: Step) -> None:
        """ReleaseError, as when the step is performed, where the API server refuses it."""
        if step.action == DELETE:
            try:
                self._cluster.delete(step.ref, dry_run=True)
            except ClusterError as error:
                raise deletion_error(step.ref, error) from error
        elif self._creates:
            self._create(step)
        else:
            write(step, self._writer, create=self._create)

    def _create(self, step: Step) -> None:
        self._writer.create(step.ref, step.wanted)


__all__ = ("check_rights", "predict")
