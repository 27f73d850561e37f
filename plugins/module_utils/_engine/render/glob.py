# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Path patterns of ``.Files.Glob``, read as github.com/gobwas/glob reads them with ``/`` as the separator.

``*`` and ``?`` stop at a slash, ``**`` does not; ``[abc]``, ``[!abc]``, ``[a-z]`` and ``{a,b}`` as usual, ``\\``
escapes.
"""

from __future__ import annotations

import typing as t

_SEPARATOR = "/"
_END = "\0"

# A pattern is a sequence of nodes: ("text", str), ("any",), ("super",), ("single",), ("range", low, high, negated),
# ("list", characters, negated), ("alternatives", [sequence, ...]).
_Sequence = list[tuple[t.Any, ...]]


class InvalidPatternError(Exception):
    """The pattern is none that gobwas/glob would compile."""


class Glob:
    """A compiled pattern. Raises InvalidPatternError for what gobwas/glob refuses."""

    __slots__ = ("_sequence",)

    def __init__(self, pattern: str) -> None:
        if "\ufffd" in pattern or any("\udc80" <= character <= "\udcff" for character in pattern):
            raise InvalidPatternError("could not read rune")
        self._sequence = _Parser(pattern.split(_END, 1)[0]).sequence()

    def match(self, path: str) -> bool:
        """Whether the whole of ``path`` fits. The time is bounded by the pattern's size times the path's squared."""
        return len(path) in _advance(self._sequence, path, {0})


class _Parser:
    """Reads a pattern left to right; an unclosed brace counts as closed, as in gobwas/glob."""

    __slots__ = ("_depth", "_position", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._depth = 0

    def _peek(self) -> str:
        return self._text[self._position] if self._position < len(self._text) else ""

    def sequence(self) -> _Sequence:
        nodes: _Sequence = []
        while True:
            character = self._peek()
            if not character or (self._depth and character in ",}"):
                return nodes
            if character == "{":
                nodes.append(("alternatives", self._alternatives()))
            elif character == "[":
                self._position += 1
                nodes.append(self._class())
            elif character == "?":
                self._position += 1
                nodes.append(("single",))
            elif character == "*":
                nodes.append(self._stars())
            else:
                nodes.append(("text", self._literal("?*[{},"if self._depth else "?*[{")))

    def _stars(self) -> tuple[str]:
        self._position += 1
        if self._peek() != "*":
            return ("any",)
        self._position += 1
        return ("super",)

    def _alternatives(self) -> list[_Sequence]:
        self._depth += 1
        if self._depth > 100:
            raise InvalidPatternError("braces are nested too deeply")
        self._position += 1
        found = [self.sequence()]
        while self._peek() == ",":
            self._position += 1
            found.append(self.sequence())
        self._position += 1
        self._depth -= 1
        return found

    def _class(self) -> tuple[t.Any, ...]:
        negated = self._peek() == "!"
        if negated:
            self._position += 1
        if self._text[self._position + 1 : self._position + 2] == "-":
            low, high = self._peek(), self._text[self._position + 2 : self._position + 3]
            self._position += 3
            if not high or high < low:
                raise InvalidPatternError("the range is reversed or open")
            node: tuple[t.Any, ...] = ("range", low, high, negated)
        else:
            node = ("list", self._literal("]"), negated)
            if not node[1]:
                raise InvalidPatternError("the class is empty")
        if self._peek() != "]":
            raise InvalidPatternError("the class is not closed")
        self._position += 1
        return node

    def _literal(self, breakers: str) -> str:
        characters: list[str] = []
        while True:
            character = self._peek()
            if not character or character in breakers:
                return "".join(characters)
            self._position += 1
            if character == "\\":
                character = self._peek()
                self._position += 1
            characters.append(character)


def _advance(sequence: _Sequence, path: str, starts: set[int]) -> set[int]:
    """The positions that the sequence can end at when it begins at one of ``starts``."""
    for node in sequence:
        if not starts:
            break
        starts = _step(node, path, starts)
    return starts


def _step(node: tuple[t.Any, ...], path: str, starts: set[int]) -> set[int]:
    kind = node[0]
    if kind == "text":
        text = node[1]
        return {start + len(text) for start in starts if path.startswith(text, start)}
    if kind == "super":
        return set(range(min(starts), len(path) + 1))
    if kind == "any":
        ends: set[int] = set()
        for start in starts:
            stop = path.find(_SEPARATOR, start)
            ends.update(range(start, (stop if stop >= 0 else len(path)) + 1))
        return ends
    if kind == "alternatives":
        return {end for alternative in node[1] for end in _advance(alternative, path, starts)}
    return {start + 1 for start in starts if start < len(path) and _fits(node, path[start])}


def _fits(node: tuple[t.Any, ...], character: str) -> bool:
    if node[0] == "single":
        return character != _SEPARATOR
    if node[0] == "range":
        return bool((node[1] <= character <= node[2]) != node[3])
    return bool((character in node[1]) != node[2])


__all__ = ("Glob", "InvalidPatternError")
