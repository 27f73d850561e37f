# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The compiler of bodies: statements become closures of ``(dot, variables, output)``.

A body is compiled when it is first run, so a branch that is not taken costs its parse only. A statement's closure
returns nothing, but in a range's body it returns BREAK or CONTINUE where such a statement was met. A break in a range's
else part ends that range (as in Go), a continue there goes on with the range around it.
"""

from __future__ import annotations

import typing as t

from . import nodes as n
from .errors import FaultError
from .expression_compiler import ExpressionCompiler, Scope
from .expressions import Expr, after_arms
from .fields import map_type
from .govalues import Uint8
from .printing import go_print, plain, print_result, sorted_keys
from .strconv import quote

Op = t.Callable[..., t.Any]
BREAK = 1
CONTINUE = 2


def _collection(value: t.Any, *, pairs: bool) -> t.Collection[t.Any] | _IntRange:
    """What a range goes over: the elements, or (index or key, element) for two variables."""
    kind = type(value)
    if kind is list:
        return list(enumerate(value)) if pairs else t.cast("list[t.Any]", value)
    if value is None:
        return ()
    if isinstance(value, dict):
        keys = sorted_keys(value)
        items = [(key, value[key]) for key in keys] if pairs else [value[key] for key in keys]
        return items if map_type(value).endswith("]interface {}") else TypedItems(items)
    if isinstance(value, (list, bytes)):
        elements = [Uint8(byte) for byte in value] if isinstance(value, bytes) else value
        return TypedItems(enumerate(elements) if pairs else elements)
    if isinstance(value, int) and kind is not bool:
        if pairs:
            raise FaultError("can't use %s to iterate over more than one variable" % plain(value))
        return range(value) if kind is int else _IntRange(value)
    raise FaultError("range can't iterate over " + plain(value))


class TypedItems(list[t.Any]):
    """Items whose Go type is no interface: errors name it. Those of plain lists and maps come in a plain list."""


class _IntRange:
    """The numbers below one of Go's other integer types, of that type; none is made before it is asked for."""

    def __init__(self, limit: t.Any) -> None:
        self.kind = type(limit)
        self.size = max(int(limit), 0)

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> t.Iterator[t.Any]:
        return map(self.kind, range(self.size))


def _text_op(text: str) -> Op:
    def op(_dot: t.Any, _variables: list[t.Any], output: list[str]) -> None:
        output.append(text)

    return op


