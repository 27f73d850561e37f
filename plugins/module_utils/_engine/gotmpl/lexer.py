# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The lexer: finds the actions of a template text and cuts an action into tokens."""

from __future__ import annotations

import re
import typing as t

from .strconv import quote

SPACES = " \t\r\n"

(
    ERROR,
    SPACE,
    FIELD,
    DOT,
    IDENTIFIER,
    VARIABLE,
    STRING,
    RAW_STRING,
    CHARACTER,
    NUMBER,
    DECLARE,
    ASSIGN,
    PIPE,
    LEFT_PAREN,
    RIGHT_PAREN,
    CHAR,
    RIGHT_DELIM,
    BOOL,
    COMPLEX,
    NIL,
    KEYWORD,
) = range(21)

# An action up to its closing delimiter; quotes may hold delimiters.
ACTION = re.compile(
    r"""[^"'`}]*(?:(?:"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n])*'|\}(?!\}))[^"'`}]*)*\}\}"""
)

# The groups are numbered as the token types above.
_END = r"(?=[ \t\r\n.,|:()]|\Z)"
_TOKEN = re.compile(
    r"([ \t\r\n]+)"
    r"|(\.(?![0-9])\w+)" + _END + r"|(\.)" + _END + r"|((?![0-9])\w+)" + _END + r"|(\$\w*)" + _END + ""
    r'|("(?:[^"\\\n]|\\[^\n])*")'
    r"|(`[^`]*`)"
    r"|('(?:[^'\\\n]|\\[^\n])*')"
    r"|((?=[0-9+-]|\.[0-9])[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?"
    r"|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?(?!\w))"
    r"|(:=)|(=)|(\|)|(\()|(\))|([!-~])"
)
_NUMBER = re.compile(
    r"[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?"
    r"|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?"
)
_WORDS = {
    "true": BOOL,
    "false": BOOL,
    "nil": NIL,
    "block": KEYWORD,
    "break": KEYWORD,
    "continue": KEYWORD,
    "define": KEYWORD,
    "else": KEYWORD,
    "end": KEYWORD,
    "if": KEYWORD,
    "range": KEYWORD,
    "template": KEYWORD,
    "with": KEYWORD,
}

Token = tuple[int, str, int]


def _is_word(char: str) -> bool:
    return char == "_" or char.isalpha() or char.isdecimal()


def _code(char: str) -> str:
    """A character as ``%#U`` prints it; the end of the text is -1 there."""
    if not char:
        return "U+FFFFFFFFFFFFFFFF"
    code = 0xFFFD if 0xDC80 <= ord(char) <= 0xDCFF else ord(char)
    return "U+%04X" % code + (" '" + chr(code) + "'" if chr(code).isprintable() else "")


def _number_fault(text: str, pos: int) -> str:
    end = pos
    for _part in (1, 2):
        match = _NUMBER.match(text, end)
        end = match.end() if match else end
        if _is_word(text[end : end + 1] or " "):
            return "bad number syntax: " + quote(text[pos : end + 1])
        if text[end : end + 1] not in ("+", "-"):
            break
    return "bad number syntax: " + quote(text[pos:end])


def _fault(text: str, pos: int) -> str:
    """Why no token starts at ``pos``."""
    char = text[pos]
    if char == '"':
        return "unterminated quoted string"
    if char == "`":
        return "unterminated raw quoted string"
    if char == "'":
        return "unterminated character constant"
    if char == ":":
        return "expected :="
    following = text[pos + 1 : pos + 2]
    if char in "+-" or "0" <= char <= "9" or (char == "." and "0" <= following <= "9"):
        return _number_fault(text, pos)
    if char in ".$" or _is_word(char):
        end = pos + 1
        while end < len(text) and _is_word(text[end]):
            end += 1
        return "bad character " + _code(text[end : end + 1])
    return "unrecognized character in action: " + _code(char)


def _odd_word(text: str) -> int:
    """The index of the first character that Python's ``\\w`` takes for part of a word and Go does not; or -1."""
    for index, char in enumerate(text):
        if not _is_word(char) and char not in ".$":
            return index
    return -1


def _number_end(text: str, value: str, end: int, match: t.Callable[[str, int], t.Any]) -> int:
    """Where a number that the pattern found really ends: after its imaginary part; -1 if it is no number."""
    following = text[end : end + 1]
    if following in ("+", "-"):
        second = match(text, end)
        stop = second.end() if second is not None and second.lastindex == NUMBER else -1
        return stop if stop > 0 and text[stop - 1] == "i" else -1
    if following == "." and value[-1] != "i" and not any(char in value for char in (".pP" if "x" in value else ".eE")):
        return -1
    return end


def tokens(text: str, *, closed: bool) -> list[Token]:
    """The tokens (type, text, position) inside an action.

    ``text`` is what stands between the delimiters and their trim markers. The list ends with RIGHT_DELIM, whose
    position is the end of the text, or with an ERROR that carries the message. ``closed`` says that the right
    delimiter was found.
    """
    out: list[Token] = []
    depth = 0
    pos = 0
    end = len(text)
    match = _TOKEN.match
    while pos < end:
        found = match(text, pos)
        if found is None:
            out.append((ERROR, _fault(text, pos), pos))
            return out
        kind = t.cast(int, found.lastindex)
        value = found[0]
        if kind == IDENTIFIER:
            kind = _WORDS.get(value, IDENTIFIER)
        if IDENTIFIER >= kind >= FIELD or kind == VARIABLE:
            if not value.isascii() and (odd := _odd_word(value)) >= 0:
                char = value[odd]
                first = "unrecognized character in action: " if odd == 0 else "bad character "
                out.append((ERROR, first + _code(char), pos))
                return out
        elif kind == NUMBER:
            stop = _number_end(text, value, found.end(), match)
            if stop < 0:
                out.append((ERROR, _number_fault(text, pos), pos))
                return out
            if stop > found.end():
                out.append((COMPLEX, text[pos:stop], pos))
                pos = stop
                continue
        elif kind == LEFT_PAREN:
            depth += 1
        elif kind == RIGHT_PAREN:
            depth -= 1
            if depth < 0:
                out.append((ERROR, "unexpected right paren", pos))
                return out
        elif kind == CHAR and (value in "\"`':.$+-_" or value.isalnum()):
            out.append((ERROR, _fault(text, pos), pos))
            return out
        out.append((kind, value, pos))
        pos = found.end()
    if not closed:
        out.append((ERROR, "unclosed action", pos))
    elif depth:
        out.append((ERROR, "unclosed left paren", pos))
    else:
        out.append((RIGHT_DELIM, "}}", pos))
    return out


def describe(token: Token) -> str:
    """A token as error messages show it."""
    kind, value, _pos = token
    if kind == ERROR:
        return value
    if kind in (KEYWORD, NIL) or (kind == DOT):
        return "<" + value + ">"
    if len(value.encode("utf-8", "surrogateescape")) > 10:
        return quote(value[:10]) + "..."
    return quote(value)


__all__ = (
    "ACTION",
    "ASSIGN",
    "BOOL",
    "CHAR",
    "CHARACTER",
    "COMPLEX",
    "DECLARE",
    "DOT",
    "ERROR",
    "FIELD",
    "IDENTIFIER",
    "KEYWORD",
    "LEFT_PAREN",
    "NIL",
    "NUMBER",
    "PIPE",
    "RAW_STRING",
    "RIGHT_DELIM",
    "RIGHT_PAREN",
    "SPACE",
    "SPACES",
    "STRING",
    "Token",
    "VARIABLE",
    "describe",
    "tokens",
)
