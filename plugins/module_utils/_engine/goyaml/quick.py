# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The quick reader: block-style YAML line by line, as charts and rendered manifests are written.

It either gives exactly what the careful reader (scanner.py, nodes.py, construct.py) would give, or gives up with
UnsureError. It never reports an error of the document. A measured hot path: a manifest is read about fifty times faster
than by the careful reader, so the loops are long and inline.
"""

from __future__ import annotations

import typing as t

from ..patterns import lazy_pattern
from .flow import read_flow
from .lines import (
    BLANK,
    BLOCK,
    DASH,
    END,
    ENDED_PLAIN,
    FLOW,
    OPEN,
    OPEN_QUOTE,
    PLAIN,
    QUOTED,
    Entry,
    Lines,
    UnsureError,
    unescape,
)
from .resolve import resolve

_END_OF_TEXT = "--- "
_MAX_KNOWN = 30000
_CLOSING_DOUBLE = lazy_pattern(r'(?:[^"\\]|\\.)*"')
_CLOSING_SINGLE = lazy_pattern(r"(?:[^']|'')*'(?!')")


class Exact(dict[str, t.Any]):
    """Values of plain scalars, integers as int."""

    def __missing__(self, text: str) -> t.Any:
        value = resolve(text)
        if value.__class__ is float and value - value != 0:
            raise UnsureError
        if len(self) >= _MAX_KNOWN:
            self.clear()
        self[text] = value
        return value


class Floats(Exact):
    """Values of plain scalars, every number a float."""

    def __missing__(self, text: str) -> t.Any:
        value = super().__missing__(text)
        if value.__class__ is int:
            value = self[text] = float(value)
        return value


_lines = Lines()


class QuickReader:
    """Reads one document. ``scalars`` gives the value of a plain scalar."""

    __slots__ = ("_at", "_entry", "_lines", "_scalars", "_strict", "_unterminated")

    def __init__(self, text: str, scalars: Exact, *, strict: bool) -> None:
        lines = text.split("\n")
        # What follows the last break is a line of its own only where there is something.
        self._unterminated = lines[-1] != ""
        if not self._unterminated:
            lines.pop()
        elif not lines[-1].strip(" "):
            raise UnsureError
        lines.append(_END_OF_TEXT)
        self._lines = lines
        self._at = 0
        self._entry = _lines[_END_OF_TEXT]
        self._scalars = scalars
        self._strict = strict

    def document(self) -> t.Any:
        """The value of the document."""
        entry = self._advance()
        if entry.column == END and self._at < len(self._lines):
            if self._lines[self._at - 1].rstrip(" ") != "---":
                raise UnsureError
            entry = self._advance()
        if entry.column == END:
            return None
        value = self._node(entry, -1)
        if self._entry.column != END:
            raise UnsureError
        return value

    def _advance(self) -> Entry:
        lines, at = self._lines, self._at
        entry = _lines[lines[at]]
        at += 1
        while entry[0] == BLANK:
            entry = _lines[lines[at]]
            at += 1
        self._at = at
        self._entry = entry
        return entry

    def _node(self, entry: Entry, parent: int) -> t.Any:
        """The value that begins with ``entry``, inside a collection whose column is ``parent``."""
        if entry[2] is not None:
            return self._mapping(entry)
        if entry[1] == DASH:
            return self._sequence(entry)
        return self._scalar(entry, parent)

    def _mapping(self, entry: Entry) -> dict[str, t.Any]:
        column = entry[0]
        scalars = self._scalars
        lines = self._lines
        known = _lines
        strict = self._strict
        mapping: dict[str, t.Any] = {}
        while True:
            _column, kind, key, value = entry
            if strict and key in mapping:
                raise UnsureError
            if kind == PLAIN or kind == QUOTED:  # noqa: SIM109  (a tuple would cost a lookup a line)
                at = self._at
                entry = known[lines[at]]
                at += 1
                while entry[0] == BLANK:
                    entry = known[lines[at]]
                    at += 1
                if entry[0] <= column:
                    self._at = at
                    self._entry = entry
                    mapping[key] = value if kind == QUOTED else scalars[value]  # type: ignore[index]
                elif kind == QUOTED:
                    raise UnsureError
                else:  # self._at is still at the line after the key's
                    mapping[key] = self._continued(value, column)  # type: ignore[index]
                    entry = self._entry
            elif kind == OPEN:
                entry = self._advance()
                if entry[0] > column:
                    mapping[key] = self._node(entry, column)  # type: ignore[index]
                    entry = self._entry
                elif entry[0] == column and entry[1] == DASH:
                    mapping[key] = self._sequence(entry, indentless=True)  # type: ignore[index]
                    entry = self._entry
                else:
                    mapping[key] = None  # type: ignore[index]
            else:
                mapping[key] = self._scalar(entry, column)  # type: ignore[index]
                entry = self._entry
            if entry[0] != column or entry[2] is None:
                if entry[0] < column:
                    return mapping
                raise UnsureError

    def _sequence(self, entry: Entry, *, indentless: bool = False) -> list[t.Any]:
        column = entry[0]
        items = []
        while True:
            inner = entry[3]
            if inner is None:
                entry = self._advance()
                items.append(self._node(entry, column) if entry[0] > column else None)
            elif inner[2] is not None:
                items.append(self._mapping(inner))
            elif inner[1] == DASH:
                items.append(self._sequence(inner))
            else:
                items.append(self._scalar(inner, column))
            entry = self._entry
            if entry[0] != column or entry[1] != DASH:
                if entry[0] < column or (indentless and entry[0] == column):
                    return items
                raise UnsureError

    def _scalar(self, entry: Entry, parent: int) -> t.Any:
        """A value that is no block collection; leaves the reader at the entry after it."""
        kind, value = entry[1], entry[3]
        if kind == PLAIN:
            at = self._at
            if self._advance()[0] <= parent:
                return self._scalars[value]
            self._at = at
            if parent < 0:
                raise UnsureError
            return self._continued(value, parent)
        if kind == ENDED_PLAIN:
            value = self._scalars[value]
        elif kind == BLOCK:
            if parent < 0:
                raise UnsureError
            value = self._block(value, parent)
        elif kind == FLOW:
            value = self._flow(value)
        elif kind == OPEN_QUOTE:
            value = self._multiline_quoted(value)
        elif kind != QUOTED:
            raise UnsureError
        if self._advance()[0] > parent:
            raise UnsureError
        return value

    def _continued(self, text: str, parent: int) -> str:
        """A plain scalar that goes on in the line at the reader's place: it holds a blank, so it is a string."""
        lines, at = self._lines, self._at
        parts = [text]
        breaks = 0
        while True:
            line = lines[at]
            part = line.strip(" ")
            if not part:
                breaks += 1
            elif part[0] == "#" or len(line) - len(line.lstrip(" ")) <= parent:
                break
            elif ": " in part or " #" in part or "\t" in part or part[-1] == ":":
                raise UnsureError
            else:
                parts += ("\n" * breaks if breaks else " ", part)
                breaks = 0
            at += 1
        self._at = at
        if self._advance()[0] > parent:
            raise UnsureError
        return "".join(parts)

    def _block(self, header: str, parent: int) -> str:
        """A literal or folded scalar inside a collection whose column is ``parent``."""
        digits = header.strip("|>+-")
        lines, at = self._lines, self._at
        if digits:
            indent = parent + int(digits)
        else:
            first = at
            deepest = 0
            while not lines[first].strip(" "):
                deepest = max(deepest, len(lines[first]))
                first += 1
            indent = len(lines[first]) - len(lines[first].lstrip(" "))
            if lines[first][indent] == "\t":
                raise UnsureError
            indent = max(indent, parent + 1)
            if deepest > indent:
                raise UnsureError
        pad = " " * indent
        content = []
        while True:
            line = lines[at]
            if line.startswith(pad):
                content.append(line[indent:])
            elif not line.strip(" "):
                content.append("")
            elif line.lstrip(" ")[0] == "\t":
                raise UnsureError
            else:
                break
            at += 1
        self._at = at
        ended = not self._unterminated or at < len(lines) - 1
        return _chomped(content, header, literal=header[0] == "|", ended=ended)

    def _flow(self, text: str) -> t.Any:
        """A ``[...]`` or ``{...}``, over several lines where it is not closed on this one."""
        if text in ("{}", "[]"):
            return {} if text == "{}" else []
        found = read_flow(text, self._scalars, strict=self._strict)
        count = 8
        while found is None:
            following = self._lines[self._at : self._at + count]
            if following[-1] == _END_OF_TEXT:
                following.pop()
                if count > len(following) + 8:
                    raise UnsureError
            found = read_flow("\n".join([text, *following]), self._scalars, strict=self._strict)
            count *= 4
        value, breaks = found
        for line in self._lines[self._at : self._at + breaks]:
            if line.startswith(("---", "...", "%", "#")) or "\t" in line:
                raise UnsureError
        self._at += breaks
        return value

    def _multiline_quoted(self, text: str) -> str:
        """A quoted scalar that is not closed on its first line."""
        lines, at = self._lines, self._at
        double = text[0] == '"'
        closing = _CLOSING_DOUBLE if double else _CLOSING_SINGLE
        parts: list[str] = []
        line = text[1:]
        joint = ""
        breaks = 0
        while True:
            found = closing.match(line)
            if found is not None:
                break
            joint, breaks = self._quoted_line(line.rstrip(" \t"), double, parts, joint, breaks)
            line = lines[at].lstrip(" \t")
            if at >= len(lines) - 1 or lines[at].startswith(("---", "...")):
                raise UnsureError
            at += 1
        rest = line[found.end() :]
        if rest.strip(" ") and not rest.lstrip(" ").startswith("#"):
            raise UnsureError
        if rest[:1] == "#":
            raise UnsureError
        self._at = at
        last = found.group()[:-1]
        parts.append(("\n" * breaks or joint) + (unescape(last) if double else last.replace("''", "'")))
        return "".join(parts)

    @staticmethod
    def _quoted_line(line: str, double: bool, parts: list[str], joint: str, breaks: int) -> tuple[str, int]:
        """Add a line of a quoted scalar that ends in a break; returns what joins the next one to it."""
        if not line and parts:
            return joint, breaks + 1
        escaped = False
        if double and line[-1:] == "\\" and (len(line) - len(line.rstrip("\\"))) % 2:
            escaped = True
            line = line[:-1]
        parts.append(("\n" * breaks or joint) + (unescape(line) if double else line.replace("''", "'")))
        return ("" if escaped else " "), 0


def _chomped(content: list[str], header: str, *, literal: bool, ended: bool) -> str:
    """The text of a block scalar from its lines; ``ended`` where a break follows the last one."""
    kept = len(content)
    while kept and not content[kept - 1]:
        kept -= 1
    trailing = len(content) - kept
    body = "\n".join(content[:kept]) if literal else _folded(content[:kept])
    final = "\n" if kept and (ended or trailing) else ""
    if "-" in header:
        return body
    return body + final + "\n" * trailing if "+" in header else body + final


def _folded(content: list[str]) -> str:
    """Lines of a folded scalar: a break between two lines that begin with text is a space."""
    parts: list[str] = []
    breaks = 0
    previous_blank = True
    for line in content:
        if not line:
            breaks += 1
            continue
        blank = line[0] in " \t"
        if not parts:
            parts.append("\n" * breaks)
        elif previous_blank or blank:
            parts.append("\n" * (breaks + 1))
        else:
            parts.append("\n" * breaks or " ")
        parts.append(line)
        previous_blank = blank
        breaks = 0
    return "".join(parts)


__all__ = ("Exact", "Floats", "QuickReader")
