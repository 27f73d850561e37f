# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Functions a template may call: the callable and its Go signature, by which arguments are checked before the call."""

from __future__ import annotations

import typing as t


class GoError(Exception):
    """What a Go function returns as its error, or panics with; the message alone, without any wrapping."""


class Function:
    """A template function.

    ``params`` are Go types of the fixed parameters, ``variadic`` the type of the rest or None. Types: ``any`` (no
    check, the fast way), ``string``, ``int``, ``int64``, ``float64``, ``bool``, ``[]any``, ``[]string``, ``map``
    (map[string]any), ``bytes`` and the names of object types. A wrong type gives text/template's own error, so a call
    may trust them.
    """

    __slots__ = ("call", "name", "params", "variadic")

    def __init__(
        self, name: str, call: t.Callable[..., t.Any], params: tuple[str, ...], variadic: str | None = None
    ) -> None:
        self.name = name
        self.call = call
        self.params = params
        self.variadic = variadic


class SetFunction(Function):
    """A function that works on the template set it is called in, such as include and tpl.

    ``bind`` makes the callable for a set; each clone of a set gets its own.
    """

    __slots__ = ("bind",)

    def __init__(
        self,
        name: str,
        bind: t.Callable[[t.Any], t.Callable[..., t.Any]],
        params: tuple[str, ...],
        variadic: str | None = None,
    ) -> None:
        super().__init__(name, bind, params, variadic)
        self.bind = bind


def function(name: str, call: t.Callable[..., t.Any], signature: str = "") -> Function:
    """A Function from a short signature: ``"string, int, ...any"`` reads as (string, int, ...any)."""
    parts = [part.strip() for part in signature.split(",")] if signature else []
    variadic = parts.pop()[3:] if parts and parts[-1].startswith("...") else None
    return Function(name, call, tuple(parts), variadic)


__all__ = ("Function", "GoError", "SetFunction", "function")
