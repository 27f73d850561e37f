# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Removing a release (follows pkg/action/uninstall.go): its objects in uninstall order, its hooks, then its records.

Unlike helm's, the records stay until the objects are gone when the task waits for that, so a further run goes on.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, EngineError, ReleaseError
from ..manifest.hook import Hook
from ..manifest.manifests import sort_manifests
from ..manifest.objects import ObjectRef
from ..manifest.sort import UNINSTALL_ORDER
from ..manifest.split import split_manifests
from ..release.model import Release
from .diagnosis import Finding, diagnose, first_cause
from .heartbeat import Heartbeat
from .hook_runs import HookRunner
from .kinds import Kinds
from .ownership import ownership_error, stored_policy
from .plan import DELETE, KEEP, Plan, Step
from .ports import Ports, WaitFailure, wait_error
from .situation import ABSENT, UNINSTALLED, Situation
from .targets import Target, build_known

UNINSTALL = "uninstall"
_MOST_NAMED = 5


class UninstallOptions(t.NamedTuple):
    """How a release is removed; ``timeout`` in seconds holds for each hook and for the wait.

    ``legacy`` waits by the rules of Helm 3.
    """

    timeout: float = 300.0
    wait: bool = False
    legacy: bool = False
    hooks: bool = True
    keep_history: bool = False
    cascade: str = "background"
    description: str = ""


class Remaining(t.NamedTuple):
    """An object that is not gone, and the finalizers that hold it."""

    ref: ObjectRef
    finalizers: list[str]


