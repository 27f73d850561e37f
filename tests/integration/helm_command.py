# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The real helm, run in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.tests.testbed.binaries import binary


class Helm:
    """The real helm with homes in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            "PATH": "/usr/bin:/bin", "HOME": str(folder), "TZ": os.environ.get("TZ", ""),
            "HELM_CONFIG_HOME": str(folder / "config"), "HELM_CACHE_HOME": str(folder / "cache"),
        }  # fmt: skip
        self.paths = HelmPaths({**self.environ, "DOCKER_CONFIG": str(folder / "docker")})

    def __call__(self, *words: str | Path) -> str:
        """What it prints; AssertionError where it fails."""
        answer = self.run(*words)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout + answer.stderr

    def error(self, *words: str | Path) -> str:
        """The words of its failure."""
        answer = self.run(*words)
        assert answer.returncode, answer.stdout
        return answer.stderr.strip().splitlines()[-1].removeprefix("Error: ")

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(binary("helm")), *map(str, words)], env=self.environ, cwd=self.folder, capture_output=True, text=True,
            check=False, timeout=60,
        )  # fmt: skip


__all__ = ["Helm"]
