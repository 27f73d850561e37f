# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""YAML text to Go values as sigs.k8s.io/yaml's Unmarshal gives them: YAML 1.1 read by go-yaml v2, handed on as JSON."""

from __future__ import annotations

import typing as t

from ..gojson.decode import check_target
from ..gotmpl.functions import GoError
from .errors import YAMLError
from .lines import UnsureError
from .quick import Exact, Floats, QuickReader
from .reader import Source, prepare

_CONVERTING = "error converting YAML to JSON: "
_DECODING = "error unmarshaling JSON: while decoding JSON: "
_exact = Exact()
_floats = Floats()


def _quick(source: Source, scalars: Exact, *, strict: bool) -> t.Any:
    """The value, or UnsureError where the quick reader is not enough."""
    text = source.text
    if source.refusal or not text or "\ufeff" in text or "\u2028" in text or "\u2029" in text:
        raise UnsureError
    try:
        return QuickReader(text, scalars, strict=strict).document()
    except RecursionError:
        raise UnsureError from None


def _careful(source: Source, *, strict: bool) -> t.Any:
    # Seldom needed, and the larger part of the code.
    from .careful import read_carefully

    return read_carefully(source, strict=strict)


def _first_unsupported(value: t.Any) -> float | None:
    """The first number, in the order of JSON, that JSON cannot say."""
    if isinstance(value, float):
        return value if value - value != 0 else None
    items = [value[key] for key in sorted(value)] if isinstance(value, dict) else value
    if isinstance(items, list):
        for item in items:
            found = _first_unsupported(item)
            if found is not None:
                return found
    return None


def check_numbers(value: t.Any) -> None:
    """Raise YAMLError, in encoding/json's words, where a number is infinite or none."""
    number = _first_unsupported(value)
    if number is not None:
        shown = "+Inf" if number > 0 else "-Inf" if number < 0 else "NaN"
        raise YAMLError("json: unsupported value: " + shown)


def _json_numbers(value: t.Any) -> t.Any:
    """The value with each number as JSON brings it back: a float."""
    kind = type(value)
    if kind is dict:
        return {key: _json_numbers(item) for key, item in value.items()}
    if kind is list:
        return [_json_numbers(item) for item in value]
    return float(value) if kind is int else value


def load_exact(text: str | bytes, *, strict: bool = False) -> t.Any:
    """The document's value with integers as int, for typed targets; only the first document is read.

    A string field takes any number, so an infinite one is no error here: ``check_numbers`` tells. ``strict`` refuses a
    key that is given twice. Raises GoError, worded as sigs.k8s.io/yaml words it.
    """
    source = prepare(text)
    try:
        return _quick(source, _exact, strict=strict)
    except UnsureError:
        pass
    try:
        return _careful(source, strict=strict)
    except YAMLError as error:
        raise GoError(_CONVERTING + str(error)) from None


def load(text: str | bytes, *, target: str = "", strict: bool = False) -> t.Any:
    """The document's value; every number is a float, every key a string. Only the first document is read.

    ``target`` may name the Go type that must come out, ``map[string]interface {}`` or ``[]interface {}``. ``strict``
    refuses a key that is given twice. Raises GoError, worded as sigs.k8s.io/yaml words it.
    """
    source = prepare(text)
    try:
        value = _quick(source, _floats, strict=strict)
    except UnsureError:
        try:
            value = _careful(source, strict=strict)
            check_numbers(value)
        except YAMLError as error:
            raise GoError(_CONVERTING + str(error)) from None
        value = _json_numbers(value)
    if not target:
        return value
    try:
        return check_target(value, target)
    except GoError as error:
        raise GoError(_DECODING + str(error)) from None


def read_json(text: str) -> t.Any:
    """JSON as go-yaml reads it, integers as int. Raises GoError in go-yaml's own words."""
    try:
        return _careful(prepare(text), strict=False)
    except YAMLError as error:
        raise GoError(str(error)) from None


__all__ = ("check_numbers", "load", "load_exact", "read_json")
