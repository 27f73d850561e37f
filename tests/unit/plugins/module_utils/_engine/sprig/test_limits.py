# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hostile templates end in a clear error before memory is taken."""

from __future__ import annotations

import typing as t

import pytest


@pytest.mark.parametrize(
    "expression",
    [
        "until 1000000000",
        "until -1000000000",
        "untilStep 0 9223372036854775807 1",
        "untilStep 9223372036854775807 -9223372036854775807 -1",
        "seq 1000000000",
        "seq 0 1 1000000000",
        "concat (until 900000) (until 900000)",
    ],
)
def test_a_list_has_no_more_than_a_million_items(shown: t.Callable[[str], str], expression: str) -> None:
    assert "items is more than the 1000000 that a template may make" in shown(expression)


@pytest.mark.parametrize(
    "expression",
    [
        'repeat 1000000000 "x"',
        'indent 1000000000 "x"',
        'nindent 10000000 "a\\nb\\nc"',
        "randAlphaNum 1000000000",
        "randBytes 1000000000",
        'replace "" (repeat 100000 "y") (repeat 100000 "x")',
        'wrapWith 1 (repeat 10000 "y") (repeat 100000 "x")',
        'join (repeat 100000 "y") (until 1000)',
        'regexReplaceAllLiteral "x" (repeat 100000 "x") (repeat 100000 "y")',
    ],
)
def test_a_text_has_no_more_than_sixteen_megabytes(shown: t.Callable[[str], str], expression: str) -> None:
    assert "characters is more than the 16777216 that a template may make" in shown(expression)


def test_a_map_inside_itself_is_refused(rendered: t.Callable[[str], str]) -> None:
    cycle = '{{ $d := dict }}{{ $_ := set $d "d" $d }}'
    twice = cycle + '{{ $e := dict }}{{ $_ := set $e "d" $e }}'
    assert rendered(cycle + "{{ deepCopy $d }}") == "! deepCopy: a value is nested too deeply to be copied"
    assert rendered(twice + "{{ deepEqual $d $e }}") == "! deepEqual: a value is nested too deeply to be compared"
    assert rendered(twice + "{{ merge $d $e }}") == "! merge: maps are nested too deeply to be merged"


BOMB = '{{ $a := list "x" }}{{ $b := list "x" }}' + 30 * "{{ $a = list $a $a }}{{ $b = list $b $b }}"
MAPS = "{{ $a := dict }}{{ $b := dict }}" + 30 * '{{ $a = dict "l" $a "r" $a }}{{ $b = dict "l" $b "r" $b }}'


@pytest.mark.parametrize(
    "expression",
    [BOMB + "{{ deepCopy $a | kindOf }}", BOMB + "{{ deepEqual $a $b }}", MAPS + "{{ merge $a $b | kindOf }}"],
)
def test_a_value_that_holds_another_twice_and_so_on_is_refused(
    rendered: t.Callable[[str], str], expression: str
) -> None:
    assert "a value holds more values than a template function may visit" in rendered(expression)


def test_texts_of_a_list_are_counted_before_they_are_joined(rendered: t.Callable[[str], str]) -> None:
    many = '{{ $big := repeat 10000000 "x" }}{{ $l := list }}{{ range until 100 }}{{ $l = append $l $big }}{{ end }}'
    assert "characters is more than the 16777216" in rendered(many + '{{ join "," $l | len }}')
    assert "characters is more than the 16777216" in rendered(many + "{{ cat (first $l) (first $l) | len }}")


def test_a_hostile_pattern_takes_linear_time(shown: t.Callable[[str], str]) -> None:
    pytest.importorskip("re2")
    assert shown('regexMatch "^(a+)+$" (print (repeat 5000 "a") "!")') == "bool|false|false"


def test_a_huge_number_in_text_takes_no_time(shown: t.Callable[[str], str]) -> None:
    assert shown('int (repeat 1000000 "9")') == "int|0|0"
    assert shown('atoi (repeat 1000000 "9")') == "int|9223372036854775807|9223372036854775807"
