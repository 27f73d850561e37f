# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The text a YAML reader works on: byte order marks, line breaks and characters that may not stand in a document.

go-yaml (readerc.go) reads 512 bytes at a time and refuses a character only when its portion is read, so what stands
before may be found wrong first, or be all that is asked for.
"""

from __future__ import annotations

import typing as t

from ..patterns import lazy_pattern

_PORTION = 512
_REFUSED_ASCII = lazy_pattern("[^\t\n\r\x20-\x7e]")
_REFUSED = lazy_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Source(t.NamedTuple):
    """A document's text with ``\\n`` for every line break that YAML reads as one, and what is wrong after it."""

    text: str
    refusal: str


def _from_bytes(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "surrogatepass")
    return data.decode("utf-8", "surrogateescape")


def _width(octet: int) -> int:
    return 1 if octet < 0x80 else 2 if octet & 0xE0 == 0xC0 else 3 if octet & 0xF0 == 0xE0 else 4


def _refusal(rest: bytes, char: str) -> str:
    """Why the character at the start of ``rest`` is refused."""
    if not "\udc80" <= char <= "\udcff":
        return "control characters are not allowed"
    first = rest[0]
    if first & 0xC0 == 0x80 or first & 0xF8 == 0xF8:
        return "invalid leading UTF-8 octet"
    width = _width(first)
    if len(rest) < width:
        return "incomplete UTF-8 octet sequence"
    if any(octet & 0xC0 != 0x80 for octet in rest[1:width]):
        return "invalid trailing UTF-8 octet"
    too_long = (width == 2 and first < 0xC2) or (width == 3 and first == 0xE0 and rest[1] < 0xA0)
    if too_long or (width == 4 and first == 0xF0 and rest[1] < 0x90):
        return "invalid length of a UTF-8 sequence"
    return "invalid Unicode character"


def _portion_start(data: bytes, bad: int) -> int:
    """The byte where the portion that holds byte ``bad`` begins."""
    start, end = 0, _PORTION
    while end <= bad:
        # A character that does not fit is kept for the next portion, which is so much shorter.
        cut = end
        while cut > start and data[cut - 1] & 0xC0 == 0x80:
            cut -= 1
        if cut > start and cut - 1 + _width(data[cut - 1]) <= end:
            cut = end
        elif cut > start:
            cut -= 1
        start, end = cut, cut + _PORTION
    return start


def prepare(text: str | bytes) -> Source:
    """The text to scan. With a refusal, the text ends where go-yaml would begin to read the refused portion."""
    if isinstance(text, bytes):
        text = _from_bytes(text)
    elif text[:2] in ("\udcff\udcfe", "\udcfe\udcff"):
        text = _from_bytes(text.encode("utf-8", "surrogateescape"))
    refusal = ""
    bad = (_REFUSED_ASCII if text.isascii() else _REFUSED).search(text)
    if bad is not None:
        data = text.encode("utf-8", "surrogateescape")
        place = len(text[: bad.start()].encode("utf-8", "surrogateescape"))
        refusal = _refusal(data[place:], bad.group())
        text = data[: _portion_start(data, place)].decode("utf-8", "surrogateescape")
    if text[:1] == "\ufeff":
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x85" in text:
        text = text.replace("\x85", "\n")
    return Source(text, refusal)


__all__ = ("Source", "prepare")
