# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How one string is written in YAML: plain, quoted or as a literal block, folded at 80 columns.

The choice is go-yaml's (encode.go stringv, emitterc.go analyze_scalar and select_scalar_style); v2 and v3 share it but
for tabs, which v3 lets stand in a block, and folding, which helm turns off in v3.
"""

from __future__ import annotations

import re

from ..patterns import lazy_pattern
from .resolve import is_plain_string

BEST_WIDTH = 80
# Ends a text after which the library breaks no line; it cannot be part of a document.
NO_BREAK = "\0"
_MAX_SIMPLE_KEY = 128
_MAX_KNOWN = 20000
_PRINTABLE = "\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd"
# Most strings of a chart: nothing in them can need quoting, unless the whole is a word or number of YAML.
_HARMLESS = lazy_pattern(r"[A-Za-z/$(_][A-Za-z0-9_./$()=+-]*(?:[:@,][A-Za-z0-9_./$()=+-]+)*\Z")
_INDICATOR = lazy_pattern(
    "---|\\.\\.\\.|[#,\\[\\]{}&*!|>'\"%@`\u2028\u2029 ]|[?:-](?:[ \t]|\\Z)"
    "|.*?(?::(?:[ \t]|\\Z)|[ \u2028\u2029]#|[\u2028\u2029]| \\Z)",
    re.DOTALL,
)
_BREAK_BESIDE_SPACE = lazy_pattern("[ ][\u2028\u2029]|[\u2028\u2029][ ]")
_LINE = lazy_pattern("[^\n\u2028\u2029]+")
_PADDED_EMPTY = lazy_pattern("^ +$", re.MULTILINE)
_BASE60 = lazy_pattern(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")
_TO_ESCAPE_ASCII = lazy_pattern('["\\\\\n]|[^ -~]')
_TO_ESCAPE = lazy_pattern('["\\\\\n\u2028\u2029]|[^' + _PRINTABLE + "]")
_ESCAPES = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"',
    "\\": "\\", "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P",
}  # fmt: skip


def _escape(char: str) -> str:
    letter = _ESCAPES.get(char)
    if letter is not None:
        return "\\" + letter
    code = ord(char)
    return "\\x%02X" % code if code < 0x100 else "\\u%04X" % code if code < 0x10000 else "\\U%08X" % code


def _escaped(text: str) -> str:
    if text[0] == "\ufeff":
        # The library looks for a byte order mark at the start of the text, whatever the character it is at.
        return "".join([_escape(char) for char in text])
    return (_TO_ESCAPE_ASCII if text.isascii() else _TO_ESCAPE).sub(lambda found: _escape(found.group()), text)


def _fold_single_spaces(text: str, column: int, pad: str, width: int) -> str:
    """Break at lone spaces once the line is longer than ``width``: plain and single-quoted scalars."""
    words = text.split(" ")
    parts = [words[0]]
    column += len(words[0])
    previous = words[0]
    for word in words[1:]:
        if column > width and previous and word:
            parts.append("\n" + pad)
            column = len(pad)
        else:
            parts.append(" ")
            column += 1
        parts.append(word)
        column += len(word)
        previous = word
    return "".join(parts)


def _fold_double_quoted(text: str, column: int, pad: str, width: int) -> str:
    """Break at the first space of a run; a space that follows the break is escaped."""
    words = text.split(" ")
    parts = [words[0]]
    column += len(words[0])
    last = len(words) - 1
    for index in range(1, last + 1):
        word = words[index]
        if column > width and words[index - 1] and (word or index < last):
            parts.append("\n" + pad if word else "\n" + pad + "\\")
            column = len(pad) + (not word)
        else:
            parts.append(" ")
            column += 1
        parts.append(word)
        column += len(word)
    return "".join(parts)


class ScalarWriter:
    """Writes strings; remembers how the short ones came out."""

    def __init__(self, *, width: int, tabs_in_blocks: bool) -> None:
        self.width = width
        self.one_line: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        tab = "\t" if tabs_in_blocks else ""
        self._special = lazy_pattern("[^" + _PRINTABLE + "]")
        # The same for ASCII alone: the tables of the others take milliseconds to build, and few texts need them.
        self._special_ascii = lazy_pattern("[^\n -~]")
        self._no_block_ascii = lazy_pattern("[^\n -~" + tab + "]| (?:\n|\\Z)")
        self._no_block = lazy_pattern("[^" + _PRINTABLE + tab + "]| (?:[\n\u2028\u2029]|\\Z)")

    def can_be_plain(self, text: str) -> bool:
        """Whether the text would be read back as this string and not as something else."""
        return is_plain_string(text) and not (":" in text and _BASE60.match(text) is not None)

    def _quoted(self, text: str, column: int, pad: str) -> str:
        """Double-quoted."""
        return '"' + _fold_double_quoted(_escaped(text), column + 1, pad, self.width) + '"' if text else '""'

    def _literal(self, text: str, pad: str) -> str:
        hint = "2" if text[0] in " \n\u2028\u2029" else ""
        if text[-1] not in "\n\u2028\u2029":
            hint += "-"
        elif len(text) == 1 or text[-2] in "\n\u2028\u2029":
            hint += "+"
        if "\u2028" in text or "\u2029" in text:
            body = _LINE.sub(lambda found: pad + found.group(), text)
            if body[-1] in "\u2028\u2029":
                body += NO_BREAK
        else:
            body = pad + text.replace("\n", "\n" + pad)
            if "\n\n" in text or text[0] == "\n" or text[-1] == "\n":
                body = _PADDED_EMPTY.sub("", body)
        return "|" + hint + "\n" + (body[:-1] if body[-1] == "\n" else body)

    def _with_breaks(self, text: str, column: int, pad: str) -> str:
        """Single-quoted, around separators that are line breaks to the library but stay as they are."""
        parts = []
        for part in re.split("([\u2028\u2029]+)", text.replace("'", "''")):
            if part and part[0] in "\u2028\u2029":
                parts.append(part + pad)
                column = len(pad)
            else:
                parts.append(_fold_single_spaces(part, column, pad, self.width))
        whole = "".join(parts)
        return whole[: -len(pad)] if text[-1] in "\u2028\u2029" else whole

    def write(self, text: str, column: int, pad: str, *, key: bool = False) -> str:
        """The scalar as it stands from ``column`` on; ``pad`` leads its further lines. A ``key`` is never folded."""
        width = 1 << 30 if key else self.width
        if "\n" in text and not key:
            no_block = self._no_block_ascii if text.isascii() else self._no_block
            if no_block.search(text) is None:
                return self._literal(text, pad)
        elif self.can_be_plain(text):
            special = self._special_ascii if text.isascii() else self._special
            if _INDICATOR.match(text) is None and special.search(text) is None:
                return _fold_single_spaces(text, column, pad, width)
            if special.search(text) is None and _BREAK_BESIDE_SPACE.search(text) is None:
                if "\u2028" in text or "\u2029" in text:
                    return "'" + self._with_breaks(text, column + 1, pad) + "'"
                return "'" + _fold_single_spaces(text.replace("'", "''"), column + 1, pad, width) + "'"
        if key:
            return '"' + _escaped(text) + '"' if text else '""'
        return self._quoted(text, column, pad)

    def value(self, text: str, column: int, pad: str) -> str:
        """As ``write``, remembering texts that cannot depend on where they stand."""
        if len(text) > 200 or "\n" in text:
            return self.write(text, column, pad)
        if text not in self.one_line:
            if len(self.one_line) >= _MAX_KNOWN:
                self.one_line.clear()
            harmless = _HARMLESS.match(text) is not None and is_plain_string(text)
            line = text if harmless else self.write(text, -(1 << 20), pad)
            if "\n" in line or "\u2028" in line or "\u2029" in line:
                return self.write(text, column, pad)
            self.one_line[text] = line
        line = self.one_line[text]
        return line if " " not in line or column + len(line) <= self.width else self.write(text, column, pad)

    def simple_key(self, text: str) -> str:
        """The key with its colon; empty where it needs ``? `` in front (long, or of several lines)."""
        if len(self.keys) >= _MAX_KNOWN:
            self.keys.clear()
        long = len(text) > _MAX_SIMPLE_KEY or len(text.encode("utf-8", "surrogatepass")) > _MAX_SIMPLE_KEY
        breaks = re.search("[\n\r\x85\u2028\u2029]", text) is not None
        shown = "" if long or breaks else self.write(text, 0, "", key=True) + ":"
        if shown:
            self.keys[text] = shown
        return shown


__all__ = ("BEST_WIDTH", "NO_BREAK", "ScalarWriter")
