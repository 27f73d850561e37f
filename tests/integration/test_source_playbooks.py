# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sources in playbooks on the real API server: signed charts as releases, many hosts at once."""

from __future__ import annotations

import shutil
import typing as t
from pathlib import Path

import pysequoia
from ansible_collections.chartwright.kube.tests.integration.chart_server import publish
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm
from ansible_collections.chartwright.kube.tests.testbed.web_server import PASSWORD, USER, WebServer

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

HOSTS = 20


def test_a_signed_release_keeps_the_digest_of_its_archive(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> None:
    """Checked, installed, again, upgraded, rolled back; helm's own revision then has none."""
    key = pysequoia.Tsk.generate("Maker <maker@example.com>")
    (tmp_path / "secret.gpg").write_bytes(bytes(key))
    (tmp_path / "public.asc").write_text(str(key.extract_certificate()), encoding="utf-8")
    other = pysequoia.Tsk.generate("Other <other@example.com>").extract_certificate()
    (tmp_path / "other.asc").write_text(str(other), encoding="utf-8")
    shutil.copytree(CHARTS / "web", tmp_path / "web")
    namespace = cluster.namespace("signed")
    package = {
        "path": str(tmp_path / "web"), "destination": str(tmp_path), "sign": True, "source_date_epoch": 0,
        "keyring": str(tmp_path / "secret.gpg"),
    }  # fmt: skip
    release = {
        "name": "web", "namespace": namespace, "create_namespace": True, "verify": True,
        "keyring": str(tmp_path / "public.asc"), "chart": "{{ one.archive }}", "digest": "{{ one.digest }}",
    }  # fmt: skip
    wrong = {**release, "keyring": str(tmp_path / "other.asc")}
    second = {**release, "chart": "{{ two.archive }}@sha256:{{ two.digest }}", "digest": None}

    def does(module: str, options: dict[str, t.Any], register: str, **more: t.Any) -> dict[str, t.Any]:
        return {"chartwright.kube." + module: options, "register": register, **more}

    tasks = [
        does("chart_package", package, "checked", check_mode=True, diff=True),
        {"ansible.builtin.assert": {"that": ["checked is changed", "not checked.archive is file"]}},
        does("chart_package", package, "one"),
        does("chart_package", package, "again"),
        does("chart_package", {**package, "version": "9.9.9"}, "two"),
        does("chart_release", wrong, "refused", ignore_errors=True),
        does("chart_release", release, "preview", check_mode=True),
        does("chart_release", release, "installed"),
        does("chart_release", release, "repeated"),
        does("chart_release", second, "upgraded"),
        does("chart_rollback", {"name": "web", "namespace": namespace, "revision": 1}, "back"),
        does("chart_release_info", {"name": "web", "namespace": namespace}, "info"),
        {
            "ansible.builtin.assert": {
                "that": [
                    "one is changed and again is not changed and again.signature == one.signature",
                    "refused is failed and 'is not signed by a key in' in refused.msg",
                    "preview is changed and preview.release.chart_digest == 'sha256:' ~ one.digest",
                    "installed.chart_source == preview.chart_source",
                    "installed.chart_source.digest == one.digest",
                    "installed.chart_source.verification == one.signature",
                    "installed.release.chart_digest == 'sha256:' ~ one.digest",
                    "repeated is not changed and repeated.release.chart_digest == 'sha256:' ~ one.digest",
                    "upgraded is changed and upgraded.release.chart_digest == 'sha256:' ~ two.digest",
                    "back.release.chart_digest == 'sha256:' ~ one.digest",
                    "info.release.chart_digest == 'sha256:' ~ one.digest",
                    "info.history | map(attribute='chart_digest') | unique | length == 2",
                ]
            }
        },
    ]
    runner = Runner(tmp_path / "play", cluster.kubeconfig, bin_folder=ansible_bin)
    outcome = runner.play(tasks)
    assert outcome.code == 0, outcome.output
    record = cluster.get("/api/v1/namespaces/%s/secrets/sh.helm.release.v1.web.v3" % namespace)
    assert record["metadata"]["annotations"]["chartwright.kube/chart-digest"].startswith("sha256:")
    Helm(cluster, tmp_path, namespace).run("upgrade", "web", str(tmp_path / "web-9.9.9.tgz"))
    info = runner.result("chart_release_info", name="web", namespace=namespace)
    assert (info["release"]["revision"], info["release"]["chart_digest"]) == (4, "")


def test_twenty_hosts_at_once_lose_nothing(cluster: Cluster, tmp_path: Path, ansible_bin: Path, web: WebServer) -> None:
    """They declare a repository each, and fill one cache; helm sees all of them."""
    for number in range(HOSTS):
        publish(web.files / ("many-%d" % number), {"tea": ["1.0.0"]})
    shared = {"HELM_CONFIG_HOME": str(tmp_path / "config"), "HELM_CACHE_HOME": str(tmp_path / "cache")}
    repository = {
        "name": "{{ inventory_hostname }}", "url": web.url + "/private/many-{{ inventory_hostname[4:] }}",
        "username": USER, "password": PASSWORD,
    }  # fmt: skip
    chart = {"chart": "{{ inventory_hostname }}/tea", "destination": str(tmp_path / "{{ inventory_hostname }}")}
    tasks = [
        {"chartwright.kube.chart_repo": repository, "environment": shared},
        {"chartwright.kube.chart_pull": chart, "environment": shared},
        {"chartwright.kube.chart_repo": repository, "environment": shared},
    ]
    names = ["host%d" % number for number in range(HOSTS)]
    runner = Runner(tmp_path / "play", cluster.kubeconfig, bin_folder=ansible_bin)
    runner.hosts = "all"
    python = "ansible_python_interpreter=%s" % (ansible_bin / "python")
    words = ("-i", ",".join(names), "-c", "local", "--forks", str(HOSTS), "-e", python)
    outcome = runner.play(tasks, words=words)
    assert outcome.code == 0, outcome.output
    assert outcome.output.count("ok=3    changed=2 ") == HOSTS, outcome.output
    helm = Helm(cluster, tmp_path, "default", environment=shared)
    assert sorted(row["name"] for row in helm.data("repo", "list")) == sorted(names)
    helm.run("pull", "host7/tea", "-d", str(tmp_path))
    for name in names:
        assert (tmp_path / name / "tea-1.0.0.tgz").read_bytes() == (tmp_path / "tea-1.0.0.tgz").read_bytes()
    left = [path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert sum(name.endswith(".chart") for name in left) == 1 and not [name for name in left if name.endswith(".tmp")]
