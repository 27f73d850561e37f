# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``.Values`` of a template: a map with the methods of pkg/chart/common/values.go."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import GoError, function
from ..gotmpl.govalues import SharedMap
from ..goyaml.dump import dump


class Values(SharedMap):
    """A map of Go's type common.Values, with its methods."""

    __slots__ = ()

    def __init__(self, table: dict[str, t.Any]) -> None:
        super().__init__("common.Values", table)

    def like(self, items: t.Mapping[t.Any, t.Any]) -> Values:
        """Values of their own."""
        return Values(dict(items))

    def find_table(self, name: str) -> t.Any:
        """The map at a dotted path, the very object that stands there; raises GoError where it is no map."""
        found: t.Any = self
        for key in name.split("."):
            found = found.get(key) if key in found else None
            if not isinstance(found, dict):
                raise GoError('"%s" is not a table' % key)
        return found

    def _as_table(self, name: str) -> Values:
        found = self.find_table(name)
        return found if isinstance(found, Values) else Values(found)

    def _as_map(self) -> dict[str, t.Any]:
        return self.plain() if self else {}

    def _yaml(self) -> str:
        return dump(self)

    def _path_value(self, path: str) -> t.Any:
        if not path:
            raise GoError("YAML path cannot be empty")
        parent, dot, key = path.rpartition(".")
        try:
            table = self.find_table(parent) if dot else self
        except GoError:
            table = {}
        value = table.get(key)
        if key not in table or value.__class__ is dict:
            raise GoError('"%s" is not a value' % key)
        return value

    METHODS: t.ClassVar[t.Mapping[str, t.Any]] = {
        "AsMap": function("AsMap", _as_map),
        "PathValue": function("PathValue", _path_value, "string"),
        "Table": function("Table", _as_table, "string"),
        "YAML": function("YAML", _yaml),
    }


__all__ = ("Values",)
