# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Regular expressions that are compiled when they are first used.

A task uses few of the engine's expressions, and compiling them all takes longer than rendering a small chart. The
expressions are our own; those of charts go to RE2.
"""

from __future__ import annotations

import re
import typing as t

_METHODS = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer", "pattern")


class _Lazy:
    """Stands for a compiled expression; the first use of a method puts the real ones in its place."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> t.Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def lazy_pattern(source: t.AnyStr, flags: int = 0) -> re.Pattern[t.AnyStr]:
    """As re.compile, but nothing is compiled yet."""
    return t.cast("re.Pattern[t.AnyStr]", _Lazy(source, flags))


__all__ = ("lazy_pattern",)
