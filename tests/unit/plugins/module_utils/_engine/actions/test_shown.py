# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.diff import masked_manifest, plan_diff
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.managed_fields import takeover_patch
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.masking import Masker
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.names import (
    merge_labels,
    validate_labels,
    validate_release_name,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Plan, Step
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    config_map,
    job_hook,
    record,
)

MASKER = Masker(b"key")
REF = ObjectRef("v1", "Secret", "shop", "s")


def secret(value: str, *, plain: bool = False) -> dict[str, object]:
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": "s", "resourceVersion": "7", "uid": "x"},
        ("stringData" if plain else "data"): {"password": value},
    }


def test_a_mask_shows_that_a_value_changed_and_not_the_value() -> None:
    old, new = MASKER.masked(secret("b2xk")), MASKER.masked(secret("bmV3"))
    assert old != new
    assert "b2xk" not in str(old) and "bmV3" not in str(new)
    assert old == MASKER.masked(secret("b2xk"))


def test_masks_of_two_runs_cannot_be_compared() -> None:
    assert MASKER.masked(secret("b2xk")) != Masker(b"other").masked(secret("b2xk"))


def test_data_and_string_data_of_one_value_have_one_mask() -> None:
    assert MASKER.masked(secret("b2xk"))["data"] == MASKER.masked(secret("old", plain=True))["stringData"]


@pytest.mark.parametrize("body", [{"data": None}, {"data": "text"}, {"stringData": ["x"]}, {"data": {"a": None}}])
def test_odd_secrets_do_not_break_a_mask(body: dict[str, object]) -> None:
    assert "text" not in str(MASKER.masked({"apiVersion": "v1", "kind": "Secret", **body}))


def test_what_kubectl_has_noted_in_a_secret_is_masked_too() -> None:
    body = secret("b2xk")
    body["metadata"] = {"annotations": {"kubectl.kubernetes.io/last-applied-configuration": '{"data":"b2xk"}'}}
    assert "b2xk" not in str(MASKER.masked(body))


def test_a_manifest_is_masked_in_its_secrets_alone() -> None:
    hidden = "---\n# Source: web/templates/s.yaml\napiVersion: v1\nkind: Secret\ndata: {p: b2xk}\n"
    text = config_map("a", x="1") + hidden
    shown = masked_manifest(text, MASKER)
    assert shown.startswith(config_map("a", x="1"))
    assert "# Source: web/templates/s.yaml" in shown and "<masked " in shown and "b2xk" not in shown


def test_a_diff_has_one_pair_for_the_record_each_object_and_each_hook() -> None:
    old = record(1, "deployed", config={"a": 1.0, "b": {"c": "x"}}, hooks=[job_hook("j", "pre-upgrade")])
    new = record(2, "pending-upgrade", config={"a": 1.0, "b": {"c": "hunter2"}}, hooks=[job_hook("k", "pre-upgrade")])
    plan = Plan(action="upgrade", release=new, base=old, last=old)
    plan.steps = [
        Step("update", REF, secret("b2xk"), secret("bmV3")),
        Step("delete", REF._replace(name="t"), secret("b2xk"), None),
        Step("unchanged", REF, secret("b2xk"), secret("b2xk")),
    ]
    pairs = plan_diff(plan, MASKER)
    assert [pair["after_header"] for pair in pairs] == [
        "release shop/web", "v1 Secret shop/s (changed)", "v1 Secret shop/t (deleted)", "hook pre-upgrade Job k",
        "hook pre-upgrade Job j",
    ]  # fmt: skip
    assert "revision: 1" in pairs[0]["before"] and "revision: 2" in pairs[0]["after"]
    assert "b.c: <masked" in pairs[0]["after"] and "hunter2" not in str(pairs)
    assert pairs[2]["after"] == "" and "resourceVersion" not in pairs[1]["before"]


def test_a_plan_that_changes_nothing_has_no_diff() -> None:
    assert plan_diff(Plan(action="", last=record(1, "deployed")), MASKER) == []


@pytest.mark.parametrize("name", ["a", "a-b.c", "0", "a" * 53])
def test_names_that_helm_takes(name: str) -> None:
    validate_release_name(name)


@pytest.mark.parametrize("name", ["", "A", "-a", "a-", "a..b", "a_b", "a" * 54, "a\n", "a/b"])
def test_names_that_helm_refuses(name: str) -> None:
    with pytest.raises(ReleaseError, match=r"invalid release name|no name provided"):
        validate_release_name(name)


def test_labels_of_the_record_itself_are_refused() -> None:
    with pytest.raises(ReleaseError, match="system reserved label name"):
        validate_labels({"owner": "me"})
    assert merge_labels({"a": "1", "b": "2"}, {"b": "null", "c": "3"}) == {"a": "1", "c": "3"}


def entry(operation: str, fields: dict[str, object], **more: str) -> dict[str, object]:
    return {"manager": "helm", "operation": operation, "apiVersion": "v1", "fieldsV1": fields, **more}


def patched(*entries: dict[str, object]) -> object:
    patch = takeover_patch({"metadata": {"managedFields": list(entries), "resourceVersion": "5"}})
    if patch is None:
        return None
    assert patch[1] == {"op": "replace", "path": "/metadata/resourceVersion", "value": "5"}
    return patch[0]["value"]


class TestTakingOver:
    def test_nothing_is_done_without_client_side_fields(self) -> None:
        assert patched(entry("Apply", {"f:a": {}})) is None
        assert patched() is None
        assert patched({**entry("Update", {"f:a": {}}), "manager": "kubectl"}) is None

    def test_updated_fields_become_applied_ones(self) -> None:
        assert patched(entry("Update", {"f:a": {}})) == [entry("Apply", {"f:a": {}})]

    def test_both_kinds_of_fields_are_united(self) -> None:
        applied = entry("Apply", {"f:a": {}, "f:m": {"f:x": {}}})
        updated = entry("Update", {"f:a": {"f:b": {}}, "f:m": {}})
        assert patched(applied, updated) == [entry("Apply", {"f:a": {".": {}, "f:b": {}}, "f:m": {".": {}, "f:x": {}}})]

    def test_the_status_is_left_alone(self) -> None:
        status = entry("Update", {"f:status": {}}, subresource="status")
        assert patched(entry("Update", {"f:a": {}}), status) == [entry("Apply", {"f:a": {}}), status]
