# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a path matches a shell pattern by the rules of Go's path/filepath.Match.

``*`` and ``?`` stop at ``/``, ``[a-z]`` and ``[^a-z]`` are classes, ``\\`` escapes. No regular expression is built:
patterns come from the chart, and time stays within pattern length times path length.
"""

from __future__ import annotations

import itertools
import typing as t


class BadPatternError(ValueError):
    """The pattern is no pattern; the text is Go's."""

    def __init__(self) -> None:
        super().__init__("syntax error in pattern")


class _Class(t.NamedTuple):
    """A bracket: ranges of characters, or all others."""

    negated: bool
    ranges: tuple[tuple[str, str], ...]

    def holds(self, char: str) -> bool:
        return any(low <= char <= high for low, high in self.ranges) != self.negated


Matcher = t.Callable[[str], bool]
_ANY = object()


class _Chunk(t.NamedTuple):
    """A part without stars; ``star`` says that one stands before it, ``tokens`` are None where it is malformed."""

    star: bool
    tokens: list[t.Any] | None


def compile_pattern(pattern: str) -> Matcher:
    """A function that says whether a whole path matches.

    As in Go, it raises BadPatternError only once it gets as far as the malformed part.
    """
    if not any(char in pattern for char in "*?[\\"):
        return pattern.__eq__
    chunks = _chunks(pattern)
    first = chunks[0].tokens or []
    literal = "".join(itertools.takewhile(lambda token: isinstance(token, str), first))
    if len(chunks) == 1 and chunks[0].star and len(literal) == len(first) > 0:
        return lambda path: path.endswith(literal) and "/" not in path[: len(path) - len(literal)]
    if not chunks[0].star and literal:
        return lambda path: path.startswith(literal) and _matches(chunks, path)
    return lambda path: _matches(chunks, path)


def _chunks(pattern: str) -> list[_Chunk]:
    chunks = []
    place, end = 0, len(pattern)
    while place < end:
        start = place
        while place < end and pattern[place] == "*":
            place += 1
        star, first = place > start, place
        in_bracket = False
        while place < end and (in_bracket or pattern[place] != "*"):
            if pattern[place] == "\\":
                place += 1
            elif pattern[place] in "[]":
                in_bracket = pattern[place] == "["
            place += 1
        chunks.append(_Chunk(star, _tokens(pattern[first:place])))
    return chunks


def _tokens(chunk: str) -> list[t.Any] | None:
    """One token a character; None where the chunk is malformed."""
    tokens: list[t.Any] = []
    place = 0
    try:
        while place < len(chunk):
            char = chunk[place]
            if char == "[":
                token, place = _bracket(chunk, place + 1)
                tokens.append(token)
            elif char == "?":
                tokens.append(_ANY)
                place += 1
            else:
                char, place = _escaped(chunk, place)
                tokens.append(char)
    except BadPatternError:
        return None
    return tokens


def _escaped(pattern: str, place: int) -> tuple[str, int]:
    """The character at ``place``, which an escape may precede, and what follows it."""
    if pattern[place] == "\\":
        place += 1
    if place >= len(pattern):
        raise BadPatternError
    return pattern[place], place + 1


def _bracket(pattern: str, position: int) -> tuple[_Class, int]:
    negated = pattern[position : position + 1] == "^"
    if negated:
        position += 1
    ranges: list[tuple[str, str]] = []
    while not (ranges and pattern[position : position + 1] == "]"):
        low, position = _bracket_char(pattern, position)
        high = low
        if pattern[position] == "-":
            high, position = _bracket_char(pattern, position + 1)
        ranges.append((low, high))
    return _Class(negated, tuple(ranges)), position + 1


def _bracket_char(pattern: str, position: int) -> tuple[str, int]:
    if pattern[position : position + 1] in ("", "-", "]"):
        raise BadPatternError
    char, position = _escaped(pattern, position)
    if position >= len(pattern):
        raise BadPatternError
    return char, position


def _matches(chunks: list[_Chunk], path: str) -> bool:
    place = 0
    for index, (star, tokens) in enumerate(chunks):
        last = index == len(chunks) - 1
        if tokens is None:
            raise BadPatternError
        if star and not tokens:
            return "/" not in path[place:]
        while not _fits_at(tokens, path, place) or (last and place + len(tokens) < len(path)):
            if not star or place >= len(path) or path[place] == "/":
                return False
            place += 1
        place += len(tokens)
    return place == len(path)


def _fits_at(tokens: list[t.Any], path: str, place: int) -> bool:
    return place + len(tokens) <= len(path) and all(
        _fits(token, char) for token, char in zip(tokens, path[place:], strict=False)
    )


def _fits(wanted: t.Any, char: str) -> bool:
    if wanted is _ANY:
        return char != "/"
    if wanted.__class__ is _Class:
        return wanted.holds(char)
    return bool(wanted == char)


__all__ = ("BadPatternError", "Matcher", "compile_pattern")
