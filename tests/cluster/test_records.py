# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Records on a real API server, written and read in turns with the helm command."""

from __future__ import annotations

import json
import typing as t
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.charts import load_chart
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.client import Client
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.codec import decode, encode
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.record import chart_record
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.configmaps import ConfigMapStore
from ansible_collections.chartwright.kube.plugins.module_utils._engine.store.secrets import SecretStore

Helm = t.Callable[..., str]

CHART = """\
apiVersion: v2
name: small
version: 0.1.0
appVersion: "7"
description: <small> & short
maintainers: [{name: somebody, email: some@example.org}]
annotations: {b: "2", a: "1"}
"""
TEMPLATE = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}"}
data: {size: "{{ .Values.size }}"}
"""


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text(CHART)
    (folder / "values.yaml").write_text("size: 1e22\nsmall: 1e-7\nnone: null\ntext: '<&>'\n")
    (folder / "values.schema.json").write_text('{"type": "object"}')
    (folder / "README.md").write_text("read me\n")
    (folder / "templates" / "map.yaml").write_text(TEMPLATE)
    (folder / "templates" / "NOTES.txt").write_text("Thank you.\n")
    return folder


def test_helms_records_are_written_again_to_the_byte(client: Client, home: str, helm: Helm, chart: Path) -> None:
    helm("install", "web", str(chart), "--set", "a.b=3,on=true", "--labels", "team=x")
    helm("upgrade", "web", str(chart), "--reuse-values", "--set-json", 'c={"d":[0.1,null]}')
    found = client.list("v1", "Secret", home, label_selector="owner=helm")
    assert len(found) == 2
    for secret in found:
        text = b64decode(secret["data"]["release"])
        helms, ours = b64decode(text), b64decode(encode(decode(text)))
        assert zlib.decompress(ours, 31) == zlib.decompress(helms, 31)
    newest = SecretStore(client, home).history("web")[-1]
    assert (newest.version, newest.labels, newest.info.status) == (2, {"team": "x"}, "deployed")
    assert newest.config == {"a": {"b": 3.0}, "on": True, "c": {"d": [0.1, None]}}


def test_helm_goes_on_from_our_records(client: Client, home: str, helm: Helm, chart: Path) -> None:
    helm("install", "web", str(chart))
    store = SecretStore(client, home)
    first = store.history("web")[0]
    first.info.status = "superseded"
    store.update(first)
    second = store.history("web")[0]
    second.version, second.info.status, second.info.description = 2, "deployed", "made by us"
    second.config, second.annotations = {"size": 5.0}, {"chartwright.kube/digest": "1"}
    store.create(second)
    listed = json.loads(helm("list", "--output", "json"))
    assert [(item["name"], item["revision"], item["status"], item["chart"]) for item in listed] == [
        ("web", "2", "deployed", "small-0.1.0")
    ]
    history = json.loads(helm("history", "web", "--output", "json"))
    assert [(item["revision"], item["status"], item["description"]) for item in history] == [
        (1, "superseded", "Install complete"),
        (2, "deployed", "made by us"),
    ]
    assert json.loads(helm("get", "values", "web", "--output", "json")) == {"size": 5}
    assert "Thank you." in helm("status", "web")
    assert "small/templates/map.yaml" in helm("get", "all", "web")
    helm("rollback", "web", "1")
    helm("upgrade", "web", str(chart))
    assert [(found.version, found.info.status) for found in store.history("web")] == [
        (1, "superseded"), (2, "superseded"), (3, "superseded"), (4, "deployed"),
    ]  # fmt: skip
    helm("uninstall", "web")
    assert store.history("web") == []


def test_our_record_of_a_chart_is_helms(client: Client, home: str, helm: Helm, chart: Path) -> None:
    helm("install", "web", str(chart))
    helms = SecretStore(client, home).history("web")[0].chart
    ours = json.loads(json.dumps(chart_record(load_chart(str(chart)))))
    for record in (helms, ours):
        record["modtime"] = record["schemamodtime"] = ""
        for file in [*record["templates"], *record["files"]]:
            file["modtime"] = ""
    assert list(helms) == list(ours)
    assert helms == ours


def test_config_maps_are_written_and_read(client: Client, home: str, helm: Helm, chart: Path) -> None:
    helm("install", "web", str(chart))
    release = SecretStore(client, home).history("web")[0]
    store = ConfigMapStore(client, home)
    store.create(release)
    assert [found.version for found in store.history("web")] == [1]
    store.delete("web", 1)
    assert store.get("web", 1) is None
