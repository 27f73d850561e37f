# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where each chart's lines stand in the bytes of an index.yaml that is written plainly, as helm and every server do.

Only the frame of such a file (all but the charts' versions) is read as YAML here. What is written in another way (JSON,
flow style, aliases of whole charts) has no layout, and is read whole.
"""

from __future__ import annotations

import re
import typing as t

from ..gotmpl.functions import GoError
from ..goyaml.load import load

_ENTRIES = re.compile(rb"(?:\A|(?<=\n))entries:[ ]*(?:#[^\n]*)?\r?\n")
# The blanks before the first chart, after lines that say nothing.
_PAD = re.compile(rb"(?:[ ]*(?:#[^\n]*)?\r?\n)*([ ]+)[^ \t\r\n#-]")
# A literal at the beginning of a pattern lets Python search for it as fast as for a string.
_TOP_LEVEL = re.compile(rb"\n[^ \r\n#]")
_KEY = rb"\n%s(?:[^ \r\n#-]|-[^ \r\n])[^\n]*"
_COMMENT = re.compile(rb"[ \t]#")


class Layout:
    """The ``frame``, strictly read, and the place of each chart's versions in ``data``, in the order of the file."""

    __slots__ = ("_data", "_spans", "frame")

    def __init__(self, data: bytes, frame: dict[str, t.Any], spans: dict[str, tuple[int, int]]) -> None:
        self._data = data
        self._spans = spans
        self.frame = frame

    @property
    def names(self) -> t.Collection[str]:
        """The charts."""
        return self._spans.keys()

    def block(self, chart: str) -> bytes:
        """The lines of a chart's versions; empty for a chart that is not there."""
        start, end = self._spans.get(chart, (0, 0))
        return self._data[start:end]

    def lines_before(self, chart: str) -> int:
        """How many lines stand before the block of a chart."""
        return self._data.count(b"\n", 0, self._spans[chart][0])


def plain_layout(data: bytes) -> Layout | None:
    """The layout of an index; None where the file is not written plainly or its frame is no strict YAML."""
    top = _ENTRIES.search(data)
    pad = _PAD.match(data, top.end()) if top else None
    if top is None or pad is None or b"\n---" in data[: top.start()].lstrip(b"\n"):
        return None
    start = top.end() - 1
    after = _TOP_LEVEL.search(data, start)
    stop = after.start() + 1 if after else len(data)
    keys = list(re.compile(_KEY % pad.group(1)).finditer(data, start, stop))
    lines = [match.group() for match in keys]
    if not all(_COMMENT.split(line, maxsplit=1)[0].rstrip().endswith(b":") for line in lines):
        return None
    try:
        frame = load(b"".join([data[: top.start()], b"entries:", *lines, b"\n", data[stop:]]), strict=True)
    except GoError:
        return None
    entries = frame.get("entries") if isinstance(frame, dict) else None
    if not isinstance(entries, dict) or len(entries) != len(keys) or any(entries.values()):
        return None
    ends = [match.start() + 1 for match in keys[1:]] + [stop]
    spans = {name: (match.end(), end) for name, match, end in zip(entries, keys, ends, strict=True)}
    return Layout(data, frame, spans)


__all__ = ("Layout", "plain_layout")
