# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Verbs of Printf: how a value looks under a verb with its flags, width and precision."""

from __future__ import annotations

import typing as t

from .govalues import GoInt, GoObject, NilList, NilMap, Uint8, go_type
from .printing import ADDRESS, sorted_keys
from .strconv import can_backquote, format_float, quote, quote_rune

_STRING_VERBS = "vsxXq"
_FLOAT_PRECISION = {"v": -1, "b": -1, "g": -1, "G": -1, "x": -1, "X": -1, "f": 6, "e": 6, "E": 6, "F": 6}


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


class Spec:
    """One directive: its flags, width, precision and verb, and how a value looks under it."""

    __slots__ = ("minus", "plain", "plus", "plus_v", "precision", "sharp", "sharp_v", "space", "verb", "width", "zero")

    def __init__(self) -> None:
        self.minus = self.plus = self.sharp = self.space = self.zero = self.plus_v = self.sharp_v = False
        # Whether values show as what they are made of, not by their String method.
        self.plain = False
        self.width: int | None = None
        self.precision: int | None = None
        self.verb = "v"

    def set_verb(self, verb: str) -> None:
        """Choose the verb; under ``%v`` the flags + and # have meanings of their own."""
        self.verb = verb
        if verb in "vw":
            self.sharp_v, self.sharp = self.sharp, False
            self.plus_v, self.plus = self.plus, False

    def pad(self, text: str, *, zero: bool | None = None) -> str:
        """``text`` filled to the width, which counts characters."""
        if not self.width:
            return text
        if self.minus:
            return text.ljust(self.width)
        return text.rjust(self.width, "0" if (self.zero if zero is None else zero) else " ")

    def bad(self, value: t.Any) -> str:
        """What stands for a value that the verb cannot show."""
        if value is None:
            return "%!" + self.verb + "(<nil>)"
        inner = self.with_verb("v")
        inner.plain = True
        return "%!" + self.verb + "(" + go_type(value) + "=" + inner.value(value) + ")"

    def with_verb(self, verb: str) -> Spec:
        """The same directive with another verb."""
        other = Spec()
        for name in Spec.__slots__:
            setattr(other, name, getattr(self, name))
        other.verb = verb
        return other

    def string(self, text: str, value: t.Any) -> str:
        """A string under v s x X q; ``value`` is what a wrong verb shows."""
        verb = self.verb
        if verb == "s" or (verb == "v" and not self.sharp_v):
            return self.pad(text if self.precision is None else text[: self.precision])
        if verb in "qv":
            text = text if self.precision is None else text[: self.precision]
            if self.sharp and can_backquote(text):
                return self.pad("`" + text + "`")
            return self.pad(quote(text, ascii_only=self.plus))
        if verb in "xX":
            return self.hex_bytes(_encoded(text))
        return self.bad(value)

    def hex_bytes(self, data: bytes) -> str:
        """Bytes under x and X."""
        data = data if self.precision is None else data[: self.precision]
        if not data:
            return self.pad("")
        prefix = "0x" if self.sharp else ""
        text = (" " + prefix).join(["%02x" % byte for byte in data]) if self.space else data.hex()
        text = prefix + text
        return self.pad(text.upper() if self.verb == "X" else text)

    def integer(self, value: int, *, signed: bool, shown: t.Any) -> str:
        """An integer under v d b o O x X c q U; ``shown`` is what a wrong verb shows."""
        verb = self.verb
        if verb == "v" and self.sharp_v and not signed:
            return self.based("%x" % value, value, "0x")
        if verb in "vd":
            return self.based(int.__repr__(abs(value)), value, "")
        if verb == "b":
            return self.based(format(abs(value), "b"), value, "0b" if self.sharp else "")
        if verb == "o":
            return self.based(format(abs(value), "o"), value, "0" if self.sharp else "")
        if verb == "O":
            return self.based(format(abs(value), "o"), value, "0o0" if self.sharp else "0o")
        if verb in "xX":
            return self.based(format(abs(value), verb), value, "0" + verb if self.sharp else "")
        if verb == "c":
            return self.pad(chr(value) if 0 <= value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF else "\ufffd")
        if verb == "q":
            return self.pad(quote_rune(value, ascii_only=self.plus))
        if verb == "U":
            return self.unicode(value)
        return self.bad(shown)

    def based(self, digits: str, value: int, prefix: str) -> str:
        """Digits with sign, prefix and filling."""
        sign = "-" if value < 0 else "+" if self.plus else " " if self.space else ""
        if self.precision is not None:
            if self.precision == 0 and value == 0:
                return " " * (self.width or 0)
            digits = digits.rjust(self.precision, "0")
        elif self.zero and not self.minus and self.width:
            digits = digits.rjust(self.width - len(sign), "0")
        if prefix[:1] == "0" and len(prefix) != 2 and digits[0] == "0":
            prefix = prefix[:-1]
        return self.pad(sign + prefix + digits, zero=False)

    def unicode(self, value: int) -> str:
        """A code point as U+0078, with # also the character."""
        text = "U+" + ("%X" % (value & 0xFFFFFFFFFFFFFFFF)).rjust(max(self.precision or 0, 4), "0")
        if self.sharp and 0 <= value <= 0x10FFFF and chr(value).isprintable():
            text += " '" + chr(value) + "'"
        return self.pad(text, zero=False)

    def floating(self, value: float, shown: t.Any) -> str:
        """A float under v b g G x X f F e E."""
        verb = self.verb
        if verb not in _FLOAT_PRECISION:
            return self.bad(shown)
        precision = _FLOAT_PRECISION[verb] if self.precision is None else self.precision
        verb = {"v": "g", "F": "f"}.get(verb, verb)
        text = format_float(value, verb, precision)
        text = text if text[0] in "+-" else "+" + text
        if self.space and text[0] == "+" and not self.plus:
            text = " " + text[1:]
        if text[1] in "IN":
            if text[1] == "N" and not self.space and not self.plus:
                text = text[1:]
            return self.pad(text, zero=False)
        if self.sharp and verb != "b":
            text = _with_point(text, verb, precision)
        if self.plus or text[0] != "+":
            if self.zero and not self.minus and self.width and self.width > len(text):
                return text[0] + text[1:].rjust(self.width - 1, "0")
            return self.pad(text)
        return self.pad(text[1:])

    def complex_number(self, value: complex) -> str:
        """A complex number as (r+ji)."""
        if self.verb not in _FLOAT_PRECISION:
            return self.bad(value)
        imaginary = self.with_verb(self.verb)
        imaginary.plus = True
        return "(" + self.floating(value.real, value) + imaginary.floating(value.imag, value) + "i)"

    def value(self, value: t.Any, depth: int = 0) -> str:
        """Any value under this directive."""
        verb = self.verb
        if value is None:
            return self.nil(depth)
        if verb == "T" and not depth:
            return self.with_verb("s").string(go_type(value), value)
        if isinstance(value, GoObject) and verb in _STRING_VERBS and not self.sharp_v and not self.plain:
            text = value.go_string()
            if text is not None:
                return self.string(text, value)
        kind = type(value)
        if kind is str:
            return self.string(value, value)
        if kind is bool:
            return self.pad("true" if value else "false") if verb in "tv" else self.bad(value)
        if isinstance(value, int):
            unsigned = isinstance(value, GoInt) and value.go_type.startswith("uint")
            return self.integer(int(value), signed=not unsigned, shown=value)
        if kind is float:
            return self.floating(value, value)
        if kind is complex:
            return self.complex_number(value)
        return self.composite(value, depth)

    def nil(self, depth: int) -> str:
        """nil at the top, or inside a map, slice or struct, where its type is an interface."""
        if depth:
            return "interface {}(nil)" if self.sharp_v else "<nil>"
        return self.pad("<nil>") if self.verb in "Tv" else "%!" + self.verb + "(<nil>)"

    def composite(self, value: t.Any, depth: int) -> str:
        """Maps, slices, bytes and structs: their parts under the same directive."""
        if isinstance(value, dict):
            return self.mapping(value)
        if isinstance(value, bytes):
            return self.byte_slice(value, depth)
        if isinstance(value, list):
            if self.verb == "p":
                return ADDRESS
            if self.sharp_v and isinstance(value, NilList):
                return go_type(value) + "(nil)"
            items = [self.value(item, depth + 1) for item in value]
            if self.sharp_v:
                return go_type(value) + "{" + ", ".join(items) + "}"
            return "[" + " ".join(items) + "]"
        return self.struct(value, depth)

    def mapping(self, value: dict[t.Any, t.Any]) -> str:
        """A map with sorted keys."""
        if self.verb == "p":
            return ADDRESS
        if self.sharp_v and isinstance(value, NilMap):
            return go_type(value) + "(nil)"
        items = [self.value(key, 1) + ":" + self.value(value[key], 1) for key in sorted_keys(value)]
        if self.sharp_v:
            return go_type(value) + "{" + ", ".join(items) + "}"
        return "map[" + " ".join(items) + "]"

    def byte_slice(self, value: bytes, depth: int) -> str:
        """[]byte: numbers under v and d, text under s and q."""
        verb = self.verb
        if verb in "sqxX":
            if verb in "xX":
                return self.hex_bytes(value)
            return self.string(value.decode("utf-8", "surrogateescape"), value)
        if verb in "vd" and self.sharp_v:
            return ("[]uint8{" if depth else "[]byte{") + ", ".join(["0x%x" % byte for byte in value]) + "}"
        return "[" + " ".join([self.integer(byte, signed=False, shown=Uint8(byte)) for byte in value]) + "]"

    def struct(self, value: GoObject, depth: int) -> str:
        """A struct, or a pointer to one."""
        pointer = value.go_kind == "ptr"
        if pointer and depth:
            return self.bad(value) if self.verb in "sqtceEfFgGU" else ADDRESS
        names = self.plus_v or self.sharp_v
        fields = value.PRINTED or value.FIELDS
        items = [(name + ":" if names else "") + self.value(getattr(value, name), depth + 1) for name in fields]
        mark = "&" if pointer else ""
        if self.sharp_v:
            return mark + go_type(value).lstrip("*") + "{" + ", ".join(items) + "}"
        return mark + "{" + " ".join(items) + "}"


def _with_point(text: str, verb: str, precision: int) -> str:
    """What the flag # asks for: a decimal point, and for g the trailing zeros."""
    digits = (6 if precision == -1 else precision) if verb in "gGx" else 0
    cut = len(text)
    for index, char in enumerate(text):
        if char in "pP" or (char in "eE" and verb not in "xX"):
            cut = index
            break
    head, tail = text[:cut], text[cut:]
    significant = head[1:].replace(".", "").lstrip("0")
    digits -= len(significant)
    if "." not in head:
        if head[1:] == "0":
            digits -= 1
        head += "."
    return head + "0" * max(digits, 0) + tail


__all__ = ("Spec",)
