# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_release: from options to a plan, and in a real run to its end."""

from __future__ import annotations

import typing as t

from .._engine.actions.chart_source import ChartOptions, ChartSource
from .._engine.actions.correcting import CORRECT, correct
from .._engine.actions.deploy import DeployFailedError, DeployOptions, OvertakenError
from .._engine.actions.foregone import Foregone
from .._engine.actions.kinds import Kinds
from .._engine.actions.names import validate_labels, validate_release_name
from .._engine.actions.pending import PendingPolicy, await_owner
from .._engine.actions.plan import Plan
from .._engine.actions.ports import Ports
from .._engine.actions.predict import check_rights, predict
from .._engine.actions.prepare import Rendered, Wish
from .._engine.actions.present import PresentOptions, prepare_present
from .._engine.actions.remedy import ROLL_BACK, deploy
from .._engine.actions.situation import Situation, name_situation
from .._engine.release.model import CHART_DIGEST
from .applying import apply_manner
from .cluster import Access
from .drift_plans import drift_plan
from .durations import seconds
from .failures import explained
from .inherited import crds_wanted, failure_choice, hooks_wanted, values_strategy
from .machine import world
from .post_rendering import post_renderer
from .reach import Reach
from .removal import remove
from .results import hook_results, plan_result, release_result, shown_manifest
from .run import Context, Params, Result
from .sources import FoundChart, user_cache
from .user_values import read_values
from .values_from import ClusterValues
from .waiting import wait_rules, waits

# Each time somebody else has made a revision meanwhile.
_MOST_OVERTAKEN = 5


def chart_release(params: Params, context: Context, reach: Reach | None = None) -> Result:
    """Make the release what the task says; the result as the module documents it."""
    validate_release_name(params["name"])
    reach = reach or Reach()
    access = reach.connect(params)
    if params["state"] == "absent":
        return remove(params, context, access)
    validate_labels(params["release_labels"] or {})
    return _present(params, context, access, reach)


def _present(params: Params, context: Context, access: Access, reach: Reach) -> Result:
    """Attempt it as often as ``retries`` allows; where another run was faster, look again at what is left to do."""
    found = reach.chart(params, context)
    wish, source = _wish(params, access, found.digest), _source(params, context, access, found)
    values = read_values(params, _cluster_values(params, context, access).over)
    attempt, attempts, overtaken = 1, params["retries"] + 1, 0
    while True:
        try:
            result = _attempt(params, context, access, reach, wish, source, values)
        except OvertakenError:
            overtaken += 1
            if overtaken == _MOST_OVERTAKEN:
                raise
        except DeployFailedError as error:
            if attempts > 1:
                error.args = ("%s (attempt %d of %d)" % (error, attempt, attempts),)
            if attempt >= attempts:
                raise
            context.warn(str(error))
            attempt += 1
        else:
            return {**result, "chart_source": found.source}


def _source(params: Params, context: Context, access: Access, found: FoundChart) -> ChartSource:
    name, namespace = params["name"], access.namespace
    return ChartSource(
        found.chart,
        options=ChartOptions(name, namespace, params["render_subchart_notes"], params["skip_schema_validation"]),
        cluster=access.cluster,
        world=lambda later: world(enable_dns=params["enable_dns"], later=later),
        log=context.warn_once,
        post_render=post_renderer(params, namespace=namespace, timeout=seconds(params["timeout"])),
        cache=user_cache("templates", check_mode=context.check_mode),
    )


def _attempt(
    params: Params, context: Context, access: Access, reach: Reach, wish: Wish, source: ChartSource,
    values: dict[str, t.Any],
) -> Result:  # fmt: skip
    name, ports = params["name"], Ports(access.cluster, access.store, access.clock, access.holder, context.say)
    timeout = seconds(params["timeout"])
    situation = name_situation(access.store.history(name))
    for former in (situation.base, situation.last):
        context.secrets.add_former(former.config if former is not None else {})
    if not context.check_mode:
        policy = PendingPolicy(params["on_pending"], timeout)
        situation = await_owner(situation, name, policy=policy, ports=ports)
    plan, kinds, rendered = prepare_present(
        wish,
        source,
        values,
        situation,
        ports=ports,
        options=PresentOptions(
            values_strategy(params),
            crds_wanted(params),
            params["always_upgrade"],
            preview=context.check_mode,
            crds_force=params["crds_force"],
        ),
        conclusions=_conclusions(source, context),
    )
    if plan.changed and context.check_mode:
        reach.foretell(plan)
        plan.unpredicted += predict(
            plan, cluster=ports.cluster, clock=ports.clock, kinds=kinds, hooks=hooks_wanted(params)
        )  # fmt: skip
    plan, drift = drift_plan(plan, params, context, cluster=access.cluster, kinds=kinds)
    result = {**plan_result(plan, context), **drift}
    if plan.changed and not context.check_mode:
        result["hook_logs"] = _perform(plan, params, ports, kinds, timeout, result)
    result["cluster"] = {**access.described, "version": source.server_version}
    return {**result, **_facts(params, plan, rendered, situation, check_mode=context.check_mode)}


def _conclusions(source: ChartSource, context: Context) -> Foregone | None:
    cache = user_cache("conclusions", check_mode=context.check_mode)
    return Foregone(source, cache) if cache is not None else None


def _cluster_values(params: Params, context: Context, access: Access) -> ClusterValues:
    return ClusterValues(
        params["values_from"], cluster=access.cluster, namespace=access.namespace, secrets=context.secrets
    )


def _wish(params: Params, access: Access, digest: str) -> Wish:
    return Wish(
        name=params["name"],
        namespace=access.namespace,
        labels={key: str(value) for key, value in (params["release_labels"] or {}).items()},
        create_namespace=params["create_namespace"],
        take_ownership=params["take_ownership"],
        manner=apply_manner(params),
        history_max=params["history_max"],
        annotations={CHART_DIGEST: "sha256:" + digest} if digest else {},
    )


def _perform(plan: Plan, params: Params, ports: Ports, kinds: Kinds, timeout: float, result: Result) -> dict[str, str]:
    on_failure = failure_choice(params)
    options = DeployOptions(
        timeout=timeout,
        wait=waits(params) or on_failure == ROLL_BACK,
        rules=wait_rules(params),
        hooks=hooks_wanted(params),
        cleanup_on_fail=params["cleanup_on_fail"],
        fail_fast=params["fail_fast"],
        description=params["description"] or "",
        manner=apply_manner(params),
    )
    with explained(result):
        if plan.action == CORRECT:
            correct(plan, ports=ports, options=options)
            return {}
    check_rights(plan, cluster=ports.cluster, clock=ports.clock, kinds=kinds)
    with explained(result):
        return deploy(plan, ports=ports, kinds=kinds, options=options, on_failure=on_failure)


def _facts(params: Params, plan: Plan, rendered: Rendered, situation: Situation, *, check_mode: bool) -> Result:
    """What is true after the run, or would be."""
    record = plan.release or situation.last
    release = release_result(record)
    if release is not None and plan.release is not None and check_mode:
        release["status"] = "deployed"
        release["description"] = params["description"] or (
            "Install complete" if plan.action == "install" else "Upgrade complete"
        )
    facts: Result = {
        "release": release,
        "notes": rendered.notes,
        "hooks": hook_results(record.hooks if record is not None else []),
    }
    if params["return_manifest"]:
        facts["manifest"] = shown_manifest(record.manifest if record is not None else "")
    return facts


__all__ = ("chart_release",)
