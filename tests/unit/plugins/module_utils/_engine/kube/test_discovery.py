# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which kinds are served, by aggregated discovery and by the old one."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.discovery import Discovery
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.request import Request

JSON = dict[str, t.Any]


class Answers:
    """A transport that answers by path, and refuses with an HTTP status."""

    def __init__(self, answers: dict[str, JSON | int]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def send(self, request: Request) -> bytes:
        self.asked.append(request.path)
        answer = self.answers[request.path]
        if isinstance(answer, int):
            raise ClusterError("down", status=answer)
        return json.dumps(answer).encode()


def kind(resource: str, name: str, *parts: tuple[str, str], scope: str = "Namespaced") -> JSON:
    return {
        "resource": resource,
        "scope": scope,
        "responseKind": {"kind": name} if name else None,
        "subresources": [{"subresource": part, "responseKind": {"kind": of}} for part, of in parts],
    }


def group(name: str, **versions: list[JSON] | None) -> JSON:
    return {
        "metadata": {"name": name},
        "versions": [
            {"version": version, "resources": resources or [], "freshness": "Current" if resources else "Stale"}
            for version, resources in versions.items()
        ],
    }


def aggregated(*groups: JSON) -> JSON:
    return {"kind": "APIGroupDiscoveryList", "items": list(groups)}


AGGREGATED: dict[str, JSON | int] = {
    "/api": aggregated(
        group("", v1=[kind("pods", "Pod", ("eviction", "Eviction")), kind("nodes", "Node", scope="Cluster")])
    ),
    "/apis": aggregated(
        group("apps", v1=[kind("deployments", "Deployment", ("scale", "Scale"), ("status", "Deployment"))]),
        group("x.io", v2=[kind("things", "Thing")], v1=[kind("things", "Thing"), kind("", "")]),
        group("down.io", v1=None),
    ),
}  # fmt: skip


def discovery(answers: dict[str, JSON | int]) -> tuple[Discovery, Answers]:
    transport = Answers(answers)
    return Discovery(t.cast(t.Any, transport)), transport


def test_two_requests_tell_all() -> None:
    found, transport = discovery(AGGREGATED)
    assert found.api_versions() == [
        "v1", "apps/v1", "x.io/v2", "x.io/v1", "v1/Pod", "v1/Eviction", "v1/Node", "apps/v1/Deployment",
        "apps/v1/Scale", "x.io/v2/Thing", "x.io/v1/Thing",
    ]  # fmt: skip
    assert found.resource("apps/v1", "Deployment") == ("apps/v1", "Deployment", "deployments", True)
    assert found.resource("v1", "Node") == ("v1", "Node", "nodes", False)
    assert transport.asked == ["/api", "/apis"]


def test_a_question_about_one_half_asks_for_that_half() -> None:
    found, transport = discovery(AGGREGATED)
    found.resource("apps/v1", "Deployment")
    assert transport.asked == ["/apis"]
    found.forget()
    found.resource("apps/v1", "Deployment")
    assert transport.asked == ["/apis", "/apis"]


def test_the_preferred_version_is_the_first() -> None:
    found, _transport = discovery(AGGREGATED)
    assert found.preferred("x.io", "Thing").api_version == "x.io/v2"
    with pytest.raises(ClusterError, match=r'no matches for kind "Thing" in group "y.io"'):
        found.preferred("y.io", "Thing")


@pytest.mark.parametrize(("version", "name"), [("apps/v1", "Scale"), ("apps/v2", "Deployment"), ("down.io/v1", "X")])
def test_what_is_not_served_is_refused_in_the_words_of_client_go(version: str, name: str) -> None:
    found, _transport = discovery(AGGREGATED)
    with pytest.raises(ClusterError) as caught:
        found.resource(version, name)
    assert str(caught.value) == 'no matches for kind "%s" in version "%s"' % (name, version)
    assert caught.value.reason == "NoKindMatch"


def test_an_old_server_is_asked_version_by_version_and_one_that_is_down_is_left_out() -> None:
    resources = [
        {"name": "things", "kind": "Thing", "namespaced": True},
        {"name": "things/scale", "kind": "Scale", "namespaced": True},
    ]
    versions = [{"groupVersion": "x.io/v1"}, {"groupVersion": "x.io/v2"}]
    groups = [
        {"name": "x.io", "versions": versions, "preferredVersion": {"groupVersion": "x.io/v2"}},
        {"name": "down.io", "versions": [{"groupVersion": "down.io/v1"}]},
    ]
    found, transport = discovery(
        {
            "/api": {"kind": "APIVersions", "versions": ["v1"]},
            "/api/v1": {"resources": [{"name": "pods", "kind": "Pod", "namespaced": True}]},
            "/apis": {"kind": "APIGroupList", "groups": groups},
            "/apis/x.io/v1": {"resources": resources},
            "/apis/x.io/v2": {"resources": resources},
            "/apis/down.io/v1": 503,
        }
    )
    assert found.preferred("x.io", "Thing") == ("x.io/v2", "Thing", "things", True)
    assert found.api_versions() == [
        "v1", "x.io/v2", "x.io/v1", "down.io/v1", "v1/Pod", "x.io/v2/Thing", "x.io/v2/Scale", "x.io/v1/Thing",
        "x.io/v1/Scale",
    ]  # fmt: skip
    assert len(transport.asked) == 6
