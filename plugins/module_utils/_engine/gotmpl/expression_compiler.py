# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The compiler of expressions: pipelines become closures, with Go's checks done once where they can be."""

from __future__ import annotations

import typing as t

from . import nodes as n
from .argtypes import literal
from .builtins import BUILTINS
from .calls import (
    MethodCall,
    and_or,
    and_or_piped,
    call_len,
    call_piped,
    call_plain,
    call_set_function,
    checked,
    fail,
    parameter,
    wrong_count,
)
from .errors import FaultError
from .expressions import (
    Expr,
    chain_field,
    constant,
    dot_field,
    read_dot,
    read_variable,
    store,
    variable_field,
    variable_kind,
)
from .functions import Function, GoError, SetFunction
from .govalues import go_type

_CONSTANTS = (n.BOOL, n.NUMBER, n.STRING)


class Scope:
    """The variables that are known at a place, and of what kind the dot is there.

    ``names`` maps a variable to (slot, whether it is an element of a collection). ``mixed`` are the names that hold
    elements and results of pipelines in turn.
    """

    __slots__ = ("dot_is_element", "in_loop", "mixed", "names", "next_slot")

    def __init__(self, mixed: frozenset[str]) -> None:
        self.names: dict[str, tuple[int, bool]] = {"$": (0, False)}
        self.next_slot = 2
        self.dot_is_element = False
        self.in_loop = False
        self.mixed = mixed

    def inner(self) -> Scope:
        """A scope whose variables end with it."""
        scope = Scope(self.mixed)
        scope.names = dict(self.names)
        scope.next_slot = self.next_slot
        scope.dot_is_element = self.dot_is_element
        scope.in_loop = self.in_loop
        return scope

    def declare(self, name: str, *, is_element: bool = False) -> int:
        """The slot of a new variable."""
        slot = self.next_slot
        self.next_slot += 1
        self.names[name] = (slot, is_element)
        return slot


