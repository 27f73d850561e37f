# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text of numbers and quoted strings, both ways, as Go's strconv has it."""

from __future__ import annotations

import math
import struct

from .functions import GoError

_ESCAPES = {7: "\\a", 8: "\\b", 12: "\\f", 10: "\\n", 13: "\\r", 9: "\\t", 11: "\\v"}
_UNESCAPES = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_HEX_LENGTHS = {"x": 2, "u": 4, "U": 8}
_HEX_DIGITS = "0123456789abcdefABCDEF"
_SYNTAX = "invalid syntax"
_RANGE = "value out of range"


class NumError(GoError):
    """A text that is no number of the asked kind; ``reason`` is ``invalid syntax`` or ``value out of range``."""

    def __init__(self, func: str, text: str, reason: str) -> None:
        super().__init__("strconv.%s: parsing %s: %s" % (func, quote(text), reason))
        self.reason = reason


def _escape(char: str, mark: str, *, ascii_only: bool) -> str:
    code = ord(char)
    if char in (mark, "\\"):
        return "\\" + char
    if 0xDC80 <= code <= 0xDCFF:
        return "\\x%02x" % (code - 0xDC00)
    if (char.isascii() or not ascii_only) and char.isprintable():
        return char
    if code in _ESCAPES:
        return _ESCAPES[code]
    if code < 0x20 or code == 0x7F:
        return "\\x%02x" % code
    return "\\u%04x" % code if code < 0x10000 else "\\U%08x" % code


def quote(text: str, *, mark: str = '"', ascii_only: bool = False) -> str:
    """A Go string literal of ``text``: strconv.Quote, or QuoteToASCII with ``ascii_only``."""
    if text.isprintable() and mark not in text and "\\" not in text and (not ascii_only or text.isascii()):
        return mark + text + mark
    return mark + "".join([_escape(char, mark, ascii_only=ascii_only) for char in text]) + mark


def quote_rune(code: int, *, ascii_only: bool = False) -> str:
    """A Go character literal of a code point: strconv.QuoteRune; what is no code point shows as U+FFFD."""
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        code = 0xFFFD
    return quote(chr(code), mark="'", ascii_only=ascii_only)


def can_backquote(text: str) -> bool:
    """Whether the text can stand between back quotes unchanged."""
    for char in text:
        code = ord(char)
        if (code < 0x20 and char != "\t") or char in "`\x7f\ufeff" or 0xDC80 <= code <= 0xDCFF:
            return False
    return True


def unquote_char(text: str, pos: int, mark: str) -> tuple[int, bool, int]:
    """The first character of a literal's inside at ``pos``: (value, whether it is a rune, position after it)."""
    char = text[pos : pos + 1]
    if not char or char == mark:
        raise GoError(_SYNTAX)
    if char != "\\":
        return ord(char), True, pos + 1
    char = text[pos + 1 : pos + 2]
    pos += 2
    if char in _HEX_LENGTHS:
        digits = text[pos : pos + _HEX_LENGTHS[char]]
        if len(digits) < _HEX_LENGTHS[char] or any(digit not in _HEX_DIGITS for digit in digits):
            raise GoError(_SYNTAX)
        value = int(digits, 16)
        if char != "x" and (value > 0x10FFFF or 0xD800 <= value <= 0xDFFF):
            raise GoError(_SYNTAX)
        return value, char != "x", pos + len(digits)
    if char and char in "01234567":
        digits = text[pos - 1 : pos + 2]
        if len(digits) < 3 or any(digit not in "01234567" for digit in digits) or int(digits, 8) > 255:
            raise GoError(_SYNTAX)
        return int(digits, 8), False, pos + 2
    if char in _UNESCAPES:
        return _UNESCAPES[char], False, pos
    if char and char in "'\"" and char == mark:
        return ord(char), False, pos
    raise GoError(_SYNTAX)


def unquote(literal: str) -> str:
    """The string that a Go literal in any of the three quotes stands for; GoError ``invalid syntax`` otherwise."""
    mark = literal[:1]
    if len(literal) < 2 or mark not in "\"'`" or literal[-1] != mark:
        raise GoError(_SYNTAX)
    inside = literal[1:-1]
    if mark == "`":
        if "`" in inside:
            raise GoError(_SYNTAX)
        return inside.replace("\r", "")
    if "\\" not in inside and "\n" not in inside and mark == '"' and mark not in inside:
        return inside
    out = bytearray()
    pos = 1
    while pos < len(literal) - 1:
        if literal[pos] == "\n" or (mark == "'" and pos > 1):
            raise GoError(_SYNTAX)
        value, is_rune, pos = unquote_char(literal, pos, mark)
        if is_rune:
            out += chr(value).encode("utf-8", "surrogateescape")
        else:
            out.append(value)
    if pos != len(literal) - 1:
        raise GoError(_SYNTAX)
    return out.decode("utf-8", "surrogateescape")


