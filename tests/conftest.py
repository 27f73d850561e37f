# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all tests share: the collection under its full name, a control plane, and a way to run playbooks on it."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import time
import typing as t
import uuid
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
CLUSTERS = PROJECT / "build" / "tests"
# Set by the process that was started and inherited by its workers: each run has a control plane of its own.
CLUSTER_VARIABLE = "CHARTWRIGHT_TESTS_CLUSTER"
TREE = PROJECT / ".tree"


def _link_collection() -> None:
    """``.tree/ansible_collections/chartwright/kube`` is this checkout, so that imports and playbooks find it."""
    link = TREE / "ansible_collections" / "chartwright" / "kube"
    if link.resolve() != PROJECT:
        link.parent.mkdir(parents=True, exist_ok=True)
        unfinished = link.with_name("kube-%s" % uuid.uuid4().hex)
        unfinished.symlink_to("../../..")
        unfinished.replace(link)
        # Where .tree was missing, Python has noted that nothing can be imported from it.
        importlib.invalidate_caches()


_link_collection()

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.testbed.audit import AuditLog
    from ansible_collections.chartwright.kube.tests.testbed.instance import Testbed


class Cluster:
    """The tests' control plane. It is shared by all of them: work in a ``namespace()`` of your own.

    Each process that runs tests is a user of its own there, and its ``audit`` is without what the others do.
    """

    def __init__(self, testbed: Testbed, tester: str) -> None:
        self.testbed = testbed
        self.kubeconfig = testbed.kubeconfig_of(tester)
        self.audit: AuditLog = testbed.audit_of(tester)

    @property
    def helm(self) -> Path:
        """The real helm command, built at first use; give it ``environment()`` or --kubeconfig."""
        return self._tool("helm")

    @property
    def helm3(self) -> Path:
        """The last helm of version 3, whose releases are met for a long time; as ``helm``."""
        return self._tool("helm3")

    @property
    def kubectl(self) -> Path:
        return self._tool("kubectl")

    def namespace(self, prefix: str = "test") -> str:
        """A name that no other test uses; the namespace is not created."""
        return "%s-%s" % (prefix, uuid.uuid4().hex[:8])

    def get(self, path: str) -> t.Any:
        """The decoded answer to a GET of an API path as administrator; None for 404."""
        for _attempt in range(20):
            status, answer = self.testbed.api.request("GET", path)
            # A kind that has just been defined is not served at once.
            if status != 429:
                break
            time.sleep(0.5)
        if status == 404:
            return None
        assert status == 200, (status, answer)
        return answer

    def environment(self, folder: Path) -> dict[str, str]:
        """Environment variables for a command: this cluster, homes in ``folder``, nothing else of the user's."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "KUBECONFIG": str(self.kubeconfig),
            "HELM_CACHE_HOME": str(folder / "helm" / "cache"),
            "HELM_CONFIG_HOME": str(folder / "helm" / "config"),
            "HELM_DATA_HOME": str(folder / "helm" / "data"),
        }

    @staticmethod
    def _tool(name: str) -> Path:
        from ansible_collections.chartwright.kube.tests.testbed.binaries import binary

        return binary(name)


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """A real control plane, started at first use and ended with the run (see pytest_unconfigure)."""
    from ansible_collections.chartwright.kube.tests.testbed.instance import TESTERS, Testbed

    testbed = Testbed(Path(os.environ[CLUSTER_VARIABLE]))
    testbed.up()
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return Cluster(testbed, TESTERS[worker % len(TESTERS)])


@pytest.fixture
def namespace(cluster: Cluster) -> str:
    """A namespace name of the test's own; it does not exist yet."""
    return cluster.namespace()


@pytest.fixture(scope="session")
def ansible_bin(request: pytest.FixtureRequest) -> Path:
    """Where the ansible-playbook to test with stands."""
    return Path(request.config.getoption("--ansible-bin"))


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    """Whether full counts are asked for (``make soak``) instead of the small fixed sample."""
    return bool(request.config.getoption("--soak"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run long tests, and all tests with their full counts")
    parser.addoption(
        "--ansible-bin", default=str(Path(sys.executable).parent), help="folder of the ansible-playbook to test with"
    )


def pytest_configure(config: pytest.Config) -> None:
    # Tests must not depend on who runs them: no cluster and no settings of the user reach them.
    for name in list(os.environ):
        if name.startswith(("K8S_AUTH_", "ANSIBLE_", "HELM_")) or name == "KUBECONFIG":
            del os.environ[name]
    if not hasattr(config, "workerinput"):
        os.environ[CLUSTER_VARIABLE] = str(CLUSTERS / ("cluster-%d" % os.getpid()))


def _end_cluster(folder: Path) -> None:
    if (folder / "pids.json").exists():
        from ansible_collections.chartwright.kube.tests.testbed.instance import Testbed

        # Quiet: the last lines of a run are pytest's own.
        Testbed(folder).down(quiet=True)


def _end_forgotten_clusters() -> None:
    """Those of runs that were killed; the folders of ended runs, which are kept for their logs, go with them."""
    for folder in CLUSTERS.glob("cluster-*"):
        owner = int(folder.name.partition("-")[2])
        try:
            os.kill(owner, 0)
        except ProcessLookupError:
            _end_cluster(folder)
            shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason="long: run by make soak"))


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        _end_forgotten_clusters()


def pytest_unconfigure(config: pytest.Config) -> None:
    # With several workers, the process that started them ends the control plane, when all of them are done.
    if not hasattr(config, "workerinput") and CLUSTER_VARIABLE in os.environ:
        _end_cluster(Path(os.environ[CLUSTER_VARIABLE]))
