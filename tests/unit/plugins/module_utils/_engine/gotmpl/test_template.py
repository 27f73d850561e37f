# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets of templates: definitions, clones, budgets, deep recursion, and the cache of parsed texts."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl import parser
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.errors import (
    BudgetError,
    ExecError,
    ParseError,
    UndefinedTemplateError,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import (
    GoError,
    SetFunction,
    function,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.template import Budget, TemplateSet


def _bind_include(templates: TemplateSet) -> t.Callable[[str, t.Any], str]:
    depth: dict[str, int] = {}

    def include(name: str, value: t.Any) -> str:
        if depth.get(name, 0) > 1000:
            raise GoError("nested too deeply: " + name)
        depth[name] = depth.get(name, 0) + 1
        try:
            return templates.execute(name, value)
        finally:
            depth[name] -= 1

    return include


FUNCTIONS = {
    "include": SetFunction("include", _bind_include, ("string", "any")),
    "list": function("list", lambda *items: list(items), "...any"),
}


def _set(*texts: str, **options: t.Any) -> TemplateSet:
    templates = TemplateSet(FUNCTIONS, **options)
    for index, text in enumerate(texts):
        templates.parse("t%d" % index, text)
    return templates


def test_a_later_definition_replaces_an_earlier_one() -> None:
    templates = _set('{{ define "a" }}1{{ end }}', '{{ define "a" }}2{{ end }}')
    assert templates.execute("a", None) == "2"


def test_a_blank_definition_replaces_none() -> None:
    templates = _set('{{ define "a" }}1{{ end }}', '{{ define "a" }} {{/* nothing */}}\n{{ end }}')
    assert templates.execute("a", None) == "1"


def test_a_file_and_its_definition_cannot_share_a_name() -> None:
    with pytest.raises(ParseError) as caught:
        _set('a\n{{ define "t0" }}1{{ end }}')
    assert str(caught.value) == 'template: t0:2: template: multiple definition of template "t0"'


def test_an_unknown_template_is_named_with_the_set() -> None:
    templates = _set("x")
    assert templates.lookup("t0")
    assert not templates.lookup("a")
    with pytest.raises(UndefinedTemplateError) as caught:
        templates.execute("a", None)
    assert str(caught.value) == 'template: no template "a" associated with template "gotpl"'


def test_a_clone_keeps_its_definitions_to_itself() -> None:
    templates = _set('{{ define "a" }}1{{ end }}')
    other = templates.clone()
    other.parse("b", '{{ include "a" . }}{{ define "c" }}{{ end }}')
    assert other.execute("b", None) == "1"
    assert not templates.lookup("b")


def test_a_text_sees_its_own_definitions_also_in_functions() -> None:
    templates = _set('{{ define "a" }}outer{{ end }}')
    text = '{{ define "a" }}inner{{ end }}{{ include "a" . }}'
    assert templates.execute_text("gotpl", text, None) == "inner"
    assert templates.execute("a", None) == "outer"


def test_an_error_tells_its_place_and_its_cause() -> None:
    templates = _set('\n {{ include "a" .x }}', '{{ define "a" }}é {{ .b.c }}{{ end }}')
    with pytest.raises(ExecError) as caught:
        templates.execute("t0", {"x": {}})
    error = caught.value
    assert (error.template, error.parse_name, error.line, error.column) == ("t0", "t0", 2, 4)
    assert error.node == 'include "a" .x'
    inner = error.cause
    assert isinstance(inner, ExecError)
    assert (inner.template, inner.parse_name, inner.line, inner.column) == ("a", "t1", 1, 24)
    assert (inner.node, inner.message) == (".b.c", "nil pointer evaluating interface {}.c")
    assert str(error) == (
        'template: t0:2:4: executing "t0" at <include "a" .x>: error calling include: '
        'template: t1:1:24: executing "a" at <.b.c>: nil pointer evaluating interface {}.c'
    )


def test_an_error_of_the_engine_passes_unchanged() -> None:
    def fail() -> t.NoReturn:
        raise EngineError("a library is missing")

    templates = TemplateSet({"fail": function("fail", fail)})
    templates.parse("t", "{{ fail }}")
    with pytest.raises(EngineError, match=r"^a library is missing$"):
        templates.execute("t", None)


def test_an_include_may_nest_a_thousand_deep() -> None:
    body = '{{ if true }}{{ with 1 }}{{ range 1 }}{{ include "a" . }}{{ end }}{{ end }}{{ end }}'
    templates = _set('{{ define "a" }}' + body + '{{ end }}{{ include "a" . }}')
    with pytest.raises(ExecError) as caught:
        templates.execute("t0", None)
    text = str(caught.value)
    assert text.count("error calling include: ") == 1002
    assert text.endswith("nested too deeply: a")


def test_templates_that_call_each_other_forever_end_in_the_words_of_go() -> None:
    templates = _set('{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}')
    with pytest.raises(ExecError) as caught:
        templates.execute("t0", None)
    assert str(caught.value) == (
        'template: t0:1:28: executing "a" at <{{template "a" .}}>: exceeded maximum template depth (100000)'
    )


def test_input_may_nest_deeply_without_harm() -> None:
    assert _set("{{ if true }}" * 4000 + "x" + "{{ end }}" * 4000).execute("t0", None) == "x"
    assert _set("{{ " + "(" * 900 + "1" + ")" * 900 + " }}").execute("t0", None) == "1"
    with pytest.raises(ParseError, match="max expression depth exceeded"):
        _set("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}")


@pytest.mark.parametrize(
    ("text", "budget", "message"),
    [
        ("{{ range 1000 }}{{ range 1000 }}x{{ end }}{{ end }}", Budget(steps=5000), "too many steps"),
        ("{{ range 1000 }}0123456789{{ end }}", Budget(output=5000), "budget of output"),
        ('{{ define "a" }}{{ . }}{{ end }}{{ range 99 }}{{ template "a" . }}{{ end }}', Budget(steps=150), "steps"),
        ("{{ $x := list }}{{ range 30000 }}{{ $x = list $x }}{{ end }}{{ $x }}", Budget(), "nest too deeply"),
    ],
)
def test_a_budget_ends_what_takes_too_much(text: str, budget: Budget, message: str) -> None:
    templates = TemplateSet({**FUNCTIONS}, budget=budget)
    templates.parse("t", text)
    with pytest.raises(BudgetError, match=message):
        templates.execute("t", None)


class _Memory:
    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.data.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.data[key] = data


TEXTS = (
    '{{ define "a" }}{{ range $i, $e := .l }}{{ $i }}{{ $e.x }}{{ end }}{{ end }}',
    '{{ include "a" . }} {{ template "a" . }} {{ 1.5 }} {{ .é }}',
)


def _run_with(cache: _Memory, monkeypatch: pytest.MonkeyPatch, *, may_parse: bool) -> str:
    if not may_parse:
        monkeypatch.setattr(parser, "parse_text", None)
    templates = TemplateSet(FUNCTIONS, cache=cache)
    templates.recall(TEXTS)
    for index, text in enumerate(TEXTS):
        templates.parse("t%d" % index, text)
    out = templates.execute("t1", {"l": [{"x": "y"}], "é": True})
    templates.remember()
    return out


def test_a_text_that_was_met_before_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = _Memory()
    first = _run_with(cache, monkeypatch, may_parse=True)
    assert first == "0y 0y 1.5 true"
    assert _run_with(cache, monkeypatch, may_parse=False) == first


def test_a_damaged_cache_entry_is_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = _Memory()
    _run_with(cache, monkeypatch, may_parse=True)
    cache.data = dict.fromkeys(cache.data, b"\x00")
    assert _run_with(cache, monkeypatch, may_parse=True) == "0y 0y 1.5 true"


def test_other_functions_are_another_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = _Memory()
    _run_with(cache, monkeypatch, may_parse=True)
    templates = TemplateSet({}, cache=cache)
    templates.recall(TEXTS)
    with pytest.raises(ParseError, match='function "include" not defined'):
        templates.parse("t1", TEXTS[1])
