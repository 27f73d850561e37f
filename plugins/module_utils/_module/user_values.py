# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door to values files: a task's options of values to one tree."""

from __future__ import annotations

import os
import typing as t

from .._engine.disk.values_files import read_values_file
from .._engine.errors import ValuesError
from .._engine.values.documents import merge_maps
from .._engine.values.python import values_from_python
from .._engine.values.user import user_values

Params = t.Mapping[str, t.Any]
Values = dict[str, t.Any]

_SETS = {
    "raw": "set_values", "string": "set_string", "json": "set_json", "file": "set_file", "literal": "set_literal",
}  # fmt: skip


def read_values(params: Params, over_files: t.Callable[[Values], Values] | None = None) -> Values:
    """The user's values: files in their order, over them ``values``, ``secret_values``, ``set_values`` in helm's order.

    ``over_files`` puts others between the files and ``values``.
    """
    files = [(path, read_values_file(os.path.expanduser(path))) for path in params["values_files"]]
    merged = user_values(files=files)
    if over_files is not None:
        merged = over_files(merged)
    for option in ("values", "secret_values"):
        merged = merge_maps(merged, values_from_python(params.get(option) or {}, where=option))
    expressions: dict[str, list[str]] = {name: [] for name in _SETS.values()}
    for entry in params["set_values"]:
        expressions[_SETS[entry["value_type"]]].append(str(entry["value"]))
    return user_values(merged, read_file=_text, **expressions)  # type: ignore[arg-type]


def _text(path: str) -> str:
    try:
        return read_values_file(os.path.expanduser(path)).decode("utf-8", "surrogateescape")
    except ValuesError as error:
        raise ValuesError("set_values: %s" % error) from error


__all__ = ("read_values",)
