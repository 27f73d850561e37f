# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a corpus of cases from checkouts of public chart repositories.

usage: python3 tools/parity/gather.py CHECKOUTS CORPUS [FURTHER...]
CHECKOUTS holds one folder a repository. Every chart in it that can be installed is copied to CORPUS, with the charts
that it declares but does not bring taken from CHECKOUTS or FURTHER by name. CORPUS/cases.json lists the cases: one with
the chart's own values and one for each file ci/*values.yaml that the chart brings.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import typing as t
from pathlib import Path

import yaml

MAX_DEPTH = 4


def read_yaml(path: Path) -> dict[str, t.Any]:
    """The mapping in a YAML file; empty where there is none."""
    try:
        found = yaml.safe_load(path.read_text())
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


class Checkouts:
    """The charts in some folders, by their place and by their name."""

    def __init__(self, folders: t.Sequence[Path]) -> None:
        self.folders = folders
        self.charts: dict[Path, dict[str, t.Any]] = {}
        self.by_name: dict[str, list[Path]] = {}
        for folder in folders:
            for file in sorted(folder.rglob("Chart.yaml")):
                metadata = read_yaml(file)
                if metadata.get("name"):
                    self.charts[file.parent] = metadata
                    self.by_name.setdefault(str(metadata["name"]), []).append(file.parent)

    def repository(self, chart: Path) -> Path:
        """The repository's folder that a chart stands in."""
        top = next(folder for folder in self.folders if folder in chart.parents)
        return top / chart.relative_to(top).parts[0]

    def best(self, name: str, asking: Path) -> Path | None:
        """The newest chart of that name, rather from the repository of the chart that asks."""
        candidates = [chart for chart in self.by_name.get(name, ()) if chart != asking]
        near = [chart for chart in candidates if self.repository(chart) == self.repository(asking)]
        return max(near or candidates, key=lambda chart: version_key(self.charts[chart]), default=None)

    def is_vendored(self, chart: Path) -> bool:
        """Whether the chart stands in another one's charts folder."""
        return any(parent.name == "charts" and parent.parent in self.charts for parent in chart.parents)


def version_key(metadata: dict[str, t.Any]) -> list[int]:
    """The numbers of a version, for comparing."""
    release = str(metadata.get("version", "")).lstrip("v").partition("-")[0]
    return [int(part) if part.isdigit() else 0 for part in release.split(".")]


def declared(folder: Path) -> list[str]:
    """The names of the charts that a chart asks for."""
    entries: list[t.Any] = []
    for file in ("Chart.yaml", "requirements.yaml"):
        entries += read_yaml(folder / file).get("dependencies") or []
    return [str(entry["name"]) for entry in entries if isinstance(entry, dict) and entry.get("name")]


def vendor(checkouts: Checkouts, original: Path, copy: Path, depth: int = 0) -> None:
    """Put the charts that a copied chart asks for, and lacks, into its charts folder."""
    charts = copy / "charts"
    present = {str(read_yaml(file).get("name")) for file in charts.glob("*/Chart.yaml")}
    for name in declared(original):
        source = None if name in present or depth >= MAX_DEPTH else checkouts.best(name, original)
        if source is not None:
            copy_chart(source, charts / name)
            vendor(checkouts, source, charts / name, depth + 1)
            present.add(name)


def copy_chart(source: Path, target: Path) -> None:
    """Copy a chart's folder with what its links lead to."""
    shutil.copytree(source, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)


def cases(corpus: Path, chart: str) -> list[dict[str, t.Any]]:
    """The cases of a chart in the corpus."""
    found: list[dict[str, t.Any]] = [{"id": chart, "chart": chart, "values": []}]
    for file in sorted((corpus / chart / "ci").glob("*values.y*ml")):
        found.append({"id": "%s#%s" % (chart, file.name), "chart": chart, "values": ["%s/ci/%s" % (chart, file.name)]})
    return found


def main(arguments: list[str]) -> int:
    """Gather the corpus and write its list of cases."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    top, corpus, *further = [Path(os.path.abspath(argument)) for argument in arguments]
    checkouts = Checkouts([top, *further])
    gathered: list[dict[str, t.Any]] = []
    for chart, metadata in checkouts.charts.items():
        installable = metadata.get("type") != "library" and (chart / "templates").is_dir()
        if top not in chart.parents or not installable or checkouts.is_vendored(chart):
            continue
        name = chart.relative_to(top).as_posix()
        copy_chart(chart, corpus / name)
        vendor(checkouts, chart, corpus / name)
        gathered += cases(corpus, name)
    (corpus / "cases.json").write_text(json.dumps(gathered, indent=0))
    print("%d charts, %d cases" % (len(checkouts.charts), len(gathered)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
