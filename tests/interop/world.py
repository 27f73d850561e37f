# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands in a cluster for a release: its objects and its records, without what no two installations share."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import typing as t
from pathlib import Path

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

JSON = dict[str, t.Any]

# Kinds that controllers make, and that need not be listed.
_NOT_OURS = {"Event", "EndpointSlice", "Endpoints", "Lease", "ControllerRevision", "PodMetrics"}


class Helm:
    """The real helm command against the tests' cluster, in one namespace."""

    def __init__(
        self, cluster: Cluster, folder: Path, namespace: str, *, version: int = 4,
        environment: t.Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self._command = [str(cluster.helm if version == 4 else cluster.helm3), "--namespace", namespace]
        self._environment = {**cluster.environment(folder), **(environment or {})}

    def run(self, *words: str) -> str:
        """What the command prints; AssertionError with all it said where it fails."""
        done = self.attempt(*words)
        assert done.returncode == 0, "helm %s: %s" % (" ".join(words), done.stderr)
        return done.stdout

    def attempt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The finished command, failed or not."""
        return subprocess.run(
            [*self._command, *words], env=self._environment, capture_output=True, text=True, check=False, timeout=300
        )

    def data(self, *words: str) -> t.Any:
        """What the command prints as JSON."""
        return json.loads(self.run(*words, "-o", "json"))


def live_objects(cluster: Cluster, namespace: str) -> dict[str, JSON]:
    """The objects in a namespace and the cluster-scoped ones of its releases, by ``kind/name``; see ``_settled``."""
    found = {}
    for kind, path in _resource_lists(cluster):
        for obj in cluster.get(path.replace("{namespace}", namespace))["items"]:
            described = _described(kind, obj, namespace, scoped="{namespace}" not in path)
            if described:
                found[described] = _settled(obj)
    return found


def records(cluster: Cluster, namespace: str) -> list[JSON]:
    """The decoded release records of a namespace with their labels, oldest first, without times."""
    path = "/api/v1/namespaces/%s/secrets?labelSelector=owner%%3Dhelm" % namespace
    decoded = []
    for secret in cluster.get(path)["items"]:
        packed = base64.b64decode(base64.b64decode(secret["data"]["release"]))
        release = json.loads(gzip.decompress(packed))
        for name in ("first_deployed", "last_deployed", "deleted"):
            release["info"].pop(name, None)
        for hook in release.get("hooks") or []:
            hook.pop("last_run", None)
        for file in [*release["chart"]["templates"], *(release["chart"]["files"] or [])]:
            file.pop("modtime", None)
        release["chart"].pop("modtime", None)
        release["chart"].pop("schemamodtime", None)
        labels = secret["metadata"]["labels"]
        kept = {name: labels[name] for name in ("name", "owner", "status", "version")}
        decoded.append({"release": release, "labels": kept, "type": secret["type"], "name": secret["metadata"]["name"]})
    return sorted(decoded, key=lambda record: int(record["labels"]["version"]))


def _resource_lists(cluster: Cluster) -> list[tuple[str, str]]:
    """Each kind with the API path that lists it, preferred versions only."""
    paths = []
    bases = [("/api/v1", cluster.get("/api/v1"))]
    for group in cluster.get("/apis")["groups"]:
        base = "/apis/" + group["preferredVersion"]["groupVersion"]
        bases.append((base, cluster.get(base)))
    for base, answer in bases:
        for resource in answer["resources"]:
            if "list" not in resource["verbs"] or "/" in resource["name"] or resource["kind"] in _NOT_OURS:
                continue
            middle = "/namespaces/{namespace}" if resource["namespaced"] else ""
            paths.append((resource["kind"], "%s%s/%s" % (base, middle, resource["name"])))
    return paths


def _described(kind: str, obj: JSON, namespace: str, *, scoped: bool) -> str:
    """``kind/name`` of an object that a release brought; empty for any other."""
    metadata = obj["metadata"]
    if metadata.get("ownerReferences") or metadata.get("labels", {}).get("owner") == "helm":
        return ""
    owner = metadata.get("annotations", {}).get("meta.helm.sh/release-namespace")
    if scoped and owner != namespace:
        return ""
    if not any(entry["manager"] == "helm" for entry in metadata.get("managedFields", [])):
        return ""
    return "%s/%s" % (kind, metadata["name"])


def _settled(obj: JSON) -> JSON:
    """The object without identities, times, status and addresses, and of its managed fields only helm's."""
    metadata = obj["metadata"]
    for name in ("uid", "resourceVersion", "creationTimestamp", "generation", "selfLink"):
        metadata.pop(name, None)
    fields = metadata.pop("managedFields", [])
    metadata["helmFields"] = [(entry["operation"], entry["fieldsV1"]) for entry in fields if entry["manager"] == "helm"]
    obj.pop("status", None)
    spec = obj.get("spec", {})
    for name in ("clusterIP", "clusterIPs", "healthCheckNodePort"):
        spec.pop(name, None)
    for port in spec.get("ports", []):
        port.pop("nodePort", None)
    for name in ("batch.kubernetes.io/controller-uid", "controller-uid"):
        _drop(obj, name)
    return obj


def _drop(value: t.Any, name: str) -> None:
    if isinstance(value, dict):
        value.pop(name, None)
        for child in value.values():
            _drop(child, name)
    elif isinstance(value, list):
        for child in value:
            _drop(child, name)


__all__ = ["Helm", "live_objects", "records"]
