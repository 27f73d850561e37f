# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets of templates that know each other by name: parse, execute, clone."""

from __future__ import annotations

import contextlib
import sys
import typing as t

from ..errors import EngineError
from .builtins import BUILTINS
from .errors import BudgetError, ExecError, FaultError, ParseError, UndefinedTemplateError
from .expression_compiler import Scope
from .functions import Function, SetFunction
from .parsed import Cache, Parsed, Store, Tree
from .places import exec_error, find_place
from .statements import BodyCompiler, Op
from .strconv import quote

# An include costs about eight Python frames and may nest a thousand deep. Before 3.11 a frame also takes C stack.
_FRAMES = 25000 if sys.version_info >= (3, 11) else 14000

_STEPS = 1000


class Budget:
    """What a rendering may use: ``steps`` (turns of loops, calls of templates) and characters of ``output``."""

    __slots__ = ("output", "steps")

    def __init__(self, *, steps: int = 3_000_000, output: int = 256 * 1024 * 1024) -> None:
        self.steps = steps
        self.output = output


class Template:
    """One named template. ``run`` is its closure, compiled when it is first asked for."""

    __slots__ = ("blank", "family", "name", "parse_name", "run", "text", "tree")

    def __init__(self, name: str, parse_name: str, text: str, *, tree: Tree, family: Family) -> None:
        self.name = name
        self.parse_name = parse_name
        self.text = text
        self.tree = tree
        self.family = family
        self.blank = (None,) * tree.count

    def __getattr__(self, name: str) -> Op:
        if name != "run":
            raise AttributeError(name)
        self.run: Op = self.family.compiler.body(self.tree.body, Scope(frozenset(self.tree.mixed)))
        return self.run


class Family:
    """What a set shares with its clones: the functions and all that was parsed with them."""

    def __init__(self, functions: t.Mapping[str, Function]) -> None:
        self.functions: dict[str, Function] = {**BUILTINS, **functions}
        self.set_functions = [
            (name, function) for name, function in functions.items() if isinstance(function, SetFunction)
        ]
        self.compiler = BodyCompiler(self.functions)
        self.actions: dict[str, t.Any] = {}
        self.store: Store | None = None
        self.parsed: dict[str, Parsed] = {}
        self.texts: dict[tuple[str, str], Template] = {}

    def parse(self, name: str, text: str) -> Parsed:
        """Parse a text, or remember it; ``name`` is for errors only."""
        parsed = self.parsed.get(text)
        if parsed is None and self.store is not None:
            parsed = self.store.find(text)
        if parsed is None:
            from .parser import TextError, parse_text

            try:
                parsed = parse_text(text, self.functions, self.actions)
            except TextError as fault:
                raise ParseError(fault.text(name)) from None
        self.parsed[text] = parsed
        return parsed


