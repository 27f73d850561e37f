# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The layers: which file may import which, and which of Python's and others' modules it may touch.

The order is that of docs/architecture.md. A file imports its own package and those that stand before it.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.rules import imports

# In order: each package may import itself and what stands above it, but for the exceptions below.
GROUND = ("errors", "patterns", "digests", "deps", "semver", "proxies")
LANGUAGE = ("gotmpl", "gojson", "goyaml", "gotoml", "sprig")
DOMAIN = ("values", "chart", "manifest", "render", "lint", "release")
EFFECTS = ("watchdog", "disk", "fetch", "kube", "store")
ENGINE = (*GROUND, *LANGUAGE, *DOMAIN, *EFFECTS, "actions")

# Layer 4 knows no sibling, but the stores speak to the cluster and fetch keeps its caches in files; the actions know
# effects by Protocols alone.
FORBIDDEN = {
    "kube": {"disk", "fetch"},
    "store": {"disk", "fetch"},
    "actions": set(EFFECTS),
}
# At the edge few files know the cluster and the sources: what skips them carries none of their code.
DOORS = {
    "kube": {"cluster.py"},
    "store": {"cluster.py"},
    "disk": {
        "chart_folders.py",
        "dependencies.py",
        "lints.py",
        "pulling.py",
        "sources.py",
        "starters.py",
        "user_values.py",
    },
    "fetch": {
        "dependencies.py",
        "given.py",
        "indexing.py",
        "logins.py",
        "pulling.py",
        "pushing.py",
        "remote.py",
        "repositories.py",
        "searching.py",
        "signatures.py",
        "sources.py",
    },
}

PURE = {*LANGUAGE, *DOMAIN, "errors", "patterns", "proxies", "semver"}
IMPURE_MODULES = {
    "asyncio", "concurrent", "ctypes", "ftplib", "getpass", "glob", "http", "multiprocessing", "os", "pathlib", "pwd",
    "random", "select", "selectors", "shutil", "signal", "socket", "ssl", "subprocess", "tempfile", "threading",
    "urllib.request",
}  # fmt: skip
# The clock: what asks for the present time or waits.
CLOCK = {
    "time": {"localtime", "monotonic", "monotonic_ns", "perf_counter", "sleep", "time", "time_ns"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
}
# What a pure file may take of a module that is otherwise of the world.
PURE_NAMES = {"os.fsdecode", "os.fsencode", "urllib.parse"}

FILES = imports.utility_files()
ENGINE_FILES = [path for path in FILES if path.parts[0] == "_engine"]
EDGE_FILES = [path for path in FILES if path.parts[0] == "_module"]


def package(path: Path) -> str:
    """``_engine/gotmpl/lexer.py`` belongs to the package gotmpl, ``_engine/errors.py`` to errors."""
    return path.parts[1].removesuffix(".py")


def allowed(name: str) -> set[str]:
    """The packages that a package may import."""
    return set(ENGINE[: ENGINE.index(name) + 1]) - FORBIDDEN.get(name, set())


@pytest.mark.parametrize("path", ENGINE_FILES, ids=str)
def test_an_engine_file_imports_its_own_layer_and_those_before_it(path: Path) -> None:
    assert package(path) in ENGINE, "%s belongs to no layer" % path
    targets = imports.own_imports(imports.UTILS / path)
    outside = [str(target) for target in targets if target.parts[0] != "_engine"]
    assert not outside, "the engine knows no edge"
    wrong = [str(target) for target in targets if package(target) not in allowed(package(path))]
    assert not wrong


@pytest.mark.parametrize("path", ENGINE_FILES, ids=str)
def test_the_engine_knows_no_ansible(path: Path) -> None:
    assert not {
        name for name in imports.outside_imports(imports.UTILS / path) if name.split(".")[0].startswith("ansible")
    }


@pytest.mark.parametrize("path", ENGINE_FILES, ids=str)
def test_third_party_libraries_are_imported_in_deps_alone(path: Path) -> None:
    third_party = {
        name
        for name in imports.outside_imports(imports.UTILS / path)
        if name.split(".")[0] not in sys.stdlib_module_names
    }
    assert package(path) == "deps" or not third_party


@pytest.mark.parametrize("path", [path for path in ENGINE_FILES if package(path) in PURE], ids=str)
def test_language_and_domain_touch_nothing_of_the_world(path: Path) -> None:
    impure = {
        name
        for name in imports.outside_imports(imports.UTILS / path)
        if {name, name.split(".")[0], ".".join(name.split(".")[:2])} & IMPURE_MODULES
        and name not in PURE_NAMES
        and not name.startswith("urllib.parse.")
    }
    assert not impure, "arguments in, values out: take it as an argument"
    nodes = list(ast.walk(imports.tree(imports.UTILS / path)))
    names = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "open" not in names, "no files here"
    attributes = [(_name(node.value), node.attr) for node in nodes if isinstance(node, ast.Attribute)]
    assert not [pair for pair in attributes if pair[1] in CLOCK.get(pair[0], ())], "no clock here"


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("path", EDGE_FILES, ids=str)
def test_at_the_edge_one_file_knows_the_cluster_and_one_the_sources(path: Path) -> None:
    targets = [target for target in imports.own_imports(imports.UTILS / path) if target.parts[0] == "_engine"]
    wrong = [str(target) for target in targets if path.name not in DOORS.get(package(target), {path.name})]
    assert not wrong


@pytest.mark.parametrize("name", imports.modules())
def test_a_module_imports_the_edge_alone(name: str) -> None:
    targets = imports.own_imports(imports.module_path(name))
    assert not [str(target) for target in targets if target.parts[0] != "_module"]
    third_party = {
        outside
        for outside in imports.outside_imports(imports.module_path(name))
        if outside.split(".")[0] not in sys.stdlib_module_names and not outside.startswith("ansible.module_utils.")
    }
    assert not third_party


def test_no_package_file_drags_a_whole_package_into_a_payload() -> None:
    assert not list((imports.PROJECT / "plugins").rglob("__init__.py"))


@pytest.mark.parametrize("path", FILES, ids=str)
def test_importing_a_library_waits_for_its_first_use(path: Path) -> None:
    """Each file can be imported where no third-party library is installed."""
    top_level = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in imports.tree(imports.UTILS / path).body
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.level == 0)
        for alias in node.names
    }
    roots = {name.split(".")[0] for name in top_level}
    assert not roots - set(sys.stdlib_module_names) - {"ansible", "ansible_collections"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_say_first_what_they_know_and_stay_small(path: Path) -> None:
    text = (imports.UTILS / path).read_text(encoding="utf-8")
    assert ast.get_docstring(imports.tree(imports.UTILS / path))
    assert text.startswith("# Copyright (c) 2026, chartwright.kube contributors\n")
    assert "from __future__ import annotations" in text
    assert len(text.splitlines()) <= 480
