# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs Sprig expressions through real templates, on one set of values."""

from __future__ import annotations

import copy
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.errors import ExecError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.template import TemplateSet
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.table import sprig_functions
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World

VALUES: dict[str, t.Any] = {
    "s": "hello World",
    "f": 8080.0,
    "g": 1234567.5,
    "b": True,
    "n": None,
    "z": 0.0,
    "e": "",
    "m": {"a": 1.0, "b": {"c": "d", "e": [1.0, 2.0]}, "z": None},
    "l": ["b", "a", 3.0, None, True, "a", 3.0, {"k": "v"}, [1.0, 2.0], [1.0, 2.0]],
    "el": [],
    "em": {},
    "big": 1e21,
    "neg": -3.7,
    "sl": ["z", "y", "x"],
    "yes": "yes",
    "multi": "line one\nline two\n\n  four",
}


def error_text(error: ExecError) -> str:
    """What the function or the call said, without the place in the template."""
    text = str(error)
    _place, calling, said = text.partition("error calling ")
    return "! " + (said if calling else text.partition(">: ")[2])


@pytest.fixture
def rendered() -> t.Callable[[str], str]:
    """The text of a template, or its error behind ``!``."""
    functions = sprig_functions(World())

    def render(text: str) -> str:
        templates = TemplateSet(functions)
        templates.parse("t", text)
        try:
            return templates.execute("t", copy.deepcopy(VALUES))
        except ExecError as error:
            return error_text(error)

    return render


@pytest.fixture
def shown(rendered: t.Callable[[str], str]) -> t.Callable[[str], str]:
    """An expression's value as type|value|JSON, or its error behind ``!``."""

    def show(expression: str) -> str:
        return rendered("{{ $r := %s }}{{ typeOf $r }}|{{ $r }}|{{ toJson $r }}" % expression)

    return show
