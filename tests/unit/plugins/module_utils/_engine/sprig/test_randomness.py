# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Random functions: what they draw comes from the world, and the default world repeats."""

from __future__ import annotations

import re
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.table import sprig_functions
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World


def call(name: str, *arguments: t.Any, **world: t.Any) -> t.Any:
    return sprig_functions(World(**world))[name].call(*arguments)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("randAlphaNum", "[0-9A-Za-z]{200}"),
        ("randAlpha", "[A-Za-z]{200}"),
        ("randNumeric", "[0-9]{200}"),
        ("randAscii", "[ -~]{200}"),
    ],
)
def test_random_text_is_drawn_from_its_alphabet(name: str, pattern: str) -> None:
    assert re.fullmatch(pattern, call(name, 200))
    assert call(name, 0) == call(name, -1) == ""


def test_the_default_world_repeats() -> None:
    assert call("randAlphaNum", 30) == call("randAlphaNum", 30)
    assert call("uuidv4") == call("uuidv4")


def test_one_table_does_not_draw_the_same_twice() -> None:
    functions = sprig_functions(World())
    assert functions["uuidv4"].call() != functions["uuidv4"].call()


def test_a_uuid_has_its_version_and_variant() -> None:
    assert call("uuidv4", random_bytes=lambda count: b"\xff" * count) == "ffffffff-ffff-4fff-bfff-ffffffffffff"


def test_random_integers_stay_within_their_bounds() -> None:
    functions = sprig_functions(World())
    assert {functions["randInt"].call(3, 6) for _unused in range(100)} == {3, 4, 5}
    with pytest.raises(GoError, match="invalid argument to Intn"):
        functions["randInt"].call(6, 6)


def test_random_bytes_are_in_base64() -> None:
    assert call("randBytes", 3, random_bytes=lambda count: b"abc"[:count]) == "YWJj"


def test_shuffling_keeps_the_characters() -> None:
    assert sorted(call("shuffle", "äbcdefgh")) == sorted("äbcdefgh")


def test_names_are_looked_up_only_where_that_is_allowed() -> None:
    assert call("getHostByName", "localhost") == ""
    assert call("getHostByName", "web", resolve=lambda name: ["10.0.0.1"]) == "10.0.0.1"
    with pytest.raises(GoError, match="invalid argument to Intn"):
        call("getHostByName", "web", resolve=lambda name: [])
