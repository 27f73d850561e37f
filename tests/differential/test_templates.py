# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Random templates over random values render as helm renders them, and fail with helm's words."""

from __future__ import annotations

import importlib.util
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.differential.comparison import Comparison
from ansible_collections.chartwright.kube.tests.testbed.binaries import binary

PROJECT = Path(__file__).resolve().parents[2]
# A batch of forty takes about 1.5 seconds, most of it helm's processes.
BATCHES = 20
SOAK_BATCHES = 500
BATCH_SIZE = 40
ENOUGH = 10


@pytest.fixture
def comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("CHARTWRIGHT_KUBE_CACHE", "off")
    spec = importlib.util.spec_from_file_location("helm_template", PROJECT / "tools" / "helm_template.py")
    assert spec is not None and spec.loader is not None
    tool: t.Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return Comparison(tmp_path, helm=binary("helm"), main=tool.main)


def test_random_templates_render_as_helm_renders_them(comparison: Comparison, soak: bool) -> None:
    differences = []
    for number in range(SOAK_BATCHES if soak else BATCHES):
        differences += comparison.batch("batch %d" % number, BATCH_SIZE)
        if len(differences) >= ENOUGH:
            break
    assert not differences, "\n\n".join(map(str, differences))
    counts = comparison.counts
    assert min(counts.values()) > BATCHES * BATCH_SIZE // 10, "both kinds must be met: %s" % counts
