# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Step, same_kind
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef


def step(kind: str, name: str) -> Step:
    return Step("create", ObjectRef("v1", kind, "shop", name), None, {})


def test_neighbours_of_one_kind_go_together_but_never_an_object_with_itself() -> None:
    steps = [step("Secret", "a"), step("ConfigMap", "a"), step("ConfigMap", ""), step("ConfigMap", ""),
             step("ConfigMap", "a"), step("ConfigMap", "b"), step("Secret", "a")]  # fmt: skip
    assert [[one.ref.name for one in run] for run in same_kind(steps)] == [["a"], ["a", "", ""], ["a", "b"], ["a"]]
