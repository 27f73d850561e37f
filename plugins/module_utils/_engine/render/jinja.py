# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Jinja2 templates of a chart that asks for them, rendered beside its Go templates.

A chart whose Chart.yaml has the annotation ``chartwright.kube/engine: jinja2`` may hold ``templates/*.j2``. The text of
``templates/a.yaml.j2`` becomes the file ``templates/a.yaml`` of the release.
"""

from __future__ import annotations

import sys
import typing as t

from ..deps.jinja2 import jinja2
from ..errors import EngineError, RenderError
from .functions import Lookup
from .jinja_context import chart_variables, filters, functions
from .jinja_sandbox import sandbox_class
from .jinja_sources import SUFFIX, JinjaChart

MAX_OUTPUT: t.Final = 64 * 1024 * 1024
# Python compiles what Jinja2 writes; that costs C stack for each level.
_FRAMES: t.Final = 2000


def render_jinja(charts: t.Sequence[JinjaChart], *, lookup: Lookup) -> dict[str, str]:
    """The text of every Jinja2 template by its path, without ``.j2``; raises RenderError with file and line."""
    library = jinja2()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(min(limit, _FRAMES))
    try:
        rendered: dict[str, str] = {}
        for chart in charts:
            rendered.update(_Renderer(library, chart, lookup).run())
        return rendered
    finally:
        sys.setrecursionlimit(limit)


class _Renderer:
    """One chart's templates: they can include and import each other by their paths below templates/."""

    def __init__(self, library: t.Any, chart: JinjaChart, lookup: Lookup) -> None:
        self._library = library
        self._chart = chart
        self._paths = {name: chart.base_path + "/" + name for name in chart.sources}
        environment = sandbox_class(library)(
            loader=library.FunctionLoader(self._source),
            undefined=_undefined(library),
            trim_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        environment.filters.update(filters())
        environment.globals.update(functions(lookup))
        self._environment = environment
        self._left = MAX_OUTPUT

    def run(self) -> dict[str, str]:
        """The files of the chart that are no partials."""
        rendered = {}
        for name in sorted(self._chart.sources):
            if not name.rpartition("/")[2].startswith("_"):
                rendered[self._paths[name].removesuffix(SUFFIX)] = self._render(name)
        return rendered

    def _source(self, name: str) -> tuple[str, str, None] | None:
        text = self._chart.sources.get(name)
        return None if text is None else (text, self._paths[name], None)

    def _render(self, name: str) -> str:
        variables = chart_variables(self._chart.chart, self._chart.dot)
        pieces = []
        try:
            for piece in self._environment.get_template(name).generate(variables):
                pieces.append(piece)
                self._left -= len(piece)
                if self._left < 0:
                    raise RenderError("the templates write more than %d characters" % MAX_OUTPUT)  # noqa: TRY301
        except Exception as error:
            raise self._explained(name, error) from error
        return "".join(pieces)

    def _explained(self, name: str, error: Exception) -> EngineError:
        """The error in one sentence, with the place in a template where it arose."""
        if isinstance(error, EngineError) and not isinstance(error, RenderError):
            return error
        path, line = self._paths[name], 0
        if isinstance(error, self._library.TemplateSyntaxError):
            path, line = error.filename or path, error.lineno
        else:
            known = set(self._paths.values())
            trace = error.__traceback__
            while trace is not None:
                if trace.tb_frame.f_code.co_filename in known:
                    path, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
                trace = trace.tb_next
        message = " ".join(_reason(self._library, error).split())
        return RenderError("%s:%d: %s" % (path, line, message) if line else "%s: %s" % (path, message))


def _reason(library: t.Any, error: Exception) -> str:
    if isinstance(error, library.TemplateNotFound):
        return "the chart has no template %s" % error.message
    if isinstance(error, RecursionError):
        return "the templates or their values nest too deeply"
    return str(getattr(error, "message", None) or error) or type(error).__name__


def _undefined(library: t.Any) -> t.Any:
    """As in Ansible: using what is undefined is an error, but ``default`` may ask for it at any depth."""

    class Undefined(library.StrictUndefined):  # type: ignore[misc]
        __slots__ = ()

        def __getattr__(self, name: str) -> t.Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return self

        def __getitem__(self, key: t.Any) -> t.Any:
            return self

        @property
        def _undefined_message(self) -> str:
            return self._undefined_hint or "%s is undefined" % self._undefined_name

    return Undefined


__all__ = ("MAX_OUTPUT", "render_jinja")
