# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All template functions that helm takes from Sprig, and its own for JSON and durations: name to Function.

``include``, ``tpl``, ``required``, ``lookup`` and those for YAML and TOML belong to rendering.
"""

from __future__ import annotations

from ..gotmpl.functions import Function
from . import (
    certificates,
    crypto,
    dates,
    defaults,
    dicts,
    durations,
    encoding,
    lists,
    numbers,
    paths,
    randomness,
    reflection,
    regexps,
    strings,
    urls,
    versions,
)
from .world import World

_FIXED = (defaults, dicts, durations, encoding, lists, numbers, paths, reflection, regexps, strings, urls, versions)
_OF_A_WORLD = (certificates, crypto, dates, randomness)


def sprig_functions(world: World) -> dict[str, Function]:
    """The functions by name, drawing time and randomness from ``world``; a new dict at each call."""
    table: dict[str, Function] = {}
    for family in _FIXED:
        table.update(family.functions())
    for family in _OF_A_WORLD:
        table.update(family.functions(world))
    return table


__all__ = ("sprig_functions",)
