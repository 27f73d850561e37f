# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Merging: the first map is changed and returned, and shares nested values with the others."""

from __future__ import annotations

import typing as t

import pytest

# Made by helm 4.3.1's functions: the target and the source afterwards.
CASES = {
    ("merge", '(dict "a" (dict "x" 1))', '(dict "a" (dict "y" 2) "b" (list 1))'): (
        "map[a:map[x:1 y:2 z:3] b:[1]] map[a:map[y:2] b:[1]]"
    ),
    ("merge", '(dict "a" (dict))', '(dict "a" (dict "y" 2))'): "map[a:map[y:2 z:3]] map[a:map[y:2]]",
    ("merge", "(dict)", '(dict "a" (dict "y" 2))'): "map[a:map[y:2 z:3]] map[a:map[y:2 z:3]]",
    ("merge", '(dict "a" "")', '(dict "a" (dict "y" 2))'): "map[a:map[y:2 z:3]] map[a:map[y:2 z:3]]",
    ("mergeOverwrite", '(dict "a" 1)', '(dict "a" (dict "y" 2))'): "map[a:map[y:2 z:3]] map[a:map[y:2 z:3]]",
    ("mergeOverwrite", '(dict "a" (dict "x" 1))', '(dict "a" (dict "x" 2))'): "map[a:map[x:2 z:3]] map[a:map[x:2]]",
}


@pytest.mark.parametrize("case", CASES)
def test_merging_shares_what_go_shares(rendered: t.Callable[[str], str], case: tuple[str, str, str]) -> None:
    function, target, source = case
    text = '{{ $t := %s }}{{ $s := %s }}{{ $_ := %s $t $s }}{{ $_ := set $t.a "z" 3 }}{{ $t }} {{ $s }}'
    assert rendered(text % (target, source, function)) == CASES[case]


def test_a_merged_map_is_the_first_one(rendered: t.Callable[[str], str]) -> None:
    text = '{{ $t := dict }}{{ $m := merge $t (dict "a" 1) }}{{ $_ := set $m "b" 2 }}{{ $t }}'
    assert rendered(text) == "map[a:1 b:2]"


def test_sorting_texts_sorts_the_list_itself(rendered: t.Callable[[str], str]) -> None:
    assert rendered('{{ $l := splitList "," "c,a,b" }}{{ $_ := sortAlpha $l }}{{ $l }}') == "[a b c]"
    assert rendered('{{ $l := list "c" "a" }}{{ $_ := sortAlpha $l }}{{ $l }}') == "[c a]"
