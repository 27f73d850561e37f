# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of helm for a template's error."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.template_errors import (
    execution_message,
    marked,
    parse_message,
)

OUTER = 'template: c/templates/a.yaml:1:4: executing "c/templates/a.yaml" at <include "x" .>: error calling include: '
INNER = 'template: c/templates/_h.tpl:2:10: executing "x" at <.Values.a.b>: nil pointer evaluating interface {}.b'


def message(*texts: str) -> str:
    return execution_message("c/templates/a.yaml", [Exception(text) for text in texts])


def test_a_parse_error_is_its_place_and_its_last_words() -> None:
    text = 'template: c/templates/a.yaml:2: function "nope" not defined'
    assert parse_message("f", text) == 'parse error at (c/templates/a.yaml:2): function "nope" not defined'
    assert parse_message("f", "odd") == "parse error in (f): odd"


def test_each_place_is_a_block_from_the_outer_to_the_inner() -> None:
    assert message(OUTER + INNER, INNER) == (
        'c/templates/a.yaml:1:4\n  executing "c/templates/a.yaml" at <include "x" .>:\n    error calling include:\n'
        'c/templates/_h.tpl:2:10\n  executing "x" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b'
    )


def test_an_error_of_a_function_stays_one_line() -> None:
    assert message(OUTER + "bad pattern", "bad pattern") == OUTER + "bad pattern"


def test_fail_and_required_show_their_own_words() -> None:
    text = OUTER + marked("choose\none")
    assert message(text, marked("choose\none")) == "execution error at (c/templates/a.yaml:1:4): choose\none"


def test_a_missing_template_is_a_block_without_place() -> None:
    inner = 'template: no template "x" associated with template "gotpl"'
    assert message(OUTER + inner, inner).endswith("error calling include:\n" + inner)
