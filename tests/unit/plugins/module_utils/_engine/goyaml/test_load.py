# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""goyaml.load against what sigs.k8s.io/yaml v1.6.0 with go-yaml v2.4.4 gave for the same texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.load import (
    check_numbers,
    load,
    load_exact,
)

HERE = Path(__file__).parent
TRUTHS = json.loads((HERE / "load_truths.json").read_text("utf-8"), parse_int=float)
STRICT = json.loads((HERE / "strict_truths.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "truth", [case for case in TRUTHS if "error" not in case], ids=lambda case: ascii(case["text"])
)
def test_a_text_gives_the_value_go_gives(truth):
    assert json.dumps(load(truth["text"]), sort_keys=True) == json.dumps(truth["value"], sort_keys=True)


@pytest.mark.parametrize("truth", [case for case in TRUTHS if "error" in case], ids=lambda case: ascii(case["text"]))
def test_a_text_that_go_refuses_is_refused_in_the_same_words(truth):
    with pytest.raises(GoError) as caught:
        load(truth["text"])
    assert str(caught.value) == truth["error"]


@pytest.mark.parametrize("truth", STRICT, ids=lambda case: ascii(case["text"]))
def test_a_strict_reader_says_which_keys_are_given_twice(truth):
    if not truth["error"]:
        assert load(truth["text"], strict=True)
        return
    with pytest.raises(GoError) as caught:
        load(truth["text"], strict=True)
    assert str(caught.value) == truth["error"]


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("", "map[string]interface {}", {}),
        ("null", "[]interface {}", []),
        ("a: 1", "map[string]interface {}", {"a": 1.0}),
        ("- a", "[]interface {}", ["a"]),
    ],
)
def test_a_target_that_fits_gets_the_value(text, target, expected):
    assert load(text, target=target) == expected


@pytest.mark.parametrize(
    ("text", "target", "kind"),
    [
        ("[1]", "map[string]interface {}", "array"),
        ("a", "map[string]interface {}", "string"),
        ("1", "map[string]interface {}", "number"),
        ("true", "map[string]interface {}", "bool"),
        ("{a: 1}", "[]interface {}", "object"),
    ],
)
def test_a_target_that_does_not_fit_is_refused_as_json_refuses_it(text, target, kind):
    with pytest.raises(GoError) as caught:
        load(text, target=target)
    assert str(caught.value) == (
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go value of type %s"
        % (kind, target)
    )


def test_exact_reading_keeps_integers_and_infinities():
    value = load_exact("a: 0x10\nb: 1.0\nc: .inf\n18446744073709551616: d")
    assert value == {"a": 16, "b": 1.0, "c": float("inf"), "1.8446744e+19": "d"}
    assert value["a"].__class__ is int
    with pytest.raises(GoError, match=r"json: unsupported value: \+Inf"):
        check_numbers(value)


def test_mappings_behind_aliases_are_separate_objects():
    value = load("a: &x {b: 1}\nc: *x\nd: {<<: *x}")
    value["a"]["b"] = 2.0
    assert value == {"a": {"b": 2.0}, "c": {"b": 1.0}, "d": {"b": 1.0}}


def test_an_alias_bomb_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += ["a%d: &a%d [%s]" % (n, n, ", ".join(["*a%d" % (n - 1)] * 10)) for n in range(1, 8)]
    with pytest.raises(GoError, match="document contains excessive aliasing"):
        load("\n".join(lines))


def test_a_text_nested_without_end_is_refused():
    with pytest.raises(GoError, match="exceeded max depth of 10000"):
        load("[" * 20000)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfea\x00:\x00 \x001\x00", {"a": 1.0}),
        ("a: é".encode(), {"a": "é"}),
        (b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n", {"a": 1.0, "b": "x\ny\n"}),
    ],
)
def test_bytes_are_read_in_the_encoding_their_mark_names(data, expected):
    assert load(data) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a: \x80", "invalid leading UTF-8 octet"),
        (b"a: \xc3", "incomplete UTF-8 octet sequence"),
        (b"a: \xc3b", "invalid trailing UTF-8 octet"),
        (b"a: \xe0\x80\x80", "invalid length of a UTF-8 sequence"),
        (b"a: \xed\xa0\x80", "invalid Unicode character"),
        (b"a: \x07", "control characters are not allowed"),
        (b"a: [b" + b" " * 600 + b"\x07", "control characters are not allowed"),
        (b"a: b: c" + b" " * 600 + b"\x07", "mapping values are not allowed in this context"),
    ],
)
def test_what_is_no_text_is_refused_when_its_portion_is_read(data, reason):
    with pytest.raises(GoError) as caught:
        load(data)
    assert str(caught.value) == "error converting YAML to JSON: yaml: " + reason
