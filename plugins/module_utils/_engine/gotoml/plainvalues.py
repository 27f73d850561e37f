# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Strings, numbers, dates and booleans in TOML text (BurntSushi/toml's lex.go)."""

from __future__ import annotations

import typing as t

from ..gotmpl.strconv import quote
from .cursor import (
    BASES,
    BOOL,
    DATETIME,
    DIGITS,
    EOF,
    ESCAPED,
    FLOAT,
    INTEGER,
    MULTILINE,
    RAW,
    RAW_MULTILINE,
    STRING,
    Cursor,
    LexError,
    State,
)

_HEX_ESCAPES = {"x": (2, "two"), "u": (4, "four"), "U": (8, "eight")}


class ValueLexer(Cursor):
    """The states that read one plain value and return to the state before."""

    def _string(self) -> State:
        while True:
            char = self._next()
            if char == EOF:
                raise self._error("unexpected EOF; expected '\"'")
            if char in "\n\r":
                raise self._error_before("strings cannot contain newlines")
            if char == "\\":
                self._escape()
            elif char == '"':
                self._back()
                self._emit(ESCAPED if self._escaped else STRING)
                self._escaped = False
                self._next()
                self._ignore()
                return self._stack.pop()

    def _raw_string(self) -> State:
        while True:
            char = self._next()
            if char == EOF:
                raise self._error('unexpected EOF; expected "\'"')
            if char in "\n\r":
                raise self._error_before("strings cannot contain newlines")
            if char == "'":
                self._back()
                self._emit(RAW)
                self._next()
                self._ignore()
                return self._stack.pop()

    def _multiline_string(self) -> State:
        return self._multiline('"', MULTILINE)

    def _raw_multiline_string(self) -> State:
        return self._multiline("'", RAW_MULTILINE)

    def _multiline(self, quote: str, kind: str) -> State:
        while True:
            char = self._next()
            if char == EOF:
                raise self._error("unexpected EOF; expected " + ('\'"""\'' if quote == '"' else "\"'''\""))
            if char == "\\" and quote == '"':
                if self._next() not in "\n\r":
                    self._back()
                    self._escape()
            elif char == quote and self._accept(quote):
                if not self._accept(quote):
                    self._back()
                    continue
                if self._peek() != quote:
                    self._end_multiline(kind)
                    return self._stack.pop()
                self._refuse_six(quote)
                self._back()
                self._back()

    def _refuse_six(self, quote: str) -> None:
        current = self._current()
        if current.endswith(quote * 5) and not (quote == '"' and current.endswith("\\" + quote * 5)):
            other = "'" if quote == '"' else '"'
            raise self._error("unexpected " + other + quote * 6 + other)

    def _end_multiline(self, kind: str) -> None:
        for _quote in range(3):
            self._back()
        self._escaped = False
        self._emit(kind)
        self._at += 3
        self._ignore()

    def _escape(self) -> None:
        self._escaped = True
        char = self._next()
        if char in _HEX_ESCAPES:
            count, name = _HEX_ESCAPES[char]
            for _digit in range(count):
                if self._next() not in BASES["x"][1]:
                    raise self._error(
                        "expected %s hexadecimal digits after '\\%s', but got %s instead"
                        % (name, char, quote(self._current()))
                    )
        elif char not in 'ebtnfr" \t\\':
            raise self._error_at_end_before("invalid escape in string '\\%s'" % char)

    def _error_at_end_before(self, message: str) -> LexError:
        return self._error_before(message) if self._at_end else LexError(message, self._line)

    def _while(self, chars: t.Container[str]) -> str:
        """Go on over characters; the one after them, which stays."""
        while True:
            char = self._next()
            if char not in chars:
                self._back()
                return char

    def _finish(self, kind: str, *, trim: bool = False) -> State:
        self._emit(kind, trim=trim)
        return self._stack.pop()

    def _number_or_date(self, first: str) -> State:
        if first == "0":
            char = self._next()
            if char in BASES:
                name, digits = BASES[char]
                following = self._peek()
                if following not in digits:
                    raise self._error("%s: '%s%s'" % (name, self._current(), following))
                self._while(digits | {"_"})
                return self._finish(INTEGER)
            self._back()
            if char not in DIGITS and char not in "_.eE":
                return self._finish(INTEGER)
            if char in "_.eE":
                return self._decimal()
        char = self._while(DIGITS)
        if char in "-:":
            self._while(DIGITS | frozenset("-:Tt .Zz+"))
            return self._finish(DATETIME, trim=True)
        return self._decimal()

    def _decimal(self) -> State:
        char = self._while(DIGITS | {"_"})
        if char in ".eE":
            self._while(DIGITS | frozenset("_.-+eE"))
            return self._finish(FLOAT)
        return self._finish(INTEGER)

    def _signed_number(self) -> State:
        char = self._next()
        for word in ("inf", "nan"):
            if char == word[0]:
                if not self._accept(word[1]) or not self._accept(word[2]):
                    raise self._error("invalid float: '%s'" % self._current())
                return self._finish(FLOAT)
        if char == "0" and self._peek() in BASES:
            raise self._error("cannot use sign with non-decimal numbers: '%s%s'" % (self._current(), self._peek()))
        if char == ".":
            raise self._error("floats must start with a digit, not '.'")
        if char in DIGITS:
            return self._decimal()
        raise self._error("expected a digit but got " + quote(char, mark="'"))

    def _bool(self) -> State:
        start = self._at
        while self._next().isalpha():
            pass
        self._back()
        word = self._text[start : self._at]
        if word in ("true", "false"):
            return self._finish(BOOL)
        raise self._error("expected value but found %s instead" % quote(word))


__all__ = ("ValueLexer",)
