# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go values to JSON text, as encoding/json's Marshal and MarshalIndent write it."""

from __future__ import annotations

import re
import typing as t
from binascii import b2a_base64
from json.encoder import encode_basestring as _quote

from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoObject, NilList, NilMap, go_type
from .numbers import json_float

_BASES: tuple[t.Any, ...] = (str, int, float, dict, list, bytes)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_FINITE = {float("inf"): "+Inf", float("-inf"): "-Inf"}


class Struct(dict[str, t.Any]):
    """The JSON form of a Go struct: its keys are written in this order, not sorted."""

    __slots__ = ()


def _float(value: float) -> str:
    if value - value != 0:
        raise GoError("json: unsupported value: " + _NOT_FINITE.get(value, "NaN"))
    return json_float(value)


def _bytes(value: bytes) -> str:
    return '"' + b2a_base64(value, newline=False).decode("ascii") + '"'


def json_form(value: GoObject) -> t.Any:
    """What a Go object marshals as: its ``go_json()``, itself where it is a named number or map, else its fields."""
    custom = value.go_json()
    if custom is not NotImplemented:
        return custom
    if isinstance(value, _BASES):
        return value
    return Struct((name, getattr(value, name)) for name in value.FIELDS)


def _key(key: t.Any, owner: dict[t.Any, t.Any]) -> str:
    if isinstance(key, str):
        return key
    if isinstance(key, int) and not isinstance(key, bool):
        return str(int(key))
    raise GoError("json: unsupported type: " + go_type(owner))


def _name(entry: tuple[str, t.Any]) -> str:
    return entry[0]


def _items(value: dict[t.Any, t.Any]) -> t.Iterable[tuple[t.Any, t.Any]]:
    if isinstance(value, Struct):
        return value.items()
    if value.__class__ is dict:
        return [(key, value[key]) for key in sorted(value)]
    return sorted([(_key(key, value), item) for key, item in value.items()], key=_name)


def _compact(value: t.Any) -> str:
    writer = _WRITERS.get(type(value))
    return writer(value) if writer is not None else _other(value)


def _map(value: dict[t.Any, t.Any]) -> str:
    parts = []
    for key, item in _items(value):
        text = _quote(key if key.__class__ is str else _key(key, value))
        kind = type(item)
        if kind is str:
            parts.append(text + ":" + _quote(item))
        else:
            writer = _WRITERS.get(kind)
            parts.append(text + ":" + (writer(item) if writer is not None else _other(item)))
    return "{" + ",".join(parts) + "}"


def _list(value: list[t.Any]) -> str:
    return "[" + ",".join([_compact(item) for item in value]) + "]"


def _other(value: t.Any) -> str:
    if isinstance(value, GoObject):
        form = json_form(value)
        if form is not value:
            return _compact(form)
    for base in _BASES:
        if isinstance(value, base):
            return _WRITERS[base](base(value) if base in (str, int, float) else value)
    raise GoError("json: unsupported type: " + str(getattr(value, "go_type", type(value).__name__)))


_WRITERS: dict[type, t.Callable[[t.Any], str]] = {
    str: _quote,
    dict: _map,
    Struct: _map,
    list: _list,
    float: _float,
    bool: lambda value: "true" if value else "false",
    int: str,
    type(None): lambda value: "null",
    bytes: _bytes,
    NilList: lambda value: "null",
    NilMap: lambda value: "null",
}


def _indented(value: t.Any, newline: str, indent: str) -> str:
    if isinstance(value, GoObject):
        value = json_form(value)
    inner = newline + indent
    if isinstance(value, dict) and value:
        items = [_quote(_key(key, value)) + ": " + _indented(item, inner, indent) for key, item in _items(value)]
        return "{" + inner + ("," + inner).join(items) + newline + "}"
    if isinstance(value, list) and value:
        return "[" + inner + ("," + inner).join([_indented(item, inner, indent) for item in value]) + newline + "]"
    return _compact(value)


def encode(value: t.Any, *, escape_html: bool = True, indent: str = "") -> str:
    """JSON of a Go value, keys sorted; ``indent`` as MarshalIndent's with no prefix.

    Raises GoError with encoding/json's text for what JSON cannot say (NaN, infinities, cycles, unknown types).
    """
    try:
        text = _indented(value, "\n", indent) if indent else _compact(value)
    except RecursionError:
        raise GoError("json: unsupported value: encountered a cycle via " + go_type(value)) from None
    if escape_html:
        if "<" in text:
            text = text.replace("<", "\\u003c")
        if ">" in text:
            text = text.replace(">", "\\u003e")
        if "&" in text:
            text = text.replace("&", "\\u0026")
    if not text.isascii():
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        text = _SURROGATE.sub("\\\\ufffd", text)
    return text


__all__ = ("Struct", "encode", "json_form")
