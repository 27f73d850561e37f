# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Closures that call functions: arguments are checked by type where the function asks for one."""

from __future__ import annotations

import typing as t

from . import nodes as n
from .argtypes import check, exact_type, literal
from .builtins import length
from .errors import FaultError
from .expressions import Expr, Run, after_arms, is_wrapped, read_dot
from .fields import find_method, has_string_keys, map_type, walk, wrapped_type
from .functions import Function, GoError
from .govalues import go_type

At = tuple[n.Node, "str | None"]


def checked(expr: Expr, kind: str, last: n.Node | None = None) -> Run:
    """An expression whose value must fit a parameter; ``last`` is the node to blame if it is not the expression's."""
    run = expr.run
    if kind == "any":
        return run
    exact = exact_type(kind)
    wrapped = expr.wrapped
    if expr.arms is not None and last is None:
        return after_arms(expr, lambda value: check(value, kind, False))

    def run_checked(dot: t.Any, variables: list[t.Any], at: At = (last or expr.last, None)) -> t.Any:
        value = run(dot, variables)
        if value.__class__ is exact:
            return value
        return check(value, kind, is_wrapped(wrapped, dot, variables))

    return run_checked


def check_at(value: t.Any, kind: str, wrapped: bool, node: n.Node) -> t.Any:
    """``check``, with the node to blame."""
    try:
        return check(value, kind, wrapped)
    except FaultError as fault:
        fault.at = node
        raise


def literal_at(node: n.Node, kind: str) -> t.Any:
    """``literal``, with the node to blame."""
    try:
        return literal(node, kind)
    except FaultError as fault:
        fault.at = node
        raise


def fail(message: str, node: n.Node, final: Expr | None = None) -> Run:
    """An expression that Go refuses only when it is evaluated; what is piped into it comes first."""
    run_final = final.run if final is not None else None

    def run_fail(dot: t.Any, variables: list[t.Any], at: At = (node, None)) -> t.Any:
        if run_final is not None:
            run_final(dot, variables)
        raise FaultError(message)

    return run_fail


