# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Performing an installation, upgrade or rollback: the plan's record, hooks and objects, in helm's order.

Follows performInstall, performUpgrade and performRollback of pkg/action. The record is written before the first object;
whatever ends the work early leaves it failed, with the reason as its description.
"""

from __future__ import annotations

import typing as t

from ..errors import EngineError, ReleaseError, StorageError
from ..manifest.hook import Hook
from ..release.model import Release
from .applying import Applier
from .crds import apply_crds
from .creating import ensure
from .diagnosis import Finding, diagnose, first_cause
from .heartbeat import Heartbeat
from .hook_runs import HookRunner
from .hopeless import Hopeless
from .kinds import Kinds
from .methods import Manner
from .plan import ADOPT, CREATE, DELETE, KEEP, UNCHANGED, UPDATE, Plan, Step
from .ports import WATCHER, Ports, WaitFailure, WaitRules, wait_error
from .situation import mark_abandoned
from .writing import writer

INSTALL = "install"
UPGRADE = "upgrade"
ROLLBACK = "rollback"
_INTERRUPTED = "interrupted"


class DeployOptions(t.NamedTuple):
    """How a plan is performed; ``timeout`` in seconds holds for each hook and each wait, as helm's does.

    ``rules`` say what is waited for and how, in hooks too; ``fail_fast`` ends hopeless waits early.
    ``manner`` is how the way back from a failed upgrade is written.
    """

    timeout: float = 300.0
    wait: bool = False
    rules: WaitRules = WATCHER
    hooks: bool = True
    cleanup_on_fail: bool = False
    fail_fast: bool = False
    description: str = ""
    manner: Manner = Manner()


class DeployFailedError(ReleaseError):
    """A plan broke off after its first write; ``release`` is the failed record, ``findings`` say what is wrong."""

    def __init__(self, message: str, *, release: Release, findings: list[Finding], hook_logs: dict[str, str]) -> None:
        super().__init__(message)
        self.release = release
        self.findings = findings
        self.hook_logs = hook_logs


class OvertakenError(ReleaseError):
    """Another run was faster in making the revision; nothing but the plan's preparations was written."""


class NotReadyError(ReleaseError):
    """Objects did not become ready in time."""

    def __init__(self, failures: t.Sequence[WaitFailure]) -> None:
        super().__init__(wait_error(failures))
        self.failures = failures


