# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests on real servers share: an OCI registry with TLS and a password, a web server."""

from __future__ import annotations

import hashlib
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.chart_server import publish
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm
from ansible_collections.chartwright.kube.tests.testbed.debian import MissingProgramError
from ansible_collections.chartwright.kube.tests.testbed.registry import Registry, registry_program
from ansible_collections.chartwright.kube.tests.testbed.web_server import WebServer


@pytest.fixture(scope="session")
def registry_available() -> None:
    """Skips where no registry can be had."""
    try:
        registry_program()
    except MissingProgramError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def registry(registry_available: None, tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Registry]:
    """Known by ``ca_file``, open to USER with PASSWORD. It is shared: use paths of your own."""
    instance = Registry(tmp_path_factory.mktemp("registry"), tls=True, password=True)
    yield instance
    instance.close()


@pytest.fixture(scope="session")
def open_registry(registry_available: None, tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Registry]:
    """Speaks plain HTTP to everyone. It is shared: use paths of your own."""
    instance = Registry(tmp_path_factory.mktemp("open-registry"))
    yield instance
    instance.close()


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[WebServer]:
    """It is shared: use folders of your own. Skips where nginx cannot be had."""
    try:
        instance = WebServer(tmp_path_factory.mktemp("web"))
    except MissingProgramError as error:
        pytest.skip(str(error))
    yield instance
    instance.close()


@pytest.fixture
def served(web: WebServer, request: pytest.FixtureRequest) -> str:
    """A folder of the web server with the chart tea, its own for each test; what follows a door's path."""
    name = hashlib.sha256(request.node.name.encode()).hexdigest()[:12]
    publish(web.files / name, {"tea": ["1.0.0", "1.2.0", "1.10.0", "2.0.0-rc.1"]})
    return name


@pytest.fixture
def helm(tmp_path: Path) -> Helm:
    """With homes of its own."""
    return Helm(tmp_path)


@pytest.fixture
def at_home(helm: Helm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that are called in this process work where helm does."""
    for name in ("HOME", "HELM_CONFIG_HOME", "HELM_CACHE_HOME"):
        monkeypatch.setenv(name, helm.environ[name])
