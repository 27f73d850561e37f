# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preparing an installation or an upgrade: from what was rendered and what is there to a plan. Writes nothing."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ManifestError, ReleaseError
from ..manifest.hook import Hook
from ..manifest.objects import ObjectRef
from ..release.codec import check_size, encode
from ..release.history import to_prune
from ..release.model import Info, Release
from .comparing import Owner, plan_objects
from .deploy import INSTALL, UPGRADE
from .kinds import Kinds
from .methods import CLIENT_SIDE, Manner, known
from .names import merge_labels
from .plan import ADOPT, CREATE, UPDATE, Plan, Step
from .ports import Ports
from .situation import UNINSTALLED, Situation
from .targets import Target, build, build_known

JSON = dict[str, t.Any]

_FORBIDDEN = 403


class Rendered(t.NamedTuple):
    """A chart's output for one release: what a record holds of it, and the chart as the record holds it."""

    manifest: str
    hooks: list[Hook]
    notes: str
    chart: JSON
    config: JSON


class Wish(t.NamedTuple):
    """What a task wants of a release besides the chart's output; ``annotations`` are for its record."""

    name: str
    namespace: str
    labels: dict[str, str]
    create_namespace: bool = False
    take_ownership: bool = False
    manner: Manner = Manner()
    history_max: int = 10
    annotations: t.Mapping[str, str] = {}


def prepare_install(
    wish: Wish, rendered: Rendered, situation: Situation, *, ports: Ports, kinds: Kinds, crds: t.Sequence[Step] = ()
) -> Plan:
    """The plan of a first installation, or of one after an uninstallation that kept its history.

    ReleaseError where an object belongs to somebody else, or where the namespace is missing and may not be made.
    """
    last = situation.last
    method = wish.manner.install(take_ownership=wish.take_ownership)
    now = ports.clock.now()
    release = Release(
        name=wish.name,
        namespace=wish.namespace,
        version=1 if last is None else last.version + 1,
        info=Info(
            first_deployed=now, last_deployed=now, status="pending-install", notes=rendered.notes,
            description="Initial install underway",
        ),
        chart=rendered.chart,
        config=rendered.config,
        manifest=rendered.manifest,
        hooks=rendered.hooks,
        apply_method=method.word,
        labels=merge_labels({}, wish.labels),
        annotations=dict(wish.annotations),
    )  # fmt: skip
    plan = Plan(
        action=INSTALL, reasons=["absent"], release=release, last=last, events=("pre-install", "post-install"),
        method=method,
    )  # fmt: skip
    check_record(release)
    plan.crds = list(crds)
    plan.retire = last if situation.word == UNINSTALLED else None
    plan.namespace = _namespace_step(wish, ports) if last is None else None
    targets = build_targets(rendered.manifest, kinds=kinds, namespace=wish.namespace)
    plan.steps = _compared([], targets, wish, plan, ports=ports, kinds=kinds)
    return plan


def prepare_upgrade(
    wish: Wish, rendered: Rendered, situation: Situation, *, ports: Ports, kinds: Kinds, reasons: t.Sequence[str]
) -> Plan:
    """The plan of a new revision over the base of ``situation``."""
    last, base = situation.last, situation.base
    if last is None or base is None:
        raise ReleaseError('"%s" has no deployed releases' % wish.name)
    # helm looks at the base alone; but a last revision that failed has written fields, too.
    takeover = CLIENT_SIDE in (known(base.apply_method), known(last.apply_method))
    method = wish.manner.after(last.apply_method, takeover=takeover)
    release = Release(
        name=wish.name,
        namespace=base.namespace,
        version=last.version + 1,
        info=Info(
            first_deployed=base.info.first_deployed, last_deployed=ports.clock.now(), status="pending-upgrade",
            notes=rendered.notes, description="Preparing upgrade",
        ),
        chart=rendered.chart,
        config=rendered.config,
        manifest=rendered.manifest,
        hooks=rendered.hooks,
        apply_method=method.word,
        labels=merge_labels(last.labels, wish.labels),
        annotations=dict(wish.annotations),
    )  # fmt: skip
    plan = Plan(
        action=UPGRADE, reasons=reasons, release=release, base=base, last=last, events=("pre-upgrade", "post-upgrade"),
        method=method,
    )  # fmt: skip
    old, gone = build_known(base.manifest, kinds=kinds, namespace=wish.namespace)
    plan.warnings += gone_warnings(gone)
    targets = build_targets(rendered.manifest, kinds=kinds, namespace=wish.namespace)
    plan.steps = _compared(old, targets, wish, plan, ports=ports, kinds=kinds)
    check_record(release)
    plan.supersede = [base]
    plan.prune = [record.version for record in to_prune(situation.history, wish.history_max)]
    return plan


def check_record(release: Release) -> None:
    """StorageError, naming what is large, where the record would not fit into a Secret: before anything is written."""
    check_size(release, encode(release))


def build_targets(manifest: str, *, kinds: Kinds, namespace: str) -> list[Target]:
    """The objects of a new manifest; ReleaseError in helm's words where the API server does not know one's kind."""
    try:
        return build(manifest, kinds=kinds, namespace=namespace)
    except ManifestError as error:
        raise ReleaseError("unable to build kubernetes objects from release manifest: %s" % error) from error


def gone_warnings(gone: t.Sequence[str]) -> list[str]:
    """What to say of objects whose kind the API server has stopped serving since the last revision."""
    return ["the cluster no longer serves the kind of %s: it counts as gone" % name for name in gone]


def _compared(
    old: t.Sequence[Target], new: t.Sequence[Target], wish: Wish, plan: Plan, *, ports: Ports, kinds: Kinds
) -> list[Step]:
    owner = Owner(wish.name, wish.namespace, wish.take_ownership)
    try:
        steps = plan_objects(old, new, owner=owner, cluster=ports.cluster, kinds=kinds)
    except ReleaseError as error:
        word = "install" if plan.action == INSTALL else "update"
        raise ReleaseError("unable to continue with %s: %s" % (word, error), details=error.details) from error
    # Of an object that is adopted nothing is removed: it counts as if the last manifest had said the same.
    return [
        step._replace(original=step.after) if step.original is None and step.action in (ADOPT, UPDATE) else step
        for step in steps
    ]


def _namespace_step(wish: Wish, ports: Ports) -> Step | None:
    """The creation of the release's namespace, where it is missing."""
    ref = ObjectRef("v1", "Namespace", "", wish.namespace)
    try:
        live = ports.cluster.get(ref)
    except ClusterError as error:
        # Who may only work inside the namespace cannot ask for it; the first write will tell.
        if error.status == _FORBIDDEN and not wish.create_namespace:
            return None
        raise
    if live is not None:
        return None
    if not wish.create_namespace:
        raise ReleaseError(
            'namespaces "%s" not found: create the namespace first, or set create_namespace' % wish.namespace
        )
    body = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": wish.namespace, "labels": {"name": wish.namespace}},
    }
    return Step(CREATE, ref, None, body)


__all__ = ("Rendered", "Wish", "build_targets", "check_record", "gone_warnings", "prepare_install", "prepare_upgrade")
