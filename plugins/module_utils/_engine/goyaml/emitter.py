# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Collections in YAML's block style: lines for mappings and sequences, as go-yaml's emitter lays them out."""

from __future__ import annotations

import typing as t

from .scalars import NO_BREAK, ScalarWriter

# A map that holds itself ends here, before its indentation takes all memory; no chart nests so deeply otherwise.
_DEEPEST = 5000


class BlockEmitter:
    """Writes a tree of dict, list, str, int, float, bool and None; subclasses say how keys sort and the rest looks."""

    # What a sequence under a key is indented by.
    sequence_indent: t.ClassVar[str] = ""

    def __init__(self, scalars: ScalarWriter) -> None:
        self.scalars = scalars

    def sorted_keys(self, mapping: dict[str, t.Any]) -> t.Sequence[str]:
        """The keys in the order they are written in."""
        raise NotImplementedError

    def plain(self, value: t.Any) -> str | None:
        """The text of a number, bool or null; None where the value is something else."""
        raise NotImplementedError

    def known_form(self, value: t.Any) -> t.Any:
        """A value of any other type as one of str, dict, list or what ``plain`` takes."""
        raise NotImplementedError

    def document(self, value: t.Any) -> str:
        """The whole document, ending in a line break."""
        lines: list[str] = []
        self._item(value, "", lines, "", "  ")
        lines.append("")
        text = "\n".join(lines)
        return text.replace(NO_BREAK + "\n", "") if NO_BREAK in text else text

    def _mapping(self, value: dict[str, t.Any], pad: str, lines: list[str], lead: str) -> None:
        """Lines of a mapping whose keys stand at ``pad``; the first one begins with ``lead`` instead."""
        if len(pad) > _DEEPEST:
            raise RecursionError
        scalars = self.scalars
        keys = scalars.keys
        known = scalars.one_line
        room = scalars.width - len(pad) - 1
        inner = pad + "  "
        for key in self.sorted_keys(value):
            item = value[key]
            head = keys.get(key) or scalars.simple_key(key)
            if not head:
                lines.append(lead + "? " + scalars.write(key, len(pad) + 2, inner))
                self._item(item, pad, lines, pad + ": ", inner)
                lead = pad
                continue
            kind = type(item)
            if kind is str:
                text = known.get(item)
                if text is None or (" " in text and len(text) + len(head) > room):
                    text = scalars.value(item, len(pad) + len(head) + 1, inner)
                lines.append(f"{lead}{head} {text}")
            elif kind is dict and item:
                lines.append(lead + head)
                self._mapping(item, inner, lines, inner)
            elif kind is list and item:
                lines.append(lead + head)
                self._sequence(item, pad + self.sequence_indent, lines, pad + self.sequence_indent)
            else:
                self._under_key(item, pad, lines, lead + head)
            lead = pad

    def _under_key(self, item: t.Any, pad: str, lines: list[str], head: str) -> None:
        text = self.plain(item)
        if text is not None:
            lines.append(f"{head} {text}")
            return
        item = self.known_form(item)
        if isinstance(item, dict) and item:
            lines.append(head)
            self._mapping(item, pad + "  ", lines, pad + "  ")
        elif isinstance(item, list) and item:
            lines.append(head)
            self._sequence(item, pad + self.sequence_indent, lines, pad + self.sequence_indent)
        else:
            self._item(item, pad, lines, head + " ", pad + "  ")

    def _sequence(self, value: list[t.Any], pad: str, lines: list[str], lead: str) -> None:
        inner = pad + "  "
        known = self.scalars.one_line
        room = self.scalars.width - len(inner)
        for item in value:
            text = known.get(item) if item.__class__ is str else None
            if text is not None and (" " not in text or len(text) <= room):
                lines.append(f"{lead}- {text}")
            else:
                self._item(item, pad, lines, lead + "- ", inner)
            lead = pad

    def _item(self, item: t.Any, pad: str, lines: list[str], lead: str, inner: str) -> None:
        """A value that begins on the line of its indicator ``lead``."""
        text = None if type(item) in (str, dict, list) else self.plain(item)
        if text is None:
            item = item if type(item) in (str, dict, list) else self.known_form(item)
            if isinstance(item, str):
                text = self.scalars.value(item, len(lead), inner)
            elif isinstance(item, dict):
                text = "" if item else "{}"
            elif isinstance(item, list):
                text = "" if item else "[]"
            else:
                text = self.plain(item) or "null"
        if text:
            lines.append(lead + text)
        elif isinstance(item, dict):
            self._mapping(item, inner if lead else pad, lines, lead)
        else:
            self._sequence(item, inner if lead else pad, lines, lead)


__all__ = ("BlockEmitter",)
