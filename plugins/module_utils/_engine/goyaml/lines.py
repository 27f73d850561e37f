# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One line of block-style YAML at a time: what stands on it, remembered, for the quick reader (quick.py).

A line is understood only where go-yaml could not see it otherwise; anything else is ``UNSURE`` and leaves the document
to the careful reader.
"""

from __future__ import annotations

import re
import typing as t

from ..patterns import lazy_pattern
from .escapes import ESCAPE_LENGTHS, ESCAPES
from .keytext import key_text
from .resolve import resolve

# What a line, or its rest behind an indicator, holds. The column of a blank line is BLANK, of the document's end END.
PLAIN, ENDED_PLAIN, QUOTED, OPEN, BLOCK, FLOW, OPEN_QUOTE, DASH, UNSURE = range(9)
BLANK, END = -1, -2


class Entry(t.NamedTuple):
    """``key`` is None where the line has none; ``value`` is the text of the scalar, or for DASH the entry behind it."""

    column: int
    kind: int
    key: str | None
    value: t.Any


_KEY = lazy_pattern(
    r"""(?:
        ([^\s\-?:,\[\]{}\#&*!|>'"%@`][^\s:\#]*(?:(?::(?=[^\s])|[ ]+(?=[^\s:\#])|(?<=[^\s])\#)[^\s:\#]*)*
          |[-?](?=[^\s:\#])[^\s:\#]*)
        |"([^"\\\t]*)"|'([^'\t]*)'
    )[ ]*:(?:[ ]+|\Z)""",
    re.VERBOSE,
)
_DOUBLE = lazy_pattern(r'"((?:[^"\\]|\\.)*)"(?:[ ]*|[ ]+\#.*)\Z', re.VERBOSE)
_SINGLE = lazy_pattern(r"'((?:[^']|'')*)'(?:[ ]*|[ ]+\#.*)\Z", re.VERBOSE)
_OPEN_DOUBLE = lazy_pattern(r'"(?:[^"\\]|\\.)*\\?\Z')
_OPEN_SINGLE = lazy_pattern(r"'(?:[^']|'')*\Z")
_BLOCK_HEADER = lazy_pattern(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ ]*\Z")
_ESCAPE = lazy_pattern(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_NO_PLAIN_START = frozenset("-?:,[]{}#&*!|>'\"%@`")
_MAX_KEY = 1000
_MAX_LINE = 400
_MAX_KNOWN = 30000


class UnsureError(Exception):
    """The quick reader leaves the document to the careful one."""


def _character(found: re.Match[str]) -> str:
    code = found.group(1)
    if len(code) > 1:
        number = int(code[1:], 16)
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            raise UnsureError
        return chr(number)
    if code in ESCAPE_LENGTHS or code not in ESCAPES:
        raise UnsureError
    return ESCAPES[code]


def unescape(text: str) -> str:
    """The inside of a double-quoted scalar with its escapes replaced."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _key_name(found: re.Match[str]) -> str | None:
    """The key as a string; None where only the careful reader can tell."""
    if found.end() - found.start() > _MAX_KEY:
        return None
    plain = found.group(1)
    if plain is None:
        quoted = found.group(2)
        return quoted if quoted is not None else found.group(3)
    if plain == "<<":
        return None
    return plain if plain[0] not in "0123456789+-.yYnNtTfFoO~" else key_text(resolve(plain))


def _quoted(column: int, key: str | None, rest: str) -> Entry:
    double = rest[0] == '"'
    found = (_DOUBLE if double else _SINGLE).match(rest)
    if found is not None:
        text = found.group(1)
        try:
            return Entry(column, QUOTED, key, unescape(text) if double else text.replace("''", "'"))
        except UnsureError:
            return Entry(column, UNSURE, key, None)
    is_open = (_OPEN_DOUBLE if double else _OPEN_SINGLE).match(rest) is not None
    return Entry(column, OPEN_QUOTE if is_open else UNSURE, key, rest)


def _value(column: int, key: str | None, rest: str) -> Entry:
    """The entry of a value text, which has no blanks before it."""
    if not rest or rest[0] == "#":
        return Entry(column, OPEN, key, None)
    first = rest[0]
    if first in _NO_PLAIN_START:
        if first in "'\"":
            return _quoted(column, key, rest)
        if first in "[{":
            return Entry(column, FLOW, key, rest)
        if first in "|>" and _BLOCK_HEADER.match(rest):
            return Entry(column, BLOCK, key, rest.rstrip(" "))
        if first not in "-?:" or rest[1:2] in ("", " ", "\t"):
            return Entry(column, UNSURE, key, None)
    kind = PLAIN
    comment = rest.find(" #")
    if comment >= 0:
        rest = rest[:comment]
        kind = ENDED_PLAIN
    rest = rest.rstrip(" ")
    if ": " in rest or "\t" in rest or rest[-1] == ":":
        kind = UNSURE
    return Entry(column, kind, key, rest)


def _content(column: int, text: str) -> Entry:
    """The entry of a text that begins at ``column`` with something else than a blank."""
    first = text[0]
    if first == "-" and text[1:2] in ("", " "):
        rest = text[1:].lstrip(" ")
        if not rest or rest[0] == "#":
            return Entry(column, DASH, None, None)
        return Entry(column, DASH, None, _content(column + len(text) - len(rest), rest))
    found = _KEY.match(text)
    if found is not None:
        key = _key_name(found)
        return Entry(column, UNSURE, "", None) if key is None else _value(column, key, text[found.end() :])
    return _value(column, None, text)


def read_line(line: str) -> Entry:
    """What a whole line holds."""
    text = line.lstrip(" ")
    if not text or text[0] == "#":
        return Entry(BLANK, OPEN, None, None)
    column = len(line) - len(text)
    if column == 0 and text[:3] in ("---", "...") and text[3:4] in ("", " ", "\t"):
        return Entry(END, OPEN, None, None)
    if text[0] == "\t" or (column == 0 and text[0] == "%"):
        return Entry(column, UNSURE, None, None)
    return _content(column, text)


class Lines(dict[str, Entry]):
    """Entries by line: the lines of manifests repeat."""

    def __missing__(self, line: str) -> Entry:
        entry = read_line(line)
        if len(line) < _MAX_LINE:
            if len(self) >= _MAX_KNOWN:
                self.clear()
            self[line] = entry
        return entry


__all__ = (
    "BLANK",
    "BLOCK",
    "DASH",
    "END",
    "ENDED_PLAIN",
    "FLOW",
    "OPEN",
    "OPEN_QUOTE",
    "PLAIN",
    "QUOTED",
    "UNSURE",
    "Entry",
    "Lines",
    "UnsureError",
    "unescape",
)
