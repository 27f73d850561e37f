# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting: what ends it and what it says, on scripted watches. Real ones are in tests/cluster."""

from __future__ import annotations

import json
import queue
import time
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube import wait
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.served import (
    ReadyRule,
    Resource,
    WaitRules,
    wait_error,
)

JSON = dict[str, t.Any]
Event = tuple[str, JSON]
WEB = ObjectRef("apps/v1", "Deployment", "shop", "web")
API = ObjectRef("apps/v1", "Deployment", "shop", "api")
DATA = ObjectRef("v1", "ConfigMap", "shop", "data")
THING = ObjectRef("x.io/v1", "Thing", "shop", "a")


class Stream:
    """Events as lines; what comes later is put into ``events``. Ends with None."""

    def __init__(self, events: t.Sequence[Event | None]) -> None:
        self.events: queue.Queue[Event | None] = queue.Queue()
        for event in events:
            self.events.put(event)

    def __iter__(self) -> t.Iterator[bytes]:
        while (event := self.events.get()) is not None:
            yield json.dumps({"type": event[0], "object": event[1]}).encode()

    def close(self) -> None:
        self.events.put(None)


class Cluster:
    """Lists and watches by kind, used up one after the other; the last list stays."""

    def __init__(self) -> None:
        self.lists: dict[str, list[list[JSON] | ClusterError]] = {}
        self.watches: dict[str, list[t.Sequence[Event | None] | ClusterError]] = {}
        self.asked: list[tuple[str, ...]] = []

    def resource(self, api_version: str, kind: str) -> Resource:
        return Resource(api_version, kind, kind.lower() + "s", namespaced=True)

    def forget_discovery(self) -> None:
        self.asked.append(("forget",))

    def list_from(self, resource: Resource, namespace: str | None, **selection: t.Any) -> tuple[list[JSON], str]:
        self.asked.append(("list", resource.kind, selection.get("field_selector", "")))
        answers = self.lists[resource.kind]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, ClusterError):
            raise answer
        return answer, "1"

    def watch(self, resource: Resource, namespace: str | None, **selection: t.Any) -> Stream:
        self.asked.append(("watch", resource.kind, selection["resource_version"]))
        answers = self.watches.get(resource.kind)
        answer = answers.pop(0) if answers else []
        if isinstance(answer, ClusterError):
            raise answer
        return Stream(answer)


def deployment(ref: ObjectRef, ready: int, *, failed: bool = False, version: str = "2", **spec: t.Any) -> JSON:
    conditions = [{"type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable"}]
    conditions.append({"type": "Available", "status": "True"})
    if failed:
        conditions = [{"type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded"}]
    status = dict.fromkeys(("replicas", "updatedReplicas", "readyReplicas", "availableReplicas"), ready)
    return {
        **obj(ref, version), "spec": {"replicas": 1, **spec}, "status": {**status, "conditions": conditions},
    }  # fmt: skip


def obj(ref: ObjectRef, version: str = "2", **fields: t.Any) -> JSON:
    metadata = {"name": ref.name, "namespace": ref.namespace, "resourceVersion": version, **fields.pop("metadata", {})}
    return {"apiVersion": ref.api_version, "kind": ref.kind, "metadata": metadata, **fields}


def ready(cluster: Cluster, refs: t.Sequence[ObjectRef], **options: t.Any) -> list[tuple[str, str]]:
    options = {"timeout": 5.0, **options}
    failures = wait.wait_ready(t.cast(t.Any, cluster), refs, **options)
    return [(failure.status, failure.message) for failure in failures]


def test_what_is_ready_already_costs_no_watch() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[deployment(WEB, 1)]], "ConfigMap": [[obj(DATA)]]}
    assert ready(cluster, [WEB, DATA]) == []
    assert cluster.asked == [("list", "Deployment", "metadata.name=web"), ("list", "ConfigMap", "metadata.name=data")]


def test_changes_are_watched_and_told() -> None:
    cluster = Cluster()
    lines: list[str] = []
    cluster.lists = {"Deployment": [[deployment(WEB, 0), deployment(API, 1)]]}
    cluster.watches = {"Deployment": [[("MODIFIED", deployment(WEB, 0)), ("MODIFIED", deployment(WEB, 1))]]}
    assert ready(cluster, [WEB, API], say=lines.append) == []
    assert lines == ["1/2 ready, waiting for Deployment web: Replicas: 0/1", "2/2 ready"]
    assert cluster.asked[0] == ("list", "Deployment", "")


def test_a_failed_object_does_not_end_the_wait_of_the_others() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[deployment(WEB, 0, failed=True), deployment(API, 0)]]}
    cluster.watches = {"Deployment": [[("MODIFIED", deployment(API, 1))]]}
    failures = wait.wait_ready(t.cast(t.Any, cluster), [WEB, API], timeout=5)
    assert wait_error(failures) == (
        "resource Deployment/shop/web not ready. status: Failed, message: Progress deadline exceeded"
    )


