# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of keys in written YAML."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.keyorder import (
    sorted_keys,
    sorted_keys_v3,
)


@pytest.mark.parametrize(
    "ordered",
    [
        ["a2", "a10"],
        ["a-1", "a.1", "a_1", "aA", "aa"],
        ["", "-", "1", "9", "10", "A", "a", "b"],
        ["a2", "a02", "a002"],
        ["a1b", "a1c", "a2"],
        ["1-a", "1a"],
    ],
)
def test_digits_count_as_numbers_and_letters_come_last(ordered):
    assert sorted_keys(dict.fromkeys(reversed(ordered))) == ordered


def test_v3_puts_a_letter_after_a_digit_first():
    assert sorted_keys_v3({"1-a": 0, "1a": 0}) == ["1a", "1-a"]
