# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""gotoml.dump against what BurntSushi/toml v1.6.0 wrote for the same values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import Int64
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotoml.dump import dump

TRUTHS = json.loads((Path(__file__).parent / "dump_truths.json").read_text("utf-8"), parse_int=float)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda case: ascii(case["value"]))
def test_a_value_is_written_or_refused_as_go_does(truth):
    if "error" not in truth:
        assert dump(truth["value"]) == truth["text"]
        return
    with pytest.raises(GoError) as caught:
        dump(truth["value"])
    assert str(caught.value) == truth["error"]


def test_integers_have_no_point():
    assert dump({"a": Int64(5), "b": 5.0, "c": b"ab"}) == "a = 5\nb = 5.0\nc = [97, 98]\n"
