# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The errors of parsing and executing templates, worded as Go's text/template words them."""

from __future__ import annotations

from .functions import GoError


class ParseError(GoError):
    """A template text that cannot be parsed: ``template: NAME:LINE: what is wrong``."""


class UndefinedTemplateError(GoError):
    """A template was asked for by a name that no text has defined."""


class BudgetError(GoError):
    """A rendering used up its budget of steps or of output; it ends the rendering and no template can catch it."""


class ExecError(GoError):
    """A template that failed while it ran.

    ``template`` is the name of the template that failed, ``parse_name`` the file it was read from, ``line`` and
    ``column`` (bytes, from 0) the place, ``node`` the failing expression's text. ``message`` is what went wrong there,
    without the place. ``cause`` is the exception that a called function raised (None where the language itself found
    the fault); where that is an ExecError again, the text nests as in Go.
    """

    def __init__(
        self,
        prefix: str,
        message: str,
        *,
        template: str = "",
        parse_name: str = "",
        line: int = 0,
        column: int = 0,
        node: str = "",
        cause: BaseException | None = None,
    ) -> None:
        super().__init__(message)
        self.prefix = prefix
        self.message = message
        self.template = template
        self.parse_name = parse_name
        self.line = line
        self.column = column
        self.node = node
        self.cause = cause

    def __str__(self) -> str:
        """The whole text, by a loop: causes may nest a thousand deep."""
        parts: list[str] = []
        error: BaseException | None = self
        while isinstance(error, ExecError):
            parts += (error.prefix, error.message)
            error = error.cause
        if error is not None:
            parts.append(str(error))
        return "".join(parts)


class FaultError(Exception):
    """Raised where the language finds a fault, caught where the place is known: ``args`` is the message.

    ``at`` overrides the node that is to blame; ``cause`` is what a called method raised (its text follows the message).
    ``typed`` is the message for an element of a slice whose elements are no interfaces.
    """

    def __init__(self, message: str, *, typed: str = "", at: object = None, cause: BaseException | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.typed = typed
        self.at = at
        self.cause = cause


__all__ = ("BudgetError", "ExecError", "FaultError", "ParseError", "UndefinedTemplateError")
