# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of waiting, as the engine understands them."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.served import ReadyRule, WaitRules
from ansible_collections.chartwright.kube.plugins.module_utils._module.waiting import wait_rules, waits

DEFAULTS: dict[str, t.Any] = {
    "wait": False, "wait_strategy": None, "wait_for_jobs": False, "wait_for": None, "ready_when": [],
}  # fmt: skip
ENTRY = {"kind": "Rollout", "api_version": None, "name": None, "condition": None, "path": None, "value": None}


@pytest.mark.parametrize(
    ("wait", "strategy", "waited"),
    [
        (False, None, False), (True, None, True), (False, "hook_only", False), (False, "watcher", True),
        (True, "watcher", True), (False, "legacy", True), (True, "legacy", True),
    ],
)  # fmt: skip
def test_a_strategy_decides_and_without_one_wait_does(wait: bool, strategy: str | None, waited: bool) -> None:
    params = {**DEFAULTS, "wait": wait, "wait_strategy": strategy}
    assert waits(params) is waited
    assert wait_rules(params).legacy is (strategy == "legacy")


def test_options_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(EngineError, match="wait_strategy: hook_only waits for hooks alone"):
        waits({**DEFAULTS, "wait": True, "wait_strategy": "hook_only"})


def test_choices_and_rules_become_typed() -> None:
    params = {
        **DEFAULTS,
        "wait_for_jobs": True,
        "wait_for": {"kinds": ["Deployment"], "exclude": ["Job/late"]},
        "ready_when": [{**ENTRY, "path": "/status/phase", "value": "Healthy"}, {**ENTRY, "condition": "Synced"}],
    }
    custom = (ReadyRule("Rollout", path="/status/phase", value="Healthy"), ReadyRule("Rollout", condition="Synced"))
    assert wait_rules(params) == WaitRules(jobs=True, custom=custom, only=("Deployment",), but=("Job/late",))


def test_a_path_is_a_json_pointer() -> None:
    with pytest.raises(EngineError, match=r"ready_when: path status\.phase is no JSON pointer"):
        wait_rules({**DEFAULTS, "ready_when": [{**ENTRY, "path": "status.phase"}]})
