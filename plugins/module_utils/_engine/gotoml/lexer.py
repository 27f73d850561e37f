# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TOML text to items, state by state as BurntSushi/toml's lex.go: which error a text gets depends on the order."""

from __future__ import annotations

from ..gotmpl.strconv import quote
from .cursor import (
    ARRAY,
    ARRAY_END,
    COMMENT,
    DIGITS,
    END,
    EOF,
    FLOAT,
    INLINE,
    INLINE_END,
    KEY,
    KEY_END,
    TABLE,
    TABLE_END,
    TABLES,
    TABLES_END,
    TEXT,
    Item,
    LexError,
    State,
)
from .plainvalues import ValueLexer

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


class Lexer(ValueLexer):
    """Hands out items."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._state: State | None = self._top

    def next_item(self) -> Item:
        """The next item. Raises LexError."""
        while not self._items:
            try:
                self._state = self._state() if self._state is not None else None
            except LexError as error:
                self._items.append(error)
        item = self._items.pop(0)
        if isinstance(item, LexError):
            raise item
        return item

    def _top(self) -> State | None:
        char = self._next()
        if char in " \t\n\r":
            self._ignore()
            return self._top
        if char == "#":
            self._stack.append(self._top)
            return self._comment_start
        if char == "[":
            return self._table_start
        if char == EOF:
            if self._at > self._start:
                raise self._error("unexpected EOF")
            self._emit(END)
            return None
        self._back()
        self._stack.append(self._top_end)
        return self._key_start

    def _top_end(self) -> State | None:
        char = self._next()
        if char == "#":
            self._stack.append(self._top)
            return self._comment_start
        if char in " \t":
            return self._top_end
        if char in "\n\r":
            self._ignore()
            return self._top
        if char == EOF:
            self._emit(END)
            return None
        raise self._error(
            "expected a top-level item to end with a newline, comment, or EOF, but got %s instead"
            % quote(char, mark="'")
        )

    def _table_start(self) -> State:
        if self._peek() == "[":
            self._next()
            self._emit(TABLES)
            self._stack.append(self._tables_end)
        else:
            self._emit(TABLE)
            self._stack.append(self._table_end)
        return self._table_name_start

    def _table_end(self) -> State:
        self._emit(TABLE_END)
        return self._top_end

    def _tables_end(self) -> State:
        char = self._next()
        if char != "]":
            raise self._error(
                "expected end of table array name delimiter ']', but got %s instead" % quote(char, mark="'")
            )
        self._emit(TABLES_END)
        return self._top_end

    def _table_name_start(self) -> State:
        self._skip_blanks()
        char = self._peek()
        if char in ("]", EOF):
            raise self._error("unexpected end of table name (table names cannot be empty)")
        if char == ".":
            raise self._error("unexpected table separator (table names cannot be empty)")
        self._stack.append(self._table_name_end)
        return self._quoted_name if char in "\"'" else self._bare_name

    def _table_name_end(self) -> State:
        self._skip_blanks()
        char = self._next()
        if char == ".":
            self._ignore()
            return self._table_name_start
        if char == "]":
            return self._stack.pop()
        raise self._error("expected '.' or ']' to end table name, but got %s instead" % quote(char, mark="'"))

    def _bare_name(self) -> State:
        while self._next() in _BARE:
            pass
        self._back()
        self._emit(TEXT)
        return self._stack.pop()

    def _quoted_name(self) -> State:
        char = self._next()
        self._ignore()
        return self._string if char == '"' else self._raw_string

    def _key_start(self) -> State:
        self._skip_blanks()
        char = self._peek()
        if char in ("=", EOF):
            raise self._error("unexpected '=': key name appears blank")
        if char == ".":
            raise self._error("unexpected '.': keys cannot start with a '.'")
        self._emit(KEY)
        return self._key_name_start

    def _key_name_start(self) -> State:
        self._skip_blanks()
        char = self._peek()
        if char in ("=", EOF):
            raise self._error("unexpected '='")
        if char == ".":
            raise self._error("unexpected '.'")
        self._stack.append(self._key_end)
        return self._quoted_name if char in "\"'" else self._bare_name

    def _key_end(self) -> State:
        self._skip_blanks()
        char = self._next()
        if char == ".":
            self._ignore()
            return self._key_name_start
        if char == "=":
            self._emit(KEY_END)
            self._ignore()
            return self._value
        if char == EOF:
            raise self._error("unexpected EOF; expected key separator '='")
        message = "expected '.' or '=', but got %s instead" % quote(char, mark="'")
        raise self._error_before(message) if char == "\n" else self._error(message)

    def _value(self) -> State:
        self._skip_blanks()
        char = self._next()
        if char in DIGITS:
            return self._number_or_date(char)
        start = {"[": self._array_start, "{": self._inline_start, '"': self._quoted_value, "'": self._quoted_value}
        if char in start:
            return start[char](char)
        if char == ".":
            raise self._error("floats must start with a digit, not '.'")
        if char in "in" and ((self._accept("n") and self._accept("f")) or (self._accept("a") and self._accept("n"))):
            self._emit(FLOAT)
            return self._stack.pop()
        if char in "-+":
            return self._signed_number()
        if char.isalpha():
            self._back()
            return self._bool()
        if char == EOF:
            raise self._error("unexpected EOF; expected value")
        message = "expected value but found %s instead" % quote(char, mark="'")
        raise self._error_before(message) if char == "\n" else self._error(message)

    def _array_start(self, _char: str) -> State:
        self._ignore()
        self._emit(ARRAY)
        return self._array_value

    def _inline_start(self, _char: str) -> State:
        self._ignore()
        self._emit(INLINE)
        return self._inline_value

    def _quoted_value(self, quote: str) -> State:
        multiline = False
        if self._accept(quote):
            if self._accept(quote):
                multiline = True
            else:
                self._back()
        self._ignore()
        if quote == '"':
            return self._multiline_string if multiline else self._string
        return self._raw_multiline_string if multiline else self._raw_string

    def _array_value(self) -> State:
        char = self._next()
        if char in " \t\n\r":
            self._ignore()
            return self._array_value
        if char == "#":
            self._stack.append(self._array_value)
            return self._comment_start
        if char == ",":
            raise self._error("unexpected comma")
        if char == "]":
            return self._close(ARRAY_END)
        self._back()
        self._stack.append(self._array_value_end)
        return self._value

    def _array_value_end(self) -> State:
        char = self._next()
        if char in " \t\n\r":
            self._ignore()
            return self._array_value_end
        if char == "#":
            self._stack.append(self._array_value_end)
            return self._comment_start
        if char == ",":
            self._ignore()
            return self._array_value
        if char == "]":
            return self._close(ARRAY_END)
        shown = "end of file" if char == EOF else "'%s'" % char
        raise self._error("expected a comma (',') or array terminator (']'), but got " + shown)

    def _close(self, kind: str) -> State:
        self._ignore()
        self._emit(kind)
        return self._stack.pop()

    def _inline_value(self) -> State:
        char = self._next()
        if char in " \t\n\r":
            self._ignore()
            return self._inline_value
        if char == "#":
            self._stack.append(self._inline_value)
            return self._comment_start
        if char == ",":
            raise self._error("unexpected comma")
        if char == "}":
            return self._close(INLINE_END)
        self._back()
        self._stack.append(self._inline_value_end)
        return self._key_start

    def _inline_value_end(self) -> State:
        char = self._next()
        if char in " \t\n\r":
            self._ignore()
            return self._inline_value_end
        if char == "#":
            self._stack.append(self._inline_value_end)
            return self._comment_start
        if char == ",":
            self._ignore()
            self._skip_blanks()
            return self._inline_value_end if self._peek() == "}" else self._inline_value
        if char == "}":
            return self._close(INLINE_END)
        shown = "end of file" if char == EOF else "'%s'" % char
        raise self._error("expected a comma or an inline table terminator '}', but got %s instead" % shown)

    def _comment_start(self) -> State:
        self._ignore()
        self._emit(COMMENT)
        return self._comment

    def _comment(self) -> State:
        while self._next() not in ("\n", "\r", EOF):
            pass
        self._back()
        self._emit(TEXT)
        return self._stack.pop()


__all__ = ("Lexer",)
