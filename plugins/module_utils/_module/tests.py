# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_test."""

from __future__ import annotations

from .._engine.actions.kinds import Kinds
from .._engine.actions.names import validate_release_name
from .._engine.actions.ports import Ports
from .._engine.actions.testing import Filters, TestRunner, TestsFailedError, select
from .._engine.errors import ReleaseError
from .._engine.manifest.hook import Hook
from .._engine.release.history import ordered
from .cluster import connect
from .durations import seconds
from .results import release_result
from .run import Context, Params, Result


def chart_test(params: Params, context: Context) -> Result:
    """Run the release's tests; in check mode name those that would run."""
    name = params["name"]
    validate_release_name(name)
    filters = Filters.parse(params["filters"])
    timeout = seconds(params["timeout"])
    access = connect(params)
    history = ordered(access.store.history(name))
    if not history:
        raise ReleaseError("release: not found: there is no release %s in namespace %s." % (name, access.namespace))
    release = history[-1]
    selection = select(release, filters)
    tests = selection.tests()
    facts: Result = {"release": release_result(release), "cluster": access.described}
    if context.check_mode or not tests:
        return {"changed": bool(tests), "tests": [_planned(hook) for hook in tests], **facts}
    runner = TestRunner(
        release,
        selection,
        ports=Ports(access.cluster, access.store, access.clock, say=context.say),
        kinds=Kinds(access.cluster),
        timeout=timeout,
        all_logs=params["logs"],
        fail_fast=params["fail_fast"],
    )
    try:
        runner.run()
    except TestsFailedError as error:
        error.details = {
            "changed": bool(runner.ran),
            "tests": _outcomes(tests, runner),
            "failed_resources": error.findings,
            **facts,
        }
        raise
    return {"changed": True, "tests": _outcomes(tests, runner), **facts}


def _outcomes(tests: list[Hook], runner: TestRunner) -> list[Result]:
    """Every chosen test; those after a failed one did not run."""
    return [
        _outcome(hook, runner.logs.get(hook.name, {})) if hook in runner.ran else _planned(hook) for hook in tests
    ]  # fmt: skip


def _planned(hook: Hook) -> Result:
    return {"name": hook.name, "kind": hook.kind, "phase": "", "started": "", "completed": "", "log": {}}


def _outcome(hook: Hook, log: dict[str, str]) -> Result:
    return {
        "name": hook.name,
        "kind": hook.kind,
        "phase": hook.phase,
        "started": hook.started_at,
        "completed": hook.completed_at,
        "log": log,
    }


__all__ = ("chart_test",)