class Performer:
    """Performs one plan. ``hook_logs`` holds what hooks printed, as their log policies ask, by ``pod/container``."""

    __slots__ = (
        "_applier", "_clock", "_cluster", "_findings", "_give_up", "_heartbeat", "_options", "_plan", "_release",
        "_runner", "_say", "_stage", "_store", "_writer", "hook_logs",
    )  # fmt: skip

    def __init__(self, plan: Plan, release: Release, *, ports: Ports, kinds: Kinds, options: DeployOptions) -> None:
        self._plan = plan
        self._release = release
        self._cluster, self._store, self._clock, self._say = ports.cluster, ports.store, ports.clock, ports.say
        self._heartbeat = Heartbeat(release, store=ports.store, clock=ports.clock, holder=ports.holder)
        self._options = options
        self._stage = ""
        self._findings: list[Finding] = []
        self._give_up = Hopeless(ports.cluster, ports.clock) if options.fail_fast else None
        self._writer = writer(ports.cluster, ports.clock, plan.method)
        self._applier = Applier(ports.cluster, self._writer)
        self._runner = HookRunner(
            release, ports=ports, kinds=kinds, timeout=options.timeout, legacy=options.rules.legacy,
            record=lambda: self._store.update(release), ended=self._hook_ended, give_up=self._give_up,
            apply_method=plan.method.word,
        )  # fmt: skip
        self.hook_logs = self._runner.logs

    def perform(self) -> None:
        """All of the plan; DeployFailedError after the record says failed, any other error before the first record."""
        self._prepare()
        self._heartbeat.mark()
        self._create_record()
        try:
            self._heartbeat.begin()
            self._work()
        except EngineError as error:
            raise self._failed(error) from error
        except BaseException:
            self._record_failure(_INTERRUPTED)
            raise
        try:
            self._finish()
        except EngineError:
            raise
        except BaseException:
            # All is done: the record says so, and then the run ends.
            self._finish()
            raise

    def _prepare(self) -> None:
        plan = self._plan
        apply_crds(
            plan.crds, cluster=self._cluster, creator=self._writer, clock=self._clock,
            force=plan.method.force_conflicts, say=self._say,
        )  # fmt: skip
        if plan.namespace is not None and plan.namespace.after is not None:
            ensure(self._writer, plan.namespace.ref, plan.namespace.after)
        if plan.abandoned is not None:
            mark_abandoned(plan.abandoned)
            self._store.update(plan.abandoned)
        if plan.retire is not None and plan.retire.info.status != "failed":
            plan.retire.info.status = "superseded"
            plan.retire.info.description = "superseded by new release"
            self._store.update(plan.retire)
        for revision in plan.prune:
            self._store.delete(self._release.name, revision)

    def _create_record(self) -> None:
        try:
            self._store.create(self._release)
        except StorageError as error:
            if error.details.get("reason") != "AlreadyExists":
                raise
            raise OvertakenError(
                "another run has just begun revision %d of %s; run the task again to see whether something is left"
                " to do" % (self._release.version, self._release.name)
            ) from error
        except BaseException:
            # Nobody knows whether it was written before the answer was cut off.
            if self._heartbeat.holds_stored():
                self._record_failure(_INTERRUPTED)
            raise

    def _work(self) -> None:
        before, after = self._plan.events
        self._run_hooks(before)
        if self._say is not None:
            self._say(_summary(self._plan.steps))
        self._applier.run(self._plan.steps)
        if self._options.wait:
            self._stage = "wait"
            self._wait()
        self._run_hooks(after)

    def _run_hooks(self, event: str) -> None:
        if self._options.hooks and event:
            self._stage = event
            self._runner.run(event)
        self._stage = ""

    def _wait(self) -> None:
        refs = [step.ref for step in self._plan.steps if step.action not in (DELETE, KEEP) and step.ref.name]
        failures = self._cluster.wait_ready(
            refs, timeout=self._options.timeout, rules=self._options.rules, say=self._say, give_up=self._give_up
        )
        if failures:
            raise NotReadyError(failures)

    def _hook_ended(self, _hook: Hook, failures: list[WaitFailure]) -> None:
        """Look at what failed before a delete policy takes it away."""
        if failures:
            self._findings = diagnose(failures, cluster=self._cluster)

    def _failed(self, error: EngineError) -> DeployFailedError:
        text = self._sentence(error)
        self._record_failure(text)
        if isinstance(error, NotReadyError):
            self._findings = diagnose(error.failures, cluster=self._cluster)
        findings = self._findings
        if self._options.cleanup_on_fail and self._plan.action != INSTALL:
            text += self._clean_up()
        cause = first_cause(findings)
        message = "%s%s" % ("%s.\n" % cause if cause else "", self._description(text))
        return DeployFailedError(message, release=self._release, findings=findings, hook_logs=self.hook_logs)

    def _sentence(self, error: EngineError) -> str:
        if self._stage in ("", "wait"):
            return str(error)
        return ("failed %s: %s" if self._plan.action == INSTALL else "%s hooks failed: %s") % (self._stage, error)

    def _description(self, text: str) -> str:
        return failure_sentence(self._plan, text, waiting=self._stage == "wait")

    def _record_failure(self, text: str) -> None:
        """Let the history say what happened; where even that cannot be written the first error stays the news."""
        self._heartbeat.end()
        self._release.info.status = "failed"
        self._release.info.description = self._description(text)
        last = self._plan.last
        try:
            if self._plan.action == ROLLBACK and self._stage == "" and last is not None:
                last.info.status = "superseded"
                self._store.update(last)
            self._store.update(self._release)
        except EngineError:
            return

    def _clean_up(self) -> str:
        """Delete what this run created; a sentence about what could not be deleted."""
        errors = []
        for ref in self._applier.applied.created:
            try:
                if ref.name:
                    self._cluster.delete(ref)
            except EngineError as error:
                errors.append(str(error))
        return "\nunable to cleanup resources: %s" % ", ".join(errors) if errors else ""

    def _finish(self) -> None:
        self._heartbeat.end()
        for record in self._plan.supersede:
            record.info.status = "superseded"
            self._store.update(record)
        info = self._release.info
        info.status = "deployed"
        if self._options.description:
            info.description = self._options.description
        elif self._plan.action != ROLLBACK:
            info.description = "Install complete" if self._plan.action == INSTALL else "Upgrade complete"
        self._store.update(self._release)


def _summary(steps: t.Sequence[Step]) -> str:
    """What is about to happen to the objects, in numbers."""
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.action] = counts.get(step.action, 0) + 1
    parts = ["%d to %s" % (counts[action], action) for action in (CREATE, UPDATE, ADOPT, DELETE) if action in counts]
    if UNCHANGED in counts:
        parts.append("%d as they are" % counts[UNCHANGED])
    return "applying objects: %s" % (", ".join(parts) or "none")


def failure_sentence(plan: Plan, text: str, *, waiting: bool = False) -> str:
    """What a record says of a plan that broke off, and the task too."""
    if plan.action not in (INSTALL, UPGRADE, ROLLBACK) or plan.release is None:
        return text
    word = "Release"
    if plan.action == UPGRADE:
        word = "Upgrade"
    elif plan.action == ROLLBACK and not waiting:
        word = "Rollback"
    return '%s "%s" failed: %s' % (word, plan.release.name, text)


__all__ = (
    "INSTALL", "ROLLBACK", "UPGRADE", "DeployFailedError", "DeployOptions", "OvertakenError", "Performer",
    "failure_sentence",
)  # fmt: skip
