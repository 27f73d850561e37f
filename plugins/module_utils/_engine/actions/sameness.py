# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what is wanted is what is recorded: the reasons for a new revision, and which differences are chance."""

from __future__ import annotations

import typing as t

from ..manifest.hook import Hook
from ..release.model import Release
from .targets import read_objects

JSON = dict[str, t.Any]
Path = tuple[t.Any, ...]

# When a file was last touched is no part of what a chart says.
_TIMES = ("modtime", "schemamodtime")


def same_chart(left: JSON, right: JSON, *, values: bool = True) -> bool:
    """Whether two charts, as records hold them, say the same; their default values count with ``values``."""
    if not values:
        left, right = {**left, "values": None}, {**right, "values": None}
    return bool(_plain(left) == _plain(right))


def _plain(value: t.Any) -> t.Any:
    """A chart without times, and without the difference between an empty and an absent part."""
    if isinstance(value, dict):
        stripped = {key: _plain(child) for key, child in value.items() if key not in _TIMES}
        return {key: child for key, child in stripped.items() if child not in (None, "", [], {})}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    return value


def same_hooks(left: t.Sequence[Hook], right: t.Sequence[Hook]) -> bool:
    """Whether two lists of hooks are the same but for their runs."""
    return sorted(map(_hook_key, left)) == sorted(map(_hook_key, right))


def _hook_key(hook: Hook) -> tuple[str, str]:
    return (hook.path, hook.manifest)


def input_reasons(
    record: Release, *, chart: JSON, config: JSON, labels: t.Mapping[str, str], reused: bool = False
) -> list[str]:
    """What of a task's own input differs from the record: ``status``, ``chart``, ``values``, ``labels``.

    With ``reused`` the chart's default values come from the record, so they are no difference.
    """
    reasons = []
    if record.info.status != "deployed":
        reasons.append("status")
    if not same_chart(record.chart, chart, values=not reused):
        reasons.append("chart")
    if record.config != config:
        reasons.append("values")
    if dict(record.labels) != dict(labels):
        reasons.append("labels")
    return reasons


def output_reasons(record: Release, *, manifest: str, hooks: t.Sequence[Hook]) -> list[str]:
    """What of the rendered output differs from the record: ``manifest``, ``hooks``."""
    reasons = []
    if record.manifest != manifest:
        reasons.append("manifest")
    if not same_hooks(record.hooks, hooks):
        reasons.append("hooks")
    return reasons


def only_by_chance(recorded: str, rendered: str, again: str) -> list[str] | None:
    """The paths in which a manifest is random, where these alone tell it from the recorded one; else None.

    ``again`` is the same rendering with other random bytes, another clock and another revision number.
    """
    old, new, other = _by_name(recorded), _by_name(rendered), _by_name(again)
    if not old.keys() == new.keys() == other.keys():
        return None
    chance: list[str] = []
    for name, body in new.items():
        random_paths = set(_differences(body, other[name]))
        for path in _differences(old[name], body):
            if not any(path[: len(found)] == found for found in random_paths):
                return None
            chance.append(_place(name, path))
    return chance


def chance_paths(rendered: str, again: str) -> list[str]:
    """The paths in which two renderings of the same input differ."""
    new, other = _by_name(rendered), _by_name(again)
    return [
        _place(name, path) for name, body in new.items() if name in other for path in _differences(body, other[name])
    ]


def _place(name: tuple[str, ...], path: Path) -> str:
    return "%s: %s" % ("/".join(part for part in name if part), ".".join(map(str, path)))


def _by_name(manifest: str) -> dict[tuple[str, ...], JSON]:
    found: dict[tuple[str, ...], JSON] = {}
    for body in read_objects(manifest):
        metadata = body.get("metadata") or {}
        name = (
            str(body.get("apiVersion", "")), str(body.get("kind", "")), str(metadata.get("namespace") or ""),
            str(metadata.get("name") or ""),
        )  # fmt: skip
        found[name] = body
    return found


def _differences(left: t.Any, right: t.Any, path: Path = ()) -> list[Path]:
    """The paths in which two JSON values differ; where one side misses something, the path of what is missing."""
    if isinstance(left, dict) and isinstance(right, dict):
        found: list[Path] = []
        for key in {**left, **right}:
            if key not in left or key not in right:
                found.append((*path, key))
            else:
                found += _differences(left[key], right[key], (*path, key))
        return found
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        return [
            found
            for index, (one, other) in enumerate(zip(left, right, strict=True))
            for found in _differences(one, other, (*path, index))
        ]
    return [] if type(left) is type(right) and left == right else [path]


__all__ = ("chance_paths", "input_reasons", "only_by_chance", "output_reasons", "same_chart", "same_hooks")
