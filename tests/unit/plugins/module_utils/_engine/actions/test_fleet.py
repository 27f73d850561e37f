# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of a fleet: what waits for what, what is refused, what is skipped after a failure."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.fleet import (
    Member,
    Schedule,
    find_waits,
    select,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ReleaseError


def fleet(*lines: str, absent: str = "") -> list[Member]:
    """Members of the namespace n, each as ``name: needs``."""
    pairs = [line.partition(":")[::2] for line in lines]
    return [Member(name, "n", needs.split(), name in absent.split()) for name, needs in pairs]


def order(members: list[Member], failing: str = "") -> tuple[list[str], dict[str, str]]:
    """The order in which releases begin where one is worked on at a time, and what is skipped."""
    schedule, begun = Schedule(find_waits(members)), []
    while (key := schedule.begin()) is not None:
        begun.append(key[2:])
        schedule.finish(key, failed=key[2:] in failing.split())
    return begun, {key[2:]: cause[2:] for key, cause in schedule.skipped.items()}


@pytest.mark.parametrize(
    ("members", "begun"),
    [
        (fleet("a", "b", "c"), "a b c"),
        (fleet("a: b", "b: c", "c"), "c b a"),
        (fleet("a: c", "b", "c"), "b c a"),
        (fleet("a: b b", "b"), "b a"),
        (fleet("a: n/b", "b"), "b a"),
        (fleet("a: b", "b: c", "c", absent="a b c"), "a b c"),
        (fleet("c", "b: c", "a: b", absent="a b c"), "a b c"),
        (fleet("a: b", "b", absent="a"), "a b"),
    ],
)
def test_a_release_begins_once_what_it_waits_for_is_done(members: list[Member], begun: str) -> None:
    assert order(members) == (begun.split(), {})


def test_releases_that_wait_for_nothing_begin_at_once_and_others_as_soon_as_they_can() -> None:
    schedule = Schedule(find_waits(fleet("slow", "fast", "after: fast", "last: slow after")))
    assert [schedule.begin() for _count in range(3)] == ["n/slow", "n/fast", None]
    schedule.finish("n/fast")
    assert [schedule.begin(), schedule.begin()] == ["n/after", None]
    schedule.finish("n/after")
    assert schedule.begin() is None
    schedule.finish("n/slow")
    assert schedule.begin() == "n/last"


def test_what_needs_a_failed_release_is_skipped_and_all_else_goes_on() -> None:
    members = fleet("a", "b: a", "c: b", "d: c x", "x", "y: x")
    assert order(members, failing="a") == (["a", "x", "y"], {"b": "a", "c": "a", "d": "a"})


def test_where_a_removal_fails_what_it_needs_stays() -> None:
    assert order(fleet("a: b", "b: c", "c", absent="a b c"), failing="a") == (["a"], {"b": "a", "c": "a"})


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (fleet("a: b"), "the release n/a needs b, but no release of that name is declared"),
        (fleet("a: m/b", "b"), "the release n/a needs m/b, but no release of that name is declared"),
        (fleet("a", "b", "a"), "the release n/a is declared twice"),
        (fleet("a: a"), "releases need each other in a circle: n/a needs n/a"),
        (
            fleet("x: a", "a: b", "b: z c", "c: a", "z"),
            "releases need each other in a circle: n/a needs n/b needs n/c needs n/a",
        ),
        (fleet("a: b", "b: a", absent="a b"), "releases need each other in a circle: n/a needs n/b needs n/a"),
        (fleet("a: b", "b", absent="b"), "the release n/a needs n/b, which is declared absent"),
        (
            [Member("a", "n", ["b"]), Member("b", "n"), Member("b", "m")],
            "the release n/a needs b, but several releases have that name: write one of n/b, m/b",
        ),
    ],
)
def test_what_cannot_be_ordered_is_refused(members: list[Member], message: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        find_waits(members)
    assert str(caught.value) == message


def test_a_long_chain_and_a_wide_fan_are_fine() -> None:
    chain = fleet(*("r%d: r%d" % (number, number + 1) for number in range(1200)), "r1200")
    assert len(find_waits(chain)) == 1201
    fan = fleet("top", *("r%d: top" % number for number in range(1200)))
    assert len(order(fan)[0]) == 1201


def test_a_selection_keeps_the_order_and_may_take_what_it_waits_for_along() -> None:
    waits = find_waits(fleet("a: b", "b: c", "c", "d"))
    assert select(waits, ["n/a"], with_needs=False) == {"n/a": []}
    assert select(waits, ["n/d", "n/b"], with_needs=True) == {"n/b": ["n/c"], "n/c": [], "n/d": []}
