# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.reading import (
    chosen,
    computed_values,
    newest,
    objects,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.templating import (
    files,
    only,
    template_text,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ReleaseError
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    config_map,
    job_hook,
    record,
)


def test_computed_values_are_the_users_over_the_charts() -> None:
    chart = {"metadata": {"name": "web"}, "values": {"a": 1.0, "b": {"c": 2.0, "d": 3.0}}}
    assert computed_values(record(1, "deployed", chart=chart, config={"b": {"c": 9.0}})) == {
        "a": 1.0, "b": {"c": 9.0, "d": 3.0},
    }  # fmt: skip


def test_a_list_has_the_newest_revision_of_each_release() -> None:
    records = [record(10, "failed"), record(9, "deployed"), record(2, "superseded")]
    assert [one.version for one in newest(records)] == [10]
    assert newest(records, statuses=["deployed"]) == []


def test_a_revision_is_the_one_asked_for_or_the_newest() -> None:
    history = [record(1, "superseded"), record(2, "deployed")]
    assert chosen(history, None, name="web").version == 2
    assert chosen(history, 1, name="web").version == 1
    assert chosen([], 1, name="web") is None
    with pytest.raises(ReleaseError, match="release web has no revision 7, only 1, 2"):
        chosen(history, 7, name="web")


def test_objects_tell_whether_they_are_there() -> None:
    cluster = FakeCluster()
    cluster.add({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}, namespace="shop")
    gone = "---\napiVersion: x/v1\nkind: Odd\nmetadata: {name: o}\n"
    found = objects(record(1, "deployed", manifest=config_map("a") + config_map("b") + gone), cluster=cluster)
    assert [(one["name"], one["exists"]) for one in found] == [("a", True), ("b", False), ("o", False)]


TEST_HOOK = job_hook("t", "test")


def test_a_template_shows_the_manifest_and_then_the_hooks() -> None:
    text = template_text(config_map("a"), [TEST_HOOK])
    assert text.index("web/templates/a.yaml") < text.index("# Source: web/templates/t.yaml")
    assert "t.yaml" not in template_text(config_map("a"), [TEST_HOOK], skip_tests=True)
    assert "t.yaml" not in template_text(config_map("a"), [TEST_HOOK], show_hooks=False)


def test_only_the_templates_of_a_pattern_are_shown() -> None:
    text = template_text(config_map("a") + config_map("b"), [])
    assert "name: a" in only(text, ["templates/a.yaml"]) and "name: b" not in only(text, ["templates/a.yaml"])
    assert "name: b" in only(text, ["templates/?.yaml"])
    with pytest.raises(ReleaseError, match=r"could not find template templates/none.yaml in chart"):
        only(text, ["templates/none.yaml"])


def test_each_template_becomes_a_file() -> None:
    text = template_text(config_map("a") + config_map("b"), [TEST_HOOK])
    assert sorted(files(text)) == ["web/templates/a.yaml", "web/templates/b.yaml", "web/templates/t.yaml"]
    assert files(text)["web/templates/a.yaml"].startswith("---\n# Source: web/templates/a.yaml\n")