def test_at_the_deadline_all_that_is_not_ready_is_told() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[deployment(WEB, 0)]], "Thing": [[]]}
    begin = time.monotonic()
    failures = wait.wait_ready(t.cast(t.Any, cluster), [WEB, THING], timeout=0.2)
    assert time.monotonic() - begin < 2
    assert wait_error(failures) == (
        "resource Deployment/shop/web not ready. status: InProgress, message: Replicas: 0/1\n"
        "resource Thing/shop/a not ready. status: Unknown, message: \n"
        "context deadline exceeded"
    )


def test_a_paused_deployment_is_not_waited_for() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[deployment(WEB, 0, paused=True)]]}
    assert ready(cluster, [WEB]) == []


def test_an_object_that_vanishes_is_not_found() -> None:
    cluster = Cluster()
    cluster.lists = {"Thing": [[obj(THING, status={"conditions": [{"type": "Ready", "status": "False"}]})]]}
    cluster.watches = {"Thing": [[("DELETED", obj(THING))]]}
    assert ready(cluster, [THING], timeout=0.3) == [("NotFound", "Resource not found")]


def test_a_watch_goes_on_where_it_ended_and_lists_anew_where_the_version_is_gone() -> None:
    cluster = Cluster()
    waiting, done = deployment(WEB, 0), deployment(WEB, 1)
    cluster.lists = {"Deployment": [[waiting], [waiting], [done]]}
    cluster.watches = {
        "Deployment": [
            [("BOOKMARK", obj(WEB, "7")), None],
            [("ERROR", {"code": 410, "message": "too old"})],
            ClusterError("gone", status=410),
        ]
    }
    assert ready(cluster, [WEB]) == []
    assert cluster.asked[:6] == [
        ("list", "Deployment", "metadata.name=web"), ("watch", "Deployment", "1"), ("watch", "Deployment", "7"),
        ("list", "Deployment", "metadata.name=web"), ("watch", "Deployment", "1"),
        ("list", "Deployment", "metadata.name=web"),
    ]  # fmt: skip


def test_a_lost_connection_is_made_again() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[deployment(WEB, 0)]]}
    cluster.watches = {
        "Deployment": [ClusterError("lost", reason="ConnectionLost"), [("MODIFIED", deployment(WEB, 1))]]
    }
    assert ready(cluster, [WEB]) == []


def test_a_watch_that_is_forbidden_is_an_error() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[deployment(WEB, 0)]]}
    cluster.watches = {"Deployment": [ClusterError("forbidden", status=403, reason="Forbidden")]}
    with pytest.raises(ClusterError, match="forbidden"):
        ready(cluster, [WEB])


def test_a_kind_that_is_not_served_yet_is_asked_for_again() -> None:
    cluster = Cluster()
    missing = ClusterError("no matches", reason="NoKindMatch")
    cluster.lists = {"Thing": [missing, missing, [obj(THING)]]}
    assert ready(cluster, [THING]) == []
    assert ("forget",) in cluster.asked


def test_a_stateful_set_fails_by_its_pods() -> None:
    ref = ObjectRef("apps/v1", "StatefulSet", "shop", "db")
    pod = pod_of("db", crashing=True)
    cluster = Cluster()
    cluster.lists = {"StatefulSet": [[obj(ref, metadata={"uid": "db"}, spec={"replicas": 1})]], "Pod": [[pod]]}
    assert ready(cluster, [ref]) == [("Failed", "1 pods have failed")]
    assert cluster.asked[-1] == ("list", "Pod", "")


def test_pods_are_watched_and_not_asked_for_again() -> None:
    ref = ObjectRef("apps/v1", "StatefulSet", "shop", "db")
    cluster = Cluster()
    cluster.lists = {"StatefulSet": [[obj(ref, metadata={"uid": "db"}, spec={"replicas": 1})]], "Pod": [[]]}
    others = [("ADDED", pod_of("other", crashing=True)), ("ADDED", pod_of("db")), ("DELETED", pod_of("db"))]
    cluster.watches = {"Pod": [[*others, ("MODIFIED", pod_of("db", crashing=True))]]}
    assert ready(cluster, [ref]) == [("Failed", "1 pods have failed")]
    assert [asked[:2] for asked in cluster.asked].count(("list", "Pod")) == 1


def test_who_may_not_look_at_pods_waits_without_them() -> None:
    ref = ObjectRef("apps/v1", "StatefulSet", "shop", "db")
    cluster = Cluster()
    cluster.lists = {
        "StatefulSet": [[obj(ref, metadata={"uid": "db"}, spec={"replicas": 1})]],
        "Pod": [ClusterError("pods is forbidden", status=403)],
    }
    assert ready(cluster, [ref], timeout=0.2) == [("InProgress", "Replicas: 0/1")]


