# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether objects are ready.

readiness_cases.json holds what kstatus 1.2.2 says of each (status.Compute). readiness_truths.json holds odd objects and
ones recorded from a control plane, with what the status readers of helm 4.3.1 say of each: in a wait, in one for Jobs,
and of a hook.
"""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.fields import (
    BrokenObjectError,
    label_selector,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.manners import hook_manner, ready_manner
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.readiness import (
    Status,
    compute,
    compute_hook,
    compute_with_jobs,
    is_unschedulable,
    with_pods,
)  # fmt: skip
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.served import WATCHER

JSON = dict[str, t.Any]
CASES = json.loads(Path(__file__).with_name("readiness_cases.json").read_text())
TRUTHS = json.loads(Path(__file__).with_name("readiness_truths.json").read_text())
NOW = 1_800_000_000.0
UNSCHEDULABLE = {"type": "PodScheduled", "status": "False", "reason": "Unschedulable"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_status_is_what_kstatus_says(case: JSON) -> None:
    assert compute(case["object"], NOW) == (case["status"], case["message"])


@pytest.mark.parametrize("case", TRUTHS, ids=[case["name"] for case in TRUTHS])
def test_a_status_is_what_the_readers_of_helm_say(case: JSON) -> None:
    pods = case.get("pods")
    assert list(ready_manner(WATCHER).judge(case["object"], pods, NOW)) == case["ready"]
    assert list(ready_manner(WATCHER._replace(jobs=True)).judge(case["object"], pods, NOW)) == case["jobs"]
    assert list(hook_manner(legacy=False).judge(case["object"], None, NOW)) == case["hook"]


@pytest.mark.parametrize("case", [case for case in CASES if "finished" in case], ids=lambda case: case["name"])
def test_a_job_must_be_complete_where_jobs_are_waited_for(case: JSON) -> None:
    assert list(compute_with_jobs(case["object"], NOW)) == case["finished"]
    assert list(compute_hook(case["object"], NOW)) == case["finished"]


def test_other_kinds_are_judged_alike_where_jobs_are_waited_for() -> None:
    service = {"apiVersion": "v1", "kind": "Service"}
    assert compute_with_jobs(service, NOW) == compute(service, NOW) == ("Current", "Service is ready")


@pytest.mark.parametrize(
    ("phase", "status"),
    [
        ("Succeeded", ("Current", "pod p succeeded")),
        ("Failed", ("Failed", "pod p failed")),
        ("Running", ("InProgress", "Pod in progress")),
        ("", ("InProgress", "Pod in progress")),
    ],
)
def test_a_hook_pod_must_have_ended(phase: str, status: tuple[str, str]) -> None:
    assert compute_hook(pod(phase), NOW) == status


def test_a_hook_of_another_kind_is_ready_at_once() -> None:
    assert compute_hook({"apiVersion": "apps/v1", "kind": "Deployment"}, NOW) == ("Current", "Resource is current")


def test_a_pod_has_15_seconds_to_find_a_node() -> None:
    waiting = pod("Pending", UNSCHEDULABLE, created="2027-01-15T08:00:00Z")
    assert is_unschedulable(waiting)
    assert compute(waiting, 1_800_000_000.0 + 14) == ("InProgress", "Pod has not been scheduled")
    assert compute(waiting, 1_800_000_000.0 + 15) == ("Failed", "Pod could not be scheduled")


def test_a_controller_in_progress_has_failed_where_a_pod_has() -> None:
    going = pod("Pending", UNSCHEDULABLE, created="2020-01-01T00:00:00Z")
    crashing = pod("Running")
    crashing["status"]["containerStatuses"] = [{"name": "a", "state": {"waiting": {"reason": "CrashLoopBackOff"}}}]
    progress = Status("InProgress", "Ready: 0/1")
    assert with_pods(progress, [crashing, going, crashing], NOW) == ("Failed", "2 pods have failed")
    assert with_pods(progress, [going], NOW) == progress
    crashing["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
    assert with_pods(progress, [crashing], NOW) == progress
    assert with_pods(Status("Current", "done"), [crashing], NOW) == ("Current", "done")


def test_a_selector_becomes_a_query() -> None:
    selector = {
        "matchLabels": {"b": "2", "a": "1"},
        "matchExpressions": [
            {"key": "c", "operator": "In", "values": ["x", "y"]},
            {"key": "d", "operator": "NotIn", "values": ["z"]},
            {"key": "e", "operator": "Exists"},
            {"key": "f", "operator": "DoesNotExist"},
        ],
    }
    assert label_selector({"spec": {"selector": selector}}) == "a=1,b=2,c in (x,y),d notin (z),e,!f"
    with pytest.raises(BrokenObjectError):
        label_selector({"spec": {}})


def pod(phase: str, *conditions: JSON, created: str = "") -> JSON:
    metadata = {"name": "p", **({"creationTimestamp": created} if created else {})}
    status = {"phase": phase, "conditions": list(conditions)}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "status": status}
