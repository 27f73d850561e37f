# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parsed templates that outlive the process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.cache_folder import cache_folder
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.private_cache import PrivateCache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "templates"


def test_what_is_put_is_got_by_another_process(folder: Path) -> None:
    PrivateCache(str(folder)).put("ab12", b"data")
    assert PrivateCache(str(folder)).get("ab12") == b"data"
    assert PrivateCache(str(folder)).get("ffff") is None


def test_the_folder_and_its_files_are_the_users_alone(folder: Path) -> None:
    PrivateCache(str(folder)).put("ab12", b"data")
    assert os.stat(folder).st_mode & 0o777 == 0o700
    assert os.stat(folder.parent).st_mode & 0o777 == 0o700
    assert os.stat(folder / "ab12").st_mode & 0o777 == 0o600


def test_a_folder_that_others_could_write_to_is_narrowed(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    PrivateCache(str(folder)).put("ab12", b"data")
    assert os.stat(folder).st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_entry_is_none(folder: Path, damage: bytes) -> None:
    cache = PrivateCache(str(folder))
    cache.put("ab12", b"data")
    (folder / "ab12").write_bytes(damage)
    assert cache.get("ab12") is None


def test_an_entry_that_others_could_have_written_is_none(folder: Path) -> None:
    cache = PrivateCache(str(folder))
    cache.put("ab12", b"data")
    (folder / "ab12").chmod(0o666)
    assert cache.get("ab12") is None


def test_a_link_in_place_of_an_entry_or_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    cache = PrivateCache(str(folder))
    cache.put("ab12", b"data")
    (folder / "cd34").symlink_to(folder / "ab12")
    assert cache.get("cd34") is None
    (tmp_path / "link").symlink_to(folder)
    linked = PrivateCache(str(tmp_path / "link"))
    linked.put("ef56", b"data")
    assert linked.get("ab12") is None
    assert not (folder / "ef56").exists()


def test_the_entries_unused_for_longest_go_when_the_room_is_full(folder: Path) -> None:
    cache = PrivateCache(str(folder), max_size=1000)
    for number in range(4):
        cache.put("%02x" % number, b"x" * 200)
        os.utime(folder / ("%02x" % number), (number, number))
    assert cache.get("00") is not None
    cache.put("04", b"x" * 200)
    assert sorted(entry.name for entry in folder.iterdir()) == ["00", "03", "04"]


def test_nothing_is_written_in_check_mode(folder: Path) -> None:
    cache = PrivateCache(str(folder), read_only=True)
    cache.put("ab12", b"data")
    assert cache.get("ab12") is None
    assert not folder.parent.exists()
    PrivateCache(str(folder)).put("ab12", b"data")
    assert cache.get("ab12") == b"data"


def test_a_variable_moves_the_cache_or_turns_it_off() -> None:
    assert cache_folder({"XDG_CACHE_HOME": "/x"}) == "/x/chartwright.kube"
    assert cache_folder({"CHARTWRIGHT_KUBE_CACHE": "/elsewhere", "XDG_CACHE_HOME": "/x"}) == "/elsewhere"
    assert cache_folder({"CHARTWRIGHT_KUBE_CACHE": "off"}) is None
    assert PrivateCache.of_user({"CHARTWRIGHT_KUBE_CACHE": "off"}, "templates") is None
