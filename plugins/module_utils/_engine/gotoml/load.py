# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TOML text to Go values as helm's fromToml reads it: BurntSushi/toml's parse.go. Integers are int64."""

from __future__ import annotations

import re
import typing as t

from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoList, Int64
from ..gotmpl.strconv import quote
from .cursor import (
    ARRAY,
    ARRAY_END,
    BOOL,
    COMMENT,
    DATETIME,
    END,
    ESCAPED,
    FLOAT,
    INLINE_END,
    INTEGER,
    KEY_END,
    MULTILINE,
    RAW,
    RAW_MULTILINE,
    STRING,
    TABLE,
    TABLE_END,
    TABLES,
    TABLES_END,
    TEXT,
    Item,
    LexError,
)
from .keys import key_text
from .lexer import Lexer
from .moments import Moment, TOMLTime, read_moment

Key = tuple[str, ...]
_TABLES_TYPE = "[]map[string]interface {}"
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(x..|u....|U........|.)", re.DOTALL)
_LINE_END = re.compile(r"(\\\\)|\\(?=[ \t\r]*\n)[ \t\r\n]+")
_INT64 = 1 << 63


def _underscores_stand_between_digits(text: str) -> bool:
    if text in ("nan", "+nan", "-nan", "inf", "-inf", "+inf"):
        return True
    before = False
    for char in text:
        if char == "_" and not before:
            return False
        before = char in "0123456789abcdefABCDEF"
    return before


def _has_leading_zero(text: str) -> bool:
    if len(text) > 1 and text[0] == "0" and text[1] not in "box":
        return True
    return len(text) > 2 and text[0] in "+-" and text[1] == "0"


