# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a path matches a shell pattern by the rules of Go's path/filepath.Match.

``*`` and ``?`` stop at ``/``, ``[a-z]`` and ``[^a-z]`` are classes, ``\\`` escapes. No regular expression is built: patterns
come from the chart, and time stays within pattern length times path length.
"""

from __future__ import annotations

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
_STAR, _ANY = object(), object()


def compile_pattern(pattern: str) -> Matcher:
    """A function that says whether a whole path matches; BadPatternError where the pattern is malformed."""
    if not any(char in pattern for char in "*?[\\"):
        return pattern.__eq__
    tokens = _tokens(pattern)
    return lambda path: _matches(tokens, path)


def _tokens(pattern: str) -> list[t.Any]:
    tokens: list[t.Any] = []
    position, end = 0, len(pattern)
    while position < end:
        char = pattern[position]
        position += 1
        if char == "*":
            if not tokens or tokens[-1] is not _STAR:
                tokens.append(_STAR)
        elif char == "?":
            tokens.append(_ANY)
        elif char == "[":
            bracket, position = _bracket(pattern, position)
            tokens.append(bracket)
        elif char == "\\":
            char, position = _escaped(pattern, position - 1)
            tokens.append(char)
        else:
            tokens.append(char)
    return tokens


def _escaped(pattern: str, position: int) -> tuple[str, int]:
    """The character at ``position``, which an escape may precede, and what follows it."""
    if pattern[position : position + 1] == "\\":
        position += 1
    if position >= len(pattern):
        raise BadPatternError
    return pattern[position], position + 1


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


def _matches(tokens: list[t.Any], path: str) -> bool:
    token, place, end, length = 0, 0, len(tokens), len(path)
    star, star_place = -1, 0
    while place < length or token < end:
        if token < end:
            wanted = tokens[token]
            if wanted is _STAR:
                star, star_place = token, place
                token += 1
                continue
            if place < length and _fits(wanted, path[place]):
                token += 1
                place += 1
                continue
        # Only the last star need grow, and never over a slash.
        if star < 0 or star_place >= length or path[star_place] == "/":
            return False
        star_place += 1
        token, place = star + 1, star_place
    return True


def _fits(wanted: t.Any, char: str) -> bool:
    if wanted is _ANY:
        return char != "/"
    if type(wanted) is _Class:
        return wanted.holds(char)
    return bool(wanted == char)


__all__ = ("BadPatternError", "Matcher", "compile_pattern")
