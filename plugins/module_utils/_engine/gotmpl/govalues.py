# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go values as Python values: what a template sees, and the Go type of each.

=====================  ==============================================
Go                     Python
=====================  ==============================================
nil                    None
bool, string           bool, str (bytes that are no UTF-8: surrogateescape)
int                    int
int64, uint8, ...      a subclass of GoInt: Int64, Uint8, ...
float64                float
[]byte                 bytes
[]interface{}          list
[]string, []int, ...   GoList with its element type
nil slice of a type    NilList with its Go type (empty, but JSON null)
nil map of a type      NilMap, likewise
map[string]any         dict (insertion order means nothing: sort keys as Go does)
map[string]string ...  GoMap with its type
structs, methods       GoObject
=====================  ==============================================
"""

from __future__ import annotations

import typing as t

from .functions import GoError


class GoInt(int):
    """An integer of a Go type other than ``int``; use a subclass, which names the type.

    A named type (time.Duration) also says its ``go_kind``, and is a GoObject too where it has methods.
    """

    go_type: t.ClassVar[str] = "int64"
    go_kind: t.ClassVar[str] = ""
    __slots__ = ()


class Int64(GoInt):
    """Go's int64: what Sprig's arithmetic returns and ``--set n=1`` gives."""

    __slots__ = ()


class Int32(GoInt):
    """Go's int32, also a rune."""

    go_type = "int32"
    __slots__ = ()


class Uint8(GoInt):
    """Go's uint8: an element of []byte."""

    go_type = "uint8"
    __slots__ = ()


class Uint64(GoInt):
    """Go's uint64."""

    go_type = "uint64"
    __slots__ = ()


class GoList(list[t.Any]):
    """A slice whose Go type is not []interface{}: GoList("[]string", items)."""

    __slots__ = ("go_type",)

    def __init__(self, go_type: str, items: t.Iterable[t.Any] = ()) -> None:
        super().__init__(items)
        self.go_type = go_type

    def like(self, items: t.Iterable[t.Any]) -> GoList:
        """A list of the same type with other items."""
        return GoList(self.go_type, items)


class NilList(GoList):
    """A nil slice: prints and counts as an empty one, but is ``null`` in JSON and not DeepEqual to an empty one."""

    __slots__ = ()

    def like(self, items: t.Iterable[t.Any]) -> GoList:
        """A nil slice again where there are no items."""
        kept = list(items)
        return GoList(self.go_type, kept) if kept else NilList(self.go_type)


class GoMap(dict[t.Any, t.Any]):
    """A map whose Go type is not map[string]interface{}: GoMap("map[string]string", items)."""

    __slots__ = ("go_type",)

    def __init__(self, go_type: str, items: t.Mapping[t.Any, t.Any] | None = None) -> None:
        super().__init__(items or {})
        self.go_type = go_type

    def like(self, items: t.Mapping[t.Any, t.Any]) -> GoMap:
        """A map of the same type with other items."""
        return GoMap(self.go_type, items)


class NilMap(GoMap):
    """A nil map: prints and counts as an empty one, but is ``null`` in JSON, and it cannot be written."""

    __slots__ = ()

    def __init__(self, go_type: str = "map[string]interface {}") -> None:
        super().__init__(go_type)

    def like(self, items: t.Mapping[t.Any, t.Any]) -> GoMap:
        """A nil map again where there are no items."""
        return GoMap(self.go_type, items) if items else NilMap(self.go_type)

    def __setitem__(self, key: t.Any, value: t.Any) -> None:
        raise GoError("assignment to entry in nil map")


def is_nil(value: t.Any) -> bool:
    """Whether a value is nil in Go: nothing, a nil slice or a nil map."""
    return value is None or value.__class__ is NilList or value.__class__ is NilMap


