# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart that wants too much ends in one clear error, within 5 seconds of computing time and 512 MB."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.hostile.shapes import SHAPES

PROJECT = Path(__file__).resolve().parents[2]
SECONDS = 5
MEGABYTES = 512
_CHART = "apiVersion: v2\nname: demo\nversion: 1.2.3\n"


def _render(folder: Path) -> tuple[int, str, resource.struct_rusage]:
    """Status, stderr and use of a process that renders the chart in ``folder``; it may not take the machine along."""
    answers = folder / "stderr"
    pid = os.fork()
    if not pid:
        try:
            os.chdir(folder)
            resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
            resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
            os.dup2(os.open(answers, os.O_WRONLY | os.O_CREAT), 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "CHARTWRIGHT_KUBE_CACHE": "off"}
            tool = str(PROJECT / "tools" / "helm_template.py")
            os.execve(sys.executable, [sys.executable, tool, "release", "demo"], environment)
        finally:
            os._exit(127)
    _pid, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), answers.read_text(errors="replace"), used


@pytest.mark.parametrize("name", SHAPES)
def test_a_chart_that_wants_too_much_ends_in_an_error(name: str, tmp_path: Path, soak: bool) -> None:
    shape = SHAPES[name]
    if shape.slow and not soak and name != "a tree that shares":
        pytest.skip("as slow as the bound allows: run by make soak")
    files = {"Chart.yaml": _CHART, "templates/a.yaml": shape.template, **shape.files}
    for path, text in files.items():
        target = tmp_path / "demo" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    status, stderr, used = _render(tmp_path)
    assert "Traceback" not in stderr, stderr[-2000:]
    if shape.error:
        assert status == 1 and shape.error in stderr, stderr[:2000]
    else:
        assert status == 0, stderr[:2000]
    assert used.ru_utime + used.ru_stime < SECONDS
    assert used.ru_maxrss < MEGABYTES * 1024


def test_a_world_without_a_guard_still_counts_steps(tmp_path: Path) -> None:
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_files
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import File
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import RenderError
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.release_output import (
        ReleaseOptions,
        render_release,
    )

    files = [
        File("Chart.yaml", _CHART.encode()),
        File("templates/a.yaml", b"{{ range 1000000000 }}{{ end }}"),
    ]
    with pytest.raises(RenderError, match="too many steps"):
        render_release(load_files(files), {}, options=ReleaseOptions("release", "default"))
