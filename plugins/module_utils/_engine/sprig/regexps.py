# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's regular expressions: RE2 underneath, with Go's rules for repeated matches, templates and error texts.

Follows regexp.go: which empty matches count, how ``$name`` expands, what Split gives. Offsets are bytes; a byte of the
text that is no UTF-8 is matched as U+FFFD, as Go does.
"""

from __future__ import annotations

import typing as t

from ..gotmpl import strconv
from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoList, NilList
from .limits import check_items, check_text
from .text import from_bytes, runes, to_bytes

_SPECIAL = frozenset("\\.+*?()|[]{}^$")


def _compile(pattern: str) -> t.Any:
    """regexp.Compile."""
    from .patterns import BadPatternError, compile_pattern

    try:
        return compile_pattern(pattern)
    except BadPatternError as problem:
        raise GoError(str(problem)) from None


def _must_compile(pattern: str) -> t.Any:
    """regexp.MustCompile, whose panic names the pattern."""
    try:
        return _compile(pattern)
    except GoError as problem:
        shown = "`" + pattern + "`" if strconv.can_backquote(pattern) else strconv.quote(pattern)
        raise GoError("regexp: Compile(%s): %s" % (shown, problem)) from None


class _Text:
    """The bytes of a text; where some are no UTF-8, the bytes to match and where each of them stands in the text."""

    __slots__ = ("data", "haystack", "offsets")

    def __init__(self, text: str) -> None:
        self.data = self.haystack = to_bytes(text)
        self.offsets: dict[int, int] | None = None
        if not text.isascii():
            clean = runes(text)
            if clean != text:
                self._map(text, clean)

    def _map(self, text: str, clean: str) -> None:
        self.haystack = clean.encode("utf-8")
        self.offsets = {}
        there = here = 0
        for char, shown in zip(text, clean, strict=True):
            self.offsets[there] = here
            there += len(shown.encode("utf-8"))
            here += len(to_bytes(char))
        self.offsets[there] = here

    def cut(self, start: int, end: int) -> bytes:
        if self.offsets is not None:
            start, end = self.offsets[start], self.offsets[end]
        return self.data[start:end]

    def next_rune(self, at: int) -> int:
        """The position behind the rune at ``at``; behind the end there is one place more."""
        end = at + 1
        while end < len(self.haystack) and 0x80 <= self.haystack[end] < 0xC0:
            end += 1
        return end


def _matches(expression: t.Any, text: _Text, limit: int) -> t.Iterator[tuple[int, int]]:
    """Where the expression matches, at most ``limit`` times (negative: always)."""
    at, end, before = 0, len(text.haystack), -1
    count = 0
    while count != limit and at <= end:
        found = expression.search(text.haystack, at)
        if found is None:
            return
        start, stop = found.span()
        accept = True
        if stop == at:
            accept = start != before
            at = text.next_rune(at)
        else:
            at = stop
        before = stop
        if accept:
            count += 1
            yield start, stop


def find_all(expression: t.Any, text: str, limit: int) -> GoList:
    """Regexp.FindAllString; a nil list where there is no match."""
    source = _Text(text)
    found = []
    for start, stop in _matches(expression, source, limit):
        found.append(from_bytes(source.cut(start, stop)))
        check_items(len(found))
    return GoList("[]string", found) if found else NilList("[]string")


def find(expression: t.Any, text: str) -> str:
    """Regexp.FindString."""
    source = _Text(text)
    found = expression.search(source.haystack)
    return from_bytes(source.cut(*found.span())) if found is not None else ""


def split(expression: t.Any, text: str, limit: int) -> GoList:
    """Regexp.Split."""
    if limit == 0:
        return NilList("[]string")
    if expression.pattern and not text:
        return GoList("[]string", [""])
    source = _Text(text)
    parts: list[str] = []
    begin = end = 0
    for start, stop in _matches(expression, source, limit):
        if 0 < limit <= len(parts) + 1:
            break
        end = start
        if stop:
            parts.append(from_bytes(source.cut(begin, end)))
            check_items(len(parts))
        begin = stop
    if end != len(source.haystack):
        parts.append(from_bytes(source.cut(begin, len(source.haystack))))
    return GoList("[]string", parts)


Piece = t.Union[bytes, int]  # noqa: UP007 - literal text or a group's number, evaluated at run time


def _template(expression: t.Any, template: str) -> list[Piece]:
    """A replacement such as ``${1}-$name`` as literal text and group numbers; -1 is a group that is not there."""
    pieces: list[Piece] = []
    rest = template
    while True:
        before, dollar, rest = rest.partition("$")
        pieces.append(to_bytes(before))
        if not dollar:
            return pieces
        if rest.startswith("$"):
            pieces.append(b"$")
            rest = rest[1:]
            continue
        name, after = _group_name(rest)
        if not name:
            pieces.append(b"$")
            continue
        rest = after
        pieces.append(_group_number(expression, name))


def _group_name(text: str) -> tuple[str, str]:
    """The group named at the start of a text behind its dollar, and what follows; empty where none is."""
    brace = text.startswith("{")
    start = end = 1 if brace else 0
    while end < len(text) and (text[end] == "_" or _is_word(text[end])):
        end += 1
    name = text[start:end]
    if brace:
        if text[end : end + 1] != "}":
            return "", text
        end += 1
    return name, text[end:]


def _is_word(char: str) -> bool:
    if char < "\x80":
        return char.isalnum()
    from unicodedata import category

    kind = category(char)
    return kind[0] == "L" or kind == "Nd"


def _group_number(expression: t.Any, name: str) -> int:
    if name.isascii() and name.isdigit() and len(name) < 10 and (name == "0" or name[0] != "0"):
        return int(name) if int(name) <= expression.groups else -1
    number = expression.groupindex.get(to_bytes(name), -1)
    return int(number)


def replace_all(expression: t.Any, text: str, replacement: list[Piece]) -> str:
    """Regexp.ReplaceAllString with a parsed template."""
    source = _Text(text)
    out: list[bytes] = []
    size = 0
    last = at = 0
    while at <= len(source.haystack):
        found = expression.search(source.haystack, at)
        if found is None:
            break
        start, stop = found.span()
        out.append(source.cut(last, start))
        if stop > last or start == 0:
            for piece in replacement:
                made = piece if isinstance(piece, bytes) else _group(source, found, piece)
                size += len(made)
                out.append(made)
            check_text(size)
        last = stop
        step = source.next_rune(at)
        at = step if step > stop else stop
    out.append(source.cut(last, len(source.haystack)))
    return from_bytes(b"".join(out))


def _group(source: _Text, found: t.Any, number: int) -> bytes:
    if number < 0:
        return b""
    start, stop = found.span(number)
    return source.cut(start, stop) if start >= 0 else b""


def quote_meta(text: str) -> str:
    """regexp.QuoteMeta."""
    if _SPECIAL.isdisjoint(text):
        return text
    return "".join(["\\" + char if char in _SPECIAL else char for char in text])


def _match(pattern: str, text: str) -> bool:
    try:
        return _must_match(pattern, text)
    except GoError:
        return False


def _must_match(pattern: str, text: str) -> bool:
    return _compile(pattern).search(_Text(text).haystack) is not None


def functions() -> dict[str, Function]:
    """The regular expression functions by name."""
    table = [
        function("regexMatch", _match, "string, string"),
        function("mustRegexMatch", _must_match, "string, string"),
        function("regexQuoteMeta", quote_meta, "string"),
    ]
    for prefix, compile_ in (("regex", _must_compile), ("mustRegex", _compile)):
        table += _family(prefix, compile_)
    return {entry.name: entry for entry in table}


def _family(prefix: str, compile_: t.Callable[[str], t.Any]) -> list[Function]:
    def expand(pattern: str, text: str, template: str) -> str:
        expression = compile_(pattern)
        return replace_all(expression, text, _template(expression, template))

    def literal(pattern: str, text: str, replacement: str) -> str:
        return replace_all(compile_(pattern), text, [to_bytes(replacement)])

    return [
        function(prefix + "Find", lambda pattern, text: find(compile_(pattern), text), "string, string"),
        function(
            prefix + "FindAll",
            lambda pattern, text, limit: find_all(compile_(pattern), text, limit),
            "string, string, int",
        ),
        function(prefix + "ReplaceAll", expand, "string, string, string"),
        function(prefix + "ReplaceAllLiteral", literal, "string, string, string"),
        function(
            prefix + "Split", lambda pattern, text, limit: split(compile_(pattern), text, limit), "string, string, int"
        ),
    ]


__all__ = ("functions",)
