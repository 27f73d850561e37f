# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values that Ansible gives, as helm would read them from a values file: every number float64, every key text."""

from __future__ import annotations

import typing as t
from collections.abc import Mapping

from ..errors import ValuesError
from ..gojson.numbers import general_float

MAX_DEPTH = 150


def values_from_python(value: t.Mapping[t.Any, t.Any], *, where: str = "values") -> dict[str, t.Any]:
    """Plain dicts, lists, str, bool, float and None from what a task's ``values`` holds.

    Integers become floats, subclasses of str (Ansible's tagged and unsafe text) plain str, tuples lists, keys the text
    that YAML keys become. ValuesError names the place of a date, a byte string, a NaN or anything else YAML values
    cannot hold. ``where`` is the name of the option, for that message.
    """
    return _table(value, where, 0)


def _convert(value: t.Any, where: str, depth: int) -> t.Any:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (int, float)):
        return _number(value, where)
    if depth >= MAX_DEPTH:
        raise ValuesError("%s: nested too deeply" % where)
    if isinstance(value, Mapping):
        return _table(value, where, depth)
    if isinstance(value, (list, tuple)):
        return [_convert(item, "%s[%d]" % (where, index), depth + 1) for index, item in enumerate(value)]
    raise _refused(value, where)


def _table(value: t.Mapping[t.Any, t.Any], where: str, depth: int) -> dict[str, t.Any]:
    table = {}
    for key, item in value.items():
        name = str.__str__(key) if isinstance(key, str) else _key(key, where)
        table[name] = _convert(item, where + "." + name, depth + 1)
    return table


def _number(value: float, where: str) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if number - number != 0:
        raise ValuesError("%s: %s is no number that values can hold" % (where, value))
    return number


def _key(key: t.Any, where: str) -> str:
    if key is True or key is False:
        return "true" if key else "false"
    if isinstance(key, int):
        return str(int(key))
    if isinstance(key, float):
        return general_float(key, 32)
    raise ValuesError("%s: a key must be text, not %s" % (where, type(key).__name__))


def _refused(value: t.Any, where: str) -> ValuesError:
    kind = type(value).__name__
    if hasattr(value, "isoformat"):
        return ValuesError("%s: a %s is no YAML value for helm; quote it to make it text" % (where, kind))
    return ValuesError("%s: a value of type %s cannot be given to a chart" % (where, kind))


__all__ = ("values_from_python",)
