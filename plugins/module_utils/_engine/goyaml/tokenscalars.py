# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Scalars inside YAML text: block, quoted and plain, in the steps of go-yaml v2's scannerc.go."""

from __future__ import annotations

import re
import typing as t

from ..patterns import lazy_pattern
from .escapes import ESCAPE_LENGTHS, ESCAPES

if t.TYPE_CHECKING:
    from .scanner import Scanner

_BLANKZ = " \t\n\0\u2028\u2029"
_BREAKS = "\n\u2028\u2029"
_LINE = lazy_pattern("[^\n\0\u2028\u2029]*")
_BLANKS = lazy_pattern("[ \t]*")
_PLAIN = lazy_pattern("(?:[^ \t\n\0\u2028\u2029:]|:(?![ \t\n\0\u2028\u2029]))*")
_FLOW_PLAIN = lazy_pattern("(?:[^ \t\n\0\u2028\u2029:,?\\[\\]{}]|:(?![ \t\n\0\u2028\u2029]))*")
_SINGLE = lazy_pattern("(?:[^ \t\n\0\u2028\u2029']|'')*")
_DOUBLE = lazy_pattern('[^ \t\n\0\u2028\u2029"\\\\]*')
_HEADER = lazy_pattern("[|>]([-+]?)([0-9]?)([-+]?)")
_HEX = frozenset("0123456789abcdefABCDEF")


def _run(scanner: Scanner, pattern: re.Pattern[str]) -> str:
    found = t.cast("re.Match[str]", pattern.match(scanner.text, scanner.index))
    scanner.index = found.end()
    return found.group()


def _read_break(scanner: Scanner) -> str:
    """The line break at the current place; nothing at the end of the text."""
    char = scanner.text[scanner.index]
    if char == "\0":
        return ""
    scanner.next_line()
    return char


def _block_header(scanner: Scanner) -> tuple[str, int]:
    header = t.cast("re.Match[str]", _HEADER.match(scanner.text, scanner.index))
    before, digit, after = header.groups()
    scanner.index = header.end(2)
    if digit == "0":
        scanner.index -= 1
        scanner.fail("found an indentation indicator equal to 0")
    if not before and digit:
        scanner.index = header.end()
    _run(scanner, _BLANKS)
    if scanner.text[scanner.index] == "#":
        _run(scanner, _LINE)
    if scanner.text[scanner.index] not in _BREAKS + "\0":
        scanner.fail("did not find expected comment or line break")
    _read_break(scanner)
    return before or (after if digit else ""), int(digit or 0)


def _block_breaks(scanner: Scanner, indent: int) -> tuple[int, str]:
    """Empty lines up to the next content; finds the indentation where it is 0 so far."""
    text = scanner.text
    breaks = []
    deepest = 0
    while True:
        while (not indent or scanner.column < indent) and text[scanner.index] == " ":
            scanner.index += 1
        deepest = max(deepest, scanner.column)
        if (not indent or scanner.column < indent) and text[scanner.index] == "\t":
            scanner.fail("found a tab character where an indentation space is expected")
        if text[scanner.index] not in _BREAKS:
            break
        breaks.append(_read_break(scanner))
    return indent or max(deepest, scanner.indent + 1, 1), "".join(breaks)


def scan_block_scalar(scanner: Scanner, *, literal: bool) -> tuple[str, int, int]:
    """The text of a ``|`` or ``>`` scalar, and the line and column it begins at."""
    line, column = scanner.line, scanner.column
    chomping, increment = _block_header(scanner)
    indent = (max(scanner.indent, 0) + increment) if increment else 0
    indent, trailing = _block_breaks(scanner, indent)
    parts = []
    leading_break = ""
    leading_blank = False
    while scanner.column == indent and scanner.text[scanner.index] != "\0":
        blank = scanner.text[scanner.index] in " \t"
        if not literal and not leading_blank and not blank and leading_break == "\n":
            if not trailing:
                parts.append(" ")
        else:
            parts.append(leading_break)
        parts.append(trailing)
        leading_blank = blank
        parts.append(_run(scanner, _LINE))
        leading_break = _read_break(scanner)
        indent, trailing = _block_breaks(scanner, indent)
    if chomping != "-":
        parts.append(leading_break)
    if chomping == "+":
        parts.append(trailing)
    return "".join(parts), line, column


