# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Planning what happens to each object of a manifest: the old set, the new one and the cluster, compared.

Follows performUpgrade of pkg/action/upgrade.go and update of pkg/kube/client.go; nothing is written here.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ReleaseError
from ..manifest.objects import ObjectRef
from .kinds import Kinds
from .ownership import described, live_keeps, other_owner, ownership_error, stamped
from .parallel import in_parallel
from .plan import ADOPT, CREATE, DELETE, KEEP, UNCHANGED, UPDATE, Step, change
from .ports import JSON, Cluster
from .targets import Target


class Owner(t.NamedTuple):
    """The release that the objects are to belong to; ``take`` lets it take objects that are somebody else's."""

    name: str
    namespace: str
    take: bool = False


def plan_objects(
    old: t.Sequence[Target], new: t.Sequence[Target], *, owner: Owner, cluster: Cluster, kinds: Kinds
) -> list[Step]:
    """A step for each object: first the wanted ones in their order, then the old ones that are wanted no more.

    ReleaseError, in helm's words, where an object exists already and belongs to somebody else; its details name all.
    """
    known = {target.ref: target for target in old}
    identities = {target.identity: target for target in reversed(old)}

    def step(target: Target) -> Step:
        before, same = known.get(target.ref), identities.get(target.identity)
        body = stamped(target.body, name=owner.name, namespace=owner.namespace)
        if before is None:
            return _plan_new(target, body, same, owner, cluster, kinds)
        was = stamped(before.body, name=owner.name, namespace=owner.namespace)
        original = same.body if same is not None else None
        return Step(UNCHANGED if was == body else UPDATE, target.ref, was, body, original=original)

    steps = in_parallel(step, new)
    if not owner.take:
        _refuse_adoption([one for one in steps if one.action == ADOPT], owner)
    wanted = {target.identity for target in new}
    unwanted = [target for target in old if target.identity not in wanted]
    removals = in_parallel(lambda target: _plan_removal(target, cluster), unwanted)
    return steps + [removal for removal in removals if removal is not None]


def _plan_new(
    target: Target, body: JSON, renamed: Target | None, owner: Owner, cluster: Cluster, kinds: Kinds
) -> Step:
    live = None if not _named(target) or _is_coming(target, kinds) else _get(cluster, target.ref)
    if live is None:
        return Step(CREATE, target.ref, None, body)
    if ownership_error(live, name=owner.name, namespace=owner.namespace):
        other = other_owner(live, name=owner.name, namespace=owner.namespace)
        note = "belongs to release %s" % other if other else "belongs to no release"
        return Step(ADOPT, target.ref, live, body, note)
    if renamed is None:
        return Step(UPDATE, target.ref, live, body)
    before = stamped(renamed.body, name=owner.name, namespace=owner.namespace)
    return Step(UPDATE, target.ref, before, body, original=renamed.body)


def _refuse_adoption(steps: t.Sequence[Step], owner: Owner) -> None:
    for step in steps:
        error = ownership_error(step.before or {}, name=owner.name, namespace=owner.namespace)
        raise ReleaseError(
            "%s exists and cannot be imported into the current release: %s" % (described(step.ref), error),
            details={"not_owned": [change(one) for one in steps]},
        )


def _named(target: Target) -> bool:
    generate = (target.body.get("metadata") or {}).get("generateName")
    if target.ref.name and generate:
        raise ReleaseError("metadata.name and metadata.generateName cannot both be set")
    if not target.ref.name and not generate:
        raise ReleaseError(
            "could not get information about the resource %s: resource name may not be empty" % described(target.ref)
        )
    return bool(target.ref.name)


def _is_coming(target: Target, kinds: Kinds) -> bool:
    return kinds.is_coming(target.ref.api_version, target.ref.kind)


def _get(cluster: Cluster, ref: ObjectRef) -> JSON | None:
    try:
        return cluster.get(ref)
    except ClusterError as error:
        raise ReleaseError(
            "could not get information about the resource %s: %s" % (described(ref), error)
        ) from error


def _plan_removal(target: Target, cluster: Cluster) -> Step | None:
    """None where the object is gone already."""
    live = cluster.get(target.ref) if target.ref.name else None
    if live is None:
        return None
    if live_keeps(live):
        return Step(KEEP, target.ref, live, live, "resource policy")
    return Step(DELETE, target.ref, target.body, None)


__all__ = ("Owner", "plan_objects")
