# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.methods import Manner, Method
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ReleaseError


@pytest.mark.parametrize(
    ("server_side", "before", "expected"),
    [
        ("auto", "ssa", "ssa"),
        ("auto", "csa", "csa"),
        ("auto", "", "csa"),
        ("true", "csa", "ssa"),
        ("true", "", "ssa"),
        ("false", "ssa", "csa"),
    ],
)
def test_an_upgrade_goes_on_as_before_unless_the_task_says_otherwise(
    server_side: str, before: str, expected: str
) -> None:
    manner = Manner(server_side)
    assert manner.after(before, takeover=False).word == expected
    assert manner.moves(before) == (expected != (before or "csa"))


@pytest.mark.parametrize(("server_side", "expected"), [("auto", "ssa"), ("true", "ssa"), ("false", "csa")])
def test_an_installation_is_server_side_unless_the_task_says_otherwise(server_side: str, expected: str) -> None:
    assert Manner(server_side).install(take_ownership=False).word == expected


@pytest.mark.parametrize(
    ("manner", "message"),
    [
        (Manner(force_conflicts=True, force_replace=True), "cannot use force conflicts and force replace together"),
        (Manner("true", force_replace=True), "cannot use server-side apply and force replace together"),
        (Manner("false", force_conflicts=True), "forceConflicts enabled when serverSideApply disabled"),
    ],
)
def test_what_excludes_each_other_is_told_in_helms_words(manner: Manner, message: str) -> None:
    with pytest.raises(ReleaseError, match=message):
        manner.install(take_ownership=False)
    with pytest.raises(ReleaseError, match=message):
        manner.after("ssa", takeover=False)


def test_force_that_a_method_does_not_have_can_be_left_out() -> None:
    assert Manner(force_replace=True).fitting("ssa").after("ssa", takeover=False) == Method("ssa")
    assert Manner(force_replace=True).fitting("").after("", takeover=False) == Method("csa", replace=True)
    assert Manner(force_conflicts=True).fitting("csa").after("csa", takeover=False) == Method("csa")
