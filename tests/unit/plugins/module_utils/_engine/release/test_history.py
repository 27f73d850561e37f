# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Choices among revisions, as helm makes them."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release import history
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Info, Release
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.status import is_pending


def releases(*states: str, order: tuple[int, ...] = ()) -> list[Release]:
    made = [
        Release(name="r", namespace="n", version=number, info=Info(status=state), chart={})
        for number, state in enumerate(states, 1)
    ]
    return [made[index - 1] for index in order] if order else made


def number(release: Release | None) -> int | None:
    return None if release is None else release.version


def test_revisions_are_ordered_by_number_not_by_name() -> None:
    shuffled = releases(*["superseded"] * 10, "deployed", order=(1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9))
    assert [release.version for release in history.ordered(shuffled)] == list(range(1, 12))
    assert number(history.last(shuffled)) == 11
    assert history.next_revision(shuffled) == 12


def test_nothing_is_found_among_none() -> None:
    assert (history.last([]), history.deployed([]), history.upgrade_base([])) == (None, None, None)
    assert history.next_revision([]) == 1


@pytest.mark.parametrize(
    ("states", "base"),
    [
        (["deployed"], 1),
        (["superseded", "deployed"], 2),
        (["deployed", "failed"], 1),
        (["deployed", "deployed", "failed"], 2),
        (["failed"], 1),
        (["superseded", "superseded"], 2),
        (["deployed", "pending-upgrade"], 1),
        (["superseded", "uninstalled"], None),
        (["pending-install"], None),
    ],
)
def test_an_upgrade_starts_from_what_the_cluster_holds(states: list[str], base: int | None) -> None:
    assert number(history.upgrade_base(releases(*states))) == base


@pytest.mark.parametrize(("version", "target"), [(0, 2), (1, 1), (3, 3)])
def test_a_rollback_goes_to_the_revision_asked_for(version: int, target: int) -> None:
    assert history.rollback_target(releases("superseded", "failed", "deployed"), version).version == target


@pytest.mark.parametrize(
    ("states", "version", "message"),
    [
        (["deployed"], 0, "release has no 0 version"),
        (["deployed"], 5, "release has no 5 version"),
        (["deployed"], -1, "invalid release revision"),
        ([], 0, "release: not found"),
    ],
)
def test_a_rollback_to_nothing_is_refused(states: list[str], version: int, message: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        history.rollback_target(releases(*states), version)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("states", "maximum", "pruned"),
    [
        (["superseded"] * 4 + ["deployed"], 0, []),
        (["superseded"] * 4 + ["deployed"], 6, []),
        (["superseded"] * 4 + ["deployed"], 5, [1]),
        (["superseded"] * 4 + ["deployed"], 2, [1, 2, 3, 4]),
        (["superseded"] * 4 + ["deployed"], 1, [1, 2, 3, 4]),
        (["superseded", "deployed", "failed", "failed"], 3, [1, 3]),
        (["failed", "failed", "failed"], 2, [1, 2]),
    ],
)
def test_the_oldest_are_pruned_and_the_deployed_one_stays(states: list[str], maximum: int, pruned: list[int]) -> None:
    assert [release.version for release in history.to_prune(releases(*states), maximum)] == pruned


def test_what_has_begun_and_not_ended_is_pending() -> None:
    assert [state for state in ("deployed", "failed", "pending-install", "uninstalling") if is_pending(state)] == [
        "pending-install"
    ]