class GoObject:
    """A Go struct or named type with fields and methods; subclass it in the layer that knows the type.

    ``FIELDS`` lists the exported fields in Go's order (each an attribute of the same name), ``PRINTED`` those that
    printing shows where unexported ones are among them; ``METHODS`` maps a
    method's Go name to a ``Function`` whose call takes the object first. ``go_type`` is what ``typeOf`` prints,
    ``go_kind`` what ``kindOf`` prints (a pointer says ``ptr``). ``go_string`` is what printing shows when the Go type
    is a Stringer or an error; None means Go's ``%v`` of the struct.
    """

    go_type: t.ClassVar[str] = ""
    go_kind: t.ClassVar[str] = "struct"
    FIELDS: t.ClassVar[tuple[str, ...]] = ()
    PRINTED: t.ClassVar[tuple[str, ...]] = ()
    METHODS: t.ClassVar[t.Mapping[str, t.Any]] = {}
    __slots__ = ()

    def go_string(self) -> str | None:
        """What the Go type's String() or Error() returns; None where it has neither."""
        return None

    def go_printed(self) -> str | None:
        """What an action of its own writes; Go then also finds a String method of the pointer."""
        return self.go_string()

    def go_json(self) -> t.Any:
        """The plain value that MarshalJSON writes; NotImplemented where there is none and the fields are written."""
        return NotImplemented


class SharedMap(GoMap, GoObject):
    """A map of a named type which in Go shares its storage with a plain map.

    Here ``table`` is that map: what a template changes in one is written to the other, and ``refresh`` takes over what
    was changed in the table. Fields of this very class are read as quickly as those of a dict.
    """

    __slots__ = ("_peers", "_table")
    go_underlying = "map[string]interface {}"

    def __init__(self, go_type: str, table: dict[t.Any, t.Any]) -> None:
        super().__init__(go_type, table)
        self._table = table
        self._peers = [table]

    def like(self, items: t.Mapping[t.Any, t.Any]) -> GoMap:
        """A map of the same type over a table of its own."""
        return SharedMap(self.go_type, dict(items))

    def plain(self) -> SharedMap:
        """The same map as a map[string]interface{}: what a function gives back that takes one."""
        for peer in self._peers:
            if isinstance(peer, SharedMap) and peer.go_type == self.go_underlying:
                return peer
        plain = SharedMap(self.go_underlying, self._table)
        plain._peers.append(self)
        self._peers.append(plain)
        return plain

    def refresh(self) -> None:
        """Take over what was changed in the table since."""
        if self != self._table:
            for view in (self, *self._peers[1:]):
                dict.clear(view)
                dict.update(view, self._table)

    def __setitem__(self, key: t.Any, value: t.Any) -> None:
        dict.__setitem__(self, key, value)
        for peer in self._peers:
            dict.__setitem__(peer, key, value)

    def __delitem__(self, key: t.Any) -> None:
        dict.__delitem__(self, key)
        for peer in self._peers:
            dict.pop(peer, key, None)

    def pop(self, key: t.Any, *default: t.Any) -> t.Any:
        """As dict.pop, in all of them."""
        for peer in self._peers:
            dict.pop(peer, key, None)
        return dict.pop(self, key, *default)

    def update(self, *others: t.Any, **items: t.Any) -> None:
        """As dict.update, in all of them."""
        for key, value in dict(*others, **items).items():
            self[key] = value


def as_plain(value: t.Any) -> t.Any:
    """A map as a map[string]interface{}, which Go makes of it where a function takes one."""
    if isinstance(value, SharedMap) and value.go_type != value.go_underlying:
        return value.plain()
    return value


_KINDS = {
    type(None): "invalid",
    bool: "bool",
    int: "int",
    float: "float64",
    str: "string",
    bytes: "slice",
    list: "slice",
    dict: "map",
}
_TYPES = {
    type(None): "<nil>",
    bool: "bool",
    int: "int",
    float: "float64",
    str: "string",
    bytes: "[]uint8",
    list: "[]interface {}",
    dict: "map[string]interface {}",
}


def go_type(value: t.Any) -> str:
    """The Go type of a value as ``%T`` prints it."""
    name = _TYPES.get(type(value))
    return name if name is not None else str(value.go_type)


def go_kind(value: t.Any) -> str:
    """The reflect.Kind of a value as Sprig's ``kindOf`` prints it."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    if isinstance(value, list):
        return "slice"
    if isinstance(value, dict):
        return "map"
    if isinstance(value, int):
        return str(value.go_kind or value.go_type)  # type: ignore[attr-defined]
    return str(value.go_kind)


__all__ = (
    "GoInt",
    "GoList",
    "GoMap",
    "GoObject",
    "Int32",
    "Int64",
    "NilList",
    "NilMap",
    "SharedMap",
    "Uint64",
    "Uint8",
    "as_plain",
    "go_kind",
    "go_type",
    "is_nil",
)
