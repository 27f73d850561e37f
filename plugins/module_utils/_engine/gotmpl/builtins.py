# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The functions of text/template itself: comparison, index, slice, len and the escapers."""

from __future__ import annotations

import typing as t

from .argtypes import is_unsigned
from .fields import map_type, zero_value
from .functions import Function, GoError, function
from .govalues import GoInt, GoObject, Uint8, go_kind, go_type, is_nil
from .printing import sprint, sprintf, sprintln

_HTML = str.maketrans({"\0": "\ufffd", '"': "&#34;", "'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;"})
_JS = {
    "\\": "\\\\",
    "'": "\\'",
    '"': '\\"',
    "<": "\\u003C",
    ">": "\\u003E",
    "&": "\\u0026",
    "=": "\\u003D",
}
_KINDS: dict[type, str] = {str: "string", int: "int", bool: "bool", float: "float", complex: "complex"}
_BAD_TYPE = "invalid type for comparison"
_INCOMPATIBLE = "incompatible types for comparison: %s and %s"


def _basic_kind(value: t.Any) -> str:
    """string, int, uint, bool, float or complex; nothing for all else."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    if isinstance(value, GoInt):
        return "uint" if is_unsigned(value) else "int"
    return ""


def _equal_others(first: t.Any, second: t.Any) -> bool:
    """Equality of values that are of no basic kind; one or both may be nil."""
    if first is not None and second is not None and go_kind(first) != go_kind(second):
        raise GoError(
            sprintf("non-comparable types %s: %v, %s: %v", first, _Text(go_type(first)), _Text(go_type(second)), second)
        )
    if is_nil(first) or is_nil(second):
        return is_nil(first) and is_nil(second)
    if isinstance(second, (dict, list, bytes)):
        raise GoError(sprintf("non-comparable type %s: %v", second, _Text(go_type(second))))
    if go_kind(first) == "ptr":
        return first is second
    return first is second or bool(type(first) is type(second) and first == second)


class _Text(GoObject):
    """A reflect.Type under a verb."""

    go_type = "*reflect.rtype"
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def go_string(self) -> str:
        """The type's name."""
        return self.text


def equal(first: t.Any, *others: t.Any) -> bool:
    """``eq``: whether the first operand equals one of the others; kinds of numbers do not mix."""
    if first.__class__ is str and len(others) == 1 and others[0].__class__ is str:
        return bool(first == others[0])
    if not others:
        raise GoError("missing argument for comparison")
    kind = _basic_kind(first)
    for other in others:
        other_kind = _basic_kind(other)
        if kind != other_kind:
            if {kind, other_kind} == {"int", "uint"}:
                same = bool(first == other)
            elif first is None or other is None:
                same = False
            else:
                raise GoError(_INCOMPATIBLE % (go_type(first), go_type(other)))
        else:
            same = bool(first == other) if kind else _equal_others(first, other)
        if same:
            return True
    return False


def not_equal(first: t.Any, second: t.Any) -> bool:
    """``ne``"""
    return not equal(first, second)


def less(first: t.Any, second: t.Any) -> bool:
    """``lt``"""
    kind, other = _basic_kind(first), _basic_kind(second)
    if not kind or not other:
        raise GoError(_BAD_TYPE)
    if kind != other:
        if {kind, other} == {"int", "uint"}:
            return bool(first < second)
        raise GoError(_INCOMPATIBLE % (go_type(first), go_type(second)))
    if kind in ("bool", "complex"):
        raise GoError(_BAD_TYPE)
    return bool(first < second)


def less_or_equal(first: t.Any, second: t.Any) -> bool:
    """``le``"""
    return less(first, second) or equal(first, second)


def greater(first: t.Any, second: t.Any) -> bool:
    """``gt``, defined by ``le`` as in Go, so NaN is greater than anything."""
    return not less_or_equal(first, second)


def greater_or_equal(first: t.Any, second: t.Any) -> bool:
    """``ge``"""
    return not less(first, second)


def _position(index: t.Any, size: int) -> int:
    if index is None:
        raise GoError("cannot index slice/array with nil")
    if not isinstance(index, int) or isinstance(index, bool):
        raise GoError("cannot index slice/array with type " + go_type(index))
    if not 0 <= index <= size:
        raise GoError("index out of range: %d" % index)
    return int(index)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _map_key(value: dict[t.Any, t.Any], key: t.Any) -> t.Any:
    """The key as the map's key type; a map of strings takes strings only."""
    name = map_type(value)
    wanted = name[4 : name.index("]")] if name.startswith("map[") else "string"
    if wanted == "interface {}":
        return key
    if key is None:
        raise GoError("value is nil; should be of type " + wanted)
    actual = go_type(key)
    if actual != wanted and not (isinstance(key, int) and not isinstance(key, bool) and "int" in wanted):
        raise GoError("value has type %s; should be %s" % (actual, wanted))
    return key


def _map_value(value: dict[t.Any, t.Any], key: t.Any) -> t.Any:
    key = _map_key(value, key)
    if key in value:
        return value[key]
    name = map_type(value)
    return zero_value(name[name.index("]") + 1 :]) if name.startswith("map[") else None