def test_a_job_that_was_done_and_is_gone_has_been_tidied_up() -> None:
    job = ObjectRef("batch/v1", "Job", "shop", "once")
    done = obj(job, status={"conditions": [{"type": "Complete", "status": "True"}]})
    cluster = Cluster()
    cluster.lists = {"Job": [[done]], "Deployment": [[deployment(WEB, 0)]]}
    cluster.watches = {"Job": [[("DELETED", done)]]}
    refs = [job, WEB]
    assert ready(cluster, refs, timeout=0.3, rules=WaitRules(jobs=True)) == [("InProgress", "Replicas: 0/1")]


def test_legacy_rules_look_at_replica_sets_and_at_nothing_without_a_rule() -> None:
    live = obj(WEB, metadata={"uid": "web"}, spec={"replicas": 1, "template": {"spec": {}}})
    cluster = Cluster()
    cluster.lists = {"Deployment": [[live]], "ReplicaSet": [[]]}
    owner = {"controller": True, "uid": "web"}
    made = {"name": "web-1", "ownerReferences": [owner]}
    set_ = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": made, "spec": {"template": {"spec": {}}}}
    cluster.watches = {"ReplicaSet": [[("ADDED", set_), ("MODIFIED", {**set_, "status": {"readyReplicas": 1}})]]}
    assert ready(cluster, [WEB, DATA, THING], rules=WaitRules(legacy=True)) == []
    assert {asked[1] for asked in cluster.asked} == {"Deployment", "ReplicaSet"}


def test_chosen_objects_are_waited_for_by_the_users_rules() -> None:
    cluster = Cluster()
    cluster.lists = {"Thing": [[obj(THING, status={"phase": "Starting"})]]}
    cluster.watches = {"Thing": [[("MODIFIED", obj(THING, status={"phase": "Healthy"}))]]}
    rules = WaitRules(custom=(ReadyRule("Thing", path="/status/phase", value="Healthy"),), but=("Deployment/web",))
    assert ready(cluster, [THING, WEB], rules=rules) == []
    assert ready(cluster, [WEB, DATA], rules=WaitRules(only=("Thing",))) == []
    assert {asked[1] for asked in cluster.asked} == {"Thing"}


def pod_of(uid: str, *, crashing: bool = False) -> JSON:
    state: JSON = {"waiting": {"reason": "CrashLoopBackOff"}} if crashing else {"running": {}}
    metadata = {"name": "%s-0" % uid, "namespace": "shop", "ownerReferences": [{"controller": True, "uid": uid}]}
    status = {"phase": "Running", "containerStatuses": [{"name": "c", "state": state}]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "status": status}


def test_a_hook_that_is_no_job_or_pod_is_ready_at_once() -> None:
    cluster = Cluster()
    assert wait.wait_hook(t.cast(t.Any, cluster), DATA, timeout=5) == []
    assert cluster.asked == []


def test_a_hooks_job_must_end() -> None:
    ref = ObjectRef("batch/v1", "Job", "shop", "job")
    failed = {"failed": 1, "conditions": [{"type": "Failed", "status": "True"}]}
    cluster = Cluster()
    cluster.lists = {"Job": [[obj(ref, status={"startTime": "x"})]]}
    cluster.watches = {"Job": [[("MODIFIED", obj(ref, status=failed))]]}
    failures = wait.wait_hook(t.cast(t.Any, cluster), ref, timeout=5)
    assert wait_error(failures) == "resource Job/shop/job not ready. status: Failed, message: Job Failed. failed: 1/1"


def test_a_deletion_ends_when_all_are_gone() -> None:
    going = obj(WEB, metadata={"deletionTimestamp": "2026-01-01T00:00:00Z"})
    cluster = Cluster()
    cluster.lists = {"Deployment": [[going]], "Thing": [ClusterError("no matches", reason="NoKindMatch")]}
    cluster.watches = {"Deployment": [[("MODIFIED", going), ("DELETED", going)]]}
    assert wait.wait_deleted(t.cast(t.Any, cluster), [WEB, API, THING], timeout=5) == []


def test_what_still_exists_is_told() -> None:
    cluster = Cluster()
    cluster.lists = {"Deployment": [[obj(WEB, metadata={"deletionTimestamp": "2026-01-01T00:00:00Z"})]]}
    failures = wait.wait_deleted(t.cast(t.Any, cluster), [WEB], timeout=0.2)
    assert wait_error(failures, deleted=True) == (
        "resource Deployment/shop/web still exists. status: Terminating, message: Resource scheduled for deletion\n"
        "context deadline exceeded"
    )
