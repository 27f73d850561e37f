# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the collection's own files imported as Python imports any file: compiled once, and then read from a cache.

Ansible's loader of collections compiles each file in each playbook again. The finder that stands here gives the files
of ``module_utils``, ``modules`` and ``plugin_utils`` to Python's own loader, under the same names. Where nothing may be
written beside them (a folder of somebody else's, PYTHONDONTWRITEBYTECODE), the compiled code is kept in a folder that
only this user can read and write. What the finder does not know stays with Ansible's.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import marshal
import os
import sys
import types
import typing as t
from hashlib import blake2b
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, spec_from_file_location

from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.private_cache import PrivateCache

_ANSIBLES: t.Final = "_AnsibleCollectionFinder"
_PLUGINS: t.Final = __name__.rpartition(".plugin_utils.")[0]
_OURS: t.Final = tuple("%s.%s." % (_PLUGINS, kind) for kind in ("module_utils", "modules", "plugin_utils"))


class _Finder:
    """Finds the files. Folders, which are packages without code, are left to the finders that come after."""

    def find_spec(
        self, name: str, path: t.Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to load the module ``name`` of a package that lies at ``path``; None where it is not for us."""
        if not path or not name.startswith(_OURS):
            return None
        file = os.path.join(path[0], name.rpartition(".")[2] + ".py")
        return spec_from_file_location(name, file, loader=_Loader(name, file)) if os.path.isfile(file) else None


class _Loader(SourceFileLoader):
    """Python's own, and a place for the code that it would keep nowhere."""

    # The base has it as a static method for some callers; Python's machinery calls it as a method.
    def source_to_code(  # type: ignore[override]
        self, data: t.Any, path: t.Any, *args: t.Any, **more: t.Any
    ) -> types.CodeType:
        """The code of a source, asked for where Python has none in ``__pycache__``."""
        cache = None if _kept_by_python(path) else _private_cache()
        if cache is None:
            return super().source_to_code(data, path, *args, **more)
        key = blake2b(b"%s%d%s\0%s" % (MAGIC_NUMBER, sys.flags.optimize, os.fsencode(path), data), digest_size=20)
        kept = cache.get(key.hexdigest())
        if kept is not None:
            with contextlib.suppress(EOFError, TypeError, ValueError):
                return t.cast(types.CodeType, marshal.loads(kept))
        code = super().source_to_code(data, path, *args, **more)
        cache.put(key.hexdigest(), marshal.dumps(code))
        return code


def _kept_by_python(path: str) -> bool:
    """Whether Python keeps the code of a source, by its own rules."""
    return not sys.dont_write_bytecode and (sys.pycache_prefix is not None or os.access(os.path.dirname(path), os.W_OK))


@functools.cache
def _private_cache() -> PrivateCache | None:
    return PrivateCache.of_user(os.environ, "modules")


def _install() -> None:
    """Put the finder before Ansible's, once; where that is not known, all stays as it was."""
    names = [type(finder).__name__ for finder in sys.meta_path]
    if _ANSIBLES in names and _FINDER not in sys.meta_path:
        sys.meta_path.insert(names.index(_ANSIBLES), _FINDER)


def import_main(module: str) -> t.Callable[[], None]:
    """The function ``main`` of a module of this collection, which is imported with all that it imports."""
    _install()
    main: t.Callable[[], None] = importlib.import_module("%s.modules.%s" % (_PLUGINS, module)).main
    return main


_FINDER: t.Any = _Finder()

__all__ = ("import_main",)
