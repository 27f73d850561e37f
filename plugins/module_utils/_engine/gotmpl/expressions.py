# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an expression compiles to, and the closures that read variables and fields.

A compiled expression is a function of ``(dot, variables)``. ``variables`` is the list of the running template:
``$``, the template set, then the slots of its own variables. A closure that can fail has a parameter ``at`` (the node
to blame, and the function that it calls): the error handler reads it from the traceback, so places cost nothing while
all goes well.
"""

from __future__ import annotations

import typing as t

from . import nodes as n
from .errors import FaultError
from .fields import walk
from .govalues import SharedMap

Run = t.Callable[..., t.Any]
# The nil that a pipeline gave, where a variable can also hold that of an element.
NO_VALUE: t.Any = object()
# The types of maps that have no methods.
MAPS = (dict, SharedMap)


class Expr:
    """A compiled expression.

    ``last`` is the node that Go's error texts name for a fault found right after it. ``const`` is (value,) of a
    constant. ``wrapped`` tells of which kind a nil is: True for that of an interface, False for a missing value, or a
    closure whose result decides. ``arms`` are the operands of and/or, as the last node depends on which one was taken.
    """

    __slots__ = ("arms", "const", "last", "run", "stop_on", "wrapped")

    def __init__(
        self,
        run: Run,
        last: n.Node,
        *,
        const: tuple[t.Any] | None = None,
        wrapped: bool | Run = False,
    ) -> None:
        self.run = run
        self.last = last
        self.const = const
        self.wrapped = wrapped
        self.arms: list[Expr] | None = None
        self.stop_on = True


def read_dot(dot: t.Any, _variables: list[t.Any]) -> t.Any:
    """``.``"""
    return dot


def constant(value: t.Any) -> Run:
    """Always the same value."""

    def run(_dot: t.Any, _variables: list[t.Any]) -> t.Any:
        return value

    return run


def read_variable(slot: int, *, mixed: bool) -> Run:
    """A variable; a mixed one may hold NO_VALUE."""

    def run(_dot: t.Any, variables: list[t.Any]) -> t.Any:
        return variables[slot]

    def run_mixed(_dot: t.Any, variables: list[t.Any]) -> t.Any:
        value = variables[slot]
        return None if value is NO_VALUE else value

    return run_mixed if mixed else run


def variable_kind(slot: int) -> Run:
    """Of which kind the nil of a mixed variable is, as ``Expr.wrapped`` has it."""

    def run(_dot: t.Any, variables: list[t.Any]) -> t.Any:
        return None if variables[slot] is NO_VALUE else True

    return run


def store(slot: int, run: Run, *, mixed: bool) -> Run:
    """Evaluate a pipeline into a variable; its value is also the result."""

    def run_store(dot: t.Any, variables: list[t.Any]) -> t.Any:
        value = variables[slot] = run(dot, variables)
        return value

    def run_store_mixed(dot: t.Any, variables: list[t.Any]) -> t.Any:
        value = run(dot, variables)
        variables[slot] = NO_VALUE if value is None else value
        return value

    return run_store_mixed if mixed else run_store


def _may_be_method(names: tuple[str, ...]) -> bool:
    """Whether one of the names could be a Go method's, which comes before a key of a map."""
    return any(name[0].isupper() for name in names)


