# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Readiness as users say it for a kind."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.ready_when import compute_custom, rule_for
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.served import ReadyRule

JSON = dict[str, t.Any]
HEALTHY = ReadyRule("Rollout", path="/status/phase", value="Healthy")
SYNCED = ReadyRule("Rollout", condition="Synced")
CONDITION = {"type": "Synced", "status": "False", "reason": "Late", "message": "the store is away"}


def rollout(status: JSON, **metadata: t.Any) -> JSON:
    return {"apiVersion": "x.io/v1", "kind": "Rollout", "metadata": {"name": "web", **metadata}, "status": status}


@pytest.mark.parametrize(
    ("rule", "obj", "found"),
    [
        (HEALTHY, rollout({"phase": "Healthy"}), ("Current", "/status/phase is Healthy")),
        (HEALTHY, rollout({"phase": "Paused"}), ("InProgress", "/status/phase is Paused, not Healthy")),
        (HEALTHY, rollout({}), ("InProgress", "has nothing at /status/phase yet")),
        (
            HEALTHY, rollout({"phase": "Healthy", "observedGeneration": 1}, generation=2),
            ("InProgress", "generation is 2, but latest observed generation is 1"),
        ),
        (
            HEALTHY, rollout({"phase": "Healthy"}, deletionTimestamp="2026-01-01T00:00:00Z"),
            ("Terminating", "Resource scheduled for deletion"),
        ),
        (SYNCED, rollout({"conditions": [{**CONDITION, "status": "True"}]}), ("Current", "condition Synced is True")),
        (
            SYNCED, rollout({"conditions": [CONDITION]}),
            ("InProgress", "condition Synced is False: Late: the store is away"),
        ),
        (SYNCED, rollout({}), ("InProgress", "has no condition Synced yet")),
        (SYNCED, rollout({"conditions": "none"}), ("Unknown", "")),
        (HEALTHY._replace(path="/status/a~1b/1/x", value=None), rollout({"a/b": [0, {"x": 0}]}), ("Current", None)),
        (HEALTHY._replace(path="/status/list/7"), rollout({"list": []}), ("InProgress", None)),
        (HEALTHY._replace(path="/status/ready", value="true"), rollout({"ready": True}), ("Current", None)),
        (HEALTHY._replace(path="/status/count", value="3"), rollout({"count": 3}), ("Current", None)),
    ],
)  # fmt: skip
def test_an_object_is_judged_by_its_rule(rule: ReadyRule, obj: JSON, found: tuple[str, str | None]) -> None:
    status, message = compute_custom(obj, rule)
    assert (status, message if found[1] is not None else None) == found


def test_the_first_rule_that_fits_counts() -> None:
    rules = [ReadyRule("Rollout", name="api"), ReadyRule("Rollout", api_version="y.io/v1"), HEALTHY, SYNCED]
    assert rule_for("x.io/v1", "Rollout", "web", rules) is HEALTHY
    assert rule_for("x.io/v1", "Rollout", "api", rules) is rules[0]
    assert rule_for("y.io/v1", "Rollout", "web", rules) is rules[1]
    assert rule_for("x.io/v1", "Other", "web", rules) is None
