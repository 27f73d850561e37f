# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection's files are compiled once, whatever may be written where."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import typing as t
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[4]
PLUGINS = "ansible_collections.chartwright.kube.plugins"
# Imports a module as an action plugin does, behind Ansible's own finder, and says which sources Python compiled.
PROGRAM = """
import json, sys
from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder
import ansible.plugins.loader
from ansible.module_utils import basic
from importlib.machinery import SourceFileLoader
_AnsibleCollectionFinder([sys.argv[1]], scan_sys_paths=False)._install()
from PLUGINS.plugin_utils.bytecode import import_main
compiled = []
original = SourceFileLoader.source_to_code
def source_to_code(self, data, path, **more):
    compiled.append(str(path))
    return original(self, data, path, **more)
SourceFileLoader.source_to_code = source_to_code
main = import_main("chart_create")
from PLUGINS.module_utils._module import run
print(json.dumps(dict(
    compiled=[path.rpartition("/")[2] for path in compiled],
    name=run.__name__, package=run.__package__, file=run.__file__, attribute=getattr(run, "ADDED", None),
    main=main.__module__,
)))
""".replace("PLUGINS", PLUGINS)


class Place(t.NamedTuple):
    """A copy of the collection, and a cache folder."""

    root: Path
    cache: Path

    @property
    def plugins(self) -> Path:
        return self.root / "ansible_collections" / "chartwright" / "kube" / "plugins"

    def compiled_beside(self) -> list[Path]:
        return list(self.plugins.rglob("*.pyc"))

    def run(self, **environment: str) -> dict[str, t.Any]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        variables = {**inherited, "CHARTWRIGHT_KUBE_CACHE": str(self.cache), **environment}
        words = [sys.executable, "-c", PROGRAM, str(self.root)]
        answer = subprocess.run(words, env=variables, capture_output=True, text=True, check=True)
        return t.cast("dict[str, t.Any]", json.loads(answer.stdout))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "collections", tmp_path / "cache")
    shutil.copytree(PROJECT / "plugins", place.plugins, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def test_python_keeps_the_code_beside_the_sources(place: Place) -> None:
    first, second = place.run(), place.run()
    assert "run.py" in first["compiled"]
    assert second["compiled"] == []
    assert place.compiled_beside()
    assert not place.cache.exists()


def test_the_modules_are_the_same_as_with_the_loader_of_ansible(place: Place) -> None:
    found = place.run()
    assert found["name"] == PLUGINS + ".module_utils._module.run"
    assert found["package"] == PLUGINS + ".module_utils._module"
    assert found["file"] == str(place.plugins / "module_utils" / "_module" / "run.py")
    assert found["main"] == PLUGINS + ".modules.chart_create"


def test_a_private_folder_has_the_code_where_nothing_may_be_written_beside(place: Place) -> None:
    first, second = place.run(PYTHONDONTWRITEBYTECODE="1"), place.run(PYTHONDONTWRITEBYTECODE="1")
    assert "run.py" in first["compiled"]
    assert second["compiled"] == []
    assert not place.compiled_beside()
    assert (place.cache / "modules").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("variables", [{}, {"PYTHONDONTWRITEBYTECODE": "1"}])
def test_a_changed_source_is_compiled_again(place: Place, variables: dict[str, str]) -> None:
    place.run(**variables)
    source = place.plugins / "module_utils" / "_module" / "run.py"
    source.write_text(source.read_text(encoding="utf-8") + "\nADDED = 7\n", encoding="utf-8")
    found = place.run(**variables)
    assert found["compiled"] == ["run.py"]
    assert found["attribute"] == 7


def test_damage_and_foreign_entries_only_cost_the_compiling(place: Place) -> None:
    place.run(PYTHONDONTWRITEBYTECODE="1")
    for entry in (place.cache / "modules").iterdir():
        entry.write_bytes(b"\0" * 40)
    assert "run.py" in place.run(PYTHONDONTWRITEBYTECODE="1")["compiled"]
    for entry in (place.cache / "modules").iterdir():
        entry.chmod(0o666)
    assert "run.py" in place.run(PYTHONDONTWRITEBYTECODE="1")["compiled"]


def test_nothing_is_kept_where_caches_are_off_or_impossible(place: Place) -> None:
    for cache in ("off", "/dev/null/nowhere"):
        variables = {"PYTHONDONTWRITEBYTECODE": "1", "CHARTWRIGHT_KUBE_CACHE": cache}
        assert "run.py" in place.run(**variables)["compiled"]
        assert "run.py" in place.run(**variables)["compiled"]
    assert not place.compiled_beside()
