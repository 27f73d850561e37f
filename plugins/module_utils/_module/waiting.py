# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of arguments.WAITING, as the engine wants them."""

from __future__ import annotations

import typing as t

from .._engine.errors import EngineError
from .._engine.manifest.served import ReadyRule, WaitRules

Params = t.Mapping[str, t.Any]

_HOOK_ONLY = "hook_only"
_LEGACY = "legacy"


def waits(params: Params) -> bool:
    """Whether objects are waited for. EngineError where ``wait`` and ``wait_strategy`` contradict each other."""
    strategy = params["wait_strategy"]
    if params["wait"] and strategy == _HOOK_ONLY:
        raise EngineError("wait_strategy: hook_only waits for hooks alone; leave wait out, or choose another strategy.")
    return bool(params["wait"] or strategy not in (None, _HOOK_ONLY))


def wait_rules(params: Params) -> WaitRules:
    """What is waited for, and when it is ready. EngineError names a path that is none."""
    chosen = params["wait_for"] or {}
    return WaitRules(
        jobs=params["wait_for_jobs"],
        legacy=is_legacy(params),
        custom=tuple(_ready_rule(entry) for entry in params["ready_when"]),
        only=tuple(chosen.get("kinds") or ()),
        but=tuple(chosen.get("exclude") or ()),
    )


def is_legacy(params: Params) -> bool:
    """Whether Helm 3's rules judge."""
    return bool(params["wait_strategy"] == _LEGACY)


def _ready_rule(entry: Params) -> ReadyRule:
    path = entry["path"] or ""
    if path and not path.startswith("/"):
        raise EngineError("ready_when: path %s is no JSON pointer, which begins with /, as /status/phase does." % path)
    return ReadyRule(
        entry["kind"], entry["api_version"] or "", entry["name"] or "", entry["condition"] or "", path, entry["value"]
    )


__all__ = ("is_legacy", "wait_rules", "waits")
