# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What chart_release does about drift: nothing, a warning, a report, or a plan that mends it."""

from __future__ import annotations

from .._engine.actions.correcting import CORRECT, correction
from .._engine.actions.drift import drift_warning
from .._engine.actions.kinds import Kinds
from .._engine.actions.plan import KEEP, Plan
from .._engine.actions.ports import Cluster
from .drifts import look
from .run import Context, Params, Result

IGNORE, WARN = "ignore", "warn"


def drift_plan(
    plan: Plan, params: Params, context: Context, *, cluster: Cluster, kinds: Kinds
) -> tuple[Plan, Result]:
    """The plan and what is to be said of drift; looked for where no new revision comes about, which would mend it."""
    choice, record = params["drift"], plan.last
    if choice == IGNORE or plan.changed or record is None:
        return plan, {}
    findings, result = look(record, params, context, cluster=cluster, kinds=kinds)
    unpredicted = [*plan.unpredicted, *findings.unknown]
    if choice == CORRECT:
        result.pop("diff", None)
        plan = correction(record, findings)
    plan.unpredicted = unpredicted
    for one in findings.drifted:
        if choice == WARN or (choice == CORRECT and one.step.action == KEEP):
            context.warn(drift_warning(record, one))
    return plan, result


__all__ = ("drift_plan",)
