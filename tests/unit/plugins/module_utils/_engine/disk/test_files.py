# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writing files whole, private folders, and reading values files."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.atomic import write_atomically
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.private_folder import private_folder
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.values_files import read_values_file
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError, ValuesError


def test_a_file_is_replaced_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["file"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_atomically(str(tmp_path / "folder"), b"new")
    assert os.listdir(tmp_path) == ["folder"]


def test_a_private_folder_is_made_with_its_parents_and_narrowed(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    assert private_folder(str(path)) == str(path)
    path.chmod(0o777)
    private_folder(str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_link_is_no_private_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(EngineError, match="Cannot use the cache folder"):
        private_folder(str(tmp_path / "link"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    os.mkdir(tmp_path / "theirs", 0o700)
    os.chown(tmp_path / "theirs", 12345, -1)
    with pytest.raises(EngineError, match="it belongs to user 12345, not to user 0"):
        private_folder(str(tmp_path / "theirs"))


def test_values_files_are_read_or_named(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"a: 1")
    assert read_values_file(str(tmp_path / "v")) == b"a: 1"
    for name, message in (("gone", "open %s: no such file or directory"), ("", "read %s: is a directory")):
        path = str(tmp_path / name) if name else str(tmp_path)
        with pytest.raises(ValuesError) as caught:
            read_values_file(path)
        assert str(caught.value) == message % path
