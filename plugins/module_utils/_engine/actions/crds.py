# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The CustomResourceDefinitions of a chart's crds/ folders: which are missing, and how they are made."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ManifestError, ReleaseError
from ..manifest.objects import ObjectRef
from .kinds import Kinds, crd_resources
from .plan import CREATE, UNCHANGED, Step
from .ports import JSON, Cluster, Resource
from .targets import read_objects, target_of

_ESTABLISH_SECONDS = 60.0


class CrdFile(t.NamedTuple):
    """One file of a crds/ folder: its name in the chart and its text."""

    name: str
    text: str


def plan_crds(files: t.Sequence[CrdFile], *, cluster: Cluster, namespace: str) -> list[Step]:
    """A step for each object of the files, in their order: create what is missing, leave alone what is there.

    Follows installCRDs of pkg/action/install.go, but an existing definition is never written to (helm's server-side
    apply would). ReleaseError names a file that holds nothing.
    """
    kinds = Kinds(cluster)
    steps = []
    for file in files:
        try:
            bodies = read_objects(file.text)
        except ManifestError as error:
            raise ReleaseError("failed to install CRD %s: %s" % (file.name, error)) from error
        if not bodies:
            raise ReleaseError("failed to install CRD %s: resources are empty" % file.name)
        for body in bodies:
            target = target_of(body, kinds=kinds, namespace=namespace)
            live = cluster.get(target.ref)
            steps.append(Step(CREATE if live is None else UNCHANGED, target.ref, live, target.body))
    return steps


def coming_resources(steps: t.Sequence[Step]) -> list[Resource]:
    """The kinds that the definitions to be created will bring."""
    return [
        resource
        for step in steps
        if step.action == CREATE and step.ref.kind == "CustomResourceDefinition" and step.after is not None
        for resource in crd_resources(step.after)
    ]


def create_crds(steps: t.Sequence[Step], *, cluster: Cluster) -> None:
    """Make the missing definitions, wait until they are served, and discover anew. ReleaseError where that fails."""
    created: list[ObjectRef] = []
    for step in steps:
        if step.action != CREATE or step.after is None:
            continue
        try:
            _apply(cluster, step.after, step.ref)
        except ClusterError as error:
            raise ReleaseError("failed to install CRD %s: %s" % (step.ref.name, error)) from error
        created.append(step.ref)
    if not created:
        return
    failures = cluster.wait_ready(created, timeout=_ESTABLISH_SECONDS, jobs=False)
    if failures:
        raise ReleaseError(
            "the CustomResourceDefinitions did not become usable: "
            + "; ".join("%s: %s %s" % (failure.ref.name, failure.status, failure.message) for failure in failures)
        )
    cluster.forget_discovery()


def _apply(cluster: Cluster, body: JSON, ref: ObjectRef) -> None:
    cluster.apply(body, namespace=ref.namespace)


__all__ = ("CrdFile", "coming_resources", "create_crds", "plan_crds")
