# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A place in TOML text, and what is found on the way: the ground of the lexer (BurntSushi/toml's lex.go)."""

from __future__ import annotations

import typing as t

# Kinds of items; the text of an item is what it says, without quotes.
END, TEXT, STRING, ESCAPED, RAW, MULTILINE, RAW_MULTILINE = (
    "end",
    "text",
    "string",
    "escaped",
    "raw",
    "multi",
    "rawmulti",
)
BOOL, INTEGER, FLOAT, DATETIME = "bool", "integer", "float", "datetime"
ARRAY, ARRAY_END, TABLE, TABLE_END, TABLES, TABLES_END = "[", "]", "[table", "table]", "[[table", "table]]"
KEY, KEY_END, COMMENT, INLINE, INLINE_END = "key", "=", "#", "{", "}"

EOF = "\0"
DIGITS = frozenset("0123456789")
BASES: dict[str, tuple[str, frozenset[str]]] = {
    "b": ("not a binary number", frozenset("01")),
    "o": ("not an octal number", frozenset("01234567")),
    "x": ("not a hexadecimal number", frozenset("0123456789abcdefABCDEF")),
}

State = t.Callable[[], "State | None"]


class Item(t.NamedTuple):
    """A piece of the text and its line."""

    kind: str
    text: str
    line: int


class LexError(Exception):
    """What is wrong with the text, and in which line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class Cursor:
    """Steps through the text, refuses what may not stand in it, and collects items."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._at = 0
        self._line = 1
        self._escaped = self._at_end = False
        self._stack: list[State] = []
        self._items: list[Item | LexError] = []

    def _emit(self, kind: str, *, trim: bool = False) -> None:
        text = self._current()
        self._items.append(Item(kind, text.strip() if trim else text, self._line))
        self._start = self._at

    def _current(self) -> str:
        return self._text[self._start : self._at]

    def _next(self) -> str:
        if self._at >= len(self._text):
            self._at_end = True
            return EOF
        char = self._text[self._at]
        if char == "\n":
            self._line += 1
        elif "\udc80" <= char <= "\udcff":
            raise LexError("invalid UTF-8 byte: 0x%02x" % (ord(char) - 0xDC00), self._line)
        elif (char < " " and char not in "\t\r") or char == "\x7f":
            raise LexError("TOML files cannot contain control characters: '0x%02x'" % ord(char), self._line)
        elif char == "\r" and self._text[self._at + 1 : self._at + 2] != "\n":
            raise LexError("TOML files cannot contain control characters: '0x0d'", self._line)
        self._at += 1
        return char

    def _back(self) -> None:
        if self._at_end:
            self._at_end = False
            return
        self._at -= 1
        if self._text[self._at] == "\n":
            self._line -= 1

    def _peek(self) -> str:
        char = self._next()
        self._back()
        return char

    def _accept(self, char: str) -> bool:
        if self._next() == char:
            return True
        self._back()
        return False

    def _ignore(self) -> None:
        self._start = self._at

    def _skip_blanks(self) -> None:
        while self._next() in " \t":
            pass
        self._back()
        self._ignore()

    def _error(self, message: str) -> LexError:
        at_break = self._at_end and self._at >= 1 and self._text[self._at - 1] == "\n"
        return LexError(message, self._line - 1 if at_break else self._line)

    def _error_before(self, message: str) -> LexError:
        return LexError(message, self._line - 1)


__all__ = ("Cursor", "Item", "LexError", "State")
