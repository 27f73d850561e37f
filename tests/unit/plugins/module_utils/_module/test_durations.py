# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._module.durations import seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [("30", 30), (30, 30), ("1.5", 1.5), ("90s", 90), ("5m30s", 330), ("1h", 3600), ("1.5m", 90), ("250ms", 0.25)],
)
def test_seconds_and_go_durations_are_read(text: str, expected: float) -> None:
    assert seconds(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "5 minutes", "m5", "-5s", "5m 30s", "1d", "s"])
def test_anything_else_is_told_with_the_options_name(text: str) -> None:
    with pytest.raises(EngineError, match=r"timeout: '.*' is no length of time"):
        seconds(text)
