# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads a gzipped tar stream entry by entry, within a budget, from bytes that nobody vouches for.

Follows Go's archive/tar (USTAR, PAX, GNU and star headers; links, devices and directories carry no data). Sparse files
are refused. Python's tarfile costs ten times this file's import and forgives what Go does not.
"""

from __future__ import annotations

import typing as t
import zlib

from ..errors import ChartError

BLOCK = 512
CHUNK = 1 << 16
MAX_SPECIAL = 1 << 20
HEADER_ONLY = b"123456"
DIRECTORY, GLOBAL_HEADER, EXTENDED_HEADER, LONG_NAME, LONG_LINK = b"5", b"g", b"x", b"L", b"K"
SPARSE = b"S"
# Mode, owner, group, size, time and the two device numbers: any malformed one makes the header malformed.
_NUMBERS = ((100, 108), (108, 116), (116, 124), (124, 136), (136, 148), (329, 337), (337, 345))


class NotGzipError(ChartError):
    """The bytes do not begin as a gzip stream does."""


class Entry(t.NamedTuple):
    """One entry: ``kind`` the type flag, ``mode`` the file mode bits, ``mod_time`` in ns since 1970."""

    name: str
    kind: bytes
    mode: int
    size: int
    mod_time: int


class _Gunzip:
    """Bytes out of a gzip stream, as many as asked for; several members follow each other."""

    def __init__(self, data: bytes, max_bytes: int) -> None:
        if len(data) < 10:
            raise ChartError("unexpected EOF" if data else "EOF")
        if data[:3] != b"\x1f\x8b\x08":
            raise NotGzipError("gzip: invalid header")
        self._compressed = data
        self._inflate = zlib.decompressobj(31)
        self._buffer = b""
        self._remaining = max_bytes

    def read(self, size: int) -> bytes:
        """``size`` bytes, fewer only at the end of the stream."""
        pieces, missing = [], size
        while missing > 0:
            if not self._buffer and not self._fill():
                break
            piece = self._buffer[:missing]
            self._buffer = self._buffer[len(piece) :]
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def _fill(self) -> bool:
        while not self._buffer:
            if self._inflate.eof:
                self._compressed = self._inflate.unused_data
                if not self._compressed:
                    return False
                if self._compressed[:2] != b"\x1f\x8b":
                    raise ChartError("gzip: invalid header")
                self._inflate = zlib.decompressobj(31)
            try:
                self._buffer = self._inflate.decompress(self._compressed, CHUNK)
            except zlib.error as error:
                raise ChartError("gzip: " + str(error)) from None
            self._compressed = self._inflate.unconsumed_tail
            self._remaining -= len(self._buffer)
            if self._remaining < 0:
                raise ChartError("the chart archive unpacks to too many bytes that are in no file of it")
            if not self._buffer and not self._inflate.eof and not self._compressed:
                raise ChartError("unexpected EOF")
        return True


class TarReader:
    """Iterates over the entries; ``read`` gives the data of the current one.

    ``max_entries`` bounds all headers, extended ones included, and ``max_bytes`` all that is unpacked, also what is
    skipped: a few bytes of a bomb could repeat it for ever.
    """

    def __init__(self, data: bytes, *, max_entries: int, max_bytes: int) -> None:
        self._stream = _Gunzip(data, max_bytes)
        self._max_entries = max_entries
        self._headers = 0
        self._left = 0
        self._padding = 0

    def read(self) -> bytes:
        """All data of the current entry; ask ``size`` first, it is what will be held in memory."""
        data = self._exactly(self._left)
        self._left = 0
        return data

    def next(self) -> Entry | None:
        """The next entry that is a file, link, device, directory or global header; None at the end."""
        extended: dict[str, str] = {}
        long_name = ""
        while True:
            self._skip()
            self._headers += 1
            if self._headers > self._max_entries:
                raise ChartError("chart archive has more than %d entries" % self._max_entries)
            block = self._header()
            if block is None:
                return None
            kind, size = block[156:157], _numeric(block[124:136])
            self._set_data(kind, size)
            if kind == EXTENDED_HEADER:
                extended = _pax_records(self._special())
            elif kind == GLOBAL_HEADER:
                _pax_records(self._special())
                return Entry("", kind, 0, 0, 0)
            elif kind == LONG_NAME:
                long_name = _text(self._special())
            elif kind == LONG_LINK:
                self._special()
            else:
                return self._entry(block, extended, long_name)

    def _entry(self, block: bytes, extended: dict[str, str], long_name: str) -> Entry:
        kind, size = block[156:157], _numeric(block[124:136])
        name = long_name or extended.get("path") or _name(block)
        mod_time = _numeric(block[136:148]) * 1_000_000_000
        if extended:
            size = _pax_integer(extended.get("size", "")) if extended.get("size") else size
            mod_time = _pax_time(extended["mtime"]) if extended.get("mtime") else mod_time
            if any(key.startswith("GNU.sparse.") for key in extended):
                raise ChartError("archive/tar: sparse files are not supported")
        if kind == SPARSE:
            raise ChartError("archive/tar: sparse files are not supported")
        if kind == b"\0":
            kind = DIRECTORY if name.endswith("/") else b"0"
        self._set_data(kind, size)
        return Entry(name, kind, _numeric(block[100:108]), size, mod_time)

    def _set_data(self, kind: bytes, size: int) -> None:
        if kind in HEADER_ONLY:
            size = 0
        if size < 0:
            raise _invalid()
        self._left = size
        self._padding = -size % BLOCK

    def _special(self) -> bytes:
        if self._left > MAX_SPECIAL:
            raise ChartError("archive/tar: header field too long")
        return self.read()

    def _skip(self) -> None:
        while self._left:
            self._left -= len(self._exactly(min(self._left, CHUNK)))
        # Go forgives an archive that stops inside the padding.
        self._stream.read(self._padding)
        self._padding = 0

    def _exactly(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) < size:
            raise ChartError("unexpected EOF")
        return data

    def _header(self) -> bytes | None:
        block = self._stream.read(BLOCK)
        if not block:
            return None
        if len(block) < BLOCK:
            raise ChartError("unexpected EOF")
        if block.count(0) == BLOCK:
            following = self._stream.read(BLOCK)
            if not following or following.count(0) == BLOCK:
                return None
            raise _invalid() if len(following) == BLOCK else ChartError("unexpected EOF")
        checksum = _octal(block[148:156])
        unsigned = sum(block) - sum(block[148:156]) + 8 * 32
        if checksum != unsigned and checksum != unsigned - 256 * sum(
            1 for i, byte in enumerate(block) if byte > 127 and not 148 <= i < 156
        ):
            raise _invalid()
        for start, end in _NUMBERS if block[257:262] == b"ustar" else _NUMBERS[:5]:
            _numeric(block[start:end])
        return block


def _invalid() -> ChartError:
    return ChartError("archive/tar: invalid tar header")


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")


def _name(block: bytes) -> str:
    name, magic = _text(block[:100]), block[257:263]
    if magic != b"ustar\0":
        return name
    prefix = _text(block[345 : 476 if block[508:512] == b"tar\0" else 500])
    return prefix + "/" + name if prefix else name


def _octal(field: bytes) -> int:
    digits = field.strip(b" \0").split(b"\0", 1)[0]
    if not digits:
        return 0
    if digits.strip(b"01234567"):
        raise _invalid()
    return int(digits, 8)


def _numeric(field: bytes) -> int:
    """An octal number, or GNU's big-endian one whose first bit is set."""
    if not field[0] & 0x80:
        return _octal(field)
    number = int.from_bytes(field, "big", signed=False) & ((1 << (8 * len(field) - 1)) - 1)
    if field[0] & 0x40:
        number -= 1 << (8 * len(field) - 1)
    if not -(2**63) <= number < 2**63:
        raise _invalid()
    return number


