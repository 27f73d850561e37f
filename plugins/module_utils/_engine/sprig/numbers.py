# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's arithmetic: int64 that wraps, floats by way of exact decimals, and rounding as Go's math package does it."""

from __future__ import annotations

import math
import typing as t

from ..gotmpl import strconv
from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import Int64
from ..gotmpl.printing import plain
from .cast import to_float, to_int, wrap_int64

_MAX_EXPONENT = 50_000
_DIVIDE_BY_ZERO = "runtime error: integer divide by zero"


def _int64(value: int) -> Int64:
    return Int64(wrap_int64(value))


def add(*values: t.Any) -> Int64:
    """The sum as int64."""
    return _int64(sum([to_int(value) for value in values]))


def mul(value: t.Any, *factors: t.Any) -> Int64:
    """The product as int64."""
    product = to_int(value)
    for factor in factors:
        product = wrap_int64(product * to_int(factor))
    return Int64(product)


def div(value: t.Any, by: t.Any) -> Int64:
    """The quotient cut towards zero."""
    left, right = to_int(value), to_int(by)
    if right == 0:
        raise GoError(_DIVIDE_BY_ZERO)
    quotient = abs(left) // abs(right)
    return _int64(quotient if (left < 0) == (right < 0) else -quotient)


def mod(value: t.Any, by: t.Any) -> Int64:
    """The remainder, with the sign of the first."""
    left, right = to_int(value), to_int(by)
    if right == 0:
        raise GoError(_DIVIDE_BY_ZERO)
    rest = abs(left) % abs(right)
    return Int64(-rest if left < 0 else rest)


def maximum(value: t.Any, *others: t.Any) -> Int64:
    """The greatest as int64."""
    return Int64(max([to_int(item) for item in (value, *others)]))


def minimum(value: t.Any, *others: t.Any) -> Int64:
    """The least as int64."""
    return Int64(min([to_int(item) for item in (value, *others)]))


def _extreme(left: float, right: float, sign: float) -> float:
    """math.Max (sign 1) and math.Min (sign -1): an infinity of that sign wins, then NaN, and zeros have a sign."""
    if math.inf * sign in (left, right):
        return math.inf * sign
    if math.isnan(left) or math.isnan(right):
        return math.nan
    if left == right == 0:
        return left if math.copysign(1.0, left) == sign else right
    return left if (left > right) == (sign > 0) else right


def maxf(value: t.Any, *others: t.Any) -> float:
    """The greatest float."""
    best = to_float(value)
    for other in others:
        best = _extreme(best, to_float(other), 1.0)
    return best


def minf(value: t.Any, *others: t.Any) -> float:
    """The least float."""
    best = to_float(value)
    for other in others:
        best = _extreme(best, to_float(other), -1.0)
    return best


def _whole(value: float, step: t.Callable[[float], int]) -> float:
    if not abs(value) < 2.0**52:
        return value
    return math.copysign(float(step(value)), value) if -1.0 < value < 1.0 and step(value) == 0 else float(step(value))


def floor(value: t.Any) -> float:
    """math.Floor."""
    return _whole(to_float(value), math.floor)


def ceil(value: t.Any) -> float:
    """math.Ceil."""
    return _whole(to_float(value), math.ceil)


def _power_of_ten(places: int) -> float:
    """math.Pow(10, places), by the same squarings."""
    mantissa, exponent = 1.0, 0
    base, base_exponent = math.frexp(10.0)
    left = abs(places)
    while left:
        if base_exponent > 1 << 12:
            exponent += base_exponent
            break
        if left & 1:
            mantissa *= base
            exponent += base_exponent
        base *= base
        base_exponent <<= 1
        if base < 0.5:
            base += base
            base_exponent -= 1
        left >>= 1
    if places < 0:
        mantissa, exponent = 1 / mantissa, -exponent
    try:
        return math.ldexp(mantissa, exponent)
    except OverflowError:
        return math.inf


def round_to(value: t.Any, places: int, *options: float) -> float:
    """The value with so many places; rounds up from the fraction .5, or from the one given."""
    power = _power_of_ten(places)
    digit = power * to_float(value)
    fraction = math.nan if math.isinf(digit) else math.fmod(digit, 1.0)
    rounded = _whole(digit, math.ceil if fraction >= (options[0] if options else 0.5) else math.floor)
    return rounded / power if power else math.nan