def call_set_function(name: str, runs: list[Run], at: At) -> Run:
    """A call of a function that belongs to the running template set."""
    if len(runs) == 2:
        first, second = runs

        def run_set_2(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
            return variables[1].bound[name](first(dot, variables), second(dot, variables))

        return run_set_2

    def run_set(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
        return variables[1].bound[name](*[run(dot, variables) for run in runs])

    return run_set


def call_plain(call: t.Callable[..., t.Any], args: list[Expr], runs: list[Run], at: At) -> Run:
    """A call with its arguments in order; one and two arguments have their own closures."""
    if len(args) == 1:
        return _call_1(call, args[0], runs[0], at)
    if len(args) == 2:
        return _call_2(call, args, runs, at)
    if len(args) == 3:
        run_a, run_b, run_c = runs

        def run_3(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
            return call(run_a(dot, variables), run_b(dot, variables), run_c(dot, variables))

        return run_3

    def run_n(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
        return call(*[run(dot, variables) for run in runs])

    def run_0(_dot: t.Any, _variables: list[t.Any], at: At = at) -> t.Any:
        return call()

    return run_n if args else run_0


def _call_1(call: t.Callable[..., t.Any], arg: Expr, run: Run, at: At) -> Run:
    if arg.const is not None:
        value = arg.const[0]

        def run_const(_dot: t.Any, _variables: list[t.Any], at: At = at) -> t.Any:
            return call(value)

        return run_const

    def run_1(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
        return call(run(dot, variables))

    return run_1


def _call_2(call: t.Callable[..., t.Any], args: list[Expr], runs: list[Run], at: At) -> Run:
    first, second = runs
    if args[0].const is not None:
        value = args[0].const[0]

        def run_const_1(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
            return call(value, second(dot, variables))

        def run_const_dot(dot: t.Any, _variables: list[t.Any], at: At = at) -> t.Any:
            return call(value, dot)

        return run_const_dot if second is read_dot else run_const_1
    if args[1].const is not None:
        other = args[1].const[0]

        def run_1_const(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
            return call(first(dot, variables), other)

        return run_1_const

    def run_2(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
        return call(first(dot, variables), second(dot, variables))

    return run_2


def call_len(arg: Expr, at: At) -> Run:
    """``len`` of a field or a variable: Go's message for nil depends on its kind."""
    run = arg.run
    wrapped = arg.wrapped

    def run_len(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
        value = run(dot, variables)
        if value is None and is_wrapped(wrapped, dot, variables):
            raise GoError("len of nil pointer")
        return length(value)

    return run_len


def call_piped(
    call: t.Callable[..., t.Any],
    runs: list[Run],
    final: Expr,
    kind: str,
    *,
    last: n.Node,
    at: At,
    bound: str | None,
) -> Run:
    """A call whose last argument comes from the pipeline: it is evaluated first and checked last.

    ``bound`` is the name of a function that belongs to the running template set.
    """
    run_final = final.run
    wrapped = final.wrapped

    def run_check(value: t.Any, is_interface: bool, at: At = (last, None)) -> t.Any:
        return check(value, kind, is_interface)

    def run_piped(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
        value = run_final(dot, variables)
        args = [run(dot, variables) for run in runs]
        args.append(run_check(value, is_wrapped(wrapped, dot, variables)))
        return call(*args) if bound is None else variables[1].bound[bound](*args)

    return run_piped


def and_or(args: list[Expr], *, is_or: bool) -> Run:
    """``and``, ``or``: the first operand that decides, or the last one; the others are not evaluated."""
    runs = [arg.run for arg in args]
    if len(runs) == 2:
        first, second = runs

        def run_or(dot: t.Any, variables: list[t.Any]) -> t.Any:
            return first(dot, variables) or second(dot, variables)

        def run_and(dot: t.Any, variables: list[t.Any]) -> t.Any:
            return first(dot, variables) and second(dot, variables)

        return run_or if is_or else run_and

    def run_all(dot: t.Any, variables: list[t.Any]) -> t.Any:
        value = None
        for run in runs:
            value = run(dot, variables)
            if bool(value) == is_or:
                break
        return value

    return run_all


def and_or_piped(args: list[Expr], final: Expr, *, is_or: bool) -> Run:
    """``and``, ``or`` with a piped value: that is the last operand, but evaluated first."""
    runs = [arg.run for arg in args]
    run_final = final.run

    def run_piped(dot: t.Any, variables: list[t.Any]) -> t.Any:
        piped = run_final(dot, variables)
        for run in runs:
            value = run(dot, variables)
            if bool(value) == is_or:
                return value
        return piped

    return run_piped


def wrong_count(name: str, function: Function, operands: int, total: int) -> str | None:
    """Go's message where a call has the wrong number of arguments."""
    fixed = len(function.params)
    if function.variadic is not None:
        if total < fixed:
            return "wrong number of args for %s: want at least %d got %d" % (name, fixed, operands)
    elif total != fixed:
        return "wrong number of args for %s: want %d got %d" % (name, fixed, total)
    return None


def parameter(function: Function, index: int) -> str:
    """The type of an argument."""
    params = function.params
    return params[index] if index < len(params) else t.cast(str, function.variadic)


class MethodCall:
    """``.x.Method arg ...``: what the method wants is known only when it is called."""

    __slots__ = ("args", "final", "name", "names", "node", "receiver", "wrapped")

    def __init__(
        self,
        receiver: Expr,
        names: tuple[str, ...],
        node: n.Node,
        *,
        args: list[Expr | n.Node],
        final: Expr | None,
    ) -> None:
        self.receiver = receiver.run
        self.wrapped = receiver.wrapped
        self.names = names[:-1]
        self.name = names[-1]
        self.node = node
        self.args = args
        self.final = final

    def closure(self, at: At) -> Run:
        """The closure that makes the call."""
        call = self.call

        def run_method(dot: t.Any, variables: list[t.Any], at: At = at) -> t.Any:
            return call(dot, variables)

        return run_method

    def call(self, dot: t.Any, variables: list[t.Any]) -> t.Any:
        """Find the method, check the arguments, call it."""
        final = self.final.run(dot, variables) if self.final is not None else None
        name = self.name
        wrapped = is_wrapped(self.wrapped, dot, variables)
        value = self.receiver(dot, variables)
        if value is None and not wrapped:
            return None
        if self.names:
            value = walk(value, self.names, wrapped)
            wrapped = True
        if value is None:
            raise FaultError("nil pointer evaluating interface {}." + name)
        method = find_method(value, name)
        if method is None:
            self.refuse(value, self.in_interface(dot, variables) if self.names else wrapped)
        total = len(self.args) + (self.final is not None)
        message = wrong_count(name, method, len(self.args), total)
        if message is not None:
            raise FaultError(message)
        args, last = self.arguments(method, dot, variables)
        if self.final is not None:
            args.append(check_at(final, parameter(method, total - 1), False, last))
        try:
            return method.call(value, *args)
        except (FaultError, RecursionError):
            raise
        except Exception as error:
            raise FaultError("error calling %s: " % name, cause=error) from None

    def in_interface(self, dot: t.Any, variables: list[t.Any]) -> bool:
        """Whether the value with the method comes out of an interface, by the element type of what holds it."""
        start = self.receiver(dot, variables)
        holder = walk(start, self.names[:-1], is_wrapped(self.wrapped, dot, variables))
        kind = map_type(holder) if isinstance(holder, dict) else "]interface {}"
        return kind.endswith("]interface {}") or not kind.startswith("map[")

    def refuse(self, value: t.Any, wrapped: bool) -> t.NoReturn:
        """Say why a value has no such method."""
        name = self.name
        if isinstance(value, dict) and has_string_keys(value):
            raise FaultError("%s is not a method but has arguments" % name)
        if name in getattr(value, "FIELDS", ()):
            raise FaultError("%s has arguments but cannot be invoked as function" % name)
        message = "can't evaluate field %s in type " % name
        typed = "" if self.names else message + go_type(value)
        raise FaultError(message + wrapped_type(value, wrapped), typed=typed)

    def arguments(self, function: Function, dot: t.Any, variables: list[t.Any]) -> tuple[list[t.Any], n.Node]:
        """The values of the operands, and the node that was evaluated last."""
        out: list[t.Any] = []
        last = self.node
        for index, arg in enumerate(self.args):
            kind = parameter(function, index)
            if isinstance(arg, Expr):
                last = arg.last
                value = arg.run(dot, variables)
                out.append(check_at(value, kind, is_wrapped(arg.wrapped, dot, variables), last))
            else:
                last = arg
                out.append(literal_at(arg, kind))
        return out, last


__all__ = (
    "At",
    "MethodCall",
    "and_or",
    "and_or_piped",
    "call_len",
    "call_piped",
    "call_plain",
    "call_set_function",
    "checked",
    "fail",
    "parameter",
    "wrong_count",
)