def _pax_records(data: bytes) -> dict[str, str]:
    records: dict[str, str] = {}
    while data:
        length_text, space, _unused = data.partition(b" ")
        if not space or not length_text.isdigit() or len(length_text) > 8:
            raise _invalid()
        length = int(length_text)
        record = data[len(length_text) + 1 : length - 1]
        key, equals, value = record.partition(b"=")
        if length > len(data) or data[length - 1 : length] != b"\n" or not equals or not key or b"\0" in key:
            raise _invalid()
        if key in (b"path", b"linkpath", b"uname", b"gname") and b"\0" in value:
            raise _invalid()
        records[key.decode("utf-8", "surrogateescape")] = value.decode("utf-8", "surrogateescape")
        data = data[length:]
    return records


def _pax_integer(text: str) -> int:
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 19:
        raise _invalid()
    return int(text)


def _pax_time(text: str) -> int:
    """Seconds with a fraction, to ns."""
    seconds, dot, fraction = text.partition(".")
    if dot and fraction.strip("0123456789"):
        raise _invalid()
    nanoseconds = int((fraction + "000000000")[:9])
    whole = _pax_integer(seconds)
    return whole * 1_000_000_000 + (-nanoseconds if seconds.startswith("-") else nanoseconds)


__all__ = ("BLOCK", "DIRECTORY", "Entry", "EXTENDED_HEADER", "GLOBAL_HEADER", "NotGzipError", "TarReader")
