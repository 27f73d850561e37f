# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The manners of waiting: which rules judge an object, which objects they look at, and what counts as the end."""

from __future__ import annotations

import typing as t

from ..manifest.objects import ObjectRef
from ..manifest.served import WATCHER, ReadyRule, WaitRules
from .legacy import OWNED, compute_legacy, compute_legacy_hook, is_judged
from .readiness import CURRENT, Status, compute, compute_hook, compute_with_jobs, with_pods
from .ready_when import compute_custom, rule_for

JSON = dict[str, t.Any]
Owned: t.TypeAlias = "t.Sequence[JSON] | None"
_PODS = {"apps/StatefulSet": ("v1", "Pod"), "apps/ReplicaSet": ("v1", "Pod")}
_HOOK_KINDS = ("batch/Job", "Pod")


class Manner(t.NamedTuple):
    """``judge`` gives an object's status from itself, from what it controls (None: not known) and the time.

    ``owned`` says of which kinds objects are looked at besides, ``word`` what is reached. ``gone``: that is the end of
    the objects. ``removable``: an object that is deleted meanwhile has reached it.
    """

    judge: t.Callable[[JSON, Owned, float], Status]
    word: str = "ready"
    owned: t.Mapping[str, tuple[str, str]] = {}
    rules: WaitRules = WATCHER
    legacy: bool = False
    gone: bool = False
    removable: bool = False

    def owned_by(self, ref: ObjectRef) -> tuple[str, str] | None:
        """API version and kind of the objects that decide with it; None where it is judged alone."""
        return None if self._rule(ref) else self.owned.get(_key(ref))

    def looks_at(self, ref: ObjectRef) -> bool:
        """Whether the object must be seen at all."""
        judged = not self.legacy or is_judged(ref.api_version, ref.kind, jobs=self.rules.jobs)
        return self.rules.chooses(ref) and (judged or self._rule(ref) is not None)

    def needs_all(self, refs: t.Sequence[ObjectRef]) -> bool:
        """Whether a user's rule may ask for the contents of one of these."""
        return any(self._rule(ref) for ref in refs)

    def _rule(self, ref: ObjectRef) -> ReadyRule | None:
        return rule_for(ref.api_version, ref.kind, ref.name, self.rules.custom)


def ready_manner(rules: WaitRules) -> Manner:
    """Until objects are ready."""
    base = _by_legacy(rules.jobs) if rules.legacy else _by_kstatus(compute_with_jobs if rules.jobs else compute)

    def judge(obj: JSON, owned: Owned, now: float) -> Status:
        name = str((obj.get("metadata") or {}).get("name") or "")
        rule = rule_for(str(obj.get("apiVersion")), str(obj.get("kind")), name, rules.custom)
        return base(obj, owned, now) if rule is None else compute_custom(obj, rule)

    owned = OWNED if rules.legacy else _PODS
    return Manner(judge if rules.custom else base, owned=owned, rules=rules, legacy=rules.legacy)


def hook_manner(*, legacy: bool) -> Manner:
    """Until a hook's Job or Pod has finished."""
    if legacy:
        return Manner(lambda obj, _owned, _now: compute_legacy_hook(obj), "done", legacy=True, removable=True)
    return Manner(lambda obj, _owned, now: compute_hook(obj, now), "done")


def deletion_manner(*, legacy: bool) -> Manner:
    """Until objects are gone."""
    return Manner(lambda obj, _owned, now: compute(obj, now), "gone", legacy=legacy, gone=True)


def is_hook_kind(ref: ObjectRef) -> bool:
    """Whether a hook of that kind is waited for."""
    return _key(ref) in _HOOK_KINDS


def _by_kstatus(rule: t.Callable[[JSON, float], Status]) -> t.Callable[[JSON, Owned, float], Status]:
    def judge(obj: JSON, owned: Owned, now: float) -> Status:
        if obj.get("kind") == "Deployment" and (obj.get("spec") or {}).get("paused") is True:
            return Status(CURRENT, "Deployment is paused")
        state = rule(obj, now)
        return with_pods(state, owned, now) if owned else state

    return judge


def _by_legacy(jobs: bool) -> t.Callable[[JSON, Owned, float], Status]:
    return lambda obj, owned, _now: compute_legacy(obj, owned, jobs=jobs)


def _key(ref: ObjectRef) -> str:
    return "%s/%s" % (ref.group, ref.kind) if ref.group else ref.kind


__all__ = ("Manner", "deletion_manner", "hook_manner", "is_hook_kind", "ready_manner")
