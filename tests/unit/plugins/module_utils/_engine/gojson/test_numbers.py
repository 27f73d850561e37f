# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Floats in Go's words."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gojson.numbers import general_float, json_float


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (-0.0, "-0"), (1.0, "1"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1e-6, "0.000001"),
        (1e-7, "1e-7"), (-1.5e-10, "-1.5e-10"), (123456789012.5, "123456789012.5"), (5e-324, "5e-324"), (0.1, "0.1"),
    ],
)  # fmt: skip
def test_json_floats_are_positional_from_a_millionth_to_1e21(value, text):
    assert json_float(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (100000.0, "100000"), (1e6, "1e+06"), (1234567.5, "1.2345675e+06"), (0.0001, "0.0001"),
        (0.00001, "1e-05"), (-2.5, "-2.5"), (1e100, "1e+100"), (float("inf"), "+Inf"), (float("nan"), "NaN"),
    ],
)  # fmt: skip
def test_general_floats_take_an_exponent_from_1e6_on(value, text):
    assert general_float(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.1, "1.1"), (0.1, "0.1"), (1234567.891, "1.2345679e+06"),
        (1e40, "+Inf"), (-1e40, "-Inf"), (16777217.0, "1.6777216e+07"),
        (3.4028234663852886e38, "3.4028235e+38"), (1e-50, "0"),
    ],
)  # fmt: skip
def test_32_bits_give_the_digits_that_a_float32_needs(value, text):
    assert general_float(value, 32) == text