def _underscores_ok(text: str) -> bool:
    saw = "^"
    text = text[1:] if text[:1] in ("-", "+") else text
    prefix = text[:2].lower()
    is_hex = prefix == "0x"
    if prefix in ("0x", "0o", "0b"):
        saw = "0"
        text = text[2:]
    for char in text:
        if "0" <= char <= "9" or (is_hex and char in _HEX_DIGITS):
            saw = "0"
        elif char == "_":
            if saw != "0":
                return False
            saw = "_"
        elif saw == "_":
            return False
        else:
            saw = "!"
    return saw != "_"


def _digits_value(func: str, text: str, digits: str, base: int) -> int:
    source = digits
    if base == 0:
        base = 10
        if digits[:1] == "0":
            prefixed = {"b": 2, "o": 8, "x": 16}.get(digits[1:2].lower()) if len(digits) >= 3 else None
            base = prefixed or 8
            digits = digits[2:] if prefixed else digits[1:]
            if not prefixed and not digits:
                return 0
        if "_" in source:
            if not _underscores_ok(text):
                raise NumError(func, text, _SYNTAX)
            digits = digits.replace("_", "")
    if not digits or not digits.isascii() or not digits.isalnum():
        raise NumError(func, text, _SYNTAX)
    if len(digits) > 1000 and base & (base - 1):
        digits = digits.lstrip("0") or "0"
        if len(digits) > 1000:
            if not digits.isdigit():
                raise NumError(func, text, _SYNTAX)
            return 1 << 200
    try:
        return int(digits, base)
    except ValueError:
        raise NumError(func, text, _SYNTAX) from None


def parse_uint(text: str, base: int = 0, bits: int = 64, *, func: str = "ParseUint") -> int:
    """strconv.ParseUint; raises NumError."""
    value = _digits_value(func, text, text, base)
    if value >> bits:
        raise NumError(func, text, _RANGE)
    return value


def parse_int(text: str, base: int = 0, bits: int = 64, *, func: str = "ParseInt") -> int:
    """strconv.ParseInt; raises NumError."""
    if not text:
        raise NumError(func, text, _SYNTAX)
    negative = text[0] == "-"
    value = _digits_value(func, text, text[1:] if text[0] in "+-" else text, base)
    limit = 1 << (bits - 1)
    if value > limit or (value == limit and not negative):
        raise NumError(func, text, _RANGE)
    return -value if negative else value


def atoi(text: str) -> int:
    """strconv.Atoi; raises NumError."""
    return parse_int(text, 10, 64, func="Atoi")


def parse_bool(text: str) -> bool:
    """strconv.ParseBool; raises NumError."""
    if text in ("1", "t", "T", "TRUE", "true", "True"):
        return True
    if text in ("0", "f", "F", "FALSE", "false", "False"):
        return False
    raise NumError("ParseBool", text, _SYNTAX)


def _is_decimal_float(text: str) -> bool:
    mantissa, _mark, exponent = text.lower().partition("e")
    if _mark:
        exponent = exponent[1:] if exponent[:1] in ("+", "-") else exponent
        if not exponent[:1].isdigit() or not exponent.replace("_", "").isdigit():
            return False
    whole, _dot, part = mantissa.partition(".")
    digits = (whole + part).replace("_", "")
    return digits.isdigit()


def _parse_hex_float(text: str) -> float | None:
    mantissa, mark, exponent = text[2:].lower().partition("p")
    exponent_digits = exponent[1:] if exponent[:1] in ("+", "-") else exponent
    whole, _dot, part = mantissa.partition(".")
    digits = (whole + part).replace("_", "")
    if not mark or not exponent_digits[:1].isdigit() or not exponent_digits.replace("_", "").isdigit():
        return None
    if not digits or any(digit not in _HEX_DIGITS for digit in digits):
        return None
    try:
        return float.fromhex("0x%s.%sp%s" % (whole.replace("_", ""), part.replace("_", ""), exponent.replace("_", "")))
    except OverflowError:
        return math.inf


def parse_float(text: str, bits: int = 64, *, func: str = "ParseFloat") -> float:
    """strconv.ParseFloat for 64 or 32 bits; raises NumError."""
    body = text[1:] if text[:1] in ("+", "-") else text
    sign = -1.0 if text[:1] == "-" else 1.0
    lowered = body.lower()
    if lowered in ("inf", "infinity"):
        return sign * math.inf
    if lowered == "nan" and body is text:
        return math.nan
    value: float | None = None
    if text.isascii() and ("_" not in text or _underscores_ok(text)):
        if lowered.startswith("0x") and len(body) > 2:
            value = _parse_hex_float(body)
        elif _is_decimal_float(body):
            value = float(body.replace("_", ""))
    if value is None:
        raise NumError(func, text, _SYNTAX)
    if bits == 32 and value and not math.isinf(value):
        try:
            value = struct.unpack("f", struct.pack("f", value))[0]
        except OverflowError:
            value = math.inf
    if math.isinf(value):
        raise NumError(func, text, _RANGE)
    return sign * value


