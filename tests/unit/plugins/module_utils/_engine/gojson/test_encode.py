# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""gojson.encode against what Go's encoding/json wrote for the same values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gojson.encode import Struct, encode
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import (
    GoList,
    GoMap,
    GoObject,
    Int64,
)

TRUTHS = json.loads((Path(__file__).parent / "encode_truths.json").read_text("utf-8"), parse_int=float)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda case: ascii(case["value"]))
def test_a_value_is_written_to_the_byte(truth):
    assert encode(truth["value"]) == truth["text"]
    assert encode(truth["value"], indent="  ") == truth["indented"]


class Port(GoObject):
    FIELDS = ("Name", "Number")

    def __init__(self):
        self.Name = "http"
        self.Number = Int64(80)


class Stamp(GoObject):
    def go_json(self):
        return "2001-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"ab", '"YWI="'),
        (Int64(5), "5"),
        (GoList("[]string", ["a"]), '["a"]'),
        (GoMap("map[int]string", {10: "a", 9: "b"}), '{"10":"a","9":"b"}'),
        (Struct(b=1, a=2), '{"b":1,"a":2}'),
        ({"z": Port(), "a": Stamp()}, '{"a":"2001-01-01T00:00:00Z","z":{"Name":"http","Number":80}}'),
        ("a\udcff<\u2028", '"a\\ufffd\\u003c\\u2028"'),
    ],
)
def test_values_of_go_types_are_written_as_go_marshals_them(value, text):
    assert encode(value) == text


def test_html_stays_as_it_is_where_it_may():
    assert encode({"a": "<b>&"}, escape_html=False) == '{"a":"<b>&"}'


@pytest.mark.parametrize(("value", "shown"), [(float("nan"), "NaN"), (float("inf"), "+Inf"), (float("-inf"), "-Inf")])
def test_numbers_that_json_cannot_say_are_refused(value, shown):
    with pytest.raises(GoError) as caught:
        encode([value])
    assert str(caught.value) == "json: unsupported value: " + shown
