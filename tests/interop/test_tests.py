# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A release tested by helm and one tested by us are recorded alike, and each reads what the other wrote."""

from __future__ import annotations

import base64
import gzip
import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm, live_objects

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster


def record(cluster: Cluster, namespace: str) -> dict[str, t.Any]:
    """The only record of a namespace, with a word for each time that is there."""
    (secret,) = cluster.get("/api/v1/namespaces/%s/secrets?labelSelector=owner%%3Dhelm" % namespace)["items"]
    packed = base64.b64decode(base64.b64decode(secret["data"]["release"]))
    release: dict[str, t.Any] = json.loads(gzip.decompress(packed))
    for name in ("first_deployed", "last_deployed"):
        release["info"][name] = "set"
    for hook in release["hooks"]:
        for name in ("started_at", "completed_at"):
            if hook["last_run"].get(name):
                hook["last_run"][name] = "set"
    for file in [*release["chart"]["templates"], *(release["chart"]["files"] or []), release["chart"]]:
        file.pop("modtime", None)
    return {"release": release, "status": secret["metadata"]["labels"]["status"]}


@pytest.mark.parametrize("pod", ["ready", "fail"])
@pytest.mark.parametrize("filters", [[], ["name=live-second"], ["!name=live-second"]], ids=["all", "one", "not one"])
def test_helm_and_we_leave_the_same_record(cluster: Cluster, pod: str, filters: list[str], tmp_path: Path) -> None:
    namespace = cluster.namespace("tested")
    runner, helm = Runner(tmp_path, cluster.kubeconfig), Helm(cluster, tmp_path, namespace)
    install = ["install", "live", str(CHARTS / "tested"), "--set", "pod=" + pod, "--create-namespace"]
    fails = pod == "fail" and "!name=live-second" not in filters

    helm.run(*install)
    done = helm.attempt("test", "live", *["--filter=" + word for word in filters])
    assert (done.returncode != 0) == fails, done.stderr
    want, want_objects = record(cluster, namespace), sorted(live_objects(cluster, namespace))
    helm.run("uninstall", "live", "--wait")

    helm.run(*install)
    task = {"chartwright.kube.chart_test": {"name": "live", "namespace": namespace, "filters": filters}}
    outcome = runner.play([task])
    assert (outcome.code != 0) == fails, outcome.output
    assert record(cluster, namespace) == want
    assert sorted(live_objects(cluster, namespace)) == want_objects

    hooks = {hook["name"]: hook["last_run"]["phase"] for hook in helm.data("status", "live")["hooks"]}
    assert hooks["live-second"] == ("" if "!name=live-second" in filters else "Failed" if fails else "Succeeded")
    helm.run("uninstall", "live", "--wait")
