# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.chart_source import (
    ChartOptions,
    ChartSource,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.foregone import Foregone
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.present import Rendering
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_files
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.codec import encode
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Release
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.stored import StoredRelease
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    record,
)


class Memory:
    """A cache."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.entries[key] = data


def source(template: str = "a: {{ .Values.a }}", **more: t.Any) -> ChartSource:
    parts = {"Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "templates/x.yaml": template}
    parts.update(more.pop("files", {}))
    options = {
        "options": ChartOptions("web", "shop"), "cluster": FakeCluster(), "world": lambda later: World(),
        "log": lambda message: None, **more,
    }  # fmt: skip
    return ChartSource(load_files([File(name, text.encode()) for name, text in parts.items()]), **options)


def rendering(**more: t.Any) -> Rendering:
    options = {"revision": 3, "is_install": False, "config": {"a": 1}, "base": None, "api_versions": ["v1"], **more}
    return Rendering(**options)


def stored(**more: t.Any) -> Release:
    release = record(3, "deployed", **more)
    return StoredRelease(
        encode(release), key="web.v3", name="web", namespace="shop", version=3, status="deployed", labels={},
        annotations={},
    )  # fmt: skip


def conclude(found: ChartSource, cache: Memory, asked: Rendering | None = None) -> bool:
    """Whether it was known; else the chart is rendered, and the conclusion kept."""
    asked = asked or rendering()
    foregone = Foregone(found, cache)
    known = foregone.unchanged(asked, stored(), {})
    if not known:
        found.render(asked)
        foregone.keep()
    return known


def test_what_was_concluded_once_is_known() -> None:
    cache = Memory()
    assert [conclude(source(), cache) for _unused in range(2)] == [False, True]


@pytest.mark.parametrize(
    "more",
    [
        {"config": {"a": 2}},
        {"config": {"a": "1"}},
        {"config": {"a": 1.0}},
        {"config": {"a": True}},
        {"config": {"a": [1]}},
        {"config": {"a": 1, "b": None}},
        {"revision": 4},
        {"is_install": True},
        {"api_versions": ["v1", "v2"]},
    ],
)
def test_another_rendering_is_another_matter(more: dict[str, t.Any]) -> None:
    cache = Memory()
    conclude(source(), cache)
    assert not conclude(source(), cache, rendering(**more))


@pytest.mark.parametrize(
    "other",
    [
        source("a: {{ .Values.a }} # another"),
        source(files={"files/new.txt": ""}),
        source(options=ChartOptions("web", "elsewhere")),
        source(options=ChartOptions("web", "shop", subchart_notes=True)),
        source(world=lambda later: World(resolve=lambda name: [])),
    ],
)
def test_another_chart_or_option_is_another_matter(other: ChartSource) -> None:
    cache = Memory()
    conclude(source(), cache)
    assert not conclude(other, cache)


def test_the_record_the_status_and_the_labels_take_part() -> None:
    cache = Memory()
    conclude(source(), cache)
    foregone = Foregone(source(), cache)
    assert foregone.unchanged(rendering(), stored(), {})
    assert not foregone.unchanged(rendering(), stored(manifest="---\n"), {})
    assert not foregone.unchanged(rendering(), stored(), {"team": "shop"})
    failed = stored()
    failed.info.status = "failed"
    assert not foregone.unchanged(rendering(), failed, {})
    assert not foregone.unchanged(rendering(), record(3, "deployed"), {}), "a record without a digest"


@pytest.mark.parametrize(
    "expression",
    [
        "now", "randAlphaNum 5", "uuidv4", 'htpasswd "a" "b"', 'genPrivateKey "ed25519"', "randBytes 3",
        'getHostByName "localhost"', 'date "2006" 0', 'encryptAES "0123456789abcdef" "x"', "randInt 0 1000",
    ],
)  # fmt: skip
def test_what_may_be_otherwise_the_next_time_is_not_kept(expression: str) -> None:
    cache = Memory()
    found = source("a: {{ %s | quote }}" % expression, world=lambda later: World(resolve=lambda name: ["127.0.0.1"]))
    conclude(found, cache)
    assert not cache.entries


def test_what_warned_is_not_kept_because_it_has_to_warn_again() -> None:
    cache = Memory()
    found = source(files={"values.yaml": "a: 1\n"})
    conclude(found, cache, rendering(config={"a": {"b": 5}}))
    assert not cache.entries


def test_a_post_renderer_or_old_values_forbid_a_conclusion() -> None:
    cache = Memory()
    conclude(source(post_render=lambda files: files), cache)
    conclude(source(), cache, rendering(base=record(2, "deployed", chart={"values": {}})))
    assert not cache.entries


class TestLookup:
    TEMPLATE = 'a: {{ (lookup "v1" "ConfigMap" "shop" "found").data | toJson }}'

    def cluster(self, **data: str) -> FakeCluster:
        cluster = FakeCluster()
        body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "found"}, "data": data}
        cluster.add(body, namespace="shop")
        return cluster

    def test_the_same_answer_leads_to_the_same_conclusion(self) -> None:
        cache = Memory()
        conclude(source(self.TEMPLATE, cluster=self.cluster(a="1")), cache)
        again = self.cluster(a="1")
        assert conclude(source(self.TEMPLATE, cluster=again), cache)
        assert again.requests == 1

    def test_another_answer_does_not(self) -> None:
        cache = Memory()
        conclude(source(self.TEMPLATE, cluster=self.cluster(a="1")), cache)
        assert not conclude(source(self.TEMPLATE, cluster=self.cluster(a="2")), cache)
        assert not conclude(source(self.TEMPLATE, cluster=FakeCluster()), cache)
