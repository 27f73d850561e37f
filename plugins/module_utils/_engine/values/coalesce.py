# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a user's values and the defaults of a chart and its subcharts become one tree.

Follows pkg/chart/common/util/coalesce.go. Maps are merged, scalars and lists replaced, and the user's side wins.
*Coalescing* lets a null of the user delete a default; *merging* keeps nulls, for values that are coalesced again later.
Warnings (a table against a scalar) go to ``warn`` as helm's sentence; helm's map order is random, ours is the files'.
"""

from __future__ import annotations

import typing as t

from ..errors import ValuesError
from ..gotmpl.printing import sprintf

Values = dict[str, t.Any]
Warn = t.Callable[[str], None]

GLOBAL_KEY = "global"


class ValuesOwner(t.Protocol):
    """What coalescing needs of a chart."""

    @property
    def name(self) -> str: ...

    @property
    def values(self) -> Values | None: ...

    @property
    def dependencies(self) -> t.Sequence[t.Any]: ...


def ignore_warning(message: str) -> None:
    """The ``warn`` of callers who want none."""


def copy_values(value: t.Any) -> t.Any:
    """A copy whose maps and lists are its own."""
    kind = type(value)
    if kind is dict:
        return {k: copy_values(v) if v.__class__ is dict or v.__class__ is list else v for k, v in value.items()}
    if kind is list:
        return [copy_values(v) if v.__class__ is dict or v.__class__ is list else v for v in value]
    return value


def coalesce_values(chart: ValuesOwner, values: Values | None, warn: Warn = ignore_warning) -> Values:
    """The values that a chart's templates see: ``values`` over the defaults of the chart and all its subcharts.

    Neither argument is changed. ValuesError where a subchart's name holds something that is no table.
    """
    return _guarded(chart, values, merge=False, warn=warn)


def merge_values(chart: ValuesOwner, values: Values | None, warn: Warn = ignore_warning) -> Values:
    """As ``coalesce_values``, but every null stays."""
    return _guarded(chart, values, merge=True, warn=warn)


def coalesce_tables(dst: Values, src: Values | None, warn: Warn = ignore_warning) -> Values:
    """``src`` put under ``dst``, in place; a null in ``dst`` deletes the key where ``src`` has a value."""
    return _coalesce_tables(dst, src, "", merge=False, warn=warn)


def merge_tables(dst: Values, src: Values | None, warn: Warn = ignore_warning) -> Values:
    """``src`` put under ``dst``, in place; nulls stay. ``src`` may end up sharing tables with ``dst``."""
    return _coalesce_tables(dst, src, "", merge=True, warn=warn)


def _guarded(chart: ValuesOwner, values: Values | None, *, merge: bool, warn: Warn) -> Values:
    try:
        return _coalesce(chart, copy_values(values or {}), "", merge=merge, warn=warn)
    except RecursionError:
        raise ValuesError("values are nested too deeply") from None


def _join(prefix: str, key: str) -> str:
    return prefix + "." + key if prefix else key


def _coalesce(chart: ValuesOwner, dest: Values, prefix: str, *, merge: bool, warn: Warn) -> Values:
    _coalesce_defaults(chart, dest, prefix, merge=merge, warn=warn)
    for subchart in chart.dependencies:
        name = subchart.name
        table = dest.setdefault(name, {})
        if not isinstance(table, dict):
            raise ValuesError(sprintf("type mismatch on %s: %t", name, table))
        sub_prefix = _join(prefix, chart.name)
        _coalesce_globals(table, dest, sub_prefix, warn)
        dest[name] = _coalesce(subchart, table, sub_prefix, merge=merge, warn=warn)
    return dest


def _coalesce_globals(dest: Values, src: Values, prefix: str, warn: Warn) -> None:
    """Copy the parent's globals into a subchart's table; the parent wins."""
    dest_globals = dest.get(GLOBAL_KEY) if GLOBAL_KEY in dest else {}
    if not isinstance(dest_globals, dict):
        warn("warning: skipping globals because destination %s is not a table." % GLOBAL_KEY)
        return
    src_globals = src.get(GLOBAL_KEY) if GLOBAL_KEY in src else {}
    if not isinstance(src_globals, dict):
        warn("warning: skipping globals because source %s is not a table." % GLOBAL_KEY)
        return
    for key, value in src_globals.items():
        if isinstance(value, dict):
            table = dict(value)
            if key not in dest_globals:
                dest_globals[key] = table
                continue
            held = dest_globals[key]
            if not isinstance(held, dict):
                warn(sprintf("Conflict: cannot merge map onto non-map for %q. Skipping.", key))
                continue
            # Nulls stay here: the coalescing of the subchart, which follows, judges them.
            _coalesce_tables(table, held, _join(prefix, key), merge=True, warn=warn)
            dest_globals[key] = table
        elif isinstance(dest_globals.get(key), dict):
            warn("key %s is table. Skipping" % key)
        else:
            dest_globals[key] = value
    dest[GLOBAL_KEY] = dest_globals


def _coalesce_defaults(chart: ValuesOwner, dest: Values, prefix: str, *, merge: bool, warn: Warn) -> None:
    """Put one chart's default values under ``dest``."""
    sub_prefix = _join(prefix, chart.name)
    for key, default in copy_values(chart.values or {}).items():
        if key not in dest:
            if not merge:
                if default is None:
                    continue
                if isinstance(default, dict):
                    _drop_nulls(default)
            dest[key] = default
            continue
        value = dest[key]
        if value is None and not merge:
            del dest[key]
        elif isinstance(value, dict):
            if isinstance(default, dict):
                # A subchart's table keeps its nulls: they delete that chart's own defaults later.
                keep_nulls = merge or any(sub.name == key for sub in chart.dependencies)
                if not keep_nulls:
                    _drop_nulls(default)
                _coalesce_tables(value, default, _join(sub_prefix, key), merge=keep_nulls, warn=warn)
            elif default is not None:
                warn("warning: skipped value for %s.%s: Not a table." % (sub_prefix, key))


def _coalesce_tables(dst: Values, src: Values | None, prefix: str, *, merge: bool, warn: Warn) -> Values:
    if src is None:
        return dst
    had_value = () if merge else {key for key, value in src.items() if value is not None}
    for key, value in dst.items():
        if value is None:
            src[key] = None
    for key, value in list(src.items()):
        if key not in dst:
            dst[key] = value
            continue
        held = dst[key]
        if held is None and not merge and key in had_value:
            del dst[key]
        elif isinstance(value, dict):
            if isinstance(held, dict):
                _coalesce_tables(held, value, _join(prefix, key), merge=merge, warn=warn)
            else:
                warn(sprintf("warning: cannot overwrite table with non table for %s (%v)", _join(prefix, key), value))
        elif isinstance(held, dict) and value is not None:
            warn(
                sprintf(
                    "warning: destination for %s is a table. Ignoring non-table value (%v)", _join(prefix, key), value
                )
            )
    return dst


def _drop_nulls(table: Values) -> None:
    for key in [key for key, value in table.items() if value is None]:
        del table[key]
    for value in table.values():
        if isinstance(value, dict):
            _drop_nulls(value)


__all__ = (
    "GLOBAL_KEY", "Values", "ValuesOwner", "Warn", "coalesce_tables", "coalesce_values", "copy_values",
    "ignore_warning", "merge_tables", "merge_values",
)  # fmt: skip