class ExpressionCompiler:
    """Compiles expressions against a table of functions."""

    def __init__(self, functions: t.Mapping[str, Function]) -> None:
        self.functions = functions

    def pipeline(self, node: n.Node, scope: Scope) -> Expr:
        """A PIPE: its commands, each taking the value of the one before, then its variables."""
        value = self.commands(node, scope)
        names = node[2]
        if not names:
            return value
        run = value.run
        for name in names:
            if node[3]:
                known = scope.names.get(name)
                if known is None:
                    return Expr(fail("undefined variable: " + name, value.last, value), value.last)
                slot = known[0]
            else:
                slot = scope.declare(name)
            run = store(slot, run, mixed=name in scope.mixed)
        return Expr(run, value.last)

    def commands(self, node: n.Node, scope: Scope) -> Expr:
        """The value of a PIPE, without its variables."""
        value: Expr | None = None
        before = node
        for command in node[4]:
            value = self.command(command, scope, value, before)
            before = value.last
            if value.wrapped is not False:
                value = _unwrapped(value)
        return t.cast(Expr, value)

    def command(self, node: n.Node, scope: Scope, final: Expr | None, before: n.Node) -> Expr:
        """A COMMAND; ``final`` is the value piped into it, ``before`` the node that Go would still blame."""
        operands = node[2]
        first = operands[0]
        kind = first[0]
        has_arguments = len(operands) > 1 or final is not None
        if kind == n.IDENTIFIER:
            return self.call(first[2], operands[1:], scope, final, ident=first, node=node)
        if kind in (n.FIELD, n.CHAIN) or (kind == n.VARIABLE and len(first[2]) > 1):
            if has_arguments:
                return self.method_call(first, operands[1:], scope, final)
            return self.operand(first, scope)
        if has_arguments:
            message = "can't give argument to non-function " + n.node_text(first)
            return Expr(fail(message, before if kind == n.PIPE else first, final), first)
        if kind == n.NIL:
            return Expr(fail("nil is not a command", first), first)
        return self.operand(first, scope)

    def operand(self, node: n.Node, scope: Scope) -> Expr:
        """A single operand: its value, of any type."""
        kind = node[0]
        if kind == n.PIPE:
            return self.pipeline(node, scope)
        if kind == n.IDENTIFIER:
            return self.call(node[2], (), scope, None, ident=node, node=node)
        if kind == n.DOT:
            return Expr(read_dot, node, wrapped=scope.dot_is_element)
        if kind == n.FIELD:
            wrapped = scope.dot_is_element
            return Expr(dot_field(node[2], node, wrapped=wrapped), node, wrapped=wrapped or read_dot)
        if kind == n.VARIABLE:
            return self.variable(node, scope)
        if kind == n.CHAIN:
            return self.chain(node, scope)
        try:
            value = literal(node, "any")
        except FaultError as fault:
            return Expr(fail(fault.message, node), node)
        return Expr(constant(value), node, const=(value,))

    def variable(self, node: n.Node, scope: Scope) -> Expr:
        """``$x`` or ``$x.a``."""
        name, names = node[2][0], node[2][1:]
        known = scope.names.get(name)
        if known is None:
            return Expr(fail("undefined variable: " + name, node), node)
        slot, is_element = known
        mixed = name in scope.mixed
        read = read_variable(slot, mixed=mixed)
        if not names:
            return Expr(read, node, wrapped=variable_kind(slot) if mixed else is_element)
        is_element = is_element or mixed
        run = variable_field(slot, names, node, wrapped=is_element)
        return Expr(run, node, wrapped=is_element or read)

    def chain(self, node: n.Node, scope: Scope) -> Expr:
        """``(pipeline).a.b``"""
        inner = self.chain_start(node, scope)
        is_call = node[2][0] == n.IDENTIFIER
        return Expr(chain_field(inner, node[3], is_call=is_call), inner.last, wrapped=inner.run)

    def chain_start(self, node: n.Node, scope: Scope) -> Expr:
        """What stands before the fields of a chain."""
        start = node[2]
        if start[0] == n.NIL:
            return Expr(fail("indirection through explicit nil in " + n.node_text(node), node), node)
        return _unwrapped(self.operand(start, scope))

    def method_call(self, node: n.Node, operands: t.Sequence[n.Node], scope: Scope, final: Expr | None) -> Expr:
        """A field with arguments, which must be a method."""
        if node[0] == n.CHAIN:
            receiver, names = self.chain_start(node, scope), node[3]
        elif node[0] == n.FIELD:
            receiver, names = Expr(read_dot, node, wrapped=scope.dot_is_element), node[2]
        else:
            receiver, names = self.variable((n.VARIABLE, node[1], node[2][:1]), scope), node[2][1:]
        args: list[Expr | n.Node] = []
        for operand in operands:
            is_literal = operand[0] in _CONSTANTS or operand[0] == n.NIL
            args.append(operand if is_literal else self.operand(operand, scope))
        blamed = receiver.last if node[0] == n.CHAIN else node
        last: n.Node = blamed
        if args:
            last = args[-1].last if isinstance(args[-1], Expr) else args[-1]
        call = MethodCall(receiver, names, blamed, args=args, final=final)
        return Expr(call.closure((blamed, None)), last)

    def call(
        self,
        name: str,
        operands: t.Sequence[n.Node],
        scope: Scope,
        final: Expr | None,
        *,
        ident: n.Node,
        node: n.Node,
    ) -> Expr:
        """A function's call. ``ident`` is the name's node, ``node`` the one that a failing call blames."""
        function = self.functions.get(name)
        if function is None:
            return Expr(fail('"%s" is not a defined function' % name, ident), ident)
        message = wrong_count(name, function, len(operands), len(operands) + (final is not None))
        if message is not None:
            return Expr(fail(message, ident, final), ident)
        is_builtin = BUILTINS.get(name) is function
        if is_builtin and name in ("and", "or"):
            return self.and_or(operands, scope, final, ident)
        args: list[Expr] = []
        runs = []
        last = ident
        for index, operand in enumerate(operands):
            arg = self.argument(operand, parameter(function, index), scope)
            args.append(arg)
            runs.append(arg.run)
            last = arg.last
        at = (node, name)
        call = function.call
        bound = name if isinstance(function, SetFunction) else None
        if is_builtin and name == "call":
            call = _named_call(n.node_text(operands[0]) if operands else "")
        elif is_builtin and name == "len" and args and args[0].wrapped is not False:
            return Expr(call_len(args[0], at), last)
        if final is not None:
            kind = parameter(function, len(operands))
            if any(arg.const is None for arg in args):
                return Expr(call_piped(call, runs, final, kind, last=last, at=at, bound=bound), last)
            args.append(Expr(checked(final, kind, last), last, const=final.const if kind == "any" else None))
            runs.append(args[-1].run)
        if bound is not None:
            return Expr(call_set_function(bound, runs, at), last)
        return Expr(call_plain(call, args, runs, at), last)

    def argument(self, node: n.Node, kind: str, scope: Scope) -> Expr:
        """An operand as an argument of type ``kind``."""
        if node[0] in _CONSTANTS or node[0] == n.NIL:
            try:
                value = literal(node, kind)
            except FaultError as fault:
                return Expr(fail(fault.message, node), node)
            if node[0] == n.NIL and value is not None:
                return Expr(lambda _dot, _variables: literal(node, kind), node)
            return Expr(constant(value), node, const=(value,))
        expr = self.operand(node, scope)
        return expr if kind == "any" else Expr(checked(expr, kind), expr.last)

    def and_or(self, operands: t.Sequence[n.Node], scope: Scope, final: Expr | None, ident: n.Node) -> Expr:
        """``and``, ``or``; a piped value is the last operand, but evaluated first."""
        is_or = ident[2] == "or"
        args = [self.argument(operand, "any", scope) for operand in operands]
        if final is not None:
            return Expr(and_or_piped(args, final, is_or=is_or), args[-1].last if args else ident)
        if len(args) == 1:
            return args[0]
        expr = Expr(and_or(args, is_or=is_or), args[-1].last)
        if any(arg.last is not expr.last for arg in args):
            expr.arms = args
            expr.stop_on = is_or
        return expr


def _unwrapped(expr: Expr) -> Expr:
    """The same expression as the value of a pipeline, whose nil is no interface's any more."""
    if expr.wrapped is False:
        return expr
    other = Expr(expr.run, expr.last, const=expr.const)
    other.arms, other.stop_on = expr.arms, expr.stop_on
    return other


def _named_call(name: str) -> t.Callable[..., t.Any]:
    def call(value: t.Any, *_args: t.Any) -> t.Any:
        shown = name or (value if isinstance(value, str) else "<%s Value>" % go_type(value))
        raise GoError("call of nil" if value is None else "non-function %s of type %s" % (shown, go_type(value)))

    return call


__all__ = ("ExpressionCompiler", "Scope")
