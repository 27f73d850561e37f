# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_release with state absent."""

from __future__ import annotations

from .._engine.actions.kinds import Kinds
from .._engine.actions.pending import PendingPolicy, await_owner
from .._engine.actions.plan import KEEP
from .._engine.actions.ports import Ports
from .._engine.actions.predict import check_rights, predict
from .._engine.actions.situation import name_situation
from .._engine.actions.uninstall import Remover, UninstallOptions, prepare_uninstall
from .cluster import Access
from .durations import seconds
from .failures import explained
from .inherited import history_kept, hooks_wanted
from .results import hook_results, plan_result, release_result
from .run import Context, Params, Result
from .waiting import is_legacy, waits


def remove(params: Params, context: Context, access: Access) -> Result:
    """Remove the release; nothing changes where there is none."""
    ports = Ports(access.cluster, access.store, access.clock, access.holder, context.say)
    kinds = Kinds(access.cluster)
    keep_history = history_kept(params)
    options = UninstallOptions(
        timeout=seconds(params["timeout"]),
        wait=waits(params),
        legacy=is_legacy(params),
        hooks=hooks_wanted(params),
        keep_history=keep_history,
        cascade=params["cascade"],
        description=params["description"] or "",
    )
    situation = name_situation(access.store.history(params["name"]))
    if not context.check_mode:
        policy = PendingPolicy(params["on_pending"], options.timeout)
        situation = await_owner(situation, params["name"], policy=policy, ports=ports, by_age=False)
    plan = prepare_uninstall(situation, keep_history=keep_history, ports=ports, kinds=kinds)
    if plan.changed and context.check_mode:
        plan.unpredicted += predict(
            plan, cluster=ports.cluster, clock=ports.clock, kinds=kinds, hooks=hooks_wanted(params)
        )  # fmt: skip
    result = plan_result(plan, context)
    if plan.changed and plan.release is not None and not context.check_mode:
        check_rights(plan, cluster=ports.cluster, clock=ports.clock, kinds=kinds)
        remover = Remover(plan, plan.release, ports=ports, kinds=kinds, options=options)
        with explained(result):
            remover.perform()
        result["hook_logs"] = remover.hook_logs
    release = release_result(plan.last) if keep_history else None
    if release is not None and plan.changed:
        release["status"] = "uninstalled"
        release["description"] = options.description or "Uninstallation complete"
    return {
        **result,
        "release": release,
        "kept": [change for change in result["changes"] if change["action"] == KEEP],
        "hooks": hook_results(plan.last.hooks if plan.last is not None else []),
        "notes": "",
        "cluster": access.described,
    }


__all__ = ("remove",)
