# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
""".Files of a template."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.files import Files

FILES = Files({"conf/a.txt": b"one\ntwo\r\n", "conf/b.bin": b"\xff\x00", "README.md": b"", "z/a.txt": b"last"})


def test_a_missing_file_is_empty() -> None:
    assert (FILES.get_text("nope"), FILES.get_bytes("nope"), FILES.lines("nope")) == ("", b"", [])


def test_lines_drop_one_last_newline_and_keep_carriage_returns() -> None:
    assert FILES.lines("conf/a.txt") == ["one", "two\r"]
    assert FILES.lines("README.md") == []


def test_a_pattern_picks_files_and_a_broken_one_picks_all() -> None:
    assert sorted(FILES.glob("conf/*")) == ["conf/a.txt", "conf/b.bin"]
    assert FILES.glob("[") == FILES


def test_config_and_secrets_are_yaml_by_base_name_and_later_paths_win() -> None:
    assert FILES.glob("**.txt").as_config() == "a.txt: last"
    assert FILES.glob("conf/b*").as_secrets() == "b.bin: /wA="
    assert Files().as_config() == "{}"
