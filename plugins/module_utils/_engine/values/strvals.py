# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values as one line of text: what --set, --set-string, --set-json, --set-file and --set-literal take.

Follows pkg/strvals. Each function reads ``text`` and changes ``values`` in place; a ValuesError carries helm's words
and leaves ``values`` half done. Numbers of --set are int64, those of --set-json float64.
"""

from __future__ import annotations

import typing as t
from json.decoder import JSONDecoder

from ..errors import ValuesError
from ..gojson.decode import decode
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import Int64
from .strvals_path import PathParser, Values

ReadFile = t.Callable[[str], str]


def parse_into(text: str, values: Values) -> None:
    """``--set a.b=1,c[0]=x,d={p,q}``: true, false, null and whole numbers become what they say, all else is text."""
    _SetParser(text, typed_value).parse(values)


def parse_string_into(text: str, values: Values) -> None:
    """``--set-string``: as --set, but every value is text."""
    _SetParser(text, str).parse(values)


def parse_file_into(text: str, values: Values, read_file: ReadFile) -> None:
    """``--set-file a=path``: every value is what ``read_file`` gives for it."""
    _SetParser(text, read_file).parse(values)


def parse_json_into(text: str, values: Values) -> None:
    """``--set-json a={"b":1},c=[2]``: every value is JSON, an empty one null."""
    _JsonParser(text).parse(values)


def parse_literal_into(text: str, values: Values) -> None:
    """``--set-literal a.b=text``: all that follows the first ``=`` is the value, as it stands."""
    _LiteralParser(text).parse(values)


def typed_value(text: str) -> t.Any:
    """What --set makes of a value's text."""
    folded = text.casefold()
    if folded == "true":
        return True
    if folded == "false":
        return False
    if folded == "null":
        return None
    if text == "0":
        return Int64(0)
    digits = text[1:] if text[:1] in ("+", "-") else text
    if text[:1] != "0" and digits.isascii() and digits.isdigit() and len(digits) < 4300:
        number = int(text)
        if -(2**63) <= number < 2**63:
            return Int64(number)
    return text


class _SetParser(PathParser):
    """--set and its kin, which differ in what ``convert`` makes of a value's text."""

    key_stops = "=[,."
    escapes = True

    def __init__(self, text: str, convert: t.Callable[[str], t.Any]) -> None:
        super().__init__(text)
        self.convert = convert

    def value(self) -> tuple[t.Any, bool]:
        if self.position >= len(self.text):
            return "", True
        if self.text[self.position] != "{":
            return self.convert(self.until(",")[0]), False
        self.position += 1
        items = []
        while True:
            item, stop = self.until(",}")
            if not stop:
                raise ValuesError("list must terminate with '}'")
            items.append(self.convert(item))
            if stop == "}":
                if self.text.startswith(",", self.position):
                    self.position += 1
                return items, False


class _JsonParser(PathParser):
    key_stops = "=[,."
    escapes = True

    def value(self) -> tuple[t.Any, bool]:
        if self._blank():
            return None, False
        start = self.position
        try:
            self.position = JSONDecoder().raw_decode(self.text, start)[1]
            value = decode(self.text[start : self.position])
        except (GoError, ValueError, RecursionError) as error:
            raise ValuesError(str(error)) from None
        self._blank()
        return value, False

    def _blank(self) -> bool:
        """Skip blanks and one comma; whether nothing else stood there."""
        while self.position < len(self.text):
            rune = self.text[self.position]
            if rune == ",":
                self.position += 1
                return True
            if not rune.isspace() or rune in "\x1c\x1d\x1e\x1f":
                return False
            self.position += 1
        return True


class _LiteralParser(PathParser):
    key_stops = "=[."
    escapes = False

    def value(self) -> tuple[t.Any, bool]:
        rest = self.text[self.position :]
        self.position = len(self.text)
        return rest, False


__all__ = (
    "ReadFile", "parse_file_into", "parse_into", "parse_json_into", "parse_literal_into", "parse_string_into",
    "typed_value",
)  # fmt: skip
