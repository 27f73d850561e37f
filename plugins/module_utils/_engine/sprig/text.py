# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text as Go sees it: bytes under a string, what strval makes of any value, white space, and Go's own panic texts."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoObject, go_type
from ..gotmpl.printing import plain

NIL_POINTER = "runtime error: invalid memory address or nil pointer dereference"
MAKE_SLICE = "runtime error: makeslice: len out of range"
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def to_bytes(text: str) -> bytes:
    """The bytes of a Go string."""
    return text.encode("utf-8", "surrogateescape")


def from_bytes(data: bytes) -> str:
    """The Go string of these bytes, valid UTF-8 or not."""
    return data.decode("utf-8", "surrogateescape")


def runes(text: str) -> str:
    """The text after Go's ``[]rune`` conversion: a byte that is no UTF-8 becomes U+FFFD."""
    if text.isascii():
        return text
    return "".join(["\ufffd" if "\udc80" <= char <= "\udcff" else char for char in text])


def strval(value: t.Any) -> str:
    """A value as text, as Sprig's ``strval``: strings and bytes as they are, Stringers by name, else ``%v``."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is int:
        return str(int(value))
    if kind is bytes:
        return from_bytes(value)
    if isinstance(value, GoObject):
        text = value.go_string()
        if text is not None:
            return text
    return plain(value)


def assertion_failed(value: t.Any, wanted: str) -> GoError:
    """The panic of a Go type assertion on an interface that holds something else."""
    found = "nil" if value is None else go_type(value)
    return GoError("interface conversion: interface {} is %s, not %s" % (found, wanted))


__all__ = ("MAKE_SLICE", "NIL_POINTER", "SPACE", "assertion_failed", "from_bytes", "runes", "strval", "to_bytes")
