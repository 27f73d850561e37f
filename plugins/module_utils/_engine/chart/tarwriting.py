# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes tar archives of plain files, byte for byte as Go's archive/tar does when it may choose the format.

A name that fits gets a ustar header; one that is too long, or not ASCII, a PAX header before its own. Times are rounded
to seconds, owners are 0, the mode is 0644.
"""

from __future__ import annotations

import posixpath
import typing as t

_BLOCK = 512
_NAME = 100
_PREFIX = 155
_MODE = b"0000644\x00"
_ZERO = b"0000000\x00"
_MAX_OCTAL = 8**11
_SECOND = 1_000_000_000


class Member(t.NamedTuple):
    """One file of an archive; ``mod_time`` in ns since 1970."""

    name: str
    data: bytes
    mod_time: int


def write_tar(members: t.Iterable[Member]) -> bytes:
    """The archive of ``members`` in their order, with the two empty blocks at its end."""
    out = bytearray()
    for member in members:
        name, seconds = member.name.encode("utf-8", "surrogateescape"), (member.mod_time + _SECOND // 2) // _SECOND
        split = _split(name)
        records = {}
        if split is None:
            records[b"path"] = name
        if not 0 <= seconds < _MAX_OCTAL:
            records[b"mtime"] = b"%d" % seconds
        if records:
            out += _extended(name, records)
            split = b"", _ascii(name)[:_NAME]
        prefix, suffix = split or (b"", name)
        out += _header(suffix, len(member.data), seconds, prefix=prefix)
        out += _padded(member.data)
    return bytes(out) + bytes(2 * _BLOCK)


def _split(name: bytes) -> tuple[bytes, bytes] | None:
    """The name as ustar's prefix and name; None where ustar cannot say it."""
    if not name.isascii():
        return None
    if len(name) <= _NAME:
        return b"", name
    slash = name.rfind(b"/", 0, _PREFIX + 1)
    if slash <= 0 or len(name) - slash - 1 > _NAME or slash + 1 == len(name):
        return None
    return name[:slash], name[slash + 1 :]


def _extended(name: bytes, records: dict[bytes, bytes]) -> bytes:
    folder, file = posixpath.split(name)
    place = _ascii(posixpath.join(folder, b"PaxHeaders.0", file))[:_NAME].rstrip(b"/")
    data = b"".join(_record(key, value) for key, value in sorted(records.items()))
    return _header(place, len(data), 0, kind=b"x", mode=_ZERO) + _padded(data)


def _record(key: bytes, value: bytes) -> bytes:
    """A PAX record, whose leading number counts its own digits too."""
    rest = b" %s=%s\n" % (key, value)
    size = len(rest) + len(b"%d" % len(rest))
    size = len(rest) + len(b"%d" % size)
    return b"%d" % size + rest


def _header(
    name: bytes, size: int, seconds: int, *, prefix: bytes = b"", kind: bytes = b"0", mode: bytes = _MODE
) -> bytes:
    time = b"%011o\x00" % (seconds if 0 <= seconds < _MAX_OCTAL else 0)
    # Go writes the device numbers in the headers of files alone.
    devices = bytes(16) if kind == b"x" else _ZERO + _ZERO
    head = name.ljust(_NAME, b"\x00") + mode + _ZERO + _ZERO + b"%011o\x00" % size + time
    tail = kind + bytes(100) + b"ustar\x0000" + bytes(64) + devices + prefix.ljust(_PREFIX, b"\x00") + bytes(12)
    total = sum(head) + sum(tail) + 8 * ord(" ")
    return head + b"%06o\x00 " % total + tail


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _BLOCK)


def _ascii(name: bytes) -> bytes:
    """The name without its characters that are not ASCII."""
    return bytes(byte for byte in name if 0 < byte < 128)


__all__ = ("Member", "write_tar")
