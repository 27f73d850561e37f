# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""--set and its kin; every expectation was given by helm's pkg/strvals."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values import strvals

ONE, NEGATIVE = Int64(1), Int64(-5)
BASE: dict[str, t.Any] = {"m": {"x": 0.0}, "l": [1.0, {"x": 2.0}, None], "n": None, "s": "str"}

SET = [
    ("a=1", {"a": ONE}),
    ("a=1,b=x", {"a": ONE, "b": "x"}),
    ("a=1,", {"a": ONE}),
    ("a.b.c=x", {"a": {"b": {"c": "x"}}}),
    ("a=", {"a": ""}),
    ("a=-5", {"a": NEGATIVE}),
    ("a=+5", {"a": Int64(5)}),
    ("a=0", {"a": Int64(0)}),
    ("a=00", {"a": "00"}),
    ("a=01", {"a": "01"}),
    ("a=1.5", {"a": "1.5"}),
    ("a=1e3", {"a": "1e3"}),
    ("a= 1", {"a": " 1"}),
    ("a=9223372036854775807", {"a": Int64(2**63 - 1)}),
    ("a=9223372036854775808", {"a": "9223372036854775808"}),
    ("a=TRUE,b=False,c=nULL", {"a": True, "b": False, "c": None}),
    ("a=fal\u017fe", {"a": False}),
    ("a={x,1}", {"a": ["x", ONE]}),
    ("a={}", {"a": [""]}),
    ("a={x,}", {"a": ["x", ""]}),
    ("a={x},b=1", {"a": ["x"], "b": ONE}),
    ("a=[]", {"a": "[]"}),
    ("a[0]=x", {"a": ["x"]}),
    ("a[2]=x", {"a": [None, None, "x"]}),
    ("a[0].b=x", {"a": [{"b": "x"}]}),
    ("a[0][1]=x", {"a": [[None, "x"]]}),
    (r"a\.b=1", {"a.b": ONE}),
    (r"a=1\,2", {"a": "1,2"}),
    (r"a={1\,2,3}", {"a": ["1,2", Int64(3)]}),
    ("a=b=c", {"a": "b=c"}),
    ("=1", {}),
    ("a[0", {}),
    ("a[0]", {"a": []}),
]


@pytest.mark.parametrize(("text", "expected"), SET)
def test_set_reads_an_expression(text: str, expected: dict[str, t.Any]) -> None:
    values: dict[str, t.Any] = {}
    strvals.parse_into(text, values)
    assert values == expected
    assert str(types(values)) == str(types(expected))


def types(value: t.Any) -> t.Any:
    if isinstance(value, dict):
        return {key: types(value[key]) for key in sorted(value)}
    return [types(item) for item in value] if isinstance(value, list) else type(value)


SET_ERRORS = [
    ("a", 'key "a" has no value'),
    ("a,b=1", 'key "a" has no value (cannot end with ,)'),
    ("a.=1", 'key map "a" has no value'),
    ("a={x", "list must terminate with '}'"),
    ("a[x]=1", 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'),
    ("a[1_0]=1", 'error parsing index: strconv.Atoi: parsing "1_0": invalid syntax'),
    (
        "a[99999999999999999999]=1",
        'error parsing index: strconv.Atoi: parsing "99999999999999999999": value out of range',
    ),
    ("a[-1]=1", "negative -1 index not allowed"),
    ("a[65537]=1", "index of 65537 is greater than maximum supported index of 65536"),
    ("a[0]x=1", "unexpected data at end of array index: ['x']"),
    (
        ".".join("a" * 32) + "=1",
        "value name nested level is greater than maximum supported nested level of 30",
    ),
    ("s.x=1", "unable to parse key: interface conversion: interface {} is string, not map[string]interface {}"),
    ("n.x=1", "unable to parse key: interface conversion: interface {} is nil, not map[string]interface {}"),
    (
        "m[0]=1",
        "unable to parse key: interface conversion: interface {} is map[string]interface {}, not []interface {}",
    ),
    ("l[0][0]=1", "unable to parse key: interface conversion: interface {} is float64, not []interface {}"),
]


@pytest.mark.parametrize(("text", "message"), SET_ERRORS)
def test_set_says_what_is_wrong_as_helm_does(text: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        strvals.parse_into(text, strvals_copy())
    assert str(caught.value) == message


def strvals_copy() -> dict[str, t.Any]:
    return {"m": dict(BASE["m"]), "l": [1.0, {"x": 2.0}, None], "n": None, "s": "str"}


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("m.y=1", "m", {"x": 0.0, "y": ONE}),
        ("l[1].y=1", "l", [1.0, {"x": 2.0, "y": ONE}, None]),
        ("l[0].y=1", "l", [{"y": ONE}, {"x": 2.0}, None]),
        ("l[4]=1", "l", [1.0, {"x": 2.0}, None, None, ONE]),
        ("s=null", "s", None),
    ],
)
def test_set_changes_what_is_there(text: str, key: str, expected: t.Any) -> None:
    values = strvals_copy()
    strvals.parse_into(text, values)
    assert values[key] == expected


def test_set_string_keeps_every_value_as_text() -> None:
    values: dict[str, t.Any] = {}
    strvals.parse_string_into("a=1,b=null,c={1,true}", values)
    assert values == {"a": "1", "b": "null", "c": ["1", "true"]}


def test_set_literal_takes_the_rest_as_it_stands() -> None:
    values: dict[str, t.Any] = {}
    strvals.parse_literal_into(r"a.b[0]={x},y=\,null", values)
    assert values == {"a": {"b": [r"{x},y=\,null"]}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a={"b":1}', {"a": {"b": 1.0}}),
        ("a= [1] , b = 2", {"a": [1.0], " b ": 2.0}),
        ("a=1 b=2", {"a": 1.0, "b": 2.0}),
        ("a=", {"a": None}),
        ("a=,b=1", {"a": None, "b": 1.0}),
        ('a[1]="x"', {"a": [None, "x"]}),
    ],
)
def test_set_json_reads_json_values(text: str, expected: dict[str, t.Any]) -> None:
    values: dict[str, t.Any] = {}
    strvals.parse_json_into(text, values)
    assert values == expected


@pytest.mark.parametrize("text", ["a=tru", "a=nan", 'a={"a":', "a=01x"])
def test_set_json_refuses_what_is_no_json(text: str) -> None:
    with pytest.raises(ValuesError):
        strvals.parse_json_into(text, {})


def test_set_file_asks_for_each_file() -> None:
    values: dict[str, t.Any] = {}
    strvals.parse_file_into("a=p,b={q,r}", values, lambda path: "<%s>" % path)
    assert values == {"a": "<p>", "b": ["<q>", "<r>"]}


def test_a_path_without_end_is_refused_and_not_followed() -> None:
    with pytest.raises(ValuesError, match="nested too deeply"):
        strvals.parse_into("a" + "[0]" * 100_000 + "=1", {})
