# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Paths with dots into values."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.paths import (
    NoTableError,
    NoValueError,
    path_value,
    table_at,
)

VALUES: dict[str, t.Any] = {"a": {"b": {"c": True}, "n": None}, "x": 1.0}


def test_a_table_is_found_by_its_path() -> None:
    assert table_at(VALUES, "a.b") is VALUES["a"]["b"]


@pytest.mark.parametrize(("path", "part"), [("q", "q"), ("x", "x"), ("a.q.c", "q"), ("", ""), ("a.", "")])
def test_what_is_no_table_is_named(path: str, part: str) -> None:
    with pytest.raises(NoTableError) as caught:
        table_at(VALUES, path)
    assert str(caught.value) == '"%s" is not a table' % part


@pytest.mark.parametrize(("path", "value"), [("x", 1.0), ("a.b.c", True), ("a.n", None)])
def test_a_value_is_found_by_its_path(path: str, value: t.Any) -> None:
    assert path_value(VALUES, path) is value


@pytest.mark.parametrize(
    ("path", "part"), [("a", "a"), ("a.b", "b"), ("q.b", "b"), ("x.y", "y"), (".", ""), ("a..b", "b")]
)
def test_what_is_no_value_is_named(path: str, part: str) -> None:
    with pytest.raises(NoValueError) as caught:
        path_value(VALUES, path)
    assert str(caught.value) == '"%s" is not a value' % part
