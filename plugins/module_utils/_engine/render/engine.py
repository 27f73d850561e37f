# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chart's Go templates as text, file by file; follows pkg/engine/engine.go."""

from __future__ import annotations

import typing as t

from ..chart.model import Chart
from ..errors import RenderError
from ..gotmpl.errors import BudgetError, ExecError, ParseError
from ..gotmpl.functions import Function, GoError, SetFunction
from ..gotmpl.parsed import Cache
from ..gotmpl.strconv import quote
from ..gotmpl.template import Budget, TemplateSet
from .capabilities import Capabilities
from .context import Renderable, collect_templates
from .template_errors import execution_message, parse_message
from .values import Values

_NO_VALUE: t.Final = "<no value>"
_ROOT: t.Final = "gotpl"
_MAX_NESTED_INCLUDES: t.Final = 1000


def render_chart(
    chart: Chart,
    values: dict[str, t.Any],
    *,
    release: dict[str, t.Any],
    capabilities: Capabilities,
    functions: t.Mapping[str, Function],
    cache: Cache | None = None,
) -> dict[str, str]:
    """The text of every template file (path to text) of a chart and the charts inside it.

    ``values`` are the coalesced ones; templates may change them. ``release`` is ``.Release``, ``functions`` are all but
    ``include`` and ``tpl``. ``cache`` keeps parsed templates. Raises RenderError with helm's text.
    """
    collected = collect_templates(chart, values, release=release, capabilities=capabilities)
    rendered: dict[str, str] = {}
    if collected.jinja:
        from .jinja import render_jinja

        rendered = render_jinja(collected.jinja, lookup=functions["lookup"].call)
    return {**rendered, **_Rendering(collected.templates, functions, cache).run()}


def execution_order(paths: t.Iterable[str]) -> list[str]:
    """The order in which helm parses and executes files: deeper paths first, then from Z to A."""
    return sorted(paths, key=lambda path: (path.count("/"), path), reverse=True)


class _Rendering:
    """One rendering: the templates of all charts in one set, and what ``include`` and ``tpl`` share."""

    def __init__(
        self, files: t.Mapping[str, Renderable], functions: t.Mapping[str, Function], cache: Cache | None
    ) -> None:
        self._files = files
        self._nested: dict[str, int] = {}
        own = {
            "include": SetFunction("include", self._bind_include, ("string", "any")),
            "tpl": SetFunction("tpl", self._bind_tpl, ("string", "any")),
        }
        self._templates = TemplateSet({**functions, **own}, name=_ROOT, budget=Budget(), cache=cache)

    def run(self) -> dict[str, str]:
        order = execution_order(self._files)
        templates = self._templates
        templates.recall([self._files[path].text for path in order])
        for path in order:
            try:
                templates.parse(path, self._files[path].text)
            except ParseError as error:
                raise RenderError(parse_message(path, str(error))) from error
        rendered = {path: self._render(path) for path in order if not path.rpartition("/")[2].startswith("_")}
        templates.remember()
        return rendered

    def _render(self, path: str) -> str:
        file = self._files[path]
        file.context.refresh()
        file.context["Template"] = Values({"Name": path, "BasePath": file.base_path})
        values = file.context.get("Values")
        if isinstance(values, Values):  # a template may have set another one
            values.refresh()
        try:
            text = self._templates.execute(path, file.context)
        except GoError as error:
            raise RenderError(_message(path, error)) from error
        except RecursionError as error:
            raise RenderError("rendering template failed: %s nests too deeply" % path) from error
        self._templates.release(path)
        return text.replace(_NO_VALUE, "")

    def _bind_include(self, templates: TemplateSet) -> t.Callable[[str, t.Any], str]:
        nested = self._nested

        def include(name: str, data: t.Any) -> str:
            depth = nested.get(name, 0)
            if depth > _MAX_NESTED_INCLUDES:
                text = "rendering template has a nested reference name: %s: unable to execute template"
                raise GoError(text % name)
            nested[name] = depth + 1
            try:
                return templates.execute(name, data)
            finally:
                nested[name] = depth

        return include

    def _bind_tpl(self, templates: TemplateSet) -> t.Callable[[str, t.Any], str]:
        def tpl(text: str, data: t.Any) -> str:
            if "{{" not in text:
                return text.replace(_NO_VALUE, "")
            try:
                return templates.execute_text(_ROOT, text, data).replace(_NO_VALUE, "")
            except ParseError as error:
                raise GoError("cannot parse template %s: %s" % (quote(text), error)) from error
            except BudgetError:
                raise
            except GoError as error:
                raise GoError("error during tpl function execution for %s: %s" % (quote(text), error)) from error

        return tpl


def _message(path: str, error: BaseException) -> str:
    if not isinstance(error, ExecError):
        return str(error)
    chain: list[BaseException] = [error]
    while isinstance(error, ExecError) and error.cause is not None:
        error = error.cause
        chain.append(error)
    return execution_message(path, chain)


__all__ = ("execution_order", "render_chart")
