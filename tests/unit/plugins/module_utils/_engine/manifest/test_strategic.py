# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Merging by patches, held to what apimachinery's strategicpatch and jsonmergepatch packages answered."""

from __future__ import annotations

import copy
import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ManifestError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.strategic import (
    shape_of,
    strategic_merge,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.three_way import three_way_patch

JSON = dict[str, t.Any]

TRUTHS = json.loads(Path(__file__).with_name("strategic_truths.json").read_text(encoding="utf-8"))


def shape(kind: str) -> t.Any:
    return shape_of(*kind.split()) if kind else None


def ids(cases: list[JSON]) -> list[str]:
    return [("json: " if not case["kind"] else "") + case["name"] for case in cases]


@pytest.mark.parametrize("case", TRUTHS["merge"], ids=ids(TRUTHS["merge"]))
def test_a_patch_is_merged_as_the_api_server_does(case: JSON) -> None:
    given = copy.deepcopy(case)
    if "want" not in case:
        with pytest.raises(ManifestError):
            strategic_merge(case["original"], case["patch"], shape(case["kind"]))
    else:
        assert strategic_merge(case["original"], case["patch"], shape(case["kind"])) == case["want"]
    assert case == given


@pytest.mark.parametrize("case", TRUTHS["three_way"], ids=ids(TRUTHS["three_way"]))
def test_a_patch_is_made_as_kubectl_makes_it(case: JSON) -> None:
    given = copy.deepcopy(case)
    patch = three_way_patch(case["original"], case["modified"], case["current"], shape(case["kind"]))
    assert patch == case["want"]
    assert case == given


@pytest.mark.parametrize("case", [case for case in TRUTHS["three_way"] if case["kind"]])
def test_a_second_patch_changes_nothing(case: JSON) -> None:
    # It need not be empty: where somebody else's item is in a list, the order of ours is said again.
    patch = three_way_patch(case["original"], case["modified"], case["current"], shape(case["kind"]))
    after = strategic_merge(case["current"], patch, shape(case["kind"]))
    again = three_way_patch(case["modified"], case["modified"], after, shape(case["kind"]))
    assert strategic_merge(after, again, shape(case["kind"])) == after


def test_true_is_not_one() -> None:
    assert three_way_patch({}, {"spec": {"a": True}}, {"spec": {"a": 1}}, None) == {"spec": {"a": True}}


@pytest.mark.parametrize(
    ("api_version", "kind", "known"),
    [
        ("apps/v1", "Deployment", True),
        ("v1", "ConfigMap", True),
        ("networking.k8s.io/v1", "Ingress", True),
        ("example.com/v1", "Deployment", False),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition", False),
    ],
)
def test_only_built_in_kinds_have_a_shape(api_version: str, kind: str, known: bool) -> None:
    assert (shape_of(api_version, kind) is not None) == known