def to_decimal(value: t.Any) -> Int64:
    """The number whose octal digits the value shows, else 0."""
    try:
        return Int64(strconv.parse_int(plain(value), 8))
    except GoError:
        return Int64(0)


def atoi(text: str) -> int:
    """strconv.Atoi without its error: 0 for no number, the nearest integer for one too large."""
    try:
        return strconv.atoi(text)
    except strconv.NumError as error:
        if error.reason == "value out of range":
            return -(2**63) if text[0] == "-" else 2**63 - 1
        return 0


Decimal = t.Tuple[int, int]  # noqa: UP006 - a coefficient and its power of ten, evaluated at run time


def _decimal(value: float) -> Decimal:
    """The shortest decimal that reads as this float."""
    if value - value != 0:
        shown = "NaN" if math.isnan(value) else "%sInf" % ("+" if value > 0 else "-")
        raise GoError("Cannot create a Decimal from %s" % shown)
    mantissa, _e, exponent = repr(value).partition("e")
    whole, _dot, fraction = mantissa.partition(".")
    return int(whole + fraction), int(exponent or 0) - len(fraction)


def _to_float(value: Decimal) -> float:
    coefficient, exponent = value
    try:
        if exponent >= 0:
            return float(coefficient * 10**exponent)
        return float(coefficient / 10**-exponent)
    except OverflowError:
        return math.inf if coefficient > 0 else -math.inf


def _plus(left: Decimal, right: Decimal) -> Decimal:
    exponent = min(left[1], right[1])
    return left[0] * 10 ** (left[1] - exponent) + right[0] * 10 ** (right[1] - exponent), exponent


def _minus(left: Decimal, right: Decimal) -> Decimal:
    return _plus(left, (-right[0], right[1]))


def _times(left: Decimal, right: Decimal) -> Decimal:
    return left[0] * right[0], left[1] + right[1]


def _over(left: Decimal, right: Decimal) -> Decimal:
    """The quotient with 16 decimals, halves away from zero."""
    if right[0] == 0:
        raise GoError("decimal division by 0")
    shift = left[1] - right[1] + 16
    above = abs(left[0]) * (10**shift if shift > 0 else 1)
    below = abs(right[0]) * (10**-shift if shift < 0 else 1)
    quotient, rest = divmod(above, below)
    if 2 * rest >= below:
        quotient += 1
    return (quotient if (left[0] < 0) == (right[0] < 0) else -quotient), -16


def _float_operation(operation: t.Callable[[Decimal, Decimal], Decimal]) -> t.Callable[..., float]:
    def call(value: t.Any, *others: t.Any) -> float:
        result = _decimal(to_float(value))
        for other in others:
            result = operation(result, _decimal(to_float(other)))
            if abs(result[1]) > _MAX_EXPONENT:
                raise GoError("a product of too many numbers")
        return _to_float(result)

    return call


def functions() -> dict[str, Function]:
    """The arithmetic functions by name."""
    addf = _float_operation(_plus)
    table = [
        function("atoi", atoi, "string"),
        function("int64", lambda value: Int64(to_int(value)), "any"),
        function("int", to_int, "any"),
        function("float64", to_float, "any"),
        function("toDecimal", to_decimal, "any"),
        function("add1", lambda value: _int64(to_int(value) + 1), "any"),
        function("add", add, "...any"),
        function("sub", lambda value, minus: _int64(to_int(value) - to_int(minus)), "any, any"),
        function("div", div, "any, any"),
        function("mod", mod, "any, any"),
        function("mul", mul, "any, ...any"),
        function("add1f", lambda value: addf(value, 1), "any"),
        function("addf", lambda *values: addf(0.0, *values), "...any"),
        function("subf", _float_operation(_minus), "any, ...any"),
        function("divf", _float_operation(_over), "any, ...any"),
        function("mulf", _float_operation(_times), "any, ...any"),
        function("biggest", maximum, "any, ...any"),
        function("max", maximum, "any, ...any"),
        function("min", minimum, "any, ...any"),
        function("maxf", maxf, "any, ...any"),
        function("minf", minf, "any, ...any"),
        function("ceil", ceil, "any"),
        function("floor", floor, "any"),
        function("round", round_to, "any, int, ...float64"),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
