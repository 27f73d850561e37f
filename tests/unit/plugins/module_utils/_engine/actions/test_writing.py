# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.creating import ensure
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.methods import Method
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Step
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.writing import Writer, writer
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError, ReleaseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeClock,
    FakeCluster,
)

A = ObjectRef("v1", "ConfigMap", "shop", "a")
ROBOT = ObjectRef("example.org/v1", "Robot", "shop", "r2")
CRD = ObjectRef("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "robots.example.org")
JSON = dict[str, t.Any]


class Desk:
    """A cluster that notes the patches and replacements it gets."""

    def __init__(self, *live: tuple[ObjectRef, JSON]) -> None:
        self.cluster, self.clock = FakeCluster(), FakeClock()
        self.cluster.kinds[("example.org/v1", "Robot")] = True
        for ref, more in live:
            self.cluster.add(body(ref, **more), namespace=ref.namespace)
        self.sent: list[JSON] = []
        patch, replace = self.cluster.patch, self.cluster.replace

        def noting_patch(ref: ObjectRef, body: t.Any, *, content_type: str, dry_run: bool = False) -> JSON:
            self.sent.append({"patch": body, "type": content_type.partition("/")[2]})
            return patch(ref, body, content_type=content_type, dry_run=dry_run)

        def noting_replace(obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
            self.sent.append(obj)
            return replace(obj, namespace=namespace, dry_run=dry_run)

        self.cluster.patch, self.cluster.replace = noting_patch, noting_replace

    def writer(self, method: Method, *, dry_run: bool = False) -> Writer:
        return writer(self.cluster, self.clock, method, dry_run=dry_run)

    def update(self, ref: ObjectRef, original: JSON | None, after: JSON, *, method: Method) -> None:
        desk = self.writer(method)
        step = Step("update", ref, body(ref), body(ref, **after), original=original and body(ref, **original))
        live = desk.live(step)
        assert live is not None
        desk.update(step, live)


def body(ref: ObjectRef, **more: t.Any) -> JSON:
    return {"apiVersion": ref.api_version, "kind": ref.kind, "metadata": {"name": ref.name}, **more}


def test_a_patch_mends_what_others_have_changed_and_leaves_what_they_have_added() -> None:
    desk = Desk((A, {"data": {"x": "theirs", "y": "theirs", "gone": "1"}}))
    desk.update(A, {"data": {"x": "1", "gone": "1"}}, {"data": {"x": "1"}}, method=Method("csa"))
    assert desk.sent == [{"patch": {"data": {"x": "1", "gone": None}}, "type": "strategic-merge-patch+json"}]
    assert desk.cluster.objects[A]["data"] == {"x": "1", "y": "theirs"}


def test_where_the_live_object_is_as_wanted_nothing_is_sent() -> None:
    desk = Desk((A, {"data": {"x": "1", "y": "theirs"}}))
    desk.update(A, {"data": {"x": "0"}}, {"data": {"x": "1"}}, method=Method("csa"))
    assert desk.sent == [] and desk.cluster.writes == []


def test_a_custom_resource_is_patched_from_the_old_manifest_to_the_new_one() -> None:
    desk = Desk((ROBOT, {"spec": {"arms": 9, "legs": 2}}))
    desk.update(ROBOT, {"spec": {"arms": 1, "legs": 2}}, {"spec": {"arms": 1, "eyes": None}}, method=Method("csa"))
    assert desk.sent == [{"patch": {"spec": {"legs": None, "eyes": None}}, "type": "merge-patch+json"}]


def test_a_custom_resource_that_is_adopted_is_compared_with_the_live_one() -> None:
    desk = Desk((ROBOT, {"spec": {"arms": 9}}))
    wanted = {"spec": {"arms": 1}}
    desk.update(ROBOT, wanted, wanted, method=Method("csa"))
    assert desk.sent == []
    desk.update(ROBOT, wanted, wanted, method=Method("csa", drift=True))
    assert desk.sent == [{"patch": {"spec": {"arms": 1}}, "type": "merge-patch+json"}]


def test_a_definition_is_a_built_in_kind() -> None:
    desk = Desk((CRD, {"spec": {"scope": "Cluster"}}))
    desk.update(CRD, {"spec": {"scope": "x"}}, {"spec": {"scope": "x"}}, method=Method("csa"))
    assert desk.sent == [{"patch": {"spec": {"scope": "x"}}, "type": "strategic-merge-patch+json"}]


def test_what_no_manifest_has_brought_is_replaced_by_what_is_wanted() -> None:
    desk = Desk((A, {"data": {"y": "theirs"}}))
    desk.update(A, None, {"data": {"x": "1"}}, method=Method("csa"))
    assert desk.cluster.objects[A]["data"] == {"x": "1"}


def test_a_replacement_is_the_whole_object_at_its_version() -> None:
    desk = Desk((A, {"data": {"y": "theirs"}}))
    desk.cluster.objects[A]["metadata"]["resourceVersion"] = "7"
    desk.update(A, {}, {"data": {"x": "1"}}, method=Method("csa", replace=True))
    assert [(sent["metadata"]["resourceVersion"], sent["data"]) for sent in desk.sent] == [("7", {"x": "1"})]


def test_an_object_that_is_gone_is_created_anew() -> None:
    desk = Desk().writer(Method("csa"))
    assert desk.live(Step("update", A, body(A), body(A), original=body(A))) is None


@pytest.mark.parametrize(
    ("method", "broken", "message"),
    [
        (Method("csa"), "patch a", 'cannot patch "a" with kind ConfigMap: no'),
        (Method("csa", replace=True), "replace a", "failed to replace object: no"),
        (Method("ssa"), "apply a", "server-side apply failed for object shop/a /v1, Kind=ConfigMap: no"),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_refusal_is_told_in_helms_words(method: Method, broken: str, message: str, dry_run: bool) -> None:
    desk = Desk((A, {}))
    desk.cluster.broken[broken] = ClusterError("no", status=422, reason="Invalid")
    found = desk.writer(method, dry_run=dry_run)
    step = Step("update", A, body(A), body(A, data={"x": "1"}), original=body(A))
    with pytest.raises(ReleaseError) as raised:
        found.update(step, found.live(step) or {})
    assert str(raised.value) == message
    assert desk.cluster.writes == []


def test_a_dry_run_writes_nothing() -> None:
    for method, verb in ((Method("ssa", takeover=True), "apply"), (Method("csa"), "patch")):
        desk = Desk((A, {"data": {}}))
        desk.cluster.objects[A]["metadata"]["managedFields"] = [{"manager": "helm", "operation": "Update"}]
        found = desk.writer(method, dry_run=True)
        step = Step("update", A, body(A), body(A, data={"x": "1"}), original=body(A))
        found.update(step, found.live(step) or {})
        assert desk.cluster.dry_runs == [verb + " ConfigMap/a"] and desk.cluster.writes == []


def test_what_is_there_already_is_no_conflict_to_wait_for() -> None:
    desk = Desk((A, {}))
    ensure(desk.writer(Method("csa")), A, body(A))
    with pytest.raises(ReleaseError, match="a already exists"):
        desk.writer(Method("csa")).create(A, body(A))
    assert desk.clock.naps == []
