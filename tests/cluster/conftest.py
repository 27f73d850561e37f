# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A client of a real API server: the one that CHARTWRIGHT_TEST_KUBECONFIG names, else the tests' own control plane.

With a cluster of one's own, CHARTWRIGHT_TEST_HELM names the helm command (the one in PATH otherwise).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import typing as t
import uuid
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.client import Client
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.config import connection
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.objects import ObjectRef


@pytest.fixture(scope="session")
def kubeconfig(request: pytest.FixtureRequest) -> str:
    named = os.environ.get("CHARTWRIGHT_TEST_KUBECONFIG")
    return named or str(request.getfixturevalue("cluster").kubeconfig)


@pytest.fixture(scope="session")
def client(kubeconfig: str) -> t.Iterator[Client]:
    found = Client(connection({"kubeconfig": kubeconfig}))
    yield found
    found.close()


@pytest.fixture
def home(client: Client) -> t.Iterator[str]:
    """A namespace of the test's own."""
    name = "test-%s" % uuid.uuid4().hex[:8]
    client.create({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}, namespace="")
    yield name
    client.delete(ObjectRef("v1", "Namespace", "", name))


@pytest.fixture(scope="session")
def helm_command(request: pytest.FixtureRequest) -> str:
    if not os.environ.get("CHARTWRIGHT_TEST_KUBECONFIG"):
        return str(request.getfixturevalue("cluster").helm)
    command = os.environ.get("CHARTWRIGHT_TEST_HELM") or shutil.which("helm")
    if not command:
        pytest.skip("needs the helm command: set CHARTWRIGHT_TEST_HELM")
    return command


@pytest.fixture
def helm(home: str, kubeconfig: str, helm_command: str, tmp_path: Path) -> t.Callable[..., str]:
    """The real helm command in the test's namespace: its standard output, or an AssertionError with its words."""

    def run(*arguments: str) -> str:
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "KUBECONFIG": kubeconfig, "TZ": "Asia/Kolkata"}
        done = subprocess.run(
            [helm_command, *arguments, "--namespace", home], env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
