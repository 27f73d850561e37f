# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The import graph of plugins/ as Ansible sees it: every import at any depth, because each one becomes payload."""

from __future__ import annotations

import ast
import functools
import typing as t
from pathlib import Path

from ansible.executor.module_common import ModuleDepFinder

PROJECT = Path(__file__).resolve().parent.parent.parent
COLLECTION = "ansible_collections.chartwright.kube"
UTILS = PROJECT / "plugins" / "module_utils"


class Payload(t.NamedTuple):
    """What Ansible sends for one module: files of module_utils with the module itself, and their lines."""

    files: int
    lines: int


def utility_files() -> list[Path]:
    """All files of module_utils, relative to it."""
    return sorted(path.relative_to(UTILS) for path in UTILS.rglob("*.py"))


def modules() -> list[str]:
    return sorted(path.stem for path in (PROJECT / "plugins" / "modules").glob("*.py"))


def module_path(name: str) -> Path:
    return PROJECT / "plugins" / "modules" / ("%s.py" % name)


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@functools.cache
def own_imports(path: Path) -> frozenset[Path]:
    """The files of module_utils (relative to it) that a file imports, found by Ansible's own finder."""
    name = ".".join([COLLECTION, *path.relative_to(PROJECT).with_suffix("").parts])
    found = set()
    for parts in ModuleDepFinder(name, tree(path)).submodules:
        dotted = ".".join(parts)
        if dotted.startswith(COLLECTION + ".plugins.module_utils."):
            found.add(_file(parts[5:]))
    return frozenset(found)


def _file(parts: tuple[str, ...]) -> Path:
    """``a.b.name`` is the file a/b/name.py, or the name ``name`` in the file a/b.py."""
    for end in (len(parts), len(parts) - 1):
        candidate = Path(*parts[:end]).with_suffix(".py") if end else Path()
        if (UTILS / candidate).is_file():
            return candidate
    raise AssertionError("%s is imported and does not exist" % ".".join(parts))


def outside_imports(path: Path) -> set[str]:
    """The dotted names that a file imports and that are not of this collection; ``a.b`` for ``from a import b``."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.update("%s.%s" % (node.module, alias.name) for alias in node.names)
    return {name for name in found if not name.startswith(COLLECTION)}


def reachable(path: Path) -> set[Path]:
    """All files of module_utils that travel with a file, itself left out."""
    found: set[Path] = set()
    pending = set(own_imports(path))
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending |= own_imports(UTILS / one)
    return found


def payload(module: str) -> Payload:
    files = [module_path(module), *(UTILS / path for path in reachable(module_path(module)))]
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
    return Payload(len(files), lines)
