# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Dependencies in a real OCI registry: the lock that we write, and the charts we fetch, are helm's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.dependencies import (
    Moment,
    perform,
    plan_build,
    plan_update,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.dependency_sources import DependencySources
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import ChartSource
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm
from ansible_collections.chartwright.kube.tests.integration.test_registries import (
    package,
    plain,
    push_file,
)
from ansible_collections.chartwright.kube.tests.testbed.registry import Registry


@pytest.mark.parametrize("constraint", ["1.2.0+build.7", "^1", "~1.2"])
def test_charts_of_a_registry_are_locked_as_helm_locks_them(
    constraint: str, open_registry: Registry, helm: Helm, tmp_path: Path
) -> None:
    for version in ("1.1.0", "1.2.0+build.7", "2.0.0"):
        push_file(package(tmp_path, "leaf", version), open_registry, "garden")
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    theirs.mkdir()
    (theirs / "Chart.yaml").write_text(
        "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n- name: leaf\n  version: %r\n  repository: oci://%s/garden\n"
        % (constraint, open_registry.host)
    )
    shutil.copytree(theirs, ours)
    helm("dependency", "update", theirs, "--plain-http")
    sources = DependencySources(str(ours), helm.paths, options=ChartSource("", access=plain(open_registry)))
    plan = plan_update(str(ours), sources, Moment(0))
    assert plan is not None
    perform(plan)
    locks = [
        re.sub("generated: .*", "", (folder / "Chart.lock").read_text(encoding="utf-8")) for folder in (theirs, ours)
    ]
    assert locks[0] == locks[1]
    archives = [
        [(path.name, path.read_bytes()) for path in sorted((folder / "charts").iterdir())] for folder in (theirs, ours)
    ]
    assert archives[0] == archives[1]
    built = plan_build(str(ours), sources, Moment(0))
    assert built is not None and not built.changed
