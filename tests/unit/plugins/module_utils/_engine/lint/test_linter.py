# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Findings in small charts, with what helm lint printed of each (lint_truths.json)."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.linted_folder import (
    DiskFolder,
    charts_inside,
    unpack,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.lint.linter import lint
from ansible_collections.chartwright.kube.plugins.module_utils._engine.lint.templates import Rendering
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.capabilities import KubeVersion

TRUTHS = json.loads((Path(__file__).parent / "lint_truths.json").read_text(encoding="utf-8"))
CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\nicon: https://example.com/icon.png\n"


def write(folder: Path, files: dict[str, str | None]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


def messages(folder: Path, **options: t.Any) -> list[str]:
    return [str(finding) for finding in lint(DiskFolder(str(folder)), Rendering(options.pop("values", {}), **options))]


@pytest.mark.parametrize("name", TRUTHS)
def test_findings_are_helms(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path / name, TRUTHS[name]["files"])
    expected = [line for line in TRUTHS[name]["out"].replace("{chart}", str(folder)).splitlines() if line]
    found = "\n".join(messages(folder)).splitlines()
    assert [line for line in found if line] == expected


def test_a_deprecated_api_is_judged_by_the_wanted_kubernetes(tmp_path: Path) -> None:
    template = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n"
    folder = write(tmp_path / "web", {"Chart.yaml": CHART, "values.yaml": "", "templates/a.yaml": template})
    assert messages(folder, kube_version=KubeVersion.parse("1.20")) == []
    assert messages(folder, kube_version=KubeVersion.parse("1.21")) == [
        "[WARNING] templates/a.yaml: policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+"
        "; use policy/v1 PodDisruptionBudget"
    ]


def test_the_users_values_count(tmp_path: Path) -> None:
    schema = '{"properties": {"port": {"type": "integer"}}}'
    template = "kind: X\nmetadata:\n  name: {{ .Values.name | quote }}\n"
    files: dict[str, str | None] = {
        "Chart.yaml": CHART, "values.yaml": "name: A\nport: x\n", "values.schema.json": schema,
        "templates/a.yaml": template,
    }  # fmt: skip
    folder = write(tmp_path / "web", files)
    assert len(messages(folder)) == 2
    assert messages(folder, values={"name": "a", "port": 1.0}) == []
    assert messages(folder, values={"name": "a"}, skip_schema_validation=True) == []


def test_what_fail_and_required_say_is_told_and_ends_nothing(tmp_path: Path) -> None:
    template = '{{ fail "no" }}{{ required "give it" .Values.it }}kind: X\nmetadata: {name: a}\n'
    folder = write(tmp_path / "web", {"Chart.yaml": CHART, "values.yaml": "", "templates/a.yaml": template})
    told: list[str] = []
    assert messages(folder, log=told.append) == []
    assert told == ["no", "give it"]


def test_a_folder_without_a_chart_is_refused_in_helms_words(tmp_path: Path) -> None:
    with pytest.raises(
        ChartError, match=r"unable to check Chart.yaml file in chart: stat .*: no such file or directory"
    ):
        DiskFolder(str(tmp_path))


def test_charts_inside_come_in_the_order_of_a_walk(tmp_path: Path) -> None:
    names = ("b/Chart.yaml", "b/charts/c/Chart.yaml", "a.tgz", "d/templates/x.yaml", "e.tar.gz")
    write(tmp_path, {"charts/" + name: "" for name in names})
    found = [str(Path(path).relative_to(tmp_path / "charts")) for path in charts_inside(str(tmp_path))]
    assert found == ["a.tgz", "b", "b/charts/c", "e.tar.gz"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no archive", "unable to extract tarball: "),
        (None, "unable to open tarball: open .*: no such file or directory"),
    ],
)
def test_what_is_no_archive_is_refused(data: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.tgz"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ChartError, match=message):
        unpack(str(path), str(tmp_path))