def _unescape(scanner: Scanner) -> str:
    """The character an escape stands for; the scanner is at its backslash."""
    text = scanner.text
    letter = text[scanner.index + 1]
    if letter in ESCAPES:
        scanner.index += 2
        return ESCAPES[letter]
    length = ESCAPE_LENGTHS.get(letter)
    if length is None:
        scanner.fail("found unknown escape character")
    scanner.index += 2
    digits = text[scanner.index : scanner.index + length]
    if len(digits) < length or not _HEX.issuperset(digits):
        scanner.fail("did not find expected hexdecimal number")
    code = int(digits, 16)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        scanner.fail("found invalid Unicode character escape code")
    scanner.index += length
    return chr(code)


def _quoted_run(scanner: Scanner, quote: str, parts: list[str]) -> bool:
    """Characters up to a blank, a break or the closing quote; True where an escaped line break ends them."""
    text = scanner.text
    if quote == "'":
        parts.append(_run(scanner, _SINGLE).replace("''", "'"))
        return False
    while True:
        parts.append(_run(scanner, _DOUBLE))
        if text[scanner.index] != "\\":
            return False
        if text[scanner.index + 1] in _BREAKS:
            scanner.index += 1
            scanner.next_line()
            return True
        parts.append(_unescape(scanner))


def _spaces_and_breaks(scanner: Scanner, leading_blanks: bool) -> tuple[bool, str, str, str]:
    """What separates two runs: whether lines broke, the blanks, the first break and the breaks after it."""
    blanks = first = ""
    further = []
    while True:
        char = scanner.text[scanner.index]
        if char in " \t":
            found = _run(scanner, _BLANKS)
            if not leading_blanks:
                blanks = found
        elif char in _BREAKS:
            if leading_blanks:
                further.append(_read_break(scanner))
            else:
                blanks = ""
                first = _read_break(scanner)
                leading_blanks = True
        else:
            return leading_blanks, blanks, first, "".join(further)


def _folded(first: str, further: str) -> str:
    return (further or " ") if first == "\n" else first + further


def _at_document_mark(scanner: Scanner) -> bool:
    """Whether ``---`` or ``...`` stands at the start of the line the scanner is at."""
    return (
        scanner.column == 0
        and scanner.text[scanner.index : scanner.index + 3] in ("---", "...")
        and scanner.text[scanner.index + 3] in _BLANKZ
    )


def scan_quoted_scalar(scanner: Scanner, quote: str) -> tuple[str, int, int]:
    """The text of a quoted scalar, and the line and column it begins at."""
    line, column = scanner.line, scanner.column
    scanner.index += 1
    parts: list[str] = []
    while True:
        if _at_document_mark(scanner):
            scanner.fail("found unexpected document indicator")
        if scanner.text[scanner.index] == "\0":
            scanner.fail("found unexpected end of stream")
        leading_blanks = _quoted_run(scanner, quote, parts)
        if scanner.text[scanner.index] == quote:
            break
        leading_blanks, blanks, first, further = _spaces_and_breaks(scanner, leading_blanks)
        parts.append(_folded(first, further) if leading_blanks else blanks)
    scanner.index += 1
    return "".join(parts), line, column


def scan_plain_scalar(scanner: Scanner) -> tuple[str, bool]:
    """The text of a plain scalar, and whether it was ended by a line break."""
    text = scanner.text
    pattern = _FLOW_PLAIN if scanner.flow_level else _PLAIN
    parts: list[str] = []
    separator = ""
    leading_blanks = False
    while not _at_document_mark(scanner) and text[scanner.index] != "#":
        run = _run(scanner, pattern)
        if run:
            parts += (separator, run)
            separator = ""
            leading_blanks = False
        if text[scanner.index] not in " \t\n\u2028\u2029":
            break
        leading_blanks, separator = _plain_gap(scanner, leading_blanks, separator)
        if not scanner.flow_level and scanner.column < scanner.indent + 1:
            break
    return "".join(parts), leading_blanks


def _plain_gap(scanner: Scanner, leading_blanks: bool, separator: str) -> tuple[bool, str]:
    """Blanks and breaks inside a plain scalar; tabs may not take the place of indentation."""
    blanks = first = ""
    further = []
    while True:
        char = scanner.text[scanner.index]
        if char in " \t":
            if leading_blanks:
                if char == "\t" and scanner.column < scanner.indent + 1:
                    scanner.fail("found a tab character that violates indentation")
                scanner.index += 1
            else:
                blanks = _run(scanner, _BLANKS)
        elif char in _BREAKS:
            if leading_blanks:
                further.append(_read_break(scanner))
            else:
                blanks = ""
                first = _read_break(scanner)
                leading_blanks = True
        else:
            return leading_blanks, _folded(first, "".join(further)) if leading_blanks else blanks


__all__ = ("scan_block_scalar", "scan_plain_scalar", "scan_quoted_scalar")
