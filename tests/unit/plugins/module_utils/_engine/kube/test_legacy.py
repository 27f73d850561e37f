# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Helm 3's rules: legacy_cases.json holds what helm 4.3.1's ReadyChecker says of each."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.legacy import (
    compute_legacy,
    compute_legacy_hook,
    is_judged,
)

JSON = dict[str, t.Any]
CASES = json.loads(Path(__file__).with_name("legacy_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_object_is_ready_where_helm_says_so(case: JSON) -> None:
    found = compute_legacy(case["object"], case.get("owned"), jobs=case.get("jobs", False))
    assert (found.message if found.status == "Failed" else found.status == "Current") == case["helm"]


@pytest.mark.parametrize(
    ("kind", "status", "found"),
    [
        ("Job", {}, ("InProgress", "Job in progress")),
        ("Job", {"conditions": [{"type": "Complete", "status": "True"}]}, ("Current", "Job Completed")),
        (
            "Job",
            {"conditions": [{"type": "Failed", "status": "True", "reason": "DeadlineExceeded"}]},
            ("Failed", "job h failed: DeadlineExceeded"),
        ),
        ("Pod", {"phase": "Running"}, ("InProgress", "Pod Running")),
        ("Pod", {"phase": "Succeeded"}, ("Current", "Pod Succeeded")),
        ("Pod", {"phase": "Failed"}, ("Failed", "pod h failed")),
    ],
)
def test_a_hook_must_have_ended(kind: str, status: JSON, found: tuple[str, str]) -> None:
    assert compute_legacy_hook({"kind": kind, "metadata": {"name": "h"}, "status": status}) == found


def test_kinds_without_a_rule_are_not_looked_at() -> None:
    assert is_judged("apps/v1", "Deployment", jobs=False)
    assert is_judged("batch/v1", "Job", jobs=True) and not is_judged("batch/v1", "Job", jobs=False)
    assert not is_judged("v1", "ConfigMap", jobs=True) and not is_judged("extensions/v1beta1", "Deployment", jobs=True)
