# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_search_info: which charts declared repositories, or a hub, have."""

from __future__ import annotations

import os
import typing as t

from .._engine.errors import FetchError
from .._engine.fetch.hub import HubChart, search_hub
from .._engine.fetch.paths import HelmPaths
from .._engine.fetch.repositories import Entry, Repositories
from .._engine.fetch.repository import cached_index
from .._engine.fetch.search import Found, Search
from .run import Context, Params, Result


def chart_search_info(params: Params, context: Context) -> Result:
    """The charts that are found; the result as documented in the module."""
    if params["source"] == "hub":
        found = search_hub(params["keyword"], params["endpoint"])
        return {"changed": False, "charts": [_hub_row(chart) for chart in found]}
    search = Search(
        params["keyword"], regexp=params["regexp"], version=(params["version"] or "").strip(), devel=params["devel"],
        versions=params["versions"],
    )  # fmt: skip
    paths = HelmPaths(os.environ)
    hits: list[Found] = []
    for entry in _chosen(Repositories(paths.repository_config).entries, params["repositories"]):
        try:
            hits += search.hits(entry.name, cached_index(paths, entry.name))
        except FetchError as error:
            context.warn("The repository %s is left out: %s" % (entry.name, error))
    return {"changed": False, "charts": [_row(hit) for hit in search.best(hits)]}


def _chosen(declared: list[Entry], names: list[str]) -> list[Entry]:
    if not declared:
        raise FetchError("no repositories configured")
    missing = set(names) - {entry.name for entry in declared}
    if missing:
        raise FetchError("no repo named %s found" % ", ".join('"%s"' % name for name in sorted(missing)))
    return [entry for entry in declared if not names or entry.name in names]


def _row(hit: Found) -> dict[str, t.Any]:
    metadata = hit.chart.metadata
    return {
        "name": hit.name,
        "version": metadata.version,
        "app_version": metadata.app_version,
        "description": metadata.description,
        "deprecated": metadata.deprecated,
    }


def _hub_row(chart: HubChart) -> dict[str, t.Any]:
    return {
        "name": chart.name,
        "url": chart.url,
        "version": chart.version,
        "app_version": chart.app_version,
        "description": chart.description,
        "repository": {"name": chart.repository_name, "url": chart.repository_url},
    }


__all__ = ("chart_search_info",)
