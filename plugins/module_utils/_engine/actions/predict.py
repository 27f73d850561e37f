# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking the API server what it would say to a plan: every request of a real run as a dry run, in check mode.

A dry run cannot know of what the same run is going to create, nor of what the releases before it in a fleet will;
such answers are named as unpredicted, not as errors.
Before a real run, only rights are asked for.
"""

from __future__ import annotations

from ..errors import ClusterError, ReleaseError
from .applying import deletion_error
from .kinds import FORESEEN, Kinds
from .managed_fields import takeover_patch
from .ownership import described
from .parallel import in_parallel
from .plan import CREATE, DELETE, KEEP, Plan, Step
from .ports import Clock, Cluster
from .writing import Writer, writer

_FORBIDDEN = 403
_NO_RIGHT = "\" cannot "


def predict(plan: Plan, *, cluster: Cluster, clock: Clock, kinds: Kinds) -> list[str]:
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
    unpredicted = [text for text in dict.fromkeys(in_parallel(doubt, asked)) if text]
    if coming is not None:
        unpredicted.insert(0, "objects in namespace %s: the namespace does not exist yet" % coming)
    return unpredicted


def check_rights(plan: Plan, *, cluster: Cluster, clock: Clock, kinds: Kinds) -> None:
    """ReleaseError where the user may not write one of the plan's kinds, before anything is half done.

    One object of each kind and namespace is tried; whatever else is wrong with it is left to the real write.
    """
    dry = writer(cluster, clock, plan.method, dry_run=True)
    samples: dict[tuple[str, str, str, str], Step] = {}
    for step in plan.steps:
        way = step.action if step.action in (CREATE, DELETE) else ""
        what = (step.ref.api_version, step.ref.kind, step.ref.namespace, way)
        if step.action != KEEP and step.ref.name and not kinds.is_coming(*what[:2]):
            samples.setdefault(what, step)

    def sample(step: Step) -> None:
        try:
            _ask(step, dry, cluster)
        except ReleaseError as error:
            cause = error.__cause__
            if isinstance(cause, ClusterError) and cause.status == _FORBIDDEN and _NO_RIGHT in str(cause):
                raise

    in_parallel(sample, list(samples.values()))


class _Asking:
    """Dry runs of one plan."""

    def __init__(self, plan: Plan, cluster: Cluster, clock: Clock) -> None:
        self._cluster = cluster
        self._writer = writer(cluster, clock, plan.method, dry_run=True)
        self._takeover = plan.method.takeover
        self._created = {step.ref.name for step in plan.all_steps() if step.action == CREATE and step.ref.name}

    def doubt(self, step: Step) -> str:
        """A sentence why the real run cannot be asked for in advance; empty where the API server takes the object."""
        named = described(step.ref)
        if self._takeover and step.action not in (CREATE, DELETE):
            live = self._cluster.get(step.ref)
            if live is not None and takeover_patch(live) is not None:
                return "%s: it moves from client-side to server-side apply first" % named
        try:
            _ask(step, self._writer, self._cluster)
        except ReleaseError as error:
            cause, text = error.__cause__, str(error.__cause__)
            if isinstance(cause, ClusterError) and cause.reason == FORESEEN:
                return text
            if "does not support dry run" in text:
                return "%s: an admission webhook does not answer dry runs" % named
            if "not found" in text and any('"%s"' % name in text for name in self._created - {step.ref.name}):
                return "%s: it needs an object that this run creates first" % named
            raise
        return ""


def _ask(step: Step, dry: Writer, cluster: Cluster) -> None:
    if step.action == DELETE:
        try:
            cluster.delete(step.ref, dry_run=True)
        except ClusterError as error:
            raise deletion_error(step.ref, error) from error
        return
    live = dry.live(step)
    if live is None:
        dry.create(step.ref, step.wanted)
    else:
        dry.update(step, live)


__all__ = ("check_rights", "predict")
