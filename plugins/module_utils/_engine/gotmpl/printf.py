# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Formats of Printf: directives, their flags, width, precision and argument numbers, as Go's fmt reads them."""

from __future__ import annotations

import typing as t

from .govalues import go_type
from .printing import plain
from .verbs import Spec

_LARGEST = 1000000


class _Reader:
    """Walks over a format text and its operands."""

    def __init__(self, template: str, values: t.Sequence[t.Any]) -> None:
        self.template = template
        self.values = values
        self.pos = 0
        self.index = 0
        self.reordered = False
        self.after_index = False
        self.good = True
        self.out: list[str] = []

    def char(self) -> str:
        """The character at the position, or nothing at the end."""
        return self.template[self.pos : self.pos + 1]

    def number(self) -> int | None:
        """A decimal number at the position; one that is too large ends the format."""
        start = self.pos
        number = 0
        while (char := self.char()) and "0" <= char <= "9":
            if number > _LARGEST:
                self.pos = len(self.template)
                return None
            number = number * 10 + int(char)
            self.pos += 1
        return number if self.pos > start else None

    def star(self) -> int | None:
        """The operand that a ``*`` takes as a number."""
        self.pos += 1
        number: int | None = None
        if self.index < len(self.values):
            value = self.values[self.index]
            if isinstance(value, int) and not isinstance(value, bool):
                number = int(value)
            self.index += 1
        self.after_index = False
        return number if number is not None and -_LARGEST <= number <= _LARGEST else None

    def argument_number(self) -> None:
        """An explicit operand number such as [3]."""
        self.after_index = False
        if self.char() != "[":
            return
        self.reordered = True
        end = self.template.find("]", self.pos)
        if end < 0 or len(self.template) - self.pos < 3:
            self.good = False
            self.pos += 1
            return
        inside = self.template[self.pos + 1 : end]
        self.pos = end + 1
        if inside.isascii() and inside.isdigit() and len(inside) < 9:
            self.after_index = True
            if 1 <= int(inside) <= len(self.values):
                self.index = int(inside) - 1
                return
        self.good = False

    def flags(self, spec: Spec) -> None:
        """The flags before a width."""
        while char := self.char():
            if char == "#":
                spec.sharp = True
            elif char == "0":
                spec.zero = True
            elif char == "+":
                spec.plus = True
            elif char == "-":
                spec.minus = True
            elif char == " ":
                spec.space = True
            else:
                return
            self.pos += 1

    def width(self, spec: Spec) -> None:
        """The width, if there is one."""
        if self.char() != "*":
            spec.width = self.number()
            if self.after_index and spec.width is not None:
                self.good = False
            return
        spec.width = self.star()
        if spec.width is None:
            self.out.append("%!(BADWIDTH)")
        elif spec.width < 0:
            spec.width = -spec.width
            spec.minus = True
            spec.zero = False

    def precision(self, spec: Spec) -> None:
        """The precision, if there is one."""
        if self.char() != "." or self.pos + 1 >= len(self.template):
            return
        self.pos += 1
        if self.after_index:
            self.good = False
        self.argument_number()
        if self.char() != "*":
            spec.precision = self.number() or 0
            return
        spec.precision = self.star()
        if spec.precision is None or spec.precision < 0:
            spec.precision = None
            self.out.append("%!(BADPREC)")

    def directive(self) -> None:
        """One directive; the position stands after its ``%``."""
        spec = Spec()
        self.good = True
        self.after_index = False
        self.flags(spec)
        self.argument_number()
        self.width(spec)
        self.precision(spec)
        if not self.after_index:
            self.argument_number()
        verb = self.char()
        if not verb:
            self.out.append("%!(NOVERB)")
            return
        self.pos += 1
        if verb == "%":
            self.out.append("%")
        elif not self.good:
            self.out.append("%!" + verb + "(BADINDEX)")
        elif self.index >= len(self.values):
            self.out.append("%!" + verb + "(MISSING)")
        else:
            spec.set_verb(verb)
            value = self.values[self.index]
            self.index += 1
            by_element = verb != "w" or isinstance(value, bytes)
            self.out.append(spec.value(value) if by_element else spec.bad(value))

    def extra(self) -> None:
        """Operands that no directive used."""
        if self.reordered or self.index >= len(self.values):
            return
        values = self.values[self.index :]
        rest = ["<nil>" if value is None else go_type(value) + "=" + plain(value) for value in values]
        self.out.append("%!(EXTRA " + ", ".join(rest) + ")")


def format_all(template: str, values: t.Sequence[t.Any]) -> str:
    """fmt.Sprintf of ``values``."""
    reader = _Reader(template, values)
    out = reader.out
    end = len(template)
    while reader.pos < end:
        percent = template.find("%", reader.pos)
        if percent < 0:
            out.append(template[reader.pos :])
            break
        if percent > reader.pos:
            out.append(template[reader.pos : percent])
        char = template[percent + 1 : percent + 2]
        if char and char in "svd" and reader.index < len(values):
            value = values[reader.index]
            kind = type(value)
            if (kind is str and char != "d") or (kind is int and char != "s"):
                reader.pos = percent + 2
                reader.index += 1
                out.append(value if kind is str else str(value))
                continue
        reader.pos = percent + 1
        reader.directive()
    reader.extra()
    return "".join(out)


__all__ = ("format_all",)
