# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deploying with a remedy: a failed upgrade goes back to the last good revision, a failed installation is removed.

Follows failRelease of pkg/action/install.go and upgrade.go. The evidence is gathered before the remedy takes it away.
"""

from __future__ import annotations

from ..errors import EngineError, ReleaseError
from ..release.history import ordered
from ..release.status import DEPLOYED, SUPERSEDED
from .deploy import INSTALL, DeployFailedError, DeployOptions, Performer
from .kinds import Kinds
from .plan import ADOPT, DELETE, KEEP, UPDATE, Plan
from .ports import Ports
from .rollback import prepare_rollback
from .situation import name_situation
from .uninstall import Remover, UninstallOptions, prepare_uninstall

KEEP_FAILED = "keep"
ROLL_BACK = "rollback"


def deploy(
    plan: Plan, *, ports: Ports, kinds: Kinds, options: DeployOptions, on_failure: str = KEEP_FAILED
) -> dict[str, str]:
    """Perform the plan; what its hooks printed. DeployFailedError says what failed and what was done about it."""
    release = plan.release
    if release is None:
        return {}
    if on_failure == ROLL_BACK:
        options = options._replace(wait=True)
    performer = Performer(plan, release, ports=ports, kinds=kinds, options=options)
    try:
        performer.perform()
    except DeployFailedError as error:
        if on_failure == ROLL_BACK:
            raise _remedied(plan, error, ports=ports, options=options) from error
        raise
    return performer.hook_logs


def _remedied(plan: Plan, error: DeployFailedError, *, ports: Ports, options: DeployOptions) -> DeployFailedError:
    name = error.release.name
    try:
        if plan.action == INSTALL:
            _remove(plan, name, ports=ports, options=options)
            what = "and has been uninstalled"
        else:
            what = "and has been rolled back to revision %d" % _go_back(name, ports=ports, options=options)
    except EngineError as second:
        word = "uninstalling" if plan.action == INSTALL else "rolling back"
        message = "an error occurred while %s the release: %s\nOriginal error: %s" % (word, second, error)
    else:
        message = "release %s failed, %s (on_failure: rollback): %s" % (name, what, error)
    return DeployFailedError(
        message, release=error.release, findings=error.findings, hook_logs=error.hook_logs
    )  # fmt: skip


def _remove(plan: Plan, name: str, *, ports: Ports, options: DeployOptions) -> None:
    """Uninstall what was just installed; objects that were there before stay."""
    found = {step.ref for step in plan.steps if step.action in (ADOPT, UPDATE)}
    kinds = Kinds(ports.cluster)
    removal = prepare_uninstall(name_situation(ports.store.history(name)), keep_history=False, ports=ports, kinds=kinds)
    if removal.release is None:
        return
    removal.steps = [
        step._replace(action=KEEP, note="was there before") if step.action == DELETE and step.ref in found else step
        for step in removal.steps
    ]
    settings = UninstallOptions(
        timeout=options.timeout, wait=options.wait, legacy=options.rules.legacy, hooks=options.hooks
    )
    Remover(removal, removal.release, ports=ports, kinds=kinds, options=settings).perform()


def _go_back(name: str, *, ports: Ports, options: DeployOptions) -> int:
    """Roll back to the newest revision that was good; its number."""
    situation = name_situation(ports.store.history(name))
    good = [record for record in ordered(situation.history) if record.info.status in (DEPLOYED, SUPERSEDED)]
    if not good:
        raise ReleaseError("unable to find a previously successful release when attempting to rollback")
    kinds = Kinds(ports.cluster)
    plan = prepare_rollback(
        situation, name=name, revision=good[-1].version, description="", history_max=0,
        manner=options.manner.fitting(good[-1].apply_method), ports=ports, kinds=kinds,
    )  # fmt: skip
    if plan.release is not None:
        Performer(
            plan, plan.release, ports=ports, kinds=kinds, options=options._replace(description="")
        ).perform()  # fmt: skip
    return good[-1].version


__all__ = ("KEEP_FAILED", "ROLL_BACK", "deploy")
