# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go values to TOML as helm's toToml writes them: BurntSushi/toml's encode.go."""

from __future__ import annotations

import math
import re
import typing as t

from ..gojson.numbers import general_float
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoObject, NilList, NilMap, go_type, is_nil
from .keys import key_part, key_text, quoted

_TABLE, _TABLES, _OTHER = "table", "array of tables", "other"


class _Fields(dict[str, t.Any]):
    """A struct's fields, which keep their order; the keys of a map are sorted."""

    __slots__ = ()


def _plain(value: t.Any) -> t.Any:
    """The value as one of None, bool, int, float, str, list and dict; a time stays an object."""
    if isinstance(value, bytes):
        return list(value)
    if is_nil(value):
        return None
    if isinstance(value, GoObject) and not isinstance(value, (int, float, str, list, dict)) and value.FIELDS:
        return _Fields((name, getattr(value, name)) for name in value.FIELDS)
    return value


def _kind(value: t.Any) -> str | None:
    """How a value stands in TOML; None for nil. Raises GoError for a nil inside a list."""
    value = _plain(value)
    if value is None:
        return None
    if isinstance(value, dict):
        return _TABLE
    if isinstance(value, list) and value:
        kinds = [_kind(item) for item in value]
        if None in kinds:
            raise GoError("toml: cannot encode array with nil element")
        return _TABLES if all(kind == _TABLE for kind in kinds) else _OTHER
    return _OTHER


def _float(value: float) -> str:
    if math.isnan(value):
        return "-nan" if math.copysign(1.0, value) < 0 else "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    text = general_float(value)
    return text if "e" in text or "." in text else text + ".0"


def _integer(value: int) -> str:
    if isinstance(value, GoObject) and go_type(value) == "time.Duration":
        return quoted(value.go_string() or "")
    return str(int(value))


class _Writer:
    """Collects the text; ``key`` is the path of the table that is being written."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def _newline(self) -> None:
        if self.parts:
            self.parts.append("\n")

    def value(self, key: tuple[str, ...], value: t.Any) -> None:
        """A value under its key, or the whole document."""
        if value.__class__ is NilMap:
            return
        value = list(value) if value.__class__ is NilList else _plain(value)
        if isinstance(value, dict):
            self._table(key, value)
        elif isinstance(value, list) and _kind(value) == _TABLES:
            self._tables(key, value)
        else:
            self._key_value(key, value, inline=False)

    def _table(self, key: tuple[str, ...], value: dict[t.Any, t.Any]) -> None:
        if len(key) == 1:
            self._newline()
        if key:
            self.parts.append("%s[%s]" % ("  " * (len(key) - 1), key_text(key)))
            self._newline()
        self._map(key, value, inline=False)

    def _tables(self, key: tuple[str, ...], value: list[t.Any]) -> None:
        if not key:
            raise GoError("toml: top-level values must be Go maps or structs")
        for item in value:
            self._newline()
            self.parts.append("%s[[%s]]" % ("  " * (len(key) - 1), key_text(key)))
            self._newline()
            self._map(key, _plain(item), inline=False)

    def _map(self, key: tuple[str, ...], value: dict[t.Any, t.Any], *, inline: bool) -> None:
        if any(not isinstance(name, str) for name in value):
            raise GoError("toml: cannot encode a map with non-string key type")
        direct: list[str] = []
        tables: list[str] = []
        for name in value if isinstance(value, _Fields) else sorted(value):
            (tables if _kind(value[name]) in (_TABLE, _TABLES) else direct).append(name)
        if inline:
            self.parts.append("{")
        last = (tables or direct or [""])[-1]
        for name in direct + tables:
            item = value[name]
            if is_nil(item):
                continue
            if not inline:
                self.value((*key, name), item)
                continue
            self._key_value((name,), item, inline=True)
            if name != last:
                self.parts.append(", ")
        if inline:
            self.parts.append("}")

    def _key_value(self, key: tuple[str, ...], value: t.Any, *, inline: bool) -> None:
        if not key:
            self._element(value)
            return
        self.parts.append("%s%s = " % ("  " * (len(key) - 1), key_part(key[-1])))
        self._element(value)
        if not inline:
            self._newline()

    def _element(self, value: t.Any) -> None:
        value = _plain(value)
        if isinstance(value, bool):
            self.parts.append("true" if value else "false")
        elif isinstance(value, str):
            self.parts.append(quoted(value))
        elif isinstance(value, int):
            self.parts.append(_integer(value))
        elif isinstance(value, float):
            self.parts.append(_float(value))
        elif isinstance(value, dict):
            self._map((), value, inline=True)
        elif isinstance(value, list):
            self.parts.append("[")
            for index, item in enumerate(value):
                if index:
                    self.parts.append(", ")
                self._element(item)
            self.parts.append("]")
        else:
            self.parts.append(self._object(value))

    @staticmethod
    def _object(value: t.Any) -> str:
        text = value.go_json() if isinstance(value, GoObject) else None
        if not isinstance(text, str):
            raise GoError("unsupported type: " + str(getattr(value, "go_kind", "invalid")))
        return _moment(text, getattr(value, "zone", "")) if go_type(value) == "time.Time" else quoted(text)


def _moment(text: str, zone: t.Any) -> str:
    """A time from its RFC 3339 text; those that were read without a zone, or in part, are written so again."""
    local = re.sub(r"(?:Z|[-+]\d\d:\d\d)\Z", "", text)
    forms = {"datetime-local": local, "date-local": local[:10], "time-local": local[11:]}
    return forms.get(getattr(zone, "name", zone), text)


def dump(value: t.Any) -> str:
    """TOML of a Go value. Raises GoError with the library's text for what TOML cannot say."""
    writer = _Writer()
    try:
        writer.value((), value)
    except RecursionError:
        raise GoError("toml: value is nested too deeply") from None
    return "".join(writer.parts)


__all__ = ("dump",)
