# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.reading import (
    Query,
    chosen,
    computed_values,
    listed,
    objects,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.templating import (
    files,
    only,
    template_text,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ManifestError, ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Release
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


def names(records: list[Release], **query: t.Any) -> list[str]:
    return ["%s/%s.%d" % (one.namespace, one.name, one.version) for one in listed(records, Query(**query))]


def test_a_list_has_the_newest_revision_of_each_release() -> None:
    records = [record(10, "failed"), record(9, "deployed"), record(2, "superseded")]
    assert names(records) == ["shop/web.10"]
    assert names(records, statuses=["deployed"]) == []
    assert names(records, statuses=["superseded", "failed"]) == ["shop/web.10"]
    assert names(records, statuses=["superseded"]) == ["shop/web.2"]


def release(name: str, namespace: str, deployed: str, **labels: str) -> Release:
    made = record(1, "deployed")
    made.name, made.namespace, made.labels = name, namespace, labels
    made.info.last_deployed = deployed
    return made


SEVERAL = [
    release("web", "b", "2026-01-01T00:00:03Z", team="shop"), release("web", "a", "2026-01-01T01:00:01+01:00"),
    release("api", "c", "2026-01-01T00:00:03.5Z", team="shop"), release("cart", "a", "2026-01-01T00:00:02Z"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["c/api", "a/cart", "a/web", "b/web"]),
        ({"reverse": True, "limit": 2}, ["b/web", "a/web"]),
        ({"by_date": True}, ["a/web", "a/cart", "c/api", "b/web"]),
        ({"by_date": True, "reverse": True, "offset": 1, "limit": 2}, ["c/api", "a/cart"]),
        ({"offset": 9}, []),
        ({"pattern": "a"}, ["c/api", "a/cart"]),
        ({"pattern": "^(web|cart)$"}, ["a/cart", "a/web", "b/web"]),
        ({"selector": "team in (shop,other)"}, ["c/api", "b/web"]),
    ],
)
def test_a_list_is_what_is_asked_for(query: dict[str, t.Any], found: list[str]) -> None:
    assert [name.partition(".")[0] for name in names(SEVERAL, **query)] == found


@pytest.mark.parametrize(("name", "value"), [("pattern", "a("), ("selector", "a=b=c")])
def test_a_query_that_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(ManifestError, match=r"^(name_filter: a\( is no regular expression|selector: a=b=c is no sel)"):
        names(SEVERAL, **{name: value})


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
    cluster.unready["a"] = "Ready: 0/1"
    gone = "---\napiVersion: x/v1\nkind: Odd\nmetadata: {name: o}\n"
    found = objects(record(1, "deployed", manifest=config_map("a") + config_map("b") + gone), cluster=cluster)
    assert [(one["name"], one["exists"], one["status"], one["message"]) for one in found] == [
        ("a", True, "InProgress", "Ready: 0/1"), ("b", False, "NotFound", "Resource not found"),
        ("o", False, "NotFound", "Resource not found"),
    ]  # fmt: skip


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
