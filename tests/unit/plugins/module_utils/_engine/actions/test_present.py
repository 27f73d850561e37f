# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import hashlib

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.deploy import (
    DeployFailedError,
    DeployOptions,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.methods import Manner
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.pending import PendingPolicy, await_owner
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.plan import Plan
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.prepare import Wish
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.present import (
    PresentOptions,
    Rendering,
    prepare_present,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.remedy import ROLL_BACK, deploy
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.situation import name_situation
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import (
    ClusterError,
    ReleaseError,
    StorageError,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeClock,
    FakeCluster,
    Shelf,
    config_map,
    job_hook,
    ports,
    record,
)

CRD = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: robots.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Robot, plural: robots}
  versions: [{name: v1, served: true}]
"""
ROBOT = "---\napiVersion: example.org/v1\nkind: Robot\nmetadata:\n  name: r2\n"


class House:
    """A cluster with one release in it."""

    def __init__(self) -> None:
        self.cluster = FakeCluster()
        self.store = MemoryStore("shop")
        self.clock = FakeClock()
        self.ports = ports(self.cluster, self.store, self.clock)
        self.conclusions: Known | None = None

    def plan(self, shelf: Shelf, values: dict[str, object] | None = None, **more: object) -> Plan:
        return self._prepare(shelf, values, **more)[0]

    def run(self, shelf: Shelf, values: dict[str, object] | None = None, **more: object) -> Plan:
        how = {key: more[key] for key in more if key in DeployOptions._fields}
        on_failure = str(more.pop("on_failure", "keep"))
        plan, kinds, _rendered = self._prepare(shelf, values, **more)
        deploy(plan, ports=self.ports, kinds=kinds, options=DeployOptions(**how), on_failure=on_failure)
        return plan

    def _prepare(self, shelf: Shelf, values: dict[str, object] | None = None, **more: object):
        options = PresentOptions(**{key: more.pop(key) for key in list(more) if key in PresentOptions._fields})
        more = {key: value for key, value in more.items() if key in Wish._fields}
        wish = Wish(**{"name": "web", "namespace": "shop", "labels": {}, **more})
        situation = name_situation(self.store.history("web"))
        return prepare_present(
            wish, shelf, values or {}, situation, ports=self.ports, options=options, conclusions=self.conclusions
        )  # fmt: skip

    def statuses(self) -> list[tuple[int, str, str]]:
        return [(one.version, one.info.status, one.info.description) for one in self.store.history("web")]


@pytest.fixture
def house() -> House:
    return House()


def test_a_first_installation_writes_the_record_then_the_objects(house: House) -> None:
    plan = house.run(Shelf(config_map("a") + config_map("b")), {"x": 1.0})
    assert plan.changed and plan.reasons == ["absent"]
    assert house.cluster.writes == ["apply ConfigMap/a", "apply ConfigMap/b"]
    assert house.statuses() == [(1, "deployed", "Install complete")]
    [release] = house.store.history("web")
    assert (release.config, release.apply_method, release.info.notes) == ({"x": 1.0}, "ssa", "Enjoy!")
    assert release.info.first_deployed == release.info.last_deployed


def test_every_object_says_whose_it_is_and_the_record_does_not(house: House) -> None:
    house.run(Shelf(config_map("a")))
    live = house.cluster.objects[ObjectRef("v1", "ConfigMap", "shop", "a")]
    assert live["metadata"]["labels"] == {"app.kubernetes.io/managed-by": "Helm"}
    assert live["metadata"]["annotations"] == {
        "meta.helm.sh/release-name": "web",
        "meta.helm.sh/release-namespace": "shop",
    }
    assert "managed-by" not in house.store.history("web")[0].manifest


def test_the_same_again_changes_nothing_and_asks_for_no_object(house: House) -> None:
    shelf = Shelf(config_map("a"))
    house.run(shelf, {"x": 1.0})
    house.cluster.requests = 0
    house.cluster.writes.clear()
    plan = house.run(shelf, {"x": 1.0})
    assert not plan.changed and plan.changes() == []
    assert house.cluster.writes == [] and house.cluster.requests == 0
    assert len(house.store.history("web")) == 1


def test_nothing_changes_where_a_chart_prints_the_revision_or_the_kind_of_action(house: House) -> None:
    shelf = Shelf("")
    shelf.output = lambda rendering: config_map("a", revision=str(rendering.revision), first=str(rendering.is_install))
    house.run(shelf)
    assert not house.plan(shelf).changed
    house.run(shelf, {"x": 1.0})
    assert not house.plan(shelf, {"x": 1.0}).changed


def test_what_differs_at_each_rendering_is_no_change_and_is_named(house: House) -> None:
    shelf, count = Shelf(""), [0]

    def output(rendering: Rendering) -> str:
        count[0] += 1
        return config_map("a", password=str(count[0]), fixed="x")

    shelf.output = output
    house.run(shelf)
    plan = house.plan(shelf)
    assert not plan.changed
    assert plan.unpredicted == ["random at each rendering: v1/ConfigMap/a: data.password"]
    shelf.output = lambda rendering: output(rendering).replace("'x'", "'y'")
    assert house.plan(shelf).reasons == ["manifest"]


def test_a_preview_names_what_will_be_random(house: House) -> None:
    shelf, count = Shelf(""), [0]

    def output(rendering: Rendering) -> str:
        count[0] += 1
        return config_map("a", password=str(count[0]))

    shelf.output = output
    expected = ["random at each rendering: v1/ConfigMap/a: data.password"]
    assert house.plan(shelf, preview=True).unpredicted == expected
    house.run(shelf)
    assert house.plan(shelf, {"x": 1.0}, preview=True).unpredicted == expected


@pytest.mark.parametrize("what", ["values", "chart", "labels", "manifest", "hooks", "status", "always"])
def test_a_new_revision_comes_about_for_each_reason(house: House, what: str) -> None:
    shelf, values, more = Shelf(config_map("a")), {"x": 1.0}, {}
    house.run(shelf, values)
    if what == "values":
        values = {"x": 2.0}
    elif what == "chart":
        shelf.chart["templates"] = [{"name": "templates/new.yaml", "data": "e30="}]
    elif what == "labels":
        more = {"labels": {"team": "red"}}
    elif what == "manifest":
        shelf.manifest = config_map("a", x="2")
    elif what == "hooks":
        shelf.hooks = [job_hook("j", "post-delete")]
    elif what == "status":
        [release] = house.store.history("web")
        release.info.status = "failed"
        house.store.update(release)
    else:
        more = {"always": True}
    plan = house.run(shelf, values, **more)
    assert plan.reasons == [what]
    assert house.store.history("web")[-1].version == 2
    assert house.store.history("web")[-1].info.status == "deployed"


def test_an_upgrade_updates_creates_and_deletes_and_supersedes_the_last_revision(house: House) -> None:
    house.run(Shelf(config_map("a") + config_map("b") + config_map("c")))
    house.cluster.writes.clear()
    plan = house.run(Shelf(config_map("a") + config_map("b", x="1") + config_map("d")))
    assert [(change["action"], change["name"]) for change in plan.changes()] == [
        ("update", "b"), ("create", "d"), ("delete", "c"),
    ]  # fmt: skip
    assert house.cluster.writes == [
        "apply ConfigMap/a", "apply ConfigMap/b", "apply ConfigMap/d", "delete ConfigMap/c",
    ]  # fmt: skip
    assert house.statuses() == [(1, "superseded", "Install complete"), (2, "deployed", "Upgrade complete")]
    first, second = house.store.history("web")
    assert second.info.first_deployed == first.info.first_deployed


def test_an_object_that_asks_to_be_kept_outlives_its_place_in_the_manifest(house: House) -> None:
    kept = config_map("a").replace("  name: a\n", "  name: a\n  annotations: {helm.sh/resource-policy: keep}\n")
    house.run(Shelf(kept))
    plan = house.run(Shelf(""))
    assert [(change["action"], change["note"]) for change in plan.changes()] == [("keep", "resource policy")]
    assert house.cluster.names("ConfigMap") == ["a"]


def test_somebody_elses_object_stops_everything_before_the_first_write(house: House) -> None:
    house.cluster.add({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}, namespace="shop")
    with pytest.raises(ReleaseError) as caught:
        house.run(Shelf(config_map("a")))
    assert str(caught.value) == (
        'unable to continue with install: ConfigMap "a" in namespace "shop" exists and cannot be imported into the'
        ' current release: invalid ownership metadata; label validation error: missing key'
        ' "app.kubernetes.io/managed-by": must be set to "Helm"; annotation validation error: missing key'
        ' "meta.helm.sh/release-name": must be set to "web"; annotation validation error: missing key'
        ' "meta.helm.sh/release-namespace": must be set to "shop"'
    )
    assert house.cluster.writes == [] and house.store.history("web") == []


def test_taking_ownership_adopts_it(house: House) -> None:
    house.cluster.add({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}, namespace="shop")
    plan = house.run(Shelf(config_map("a")), take_ownership=True)
    assert [change["action"] for change in plan.changes()] == ["adopt"]


def test_a_missing_namespace_is_made_where_that_is_wanted_and_named_where_not(house: House) -> None:
    del house.cluster.objects[ObjectRef("v1", "Namespace", "", "shop")]
    with pytest.raises(ReleaseError, match='namespaces "shop" not found'):
        house.plan(Shelf(config_map("a")))
    house.run(Shelf(config_map("a")), create_namespace=True)
    assert house.cluster.writes[0] == "apply Namespace/shop"
    namespace = house.cluster.objects[ObjectRef("v1", "Namespace", "", "shop")]
    assert namespace["metadata"] == {"name": "shop", "labels": {"name": "shop"}}


def test_definitions_come_first_and_are_known_before_they_are_there(house: House) -> None:
    shelf = Shelf(ROBOT, crds=[CRD])
    plan = house.plan(shelf)
    assert [(change["action"], change["kind"]) for change in plan.changes()] == [
        ("create", "CustomResourceDefinition"), ("create", "Robot"),
    ]  # fmt: skip
    assert "example.org/v1/Robot" in shelf.asked[0].api_versions
    house.run(shelf)
    assert house.cluster.writes == ["apply CustomResourceDefinition/robots.example.org", "apply Robot/r2"]


def test_a_definition_that_is_there_is_left_alone(house: House) -> None:
    house.run(Shelf(ROBOT, crds=[CRD]))
    house.cluster.writes.clear()
    house.run(Shelf(ROBOT.replace("r2", "c3"), crds=[CRD]))
    assert house.cluster.writes == ["apply Robot/c3", "delete Robot/r2"]


def test_a_definition_that_differs_is_upgraded_on_request(house: House) -> None:
    house.run(Shelf(ROBOT, crds=[CRD]))
    newer = CRD.replace("served: true}]", "served: true}, {name: v2, served: true}]")
    assert not house.plan(Shelf(ROBOT, crds=[CRD]), crds="upgrade").changed
    assert not house.plan(Shelf(ROBOT, crds=[newer])).changed
    house.cluster.writes.clear()
    shelf = Shelf(ROBOT, crds=[newer])
    plan = house.run(shelf, crds="upgrade")
    assert plan.reasons == ["crds"]
    assert "example.org/v2/Robot" in shelf.asked[-1].api_versions
    assert house.cluster.writes[0] == "apply CustomResourceDefinition/robots.example.org"
    assert not house.plan(Shelf(ROBOT, crds=[newer]), crds="upgrade").changed


def test_no_version_is_dropped_in_which_objects_may_be_stored(house: House) -> None:
    house.run(Shelf(ROBOT, crds=[CRD]))
    ref = ObjectRef("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", "robots.example.org")
    house.cluster.objects[ref]["status"] = {"storedVersions": ["v1"]}
    house.cluster.writes.clear()
    with pytest.raises(ReleaseError, match=r"robots.example.org: the chart's definition drops v1"):
        house.run(Shelf(ROBOT, crds=[CRD.replace("v1, served", "v2, served")]), crds="upgrade")
    assert house.cluster.writes == []


def test_an_unknown_kind_is_told_in_helms_words_before_the_first_write(house: House) -> None:
    with pytest.raises(ReleaseError) as caught:
        house.run(Shelf(ROBOT, crds=[CRD]), crds="skip")
    assert str(caught.value) == (
        'unable to build kubernetes objects from release manifest: resource mapping not found for name: "r2"'
        ' namespace: "" from "": no matches for kind "Robot" in version "example.org/v1"'
        "\nensure CRDs are installed first"
    )
    assert house.cluster.writes == []


def test_hooks_run_around_the_objects_by_weight_and_name(house: House) -> None:
    hooks = [
        job_hook("late", "pre-install", weight=5),
        job_hook("b", "pre-install"),
        job_hook("a", "pre-install"),
        job_hook("after", "post-install", policies=["hook-succeeded"]),
    ]
    house.run(Shelf(config_map("m"), hooks=hooks))
    assert [write for write in house.cluster.writes if "Job" in write or "ConfigMap" in write] == [
        "delete Job/a", "apply Job/a", "delete Job/b", "apply Job/b", "delete Job/late", "apply Job/late",
        "apply ConfigMap/m", "apply Job/after", "delete Job/after",
    ]  # fmt: skip
    recorded = {hook.name: hook for hook in house.store.history("web")[0].hooks}
    assert recorded["a"].phase == "Succeeded" and recorded["a"].completed_at
    assert recorded["a"].delete_policies == ["before-hook-creation"]


def test_a_failed_hook_leaves_a_failed_revision_with_the_reason(house: House) -> None:
    house.cluster.unready["j"] = "BackoffLimitExceeded"
    with pytest.raises(DeployFailedError) as caught:
        house.run(Shelf(config_map("m"), hooks=[job_hook("j", "pre-install")]))
    text = (
        'Release "web" failed: failed pre-install: resource Job/shop/j not ready. status: Failed, message:'
        " BackoffLimitExceeded"
    )
    assert str(caught.value) == text
    assert house.statuses() == [(1, "failed", text)]
    assert house.cluster.names("ConfigMap") == []
    assert [finding["name"] for finding in caught.value.findings] == ["j"]


def test_without_hooks_none_runs(house: House) -> None:
    house.run(Shelf("", hooks=[job_hook("j", "pre-install")]), hooks=False)
    assert house.cluster.names("Job") == []


def test_a_failed_installation_is_mended_by_the_next_run(house: House) -> None:
    house.cluster.broken["apply b"] = ClusterError("denied by policy", status=403, reason="Forbidden")
    shelf = Shelf(config_map("a") + config_map("b"))
    with pytest.raises(DeployFailedError, match="apply failed for object shop/b /v1, Kind=ConfigMap: denied"):
        house.run(shelf)
    house.cluster.broken.clear()
    plan = house.run(shelf)
    assert plan.reasons == ["status"]
    assert [(version, status) for version, status, _text in house.statuses()] == [(1, "superseded"), (2, "deployed")]


def test_a_failed_upgrade_leaves_the_last_revision_deployed(house: House) -> None:
    house.run(Shelf(config_map("a")))
    house.cluster.unready["a"] = "waiting"
    with pytest.raises(DeployFailedError) as caught:
        house.run(Shelf(config_map("a", x="1")), wait=True)
    assert str(caught.value).startswith('Upgrade "web" failed: resource ConfigMap/shop/a not ready. status: InProgress')
    assert [(version, status) for version, status, _text in house.statuses()] == [(1, "deployed"), (2, "failed")]


def test_a_failed_upgrade_is_rolled_back_where_that_is_wanted(house: House) -> None:
    house.run(Shelf(config_map("a", x="1")))
    house.cluster.broken["apply b"] = ClusterError("no", status=422, reason="Invalid")
    with pytest.raises(DeployFailedError, match="has been rolled back to revision 1"):
        house.run(Shelf(config_map("a", x="2") + config_map("b")), on_failure=ROLL_BACK)
    assert house.statuses()[-1] == (3, "deployed", "Rollback to 1")
    live = house.cluster.objects[ObjectRef("v1", "ConfigMap", "shop", "a")]
    assert live["data"] == {"x": "1"}


def test_a_failed_first_installation_is_removed_where_that_is_wanted_and_adopted_objects_stay(house: House) -> None:
    house.cluster.add({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "mine"}}, namespace="shop")
    house.cluster.broken["apply z"] = ClusterError("no", status=422, reason="Invalid")
    shelf = Shelf(config_map("a") + config_map("mine") + config_map("z"))
    with pytest.raises(DeployFailedError, match="has been uninstalled"):
        house.run(shelf, on_failure=ROLL_BACK, take_ownership=True)
    assert house.store.history("web") == []
    assert house.cluster.names("ConfigMap") == ["mine"]


def test_cleaning_up_deletes_what_the_failed_upgrade_created(house: House) -> None:
    house.run(Shelf(config_map("a")))
    house.cluster.unready["a"] = "waiting"
    with pytest.raises(DeployFailedError):
        house.run(Shelf(config_map("a", x="1") + config_map("b")), wait=True, cleanup_on_fail=True)
    assert house.cluster.names("ConfigMap") == ["a"]


def test_an_interruption_leaves_a_failed_revision(house: House) -> None:
    house.cluster.wait_ready = _interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        house.run(Shelf(config_map("a")), wait=True)
    assert house.statuses() == [(1, "failed", 'Release "web" failed: interrupted')]


def _interrupted(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


def test_history_is_pruned_but_never_the_deployed_revision(house: House) -> None:
    for count in range(5):
        house.run(Shelf(config_map("a", x=str(count))), history_max=3)
    assert [version for version, _status, _text in house.statuses()] == [3, 4, 5]


def test_a_release_that_was_removed_with_its_history_is_installed_as_the_next_revision(house: House) -> None:
    house.store.create(record(4, "uninstalled", description="Uninstallation complete"))
    plan = house.run(Shelf(config_map("a")))
    assert plan.action == "install"
    assert house.statuses() == [
        (4, "superseded", "superseded by new release"), (5, "deployed", "Install complete"),
    ]  # fmt: skip


def test_a_release_whose_removal_broke_off_is_installed_again(house: House) -> None:
    house.store.create(record(1, "uninstalling", manifest=config_map("a")))
    house.run(Shelf(config_map("a")))
    assert [(version, status) for version, status, _text in house.statuses()] == [(1, "superseded"), (2, "deployed")]


def test_fields_that_client_side_apply_has_set_are_taken_over_first(house: House) -> None:
    house.store.create(record(1, "deployed", manifest=config_map("a"), apply_method=""))
    managed = [{"manager": "helm", "operation": "Update", "apiVersion": "v1", "fieldsV1": {"f:data": {}}}]
    live = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "managedFields": managed}}
    house.cluster.add(live, namespace="shop")
    house.run(Shelf(config_map("a", x="1")), manner=Manner("true"))
    assert house.cluster.writes == ["patch ConfigMap/a", "apply ConfigMap/a"]
    assert house.store.history("web")[-1].apply_method == "ssa"


def test_a_release_goes_on_as_it_was_written_last(house: House) -> None:
    house.store.create(record(1, "deployed", manifest=config_map("a", x="1"), apply_method=""))
    live = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {}}
    house.cluster.add(live, namespace="shop")
    house.run(Shelf(config_map("a", x="2") + config_map("b")))
    assert house.cluster.writes == ["patch ConfigMap/a", "create ConfigMap/b"]
    assert house.store.history("web")[-1].apply_method == "csa"
    house.cluster.writes.clear()
    assert house.run(Shelf(config_map("a", x="2") + config_map("b"))).changed is False
    assert house.cluster.writes == []


def test_an_installation_is_client_side_where_that_is_asked_for(house: House) -> None:
    hook = job_hook("prepare", "pre-install")
    house.run(Shelf(config_map("a"), hooks=[hook]), manner=Manner("false"))
    assert house.cluster.writes == ["delete Job/prepare", "create Job/prepare", "create ConfigMap/a"]
    assert house.store.history("web")[-1].apply_method == "csa"


class Known:
    """Every rendering is known to change nothing."""

    def unchanged(self, *_asked: object) -> bool:
        return True

    def keep(self) -> None:
        pytest.fail("nothing was rendered")


@pytest.mark.parametrize("known", [None, Known()])
def test_asking_for_another_method_alone_makes_a_revision(house: House, known: Known | None) -> None:
    house.run(Shelf(config_map("a")))
    house.conclusions = known
    assert house.plan(Shelf(config_map("a")), manner=Manner("true")).changed is False
    plan = house.run(Shelf(config_map("a")), manner=Manner("false"))
    assert plan.reasons == ["apply_method"] and house.store.history("web")[-1].apply_method == "csa"
    assert house.plan(Shelf(config_map("a")), manner=Manner("false")).changed is False


def test_the_way_back_from_a_failed_upgrade_knows_the_forces_of_its_method_only(house: House) -> None:
    house.run(Shelf(config_map("a", x="1")), manner=Manner("false"))
    house.cluster.broken["create b"] = ClusterError("b is not allowed", status=422, reason="Invalid")
    wanted = Shelf(config_map("a", x="2") + config_map("b"))
    with pytest.raises(DeployFailedError, match="has been rolled back to revision 1"):
        house.run(wanted, manner=Manner(force_replace=True), on_failure=ROLL_BACK)
    assert house.cluster.objects[ObjectRef("v1", "ConfigMap", "shop", "a")]["data"] == {"x": "1"}


def test_values_are_reset_or_laid_over_those_of_the_last_revision(house: House) -> None:
    house.run(Shelf(config_map("a")), {"x": 1.0, "keep": {"a": 1.0}})
    assert house.plan(Shelf(config_map("a")), {"y": 2.0}).release.config == {"y": 2.0}
    reused = house.plan(Shelf(config_map("a")), {"keep": {"b": 2.0}}, strategy="reset_then_reuse").release.config
    assert reused == {"x": 1.0, "keep": {"a": 1.0, "b": 2.0}}


def test_reusing_values_gives_the_renderer_the_old_chart(house: House) -> None:
    house.run(Shelf(config_map("a")), {"x": 1.0})
    shelf = Shelf(config_map("a"))
    house.plan(shelf, {"y": 2.0}, strategy="reuse")
    assert shelf.asked[-1].base is not None and shelf.asked[-1].config == {"x": 1.0, "y": 2.0}


def test_reused_values_are_no_change_by_themselves(house: House) -> None:
    shelf = Shelf(config_map("a"))
    house.run(shelf, {"x": 1.0})
    house.run(shelf, {"y": 2.0}, strategy="reuse")
    shelf.chart = {**shelf.chart, "values": {"x": 1.0, "y": 2.0}}
    assert not house.plan(shelf, {"y": 2.0}, strategy="reuse").changed


def test_a_record_that_is_too_large_is_refused_before_the_first_write(house: House) -> None:
    shelf = Shelf(config_map("a"), crds=[CRD])
    noise = "".join(hashlib.sha256(b"%d" % number).hexdigest() for number in range(40_000))
    shelf.chart["files"] = [{"name": "noise.txt", "data": noise}]
    with pytest.raises(StorageError, match=r"too large.*noise\.txt"):
        house.run(shelf)
    assert house.cluster.writes == []


def test_two_runs_at_once_make_one_revision(house: House) -> None:
    plan, kinds, _rendered = house._prepare(Shelf(config_map("a")))
    house.store.create(record(1, "pending-install"))
    with pytest.raises(ReleaseError, match="another run has just begun revision 1 of web"):
        deploy(plan, ports=house.ports, kinds=kinds, options=DeployOptions())
    assert house.statuses() == [(1, "pending-install", "")]


def test_labels_stay_and_null_removes_one(house: House) -> None:
    house.run(Shelf(config_map("a")), labels={"team": "red", "tier": "web"})
    house.run(Shelf(config_map("a")), labels={"tier": "null", "stage": "test"})
    assert house.store.history("web")[-1].labels == {"team": "red", "stage": "test"}
    assert not house.plan(Shelf(config_map("a"))).changed


class TestPending:
    def test_a_fresh_one_is_refused_where_the_task_says_so(self, house: House) -> None:
        house.store.create(record(1, "pending-install"))
        with pytest.raises(ReleaseError, match=r"another operation \(install/upgrade/rollback\) is in progress"):
            self._await(house, "fail")

    def test_an_old_one_has_lost_its_owner(self, house: House) -> None:
        house.store.create(record(1, "pending-install", manifest=config_map("a")))
        assert self._await(house, "wait").word == "pending"
        assert sum(house.clock.naps) >= 30
        house.run(Shelf(config_map("a")))
        assert [(version, status) for version, status, _text in house.statuses()] == [
            (1, "superseded"), (2, "deployed"),
        ]  # fmt: skip

    def test_waiting_ends_when_the_other_run_does(self, house: House) -> None:
        house.store.create(record(1, "pending-install"))
        house.clock.on_sleep = lambda: house.store.update(record(1, "deployed"))
        assert self._await(house, "wait").word == "deployed"
        assert len(house.clock.naps) == 1

    def test_a_pending_upgrade_is_marked_as_failed_before_the_next_one(self, house: House) -> None:
        house.store.create(record(1, "deployed", manifest=config_map("a")))
        house.store.create(record(2, "pending-upgrade", manifest=config_map("a", x="1")))
        house.run(Shelf(config_map("a", x="2")))
        assert [(version, status) for version, status, _text in house.statuses()] == [
            (1, "superseded"), (2, "failed"), (3, "deployed"),
        ]  # fmt: skip

    def _await(self, house: House, choice: str):
        situation = name_situation(house.store.history("web"))
        return await_owner(situation, "web", policy=PendingPolicy(choice, 60.0), ports=house.ports)
