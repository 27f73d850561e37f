# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking the API server what it would say to a plan: every object by a dry run, in check mode.

A dry run cannot know of what the same run is going to create, nor of what the releases before it in a fleet will;
such answers are named as unpredicted, not as errors.
Before a real run, only rights are asked for.
"""

from __future__ import annotations

from ..errors import ClusterError
from .applying import apply_error
from .kinds import FORESEEN, Kinds
from .managed_fields import takeover_patch
from .ownership import described
from .plan import CREATE, DELETE, KEEP, Plan, Step
from .ports import Cluster

_FORBIDDEN = 403
_NO_RIGHT = "\" cannot "


def predict(plan: Plan, *, cluster: Cluster, kinds: Kinds, force: bool) -> list[str]:
    """What cannot be asked in advance, a sentence each. ReleaseError where the API server would refuse an object."""
    coming = plan.namespace.ref.name if plan.namespace is not None else None
    unpredicted = []
    created = {step.ref.name for step in plan.all_steps() if step.action == CREATE and step.ref.name}
    for step in plan.steps:
        if step.action == KEEP or not step.ref.name:
            continue
        if coming is not None and step.ref.namespace == coming:
            continue
        if kinds.is_coming(step.ref.api_version, step.ref.kind):
            unpredicted.append("%s: its CustomResourceDefinition does not exist yet" % described(step.ref))
            continue
        try:
            doubt = _ask(step, cluster=cluster, force=force, takeover=plan.takeover, created=created)
        except ClusterError as error:
            if str(error) not in unpredicted:
                unpredicted.append(str(error))
            continue
        if doubt:
            unpredicted.append("%s: %s" % (described(step.ref), doubt))
    if coming is not None:
        unpredicted.insert(0, "objects in namespace %s: the namespace does not exist yet" % coming)
    return unpredicted


def check_rights(plan: Plan, *, cluster: Cluster, kinds: Kinds) -> None:
    """ReleaseError where the user may not write one of the plan's kinds, before anything is half done.

    One object of each kind and namespace is tried; whatever else is wrong with it is left to the real write.
    """
    tried = set()
    for step in plan.steps:
        what = (step.ref.api_version, step.ref.kind, step.ref.namespace, step.action == DELETE)
        if what in tried or step.action == KEEP or not step.ref.name or kinds.is_coming(*what[:2]):
            continue
        tried.add(what)
        try:
            if step.action == DELETE:
                cluster.delete(step.ref, dry_run=True)
            else:
                cluster.apply(step.after or {}, namespace=step.ref.namespace, force=True, dry_run=True)
        except ClusterError as error:
            if error.status == _FORBIDDEN and _NO_RIGHT in str(error):
                raise apply_error(step.ref, error) from error


def _ask(step: Step, *, cluster: Cluster, force: bool, takeover: bool, created: set[str]) -> str:
    """Why the answer says nothing about the real run; empty where the API server takes the object.

    ClusterError where it cannot be asked before another release has brought what is missing.
    """
    try:
        if step.action == DELETE:
            cluster.delete(step.ref, dry_run=True)
            return ""
        if takeover and step.action != CREATE:
            live = cluster.get(step.ref)
            if live is not None and takeover_patch(live) is not None:
                return "it moves from client-side to server-side apply first"
        cluster.apply(step.after or {}, namespace=step.ref.namespace, force=force, dry_run=True)
    except ClusterError as error:
        if error.reason == FORESEEN:
            raise
        text = str(error)
        if "does not support dry run" in text:
            return "an admission webhook does not answer dry runs"
        if "not found" in text and any('"%s"' % name in text for name in created - {step.ref.name}):
            return "it needs an object that this run creates first"
        raise apply_error(step.ref, error) from error
    return ""


__all__ = ("check_rights", "predict")
