# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_rollback."""

from __future__ import annotations

from .._engine.actions.deploy import DeployOptions, Performer
from .._engine.actions.kinds import Kinds
from .._engine.actions.names import validate_release_name, validate_rollback_description
from .._engine.actions.pending import PendingPolicy, await_owner
from .._engine.actions.ports import Ports
from .._engine.actions.predict import check_rights, predict
from .._engine.actions.rollback import prepare_rollback
from .._engine.actions.situation import name_situation
from .applying import apply_manner
from .cluster import connect
from .durations import seconds
from .failures import explained
from .inherited import hooks_wanted
from .results import hook_results, plan_result, release_result
from .run import Context, Params, Result
from .waiting import wait_rules, waits


def chart_rollback(params: Params, context: Context) -> Result:
    """Make an earlier revision's content current; nothing changes where it is already."""
    name, description = params["name"], params["description"] or ""
    validate_release_name(name)
    validate_rollback_description(description)
    access = connect(params)
    ports = Ports(access.cluster, access.store, access.clock, access.holder, context.say)
    kinds = Kinds(access.cluster)
    timeout = seconds(params["timeout"])
    situation = name_situation(access.store.history(name))
    if not context.check_mode:
        policy = PendingPolicy(params["on_pending"], timeout)
        situation = await_owner(situation, name, policy=policy, ports=ports)
    plan = prepare_rollback(
        situation,
        name=name,
        revision=params["revision"],
        description=description,
        history_max=params["history_max"],
        manner=apply_manner(params),
        ports=ports,
        kinds=kinds,
    )
    if plan.changed and context.check_mode:
        plan.unpredicted += predict(
            plan, cluster=ports.cluster, clock=ports.clock, kinds=kinds, hooks=hooks_wanted(params)
        )  # fmt: skip
    result = plan_result(plan, context)
    if plan.release is not None and not context.check_mode:
        options = DeployOptions(
            timeout=timeout,
            wait=waits(params),
            rules=wait_rules(params),
            hooks=hooks_wanted(params),
            cleanup_on_fail=params["cleanup_on_fail"],
            fail_fast=params["fail_fast"],
            description=description,
        )
        check_rights(plan, cluster=ports.cluster, clock=ports.clock, kinds=kinds)
        performer = Performer(plan, plan.release, ports=ports, kinds=kinds, options=options)
        with explained(result):
            performer.perform()
        result["hook_logs"] = performer.hook_logs
    record = plan.release or plan.last
    release = release_result(record)
    if release is not None and plan.changed:
        release["status"] = "deployed"
    return {
        **result,
        "release": release,
        "notes": record.info.notes if record is not None else "",
        "hooks": hook_results(record.hooks if record is not None else []),
        "cluster": access.described,
    }


__all__ = ("chart_rollback",)
