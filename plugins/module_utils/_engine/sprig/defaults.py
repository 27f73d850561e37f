# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's defaults: what counts as empty and what takes its place."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from .equality import deep_equal


def empty(value: t.Any) -> bool:
    """Whether a value is its type's zero value or has no length; a struct never is."""
    return not value


def default(fallback: t.Any, *given: t.Any) -> t.Any:
    """The first value given, or the fallback where it is empty or missing."""
    return given[0] if given and given[0] else fallback


def coalesce(*values: t.Any) -> t.Any:
    """The first value that is not empty, else nil."""
    for value in values:
        if value:
            return value
    return None


def ternary(when_true: t.Any, when_false: t.Any, condition: bool) -> t.Any:
    """One of two values by a bool."""
    return when_true if condition else when_false


def fail(message: str) -> t.Any:
    """Stop rendering with this message."""
    raise GoError(message)


def functions() -> dict[str, Function]:
    """The default functions by name."""
    table = [
        function("default", default, "any, ...any"),
        function("empty", empty, "any"),
        function("coalesce", coalesce, "...any"),
        function("all", lambda *values: all(values), "...any"),
        function("any", lambda *values: any(values), "...any"),
        function("ternary", ternary, "any, any, bool"),
        function("fail", fail, "string"),
        function("deepEqual", deep_equal, "any, any"),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
