# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
""".Values of a template: a map that shares its table with the parent's values."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.values import Values


def test_what_is_set_in_a_subcharts_values_stands_in_the_parents() -> None:
    table: dict[str, object] = {"a": 1, "b": 2}
    values = Values(table)
    values["c"] = 3
    del values["a"]
    values.update({"d": 4})
    assert table == {"b": 2, "c": 3, "d": 4} == dict(values)


def test_what_the_parent_sets_is_seen_after_a_refresh() -> None:
    table: dict[str, object] = {"a": 1}
    values = Values(table)
    table["a"] = 2
    values.refresh()
    assert values["a"] == 2


def test_a_table_is_found_by_its_dotted_path_and_is_the_same_object() -> None:
    inner = {"x": 1}
    values = Values({"a": {"b": inner}, "s": "text"})
    assert values.find_table("a.b") is inner
    with pytest.raises(GoError, match='"s" is not a table'):
        values.find_table("s.t")
