# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import Kinds, crd_resources
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.ports import Resource
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.targets import (
    build,
    build_known,
    read_objects,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ManifestError
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import FakeCluster

NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: n, namespace: ignored}\n"
ELSEWHERE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}\n"
UNKNOWN = "apiVersion: x/v1\nkind: Odd\nmetadata: {name: o}\n"


def kinds(*coming: Resource) -> Kinds:
    return Kinds(FakeCluster(), coming)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8080", 8080), ("1.0", 1), ("1e3", 1000), ("1.5", 1.5), ("9223372036854775807", 9223372036854775807),
        ("18446744073709551615", 18446744073709551615.0), ("0x10", 16), ("true", True),
    ],
)  # fmt: skip
def test_numbers_are_those_that_the_server_reads(text: str, number: object) -> None:
    [body] = read_objects("a: %s" % text)
    assert body["a"] == number and type(body["a"]) is type(number)


def test_empty_documents_and_comments_are_no_objects_and_lists_are_opened() -> None:
    items = "kind: ConfigMapList\nitems:\n- {kind: ConfigMap, a: 1}\n- {kind: ConfigMap, a: 2}\n"
    found = read_objects("---\n# only a comment\n---\n" + items)
    assert found == [{"kind": "ConfigMap", "a": 1}, {"kind": "ConfigMap", "a": 2}]


def test_a_namespace_is_filled_in_where_one_belongs() -> None:
    text = "---\n".join(["apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", ELSEWHERE, NAMESPACE])
    targets = build(text, kinds=kinds(), namespace="shop")
    assert [target.ref.namespace for target in targets] == ["shop", "other", ""]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("foo: bar", 'error validating "": error validating data: [apiVersion not set, kind not set]'),
        ("kind: Pod", 'error validating "": error validating data: apiVersion not set'),
        ("apiVersion: v1", 'error validating "": error validating data: kind not set'),
        ("just words", "a document of the manifest is no object, but: just words"),
    ],
)
def test_what_is_no_object_is_told_in_helms_words(text: str, message: str) -> None:
    with pytest.raises(ManifestError) as caught:
        build(text, kinds=kinds(), namespace="shop")
    assert str(caught.value) == message


def test_all_unknown_kinds_are_told_at_once() -> None:
    with pytest.raises(ManifestError, match=r'(?s)^\[resource mapping not found for name: "o".*, resource mapping not'):
        build(UNKNOWN + "---\n" + UNKNOWN.replace("Odd", "Odder"), kinds=kinds(), namespace="shop")


def test_a_kind_of_the_past_counts_as_gone() -> None:
    targets, gone = build_known(UNKNOWN + "---\n" + ELSEWHERE, kinds=kinds(), namespace="shop")
    assert [target.ref.name for target in targets] == ["a"] and gone == ["x/v1 Odd o"]


def test_kinds_that_are_coming_are_known_and_seen_by_templates() -> None:
    known = kinds(Resource("x/v1", "Odd", "odds", False))
    [target] = build(UNKNOWN, kinds=known, namespace="shop")
    assert target.ref.namespace == ""
    assert known.api_versions()[-2:] == ["x/v1", "x/v1/Odd"]


def test_a_definition_says_what_it_brings() -> None:
    versions = [{"name": "v1", "served": True}, {"name": "v0", "served": False}]
    spec = {"group": "x", "scope": "Cluster", "names": {"kind": "Odd", "plural": "odds"}, "versions": versions}
    assert crd_resources({"spec": spec}) == [Resource("x/v1", "Odd", "odds", False)]
    assert crd_resources({}) == []
