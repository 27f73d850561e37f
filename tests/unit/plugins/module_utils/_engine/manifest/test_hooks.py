# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which annotations make a hook."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.hook import Hook
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.hooks import read_hook


def hook(**annotations: str) -> Hook | None:
    named = {"helm.sh/" + name.replace("_", "-"): value for name, value in annotations.items()}
    return read_hook(name="n", kind="Job", path="c/templates/x.yaml", manifest="x", annotations=named)


def test_events_are_trimmed_and_read_in_any_case() -> None:
    found = hook(hook="Pre-Install, post-upgrade ,test-success")
    assert found is not None
    assert found.events == ["pre-install", "post-upgrade", "test"]


@pytest.mark.parametrize("events", ["", "crd-install", "pre-install,nonsense", "pre-install,"])
def test_one_unknown_event_drops_the_document(events: str) -> None:
    assert hook(hook=events) is None


@pytest.mark.parametrize(
    ("text", "weight"),
    [("5", 5), ("-5", -5), ("+3", 3), ("", 0), ("1.5", 0), ("5 ", 0), ("1_0", 0), ("9" * 30, 0), ("٣", 0)],
)
def test_a_weight_that_is_no_integer_counts_as_zero(text: str, weight: int) -> None:
    found = hook(hook="test", hook_weight=text)
    assert found is not None
    assert found.weight == weight


def test_policies_are_kept_as_written_in_lower_case() -> None:
    found = hook(hook="test", hook_delete_policy="Hook-Succeeded, other", hook_output_log_policy="hook-failed")
    assert found is not None
    assert (found.delete_policies, found.output_log_policies) == (["hook-succeeded", "other"], ["hook-failed"])
