# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions that are compiled when they are used."""

from __future__ import annotations

import re

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.patterns import lazy_pattern


def test_an_expression_is_compiled_at_its_first_use_only() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.match("x")


def test_it_behaves_as_the_compiled_one() -> None:
    pattern = lazy_pattern("A(b+)", re.IGNORECASE)
    found = pattern.match("abbc")
    assert found is not None
    assert found[1] == "bb"
    assert pattern.sub("x", "ab ABB") == "x x"
    assert pattern.search is pattern.search
    assert lazy_pattern(b"a").split(b"bab") == [b"b", b"b"]
