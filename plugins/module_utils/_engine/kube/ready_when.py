# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Readiness as a user says it for a kind: a condition that is True, or a value at a place of the object."""

from __future__ import annotations

import typing as t

from ..manifest.served import ReadyRule
from .fields import BrokenObjectError, conditions, nested_integer
from .readiness import CURRENT, IN_PROGRESS, TERMINATING, UNSEEN, Status

JSON = dict[str, t.Any]
_NOTHING = object()


def rule_for(api_version: str, kind: str, name: str, rules: t.Sequence[ReadyRule]) -> ReadyRule | None:
    """The first rule that fits an object."""
    for rule in rules:
        if rule.kind == kind and rule.api_version in ("", api_version) and rule.name in ("", name):
            return rule
    return None


def compute_custom(obj: JSON, rule: ReadyRule) -> Status:
    """The status of an object by its rule; one that goes, or that its controller has not seen yet, is not ready."""
    try:
        return _pending(obj) or (_by_condition(obj, rule) if rule.condition else _by_value(obj, rule))
    except BrokenObjectError:
        return UNSEEN


def _pending(obj: JSON) -> Status | None:
    if (obj.get("metadata") or {}).get("deletionTimestamp"):
        return Status(TERMINATING, "Resource scheduled for deletion")
    generation = nested_integer(obj, "metadata", "generation")
    observed = nested_integer(obj, "status", "observedGeneration")
    if None not in (generation, observed) and generation != observed:
        return Status(IN_PROGRESS, "generation is %s, but latest observed generation is %s" % (generation, observed))
    return None


def _by_condition(obj: JSON, rule: ReadyRule) -> Status:
    found = next((item for item in conditions(obj) if item.type == rule.condition), None)
    if found is None:
        return Status(IN_PROGRESS, "has no condition %s yet" % rule.condition)
    words = "condition %s is %s" % (rule.condition, found.status)
    if found.status == "True":
        return Status(CURRENT, words)
    return Status(IN_PROGRESS, ": ".join(part for part in (words, found.reason, found.message) if part))


def _by_value(obj: JSON, rule: ReadyRule) -> Status:
    value = _at(obj, rule.path)
    if value is _NOTHING or value is None:
        return Status(IN_PROGRESS, "has nothing at %s yet" % rule.path)
    reached = rule.value is None or value == rule.value or _text(value) == _text(rule.value)
    words = "%s is %s" % (rule.path, _text(value))
    return Status(CURRENT, words) if reached else Status(IN_PROGRESS, "%s, not %s" % (words, _text(rule.value)))


def _text(value: t.Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _at(value: t.Any, pointer: str) -> t.Any:
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name, _NOTHING)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return _NOTHING
    return value


__all__ = ("compute_custom", "rule_for")
