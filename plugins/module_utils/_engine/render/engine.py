# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chart's Go templates as text, file by file; follows pkg/engine/engine.go."""

from __future__ import annotations

import typing as t

from ..chart.model import Chart
from ..errors import RenderError
from ..gotmpl.errors import ExecError, ParseError
from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.strconv import quote
from ..gotmpl.template import TemplateSet
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
    cache: t.Any = None,
) -> dict[str, str]:
    """The text of every template file (path to text) of a chart and the charts inside it.

    ``values`` are the coalesced ones; templates may change them. ``release`` is ``.Release``, ``functions`` are all but
    ``include`` and ``tpl``. Raises RenderError with helm's text.
    """
    files = collect_templates(chart, values, release=release, capabilities=capabilities)
    return _Rendering(files, functions, cache).run()


def execution_order(paths: t.Iterable[str]) -> list[str]:
    """The order in which helm parses and executes files: deeper paths first, then from Z to A."""
    return sorted(paths, key=lambda path: (path.count("/"), path), reverse=True)


class _Rendering:
    """One rendering: the templates of all charts in one set, and what ``include`` and ``tpl`` share."""

    def __init__(self, files: t.Mapping[str, Renderable], functions: t.Mapping[str, Function], cache: t.Any) -> None:
        self._files = files
        self._nested: dict[str, int] = {}
        own = {
            "include": function("include", self._include, "string, any"),
            "tpl": function("tpl", self._tpl, "string, any"),
        }
        # The set that include and tpl look into: that of the innermost tpl being executed.
        self._current = TemplateSet({**functions, **own}, cache=cache)

    def run(self) -> dict[str, str]:
        order = execution_order(self._files)
        templates = self._current
        for path in order:
            try:
                templates.parse(path, self._files[path].text)
            except ParseError as error:
                raise RenderError(parse_message(path, str(error))) from error
        return {path: self._render(path) for path in order if not path.rpartition("/")[2].startswith("_")}

    def _render(self, path: str) -> str:
        file = self._files[path]
        file.context["Template"] = Values({"Name": path, "BasePath": file.base_path})
        file.context["Values"].refresh()
        try:
            text = self._current.execute(path, file.context)
        except (ExecError, GoError) as error:
            raise RenderError(_message(path, error)) from error
        except RecursionError as error:
            raise RenderError("rendering template failed: %s nests too deeply" % path) from error
        return text.replace(_NO_VALUE, "")

    def _include(self, name: str, data: t.Any) -> str:
        depth = self._nested.get(name, 0)
        if depth > _MAX_NESTED_INCLUDES:
            text = "rendering template has a nested reference name: %s: unable to execute template" % name
            raise GoError(text)
        self._nested[name] = depth + 1
        try:
            return self._current.execute(name, data)
        finally:
            self._nested[name] -= 1

    def _tpl(self, text: str, data: t.Any) -> str:
        if "{{" not in text:
            return text.replace(_NO_VALUE, "")
        outer = self._current
        inner = outer.clone()
        try:
            inner.parse(_ROOT, text)
        except ParseError as error:
            raise GoError("cannot parse template %s: %s" % (quote(text), error)) from error
        self._current = inner
        try:
            return inner.execute(_ROOT, data).replace(_NO_VALUE, "")
        except (ExecError, GoError) as error:
            raise GoError("error during tpl function execution for %s: %s" % (quote(text), error)) from error
        finally:
            self._current = outer


def _message(path: str, error: BaseException) -> str:
    if not isinstance(error, ExecError):
        return str(error)
    chain: list[BaseException] = [error]
    while isinstance(error, ExecError) and error.cause is not None:
        error = error.cause
        chain.append(error)
    return execution_message(path, chain)


__all__ = ("execution_order", "render_chart")
