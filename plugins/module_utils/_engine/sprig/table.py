# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All template functions that helm takes from Sprig, and its own for JSON and durations: name to Function.

``include``, ``tpl``, ``required``, ``lookup`` and those for YAML and TOML belong to rendering.
"""

from __future__ import annotations

from ..gotmpl.functions import Function
from . import defaults, dicts, encoding, lists, numbers, paths, random, regexps, strings, types, versions
from .world import World


def sprig_functions(world: World) -> dict[str, Function]:
    """The functions by name, drawing time and randomness from ``world``; a new dict at each call."""
    table: dict[str, Function] = {}
    for family in (defaults, dicts, encoding, lists, numbers, paths, regexps, strings, types, versions):
        table.update(family.functions())
    table.update(random.functions(world))
    return table


__all__ = ("sprig_functions",)
