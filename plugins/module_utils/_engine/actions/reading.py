# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking at releases: the newest revision of each, the values of one, its objects in the cluster."""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError
from ..release.model import Release
from ..values.coalesce import coalesce_values
from .kinds import Kinds
from .ports import Cluster
from .targets import build_known

JSON = dict[str, t.Any]


class _Recorded:
    """A record's chart, as coalescing reads it; its values have all that its subcharts gave."""

    def __init__(self, record: JSON) -> None:
        self.name = str((record.get("metadata") or {}).get("name", ""))
        self.values: JSON | None = record.get("values")
        self.dependencies: list[t.Any] = []


def computed_values(record: Release) -> JSON:
    """The user's values over the chart's defaults, as ``helm get values --all`` prints them."""
    return coalesce_values(_Recorded(record.chart), record.config)


def newest(records: t.Iterable[Release], *, statuses: t.Collection[str] = ()) -> list[Release]:
    """The newest revision of each release, by namespace and name; only those in one of ``statuses`` where given."""
    found: dict[tuple[str, str], Release] = {}
    for record in records:
        key = (record.namespace, record.name)
        if key not in found or found[key].version < record.version:
            found[key] = record
    return [found[key] for key in sorted(found) if not statuses or found[key].info.status in statuses]


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
    """The objects of a revision's manifest, and whether each is in the cluster."""
    targets, gone = build_known(record.manifest, kinds=Kinds(cluster), namespace=record.namespace)
    found: list[JSON] = []
    for target in targets:
        live = cluster.get(target.ref) if target.ref.name else None
        found.append({**target.ref._asdict(), "exists": live is not None})
    for name in gone:
        api_version, kind, own = name.split(" ", 2)
        found.append({"api_version": api_version, "kind": kind, "namespace": "", "name": own, "exists": False})
    return found


__all__ = ("chosen", "computed_values", "newest", "objects")
