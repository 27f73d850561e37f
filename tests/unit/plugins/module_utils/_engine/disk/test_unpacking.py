# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Unpacked charts: what is replaced, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.unpacking import compare_tree, write_tree
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError

FILES = [
    File("Chart.yaml", b"apiVersion: v2\nname: tea\nversion: 1.0.0\n", None),
    File("templates/a/b.yaml", b"a: 1\n", None),
]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_chart_is_unpacked_once(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "tea")
    assert compare_tree(path, FILES, "tea").differs
    write_tree(path, FILES)
    assert content(tmp_path / "new" / "tea") == {file.name: file.data for file in FILES}
    assert not compare_tree(path, FILES, "tea").differs
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["tea"]


def test_another_version_replaces_the_whole_folder(tmp_path: Path) -> None:
    path = tmp_path / "tea"
    write_tree(str(path), [*FILES, File("templates/old.yaml", b"", None)])
    change = compare_tree(str(path), FILES, "tea")
    assert change.differs and set(change.before) - set(change.after) == {"templates/old.yaml"}
    write_tree(str(path), FILES)
    assert content(path) == {file.name: file.data for file in FILES}
    assert [entry.name for entry in tmp_path.iterdir()] == ["tea"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ChartError, match="chart name"):
        compare_tree(str(tmp_path / "x"), FILES, name)


def test_what_is_no_unpacked_chart_of_the_name_is_left_alone(tmp_path: Path) -> None:
    folder, file, other, link = (tmp_path / name for name in ("folder", "file", "other", "link"))
    folder.mkdir()
    (folder / "mine").write_text("mine")
    file.write_text("mine")
    write_tree(str(other), [File("Chart.yaml", b"name: pot\nversion: 1.0.0\n", None)])
    link.symlink_to(other)
    for path in (folder, file, other, link):
        with pytest.raises(ChartError, match="a file or directory with the name %s already exists" % path):
            compare_tree(str(path), FILES, "tea")


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "tea"
    write_tree(str(path), FILES)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept").write_text("kept")
    (path / "link").symlink_to(tmp_path / "outside")
    assert compare_tree(str(path), FILES, "tea").before["link"] == "link"
    write_tree(str(path), FILES)
    assert (tmp_path / "outside" / "kept").read_text() == "kept"


def test_files_that_cannot_stand_together_leave_the_old_folder(tmp_path: Path) -> None:
    path = tmp_path / "tea"
    write_tree(str(path), FILES)
    with pytest.raises(ChartError, match="failed to untar"):
        write_tree(str(path), [*FILES, File("Chart.yaml/below", b"", None)])
    assert content(path) == {file.name: file.data for file in FILES}
    assert [entry.name for entry in tmp_path.iterdir()] == ["tea"]
