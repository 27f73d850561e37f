# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stores of release records over the API: the objects that helm would write, errors in its words."""

from __future__ import annotations

import copy
import typing as t
from base64 import b64decode

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError, StorageError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.codec import decode
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Info, Release
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.configmaps import ConfigMapStore
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.memory import MemoryStore
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.records import ClusterStore
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.secrets import SecretStore

JSON = dict[str, t.Any]


class Objects:
    """Objects by kind, namespace and name, as the API server keeps them."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, str], JSON] = {}
        self.asked: list[tuple[str, str | None, str]] = []

    def get(self, ref: ObjectRef) -> JSON | None:
        return self.kept.get(ref[1:])

    def list(
        self, api_version: str, kind: str, namespace: str | None, *, label_selector: str = "", field_selector: str = ""
    ) -> list[JSON]:
        self.asked.append((kind, namespace, label_selector))
        wanted = dict(term.split("=") for term in label_selector.split(","))
        return [
            obj
            for key, obj in sorted(self.kept.items())
            if key[0] == kind
            and namespace in (None, key[1])
            and all(obj["metadata"]["labels"].get(name) == value for name, value in wanted.items())
        ]

    def create(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        key = (obj["kind"], namespace, obj["metadata"]["name"])
        if namespace == "missing":
            raise ClusterError('namespaces "missing" not found', status=404, reason="NotFound")
        if key in self.kept:
            raise ClusterError("already exists", status=409, reason="AlreadyExists")
        self.kept[key] = obj
        return obj

    def replace(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON:
        key = (obj["kind"], namespace, obj["metadata"]["name"])
        if key not in self.kept:
            raise ClusterError('secrets "%s" not found' % key[2], status=404, reason="NotFound")
        self.kept[key] = obj
        return obj

    def delete(self, ref: ObjectRef, *, propagation: str = "Background", dry_run: bool = False) -> JSON | None:
        return self.kept.pop(ref[1:], None)


Make = t.Callable[[], tuple[ClusterStore, Objects]]


def stores(kind: type[ClusterStore], namespace: str = "shop") -> tuple[ClusterStore, Objects]:
    objects = Objects()
    return kind(objects, namespace, now=lambda: 1700000000.9), objects


def release(version: int = 1, status: str = "deployed", **settings: t.Any) -> Release:
    chart = {"metadata": {"name": "c", "version": "1.0.0", "apiVersion": "v2"}}
    return Release(name="web", namespace="shop", version=version, info=Info(status=status), chart=chart, **settings)


def test_a_secret_is_what_helm_writes() -> None:
    store, objects = stores(SecretStore)
    store.create(release(3, labels={"team": "x", "name": "no"}, annotations={"chartwright.kube/digest": "1"}))
    made = objects.kept["Secret", "shop", "sh.helm.release.v1.web.v3"]
    assert made["type"] == "helm.sh/release.v1"
    assert made["metadata"] == {
        "name": "sh.helm.release.v1.web.v3",
        "labels": {
            "createdAt": "1700000000", "team": "x", "name": "web", "owner": "helm", "status": "deployed",
            "version": "3",
        },
        "annotations": {"chartwright.kube/digest": "1"},
    }  # fmt: skip
    assert decode(b64decode(made["data"]["release"])).version == 3


def test_a_config_map_holds_the_text_as_it_is() -> None:
    store, objects = stores(ConfigMapStore)
    store.create(release())
    made = objects.kept["ConfigMap", "shop", "sh.helm.release.v1.web.v1"]
    assert "type" not in made
    assert decode(made["data"]["release"]).name == "web"


@pytest.mark.parametrize("kind", [SecretStore, ConfigMapStore])
def test_an_update_keeps_labels_and_annotations_of_ours(kind: type[ClusterStore]) -> None:
    store, objects = stores(kind)
    store.create(release(labels={"team": "x"}, annotations={"chartwright.kube/holder": "me"}))
    read = store.get("web", 1)
    assert read is not None
    assert (read.labels, read.annotations) == ({"team": "x"}, {"chartwright.kube/holder": "me"})
    read.info.status = "superseded"
    store.update(read)
    labels = objects.kept[kind.KIND, "shop", "sh.helm.release.v1.web.v1"]["metadata"]["labels"]
    assert labels == {
        "modifiedAt": "1700000000", "team": "x", "name": "web", "owner": "helm", "status": "superseded", "version": "1",
    }  # fmt: skip
    again = store.get("web", 1)
    assert again is not None and again.annotations == {"chartwright.kube/holder": "me"}


def test_a_history_is_one_request_and_ordered_by_revision() -> None:
    store, objects = stores(SecretStore)
    for version in (1, 2, 10, 11):
        store.create(release(version))
    assert [found.version for found in store.history("web")] == [1, 2, 10, 11]
    assert objects.asked == [("Secret", "shop", "name=web,owner=helm")]
    assert store.history("other") == []


def test_records_are_listed_with_their_labels_and_over_namespaces() -> None:
    store, objects = stores(SecretStore)
    store.create(release(labels={"team": "x"}))
    assert [one.labels for one in store.list()] == [{"team": "x"}]
    store.list(all_namespaces=True)
    assert objects.asked == [("Secret", "shop", "owner=helm"), ("Secret", None, "owner=helm")]


def test_a_record_that_cannot_be_decoded_is_named_when_asked_for() -> None:
    store, objects = stores(SecretStore)
    store.create(release())
    objects.kept["Secret", "shop", "sh.helm.release.v1.web.v1"]["data"]["release"] = "bm9uc2Vuc2U="
    (listed,) = store.list()
    for look in (lambda: store.get("web", 1), lambda: listed.manifest):
        with pytest.raises(StorageError, match=r'^get: failed to decode data "sh\.helm\.release\.v1\.web\.v1": '):
            look()


def test_a_history_is_decoded_only_where_it_is_looked_into() -> None:
    store, objects = stores(SecretStore)
    for version, status in ((1, "superseded"), (2, "deployed")):
        store.create(release(version, status, manifest="m%d" % version, labels={"team": "x"}))
    objects.kept["Secret", "shop", "sh.helm.release.v1.web.v1"]["data"]["release"] = "bm9uc2Vuc2U="
    first, second = store.history("web")
    assert (first.version, first.info.status, first.labels) == (1, "superseded", {"team": "x"})
    with pytest.raises(StorageError, match=r'^get: failed to decode data "sh\.helm\.release\.v1\.web\.v1": '):
        _unused = first.info.description
    assert (second.manifest, second.chart["metadata"]["name"], second.info.description) == ("m2", "c", "")


def test_what_is_set_before_a_record_is_decoded_stays_set() -> None:
    store, _objects = stores(SecretStore)
    store.create(release(manifest="m"))
    (found,) = store.history("web")
    found.info.status, found.info.description, found.config = "failed", "taken over", {"a": 1.0}
    twin = copy.deepcopy(found)
    assert twin.manifest == "m"
    store.update(found)
    again = store.get("web", 1)
    assert again is not None
    assert (again.info.status, again.info.description, again.manifest) == ("failed", "taken over", "m")
    assert again.config == twin.config == {"a": 1.0}


def test_a_secret_that_is_no_record_is_left_out_of_the_history() -> None:
    store, objects = stores(SecretStore)
    labels = {"name": "web", "owner": "helm", "version": "one", "status": "deployed"}
    objects.kept["Secret", "shop", "other"] = {"metadata": {"name": "other", "labels": labels}, "data": {}}
    assert store.history("web") == []


def test_errors_are_helms() -> None:
    store, _objects = stores(SecretStore)
    store.create(release())
    with pytest.raises(StorageError, match=r"^release: already exists$"):
        store.create(release())
    with pytest.raises(StorageError, match=r'^update: failed to update: secrets "sh.helm.release.v1.web.v2" not'):
        store.update(release(2))
    lost, _objects = stores(SecretStore, "missing")
    with pytest.raises(StorageError, match=r'^create: failed to create: namespaces "missing" not found$'):
        lost.create(release())


def test_a_revision_is_deleted_and_a_missing_one_is_fine() -> None:
    store, objects = stores(SecretStore)
    store.create(release())
    store.delete("web", 1)
    store.delete("web", 1)
    assert (objects.kept, store.get("web", 1)) == ({}, None)


def test_memory_keeps_records_as_the_others_do() -> None:
    store = MemoryStore("shop")
    for version in (10, 2):
        store.create(release(version, labels={"team": "x"}, annotations={"a": "1"}))
    assert [found.version for found in store.history("web")] == [2, 10]
    assert [found.annotations for found in store.list()] == [{"a": "1"}] * 2
    read = store.get("web", 2)
    assert read is not None
    read.info.status = "failed"
    unchanged = store.get("web", 2)
    assert unchanged is not None and unchanged.info.status == "deployed"
    store.update(read)
    with pytest.raises(StorageError, match=r"^release: already exists$"):
        store.create(release(2))
    with pytest.raises(StorageError, match=r"^release: not found$"):
        store.update(release(3))
    store.delete("web", 2)
    assert [found.version for found in store.history("web")] == [10]
