# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values by a path with dots, such as ``db.enabled`` (Table and PathValue of pkg/chart/common/values.go)."""

from __future__ import annotations

import typing as t

from ..gotmpl.strconv import quote

Values = dict[str, t.Any]


class NoTableError(LookupError):
    """There is no table at the path; the text is helm's."""


class NoValueError(LookupError):
    """There is no value at the path, or a table; the text is helm's."""


def table_at(values: Values, path: str) -> Values:
    """The table at ``path``, itself and no copy; NoTableError where a part of the path is none."""
    table: t.Any = values
    for name in path.split("."):
        table = table.get(name)
        if not isinstance(table, dict):
            raise NoTableError("%s is not a table" % quote(name))
    return t.cast(Values, table)


def path_value(values: Values, path: str) -> t.Any:
    """What stands at ``path`` and is no table, null included; NoValueError where nothing does."""
    parents, _unused, name = path.rpartition(".")
    try:
        table = table_at(values, parents) if parents or "." in path else values
    except NoTableError:
        table = {}
    if name not in table or isinstance(table[name], dict):
        raise NoValueError("%s is not a value" % quote(name))
    return table[name]


__all__ = ("NoTableError", "NoValueError", "path_value", "table_at")
