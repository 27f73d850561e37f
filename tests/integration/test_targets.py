# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each folder of targets/ is a set of tasks as users write them, run on a real API server."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.chart_server import ChartServer
from ansible_collections.chartwright.kube.tests.integration.playbooks import PROJECT, TARGETS, Runner
from ansible_collections.chartwright.kube.tests.testbed.registry import PASSWORD, USER

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

# What these use besides: ``registry`` (its address), ``registry_ca``, ``registry_user``, ``registry_password``.
WITH_REGISTRY = ("chart_pull", "chart_push", "chart_registry_login")
NAMES = sorted(path.parent.parent.name for path in TARGETS.glob("*/tasks/main.yml"))
ACTIONS = {path.stem for path in (PROJECT / "plugins" / "action").glob("*.py")}
# A module with an action plugin runs in Ansible's worker where the target is the controller, else as any module does.
WAYS = [
    pytest.param(name, in_worker, id="%s-%s" % (name, "in-worker" if in_worker else "as-module"))
    for name in NAMES
    for in_worker in ((True, False) if name in ACTIONS else (False,))
]


@pytest.fixture
def repository(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[str]:
    """The URL of a chart repository with two charts; below it, ``/private`` wants a password."""
    server = ChartServer(tmp_path_factory.mktemp("repository"))
    charts = {"tea": ["1.2.0", "1.10.0", "2.0.0-rc.1"], "coffee": ["0.1.0"]}
    server.publish(charts)
    server.publish(charts, where="private")
    yield server.url
    server.close()


@pytest.mark.parametrize(("name", "in_worker"), WAYS)
def test_the_tasks_of_a_target_pass(
    name: str,
    in_worker: bool,
    cluster: Cluster,
    tmp_path: Path,
    ansible_bin: Path,
    repository: str,
    request: pytest.FixtureRequest,
) -> None:
    variables: dict[str, t.Any] = {"repository": repository, "chartwright_in_worker": in_worker}
    if name in WITH_REGISTRY:
        registry = request.getfixturevalue("registry")
        variables.update(registry=registry.host, registry_ca=str(registry.ca_file))
        variables.update(registry_user=USER, registry_password=PASSWORD)
    runner = Runner(tmp_path, cluster.kubeconfig, bin_folder=ansible_bin, variables=variables)
    outcome = runner.target(name, cluster.namespace(name.replace("_", "-")))
    if outcome.code:
        pytest.fail("%s:\n%s" % (name, outcome.output[-8000:]), pytrace=False)