def _item(value: t.Any, key: t.Any) -> t.Any:
    if isinstance(value, dict):
        return _map_value(value, key)
    if value is None:
        raise GoError("index of nil pointer")
    data = _encoded(value) if isinstance(value, str) else value
    if not isinstance(data, (list, bytes)):
        raise GoError("can't index item of type " + go_type(value).lstrip("*"))
    position = _position(key, len(data))
    if position == len(data):
        # Go's own check lets the length through and then panics.
        kind = "string" if isinstance(value, str) else "slice"
        raise GoError("reflect: %s index out of range" % kind)
    return Uint8(data[position]) if isinstance(data, bytes) else data[position]


def index(item: t.Any, *keys: t.Any) -> t.Any:
    """``index x 1 "a"`` is x[1]["a"]; a key that a map lacks gives the zero value."""
    if item is None:
        raise GoError("index of untyped nil")
    for key in keys:
        item = item.get(key) if item.__class__ is dict and key.__class__ is str else _item(item, key)
    return item


def slice_(item: t.Any, *bounds: t.Any) -> t.Any:
    """``slice x 1 2`` is x[1:2], of a slice or a string (by bytes)."""
    if item is None:
        raise GoError("slice of untyped nil")
    if len(bounds) > 3:
        raise GoError("too many slice indexes: %d" % len(bounds))
    if isinstance(item, str) and len(bounds) == 3:
        raise GoError("cannot 3-index slice a string")
    data = _encoded(item) if isinstance(item, str) else item
    if not isinstance(data, (list, bytes)):
        raise GoError("can't slice item of type " + go_type(item))
    places = [0, len(data)]
    for number, bound in enumerate(bounds):
        place = _position(bound, len(data))
        places[number : number + 1] = [place]
    if places[0] > places[1]:
        raise GoError("invalid slice index: %d > %d" % (places[0], places[1]))
    if len(places) == 3 and places[1] > places[2]:
        raise GoError("invalid slice index: %d > %d" % (places[1], places[2]))
    part = data[places[0] : places[1]]
    if isinstance(item, str):
        return bytes(part).decode("utf-8", "surrogateescape")
    return part if type(item) in (list, bytes) else type(item)(item.go_type, part)


def length(item: t.Any) -> int:
    """``len``: bytes of a string, elements of all else."""
    if isinstance(item, str):
        return len(item) if item.isascii() else len(_encoded(item))
    if isinstance(item, (list, dict, bytes)):
        return len(item)
    if item is None:
        # reflect.Value.Type panics on the value that nil leaves.
        raise GoError("reflect: call of reflect.Value.Type on zero Value")
    raise GoError("len of type " + go_type(item).lstrip("*"))


def negate(value: t.Any) -> bool:
    """``not``"""
    return not value


def _shown(values: tuple[t.Any, ...]) -> str:
    if len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return sprint(*["<no value>" if value is None else value for value in values])


def html(*values: t.Any) -> str:
    """``html``: the text of the values, escaped for HTML."""
    return _shown(values).translate(_HTML)


def _js_char(char: str) -> str:
    if char in _JS:
        return _JS[char]
    code = ord(char)
    if code < 0x20:
        return "\\u00%02X" % code
    if code < 0x80 or char.isprintable() or 0xDC80 <= code <= 0xDCFF:
        return char
    return "\\u%04X" % code


def js(*values: t.Any) -> str:
    """``js``: the text of the values, escaped for a JavaScript string."""
    return "".join([_js_char(char) for char in _shown(values)])


def _query_byte(byte: int) -> str:
    char = chr(byte)
    if byte < 0x80 and (char.isalnum() or char in "-_.~"):
        return char
    return "+" if char == " " else "%%%02X" % byte


def urlquery(*values: t.Any) -> str:
    """``urlquery``: the text of the values, escaped for a URL's query."""
    return "".join([_query_byte(byte) for byte in _encoded(_shown(values))])


def call_value(value: t.Any, *_args: t.Any) -> t.Any:
    """``call``: no value of a template is a function here, so it always refuses; the compiler adds the name."""
    raise GoError("call of nil" if value is None else "of type " + go_type(value))


def _table() -> dict[str, Function]:
    entries = [
        function("and", negate, "any, ...any"),
        function("or", negate, "any, ...any"),
        function("call", call_value, "any, ...any"),
        function("html", html, "...any"),
        function("index", index, "any, ...any"),
        function("slice", slice_, "any, ...any"),
        function("js", js, "...any"),
        function("len", length, "any"),
        function("not", negate, "any"),
        function("print", sprint, "...any"),
        function("printf", sprintf, "string, ...any"),
        function("println", sprintln, "...any"),
        function("urlquery", urlquery, "...any"),
        function("eq", equal, "any, ...any"),
        function("ge", greater_or_equal, "any, any"),
        function("gt", greater, "any, any"),
        function("le", less_or_equal, "any, any"),
        function("lt", less, "any, any"),
        function("ne", not_equal, "any, any"),
    ]
    return {entry.name: entry for entry in entries}


# and, or and call are of the language: the compiler knows them, these entries only say what they take.
BUILTINS: t.Mapping[str, Function] = _table()

__all__ = ("BUILTINS", "equal", "index", "length", "less")
