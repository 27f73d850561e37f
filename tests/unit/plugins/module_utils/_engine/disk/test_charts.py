# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Charts on disk; every message was given by helm."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.chart_folder import folder_files
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.charts import load_chart
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError

CHART = "name: app\nversion: 1.0.0\napiVersion: v2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chart = tmp_path / "app"
    write(chart, "Chart.yaml", CHART)
    return chart


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return [file.name for file in folder_files(str(folder))]


def refusal(path: Path) -> str:
    with pytest.raises(ChartError) as caught:
        load_chart(str(path))
    return str(caught.value)


def test_files_come_folder_by_folder_in_the_order_of_their_names(folder: Path) -> None:
    for name in (
        "templates/b.yaml",
        "templates/a/x.yaml",
        "templates/a.yaml",
        "templates/.hidden",
        "templates/.d/x",
        "Z",
    ):
        write(folder, name, "x")
    assert names(folder) == ["Chart.yaml", "Z", "templates/a/x.yaml", "templates/a.yaml", "templates/b.yaml"]


def test_what_helmignore_names_is_left_out(folder: Path) -> None:
    for name in (".git/config", "notes/a.txt", "a.txt", "keep"):
        write(folder, name, "x")
    write(folder, ".helmignore", ".git/\n*.txt\n")
    assert names(folder) == [".helmignore", "Chart.yaml", "keep"]


def test_links_are_followed(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, "out/f.txt", "outside")
    (folder / "link").symlink_to(tmp_path / "out")
    (folder / "file").symlink_to(tmp_path / "out" / "f.txt")
    files = {file.name: file.data for file in folder_files(str(folder))}
    assert files["link/f.txt"] == files["file"] == b"outside"


def test_a_link_into_itself_ends(folder: Path) -> None:
    (folder / "self").symlink_to(folder)
    assert refusal(folder) == "error evaluating symlink %s/self: it leads into itself" % folder


def test_a_broken_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "link").symlink_to(tmp_path / "gone")
    assert refusal(folder) == (
        "error evaluating symlink %s/link: lstat %s/gone: no such file or directory" % (folder, tmp_path)
    )


def test_an_irregular_file_is_refused_unless_it_is_ignored(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert refusal(folder) == "cannot load irregular file %s/pipe as it has file mode type bits set" % folder
    write(folder, ".helmignore", "pipe")
    assert load_chart(str(folder)).name == "app"


def test_the_budget_holds_for_all_files_together(folder: Path) -> None:
    write(folder, "x", "x" * 100)
    with pytest.raises(ChartError) as caught:
        folder_files(str(folder), max_size=120)
    assert str(caught.value) == "error reading x: chart exceeds maximum decompressed size of 120 bytes"


def test_a_byte_order_mark_is_dropped(folder: Path) -> None:
    (folder / "x").write_bytes(b"\xef\xbb\xbfx")
    assert [file.data for file in folder_files(str(folder)) if file.name == "x"] == [b"x"]


def test_files_know_when_they_were_changed(folder: Path) -> None:
    os.utime(folder / "Chart.yaml", ns=(5, 1_600_000_000_123_456_789))
    assert load_chart(str(folder)).mod_time == 1_600_000_000_123_456_789


def test_nothing_there_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone") == 'path "%s/gone" not found' % tmp_path
    wanted = str(tmp_path / "Chart.yaml")
    reason = "open %s: no such file or directory" % wanted
    assert refusal(tmp_path) == "unable to detect chart at %s: %s" % (wanted, reason)


def test_an_ignored_chart_yaml_is_missing(folder: Path) -> None:
    write(folder, ".helmignore", "Chart.yaml")
    assert refusal(folder) == "Chart.yaml file is missing"


def test_an_archive_is_loaded(folder: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "app.tgz", "w:gz") as archive:
        archive.add(folder, "app")
    assert load_chart(str(tmp_path / "app.tgz")).name == "app"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.yaml", b"a: b", "seems to be a YAML file, but expected a gzipped archive"),
        ("x.txt", b"hello", "does not appear to be a gzipped archive; got 'application/octet-stream'"),
        ("x.txt", b"a" * 600, "does not appear to be a gzipped archive; got 'text/plain; charset=utf-8'"),
        ("x.zip", b"PK\x03\x04", "does not appear to be a gzipped archive; got 'application/zip'"),
    ],
)
def test_what_is_no_archive_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert refusal(tmp_path / name) == "file '%s' %s" % (tmp_path / name, message)