class TemplateSet:
    """Templates that can call each other.

    ``funcs`` are the functions besides (and before) those of text/template. ``name`` is the name that Go's messages
    give the set. A ``budget`` bounds all runs of the set and its clones together. With a ``cache``, call ``recall``
    before the first parse and ``remember`` after the last run: then texts that were met before are not parsed again.
    """

    def __init__(
        self,
        funcs: t.Mapping[str, Function],
        *,
        name: str = "gotpl",
        budget: Budget | None = None,
        cache: Cache | None = None,
    ) -> None:
        if sys.getrecursionlimit() < _FRAMES:
            sys.setrecursionlimit(_FRAMES)
        self.name = name
        self.family = Family(funcs)
        self.budget = budget
        self.cache = cache
        self.templates: dict[str, Template] = {}
        self.bound: dict[str, t.Callable[..., t.Any]] = {}
        self._bind()

    def _bind(self) -> None:
        self.bound = {name: function.bind(self) for name, function in self.family.set_functions}

    def parse(self, name: str, text: str, parse_name: str | None = None) -> None:
        """Add a text as template ``name``, and the templates that it defines.

        A definition replaces an earlier one of its name unless it is blank. Raises ParseError.
        """
        self._add(name, text, parse_name or name)

    def _add(self, name: str, text: str, parse_name: str) -> Parsed:
        parsed = self.family.parse(parse_name, text)
        for defined, tree in parsed.defines.items():
            if defined == name and not tree.empty:
                if not parsed.main.empty:
                    place = "template: %s:%d: " % (parse_name, text.count("\n") + 1)
                    raise ParseError(place + "template: multiple definition of template " + quote(name))
                self._associate(defined, tree, text, parse_name)
                return parsed
            if defined != name:
                self._associate(defined, tree, text, parse_name)
        self._associate(name, parsed.main, text, parse_name)
        return parsed

    def _associate(self, name: str, tree: Tree, text: str, parse_name: str) -> None:
        if name not in self.templates or not tree.empty:
            self.templates[name] = Template(name, parse_name, text, tree=tree, family=self.family)

    def recall(self, texts: t.Iterable[str]) -> None:
        """Look for these texts (all that the set will be given, in order) in the cache."""
        if self.cache is not None:
            self.family.store = Store(self.cache, self.family.functions, texts)

    def remember(self) -> None:
        """Keep what was parsed in the cache, if ``recall`` found nothing there."""
        if self.family.store is not None:
            self.family.store.save(self.family.parsed)

    def release(self, name: str) -> None:
        """Let go of what an executed template was compiled to: that takes more memory than its text."""
        with contextlib.suppress(AttributeError):
            del self.templates[name].run

    def lookup(self, name: str) -> bool:
        """Whether a template of this name is known."""
        return name in self.templates

    def clone(self) -> TemplateSet:
        """A set of its own with the same templates; what is parsed into it does not reach this one."""
        other = TemplateSet.__new__(TemplateSet)
        other.name = self.name
        other.family = self.family
        other.budget = self.budget
        other.cache = self.cache
        other.templates = dict(self.templates)
        other._bind()
        return other

    def spend(self, steps: int) -> None:
        """Take steps from the budget; BudgetError when it is used up."""
        budget = self.budget
        if budget is not None:
            budget.steps -= steps
            if budget.steps < 0:
                raise BudgetError("the templates take too many steps")

    def counted(self, items: t.Collection[t.Any]) -> t.Iterable[t.Any]:
        """The items of a loop, which cost a step each: a long loop's as it goes on, for it may end early."""
        if len(items) <= _STEPS:
            self.spend(len(items))
            return items
        return self._counted(items)

    def _counted(self, items: t.Iterable[t.Any]) -> t.Iterator[t.Any]:
        left = 0
        for item in items:
            if not left:
                self.spend(_STEPS)
                left = _STEPS
            left -= 1
            yield item

    def execute(self, name: str, data: t.Any) -> str:
        """What a template writes for ``data``.

        Raises ExecError, UndefinedTemplateError, BudgetError, or an EngineError that a function raised.
        """
        template = self.templates.get(name)
        if template is None:
            raise UndefinedTemplateError(
                "template: no template %s associated with template %s" % (quote(name), quote(self.name))
            )
        output: list[str] = []
        try:
            template.run(data, [data, self, *template.blank], output)
        except Exception as error:
            failure = self._failure(error, template)
        else:
            return "".join(output) if self.budget is None else self._joined(output)
        raise failure

    def execute_text(self, name: str, text: str, data: t.Any) -> str:
        """Parse a text as template ``name`` and execute it at once.

        What the text defines is known only while it runs, to it and to what it calls. Texts are remembered.
        """
        family = self.family
        templates = self
        if family.parse(name, text).defines:
            templates = self.clone()
            templates._add(name, text, name)
        template = family.texts.get((name, text))
        if template is None:
            tree = family.parse(name, text).main
            template = family.texts[(name, text)] = Template(name, name, text, tree=tree, family=family)
        output: list[str] = []
        try:
            template.run(data, [data, templates, *template.blank], output)
        except Exception as error:
            failure = self._failure(error, template)
        else:
            return "".join(output) if self.budget is None else self._joined(output)
        raise failure

    def _joined(self, output: list[str]) -> str:
        budget = self.budget
        if budget is not None:
            budget.steps -= 1
            budget.output -= sum(map(len, output))
            if budget.output < 0 or budget.steps < 0:
                what = "output" if budget.output < 0 else "steps"
                raise BudgetError("the templates use up their budget of " + what)
        return "".join(output)

    def _failure(self, error: Exception, template: Template) -> Exception:
        """The exception to raise for one that ended a run."""
        inner = error.cause if isinstance(error, FaultError) else error
        if isinstance(inner, (BudgetError, EngineError, MemoryError)):
            return inner
        failure = exec_error(error, find_place(error, template))
        if failure is None and isinstance(error, RecursionError):
            return BudgetError("the templates or their values nest too deeply")
        return failure or error


__all__ = ("Budget", "ExecError", "ParseError", "TemplateSet", "UndefinedTemplateError")
