# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON text to Go values, as encoding/json's Unmarshal reads it: every number is a float64."""

from __future__ import annotations

import re
import typing as t
from json.decoder import JSONDecodeError, JSONDecoder

from ..gotmpl.functions import GoError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _constant(name: str) -> t.Any:
    raise JSONDecodeError("not JSON", name, 0)


def _checked_float(text: str) -> float:
    value = float(text)
    if value - value != 0:
        raise GoError("json: cannot unmarshal number %s into Go value of type float64" % text)
    return value


_decoder = JSONDecoder(parse_int=_checked_float, parse_float=_checked_float, parse_constant=_constant)
_number_decoder = JSONDecoder(parse_constant=_constant)


def _replaced(value: t.Any) -> t.Any:
    """The value with each lone surrogate replaced, as Go does for escapes that are no character."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_replaced(item) for item in value]
    if isinstance(value, dict):
        return {_replaced(key): _replaced(item) for key, item in value.items()}
    return value


_TARGETS = {"map[string]interface {}": dict, "[]interface {}": list}
_NAMES = {str: "string", float: "number", int: "number", bool: "bool", list: "array", dict: "object"}


def check_target(value: t.Any, target: str) -> t.Any:
    """The value where a Go value of type ``target`` can hold it (null: an empty one), else GoError as Go says it."""
    kind = _TARGETS[target]
    if value is None:
        return kind()
    if value.__class__ is not kind:
        raise GoError("json: cannot unmarshal %s into Go value of type %s" % (_NAMES[type(value)], target))
    return value


def decode(text: str, *, target: str = "", use_number: bool = False) -> t.Any:
    """The Go value of a JSON text.

    ``target`` may name the Go type that must come out, ``map[string]interface {}`` or ``[]interface {}``.
    ``use_number`` keeps integers as int. Raises GoError with encoding/json's text.
    """
    original = text
    if not text.isascii():
        text = _LONE_SURROGATE.sub("\ufffd", text)
    decoder = _number_decoder if use_number else _decoder
    try:
        value = decoder.decode(text)
    except RecursionError:
        raise GoError("exceeded max depth") from None
    except ValueError as error:
        from .syntax import syntax_error

        raise GoError(syntax_error(original) or str(error)) from None
    if "\\u" in text and ("\\ud" in text or "\\uD" in text):
        value = _replaced(value)
    return check_target(value, target) if target else value


__all__ = ("check_target", "decode")
