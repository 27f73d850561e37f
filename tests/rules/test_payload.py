# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each module weighs on its way to a target: every task zips, sends, unpacks and compiles it.

A budget is not a wish but a fence: raise it in the change that needs it, with the reason in its message.
"""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.tests.rules import imports
from ansible_collections.chartwright.kube.tests.rules.imports import Payload

BUDGETS = {
    "chart_create": Payload(files=64, lines=9_300),
    "chart_dependency": Payload(files=92, lines=12_700),
    "chart_info": Payload(files=100, lines=13_400),
    "chart_lint": Payload(files=175, lines=25_100),
    "chart_package": Payload(files=98, lines=13_200),
    "chart_pull": Payload(files=82, lines=11_200),
    "chart_push": Payload(files=65, lines=9_100),
    "chart_registry_login": Payload(files=24, lines=2_800),
    "chart_release": Payload(files=297, lines=40_900),
    "chart_releases": Payload(files=308, lines=42_300),
    "chart_release_info": Payload(files=101, lines=13_600),
    "chart_repo": Payload(files=58, lines=8_000),
    "chart_repo_index": Payload(files=66, lines=9_700),
    "chart_repo_info": Payload(files=56, lines=7_900),
    "chart_search_info": Payload(files=65, lines=9_200),
    "chart_rollback": Payload(files=116, lines=15_000),
    "chart_test": Payload(files=90, lines=11_600),
    "chart_template": Payload(files=211, lines=29_700),
}

MODULES = imports.modules()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_keeps_within_its_budget(name: str) -> None:
    assert name in BUDGETS, "%s has no budget; it weighs %s" % (name, imports.payload(name))
    weight, budget = imports.payload(name), BUDGETS[name]
    assert weight.files <= budget.files and weight.lines <= budget.lines, "%s weighs %s" % (name, weight)


@pytest.mark.parametrize("name", MODULES)
def test_a_budget_is_no_looser_than_it_must_be(name: str) -> None:
    """More than a quarter of air would let a module grow unseen."""
    weight, budget = imports.payload(name), BUDGETS.get(name, Payload(0, 0))
    assert budget.lines <= weight.lines * 1.25 + 200, "%s weighs only %s" % (name, weight)


def test_every_budget_belongs_to_a_module() -> None:
    assert set(BUDGETS) <= set(MODULES)
