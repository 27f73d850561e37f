# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's encodings: base64, base32 and JSON, with the errors of Go's packages; Helm's own JSON functions win."""

from __future__ import annotations

import binascii
import typing as t

from ..gojson.decode import decode
from ..gojson.encode import encode
from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import NilList, NilMap
from .text import from_bytes, to_bytes

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_MAP = "map[string]interface {}"
_LIST = "[]interface {}"


def base64_encode(data: bytes) -> str:
    """Standard base64 with padding."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def base64_decode(text: str) -> bytes:
    """The bytes of standard base64; line breaks are skipped. Raises GoError with encoding/base64's text."""
    data = to_bytes(text)
    packed = data.translate(None, b"\r\n")
    body = packed.rstrip(b"=")
    if len(packed) % 4 == 0 and len(packed) - len(body) <= 2 and not body.translate(None, _BASE64):
        return binascii.a2b_base64(packed)
    raise GoError("illegal base64 data at input byte %d" % _base64_offset(data))


def _base64_offset(data: bytes) -> int:
    """The byte that encoding/base64 complains about."""
    place = 0
    index = 0
    for index, char in enumerate(data):
        if char in b"\r\n":
            continue
        if char in _BASE64:
            place = (place + 1) % 4
            continue
        if char != 0x3D or place < 2:
            return index
        return _padding_offset(data, index, place)
    return len(data) - place


def _padding_offset(data: bytes, index: int, place: int) -> int:
    after = _skip_breaks(data, index + 1)
    if place == 2:
        if after == len(data):
            return after
        if data[after] != 0x3D:
            return after - 1
        after = _skip_breaks(data, after + 1)
    return after


def _skip_breaks(data: bytes, index: int) -> int:
    while index < len(data) and data[index] in b"\r\n":
        index += 1
    return index


def base32_encode(text: str) -> str:
    """Standard base32 with padding."""
    from base64 import b32encode

    return b32encode(to_bytes(text)).decode("ascii")


def base32_decode(text: str) -> str:
    """The text of standard base32, or the text of encoding/base32's error."""
    data = to_bytes(text).translate(None, b"\r\n")
    out = bytearray()
    for start in range(0, len(data), 8):
        digits, error = _base32_block(data, start)
        if error is not None:
            return "illegal base32 data at input byte %d" % error
        value = 0
        for digit in digits.ljust(8, b"\0"):
            value = value << 5 | digit
        out += value.to_bytes(5, "big")[: len(digits) * 5 // 8]
        if len(digits) < 8:
            break
    return from_bytes(bytes(out))


def _base32_block(data: bytes, start: int) -> tuple[bytes, int | None]:
    """The digits of the block at ``start``, or the offset that is wrong."""
    size = len(data)
    digits = bytearray()
    for index in range(start, start + 8):
        if index >= size:
            return b"", size - len(digits)
        left = size - index - 1
        if data[index] == 0x3D and len(digits) >= 2 and left < 8:
            return bytes(digits), _base32_padding(data, index, len(digits))
        digit = _BASE32.find(data[index])
        if digit < 0:
            return b"", index
        digits.append(digit)
    return bytes(digits), None


def _base32_padding(data: bytes, index: int, place: int) -> int | None:
    left = len(data) - index - 1
    if left + place < 7:
        return len(data)
    for offset in range(7 - place):
        if left > offset and data[index + 1 + offset] != 0x3D:
            return index + offset
    return index if place in (1, 3, 6) else None


def _or_text(call: t.Callable[[], str]) -> str:
    try:
        return call()
    except GoError as error:
        return str(error)


def _or_blank(call: t.Callable[[], str]) -> str:
    try:
        return call()
    except GoError:
        return ""


def _from_json(text: str) -> t.Any:
    try:
        value = decode(text, target=_MAP)
    except GoError as error:
        return {"Error": str(error)}
    return NilMap() if text.strip() == "null" else value


def _from_json_array(text: str) -> t.Any:
    try:
        value = decode(text, target=_LIST)
    except GoError as error:
        return [str(error)]
    return NilList(_LIST) if text.strip() == "null" else value


def functions() -> dict[str, Function]:
    """The encoding functions by name."""
    table = [
        function("b64enc", lambda text: base64_encode(to_bytes(text)), "string"),
        function("b64dec", lambda text: _or_text(lambda: from_bytes(base64_decode(text))), "string"),
        function("b32enc", base32_encode, "string"),
        function("b32dec", base32_decode, "string"),
        function("toJson", lambda value: _or_blank(lambda: encode(value)), "any"),
        function("mustToJson", encode, "any"),
        function("toPrettyJson", lambda value: _or_blank(lambda: encode(value, indent="  ")), "any"),
        function("mustToPrettyJson", lambda value: encode(value, indent="  "), "any"),
        function("toRawJson", lambda value: encode(value, escape_html=False), "any"),
        function("mustToRawJson", lambda value: encode(value, escape_html=False), "any"),
        function("fromJson", _from_json, "string"),
        function("fromJsonArray", _from_json_array, "string"),
        function("mustFromJson", decode, "string"),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("base64_decode", "base64_encode", "functions")
