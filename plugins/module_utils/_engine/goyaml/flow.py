# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Flow collections (``[a, b]``, ``{a: b}``, JSON) for the quick reader; what is unusual is left to the careful one."""

from __future__ import annotations

import re
import typing as t

from ..patterns import lazy_pattern
from .keytext import key_text
from .lines import UnsureError, unescape
from .resolve import resolve

_TOKEN = lazy_pattern(
    r"""[ \n]*(?:
        ([\[\]{},])
        |"((?:[^"\\\n\t]|\\.)*)"
        |'((?:[^'\n\t]|'')*)'
        |(
            (?:[^\s\-?:,\[\]{}\#&*!|>'"%@`]|[-](?=[^\s,\[\]{}?]))
            (?:[^\s:,?\[\]{}\#]|:(?=[^\s])|[ ]+(?=[^\s:,?\[\]{}\#]))*
        )
    )""",
    re.VERBOSE,
)
_NEXT = lazy_pattern(r"[ \n]*([,\]}]|:(?=[ \n])|\Z)|[ ]*(:)")
_MAX_DEPTH = 100
_MAX_KEY = 1000


class _Text:
    """Where the reader is in the text."""

    __slots__ = ("at", "scalars", "strict", "text")

    def __init__(self, text: str, scalars: dict[str, t.Any], strict: bool) -> None:
        self.text = text
        self.at = 0
        self.scalars = scalars
        self.strict = strict


class _MoreNeededError(Exception):
    """The text ends inside the collection."""


def _token(source: _Text) -> re.Match[str]:
    found = _TOKEN.match(source.text, source.at)
    if found is None:
        if source.text[source.at :].strip(" \n"):
            # An open quote may be closed on a line that is still to come, but then it is not for this reader.
            raise UnsureError
        raise _MoreNeededError
    source.at = found.end()
    return found


def _scalar(source: _Text, found: re.Match[str]) -> tuple[t.Any, bool]:
    """The value of a scalar token, and whether it was quoted."""
    double = found.group(2)
    if double is not None:
        return unescape(double), True
    single = found.group(3)
    if single is not None:
        return single.replace("''", "'"), True
    plain = found.group(4)
    if source.at == len(source.text):
        raise _MoreNeededError
    return source.scalars[plain], False


def _separator(source: _Text) -> str:
    """The character after a value: ``,``, ``]``, ``}`` or ``:``."""
    found = _NEXT.match(source.text, source.at)
    if found is None:
        raise UnsureError
    char = found.group(1)
    if char is None:
        return ":"
    if not char:
        raise _MoreNeededError
    return char


def _value(source: _Text, found: re.Match[str], depth: int) -> t.Any:
    indicator = found.group(1)
    if indicator is None:
        return _scalar(source, found)[0]
    if depth > _MAX_DEPTH:
        raise UnsureError
    if indicator == "[":
        return _sequence(source, depth + 1)
    if indicator == "{":
        return _mapping(source, depth + 1)
    raise UnsureError


def _step(source: _Text, closing: str) -> bool:
    """Step over the separator after an item; True where it closes the collection."""
    char = _separator(source)
    if char not in (",", closing):
        raise UnsureError
    source.at = source.text.index(char, source.at) + 1
    return char == closing


def _sequence(source: _Text, depth: int) -> list[t.Any]:
    items: list[t.Any] = []
    while True:
        found = _token(source)
        if found.group(1) == "]":
            return items
        items.append(_value(source, found, depth))
        if _step(source, "]"):
            return items


def _mapping(source: _Text, depth: int) -> dict[str, t.Any]:
    mapping: dict[str, t.Any] = {}
    while True:
        found = _token(source)
        indicator = found.group(1)
        if indicator == "}":
            return mapping
        if indicator is not None or len(found.group()) > _MAX_KEY:
            raise UnsureError
        plain = found.group(4)
        value, quoted = _scalar(source, found)
        key = value if quoted else None if plain == "<<" else plain if value is plain else key_text(resolve(plain))
        if key is None or (source.strict and key in mapping) or _separator(source) != ":":
            raise UnsureError
        colon = source.text.index(":", source.at)
        following = source.text[colon + 1 : colon + 2]
        if "\n" in source.text[source.at : colon] or (not quoted and following not in (" ", "\n", "")):
            raise UnsureError
        source.at = colon + 1
        mapping[key] = _value(source, _token(source), depth)
        if _step(source, "}"):
            return mapping


def read_flow(text: str, scalars: dict[str, t.Any], *, strict: bool) -> tuple[t.Any, int] | None:
    """The value of the collection that a text begins with and the number of line breaks in it.

    None where it goes on beyond the text. Raises UnsureError where the careful reader has to look.
    """
    source = _Text(text, scalars, strict)
    try:
        value = _value(source, _token(source), 0)
    except _MoreNeededError:
        return None
    rest = text[source.at :].partition("\n")[0]
    comment = rest.lstrip(" ")
    if comment and (rest[0] != " " or comment[0] != "#"):
        raise UnsureError
    return value, text.count("\n", 0, source.at)


__all__ = ("read_flow",)
