# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's reflection: the Go type and kind of a value, by name."""

from __future__ import annotations

from ..gotmpl.functions import Function, function
from ..gotmpl.govalues import go_kind, go_type


def functions() -> dict[str, Function]:
    """The reflection functions by name."""
    table = [
        function("typeOf", go_type, "any"),
        function("typeIs", lambda name, value: name == go_type(value), "string, any"),
        function("typeIsLike", lambda name, value: go_type(value) in (name, "*" + name), "string, any"),
        function("kindOf", go_kind, "any"),
        function("kindIs", lambda name, value: name == go_kind(value), "string, any"),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