def _shortest_digits(value: float, bits: int) -> tuple[str, int]:
    """Digits without trailing zeros and the position of the decimal point, for a positive finite value."""
    if bits == 32:
        for precision in range(10):
            text = "%.*e" % (precision, value)
            if struct.pack("f", float(text)) == struct.pack("f", value):
                break
    else:
        text = repr(value)
    mantissa, _mark, exponent = text.partition("e")
    whole, _dot, part = mantissa.partition(".")
    point = len(whole) + int(exponent or "0")
    digits = (whole + part).lstrip("0")
    point -= len(whole + part) - len(digits)
    return digits.rstrip("0"), point


def _exponent_form(digits: str, point: int, precision: int, mark: str) -> str:
    exponent = point - 1 if digits else 0
    digits = digits or "0"
    text = digits[0]
    if precision > 0:
        text += "." + digits[1 : precision + 1].ljust(precision, "0")
    return "%s%s%s%02d" % (text, mark, "-" if exponent < 0 else "+", abs(exponent))


def _plain_form(digits: str, point: int, precision: int) -> str:
    if point > 0:
        text = digits[:point].ljust(point, "0")
        part = digits[point:]
    else:
        text = "0"
        part = "0" * -point + digits
    return text + "." + part[:precision].ljust(precision, "0") if precision > 0 else text


def _general_form(value: float, precision: int, bits: int, mark: str) -> str:
    shortest = precision < 0
    if shortest:
        digits, point = _shortest_digits(value, bits) if value else ("", 0)
        precision = len(digits)
    else:
        precision = precision or 1
        mantissa, _mark, exponent = ("%.*e" % (min(precision, 800) - 1, value)).partition("e")
        digits = mantissa.replace(".", "").rstrip("0") if value else ""
        point = int(exponent) + 1 if value else 0
    limit = precision
    if limit > len(digits) and len(digits) >= point:
        limit = len(digits)
    if shortest:
        limit = 6
    if point - 1 < -4 or point - 1 >= limit:
        return _exponent_form(digits, point, min(precision, len(digits)) - 1, mark)
    if precision > point:
        precision = len(digits)
    return _plain_form(digits, point, max(precision - point, 0))


def _binary_parts(value: float, bits: int) -> tuple[int, int]:
    mantissa_bits, bias = (23, 149) if bits == 32 else (52, 1074)
    if value == 0:
        return 0, -bias
    exponent = max(math.frexp(value)[1] - mantissa_bits - 1, -bias)
    return int(math.ldexp(value, -exponent)), exponent


def _hex_form(value: float, precision: int, bits: int, *, upper: bool) -> str:
    mantissa, exponent = _binary_parts(value, bits)
    if mantissa:
        shift = 61 - mantissa.bit_length()
        mantissa <<= shift
        exponent += 60 - shift
    else:
        exponent = 0
    if 0 <= precision < 15:
        drop = 60 - precision * 4
        extra = mantissa & ((1 << drop) - 1)
        mantissa >>= drop
        if (extra << (60 - drop)) | (mantissa & 1) > 1 << 59:
            mantissa += 1
        mantissa <<= drop
        if mantissa >> 61:
            mantissa >>= 1
            exponent += 1
    fraction = "%015x" % (mantissa & ((1 << 60) - 1))
    fraction = fraction.rstrip("0") if precision < 0 else fraction[:precision].ljust(precision, "0")
    text = "0x%d%sp%s%02d" % (
        mantissa >> 60,
        "." + fraction if fraction else "",
        "-" if exponent < 0 else "+",
        abs(exponent),
    )
    return text.upper() if upper else text


def format_float(value: float, fmt: str = "g", precision: int = -1, bits: int = 64) -> str:
    """strconv.FormatFloat: ``fmt`` one of b e E f g G x X; precision -1 is the shortest text that reads back equal."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    sign = "-" if math.copysign(1.0, value) < 0 else ""
    value = abs(value)
    if bits == 32:
        value = struct.unpack("f", struct.pack("f", value))[0]
    if fmt in "gG":
        return sign + _general_form(value, precision, bits, "e" if fmt == "g" else "E")
    if fmt in "xX":
        return sign + _hex_form(value, precision, bits, upper=fmt == "X")
    if fmt == "b":
        return sign + "%dp%+d" % _binary_parts(value, bits)
    if fmt not in "eEf":
        return "%" + fmt
    if precision >= 0:
        text = "%.*f" % (precision, value) if fmt == "f" else "%.*e" % (precision, value)
        return sign + (text.upper() if fmt == "E" else text)
    digits, point = _shortest_digits(value, bits) if value else ("", 0)
    if fmt == "f":
        return sign + _plain_form(digits, point, max(len(digits) - point, 0))
    return sign + _exponent_form(digits, point, max(len(digits) - 1, 0), fmt)


__all__ = (
    "NumError",
    "atoi",
    "can_backquote",
    "format_float",
    "parse_bool",
    "parse_float",
    "parse_int",
    "parse_uint",
    "quote",
    "quote_rune",
    "unquote",
    "unquote_char",
)
