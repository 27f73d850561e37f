# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""YAML text to tokens, in the exact steps of go-yaml v2's scannerc.go: what it accepts, refuses and says is a matter of
when it looks at which character.

This is the careful reader. The quick one (lines.py) hands over to it whatever is not plain sailing.
"""

from __future__ import annotations

import typing as t

from ..patterns import lazy_pattern
from .errors import located
from .tokenproperties import scan_anchor, scan_directive, scan_tag
from .tokenscalars import scan_block_scalar, scan_plain_scalar, scan_quoted_scalar

# Token kinds are what they stand for, so that a token reads well in a debugger.
STREAM_END, DOCUMENT_START, DOCUMENT_END = "<stream end>", "---", "..."
BLOCK_SEQUENCE, BLOCK_MAPPING, BLOCK_END = "<block sequence>", "<block mapping>", "<block end>"
ENTRY, KEY, VALUE, SCALAR = "-", "?", ":", "<scalar>"
ALIAS, ANCHOR, TAG, YAML_DIRECTIVE, TAG_DIRECTIVE = "*", "&", "!", "%YAML", "%TAG"
MAX_DEPTH = 10000
_BLANKZ = " \t\n\0\u2028\u2029"
_BREAKZ = "\n\0\u2028\u2029"
_NO_PLAIN_START = frozenset("-?:,[]{}#&*!|>'\"%@`" + _BLANKZ)
_SPACES = lazy_pattern(" *")
_BLANKS = lazy_pattern("[ \t]*")
_COMMENT = lazy_pattern("#[^" + _BREAKZ + "]*")


class Token:
    """A token, where it starts (line and column from 0) and what it says."""

    __slots__ = ("column", "kind", "line", "suffix", "value")

    def __init__(self, kind: str, line: int, column: int, value: str = "", suffix: str = "") -> None:
        self.kind = kind
        self.line = line
        self.column = column
        self.value = value
        self.suffix = suffix


class _SimpleKey:
    """A place where a key without ``?`` may have begun."""

    __slots__ = ("column", "index", "line", "number", "possible", "required")

    def __init__(self) -> None:
        self.possible = self.required = False
        self.number = self.index = self.line = self.column = 0


class Scanner:
    """Hands out one token after the other."""

    def __init__(self, text: str) -> None:
        self.text = text + "\0\0\0\0"
        self.index = 0
        self.line = 0
        self.line_start = 0
        self.indent = -1
        self.flow_level = 0
        self.simple_key_allowed = True
        self._indents: list[int] = []
        self._tokens: list[Token] = []
        self._taken = 0
        self._keys = [_SimpleKey()]
        self._levels_by_token: dict[int, int] = {}
        if self.text[0] == "\ufeff":
            self.index = 1

    @property
    def column(self) -> int:
        """Where in its line the scanner stands."""
        return self.index - self.line_start

    def fail(self, problem: str) -> t.NoReturn:
        """Give up here."""
        raise located(problem, self.line, scanner=True)

    def peek(self) -> Token:
        """The next token, which stays."""
        while not self._tokens or self._head_may_become_key():
            self._fetch()
        return self._tokens[0]

    def take(self) -> Token:
        """Use up the token that was peeked at."""
        self._taken += 1
        return self._tokens.pop(0)

    def next_line(self) -> None:
        """Step over the line break at the current place."""
        self.index += 1
        self.line += 1
        self.line_start = self.index

    def _head_may_become_key(self) -> bool:
        level = self._levels_by_token.get(self._taken)
        return level is not None and level < len(self._keys) and self._is_valid(self._keys[level])

    def _is_valid(self, key: _SimpleKey) -> bool:
        if not key.possible:
            return False
        if key.line < self.line or key.index + 1024 < self.index:
            if key.required:
                self.fail("could not find expected ':'")
            key.possible = False
            return False
        return True

    def _save_key(self) -> None:
        if not self.simple_key_allowed:
            return
        required = self.flow_level == 0 and self.indent == self.column
        self._remove_key()
        key = _SimpleKey()
        key.possible, key.required = True, required
        key.number = self._taken + len(self._tokens)
        key.index, key.line, key.column = self.index, self.line, self.column
        self._keys[-1] = key
        self._levels_by_token[key.number] = len(self._keys) - 1

    def _remove_key(self) -> None:
        key = self._keys[-1]
        if key.possible:
            if key.required:
                self.fail("could not find expected ':'")
            key.possible = False
            self._levels_by_token.pop(key.number, None)

    def _add(self, kind: str, width: int = 0) -> None:
        self._tokens.append(Token(kind, self.line, self.column))
        self.index += width

    def _roll(self, column: int, kind: str, line: int, number: int | None = None) -> None:
        if self.flow_level or self.indent >= column:
            return
        self._indents.append(self.indent)
        self.indent = column
        if len(self._indents) > MAX_DEPTH:
            self.fail("exceeded max depth of %d" % MAX_DEPTH)
        self._insert(Token(kind, line, column), number)

    def _insert(self, token: Token, number: int | None) -> None:
        """Put a token before that of ``number``, or last where that one is gone already."""
        if number is None or number < self._taken:
            self._tokens.append(token)
        else:
            self._tokens.insert(number - self._taken, token)

    def _unroll(self, column: int) -> None:
        if self.flow_level:
            return
        while self.indent > column:
            self._tokens.append(Token(BLOCK_END, self.line, self.column))
            self.indent = self._indents.pop()

    def _skip_to_token(self) -> None:
        text = self.text
        while True:
            tabs = self.flow_level > 0 or not self.simple_key_allowed
            self.index = (_BLANKS if tabs else _SPACES).match(text, self.index).end()  # type: ignore[union-attr]
            comment = _COMMENT.match(text, self.index)
            if comment is not None:
                self.index = comment.end()
            char = text[self.index]
            if char == "\0" or char not in _BREAKZ:
                return
            self.next_line()
            if not self.flow_level:
                self.simple_key_allowed = True

    def _fetch(self) -> None:
        self._skip_to_token()
        self._unroll(self.column)
        char = self.text[self.index]
        if char == "\0":
            self._stream_end()
            return
        if self.index == self.line_start and self._at_line_start(char):
            return
        follower = self.text[self.index + 1]
        fetch = _FETCHERS.get(char)
        blank_after = follower in _BLANKZ
        if fetch is not None and (char not in "-?:" or blank_after or (self.flow_level and char != "-")):
            fetch(self)
        elif char in "|>" and not self.flow_level:
            self._remove_key()
            self.simple_key_allowed = True
            self._scalar(scan_block_scalar(self, literal=char == "|"), block=True)
        elif char in "'\"":
            self._save_key()
            self.simple_key_allowed = False
            self._scalar(scan_quoted_scalar(self, char))
        elif (
            char not in _NO_PLAIN_START
            or (char == "-" and follower not in " \t")
            or (char in "?:" and not self.flow_level and not blank_after)
        ):
            self._plain()
        else:
            self.fail("found character that cannot start any token")

    def _scalar(self, scanned: tuple[str, int, int], *, block: bool = False) -> None:
        value, line, column = scanned
        self._tokens.append(Token(SCALAR, line, column, value, "|" if block else '"'))

    def _plain(self) -> None:
        self._save_key()
        self.simple_key_allowed = False
        line, column = self.line, self.column
        value, ended_by_break = scan_plain_scalar(self)
        self._tokens.append(Token(SCALAR, line, column, value))
        if ended_by_break:
            self.simple_key_allowed = True

    def _at_line_start(self, char: str) -> bool:
        """Directives and document marks."""
        if char == "%":
            self._unroll(-1)
            self._remove_key()
            self.simple_key_allowed = False
            self._directive()
            return True
        mark = self.text[self.index : self.index + 3]
        if mark in ("---", "...") and self.text[self.index + 3] in _BLANKZ:
            self._unroll(-1)
            self._remove_key()
            self.simple_key_allowed = False
            self._add(DOCUMENT_START if char == "-" else DOCUMENT_END, 3)
            return True
        return False

    def _stream_end(self) -> None:
        if self.column:
            self.line += 1
            self.line_start = self.index
        self._unroll(-1)
        self._remove_key()
        self.simple_key_allowed = False
        self._add(STREAM_END)

    def _flow_start(self) -> None:
        self._save_key()
        key = _SimpleKey()
        # The number is that of the bracket itself: closing an empty collection forgets that it may be a key.
        key.number = self._taken + len(self._tokens)
        self._keys.append(key)
        self.flow_level += 1
        if self.flow_level > MAX_DEPTH:
            self.fail("exceeded max depth of %d" % MAX_DEPTH)
        self.simple_key_allowed = True
        self._add(self.text[self.index], 1)

    def _flow_end(self) -> None:
        self._remove_key()
        if self.flow_level:
            self.flow_level -= 1
            self._levels_by_token.pop(self._keys.pop().number, None)
        self.simple_key_allowed = False
        self._add(self.text[self.index], 1)

    def _flow_entry(self) -> None:
        self._remove_key()
        self.simple_key_allowed = True
        self._add(",", 1)

    def _block_entry(self) -> None:
        if not self.flow_level:
            if not self.simple_key_allowed:
                self.fail("block sequence entries are not allowed in this context")
            self._roll(self.column, BLOCK_SEQUENCE, self.line)
        self._remove_key()
        self.simple_key_allowed = True
        self._add(ENTRY, 1)

    def _key(self) -> None:
        if not self.flow_level:
            if not self.simple_key_allowed:
                self.fail("mapping keys are not allowed in this context")
            self._roll(self.column, BLOCK_MAPPING, self.line)
        self._remove_key()
        self.simple_key_allowed = not self.flow_level
        self._add(KEY, 1)

    def _value(self) -> None:
        key = self._keys[-1]
        if self._is_valid(key):
            self._insert(Token(KEY, key.line, key.column), key.number)
            self._roll(key.column, BLOCK_MAPPING, key.line, key.number)
            key.possible = False
            self._levels_by_token.pop(key.number, None)
            self.simple_key_allowed = False
        else:
            if not self.flow_level:
                if not self.simple_key_allowed:
                    self.fail("mapping values are not allowed in this context")
                self._roll(self.column, BLOCK_MAPPING, self.line)
            self.simple_key_allowed = not self.flow_level
        self._add(VALUE, 1)

    def _property(self) -> None:
        """An alias, an anchor or a tag."""
        self._save_key()
        self.simple_key_allowed = False
        line, column = self.line, self.column
        kind = self.text[self.index]
        if kind == "!":
            handle, suffix = scan_tag(self)
            self._tokens.append(Token(TAG, line, column, handle, suffix))
        else:
            self._tokens.append(Token(kind, line, column, scan_anchor(self)))

    def _directive(self) -> None:
        line, column = self.line, self.column
        name, value, suffix = scan_directive(self)
        self._tokens.append(Token("%" + name, line, column, value, suffix))


_FETCHERS: dict[str, t.Callable[[Scanner], None]] = {
    "[": Scanner._flow_start,
    "{": Scanner._flow_start,
    "]": Scanner._flow_end,
    "}": Scanner._flow_end,
    ",": Scanner._flow_entry,
    "-": Scanner._block_entry,
    "?": Scanner._key,
    ":": Scanner._value,
    "*": Scanner._property,
    "&": Scanner._property,
    "!": Scanner._property,
}


__all__ = ("Scanner", "Token")
