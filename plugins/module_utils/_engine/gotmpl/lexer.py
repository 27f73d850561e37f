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
) = range(20)

# An action up to its closing delimiter; quotes may hold delimiters.
ACTION = re.compile(
    r"""[^"'`}]*(?:(?:"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n])*'|\}(?!\}))[^"'`}]*)*\}\}"""
)

_NUMBER_PATTERN = (
    r"[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?"
    r"|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?"
)
# What may follow a word; a word that something else follows is refused.
_END = r"(?=[ \t\r\n.,|:()]|\Z)"
# The groups are numbered as the token types above; space before a token belongs to the match.
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:(\.(?![0-9])\w+)" + _END + r"|(\.)" + _END + r"|((?![0-9])\w+)" + _END + r"|(\$\w*)" + _END + ""
    r'|("(?:[^"\\\n]|\\[^\n])*")'
    r"|(`[^`]*`)"
    r"|('(?:[^'\\\n]|\\[^\n])*')"
    r"|((?=[0-9+-]|\.[0-9])" + _NUMBER_PATTERN + r"(?!\w))"
    r"|(:=)|(=)|(\|)|(\()|(\))|([!-~]))"
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

# (type, text, position, where the space before it begins or -1)
Token = tuple[int, str, int, int]


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
        match = re.compile(_NUMBER_PATTERN).match(text, end)
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


def _odd_word(kind: int, text: str) -> str:
    """The fault of a word with a character that Python's ``\\w`` takes for part of a word and Go does not."""
    if kind not in (FIELD, IDENTIFIER, VARIABLE):
        return ""
    for index, char in enumerate(text):
        if not _is_word(char) and char not in ".$":
            return ("bad character " if index else "unrecognized character in action: ") + _code(char)
    return ""


def _number(text: str, value: str, end: int) -> tuple[int, int]:
    """The type and the end of a number that the pattern found; type ERROR if it is none."""
    following = text[end : end + 1]
    if not value:
        return ERROR, end
    if following in ("+", "-"):
        second = _TOKEN.match(text, end)
        stop = second.end() if second is not None and second.lastindex == NUMBER else -1
        return (COMPLEX, stop) if stop > 0 and text[stop - 1] == "i" else (ERROR, end)
    if following == "." and value[-1] != "i" and not any(char in value for char in (".pP" if "x" in value else ".eE")):
        return ERROR, end
    return NUMBER, end


def tokens(text: str, *, closed: bool) -> list[Token]:
    """The tokens inside an action.

    ``text`` is what stands between the delimiters and their trim markers. The list ends with RIGHT_DELIM, whose
    position is the end of the text, or with an ERROR that carries the message. ``closed`` says that the right
    delimiter was found.
    """
    out: list[Token] = []
    depth = 0
    pos = 0
    plain = text.isascii()
    for found in _TOKEN.finditer(text):
        gap, end = found.span()
        if gap != pos:
            break
        kind = t.cast(int, found.lastindex)
        value = found[kind]
        start = end - len(value)
        if kind == IDENTIFIER:
            kind = _WORDS.get(value, IDENTIFIER)
        elif kind >= NUMBER and kind != PIPE:
            if kind == NUMBER:
                kind, end = _number(text, value, end)
                value = text[start:end]
            elif kind == LEFT_PAREN:
                depth += 1
            elif kind == RIGHT_PAREN:
                depth -= 1
            if not kind or depth < 0 or (kind == CHAR and (value in "\"`':.$+-_" or value.isalnum())):
                break
        if not plain and (fault := _odd_word(kind, value)):
            out.append((ERROR, fault, start, -1))
            return out
        out.append((kind, value, start, gap if gap < start else -1))
        pos = end
    out.append(_last(text, pos, depth=depth, closed=closed))
    return out


def _last(text: str, pos: int, *, depth: int, closed: bool) -> Token:
    """What ends the tokens that were read up to ``pos``."""
    end = len(text)
    start = pos
    while start < end and text[start] in SPACES:
        start += 1
    if start < end:
        fault = "unexpected right paren" if depth < 0 else _fault(text, start)
        return (ERROR, fault, start, -1)
    gap = pos if pos < end else -1
    if not closed:
        return (ERROR, "unclosed action", end, gap)
    if depth:
        return (ERROR, "unclosed left paren", end, gap)
    return (RIGHT_DELIM, "}}", end, gap)


def describe(token: Token) -> str:
    """A token as error messages show it."""
    kind, value = token[:2]
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
    "SPACES",
    "STRING",
    "Token",
    "VARIABLE",
    "describe",
    "tokens",
)
