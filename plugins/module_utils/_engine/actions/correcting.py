# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mending drift: the objects of a release that have drifted are applied again, without a new revision."""

from __future__ import annotations

import typing as t

from ..errors import EngineError, ReleaseError
from ..release.model import Release
from .applying import Applier
from .deploy import DeployFailedError, DeployOptions
from .diagnosis import diagnose, first_cause
from .drift import Findings
from .methods import CLIENT_SIDE, Method, known
from .plan import KEEP, Plan
from .ports import Ports, wait_error
from .writing import writer

CORRECT = "correct"


def correction(record: Release, findings: Findings) -> Plan:
    """The plan that mends what has drifted. ReleaseError where the API server refuses that."""
    steps = [one.step for one in findings.drifted]
    mended = any(step.action != KEEP for step in steps)
    plan = Plan(action=CORRECT if mended else "", reasons=["drift"] if mended else [], base=record, last=record)
    refusals = [str(one.refusal) for one in findings.drifted if one.refusal is not None]
    if refusals:
        raise ReleaseError("the drift of %s cannot be corrected: %s" % (record.name, " && ".join(refusals)))
    plan.steps = steps if mended else []
    return plan


def correct(plan: Plan, *, ports: Ports, options: DeployOptions) -> None:
    """Apply the objects that have drifted; the record stays as it is. DeployFailedError where that fails."""
    record = t.cast(Release, plan.last)
    steps = [step._replace(original=step.body) for step in plan.steps if step.action != KEEP]
    method = Method(force_conflicts=True)
    if known(record.apply_method) == CLIENT_SIDE:
        method = Method(CLIENT_SIDE, drift=True)
    try:
        Applier(ports.cluster, writer(ports.cluster, ports.clock, method)).run(steps)
    except EngineError as error:
        raise _failed(record, str(error)) from error
    if options.wait:
        failures = ports.cluster.wait_ready(
            [step.ref for step in steps], timeout=options.timeout, rules=options.rules, say=ports.say
        )
        if failures:
            findings = diagnose(failures, cluster=ports.cluster)
            raise _failed(record, wait_error(failures), cause=first_cause(findings), findings=findings)


def _failed(record: Release, text: str, *, cause: str = "", findings: t.Any = ()) -> DeployFailedError:
    message = '%sCorrecting the drift of "%s" failed: %s' % (cause + ".\n" if cause else "", record.name, text)
    return DeployFailedError(message, release=record, findings=list(findings), hook_logs={})


__all__ = ("CORRECT", "correct", "correction")
