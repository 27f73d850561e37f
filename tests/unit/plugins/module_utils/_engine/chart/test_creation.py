# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""New charts: their names, and what becomes of a starter."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.archive import read_archive
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.creation import check_name, from_starter
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_files
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.scaffold import scaffold
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "chart name must be between 1 and 250 characters"),
        ("a" * 251, "chart name must be between 1 and 250 characters"),
        ("a b", 'chart name must match the regular expression "^[a-zA-Z0-9._-]+$"'),
        ("..", 'chart.metadata.name ".." is not allowed'),
    ],
)
def test_names_that_no_chart_may_have_are_refused(name: str, message: str) -> None:
    with pytest.raises(ChartError) as error:
        check_name(name)
    assert str(error.value) == message


def test_the_scaffold_is_a_chart_of_the_name() -> None:
    chart = load_files([File(path, data) for path, data in scaffold("shop").items()])
    assert chart.name == "shop"
    assert not [path for path, data in scaffold("shop").items() if b"<CHARTNAME>" in data]


def test_a_starter_takes_the_name_in_templates_and_values_alone() -> None:
    starter = load_files(
        [
            File("Chart.yaml", b"apiVersion: v2\nname: old\nversion: 3.0.0\nappVersion: x\n"),
            File("values.yaml", b"a: <CHARTNAME>\n"),
            File("templates/a.yaml", b"<CHARTNAME>"),
            File("README.md", b"<CHARTNAME>"),
            File("charts/in/Chart.yaml", b"apiVersion: v2\nname: in\nversion: 1.0.0\n"),
        ]
    )
    files = from_starter(starter, "new", now=0)
    assert sorted(files) == ["Chart.yaml", "README.md", "charts/in-1.0.0.tgz", "templates/a.yaml", "values.yaml"]
    assert b"name: new\n" in files["Chart.yaml"] and b"version: 0.1.0\n" in files["Chart.yaml"]
    assert (files["values.yaml"], files["templates/a.yaml"], files["README.md"]) == (
        b"a: new\n",
        b"new",
        b"<CHARTNAME>",
    )
    assert [file.name for file in read_archive(files["charts/in-1.0.0.tgz"])] == ["Chart.yaml"]
