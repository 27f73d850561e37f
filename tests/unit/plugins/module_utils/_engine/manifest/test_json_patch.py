# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON patches: the examples of RFC 6902, and what is refused."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ManifestError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.json_patch import (
    check_operations,
    json_patch,
)


@pytest.mark.parametrize(
    ("body", "operation", "want"),
    [
        ({"foo": "bar"}, {"op": "add", "path": "/baz", "value": "qux"}, {"foo": "bar", "baz": "qux"}),
        ({"foo": ["bar", "baz"]}, {"op": "add", "path": "/foo/1", "value": "x"}, {"foo": ["bar", "x", "baz"]}),
        ({"foo": ["bar"]}, {"op": "add", "path": "/foo/-", "value": ["a"]}, {"foo": ["bar", ["a"]]}),
        ({"foo": ["a", "b"]}, {"op": "remove", "path": "/foo/0"}, {"foo": ["b"]}),
        ({"a": 1}, {"op": "replace", "path": "/a", "value": None}, {"a": None}),
        ({"a": {"b": 1}, "c": {}}, {"op": "move", "from": "/a/b", "path": "/c/d"}, {"a": {}, "c": {"d": 1}}),
        ({"a": [1]}, {"op": "copy", "from": "/a", "path": "/b"}, {"a": [1], "b": [1]}),
        ({"a/b": {"m~n": 1}}, {"op": "replace", "path": "/a~1b/m~0n", "value": 2}, {"a/b": {"m~n": 2}}),
        ({"a": 1}, {"op": "test", "path": "/a", "value": 1}, {"a": 1}),
    ],
)
def test_an_operation_is_done(body: t.Any, operation: dict[str, t.Any], want: t.Any) -> None:
    check_operations([operation])
    assert json_patch(body, [operation]) == want


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        ({"op": "remove", "path": "/b"}, "operation 0: remove /b: there is no /b"),
        ({"op": "replace", "path": "/a/b/c", "value": 1}, "operation 0: replace /a/b/c: there is no /a/b"),
        ({"op": "add", "path": "/b/c", "value": 1}, "operation 0: add /b/c: there is no /b"),
        ({"op": "add", "path": "/l/3", "value": 1}, "operation 0: add /l/3: the list has no item 3"),
        ({"op": "remove", "path": "/l/-"}, "operation 0: remove /l/-: - is no index of a list"),
        ({"op": "remove", "path": "/l/01"}, "operation 0: remove /l/01: 01 is no index of a list"),
        ({"op": "test", "path": "/one", "value": True}, "operation 0: test /one: the value is another one"),
        ({"op": "move", "from": "/a", "path": "/a/b"}, "operation 0: move /a/b: it lies in /a itself"),
        ({"op": "tidy", "path": "/a"}, "operation 0: op must be one of add, remove, replace, move, copy, test"),
        ({"op": "add", "path": "a", "value": 1}, "operation 0: a is no pointer, which begins with /"),
        ({"op": "copy", "path": "/a"}, "operation 0: None is no pointer, which begins with /"),
        ({"op": "add", "path": "/a"}, "operation 0: add /a has no value"),
    ],
)
def test_what_cannot_be_done_is_said(operation: dict[str, t.Any], why: str) -> None:
    with pytest.raises(ManifestError) as caught:
        check_operations([operation])
        json_patch({"a": {}, "l": [1, 2], "one": 1}, [operation])
    assert str(caught.value) == why


def test_the_object_stays_as_it_is() -> None:
    body = {"l": [{"a": 1}]}
    operations: list[dict[str, t.Any]] = [
        {"op": "copy", "from": "/l/0", "path": "/l/-"},
        {"op": "replace", "path": "/l/1/a", "value": 2},
    ]
    assert json_patch(body, operations) == {"l": [{"a": 1}, {"a": 2}]}
    assert body == {"l": [{"a": 1}]}
