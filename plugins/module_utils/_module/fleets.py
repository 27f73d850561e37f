# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_releases: a fleet of releases in the order of their needs, several at once."""

from __future__ import annotations

from .._engine.actions.fleet import Member, Schedule, find_key, find_waits, select
from .._engine.actions.foreseen import Foreseen
from .._engine.errors import EngineError
from .fleet_options import Options, checked_releases, checked_repositories
from .releases import chart_release
from .repositories import chart_repo
from .run import Context, Params, Result, TerminatedError, guarded
from .sharing import Shared
from .workers import Lost, Workers

_ABSENT = "absent"
# The options of a repository, as those of a chart in it.
_DIRECT = {
    "url": "repo_url", "username": "repo_username", "password": "repo_password", "ca_cert": "repo_ca_cert",
    "client_cert": "repo_client_cert", "client_key": "repo_client_key", "validate_certs": "repo_validate_certs",
    "pass_credentials": "pass_credentials",
}  # fmt: skip


def chart_releases(params: Params, context: Context) -> Result:
    """Make all releases what the task says; the result as the module documents it."""
    if params["parallel"] < 1:
        raise EngineError("parallel must be 1 or more")
    releases, repositories = checked_releases(params), checked_repositories(params)
    fleet = _Fleet(params, releases, context)
    results = _declare(repositories, releases, context) if params["state"] != _ABSENT else []
    fleet.run()
    return _result(fleet, results, context)


def _declare(repositories: list[Options], releases: list[Options], context: Context) -> list[Result]:
    """Declare the repositories; in check mode, charts of those that are not declared yet are taken from their URL."""
    results = []
    for repository in repositories:
        results.append(chart_repo(repository, context))
        if not (context.check_mode and results[-1]["changed"] and repository["url"]):
            continue
        prefix = repository["name"] + "/"
        for release in releases:
            if str(release["chart"] or "").startswith(prefix) and not release["repo_url"]:
                release.update({there: repository[here] for here, there in _DIRECT.items()})
                release["chart"] = release["chart"][len(prefix) :]
    return results


class _Fleet:
    """``results`` are those of the releases that began, ``skipped`` the others, each with the failed one it needs."""

    def __init__(self, params: Params, releases: list[Options], context: Context) -> None:
        self._context = context
        self._shared = Shared(releases)
        self._releases: dict[str, Options] = {}
        members = []
        for release in releases:
            release["namespace"] = self._shared.connect(release).namespace
            absent = release["state"] == _ABSENT
            members.append(Member(release["name"], release["namespace"], release.pop("needs"), absent))
            self._releases[members[-1].key] = release
        self._waits = find_waits(members)
        if params["only"]:
            keys = [find_key(name, members, where="only names") for name in params["only"]]
            self._waits = select(self._waits, keys, with_needs=params["with_needs"])
        self._size = min(params["parallel"], len(self._waits))
        self._schedule = Schedule(self._waits)
        self._foreseen: dict[str, Foreseen] = {}
        self._changes = 0
        self._seen_changes = 0
        self.results: dict[str, Result] = {}
        self.skipped = self._schedule.skipped

    @property
    def keys(self) -> list[str]:
        """The releases that the task deals with, in the order in which they are declared."""
        return list(self._waits)

    def run(self) -> None:
        """Work until every release is done, has failed or is left out."""
        if not self._waits:
            return
        self._shared.discover()
        with Workers(self._size, self._work) as workers:
            try:
                self._run(workers)
            except TerminatedError as error:
                raise TerminatedError("%s, at work on %s" % (error, ", ".join(workers.tokens))) from error

    def _run(self, workers: Workers) -> None:
        while True:
            while workers.has_room and (key := self._schedule.begin()) is not None:
                workers.give(key, (key, self._foreseen_by(key), self._changes))
            if not workers.tokens:
                return
            key, answer = workers.take()
            if isinstance(answer, Lost):
                text = "the process that worked on the release %s; run the task again" % answer.how
                answer = ({"failed": True, "changed": True, "msg": text}, [], Foreseen())
            result, warnings, coming = answer
            self.results[key] = result
            self._foreseen[key].add(coming)
            self._changes += bool(result.get("changed")) and not self._context.check_mode
            for warning in warnings:
                self._context.warn_once("%s: %s" % (key, warning))
            self._schedule.finish(key, failed=bool(result.get("failed")))

    def _foreseen_by(self, key: str) -> Foreseen:
        """What the releases that this one waits for bring, and those that they wait for."""
        foreseen = self._foreseen[key] = Foreseen()
        for other in self._waits[key]:
            foreseen.add(self._foreseen[other])
        return foreseen

    def _work(self, job: tuple[str, Foreseen, int]) -> tuple[Result, list[str], Foreseen]:
        """One release, in a process of its own; ``changes`` counts the releases that were changed so far."""
        key, self._shared.foreseen, changes = job
        if changes > self._seen_changes:
            self._seen_changes = changes
            self._shared.forget()
        self._shared.coming = Foreseen()
        warnings: list[str] = []
        say = self._context.say
        context = Context(
            check_mode=self._context.check_mode, diff_mode=self._context.diff_mode, warn=warnings.append,
            listener=None if say is None else lambda line: say("%s: %s" % (key, line)),
        )  # fmt: skip
        result = guarded(
            lambda params, context: chart_release(params, context, self._shared), self._releases[key], context
        )
        return result, warnings, self._shared.coming


def _result(fleet: _Fleet, repositories: list[Result], context: Context) -> Result:
    diff = [pair for result in repositories for pair in result.pop("diff", ())]
    shown = []
    for key in fleet.keys:
        namespace, _slash, name = key.partition("/")
        if key in fleet.skipped:
            reason = "skipped because of %s" % fleet.skipped[key]
            shown.append({"name": name, "namespace": namespace, "changed": False, "skipped": True, "msg": reason})
            continue
        result = fleet.results[key]
        diff += [_named(pair, key) for pair in result.pop("diff", ())]
        shown.append({"name": name, "namespace": namespace, **result})
    answer: Result = {
        "changed": any(result.get("changed") for result in [*repositories, *shown]),
        "releases": shown,
        "repositories": repositories,
    }
    if context.diff_mode:
        answer["diff"] = diff
    if any(result.get("failed") for result in shown):
        answer.update(failed=True, msg=_sentence(fleet))
    return answer


def _named(pair: dict[str, str], key: str) -> dict[str, str]:
    """A pair of a diff whose headers say which release it is about."""
    headers = ("before_header", "after_header")
    return {**pair, **{name: "%s: %s" % (key, pair[name]) for name in headers}}


def _sentence(fleet: _Fleet) -> str:
    failed = [key for key in fleet.keys if fleet.results.get(key, {}).get("failed")]
    reasons = ["%s (%s)" % (key, str(fleet.results[key].get("msg", "")).partition("\n")[0]) for key in failed]
    text = "%d of %d releases failed: %s" % (len(failed), len(fleet.keys), ", ".join(reasons))
    if fleet.skipped:
        text += "; skipped: " + ", ".join("%s because of %s" % pair for pair in sorted(fleet.skipped.items()))
    return text


__all__ = ("chart_releases",)
