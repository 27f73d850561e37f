# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files of the controller: kubeconfigs as path or dictionary, charts and encrypted values beside the playbook."""

from __future__ import annotations

import os
import shutil
import subprocess
import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster


def test_files_of_the_controller_are_brought_to_the_target(
    cluster: Cluster, tmp_path: Path, ansible_bin: Path
) -> None:
    runner = Runner(tmp_path, cluster.kubeconfig, bin_folder=ansible_bin)
    shutil.copytree(CHARTS / "web", tmp_path / "files" / "web")
    shutil.copy(cluster.kubeconfig, tmp_path / "files" / "admin.conf")
    (tmp_path / "secret.yml").write_text("title: from the vault\n", encoding="utf-8")
    (tmp_path / "password").write_text("x", encoding="utf-8")
    subprocess.run(
        [str(ansible_bin / "ansible-vault"), "encrypt", "--vault-password-file", "password", "secret.yml"],
        cwd=tmp_path, env={**os.environ, **runner.environment()}, check=True, capture_output=True,
    )  # fmt: skip
    here = {"name": "web", "namespace": cluster.namespace("files")}
    release = {**here, "chart": "web", "values_files": ["secret.yml"], "remote_src": False, "create_namespace": True}
    content = yaml.safe_load(cluster.kubeconfig.read_text(encoding="utf-8"))
    outcome = runner.play(
        [
            {"chartwright.kube.chart_release": {**release, "kubeconfig": content}},
            {
                "chartwright.kube.chart_release": {**release, "kubeconfig": "admin.conf"},
                "register": "again",
                "failed_when": "again is changed",
            },
            {"chartwright.kube.chart_release_info": here, "register": "info"},
            {"assert": {"that": ["info.user_values.title == 'from the vault'"]}},
            {
                "chartwright.kube.chart_releases": {
                    "kubeconfig": content,
                    "defaults": {key: release[key] for key in release if key != "name"},
                    "releases": [{"name": "web"}, {"name": "other", "values_files": []}],
                },
                "register": "fleet",
                "failed_when": "fleet.releases | map(attribute='changed') != [false, true]",
            },
            {
                "chartwright.kube.chart_release": {**release, "chart": "none"},
                "register": "missing",
                "failed_when": "missing.msg is not search('none is not found on the controller')",
            },
        ],
        words=("-vvv", "--vault-password-file", "password"),
    )
    if outcome.code:
        pytest.fail(outcome.output[-6000:], pytrace=False)
    keys = [user["user"].get("client-key-data") or user["user"].get("token") for user in content["users"]]
    for key in filter(None, keys):
        assert outcome.output.count(key) == 0, "the contents of a kubeconfig appear in no output"


def test_a_task_may_run_in_the_background(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> None:
    jobs = {"ansible_async_dir": str(tmp_path / "jobs")}
    runner = Runner(tmp_path, cluster.kubeconfig, bin_folder=ansible_bin, variables=jobs)
    shutil.copytree(CHARTS / "web", tmp_path / "files" / "web")
    release = {"name": "web", "namespace": cluster.namespace("async"), "chart": "web", "remote_src": False}
    content = yaml.safe_load(cluster.kubeconfig.read_text(encoding="utf-8"))
    task = {
        "chartwright.kube.chart_release": {**release, "create_namespace": True, "kubeconfig": content},
        "async": 120,
        "register": "done",
    }
    outcome = runner.play(
        [
            {**task, "poll": 0},
            {
                "async_status": {"jid": "{{ done.ansible_job_id }}"},
                "register": "waited",
                "until": "waited is finished",
                "retries": 60,
                "delay": 1,
            },
            {**task, "poll": 1},
            {"assert": {"that": ["waited.release.revision == 1", "waited is changed", "done is not changed"]}},
        ]
    )
    assert outcome.code == 0, outcome.output[-4000:]
