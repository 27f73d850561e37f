# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at releases: lists of them, the values and metadata of one, its objects in the cluster."""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError, StorageError
from ..manifest.patch_targets import contains, selector
from ..release.model import Release
from ..release.status import SUPERSEDED
from ..release.times import nanoseconds
from ..values.coalesce import coalesce_values
from .kinds import Kinds
from .parallel import in_parallel
from .ports import Cluster
from .targets import Target, build_known

JSON = dict[str, t.Any]

_NOT_FOUND = ("NotFound", "Resource not found")


class _Recorded:
    """A record's chart, as coalescing reads it; its values have all that its subcharts gave."""

    def __init__(self, record: JSON) -> None:
        self.name = str((record.get("metadata") or {}).get("name", ""))
        self.values: JSON | None = record.get("values")
        self.dependencies: list[t.Any] = []


def computed_values(record: Release) -> JSON:
    """The user's values over the chart's defaults, as ``helm get values --all`` prints them."""
    return coalesce_values(_Recorded(record.chart), record.config)


def _seconds(stamp: str) -> int:
    """Whole seconds, as helm compares them; 0 where there is no time."""
    try:
        return nanoseconds(stamp) // 10**9
    except ValueError:
        return 0


class Query(t.NamedTuple):
    """Which releases are listed, and how: the flags of ``helm list``.

    ``pattern`` is a regular expression that fits anywhere in the name, ``selector`` one of the newest record's labels.
    They are ordered by name, or with ``by_date`` from the one that was deployed first on. ``limit`` 0 is none.
    """

    statuses: t.Collection[str] = ()
    pattern: str = ""
    selector: str = ""
    by_date: bool = False
    reverse: bool = False
    offset: int = 0
    limit: int = 0


def listed(records: t.Iterable[Release], query: Query) -> list[Release]:
    """The newest revision of each release, as far as they are asked for (follows pkg/action/list.go).

    Where only superseded ones are, these are all revisions that are: the newest of a release never is. Records that
    cannot be decoded count for nothing.
    """
    named, labelled = contains("name_filter:", query.pattern), selector("selector", query.selector)
    found = [record for record in records if named(record.name)]
    found = [record for record in found if _can_be_read(record)] if _only_superseded(query) else _newest(found)
    if query.statuses:
        found = [record for record in found if record.info.status in query.statuses]
    found = [record for record in found if labelled(record.labels)]
    found.sort(key=_date_order if query.by_date else _name_order, reverse=query.reverse)
    return found[query.offset :][: query.limit or None]


def _only_superseded(query: Query) -> bool:
    return set(query.statuses) == {SUPERSEDED}


def _newest(records: t.Iterable[Release]) -> list[Release]:
    """The newest revision of each release that can be decoded, which only these are."""
    found: dict[tuple[str, str], list[Release]] = {}
    for record in records:
        found.setdefault((record.namespace, record.name), []).append(record)
    for history in found.values():
        history.sort(key=lambda record: record.version, reverse=True)
    newest = [next((record for record in history if _can_be_read(record)), None) for history in found.values()]
    return [record for record in newest if record is not None]


def _can_be_read(record: Release) -> bool:
    try:
        return record.manifest is not None
    except StorageError:
        return False


def _name_order(record: Release) -> tuple[t.Any, ...]:
    return (record.name, record.namespace, record.version)


def _date_order(record: Release) -> tuple[t.Any, ...]:
    return (_seconds(record.info.last_deployed), *_name_order(record))


def chosen(history: t.Sequence[Release], revision: int | None, *, name: str) -> Release | None:
    """The revision that is asked for, or the newest; None where the release does not exist."""
    if not history:
        return None
    if revision is None:
        return max(history, key=lambda record: record.version)
    found = next((record for record in history if record.version == revision), None)
    if found is None:
        raise ReleaseError(
            "release %s has no revision %d, only %s"
            % (name, revision, ", ".join(str(record.version) for record in history))
        )
    return found


def objects(record: Release, *, cluster: Cluster) -> list[JSON]:
    """The objects of a revision's manifest with their state in the cluster: a request each, several in flight."""
    targets, gone = build_known(record.manifest, kinds=Kinds(cluster), namespace=record.namespace)

    def look(target: Target) -> JSON:
        live = cluster.get(target.ref) if target.ref.name else None
        status, message = _NOT_FOUND if live is None else cluster.judge(live)
        created = ((live or {}).get("metadata") or {}).get("creationTimestamp") or ""
        return {
            **target.ref._asdict(), "exists": live is not None, "status": status, "message": message,
            "created": created,
        }  # fmt: skip

    found = in_parallel(look, targets)
    status, message = _NOT_FOUND
    for name in gone:
        api_version, kind, own = name.split(" ", 2)
        found.append(
            {
                "api_version": api_version, "kind": kind, "namespace": "", "name": own, "exists": False,
                "status": status, "message": message, "created": "",
            }
        )  # fmt: skip
    return found


def metadata(record: Release) -> JSON:
    """What ``helm get metadata`` tells of a revision."""
    chart = record.chart.get("metadata") or {}
    return {
        "name": record.name,
        "namespace": record.namespace,
        "revision": record.version,
        "status": record.info.status,
        "deployed_at": record.info.last_deployed,
        "apply_method": record.apply_method,
        "labels": dict(record.labels),
        "chart": str(chart.get("name") or ""),
        "version": str(chart.get("version") or ""),
        "app_version": str(chart.get("appVersion") or ""),
        "annotations": dict(chart.get("annotations") or {}),
        "dependencies": list(chart.get("dependencies") or []),
    }


__all__ = ("Query", "chosen", "computed_values", "listed", "metadata", "objects")
