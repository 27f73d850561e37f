# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What plain scalars mean."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.resolve import (
    is_plain_string,
    is_timestamp,
    resolve,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("Null", None), ("y", True), ("Off", False), ("nUll", "nUll"), ("tRUE", "tRUE"),
        ("0777", 511), ("0o17", 15), ("08", 8.0), ("0x1F", 31), ("-0b11", -3), ("0b-1", -1),
        ("1_000", 1000), ("_1", "_1"),
        ("+1", 1), ("-0", 0), ("1e3", 1000.0), (".5", 0.5), (".5_0", 0.5), ("1.", 1.0), (".", "."), ("1e999", "1e999"),
        ("18446744073709551615", 18446744073709551615), ("18446744073709551616", 18446744073709551616.0),
        ("+18446744073709551615", 18446744073709551615.0), ("12:30", "12:30"), ("2001-01-01", "2001-01-01"),
        (".inf", float("inf")), ("-.INF", float("-inf")), ("=", "="), ("<<", "<<"), ("word", "word"),
    ],
)  # fmt: skip
def test_a_plain_scalar_has_go_yamls_value_and_type(text, value):
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001-01-01", True), ("2001-1-1", True), ("2001-02-29", False), ("2000-02-29", True), ("2001-13-01", False),
        ("2001-12-14t21:59:43.10-05:00", True), ("2001-12-14 21:59:43.1", True), ("2001-12-14T21:59:43", False),
        ("2001-12-14 21:59:43 -5", False), ("201-01-01", False), ("2001-01-01T24:00:00Z", False),
    ],
)  # fmt: skip
def test_timestamps_are_known_as_gos_time_parse_knows_them(text, expected):
    assert is_timestamp(text) is expected
    assert is_plain_string(text) is not expected