class _Parser:
    def __init__(self, text: str, make_time: t.Callable[[Moment], t.Any]) -> None:
        self.root: dict[str, t.Any] = {}
        self._lexer = Lexer(text)
        self._make_time = make_time
        self._context: Key = ()
        self._key = ""
        self._line = 1
        self._implicit: set[str] = set()
        self._arrays: set[str] = set()

    def parse(self) -> None:
        """Read the whole text into ``root``."""
        while True:
            item = self._next()
            if item.kind == END:
                return
            if item.kind == COMMENT:
                self._next()
            elif item.kind in (TABLE, TABLES):
                self._line, key = self._name(TABLE_END if item.kind == TABLE else TABLES_END)
                self._enter(key, array=item.kind == TABLES)
                self._arrays.discard(key_text(self._context))
            else:
                self._assignment()

    def _next(self) -> Item:
        try:
            return self._lexer.next_item()
        except LexError as error:
            raise self._error(str(error), error.line) from None

    def _error(self, message: str, line: int) -> GoError:
        last = key_text(self._context) if self._context else ""
        if self._key:
            last = "%s.%s" % (last, self._key) if last else self._key
        where = "line %d (last key %s)" % (line, quote(last)) if last else "line %d" % line
        return GoError("toml: %s: %s" % (where, message))

    def _fail(self, message: str) -> GoError:
        return self._error(message, self._line)

    def _name(self, end: str) -> tuple[int, Key]:
        """The parts of a name up to the item that ends it, and the line of the first."""
        item = self._next()
        line = self._line = item.line
        parts = []
        while item.kind not in (end, END):
            parts.append(item.text if item.kind == TEXT else self._value(item))
            item = self._next()
        return line, tuple(parts)

    def _assignment(self) -> None:
        """``key = value`` in a table."""
        outer = self._context
        _line, key = self._name(KEY_END)
        self._key = key[-1]
        for part in key[:-1]:
            self._enter_implicitly((*self._context, part))
        value_item = self._next()
        value = self._value(value_item)
        self._set(self._key, value)
        self._note_type(self._key, value)
        self._context = outer
        self._key = ""

    def _note_type(self, key: str, value: t.Any) -> None:
        name = key_text((*self._context, key) if key else self._context)
        if value.__class__ is list:
            self._arrays.add(name)
        else:
            self._arrays.discard(name)

    def _enter_implicitly(self, key: Key) -> None:
        self._implicit.add(key_text(key))
        self._enter(key, array=False)

    def _enter(self, key: Key, *, array: bool) -> None:
        """Make a table, or one more of an array of tables, the current one."""
        table = self.root
        path: Key = ()
        for part in key[:-1]:
            path = (*path, part)
            if part not in table:
                self._implicit.add(key_text(path))
                table[part] = {}
            table = self._table_in(table[part], "Key '%s' was already created as a hash.", path)
        self._context = path
        last = key[-1]
        if not array:
            self._set(last, {})
        else:
            known = table.setdefault(last, GoList(_TABLES_TYPE))
            if not isinstance(known, GoList):
                raise self._fail("Key '%s' was already created and cannot be used as an array." % key_text(key))
            known.append({})
        self._context = (*path, last)

    def _table_in(self, value: t.Any, problem: str, path: Key) -> dict[str, t.Any]:
        if isinstance(value, GoList):
            value = value[-1]
        if not isinstance(value, dict):
            raise self._fail(problem % key_text(path))
        return value

    def _set(self, key: str, value: t.Any) -> None:
        table = self.root
        path: Key = ()
        for part in self._context:
            path = (*path, part)
            table = self._table_in(table[part], "Key '%s' has already been defined.", path)
        name = key_text((*path, key))
        if key not in table:
            table[key] = value
            return
        if name not in self._implicit:
            raise self._fail("Key '%s' has already been defined." % name)
        self._implicit.discard(name)
        if name in self._arrays:
            table[key] = value

    def _value(self, item: Item, *, in_array: bool = False) -> t.Any:
        kind, text = item.kind, item.text
        if kind in (STRING, RAW):
            return text
        if kind == ESCAPED:
            return self._unescaped(item, text)
        if kind == BOOL:
            return text == "true"
        if kind == INTEGER:
            return self._integer(item)
        if kind == FLOAT:
            return self._float(item)
        if kind == ARRAY:
            return self._array()
        if kind in (MULTILINE, RAW_MULTILINE):
            text = text[1:] if text[:1] == "\n" else text[2:] if text[:2] == "\r\n" else text
            if kind == RAW_MULTILINE:
                return text
            return self._unescaped(item, _LINE_END.sub(lambda found: found.group(1) or "", text))
        if kind == DATETIME:
            moment = read_moment(text)
            if moment is None:
                shown = text.replace("z", "Z").replace("t", "T").replace(" ", "T")
                raise self._error("invalid datetime: " + quote(shown), item.line)
            return self._make_time(moment)
        return self._inline_table(in_array=in_array)

    def _unescaped(self, item: Item, text: str) -> str:
        def character(found: re.Match[str]) -> str:
            code = found.group(1)
            if code in (" ", "\t"):
                raise self._error("invalid escape: '\\%s'" % code, item.line)
            if len(code) == 1:
                return _ESCAPES[code]
            number = int(code[1:], 16)
            if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
                raise self._error("Escaped character '\\u%s' is not valid UTF-8." % code[1:], item.line)
            return chr(number)

        return _ESCAPE.sub(character, text)

    def _integer(self, item: Item) -> Int64:
        text = item.text
        if not _underscores_stand_between_digits(text):
            raise self._error("Invalid integer %s: underscores must be surrounded by digits" % quote(text), item.line)
        if _has_leading_zero(text):
            raise self._error("Invalid integer %s: cannot have leading zeroes" % quote(text), item.line)
        number = int(text, 0)
        if not -_INT64 <= number < _INT64:
            raise self._error("%s is out of range for int64" % text, item.line)
        return Int64(number)

    def _float(self, item: Item) -> float:
        text = item.text
        shown = quote(text)
        parts = [part for part in re.split("[.eE]", text) if part]
        if not all(_underscores_stand_between_digits(part) for part in parts):
            raise self._error("Invalid float %s: underscores must be surrounded by digits" % shown, item.line)
        if parts and _has_leading_zero(parts[0]):
            raise self._error("Invalid float %s: cannot have leading zeroes" % shown, item.line)
        if re.search(r"\.(?![0-9])", text):
            raise self._error("Invalid float %s: '.' must be followed by one or more digits" % shown, item.line)
        try:
            value = float(text.replace("_", ""))
        except ValueError:
            raise self._error("Invalid float value: " + shown, item.line) from None
        if value - value != 0 and "n" not in text:
            raise self._error("%s is out of range for float64" % text, item.line)
        return value

    def _array(self) -> list[t.Any]:
        self._arrays.add(key_text((*self._context, self._key) if self._key else self._context))
        values: list[t.Any] = []
        while True:
            item = self._next()
            if item.kind == ARRAY_END:
                return values
            if item.kind == COMMENT:
                self._next()
            else:
                values.append(self._value(item, in_array=True))

    def _inline_table(self, *, in_array: bool) -> dict[str, t.Any]:
        table: dict[str, t.Any] = {}
        outer, outer_key = self._context, self._key
        inner = (*outer, outer_key)
        self._key = ""
        self._implicit.add(key_text(inner))
        self._context = inner
        self._enter(inner, array=in_array)
        while True:
            item = self._next()
            if item.kind == INLINE_END:
                break
            if item.kind == COMMENT:
                self._next()
                continue
            _line, key = self._name(KEY_END)
            self._key = key[-1]
            for part in key[:-1]:
                self._enter_implicitly((*self._context, part))
            value = self._value(self._next())
            self._set(self._key, value)
            self._note_type(self._key, value)
            holder = table
            for part in key[:-1]:
                holder = holder.setdefault(part, {})
                if not isinstance(holder, dict):
                    raise self._fail("%s is not a table" % quote(key_text(self._context)))
            holder[self._key] = value
            self._context = inner
        self._context, self._key = outer, outer_key
        return table


def load(text: str, *, make_time: t.Callable[[Moment], t.Any] = TOMLTime) -> dict[str, t.Any]:
    """The map that a TOML text holds; ``make_time`` makes a value of a date or time.

    Raises GoError as the library words it: ``toml: line 2 (last key "a.b"): ...``.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text[:6]:
        raise GoError("toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8")
    parser = _Parser(text, make_time)
    try:
        parser.parse()
    except RecursionError:
        raise GoError("toml: value is nested too deeply") from None
    return parser.root


__all__ = ("Moment", "load")
