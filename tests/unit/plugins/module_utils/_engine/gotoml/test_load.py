# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""gotoml.load against what BurntSushi/toml v1.6.0 read from the same texts."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import GoList, GoObject, Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotoml.dump import dump
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotoml.load import load

TRUTHS = json.loads((Path(__file__).parent / "load_truths.json").read_text("utf-8"))


def tagged(value):
    """The value with the Go type of what JSON cannot tell apart."""
    if isinstance(value, dict):
        return {key: tagged(item) for key, item in value.items()}
    if isinstance(value, list):
        items = [tagged(item) for item in value]
        return {"!maps": items} if isinstance(value, GoList) else items
    if isinstance(value, Int64):
        return {"!int64": str(int(value))}
    if isinstance(value, float):
        return {"!float64": "NaN" if math.isnan(value) else value}
    return {"!time.Time": value.go_string()} if isinstance(value, GoObject) else value


def floats(value):
    """A truth whose floats are numbers, since Go printed them in its own way."""
    if isinstance(value, dict) and "!float64" in value:
        return {"!float64": value["!float64"] if value["!float64"] == "NaN" else float(value["!float64"])}
    if isinstance(value, dict):
        return {key: floats(item) for key, item in value.items()}
    return [floats(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "truth", [case for case in TRUTHS if "error" not in case], ids=lambda case: ascii(case["text"])
)
def test_a_text_gives_the_values_go_gives_and_they_are_written_alike(truth):
    value = load(truth["text"])
    assert tagged(value) == floats(truth["value"])
    try:
        again = dump(value)
    except GoError as error:
        again = str(error)
    assert again == truth["again"]


@pytest.mark.parametrize("truth", [case for case in TRUTHS if "error" in case], ids=lambda case: ascii(case["text"]))
def test_a_text_that_go_refuses_is_refused_in_the_same_words(truth):
    with pytest.raises(GoError) as caught:
        load(truth["text"])
    assert str(caught.value) == truth["error"]


def test_a_caller_may_make_its_own_times():
    moments = load("a = 1979-05-27T07:32:00.5+02:00", make_time=tuple)
    assert moments == {"a": ((1979, 5, 27), (7, 32, 0), 500_000_000, "+02:00")}
