# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values files and the order in which all that a user gives is merged."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.documents import (
    load_values,
    merge_maps,
    split_documents,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.user import user_values

DOCUMENTS = [
    (b"", {}),
    (b"null", {}),
    (b"a: 1", {"a": 1.0}),
    (b"a: 1\n---\nb: 2", {"a": 1.0, "b": 2.0}),
    (b"---\na: {b: 1}\n---\na: {c: 2}\n", {"a": {"b": 1.0, "c": 2.0}}),
    (b"a: {b: 1}\n---\na: null", {"a": None}),
    (b"a: 1\n--- # comment\nb: 2", {"a": 1.0, "b": 2.0}),
    (b"---\n---\n", {}),
    (b"a: |\r\n  x\r\n  y\r\n", {"a": "x\ny\n"}),
    (b"a: 1\r", {"a": 1.0}),
    (b"a: 1\n...\nb: 2", {"a": 1.0}),
    (b"\xef\xbb\xbfa: 1", {"a": 1.0}),
]


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_the_documents_of_a_values_file_are_merged(text: bytes, expected: dict[str, t.Any]) -> None:
    assert load_values(text) == expected


NO_MAP = "cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s"
INTO_MAP = " into Go value of type map[string]interface {}"
REFUSED = [
    (b"- a", NO_MAP % "array" + INTO_MAP),
    (b"5", NO_MAP % "number" + INTO_MAP),
    (b"x\n---\ny: 1", NO_MAP % "string" + INTO_MAP),
    (b"a: 1\n--- x\nb: 2", "error reading yaml document: invalid Yaml document separator: x"),
    (b"----\na: 1", "error reading yaml document: invalid Yaml document separator: -"),
    (
        b"a: b: c",
        "cannot unmarshal yaml document: error converting YAML to JSON: "
        "yaml: mapping values are not allowed in this context",
    ),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_no_map_is_refused_in_helms_words(text: bytes, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        load_values(text)
    assert str(caught.value) == message


def test_a_separator_before_the_first_line_stays() -> None:
    assert split_documents(b"---\na: 1\n---\nb: 2\n") == [b"---\na: 1\n", b"b: 2\n"]


def test_merging_maps_makes_a_new_one_and_keeps_nulls() -> None:
    base = {"a": {"x": 1.0}, "b": 1.0}
    assert merge_maps(base, {"a": {"y": None}, "b": None}) == {"a": {"x": 1.0, "y": None}, "b": None}
    assert base == {"a": {"x": 1.0}, "b": 1.0}


def test_all_that_a_user_gives_is_taken_in_helms_order() -> None:
    given = user_values(
        {"k": "inline", "own": {"x": 1.0}},
        set_literal=["k=literal,"],
        set_file=["f=name"],
        set_string=["a=1", "k=string"],
        set_values=["a=2", "b=3", "own.y=1"],
        set_json=['{"b": 1, "j": {"n": null}}', "j.m=[1]"],
        files=[("one.yaml", b"a: file\nk: file\nonly: {z: 1}"), ("two.yaml", b"only: {w: 2}")],
        read_file=lambda path: "text of " + path,
    )
    assert given == {
        "a": "1", "b": Int64(3), "f": "text of name", "j": {"n": None, "m": [1.0]}, "k": "literal,",
        "only": {"z": 1.0, "w": 2.0}, "own": {"x": 1.0, "y": Int64(1)},
    }  # fmt: skip


def test_the_given_values_are_left_alone() -> None:
    base = {"a": {"b": 1.0}}
    user_values(base, set_values=["a.b=2"])
    assert base == {"a": {"b": 1.0}}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"set_values": ["a"]}, 'failed parsing --set data: key "a" has no value'),
        ({"set_string": ["a"]}, 'failed parsing --set-string data: key "a" has no value'),
        ({"set_literal": ["a"]}, 'failed parsing --set-literal data: key "a" has no value'),
        ({"set_json": ["a=tru"]}, "failed parsing --set-json data a=tru"),
        ({"set_json": ['{"a":']}, 'failed parsing --set-json data JSON: {"a":'),
        ({"files": [("v.yaml", b"- a")]}, "failed to parse v.yaml: " + NO_MAP % "array" + INTO_MAP),
    ],
)
def test_errors_name_the_option(arguments: dict[str, t.Any], message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        user_values(**arguments)
    assert str(caught.value) == message
