# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running the hooks of one event (follows pkg/action/hooks.go)."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ReleaseError
from ..manifest.hook import Hook
from ..release.model import Release
from .creating import creator
from .kinds import Kinds
from .methods import SERVER_SIDE, Method, known
from .ports import GiveUp, Ports, WaitFailure, wait_error
from .targets import Target, build

_BEFORE = "before-hook-creation"
_SUCCEEDED = "hook-succeeded"
_FAILED = "hook-failed"
_LOG_LINES = 50
# Kinds whose hooks are waited for; all others have succeeded once they are there.
_LASTING = ("Job", "Pod")


class HookFailedError(ReleaseError):
    """A hook did not succeed; ``failures`` are its objects that did not, ``logs`` what they printed."""

    def __init__(self, message: str, *, failures: list[WaitFailure], logs: dict[str, str]) -> None:
        super().__init__(message)
        self.failures = failures
        self.logs = logs


def hooks_of(hooks: t.Sequence[Hook], event: str) -> list[Hook]:
    """The hooks of an event in the order they run: by weight, then by name."""
    return sorted((hook for hook in hooks if event in hook.events), key=lambda hook: (hook.weight, hook.name))


class HookRunner:
    """Runs a release's hooks. ``record`` persists the release whenever a hook's run begins that may last.

    helm does so for each hook; of one that lasts no longer than the record's own request, the next record tells.

    ``ended`` hears of each hook that ran, and of its objects that failed, before any of them is deleted. ``legacy``
    waits for hooks by the rules of Helm 3; ``apply_method`` is how they are written.
    """

    __slots__ = (
        "_clock", "_cluster", "_creator", "_ended", "_give_up", "_kinds", "_legacy", "_record", "_release", "_say",
        "_timeout", "logs",
    )  # fmt: skip

    def __init__(
        self, release: Release, *, ports: Ports, kinds: Kinds, timeout: float, record: t.Callable[[], None],
        ended: t.Callable[[Hook, list[WaitFailure]], None] | None = None, give_up: GiveUp = None, legacy: bool = False,
        apply_method: str = SERVER_SIDE,
    ) -> None:  # fmt: skip
        self._creator = creator(ports.cluster, ports.clock, Method(known(apply_method)))
        self._give_up = give_up
        self._ended = ended
        self._release = release
        self._cluster, self._clock, self._say = ports.cluster, ports.clock, ports.say
        self._kinds = kinds
        self._timeout = timeout
        self._legacy = legacy
        self._record = record
        self.logs: dict[str, str] = {}

    def run(self, event: str) -> None:
        """One hook after the other; HookFailedError ends it after the delete policies had their say."""
        done: list[Hook] = []
        for hook in hooks_of(self._release.hooks, event):
            if not hook.delete_policies:
                hook.delete_policies = [_BEFORE]
            self._delete_by_policy(hook, _BEFORE)
            try:
                self._run_one(hook, event)
            except HookFailedError as error:
                self._after_failure(hook, done, error)
                raise
            done.append(hook)
        for hook in reversed(done):
            self._keep_logs(hook, _SUCCEEDED)
            self._delete_by_policy(hook, _SUCCEEDED)

    def _run_one(self, hook: Hook, event: str) -> None:
        targets = self._build(hook)
        hook.started_at, hook.completed_at, hook.phase = self._clock.now(), "", "Running"
        if hook.kind in _LASTING:
            self._record()
        self._tell(event, hook, "is running")
        hook.phase = "Unknown"
        try:
            failures = self._create_and_wait(targets)
        except ReleaseError as error:
            hook.completed_at, hook.phase = self._clock.now(), "Failed"
            raise HookFailedError(
                "warning: Hook %s %s failed: %s" % (event, hook.path, error), failures=[], logs={}
            ) from error
        hook.completed_at = self._clock.now()
        hook.phase = "Failed" if failures else "Succeeded"
        self._tell(event, hook, "has failed" if failures else "has succeeded")
        if self._ended is not None:
            self._ended(hook, failures)
        if failures:
            raise HookFailedError(wait_error(failures), failures=failures, logs=self._logs(hook))

    def _tell(self, event: str, hook: Hook, words: str) -> None:
        if self._say is not None:
            self._say("%s hook %s %s %s" % (event, hook.kind, hook.name, words))

    def _create_and_wait(self, targets: list[Target]) -> list[WaitFailure]:
        for target in targets:
            self._creator.create(target.ref, target.body)
        return [
            failure
            for target in targets
            if target.ref.name
            for failure in self._cluster.wait_hook(
                target.ref, timeout=self._timeout, legacy=self._legacy, give_up=self._give_up
            )
        ]

    def _after_failure(self, hook: Hook, done: list[Hook], error: HookFailedError) -> None:
        self._keep_logs(hook, _FAILED)
        self.logs.update(error.logs)
        try:
            self._delete_by_policy(hook, _FAILED)
            for earlier in done:
                self._delete_by_policy(earlier, _SUCCEEDED)
        except ReleaseError:
            # The hook's own failure is the news; what could not be cleaned up is deleted before its next run.
            return

    def _delete_by_policy(self, hook: Hook, policy: str) -> None:
        """Delete a hook's objects and wait until they are gone: a new one may bear the same name. CRDs always stay."""
        if hook.kind == "CustomResourceDefinition" or policy not in hook.delete_policies:
            return
        deleted = []
        for target in self._build(hook):
            if not target.ref.name:
                continue
            try:
                if self._cluster.delete(target.ref) is not None:
                    deleted.append(target.ref)
            except ClusterError as error:
                raise ReleaseError("unable to delete hook %s: %s" % (hook.path, error)) from error
        if deleted and (failures := self._cluster.wait_deleted(deleted, timeout=self._timeout)):
            raise ReleaseError(wait_error(failures, deleted=True))

    def _build(self, hook: Hook) -> list[Target]:
        return build(hook.manifest, kinds=self._kinds, namespace=self._release.namespace)

    def _keep_logs(self, hook: Hook, policy: str) -> None:
        if policy in hook.output_log_policies:
            self.logs.update(self._logs(hook))

    def _logs(self, hook: Hook) -> dict[str, str]:
        """The last lines of a Job's or Pod's containers by ``pod/container``; empty where they cannot be had."""
        selectors = {"Job": {"label_selector": "job-name=%s" % hook.name}}
        selectors["Pod"] = {"field_selector": "metadata.name=%s" % hook.name}
        if hook.kind not in selectors:
            return {}
        logs = {}
        for target in self._build(hook):
            namespace = target.ref.namespace
            try:
                for pod in self._cluster.list("v1", "Pod", namespace, **selectors[hook.kind]):
                    name = pod["metadata"]["name"]
                    for container in pod.get("spec", {}).get("containers", []):
                        text = self._cluster.pod_logs(namespace, name, container["name"], tail_lines=_LOG_LINES)
                        logs["%s/%s" % (name, container["name"])] = text
            except ClusterError:
                continue
        return logs


__all__ = ("HookFailedError", "HookRunner", "hooks_of")
