# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The CustomResourceDefinitions of a chart's crds/ folders: which are missing or differ, and how they are written."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ManifestError, ReleaseError
from .creating import Creator, ensure
from .kinds import Kinds, crd_resources
from .parallel import in_parallel
from .plan import CREATE, UNCHANGED, UPDATE, Step, same_kind
from .ports import JSON, Clock, Cluster, Resource, Say
from .stored_versions import check_droppable, lost_versions, store_anew
from .targets import Target, read_objects, target_of

_ESTABLISH_SECONDS = 60.0
_LAST_LOOK_SECONDS = 1.0
_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 0.4


class CrdFile(t.NamedTuple):
    """One file of a crds/ folder: its name in the chart and its text."""

    name: str
    text: str


def plan_crds(
    files: t.Sequence[CrdFile], *, cluster: Cluster, namespace: str, upgrade: bool = False, drop: bool = False,
    force: bool = False,
) -> list[Step]:  # fmt: skip
    """A step for each object of the files, in their order: create what is missing, leave alone what is there.

    Follows installCRDs of pkg/action/install.go, but an existing definition is written to only with ``upgrade``
    (helm's server-side apply would); ``drop`` then lets it lose versions in which objects may be stored, and ``force``
    takes fields from other managers. ReleaseError names a file that holds nothing, and a definition that may not or
    cannot be changed.
    """
    kinds = Kinds(cluster)
    targets = [target_of(body, kinds=kinds, namespace=namespace) for file in files for body in _bodies(file)]

    def step(target: Target) -> Step:
        # A definition is large, and that it is there is enough where it is not compared.
        live = cluster.get(target.ref, metadata_only=not upgrade)
        if live is not None and upgrade:
            return _upgrade_step(target, live, cluster=cluster, drop=drop, force=force)
        return Step(CREATE if live is None else UNCHANGED, target.ref, live, target.body)

    return in_parallel(step, targets)


def _bodies(file: CrdFile) -> list[JSON]:
    try:
        bodies = read_objects(file.text)
    except ManifestError as error:
        raise ReleaseError("failed to install CRD %s: %s" % (file.name, error)) from error
    if not bodies:
        raise ReleaseError("failed to install CRD %s: resources are empty" % file.name)
    return bodies


def _upgrade_step(target: Target, live: JSON, *, cluster: Cluster, drop: bool, force: bool) -> Step:
    """What server-side apply would make of a definition that is there."""
    lost = lost_versions(target.body, live)
    if lost:
        # The API server cannot be asked as long as objects may be stored in what is dropped.
        return _dropping_step(target, live, lost, drop=drop)
    try:
        answer = cluster.apply(target.body, namespace=target.ref.namespace, force=force, dry_run=True)
    except ClusterError as error:
        raise ReleaseError("failed to upgrade CRD %s: %s" % (target.ref.name, error)) from error
    action = UNCHANGED if _said(answer) == _said(live) else UPDATE
    return Step(action, target.ref, live, answer, body=target.body)


def _dropping_step(target: Target, live: JSON, lost: t.Sequence[str], *, drop: bool) -> Step:
    if not drop:
        raise ReleaseError(
            "failed to upgrade CRD %s: the chart's definition drops %s, and objects may be stored in that version"
            " (status.storedVersions). Set crds_force to have them stored anew first, or crds: create to leave the"
            " definition as it is" % (target.ref.name, ", ".join(lost))
        )
    check_droppable(target.ref, lost, live)
    return Step(UPDATE, target.ref, live, target.body, "drops %s: its objects are stored anew first" % ", ".join(lost))


def _said(body: JSON) -> JSON:
    """An object without what only the API server writes."""
    metadata = body.get("metadata") or {}
    return {"spec": body.get("spec"), **{name: metadata.get(name) or {} for name in ("labels", "annotations")}}


def coming_resources(steps: t.Sequence[Step]) -> list[Resource]:
    """The kinds and versions that the definitions to be written will bring."""
    return [
        resource
        for step in steps
        if step.action != UNCHANGED and step.ref.kind == "CustomResourceDefinition" and step.after is not None
        for resource in crd_resources(step.after)
        if step.before is None or resource not in crd_resources(step.before)
    ]


def apply_crds(
    steps: t.Sequence[Step], *, cluster: Cluster, creator: Creator, clock: Clock, force: bool = False,
    say: Say = None,
) -> None:  # fmt: skip
    """Write the definitions, and discover anew until they are served. ReleaseError where that fails."""
    wanted = [step for step in steps if step.action != UNCHANGED and (step.body or step.after) is not None]
    if not wanted:
        return
    if say is not None:
        say("applying CustomResourceDefinitions: %d" % len(wanted))

    def write(step: Step) -> None:
        body = t.cast(JSON, step.body or step.after)
        try:
            if step.action == CREATE:
                ensure(creator, step.ref, body)
            else:
                if lost_versions(body, step.before or {}):
                    store_anew(step.ref, body, cluster=cluster)
                cluster.apply(body, namespace=step.ref.namespace, force=force)
        except (ClusterError, ReleaseError) as error:
            word = "install" if step.action == CREATE else "upgrade"
            raise ReleaseError("failed to %s CRD %s: %s" % (word, step.ref.name, error)) from error

    for run in same_kind(wanted):
        in_parallel(write, run)
    # A definition is large, and each of its states would be sent in full: what is served is a shorter question.
    served = _await_kinds(coming_resources(wanted), cluster=cluster, clock=clock)
    others = [step.ref for step in wanted if not served or step.ref.kind != "CustomResourceDefinition"]
    seconds = _ESTABLISH_SECONDS if served else _LAST_LOOK_SECONDS
    failures = cluster.wait_ready(others, timeout=seconds, say=say) if others else []
    if failures:
        raise ReleaseError(
            "the CustomResourceDefinitions did not become usable: "
            + "; ".join("%s: %s %s" % (failure.ref.name, failure.status, failure.message) for failure in failures)
        )
    cluster.forget_discovery()


def _await_kinds(resources: t.Sequence[Resource], *, cluster: Cluster, clock: Clock) -> bool:
    """Whether the API server serves all of them in time."""
    kinds = Kinds(cluster)
    end = clock.monotonic() + _ESTABLISH_SECONDS
    pause = _FIRST_PAUSE
    while True:
        cluster.forget_discovery()
        if all(kinds.find(resource.api_version, resource.kind) for resource in resources):
            return True
        if clock.monotonic() > end:
            return False
        clock.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


__all__ = ("CrdFile", "apply_crds", "coming_resources", "plan_crds")
