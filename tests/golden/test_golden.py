# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every golden case renders to helm's own bytes, or fails with helm's own words."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.txt"))


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


archive = load(HERE / "archive.py")


@pytest.fixture(scope="session")
def helm_template() -> ModuleType:
    return load(HERE.parent.parent / "tools" / "helm_template.py")


def unpack(case: Any, folder: Path) -> None:
    for name, data in case.files.items():
        if name not in (*archive.ANSWERS, "args"):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def message(stderr: str) -> str:
    """The error without the log lines before it."""
    return stderr[stderr.find("Error:") :] if "Error:" in stderr else ""


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_renders_as_helm(
    path: Path, helm_template: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = archive.read(path.read_text())
    unpack(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("CHARTWRIGHT_KUBE_CACHE", "off")
    out, err = io.BytesIO(), io.StringIO()
    status = helm_template.main(case.args, out, err)
    assert (message(err.getvalue()), out.getvalue(), status) == (
        message(case.files["stderr"].decode()),
        case.files["stdout"],
        int(case.files["status"]),
    )


def test_a_second_rendering_from_the_cache_is_the_same(
    helm_template: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = archive.read((HERE / "tpl-scope.txt").read_text())
    unpack(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHARTWRIGHT_KUBE_CACHE", str(tmp_path / "cache"))
    for _unused in range(2):
        out = io.BytesIO()
        assert helm_template.main(case.args, out, io.StringIO()) == 0
        assert out.getvalue() == case.files["stdout"]
        assert len(list((tmp_path / "cache" / "templates").iterdir())) == 1


def test_an_archive_gives_back_every_byte() -> None:
    files = {
        "args": b"rel\nchart\n",
        "a": b"x\r\ny\\z\t\n",
        "b": b"\xef\xbb\xbfq\xff\n-- x --\n  \n",
        "c": b"no last newline",
        "d": b"#!/bin/sh\n",
        "e": b"",
    }
    text = archive.write(archive.Case("# comment\n", files))
    assert archive.read(text).files == files
    assert "\r" not in text and "\ufeff" not in text and not text.startswith("#!")


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
