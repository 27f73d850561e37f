# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""goyaml.dump against what sigs.k8s.io/yaml v1.6.0 with go-yaml v2.4.4 wrote for the same values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import GoList, GoMap, Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.dump import dump

TRUTHS = json.loads((Path(__file__).parent / "dump_truths.json").read_text("utf-8"), parse_int=float)


@pytest.mark.parametrize(
    "truth", [case for case in TRUTHS if "error" not in case], ids=lambda case: ascii(case["value"])
)
def test_a_value_is_written_to_the_byte(truth):
    assert dump(truth["value"]) == truth["text"]


@pytest.mark.parametrize("truth", [case for case in TRUTHS if "error" in case], ids=lambda case: ascii(case["value"]))
def test_a_value_that_does_not_survive_its_json_is_refused_in_the_same_words(truth):
    with pytest.raises(GoError) as caught:
        dump(truth["value"])
    assert str(caught.value) == truth["error"]


def test_what_is_remembered_of_one_value_does_not_change_the_next():
    for truth in TRUTHS * 2:
        if "error" not in truth:
            assert dump({"x": [truth["value"]]}) == dump({"x": [truth["value"]]})
            assert dump(truth["value"]) == truth["text"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Int64(5), "5\n"),
        (2**64, "1.8446744073709552e+19\n"),
        (2**64 - 1, "18446744073709551615\n"),
        (b"abc", "YWJj\n"),
        (GoList("[]string", ["a", "b"]), "- a\n- b\n"),
        (GoMap("map[string]string", {"b": "1", "a": "x"}), 'a: x\nb: "1"\n'),
        ({"l": GoList("[]string"), "m": GoMap("map[string]string")}, "l: []\nm: {}\n"),
        ("a\udcff", "a\ufffd\n"),
    ],
)
def test_values_of_go_types_are_written_as_their_json(value, text):
    assert dump(value) == text


@pytest.mark.parametrize(("value", "shown"), [(float("nan"), "NaN"), (float("inf"), "+Inf"), (float("-inf"), "-Inf")])
def test_numbers_that_json_cannot_say_are_refused(value, shown):
    with pytest.raises(GoError) as caught:
        dump({"a": [value]})
    assert str(caught.value) == "error marshaling into JSON: json: unsupported value: " + shown


def test_a_value_that_holds_itself_is_refused():
    value: list = []
    value.append(value)
    with pytest.raises(GoError, match="encountered a cycle"):
        dump(value)
