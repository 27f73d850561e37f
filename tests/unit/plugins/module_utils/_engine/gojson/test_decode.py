# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""gojson.decode against what Go's encoding/json read from the same texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gojson.decode import decode
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError

TRUTHS = json.loads((Path(__file__).parent / "decode_truths.json").read_text("utf-8"), parse_int=float)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda case: ascii(case["text"]))
def test_a_text_gives_the_value_or_the_error_go_gives(truth):
    if "error" not in truth:
        assert repr(decode(truth["text"])) == repr(truth["value"])
        return
    with pytest.raises(GoError) as caught:
        decode(truth["text"])
    assert str(caught.value) == truth["error"]


def test_a_target_takes_null_as_empty_and_refuses_another_kind():
    assert decode("null", target="map[string]interface {}") == {}
    assert decode("[1]", target="[]interface {}") == [1.0]
    with pytest.raises(
        GoError, match=r"^json: cannot unmarshal array into Go value of type map\[string\]interface {}$"
    ):
        decode("[1]", target="map[string]interface {}")


def test_numbers_can_be_kept_as_integers():
    assert repr(decode("[1, 2.0]", use_number=True)) == "[1, 2.0]"


def test_bytes_that_are_no_text_become_the_replacement_character():
    assert decode('"a\udcff"') == "a\ufffd"


def test_a_text_nested_without_end_is_refused():
    with pytest.raises(GoError, match="exceeded max depth"):
        decode("[" * 100000)
