# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""helm with a post-renderer and we with one combine the manifest alike, and divide what comes back alike."""

from __future__ import annotations

import json
import os
import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm, live_objects

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

PLUGIN = """\
apiVersion: v1
type: postrenderer/v1
name: judge
version: 0.1.0
runtime: subprocess
runtimeConfig:
  platformCommand:
  - command: ${HELM_PLUGIN_DIR}/run.sh
"""
# Changes an image, lets the objects of one file forget where they came from, and adds one of its own.
SCRIPT = """\
#!/bin/sh
/bin/sed -e 's/nginx:1.0/nginx:2.0/' -e '/postrender-filename: .*b.yaml/d'
printf -- '---\\napiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: added\\n'
"""
TEMPLATES = {
    "a.yaml": """\
# A comment.
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.0  # changed
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: same
  annotations:
    a: b
data:
  x: "1"
""",
    "b.yaml": """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: hook
  annotations:
    helm.sh/hook: pre-install
---
# nothing here
---
apiVersion: v1
kind: Service
metadata:
  name: service
  annotations:
    a: b
spec:
  ports:
  - port: 80
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata:
    name: one
    annotations:
      a: b
""",
    "c.yaml": """\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata:
    name: two
- apiVersion: v1
  kind: Secret
  metadata:
    name: three
""",
    "d.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: lost\n  annotations:\n    helm.sh/hook: nonsense\n",
    "e.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: from-{{ .Release.Name }}\n",
}


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    folder = tmp_path / "judged"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text("apiVersion: v2\nname: judged\nversion: 0.1.0\n", encoding="utf-8")
    for name, text in TEMPLATES.items():
        (folder / "templates" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The program; its folder is also a plugin of helm's."""
    folder = tmp_path / "helm" / "data" / "plugins" / "judge"
    folder.mkdir(parents=True)
    (folder / "plugin.yaml").write_text(PLUGIN, encoding="utf-8")
    path = folder / "run.sh"
    path.write_text(SCRIPT, encoding="utf-8")
    os.chmod(path, 0o755)
    return path


def documents(text: str) -> list[tuple[str, t.Any]]:
    """Each document with its source, in order."""
    parts = [part for part in text.split("---\n# Source: ") if part.strip()]
    return [(part.partition("\n")[0], yaml.safe_load(part.partition("\n")[2])) for part in parts]


def test_the_output_is_divided_as_by_helm(cluster: Cluster, chart: Path, script: Path, tmp_path: Path) -> None:
    want = Helm(cluster, tmp_path, "default").run("template", "live", str(chart), "--post-renderer", "judge")
    task = {
        "chartwright.kube.chart_template": {"chart": str(chart), "name": "live", "post_renderer": [str(script)]},
        "register": "rendered",
    }
    kept = {"ansible.builtin.copy": {"dest": str(tmp_path / "ours.json"), "content": "{{ rendered | to_json }}"}}
    outcome = Runner(tmp_path, cluster.kubeconfig).play([task, kept])
    assert outcome.code == 0, outcome.output
    got = json.loads((tmp_path / "ours.json").read_text(encoding="utf-8"))["manifest"]
    assert documents(got) == documents(want)
    assert "nginx:2.0" in got and "generated-by-postrender-" in got


def test_a_patched_release_is_one_that_helm_reads(cluster: Cluster, chart: Path, tmp_path: Path) -> None:
    namespace = cluster.namespace("patched")
    runner, helm = Runner(tmp_path, cluster.kubeconfig), Helm(cluster, tmp_path, namespace)
    options = {
        "name": "live",
        "namespace": namespace,
        "chart": str(chart),
        "create_namespace": True,
        "patches": [
            {"target": {"name": "same|hook"}, "patch": {"data": {"patched": "yes"}}},
            {"target": {"kind": "Pod"}, "patch": [{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]},
            {"patch": {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "two"}, "$patch": "delete"}},
        ],
        "images": [{"name": "nginx", "new_name": "mirror.example/nginx"}],
        "common_labels": {"team": "shop"},
    }
    task = {"chartwright.kube.chart_release": options}
    outcome = runner.play([task])
    assert outcome.code == 0, outcome.output
    live = live_objects(cluster, namespace)
    assert live["ConfigMap/same"]["data"] == {"x": "1", "patched": "yes"}
    assert live["ConfigMap/hook"]["data"] == {"patched": "yes"}
    assert live["Pod/web"]["spec"]["containers"][0]["image"] == "mirror.example/nginx:1.0"
    assert live["Pod/web"]["metadata"]["labels"]["a"] == "b"
    assert "Secret/two" not in live
    assert live["Secret/three"]["metadata"]["labels"]["team"] == "shop"

    assert "mirror.example/nginx:1.0" in helm.run("get", "manifest", "live")
    for words in ((), ("--check", "--diff")):
        outcome = runner.play([task], words=words)
        assert outcome.code == 0 and "changed=0" in outcome.output, outcome.output
    options["patches"] = []
    outcome = runner.play([task], words=("--check", "--diff"))
    assert outcome.code == 0 and "changed=1" in outcome.output, outcome.output
    assert "-  patched: 'yes'" in outcome.output or '-  patched: "yes"' in outcome.output, outcome.output
    helm.run("uninstall", "live", "--wait")
