# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Letter case as Go's unicode tables and xstrings see it: one rune in, one rune out, words found by rune class.

Follows strings.ToUpper/ToLower/Title, goutils (untitle, swapcase, initials) and huandu/xstrings (snake, kebab, Pascal).
"""

from __future__ import annotations

import typing as t

from .text import SPACE, runes, to_bytes

_SPACES = frozenset(SPACE)


def _category(char: str) -> str:
    from unicodedata import category

    return category(char)


def to_upper(char: str) -> str:
    """The simple upper case of one rune (Python's own may be several characters)."""
    upper = char.upper()
    if len(upper) == 1:
        return upper
    title = char.title()
    return title if len(title) == 1 else char


def to_lower(char: str) -> str:
    """The simple lower case of one rune."""
    lower = char.lower()
    return lower if len(lower) == 1 else lower[0]


def to_title(char: str) -> str:
    """The simple title case of one rune."""
    title = char.title()
    return title if len(title) == 1 else char


def is_upper(char: str) -> bool:
    """unicode.IsUpper: category Lu."""
    return "A" <= char <= "Z" if char < "\x80" else _category(char) == "Lu"


def is_lower(char: str) -> bool:
    """unicode.IsLower: category Ll."""
    return "a" <= char <= "z" if char < "\x80" else _category(char) == "Ll"


def is_space(char: str) -> bool:
    """unicode.IsSpace."""
    return char in _SPACES


def upper(text: str) -> str:
    """strings.ToUpper."""
    return text.upper() if text.isascii() else "".join(map(to_upper, runes(text)))


def lower(text: str) -> str:
    """strings.ToLower."""
    return text.lower() if text.isascii() else "".join(map(to_lower, runes(text)))


def _separates(char: str) -> bool:
    if char < "\x80":
        return not (char.isalnum() or char == "_")
    return _category(char)[0] != "L" and _category(char) != "Nd" and is_space(char)


def title(text: str) -> str:
    """strings.Title: the first rune of each word in title case, the rest untouched."""
    out = []
    previous = " "
    for char in runes(text):
        out.append(to_title(char) if _separates(previous) else char)
        previous = char
    return "".join(out)


def untitle(text: str) -> str:
    """goutils.Uncapitalize: the first rune of each space-separated word in lower case."""
    out = []
    first = True
    for char in runes(text):
        if is_space(char):
            first = True
        elif first:
            char = to_lower(char)
            first = False
        out.append(char)
    return "".join(out)


def swapcase(text: str) -> str:
    """goutils.SwapCase: a lower-case rune at the start of a word becomes title case, others swap."""
    out = []
    start = True
    for char in runes(text):
        if is_upper(char) or (char >= "\x80" and _category(char) == "Lt"):
            out.append(to_lower(char))
            start = False
        elif is_lower(char):
            out.append(to_title(char) if start else to_upper(char))
            start = False
        else:
            start = is_space(char)
            out.append(char)
    return "".join(out)


def initials(text: str) -> str:
    """goutils.Initials, which looks at bytes, not runes."""
    out = []
    gap = True
    for char in to_bytes(text).decode("latin-1"):
        if is_space(char):
            gap = True
        elif gap:
            out.append(char)
            gap = False
    return "".join(out)


def nospace(text: str) -> str:
    """goutils.DeleteWhiteSpace, which looks at bytes: once one goes, bytes above 127 become runes of their own."""
    if text.isascii():
        return "".join(text.split()) if not _has_separators(text) else "".join(c for c in text if c not in _SPACES)
    raw = to_bytes(text).decode("latin-1")
    kept = [char for char in raw if char not in _SPACES]
    return text if len(kept) == len(raw) else "".join(kept)


def _has_separators(text: str) -> bool:
    return any("\x1c" <= char <= "\x1f" for char in text)


def _is_connector(char: str) -> bool:
    return char in "-_" or is_space(char)


def camelcase(text: str) -> str:
    """xstrings.ToPascalCase."""
    text = runes(text)
    if not text:
        return ""
    out: list[str] = []
    at = 0
    first_upper = False
    current = ""
    while at < len(text):
        current = text[at]
        at += 1
        if not _is_connector(current):
            first_upper = is_upper(current)
            current = to_upper(current)
            break
        out.append(current)
    if at == len(text):
        out.append(current)
        return "".join(out)
    while at < len(text):
        previous, current = current, text[at]
        at += 1
        if _is_connector(current) and _is_connector(previous):
            out.append(previous)
            continue
        if _is_connector(previous):
            first_upper = is_upper(current)
            current = to_upper(current)
            continue
        if first_upper:
            if is_upper(current):
                current = to_lower(current)
            else:
                first_upper = False
        out.append(previous)
    out.append(current)
    return "".join(out)


_INVALID, _NUMBER, _UPPER, _ALPHABET, _CONNECTOR, _PUNCT, _OTHER = range(7)


def _is_alphabet(char: str) -> bool:
    if char < "\x80":
        return char.isalpha()
    return _category(char)[0] == "L" and not (
        "\u4e00" <= char <= "\u9fcc" or "\u3400" <= char <= "\u4d85" or "\U00020000" <= char <= "\U0002b81d"
    )


def _is_punct(char: str) -> bool:
    return _category(char)[0] == "P"


def _is_number(char: str) -> bool:
    return "0" <= char <= "9" if char < "\x80" else _category(char)[0] == "N"


def _small_alphabet(char: str) -> bool:
    return _is_alphabet(char) and not is_upper(char)


def _ordinary(char: str) -> bool:
    return not (_is_connector(char) or _is_alphabet(char) or _is_number(char) or _is_punct(char))


_RUNS: dict[int, t.Callable[[str], bool]] = {
    _CONNECTOR: _is_connector,
    _PUNCT: _is_punct,
    _ALPHABET: _small_alphabet,
    _NUMBER: _is_number,
    _OTHER: _ordinary,
}


def _next_valid(text: str, start: int) -> int:
    """The position of the first rune that is not broken."""
    while start < len(text) and (text[start] == "\ufffd" or "\udc80" <= text[start] <= "\udcff"):
        start += 1
    return start


def _run(text: str, end: int, accept: t.Callable[[str], bool]) -> int:
    """The end of the run of accepted runes; broken runes go with the good one behind them, or with the text's end."""
    while end < len(text):
        found = _next_valid(text, end)
        if found == len(text):
            return found
        if not accept(text[found]):
            break
        end = found + 1
    return end


def _upper_word(text: str, start: int) -> int:
    """The end of a word that starts upper case: ``HTTPStatus`` is HTTP and Status."""
    second = _next_valid(text, start + 1)
    if second == len(text):
        return second
    if not is_upper(text[second]):
        return _run(text, second + 1, _small_alphabet) if _is_alphabet(text[second]) else start + 1
    last, end = start + 1, second + 1
    while end < len(text):
        found = _next_valid(text, end)
        if found < len(text) and not is_upper(text[found]):
            return last if _is_alphabet(text[found]) else end
        last, end = end, min(found + 1, len(text))
    return end


def _word_kind(char: str) -> int:
    if _is_connector(char):
        return _CONNECTOR
    if _is_punct(char):
        return _PUNCT
    if is_upper(char):
        return _UPPER
    if _is_alphabet(char):
        return _ALPHABET
    if _is_number(char):
        return _NUMBER
    return _OTHER


class _Words:
    """The words of a text, one after the other, as xstrings cuts them."""

    __slots__ = ("at", "kind", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.next()

    def next(self) -> None:
        start = self.at
        first = _next_valid(self.text, start)
        if first == len(self.text):
            self.kind, self.at = _INVALID, first
        else:
            self.kind = _word_kind(self.text[first])
            if self.kind == _UPPER:
                self.at = _upper_word(self.text, first)
            else:
                self.at = _run(self.text, first + 1, _RUNS[self.kind])
        self.word = self.text[start : self.at]

    def left(self) -> bool:
        return self.at < len(self.text)


def _emit(out: list[str], kind: int, word: str, connector: str) -> None:
    if kind == _CONNECTOR:
        out.append("".join([connector if _is_connector(char) else char for char in word]))
    elif kind == _UPPER:
        out.append("".join([to_lower(char) if is_upper(char) else char for char in runes(word)]))
    else:
        out.append(word)


def _join_words(text: str, connector: str) -> str:
    """xstrings.camelCaseToLowerCase."""
    if not text:
        return ""
    out: list[str] = []
    words = _Words(text)
    while words.left():
        if words.kind != _CONNECTOR:
            _emit(out, words.kind, words.word, connector)
        before, last = words.kind, words.word
        words.next()
        if before == _NUMBER:
            _after_number(out, words, connector)
        elif before == _CONNECTOR:
            _emit(out, before, last, connector)
        elif before != _PUNCT:
            _after_word(out, words, connector)
    _emit(out, words.kind, words.word, connector)
    return "".join(out)


def _after_number(out: list[str], words: _Words, connector: str) -> None:
    while words.kind in (_ALPHABET, _NUMBER):
        _emit(out, words.kind, words.word, connector)
        words.next()
    if words.kind not in (_INVALID, _PUNCT, _CONNECTOR):
        out.append(connector)


def _after_word(out: list[str], words: _Words, connector: str) -> None:
    if words.kind != _NUMBER:
        if words.kind not in (_CONNECTOR, _PUNCT):
            out.append(connector)
        return
    if not words.left():
        return
    number = words.word
    words.next()
    if words.kind != _ALPHABET:
        _emit(out, _NUMBER, number, connector)
        if words.kind not in (_CONNECTOR, _PUNCT):
            out.append(connector)
        return
    out.append(connector)
    _emit(out, _NUMBER, number, connector)
    _after_number(out, words, connector)


def snakecase(text: str) -> str:
    """xstrings.ToSnakeCase."""
    return _join_words(text, "_")


def kebabcase(text: str) -> str:
    """xstrings.ToKebabCase."""
    return _join_words(text, "-")


__all__ = (
    "camelcase",
    "initials",
    "is_space",
    "kebabcase",
    "lower",
    "nospace",
    "snakecase",
    "swapcase",
    "title",
    "untitle",
    "upper",
)