def dot_field(names: tuple[str, ...], node: n.Node, *, wrapped: bool) -> Run:  # noqa: C901 - the hottest closures
    """``.a``, ``.a.b``, ``.a.b.c`` have their own quick ways through plain maps; ``walk`` knows all else."""
    at = (node, None)

    def run_any(dot: t.Any, _variables: list[t.Any], at: t.Any = at) -> t.Any:
        return walk(dot, names, wrapped)

    if len(names) > 3 or _may_be_method(names[1:-1]):
        return run_any
    first, last = names[0], names[-1]

    def run_1(dot: t.Any, _variables: list[t.Any], at: t.Any = at) -> t.Any:
        if dot.__class__ in MAPS:
            return dot.get(first)
        return walk(dot, names, wrapped)

    if len(names) == 1:
        return run_1
    method_like = _may_be_method((last,))

    def run_2(dot: t.Any, _variables: list[t.Any], at: t.Any = at) -> t.Any:
        if dot.__class__ in MAPS:
            try:
                value = dot[first]
                if last in value and not method_like:
                    return value[last]
            except (KeyError, TypeError):
                pass
        return walk(dot, names, wrapped)

    def run_2_method(dot: t.Any, _variables: list[t.Any], at: t.Any = at) -> t.Any:
        if dot.__class__ in MAPS:
            value = dot.get(first)
            if value.__class__ is dict:
                return value.get(last)
        return walk(dot, names, wrapped)

    if len(names) == 2:
        return run_2_method if method_like else run_2
    middle = names[1]

    def run_3(dot: t.Any, _variables: list[t.Any], at: t.Any = at) -> t.Any:
        if dot.__class__ in MAPS:
            try:
                value = dot[first][middle]
                if value.__class__ is dict:
                    return value.get(last)
            except (KeyError, TypeError):
                pass
        return walk(dot, names, wrapped)

    return run_3


def variable_field(slot: int, names: tuple[str, ...], node: n.Node, *, wrapped: bool) -> Run:
    """``$.a``, ``$x.a.b``."""
    at = (node, None)

    def run(_dot: t.Any, variables: list[t.Any], at: t.Any = at) -> t.Any:
        value = variables[slot]
        if value is NO_VALUE:
            return None
        return walk(value, names, wrapped)

    first, last = names[0], names[-1]

    def run_1(_dot: t.Any, variables: list[t.Any], at: t.Any = at) -> t.Any:
        value = variables[slot]
        if value.__class__ in MAPS:
            return value.get(first)
        return run(None, variables)

    if len(names) == 1:
        return run_1

    def run_2(_dot: t.Any, variables: list[t.Any], at: t.Any = at) -> t.Any:
        value = variables[slot]
        if value.__class__ in MAPS:
            try:
                value = value[first]
                if last in value:
                    return value[last]
            except (KeyError, TypeError):
                pass
        return run(None, variables)

    return run if len(names) > 2 or _may_be_method((last,)) else run_2


def chain_field(expr: Expr, names: tuple[str, ...], *, is_call: bool) -> Run:
    """``(pipeline).a.b``; Go blames what was evaluated last inside the parentheses.

    ``is_call``: no pipeline but a function's bare name, whose nil is that of an interface.
    """
    run = expr.run
    if is_call:

        def run_call(dot: t.Any, variables: list[t.Any], at: t.Any = (expr.last, None)) -> t.Any:
            value = run(dot, variables)
            return walk(value, names, value is None)

        return run_call
    if expr.arms is None:

        def run_chain(dot: t.Any, variables: list[t.Any], at: t.Any = (expr.last, None)) -> t.Any:
            return walk(run(dot, variables), names, False)

        return run_chain
    return after_arms(expr, lambda value: walk(value, names, False))


def is_wrapped(wrapped: bool | Run, dot: t.Any, variables: list[t.Any]) -> bool:
    """Of which kind a nil is that an expression gave; asked for errors only."""
    return wrapped(dot, variables) is not None if callable(wrapped) else wrapped


def after_arms(expr: Expr, use: t.Callable[[t.Any], t.Any]) -> Run:
    """Use the value of an and/or; a fault then blames the operand that was evaluated last."""
    arms = [(arm.run, arm.last) for arm in t.cast("list[Expr]", expr.arms)]
    stop_on = expr.stop_on

    def run_arms(dot: t.Any, variables: list[t.Any], at: t.Any = (expr.last, None)) -> t.Any:
        value = None
        taken = arms[-1]
        for arm in arms:
            value = arm[0](dot, variables)
            if bool(value) == stop_on:
                taken = arm
                break
        try:
            return use(value)
        except FaultError as fault:
            fault.at = fault.at or taken[1]
            raise

    return run_arms


__all__ = (
    "Expr",
    "NO_VALUE",
    "Run",
    "after_arms",
    "chain_field",
    "constant",
    "dot_field",
    "is_wrapped",
    "read_dot",
    "read_variable",
    "store",
    "variable_field",
    "variable_kind",
)
