# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Floats as Go writes them: in JSON (ES6 rule) and with strconv's shortest %g, in 64 or 32 bits."""

from __future__ import annotations

import math
import struct
import typing as t


def _digits(value: float) -> tuple[str, str, int]:
    """Sign, shortest significant digits and decimal exponent (0.d1d2... x 10**exponent) of a finite float."""
    text = repr(value)
    sign = ""
    if text[0] == "-":
        sign, text = "-", text[1:]
    mantissa, _unused, exponent = text.partition("e")
    whole, _dot, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    return sign, stripped.rstrip("0"), point


def _positional(sign: str, digits: str, point: int) -> str:
    if point <= 0:
        return sign + "0." + "0" * -point + digits
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return sign + digits[:point] + "." + digits[point:]


def _scientific(sign: str, digits: str, point: int, *, width: int) -> str:
    exponent = point - 1
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return "%s%se%s%0*d" % (sign, mantissa, "-" if exponent < 0 else "+", width, abs(exponent))


def json_float(value: float) -> str:
    """A finite float64 as encoding/json writes it: positional from 1e-6 up to 1e21, else with an exponent."""
    text = repr(value)
    if text[-2:] == ".0":
        return text[:-2]
    if "e" not in text:
        return text
    size = abs(value)
    if 1e-6 <= size < 1e21:
        return _positional(*_digits(value))
    return _scientific(*_digits(value), width=1)


def _shortest32(value: float) -> float | None:
    """The float64 with the fewest digits that still reads as the same float32; None where float32 overflows."""
    try:
        packed = struct.pack("f", value)
    except OverflowError:
        return None
    for precision in range(9):
        short = float("%.*e" % (precision, struct.unpack("f", packed)[0]))
        try:
            if struct.pack("f", short) == packed:
                return short
        except OverflowError:
            continue
    return float(struct.unpack("f", packed)[0])


def general_float(value: float, bits: t.Literal[32, 64] = 64) -> str:
    """strconv.FormatFloat(value, 'g', -1, bits): shortest digits, an exponent below 1e-4 and from 1e6 on."""
    if math.isnan(value):
        return "NaN"
    if bits == 32 and abs(value) != float("inf"):
        short = _shortest32(value)
        value = short if short is not None else float("inf") * (1 if value > 0 else -1)
    if value in (float("inf"), float("-inf")):
        return "+Inf" if value > 0 else "-Inf"
    sign, digits, point = _digits(value)
    if not digits:
        return sign + "0"
    if -4 <= point - 1 < 6:
        return _positional(sign, digits, point)
    return _scientific(sign, digits, point, width=2)


__all__ = ("general_float", "json_float")
