# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waits that are hopeless end early and say why; further attempts and the remedy do what they promise."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster


def test_a_hopeless_wait_ends_early_and_names_the_cause(cluster: Cluster, tmp_path: Path) -> None:
    namespace = cluster.namespace("hopeless")

    def release(behaviour: str, **more: t.Any) -> dict[str, t.Any]:
        options = {"name": "web", "namespace": namespace, "chart": str(CHARTS / "web"), "create_namespace": True}
        options.update(values={"behaviour": behaviour}, wait=True, timeout="5m", fail_fast=True, **more)
        return {"chartwright.kube.chart_release": options}

    def fails(*conditions: str) -> dict[str, t.Any]:
        return {"register": "broken", "failed_when": ["not (broken is failed and %s)" % " and ".join(conditions)]}

    outcome = Runner(tmp_path, cluster.kubeconfig).play(
        [
            release("ready"),
            {
                **release("crash-loop", on_failure="rollback", retries=1),
                **fails(
                    "broken.msg is search('CrashLoopBackOff')", "broken.msg is search('rolled back to revision 3')",
                    "broken.msg is search('attempt 2 of 2')",
                    "broken.failed_resources[0].pods[0].containers[0].restarts == 5",
                ),
            },
            {
                **release("image-pull"),
                **fails(
                    "broken.msg is search('^Container web of pod web-.*ImagePullBackOff.*image web:')",
                    "broken.failed_resources[0].kind == 'Deployment'",
                ),
            },
            release("ready"),
        ]
    )  # fmt: skip
    assert outcome.code == 0, outcome.output
    history = Helm(cluster, tmp_path, namespace).data("history", "web")
    statuses = [(one["revision"], one["status"]) for one in history]
    assert statuses == [
        (1, "superseded"), (2, "failed"), (3, "superseded"), (4, "failed"), (5, "superseded"), (6, "failed"),
        (7, "deployed"),
    ]  # fmt: skip
