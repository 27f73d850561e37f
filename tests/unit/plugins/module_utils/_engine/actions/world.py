# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Doubles for the actions: a cluster that is a store of objects, a clock that only moves when told, builders."""

from __future__ import annotations

import copy
import typing as t

from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.crds import CrdFile
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.ports import (
    JSON,
    WATCHER,
    GiveUp,
    Ports,
    Resource,
    Say,
    ServerVersion,
    WaitFailure,
    WaitRules,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.prepare import Rendered
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.present import Rendering
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.hook import Hook
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.strategic import json_merge
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Info, Release
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore

_KINDS = {
    ("v1", "Namespace"): False, ("v1", "ConfigMap"): True, ("v1", "Secret"): True, ("v1", "Pod"): True,
    ("v1", "Service"): True, ("v1", "Event"): True, ("apps/v1", "Deployment"): True, ("batch/v1", "Job"): True,
    ("apiextensions.k8s.io/v1", "CustomResourceDefinition"): False,
}  # fmt: skip


class FakeCluster:
    """Objects by name. ``writes`` lists what was asked of it; ``broken`` names objects that are refused, and why;
    ``unready`` what waiting ends with."""

    def __init__(self) -> None:
        self.objects: dict[ObjectRef, JSON] = {}
        self.kinds = dict(_KINDS)
        self.writes: list[str] = []
        self.dry_runs: list[str] = []
        self.requests = 0
        self.broken: dict[str, ClusterError] = {}
        self.unready: dict[str, str] = {}
        self.logs: dict[str, str] = {}
        self.add(
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}, namespace=""
        )  # fmt: skip

    def add(self, body: JSON, *, namespace: str) -> None:
        """Put an object into the cluster, as somebody else would."""
        self.objects[self._ref(body, namespace)] = copy.deepcopy(body)

    def names(self, kind: str) -> list[str]:
        return sorted(ref.name for ref in self.objects if ref.kind == kind)

    def version(self) -> ServerVersion:
        return ServerVersion("v1.36.3", "1", "36")

    def api_versions(self) -> list[str]:
        return sorted({version for version, _kind in self.kinds})

    def resource(self, api_version: str, kind: str) -> Resource:
        namespaced = self.kinds.get((api_version, kind))
        if namespaced is None:
            raise ClusterError('no matches for kind "%s" in version "%s"' % (kind, api_version), reason="NoKindMatch")
        return Resource(api_version, kind, kind.lower() + "s", namespaced)

    def forget_discovery(self) -> None:
        for ref, body in self.objects.items():
            if ref.kind == "CustomResourceDefinition":
                spec = body["spec"]
                for version in spec["versions"]:
                    key = ("%s/%s" % (spec["group"], version["name"]), spec["names"]["kind"])
                    self.kinds[key] = spec["scope"] == "Namespaced"

    def get(self, ref: ObjectRef, *, metadata_only: bool = False) -> JSON | None:
        self.requests += 1
        return copy.deepcopy(self.objects.get(ref))

    def list(
        self, api_version: str, kind: str, namespace: str | None, *, label_selector: str = "", field_selector: str = ""
    ) -> list[JSON]:
        self.requests += 1
        return [
            copy.deepcopy(body)
            for ref, body in self.objects.items()
            if (ref.api_version, ref.kind) == (api_version, kind) and namespace in (None, ref.namespace)
        ]

    def judge(self, obj: JSON) -> tuple[str, str]:
        name = obj["metadata"]["name"]
        return ("InProgress", self.unready[name]) if name in self.unready else ("Current", "Resource is current")

    def create(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        if not obj["metadata"].get("name"):
            obj = {**obj, "metadata": {**obj["metadata"], "name": obj["metadata"]["generateName"] + "x1"}}
        if self._ref(obj, namespace) in self.objects:
            raise ClusterError("%s already exists" % obj["metadata"]["name"], status=409, reason="AlreadyExists")
        return self._write("create", obj, namespace, dry_run)

    def apply(self, obj: JSON, *, namespace: str, force: bool = False, dry_run: bool = False) -> JSON:
        return self._write("apply", obj, namespace, dry_run)

    def replace(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        return self._write("replace", obj, namespace, dry_run)

    def patch(
        self, ref: ObjectRef, body: t.Any, *, content_type: str, dry_run: bool = False, subresource: str = ""
    ) -> JSON:
        self._refuse("patch", ref)
        if dry_run:
            self.dry_runs.append("patch %s/%s" % (ref.kind, ref.name))
            return self.objects[ref]
        self.writes.append("patch %s/%s" % (ref.kind, ref.name))
        live = self.objects[ref]
        if isinstance(body, list):
            live["metadata"]["managedFields"] = body[0]["value"]
            return live
        # Without merge keys the two kinds of merge patches are one.
        self.objects[ref] = json_merge(live, body)
        return self.objects[ref]

    def delete(self, ref: ObjectRef, *, propagation: str = "Background", dry_run: bool = False) -> JSON | None:
        self._refuse("delete", ref)
        if dry_run:
            self.dry_runs.append("delete %s/%s" % (ref.kind, ref.name))
            return self.objects.get(ref)
        self.writes.append("delete %s/%s" % (ref.kind, ref.name))
        return self.objects.pop(ref, None)

    def pod_logs(
        self, namespace: str, pod: str, container: str, *, tail_lines: int | None = None, previous: bool = False
    ) -> str:
        return self.logs.get("%s/%s" % (pod, container), "")

    def wait_ready(
        self, refs: t.Sequence[ObjectRef], *, timeout: float, rules: WaitRules = WATCHER, say: Say = None,
        give_up: GiveUp = None,
    ) -> t.Sequence[WaitFailure]:  # fmt: skip
        return [WaitFailure(ref, "InProgress", self.unready[ref.name]) for ref in refs if ref.name in self.unready]

    def wait_hook(
        self, ref: ObjectRef, *, timeout: float, legacy: bool = False, give_up: GiveUp = None
    ) -> t.Sequence[WaitFailure]:
        return [WaitFailure(ref, "Failed", self.unready[ref.name])] if ref.name in self.unready else []

    def wait_deleted(
        self, refs: t.Sequence[ObjectRef], *, timeout: float, legacy: bool = False, say: Say = None
    ) -> t.Sequence[WaitFailure]:
        return [WaitFailure(ref, "Terminating", self.unready[ref.name]) for ref in refs if ref.name in self.unready]

    def _write(self, verb: str, obj: JSON, namespace: str, dry_run: bool) -> JSON:
        ref = self._ref(obj, namespace)
        self._refuse(verb, ref)
        if dry_run:
            self.dry_runs.append("%s %s/%s" % (verb, ref.kind, ref.name))
            return obj
        self.resource(ref.api_version, ref.kind)
        self.writes.append("%s %s/%s" % (verb, ref.kind, ref.name))
        self.objects[ref] = copy.deepcopy(obj)
        return obj

    def _refuse(self, verb: str, ref: ObjectRef) -> None:
        error = self.broken.get("%s %s" % (verb, ref.name))
        if error is not None:
            raise error

    def _ref(self, body: JSON, namespace: str) -> ObjectRef:
        namespaced = self.kinds.get((body["apiVersion"], body["kind"]), True)
        home = (body["metadata"].get("namespace") or namespace) if namespaced else ""
        return ObjectRef(body["apiVersion"], body["kind"], home, body["metadata"]["name"])


class FakeClock:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self.seconds = 0
        self.naps: list[float] = []
        self.on_sleep: t.Callable[[], None] = lambda: None

    def now(self) -> str:
        self.seconds += 1
        return "2026-01-01T%02d:%02d:%02dZ" % (self.seconds // 3600, self.seconds // 60 % 60, self.seconds % 60)

    def monotonic(self) -> float:
        return float(self.seconds)

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.seconds += int(seconds)
        self.on_sleep()


class Shelf:
    """A chart that renders to what it is given; each rendering that was asked for is kept."""

    def __init__(self, manifest: str, *, hooks: t.Sequence[Hook] = (), crds: t.Sequence[str] = ()) -> None:
        self.manifest = manifest
        self.hooks = list(hooks)
        self.chart: JSON = {"metadata": {"name": "web", "version": "1.0.0", "apiVersion": "v2"}}
        self.crd_texts = crds
        self.asked: list[Rendering] = []
        self.output: t.Callable[[Rendering], str] = lambda rendering: self.manifest

    def crds(self) -> list[CrdFile]:
        return [CrdFile("crds/%d.yaml" % index, text) for index, text in enumerate(self.crd_texts)]

    def render(self, rendering: Rendering) -> Rendered:
        self.asked.append(rendering)
        return Rendered(
            self.output(rendering), copy.deepcopy(self.hooks), "Enjoy!", copy.deepcopy(self.chart), rendering.config
        )


def ports(cluster: FakeCluster, store: MemoryStore | None = None, clock: FakeClock | None = None) -> Ports:
    return Ports(cluster, store or MemoryStore("shop"), clock or FakeClock())


def config_map(name: str, **data: str) -> str:
    """A ConfigMap as a manifest holds it."""
    lines = "".join("  %s: '%s'\n" % item for item in data.items())
    return "---\n# Source: web/templates/%s.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\n%s\n" % (
        name, name, "data:\n" + lines if data else "",
    )  # fmt: skip


def job_hook(name: str, event: str, *, weight: int = 0, policies: t.Sequence[str] = ()) -> Hook:
    """A Job that runs at an event."""
    manifest = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: %s\n" % name
    return Hook(
        name=name, kind="Job", path="web/templates/%s.yaml" % name, manifest=manifest, events=[event], weight=weight,
        delete_policies=list(policies),
    )  # fmt: skip


def record(version: int, status: str, *, manifest: str = "", **more: t.Any) -> Release:
    """A revision of the release ``web``."""
    info = Info(
        first_deployed="2026-01-01T00:00:00Z", last_deployed="2026-01-01T00:00:00Z", status=status,
        description=more.pop("description", ""), rollback_revision=more.pop("rollback_revision", 0),
    )  # fmt: skip
    chart = more.pop("chart", {"metadata": {"name": "web", "version": "1.0.0", "apiVersion": "v2"}})
    return Release(
        name="web", namespace="shop", version=version, info=info, chart=chart, manifest=manifest,
        apply_method=more.pop("apply_method", "ssa"), **more,
    )  # fmt: skip


__all__ = ("FakeClock", "FakeCluster", "Shelf", "config_map", "job_hook", "ports", "record")
