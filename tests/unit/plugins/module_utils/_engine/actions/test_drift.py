# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.correcting import correct, correction
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.deploy import (
    DeployFailedError,
    DeployOptions,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.drift import (
    Findings,
    Rule,
    drift_facts,
    drift_warning,
    find_drift,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.kinds import Kinds
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.masking import Masker
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.ports import JSON
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import (
    ClusterError,
    ManifestError,
    ReleaseError,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.patch_targets import Target
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.actions.world import (
    FakeCluster,
    config_map,
    ports,
    record,
)

FOREIGN = {"annotations": {"meta.helm.sh/release-name": "other"}}


class Answering(FakeCluster):
    """Answers a dry run as the API server does: the live object with the applied fields, and whose these are."""

    def apply(self, obj: JSON, *, namespace: str, force: bool = False, dry_run: bool = False) -> JSON:
        answer = super().apply(obj, namespace=namespace, force=force, dry_run=dry_run)
        if not dry_run:
            return answer
        fields = {"f:data": {"f:" + key: {} for key in obj["data"]}}
        ours = {"manager": "helm", "operation": "Apply", "fieldsV1": fields}
        live: JSON = self.get(self._ref(obj, namespace)) or {"data": {}}
        metadata = {**obj["metadata"], "managedFields": [ours]}
        return {**obj, "data": {**live["data"], **obj["data"]}, "metadata": metadata}


def live(cluster: FakeCluster, name: str, data: JSON, *, kind: str = "ConfigMap", **metadata: t.Any) -> None:
    body = {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, "namespace": "shop", **metadata}, "data": data}
    cluster.add(body, namespace="shop")


MANIFEST = config_map("a", key="one") + config_map("b", key="one")
DATA = {"key": "one"}


def look(cluster: FakeCluster, *rules: Rule, manifest: str = MANIFEST) -> Findings:
    return find_drift(record(3, "deployed", manifest=manifest), cluster=cluster, kinds=Kinds(cluster), rules=rules)


def found(findings: Findings) -> list[tuple[str, str, list[str]]]:
    return [(one.step.action, one.step.ref.name, one.pointers) for one in findings.drifted]


def test_what_differs_and_what_is_missing_is_found_and_mended() -> None:
    cluster = Answering()
    live(cluster, "a", {**DATA, "key": "two", "more": "theirs"})
    findings = look(cluster)
    assert found(findings) == [("update", "a", ["/data/key"]), ("create", "b", [])] and findings.unknown == []
    assert cluster.writes == []
    plan = correction(record(3, "deployed"), findings)
    correct(plan, ports=ports(cluster), options=DeployOptions())
    assert cluster.writes == ["apply ConfigMap/a", "apply ConfigMap/b"]
    assert [one["action"] for one in plan.changes()] == ["update", "create"]


def test_rules_and_annotations_leave_things_aside() -> None:
    cluster = Answering()
    live(cluster, "a", {"key": "two"})
    assert found(look(cluster, Rule(Target(name="a"), ["/data"]), Rule(Target(name="b")))) == []
    assert found(look(cluster, Rule(Target(kind="Secret")), Rule(Target(name="b")))) == [("update", "a", ["/data/key"])]
    live(cluster, "a", {"key": "two"}, annotations={"chartwright.kube/drift": "ignore"})
    assert found(look(cluster)) == [("create", "b", [])]
    with pytest.raises(ManifestError, match="drift_ignore: data is no pointer"):
        look(cluster, Rule(Target(), ["data"]))


def test_what_belongs_to_another_release_is_named_and_kept() -> None:
    cluster = Answering()
    live(cluster, "a", {"key": "two"}, **FOREIGN)
    live(cluster, "b", DATA)
    findings = look(cluster)
    assert found(findings) == [("keep", "a", [])]
    assert not correction(record(3, "deployed"), findings).changed
    assert "belongs to release shop/other now" in drift_warning(record(3, "deployed"), findings.drifted[0])


def test_a_job_that_tidied_itself_up_is_not_missing() -> None:
    job = "---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\ndata: {}\nspec: {%s}\n"
    assert found(look(Answering(), manifest=job % "ttlSecondsAfterFinished: 0")) == []
    assert found(look(Answering(), manifest=job % "")) == [("create", "j", [])]


def refused(text: str, status: int) -> ClusterError:
    return ClusterError(text, status=status, reason="Refused")


def test_what_cannot_be_compared_is_named() -> None:
    cluster = Answering()
    live(cluster, "a", DATA)
    live(cluster, "b", DATA)
    cluster.broken["apply a"] = refused("webhook does not support dry run", 400)
    cluster.broken["apply b"] = refused("too much", 500)
    odd = "---\napiVersion: x/v1\nkind: Odd\nmetadata: {name: o}\n"
    findings = look(cluster, manifest=MANIFEST + odd)
    assert findings.drifted == [] and [text.rpartition(": ")[2] for text in findings.unknown] == [
        "the cluster no longer serves its kind", "an admission webhook does not answer dry runs", "too much",
    ]  # fmt: skip
    cluster.objects.clear()
    del cluster.broken["apply b"]
    assert found(look(cluster)) == [("create", "a", []), ("create", "b", [])]


def test_what_the_server_refuses_to_mend_is_an_error_before_a_write() -> None:
    cluster = Answering()
    live(cluster, "a", DATA)
    live(cluster, "b", DATA)
    cluster.broken["apply a"] = refused("field is immutable", 422)
    findings = look(cluster)
    assert found(findings) == [("update", "a", [])] and "immutable" in findings.drifted[0].step.note
    with pytest.raises(ReleaseError, match=r"the drift of web cannot be corrected: .*field is immutable"):
        correction(record(3, "deployed"), findings)
    cluster.broken["apply b"] = refused('User "bob" cannot patch resource: the answer was " cannot "', 403)
    with pytest.raises(ReleaseError, match="bob"):
        look(cluster)


def test_a_correction_that_fails_says_so() -> None:
    cluster = Answering()
    findings = look(cluster)
    cluster.unready["b"] = "Ready: 0/1"
    with pytest.raises(DeployFailedError, match=r'Correcting the drift of "web" failed: .*Ready: 0/1'):
        correct(correction(record(3, "deployed"), findings), ports=ports(cluster), options=DeployOptions(wait=True))


def test_secrets_are_masked() -> None:
    cluster = Answering()
    live(cluster, "s", {"key": "aHVudGVyMg=="}, kind="Secret")
    secret = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {key: c2VjcmV0}\n"
    (fact,) = drift_facts(look(cluster, manifest=secret), Masker(b"k"))
    (field,) = fact["fields"]
    assert field["path"] == "/data/key" and field["before"] != field["after"]
    assert field["before"].startswith("<masked ") and field["after"].startswith("<masked ")
