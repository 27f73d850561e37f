# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Templates in, Go's text out: truths recorded from text/template of Go 1.26 with missingkey=zero.

A case is [texts, output, error]; exactly one of output and error is null.
"""

from __future__ import annotations

import json
import pathlib
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.gotmpl.language import render

_FOLDER = pathlib.Path(__file__).parent


def _cases(name: str) -> list[tuple[list[str], str | None, str | None]]:
    return [tuple(case) for case in json.loads((_FOLDER / name).read_text("utf-8"))]


def _outcome(texts: t.Sequence[str], value: t.Any = None) -> tuple[str | None, str | None]:
    try:
        return render(texts, value), None
    except GoError as error:
        return None, str(error)


@pytest.mark.parametrize("name", ["language.json", "language_random.json", "mutated.json", "printf.json"])
def test_templates_write_what_go_writes_and_fail_in_its_words(name: str) -> None:
    differing = []
    for texts, output, error in _cases(name):
        got = _outcome(texts)
        if got != (output, error):
            differing.append((texts, (output, error), got))
    assert differing == []


@pytest.mark.parametrize(
    ("text", "value", "output", "error"),
    [
        ("{{ .a }}", {"a": 1e21}, "1e+21", None),
        ("{{ . }}", [1.0, {"a": None}], "[1 map[a:<nil>]]", None),
        ("{{ . }}", 3.0, "3", None),
        (
            "{{ .a.b }}",
            {"a": "x"},
            None,
            'template: x.yaml:1:5: executing "x.yaml" at <.a.b>: can\'t evaluate field b in type interface {}',
        ),
        (
            "{{ .x }}",
            "s",
            None,
            'template: x.yaml:1:3: executing "x.yaml" at <.x>: can\'t evaluate field x in type string',
        ),
    ],
)
def test_any_value_can_be_the_data(text: str, value: t.Any, output: str | None, error: str | None) -> None:
    assert _outcome([text], value) == (output, error)
