# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads parsed YAML (goyaml's ``load_exact``) into objects with typed fields.

As sigs.k8s.io/yaml and encoding/json do for Go structs: where text is wanted, a number or boolean becomes the text Go
makes of it (1.10 gives "1.1"). Field names match whatever their case. A null changes nothing. Unknown fields are passed
over. A wrong type is an error in Go's words.
"""

from __future__ import annotations

import typing as t

from ..gojson.numbers import general_float
from ..gotmpl.functions import GoError


class Reader:
    """How one Go type is read. ``go_type`` is its name in errors."""

    go_type: str

    def read(self, raw: t.Any, old: t.Any, place: Place) -> t.Any:
        """The value for ``raw``, which may change ``old``, the value held so far."""
        raise NotImplementedError


class Place(t.NamedTuple):
    """Where a value stands, for errors: the innermost struct and the path of fields."""

    struct: str = ""
    path: str = ""

    def wrong(self, raw: t.Any, go_type: str) -> GoError:
        target = "Go struct field %s.%s of type" % (self.struct, self.path) if self.path else "Go value of type"
        return GoError(
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into %s %s"
            % (json_kind(raw), target, go_type)
        )


class Text(Reader):
    """A Go string; with ``exact``, numbers and booleans are no text: sigs.k8s.io/yaml passes over embedded structs."""

    go_type = "string"

    def __init__(self, *, exact: bool = False) -> None:
        self.exact = exact

    def read(self, raw: t.Any, old: t.Any, place: Place) -> str:
        if isinstance(raw, (dict, list)) or (self.exact and not isinstance(raw, str)):
            raise place.wrong(raw, self.go_type)
        return scalar_text(raw)


class Flag(Reader):
    """A Go bool."""

    go_type = "bool"

    def read(self, raw: t.Any, old: t.Any, place: Place) -> bool:
        if isinstance(raw, bool):
            return raw
        raise place.wrong(raw, self.go_type)


class Anything(Reader):
    """A Go interface{}."""

    go_type = "interface {}"

    def read(self, raw: t.Any, old: t.Any, place: Place) -> t.Any:
        return untyped(raw)


class ListOf(Reader):
    """A Go slice; ``pointers`` says that a null inside stays one."""

    def __init__(self, item: Reader, *, pointers: bool = False) -> None:
        self.item = item
        self.pointers = pointers
        self.go_type = ("[]*" if pointers else "[]") + item.go_type

    def read(self, raw: t.Any, old: t.Any, place: Place) -> list[t.Any]:
        if not isinstance(raw, list):
            raise place.wrong(raw, self.go_type)
        return [self._item(value, place) for value in raw]

    def _item(self, value: t.Any, place: Place) -> t.Any:
        if value is None:
            return "" if isinstance(self.item, Text) else None
        return self.item.read(value, None, place)


class TextMap(Reader):
    """A Go map[string]string; ``exact`` as in ``Text``."""

    go_type = "map[string]string"

    def __init__(self, *, exact: bool = False) -> None:
        self.exact = exact

    def read(self, raw: t.Any, old: t.Any, place: Place) -> dict[str, str]:
        if not isinstance(raw, dict):
            raise place.wrong(raw, self.go_type)
        table: dict[str, str] = {}
        for key in sorted(raw):
            value = raw[key]
            if isinstance(value, (dict, list)) or (self.exact and not isinstance(value, (str, type(None)))):
                raise place.wrong(value, "string")
            table[key] = "" if value is None else scalar_text(value)
        return {**(old or {}), **table}


class Struct(Reader):
    """A Go struct: ``fields`` maps each JSON name to the attribute that holds it and its reader.

    ``name`` is what errors call the struct of a field; it is empty for a struct type without a name.
    """

    def __init__(
        self,
        go_type: str,
        make: t.Callable[[], t.Any],
        fields: t.Mapping[str, tuple[str, Reader]],
        *,
        name: str | None = None,
    ) -> None:
        self.go_type = go_type
        self.name = go_type.rpartition(".")[2] if name is None else name
        self.make = make
        self.fields = fields
        self._folded = {name.lower(): name for name in fields}

    def field_name(self, json_name: str) -> str | None:
        """The field that a JSON name means, whatever its case; None for an unknown one."""
        return json_name if json_name in self.fields else self._folded.get(json_name.lower())

    def read(self, raw: t.Any, old: t.Any, place: Place) -> t.Any:
        if raw is None:
            return self.make() if old is None else old
        if not isinstance(raw, dict):
            raise place.wrong(raw, self.go_type)
        target = self.make() if old is None else old
        for json_name in sorted(raw):
            value = raw[json_name]
            name = self.field_name(json_name)
            if name is None:
                untyped(value)
            elif value is not None:
                attribute, reader = self.fields[name]
                if value.__class__ is str and reader.__class__ is Text:  # by far most of an index
                    setattr(target, attribute, value)
                    continue
                inner = Place(self.name, place.path + "." + name if place.path else name)
                setattr(target, attribute, reader.read(value, getattr(target, attribute), inner))
        return target


def json_kind(raw: t.Any) -> str:
    """What encoding/json calls the value in its errors."""
    if isinstance(raw, dict):
        return "object"
    if isinstance(raw, list):
        return "array"
    if isinstance(raw, bool):
        return "bool"
    return "number" if isinstance(raw, (int, float)) else "string"


def scalar_text(raw: t.Any) -> str:
    """What sigs.k8s.io/yaml puts where text is wanted."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float):
        return general_float(raw, 32)
    return str(raw)


def untyped(raw: t.Any) -> t.Any:
    """The value with all numbers float64; GoError for what JSON cannot hold."""
    if isinstance(raw, dict):
        return {key: untyped(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [untyped(value) for value in raw]
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        number = float(raw)
        if number - number != 0:
            raise GoError("error converting YAML to JSON: json: unsupported value: " + general_float(number))
        return number
    return raw


__all__ = ("Anything", "Flag", "ListOf", "Place", "Reader", "Struct", "Text", "TextMap", "untyped")