def _output_op(text: str, expr: Expr, base: int, *, is_call: bool) -> Op:
    """An action's value, after the plain text before it."""
    run = expr.run
    show = print_result if is_call else go_print

    def op(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> None:
        value = run(dot, variables)
        output.append(value if value.__class__ is str else show(value))

    def op_text(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> None:
        value = run(dot, variables)
        output += (text, value if value.__class__ is str else show(value))

    return op_text if text else op


def _is_call(pipe: n.Node) -> bool:
    """Whether a pipeline's value is a function's result; ``and`` and ``or`` give what they were given."""
    first = pipe[4][-1][2][0]
    return bool(first[0] == n.IDENTIFIER and first[2] not in ("and", "or"))


def _declare_op(expr: Expr, base: int) -> Op:
    run = expr.run

    def op(dot: t.Any, variables: list[t.Any], _output: list[str], base: int = base) -> None:
        run(dot, variables)

    return op


def _break_op(_dot: t.Any, _variables: list[t.Any], _output: list[str]) -> int:
    return BREAK


def _continue_op(_dot: t.Any, _variables: list[t.Any], _output: list[str]) -> int:
    return CONTINUE


def _leaves(body: n.Body) -> bool:
    """Whether a body holds a break or continue of a range around it."""
    for item in body:
        if isinstance(item, str):
            continue
        if item[0] in (n.BREAK, n.CONTINUE):
            return True
        if item[0] in (n.IF, n.WITH) and (_leaves(item[3]) or (item[4] and _leaves(item[4]))):
            return True
        if item[0] == n.RANGE and item[4] and _leaves(item[4]):
            return True
    return False


class BodyCompiler(ExpressionCompiler):
    """Compiles bodies against a table of functions."""

    def body(self, body: n.Body, scope: Scope) -> Op:
        """A body in a scope of its own."""
        if not body:
            return _text_op("")
        if len(body) == 1 and isinstance(body[0], str):
            return _text_op(body[0])
        ops: list[Op] = []
        compile_ops = self.statements

        def run(dot: t.Any, variables: list[t.Any], output: list[str]) -> None:
            for op in ops or compile_ops(body, scope, ops):
                op(dot, variables, output)

        def run_leaving(dot: t.Any, variables: list[t.Any], output: list[str]) -> t.Any:
            for op in ops or compile_ops(body, scope, ops):
                left = op(dot, variables, output)
                if left:
                    return left
            return None

        return run_leaving if scope.in_loop and _leaves(body) else run

    def statements(self, body: n.Body, scope: Scope, ops: list[Op]) -> list[Op]:
        """Compile the statements of a body into ``ops``, all or none."""
        out: list[Op] = []
        text = ""
        for item in body:
            if isinstance(item, str):
                if text:
                    out.append(_text_op(text))
                text = item
                continue
            kind = item[0]
            if kind == n.OUTPUT and not item[2][2]:
                out.append(_output_op(text, self.pipeline(item[2], scope), item[1], is_call=_is_call(item[2])))
                text = ""
                continue
            if text:
                out.append(_text_op(text))
                text = ""
            out.append(self.statement(item, scope))
        if text:
            out.append(_text_op(text))
        ops += out
        return ops

    def statement(self, item: n.Node, scope: Scope) -> Op:
        """One statement that is no text and writes no value."""
        kind = item[0]
        if kind == n.IF:
            return self.branch_if(item, scope)
        if kind == n.WITH:
            return self.branch_with(item, scope)
        if kind == n.RANGE:
            return self.loop(item, scope)
        if kind == n.TEMPLATE:
            return self.template(item, scope)
        if kind == n.OUTPUT:
            return _declare_op(self.pipeline(item[2], scope), item[1])
        return _break_op if kind == n.BREAK else _continue_op

    def branch_if(self, item: n.Node, scope: Scope) -> Op:
        """``if``; a chain of else ifs costs no depth."""
        _kind, base, pipe, body, other = item
        scope = scope.inner()
        run = self.pipeline(pipe, scope).run
        then = self.body(body, scope.inner())

        def op(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> t.Any:
            if run(dot, variables):
                return then(dot, variables, output)
            return None

        if other is None:
            return op
        otherwise = self.body(other, scope)

        def op_else(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> t.Any:
            return (then if run(dot, variables) else otherwise)(dot, variables, output)

        return op_else

    def branch_with(self, item: n.Node, scope: Scope) -> Op:
        """``with``"""
        _kind, base, pipe, body, other = item
        scope = scope.inner()
        run = self.pipeline(pipe, scope).run
        inner = scope.inner()
        inner.dot_is_element = False
        then = self.body(body, inner)
        otherwise = self.body(other or [], scope)

        def op(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> t.Any:
            value = run(dot, variables)
            if value:
                return then(value, variables, output)
            return otherwise(dot, variables, output)

        return op

    def loop(self, item: n.Node, scope: Scope) -> Op:
        """``range``: a break or continue in its body ends here."""
        _kind, base, pipe, body, other = item
        scope = scope.inner()
        expr = self.commands(pipe, scope)
        slots, setters = self.loop_variables(pipe, scope, expr, base=base)
        inner = scope.inner()
        inner.dot_is_element = True
        inner.in_loop = True
        then = self.body(body, inner)
        otherwise = self.body(other or [], scope)
        pairs = len(slots) > 1
        elements = self.elements(expr, pairs=pairs)

        def op(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> t.Any:
            items = elements(dot, variables)
            if not items:
                return CONTINUE if otherwise(dot, variables, output) == CONTINUE else None
            for element in variables[1].counted(items):
                if then(element, variables, output) == BREAK:
                    break
            return None

        def op_variables(dot: t.Any, variables: list[t.Any], output: list[str], base: int = base) -> t.Any:
            items = elements(dot, variables)
            if not items:
                return CONTINUE if otherwise(dot, variables, output) == CONTINUE else None
            slot = slots[-1]
            key_slot = slots[0]
            for element in variables[1].counted(items):
                if pairs:
                    variables[key_slot], element = element
                variables[slot] = element
                if then(element, variables, output) == BREAK:
                    break
            return None

        if setters is not None:
            return setters
        return op_variables if slots else op

    def loop_variables(self, pipe: n.Node, scope: Scope, expr: Expr, *, base: int) -> tuple[list[int], Op | None]:
        """The slots of a range's variables; they hold the collection itself where the else part runs."""
        slots: list[int] = []
        run = expr.run
        for name in pipe[2]:
            if not pipe[3]:
                is_key = len(pipe[2]) == 2 and not slots
                slots.append(scope.declare(name, is_element=not is_key))
                continue
            known = scope.names.get(name)
            if known is None:
                return slots, _declare_op(Expr(self.undefined(name, expr), expr.last), base)
            slots.append(known[0])
        if slots:

            def run_store(dot: t.Any, variables: list[t.Any]) -> t.Any:
                value = run(dot, variables)
                for slot in slots:
                    variables[slot] = value
                return value

            expr.run = run_store
        return slots, None

    @staticmethod
    def undefined(name: str, expr: Expr) -> Op:
        """What an assignment to an unknown variable is."""
        run_value = expr.run

        def run(dot: t.Any, variables: list[t.Any], at: t.Any = (expr.last, None)) -> t.Any:
            run_value(dot, variables)
            raise FaultError("undefined variable: " + name)

        return run

    @staticmethod
    def elements(expr: Expr, *, pairs: bool) -> Op:
        """The collection of a range; a fault blames what was evaluated last."""
        run = expr.run
        if expr.arms is not None:
            return after_arms(expr, lambda value: _collection(value, pairs=pairs))

        def run_elements(dot: t.Any, variables: list[t.Any], at: t.Any = (expr.last, None)) -> t.Any:
            return _collection(run(dot, variables), pairs=pairs)

        return run_elements

    def template(self, item: n.Node, scope: Scope) -> Op:
        """``template``: the other template writes to the same output and sees none of the variables."""
        _kind, base, _pos, name, pipe = item
        expr = self.pipeline(pipe, scope) if pipe is not None else None
        run = expr.run if expr is not None else None

        def op(
            dot: t.Any, variables: list[t.Any], output: list[str], base: int = base, at: t.Any = (item, None)
        ) -> None:
            templates = variables[1]
            template = templates.templates.get(name)
            if template is None:
                raise FaultError("template %s not defined" % quote(name))
            templates.spend(1)
            value = run(dot, variables) if run is not None else None
            entered = template
            entered.run(value, [value, templates, *entered.blank], output)

        return op


__all__ = ("BodyCompiler", "Op")
