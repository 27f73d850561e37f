# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Types of arguments: whether a value may be passed for a parameter, and Go's words where it may not."""

from __future__ import annotations

import typing as t

from . import nodes as n
from .errors import FaultError
from .govalues import GoInt, GoList, GoObject, Int64, NilMap, go_type

_GO_NAMES = {
    "any": "interface {}",
    "[]any": "[]interface {}",
    "map": "map[string]interface {}",
    "bytes": "[]uint8",
}
_EXACT: dict[str, type] = {
    "string": str,
    "int": int,
    "float64": float,
    "bool": bool,
    "bytes": bytes,
    "[]any": list,
    "map": dict,
    "int64": Int64,
}
_BASIC = frozenset(("string", "int", "int64", "float64", "bool"))


def go_name(kind: str) -> str:
    """A parameter type of functions.py as Go prints it."""
    return _GO_NAMES.get(kind, kind)


def exact_type(kind: str) -> type | None:
    """The Python type that always fits a parameter type, for the quick way."""
    return _EXACT.get(kind)


def nil_argument(kind: str) -> t.Any:
    """What stands for nil in a parameter that can be nil; FaultError where it cannot."""
    if kind == "map":
        return NilMap()
    if kind == "[]any":
        return []
    if kind.startswith("[]"):
        return GoList(kind)
    if kind == "bytes":
        return b""
    return None


def _never_nil(kind: str) -> bool:
    """Whether a type has no nil: the basic ones and named structs, which stand with their package."""
    return kind in _BASIC or ("." in kind and kind[0] not in "*[")


def check(value: t.Any, kind: str, wrapped: bool) -> t.Any:
    """The value as an argument of type ``kind``. ``wrapped``: a nil is that of an interface."""
    if kind == "any":
        return value
    if value is None:
        if wrapped:
            raise FaultError("wrong type for value; expected %s; got interface {}" % go_name(kind))
        if _never_nil(kind):
            raise FaultError("invalid value; expected %s" % kind)
        return nil_argument(kind)
    if _assignable(value, kind):
        return value
    raise FaultError("wrong type for value; expected %s; got %s" % (go_name(kind), go_type(value)))


def _assignable(value: t.Any, kind: str) -> bool:
    name = go_type(value)
    if name == go_name(kind) or name == "*" + kind:
        return True
    # A named map or slice type fits the unnamed type below it.
    if isinstance(value, (dict, list)):
        usual = "map[string]interface {}" if isinstance(value, dict) else "[]string"
        return not name.startswith(("map[", "[]")) and getattr(value, "go_underlying", usual) == go_name(kind)
    return kind == "error" and isinstance(value, GoObject)


def ideal_constant(node: n.Node) -> t.Any:
    """The value of a number whose type nothing else decides."""
    _kind, _pos, text, integer, unsigned, real, imaginary = node
    if imaginary is not None:
        return imaginary
    is_hex = text[:2] in ("0x", "0X") and len(text) > 2 and "p" not in text and "P" not in text
    if real is not None and not is_hex and text[0] != "'" and any(char in text for char in ".eEpP"):
        return real
    if integer is not None:
        return integer
    if unsigned is not None:
        raise FaultError("%s overflows int" % text)
    return None


def literal(node: n.Node, kind: str) -> t.Any:
    """A constant as an argument of type ``kind``; FaultError where it does not fit."""
    form = node[0]
    if form == n.NIL:
        if _never_nil(kind):
            raise FaultError("cannot assign nil to %s" % kind)
        return nil_argument(kind)
    if kind == "any":
        return ideal_constant(node) if form == n.NUMBER else node[-1]
    if kind == "string":
        return _literal_of(node, form == n.STRING, "string", node[-1])
    if kind == "bool":
        return _literal_of(node, form == n.BOOL, "bool", node[-1])
    if kind in ("int", "int64"):
        value = node[3] if form == n.NUMBER else None
        return _literal_of(node, value is not None, "integer", Int64(value or 0) if kind == "int64" else value)
    if kind == "uint32":
        value = node[4] if form == n.NUMBER else None
        return _literal_of(node, value is not None, "unsigned integer", value)
    if kind == "float64":
        value = node[5] if form == n.NUMBER else None
        return _literal_of(node, value is not None, "float", value)
    raise FaultError("can't handle %s for arg of type %s" % (n.node_text(node), go_name(kind)))


def _literal_of(node: n.Node, fits: bool, wanted: str, value: t.Any) -> t.Any:
    if not fits:
        raise FaultError("expected %s; found %s" % (wanted, n.node_text(node)))
    return value


def is_unsigned(value: t.Any) -> bool:
    """Whether an integer is of one of Go's unsigned types."""
    return isinstance(value, GoInt) and (value.go_kind or value.go_type).startswith("uint")


__all__ = ("check", "exact_type", "go_name", "ideal_constant", "is_unsigned", "literal", "nil_argument")
