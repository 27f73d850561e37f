# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import copy
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.owned_fields import (
    MISSING,
    belongs_to_others,
    differences,
    put,
)

JSON = dict[str, t.Any]


def thing(fields: JSON, *others: JSON, **body: t.Any) -> JSON:
    ours = {"manager": "helm", "operation": "Apply", "apiVersion": "v1", "fieldsV1": fields}
    return {"metadata": {"managedFields": [ours, *others]}, **body}


def owner(manager: str, fields: JSON, *, operation: str = "Update", subresource: str = "") -> JSON:
    return {"manager": manager, "operation": operation, "subresource": subresource, "fieldsV1": fields}


CONTAINERS = {"f:spec": {"f:containers": {'k:{"name":"b"}': {".": {}, "f:image": {}, "f:name": {}}}}}
PORTS = {"f:ports": {'k:{"port":80,"protocol":"TCP"}': {".": {}, "f:port": {}, "f:name": {}}}}


@pytest.mark.parametrize(
    ("fields", "live", "wanted", "found"),
    [
        ({"f:data": {"f:a": {}}}, {"data": {"a": 1, "b": 1}}, {"data": {"a": 2, "b": 2}}, [("/data/a", 1, 2)]),
        ({"f:data": {"f:a": {}}}, {"data": {}}, {"data": {"a": 2}}, [("/data/a", MISSING, 2)]),
        ({"f:data": {"f:a": {}}}, {}, {"data": {"a": 2}}, [("/data", MISSING, {"a": 2})]),
        ({"f:data": {"f:a/b~c": {}}}, {"data": {}}, {"data": {"a/b~c": 2}}, [("/data/a~1b~0c", MISSING, 2)]),
        ({"f:stringData": {"f:a": {}}}, {"data": {"a": "eA"}}, {"data": {"a": "eQ"}}, [("/data/a", "eA", "eQ")]),
        (
            CONTAINERS, {"spec": {"containers": [{"name": "b", "image": "1"}]}},
            {"spec": {"containers": [{"name": "a"}, {"name": "b", "image": "2"}]}},
            [("/spec/containers/1/image", "1", "2")],
        ),
        (
            CONTAINERS, {"spec": {"containers": [{"name": "b", "image": "1"}]}}, {"spec": {"containers": []}},
            [("/spec/containers/0", {"name": "b", "image": "1"}, MISSING)],
        ),
        (PORTS, {"ports": [{"port": 80, "protocol": "UDP"}]}, {"ports": [{"port": 80, "protocol": "TCP"}]},
         [("/ports/0", MISSING, {"port": 80, "protocol": "TCP"})]),
        (
            {"f:finalizers": {".": {}, 'v:"x"': {}}}, {"finalizers": []}, {"finalizers": ["y", "x"]},
            [("/finalizers/1", MISSING, "x")],
        ),
        ({"f:list": {"i:1": {}}}, {"list": [1, 2]}, {"list": [5, 3]}, [("/list/1", 2, 3)]),
        ({"f:selector": {}}, {"selector": {"a": "b"}}, {"selector": {"a": "b"}}, []),
        ({}, {"data": {"a": 1}}, {"data": {"a": 2}}, []),
    ],
)  # fmt: skip
def test_only_fields_that_are_ours_differ(fields: JSON, live: JSON, wanted: JSON, found: list[t.Any]) -> None:
    got = differences(thing({}, **live), thing(fields, **wanted))
    assert [(one.pointer, one.before, one.after) for one in got] == found


def test_a_field_that_was_ours_and_is_wanted_no_more_differs() -> None:
    live = thing({"f:data": {"f:a": {}, "f:b": {}}}, data={"a": 1, "b": 2})
    (found,) = differences(live, thing({"f:data": {"f:a": {}}}, data={"a": 1}))
    assert (found.pointer, found.before, found.after) == ("/data/b", 2, MISSING)


@pytest.mark.parametrize(
    ("entry", "is_theirs"),
    [
        (owner("hpa", {"f:spec": {"f:replicas": {}}}, subresource="scale"), True),
        (owner("operator", {"f:spec": {"f:replicas": {}}}, operation="Apply"), True),
        (owner("operator", {"f:spec": {}}, operation="Apply"), True),
        (owner("operator", {"f:spec": {"f:paused": {}}}, operation="Apply"), False),
        (owner("operator", {"f:spec": {"f:replicas": {}}}), False),
        (owner("kubectl", {"f:spec": {"f:replicas": {}}}, subresource="scale"), False),
        (owner("kubectl-client-side-apply", {"f:spec": {"f:replicas": {}}}, operation="Apply"), False),
        (owner("helm", {"f:spec": {"f:replicas": {}}}), False),
    ],
)
def test_a_field_of_another_controller_is_known(entry: JSON, is_theirs: bool) -> None:
    live = thing({}, entry, spec={"replicas": 5})
    (found,) = differences(live, thing({"f:spec": {"f:replicas": {}}}, spec={"replicas": 2}))
    assert belongs_to_others(live, found) is is_theirs


@pytest.mark.parametrize(
    ("fields", "live", "wanted"),
    [
        ({"f:data": {"f:a": {}}}, {"data": {"b": 1}}, {"data": {"a": 2, "b": 1}}),
        ({"f:data": {"f:a": {}}}, {"data": {"a": 2, "b": 1}}, {"data": {"b": 1}}),
        (CONTAINERS, {"spec": {"containers": [{"name": "b", "image": "1"}]}},
         {"spec": {"containers": [{"name": "b", "image": "2"}]}}),
        (CONTAINERS, {"spec": {"containers": []}}, {"spec": {"containers": [{"name": "b", "image": "2"}]}}),
        (CONTAINERS, {"spec": {"containers": [{"name": "b", "image": "2"}]}}, {"spec": {"containers": []}}),
        ({"f:finalizers": {'v:"x"': {}}}, {"finalizers": ["y"]}, {"finalizers": ["y", "x"]}),
    ],
)  # fmt: skip
def test_putting_what_differs_makes_an_object_what_is_wanted(fields: JSON, live: JSON, wanted: JSON) -> None:
    before, after = thing(fields, **live), thing(fields, **wanted)
    found = differences(before, after)
    assert found
    forth, back = copy.deepcopy(before), copy.deepcopy(after)
    for one in found:
        put(forth, one, one.after)
        put(back, one, one.before)
    assert (forth, back) == (after, before)


def test_a_field_that_is_nowhere_is_put_with_what_it_stands_in() -> None:
    fields = {"f:a": {"f:b": {'k:{"name":"n"}': {"f:c": {}}}}}
    (found,) = differences(
        thing(fields, a={"b": [{"name": "n"}]}), thing(fields, a={"b": [{"name": "n", "c": 1}]})
    )  # fmt: skip
    for body in ({}, {"a": None}):
        put(body, found, 1)
        assert body == {"a": {"b": [{"name": "n", "c": 1}]}}
    put(empty := {}, found, MISSING)
    assert empty == {}


def test_the_text_of_a_secret_gives_way_to_its_data() -> None:
    fields = {"f:stringData": {"f:a": {}}}
    (found,) = differences(thing(fields, data={"a": "eA=="}), thing(fields, data={"a": "eQ=="}))
    body = {"stringData": {"a": "y", "b": "z"}}
    put(body, found, "eA==")
    assert body == {"stringData": {"b": "z"}, "data": {"a": "eA=="}}
