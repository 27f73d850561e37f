# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Going back to an earlier revision (follows pkg/action/rollback.go): its recorded manifest is applied again."""

from __future__ import annotations

import copy

from ..errors import ReleaseError
from ..release.history import rollback_target, to_prune
from ..release.model import CHART_DIGEST, Info, Release
from .comparing import Owner, plan_objects
from .deploy import ROLLBACK
from .kinds import Kinds
from .methods import Manner
from .plan import Plan
from .ports import Ports
from .prepare import build_targets, gone_warnings
from .sameness import input_reasons, output_reasons
from .situation import PENDING, Situation
from .targets import build_known


def prepare_rollback(
    situation: Situation, *, name: str, revision: int, description: str, history_max: int, manner: Manner, ports: Ports,
    kinds: Kinds,
) -> Plan:  # fmt: skip
    """The plan that makes ``revision`` (0: the one before the last) current again; nothing to do where it is already.

    ReleaseError where the release or the revision does not exist.
    """
    last = situation.last
    if last is None:
        raise ReleaseError("release: not found: there is no release %s to roll back" % name)
    target = rollback_target(situation.history, revision)
    reasons = _reasons(last, target, manner)
    if not reasons:
        return Plan(action="", base=last, last=last)
    method = manner.after(target.apply_method, takeover=True)
    plan = Plan(
        action=ROLLBACK,
        reasons=reasons,
        release=_record(last, target, method.word, description, ports.clock.now()),
        base=last,
        last=last,
        events=("pre-rollback", "post-rollback"),
        method=method,
    )
    plan.abandoned = last if situation.word == PENDING else None
    old, gone = build_known(last.manifest, kinds=kinds, namespace=last.namespace)
    plan.warnings += gone_warnings(gone)
    new = build_targets(target.manifest, kinds=kinds, namespace=last.namespace)
    # helm asks nobody here: what the revision once held becomes the release's again.
    owner = Owner(name, last.namespace, take=True)
    plan.steps = plan_objects(old, new, owner=owner, cluster=ports.cluster, kinds=kinds)
    plan.supersede = [record for record in situation.history if record.info.status == "deployed"]
    plan.prune = [record.version for record in to_prune(situation.history, history_max)]
    return plan


def _reasons(last: Release, target: Release, manner: Manner) -> list[str]:
    return [
        *input_reasons(last, chart=target.chart, config=target.config, labels=target.labels),
        *output_reasons(last, manifest=target.manifest, hooks=target.hooks),
        *(["apply_method"] if manner.moves(last.apply_method) else []),
    ]


def _record(last: Release, target: Release, apply_method: str, description: str, now: str) -> Release:
    return Release(
        name=last.name,
        namespace=last.namespace,
        version=last.version + 1,
        info=Info(
            first_deployed=last.info.first_deployed, last_deployed=now, status="pending-rollback",
            description=description or "Rollback to %d" % target.version, notes=target.info.notes,
            rollback_revision=target.version,
        ),
        chart=target.chart,
        config=target.config,
        manifest=target.manifest,
        hooks=copy.deepcopy(target.hooks),
        apply_method=apply_method,
        labels=dict(target.labels),
        annotations={name: text for name, text in target.annotations.items() if name == CHART_DIGEST},
    )  # fmt: skip


__all__ = ("prepare_rollback",)