class UninstallFailedError(ReleaseError):
    """A removal broke off; ``remaining`` are the objects that are still there, ``findings`` say why a hook failed."""

    def __init__(
        self, message: str, *, release: Release, remaining: list[Remaining], findings: list[Finding],
        hook_logs: dict[str, str],
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.release = release
        self.remaining = remaining
        self.findings = findings
        self.hook_logs = hook_logs


def prepare_uninstall(situation: Situation, *, keep_history: bool, ports: Ports, kinds: Kinds) -> Plan:
    """The plan that removes a release; nothing to do where it is removed already and its history is as wanted."""
    last = situation.last
    if last is None or situation.word == ABSENT or (situation.word == UNINSTALLED and keep_history):
        return Plan(action="", last=last)
    plan = Plan(
        action=UNINSTALL, reasons=[situation.word], release=last, base=last, last=last,
        events=("pre-delete", "post-delete"),
    )  # fmt: skip
    plan.supersede = [record for record in situation.history if record is not last]
    if situation.word == UNINSTALLED:
        plan.reasons, plan.events = ["history"], ("", "")
        return plan
    targets, gone = build_known(_in_uninstall_order(last.manifest), kinds=kinds, namespace=last.namespace)
    plan.warnings += ["the cluster no longer serves the kind of %s: it counts as gone" % name for name in gone]
    plan.steps = [step for target in targets if (step := _step(target, last, ports)) is not None]
    return plan


def _in_uninstall_order(manifest: str) -> str:
    """The stored manifest, its documents in the order in which they are deleted."""
    documents = {"manifest-%06d" % index: text for index, text in enumerate(split_manifests(manifest))}
    _hooks, manifests = sort_manifests(documents, order=UNINSTALL_ORDER)
    return "".join("---\n%s\n" % entry.content for entry in manifests)


def _step(target: Target, last: Release, ports: Ports) -> Step | None:
    """None where the object is gone already."""
    policy = stored_policy(target.body)
    if policy:
        return Step(KEEP, target.ref, target.body, target.body, "resource policy %s" % policy)
    try:
        live = ports.cluster.get(target.ref) if target.ref.name else None
    except ClusterError as error:
        return Step(KEEP, target.ref, target.body, target.body, "ownership could not be verified: %s" % error)
    if live is None:
        return None
    if ownership_error(live, name=last.name, namespace=last.namespace):
        return Step(KEEP, target.ref, target.body, target.body, "not owned by this release")
    return Step(DELETE, target.ref, target.body, None)


class Remover:
    """Performs the plan of a removal. ``hook_logs`` holds what hooks printed, as their log policies ask."""

    __slots__ = (
        "_cluster", "_clock", "_findings", "_heartbeat", "_options", "_plan", "_release", "_runner", "_say", "_store",
        "hook_logs",
    )  # fmt: skip

    def __init__(
        self, plan: Plan, release: Release, *, ports: Ports, kinds: Kinds, options: UninstallOptions
    ) -> None:
        self._plan = plan
        self._release = release
        self._cluster, self._store, self._clock, self._say = ports.cluster, ports.store, ports.clock, ports.say
        self._heartbeat = Heartbeat(release, store=ports.store, clock=ports.clock, holder=ports.holder)
        self._options = options
        self._findings: list[Finding] = []
        self._runner = HookRunner(
            release, ports=ports, kinds=kinds, timeout=options.timeout, legacy=options.legacy,
            record=lambda: self._store.update(release), ended=self._hook_ended,
        )  # fmt: skip
        self.hook_logs = self._runner.logs

    def perform(self) -> None:
        """All of the plan; UninstallFailedError leaves the record ``uninstalling``, and the next run goes on."""
        if self._release.info.status != UNINSTALLED:
            self._heartbeat.claim()
            self._heartbeat.begin()
            try:
                self._remove()
            except BaseException:
                self._heartbeat.release()
                raise
            self._heartbeat.end()
        if not self._options.keep_history:
            for record in [*self._plan.supersede, self._release]:
                self._store.delete(record.name, record.version)
            return
        self._store.update(self._release)
        for record in self._plan.supersede:
            if record.info.status == "deployed":
                record.info.status = "superseded"
                self._store.update(record)

    def _remove(self) -> None:
        info = self._release.info
        info.status = "uninstalling"
        info.deleted = self._clock.now()
        info.description = "Deletion in progress (or silently failed)"
        before, after = self._plan.events
        try:
            self._run_hooks(before)
            self._store.update(self._release)
            self._delete_objects()
            self._run_hooks(after)
        except UninstallFailedError:
            raise
        except EngineError as error:
            cause = first_cause(self._findings)
            raise self._failure(
                "%sfailed to delete release: %s: %s" % (cause and cause + ".\n", self._release.name, error)
            ) from error
        info.status = UNINSTALLED
        info.description = self._options.description or "Uninstallation complete"

    def _failure(self, message: str, remaining: t.Sequence[Remaining] = ()) -> UninstallFailedError:
        return UninstallFailedError(
            message, release=self._release, remaining=list(remaining), findings=self._findings,
            hook_logs=self.hook_logs,
        )  # fmt: skip

    def _hook_ended(self, _hook: Hook, failures: list[WaitFailure]) -> None:
        """Look at what failed before a delete policy takes it away."""
        if failures:
            self._findings = diagnose(failures, cluster=self._cluster)

    def _run_hooks(self, event: str) -> None:
        if self._options.hooks and event:
            self._runner.run(event)

    def _delete_objects(self) -> None:
        errors, deleted = [], []
        doomed = [step for step in self._plan.steps if step.action == DELETE]
        if self._say is not None:
            self._say("deleting objects: %d" % len(doomed))
        for step in doomed:
            try:
                self._cluster.delete(step.ref, propagation=self._options.cascade.capitalize())
            except ClusterError as error:
                errors.append("%s %s: %s" % (step.ref.kind, step.ref.name, error))
            else:
                deleted.append(step.ref)
        if errors:
            raise ReleaseError("; ".join(errors))
        if self._options.wait and deleted:
            failures = self._cluster.wait_deleted(
                deleted, timeout=self._options.timeout, legacy=self._options.legacy, say=self._say
            )
            if failures:
                remaining = [Remaining(failure.ref, self._finalizers(failure.ref)) for failure in failures]
                raise self._failure(
                    "release %s is not gone yet: %s.\n%s"
                    % (self._release.name, _held(remaining), wait_error(failures, deleted=True)),
                    remaining,
                )

    def _finalizers(self, ref: ObjectRef) -> list[str]:
        """What holds an object; nothing where that cannot be read."""
        try:
            return list(((self._cluster.get(ref) or {}).get("metadata") or {}).get("finalizers") or [])
        except ClusterError:
            return []


def _held(remaining: t.Sequence[Remaining]) -> str:
    """What remains of a release, in a few words."""
    words = [
        "%s %s%s" % (ref.kind, ref.name, " (finalizers: %s)" % ", ".join(finalizers) if finalizers else "")
        for ref, finalizers in remaining[:_MOST_NAMED]
    ]
    if len(remaining) > len(words):
        words.append("%d more" % (len(remaining) - len(words)))
    return "%s %s" % (", ".join(words), "remain" if len(remaining) > 1 else "remains")


__all__ = ("UNINSTALL", "Remover", "UninstallFailedError", "UninstallOptions", "prepare_uninstall")
