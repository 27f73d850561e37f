# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""goyaml.pretty against what go.yaml.in/yaml v3.0.5 wrote, indented by 2, for the same values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.pretty import dump_pretty

TRUTHS = json.loads((Path(__file__).parent / "pretty_truths.json").read_text("utf-8"), parse_int=float)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda case: ascii(case["value"]))
def test_a_value_is_written_to_the_byte(truth):
    assert dump_pretty(truth["value"]) == truth["text"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (float("nan"), ".nan\n"),
        ({"a": float("-inf")}, "a: -.inf\n"),
        (1000000.0, "1e+06\n"),
        (1000000, "1000000\n"),
        (Int64(7), "7\n"),
        (b"ab", "- 97\n- 98\n"),
        ("a\udcff", "!!binary Yf8=\n"),
    ],
)
def test_values_do_not_pass_through_json(value, text):
    assert dump_pretty(value) == text
