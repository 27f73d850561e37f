# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sentence encoding/json says about JSON text that is none; only asked for once reading has failed."""

from __future__ import annotations

import re

_ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\\": "\\\\"}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)?")
_STRING_RUN = re.compile(r'[^"\\\x00-\x1f]*')
_MAX_DEPTH = 10000
# Where the text stops, Go reads one more space: inside these that is the wrong character.
_REFUSE_A_SPACE = ("in literal", "in numeric", "after decimal", "in exponent", "in string esc", "in \\u")


class _WrongError(Exception):
    """Where and why the text is no JSON; ``index`` is past the end where the text just stops."""

    def __init__(self, index: int, context: str) -> None:
        super().__init__(context)
        self.index = index
        self.context = context


def _quote_char(char: str) -> str:
    if char == "'":
        return r"'\''"
    if char == '"':
        return "'\"'"
    code = char.encode("utf-8", "surrogateescape")[0]
    shown = chr(code)
    if shown in _ESCAPES:
        return "'" + _ESCAPES[shown] + "'"
    if code < 0x20 or code == 0x7F:
        return "'\\x%02x'" % code
    if 0x80 <= code < 0xA1 or code == 0xAD:
        return "'\\u%04x'" % code
    return "'" + shown + "'"


def _string(text: str, index: int) -> int:
    while True:
        run = _STRING_RUN.match(text, index)
        index = run.end() if run is not None else index
        char = text[index : index + 1]
        if char == '"':
            return index + 1
        if char != "\\":
            raise _WrongError(index, "in string literal")
        index += 1
        char = text[index : index + 1]
        if char == "u":
            for place in range(index + 1, index + 5):
                if text[place : place + 1] not in tuple("0123456789abcdefABCDEF"):
                    raise _WrongError(place, "in \\u hexadecimal character escape")
            index += 4
        elif char not in tuple('bfnrt\\/"'):
            raise _WrongError(index, "in string escape code")
        index += 1


def _digits(text: str, index: int, context: str) -> int:
    if text[index : index + 1] not in tuple("0123456789"):
        raise _WrongError(index, context)
    while text[index : index + 1] in tuple("0123456789"):
        index += 1
    return index


def _number(text: str, index: int) -> int:
    found = _NUMBER.match(text, index)
    end = found.end() if found is not None else index
    if text[end - 1] == "-":
        raise _WrongError(end, "in numeric literal")
    if text[end : end + 1] == ".":
        end = _digits(text, end + 1, "after decimal point in numeric literal")
    if text[end : end + 1] in ("e", "E"):
        end += 1
        if text[end : end + 1] in ("+", "-"):
            end += 1
        end = _digits(text, end, "in exponent of numeric literal")
    return end


def _literal(text: str, index: int, word: str) -> int:
    for offset in range(1, len(word)):
        if text[index + offset : index + offset + 1] != word[offset]:
            # Go's table says 'l' for the last letter of null too, which it is.
            raise _WrongError(index + offset, "in literal %s (expecting '%s')" % (word, word[offset]))
    return index + len(word)


_WORDS = {"t": "true", "f": "false", "n": "null"}


def _scalar(text: str, index: int) -> int:
    char = text[index]
    if char == '"':
        return _string(text, index + 1)
    if char in _WORDS:
        return _literal(text, index, _WORDS[char])
    if char in "-0123456789":
        return _number(text, index)
    raise _WrongError(index, "looking for beginning of value")


_SPACES = re.compile(r"[ \t\r\n]*")


def _skip(text: str, index: int) -> int:
    found = _SPACES.match(text, index)
    return found.end() if found is not None else index


def _member(text: str, index: int) -> int:
    index = _skip(text, index)
    if text[index : index + 1] != '"':
        raise _WrongError(index, "looking for beginning of object key string")
    index = _skip(text, _string(text, index + 1))
    if text[index : index + 1] != ":":
        raise _WrongError(index, "after object key")
    return index + 1


def _after_value(text: str, index: int, open_: list[str]) -> int:
    """Close what ends here; returns where the next value begins, or the end of the text."""
    while open_:
        index = _skip(text, index)
        char = text[index : index + 1]
        if char == ",":
            return _member(text, index + 1) if open_[-1] == "}" else index + 1
        if char != open_[-1]:
            raise _WrongError(index, "after array element" if open_[-1] == "]" else "after object key:value pair")
        open_.pop()
        index += 1
    index = _skip(text, index)
    if index < len(text):
        raise _WrongError(index, "after top-level value")
    return index


def _scan(text: str) -> None:
    open_: list[str] = []
    index = _skip(text, 0)
    while index < len(text) or open_:
        index = _skip(text, index)
        char = text[index : index + 1]
        if not char:
            raise _WrongError(index, "")
        if char in "[{":
            open_.append("]" if char == "[" else "}")
            if len(open_) > _MAX_DEPTH:
                raise _WrongError(index, "exceeded max depth")
            index = _skip(text, index + 1)
            if text[index : index + 1] != open_[-1]:
                if char == "{":
                    index = _member(text, index)
                continue
        else:
            index = _scalar(text, index)
        index = _after_value(text, index, open_)
        if not open_:
            return
    raise _WrongError(index, "")


def syntax_error(text: str) -> str:
    """What json.Unmarshal says about this text; empty where the text is well-formed."""
    try:
        _scan(text)
    except _WrongError as wrong:
        if wrong.index < len(text):
            return "invalid character %s %s" % (_quote_char(text[wrong.index]), wrong.context)
        if wrong.context.startswith(_REFUSE_A_SPACE):
            return "invalid character ' ' " + wrong.context
        return "unexpected end of JSON input"
    return ""


__all__ = ("syntax_error",)
