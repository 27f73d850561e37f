# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a release's tests: its hooks of the event ``test`` (follows pkg/action/release_testing.go).

The release's status stays what it is, whatever comes out. Only the hooks' last runs are written to its record, into
what the record holds at that moment: an upgrade may have gone by while the tests ran.
"""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, EngineError, ReleaseError
from ..manifest.hook import Hook
from ..release.model import Release
from .diagnosis import Finding, diagnose, first_cause
from .hook_runs import HookFailedError, HookRunner, hooks_of
from .hopeless import Hopeless
from .kinds import Kinds
from .ports import Ports, WaitFailure
from .targets import build

_EVENT = "test"
_LOG_LINES = 1000


class TestsFailedError(ReleaseError):
    """A test did not succeed, or could not be run; ``findings`` say what is wrong with its objects."""

    # The name begins as pytest's own do.
    __test__ = False

    def __init__(self, message: str, *, findings: list[Finding]) -> None:
        super().__init__(message)
        self.findings = findings


class Filters(t.NamedTuple):
    """Names of hooks: only these (where there are any), and none of those."""

    only: list[str]
    but: list[str]

    @classmethod
    def parse(cls, words: t.Sequence[str]) -> Filters:
        """``name=NAME`` and ``!name=NAME``, as helm's --filter takes them."""
        filters = cls([], [])
        for word in words:
            key, equals, name = word.partition("=")
            key = key.replace(" ", "")
            if key not in ("name", "!name") or not equals or not name:
                raise ReleaseError("filters: %s is neither name=NAME nor !name=NAME." % word)
            (filters.only if key == "name" else filters.but).append(name)
        return filters


class Selection(t.NamedTuple):
    """A release's hooks parted by the filters; ``chosen`` may hold hooks of other events, which do not run."""

    skipped: list[Hook]
    chosen: list[Hook]

    def tests(self) -> list[Hook]:
        """The tests in the order they run."""
        return hooks_of(self.chosen, _EVENT)

    def recorded(self) -> list[Hook]:
        """All hooks in the order in which helm writes them back: what was skipped comes first."""
        return [*self.skipped, *self.chosen]


def select(release: Release, filters: Filters) -> Selection:
    """The hooks that run and those that do not; ReleaseError where a name is no test of the release."""
    tests = [hook.name for hook in hooks_of(release.hooks, _EVENT)]
    for name in filters.only:
        if name not in tests:
            known = "its tests are %s" % ", ".join(tests) if tests else "it has none"
            raise ReleaseError("filters: the release %s has no test %s; %s." % (release.name, name, known))
    skipped = [hook for hook in release.hooks if hook.name in filters.but]
    chosen = [hook for hook in release.hooks if hook.name not in filters.but]
    if filters.only:
        skipped += [hook for hook in chosen if hook.name not in filters.only]
        chosen = [hook for hook in chosen if hook.name in filters.only]
    return Selection(skipped, chosen)


class TestRunner:
    """Runs the chosen tests of a release. ``logs``: by hook, what its containers printed, by ``pod/container``.

    The logs are those of failed tests, with ``all_logs`` of every test. ``fail_fast`` ends hopeless waits early.
    """

    __test__ = False

    def __init__(
        self, release: Release, selection: Selection, *, ports: Ports, kinds: Kinds, timeout: float,
        all_logs: bool = False, fail_fast: bool = False,
    ) -> None:  # fmt: skip
        self._release = release
        self._selection = selection
        self._ports = ports
        self._cluster, self._store = ports.cluster, ports.store
        self._kinds = kinds
        self._timeout = timeout
        self._all_logs = all_logs
        self._give_up = Hopeless(ports.cluster, ports.clock) if fail_fast else None
        self._findings: list[Finding] = []
        self._current: Hook | None = None
        self.ran: list[Hook] = []
        self.logs: dict[str, dict[str, str]] = {}

    def run(self) -> None:
        """One test after the other; the first that fails ends it with TestsFailedError, after the record was written.

        Delete policies count as for any hook; logs are read before.
        """
        self._release.hooks = self._selection.chosen
        runner = HookRunner(
            self._release, ports=self._ports, kinds=self._kinds, timeout=self._timeout, record=self._begun,
            ended=self._ended, give_up=self._give_up, apply_method=self._release.apply_method,
        )  # fmt: skip
        try:
            runner.run(_EVENT)
        except EngineError as error:
            self._release.hooks = self._selection.recorded()
            self._write_after(error)
            raise TestsFailedError(self._sentence(error), findings=self._findings) from error
        except BaseException:
            self._release.hooks = self._selection.recorded()
            self._write_after(None)
            raise
        self._release.hooks = self._selection.recorded()
        self._write()

    def _begun(self) -> None:
        tests = self._selection.tests()
        self._current = tests[len(self.ran)]
        self.ran.append(self._current)
        self._write()

    def _ended(self, hook: Hook, failures: list[WaitFailure]) -> None:
        if failures:
            self._findings = diagnose(failures, cluster=self._cluster)
        if failures or self._all_logs:
            self.logs[hook.name] = self._container_logs(hook)

    def _write(self) -> None:
        record = self._store.get(self._release.name, self._release.version)
        if record is not None:
            record.hooks = self._selection.recorded()
            self._store.update(record)

    def _write_after(self, error: EngineError | None) -> None:
        """Write the last runs down; where that fails too, the first error stays the news."""
        try:
            self._write()
        except EngineError as second:
            if error is not None and error.__context__ is None:
                error.__context__ = second

    def _sentence(self, error: EngineError) -> str:
        tests = self._selection.tests()
        failed = isinstance(error, HookFailedError) and self.ran
        hook = self.ran[-1] if failed else tests[min(len(self.ran), len(tests) - 1)]
        if not failed:
            return "Test hook %s could not be run: %s" % (hook.name, error)
        cause = first_cause(self._findings)
        if not cause:
            return "Test hook %s failed: %s" % (hook.name, error)
        return "Test hook %s failed: %s.\n%s" % (hook.name, cause, error)

    def _container_logs(self, hook: Hook) -> dict[str, str]:
        """What the containers of a test's Pod or Job printed, init containers first; what cannot be had is left out."""
        logs: dict[str, str] = {}
        for target in build(hook.manifest, kinds=self._kinds, namespace=self._release.namespace):
            selector = {
                "Pod": {"field_selector": "metadata.name=%s" % target.ref.name},
                "Job": {"label_selector": "job-name=%s" % target.ref.name},
            }.get(target.ref.kind)
            if selector is None:
                continue
            try:
                for pod in self._cluster.list("v1", "Pod", target.ref.namespace, **selector):
                    self._read_pod(pod, target.ref.namespace, logs)
            except ClusterError:
                continue
        return logs

    def _read_pod(self, pod: dict[str, t.Any], namespace: str, logs: dict[str, str]) -> None:
        name, spec = pod["metadata"]["name"], pod.get("spec") or {}
        for container in [*(spec.get("initContainers") or []), *(spec.get("containers") or [])]:
            try:
                text = self._cluster.pod_logs(namespace, name, container["name"], tail_lines=_LOG_LINES)
            except ClusterError:
                continue
            logs["%s/%s" % (name, container["name"])] = text


__all__ = ("Filters", "Selection", "TestRunner", "TestsFailedError", "select")
