# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Search in Artifact Hub, or another hub that speaks Monocular's search API, as ``helm search hub`` does.

Follows internal/monocular and pkg/cmd/search_hub.go. A hub's answer is untrusted: what is not of the expected type
counts as not said.
"""

from __future__ import annotations

import json
import posixpath
import typing as t
import urllib.parse

from ..errors import FetchError
from .access import Access
from .http import get

DEFAULT_ENDPOINT = "https://hub.helm.sh"
_PATH = "api/chartsvc/v1/charts/search"
_LIMIT = 64 << 20


class HubChart(t.NamedTuple):
    """A chart that a hub knows, with its newest version; ``url`` is its page."""

    name: str
    url: str
    version: str
    app_version: str
    description: str
    repository_name: str
    repository_url: str


def search_hub(keyword: str, endpoint: str) -> list[HubChart]:
    """The charts that the hub finds, in its order; FetchError where it cannot be asked."""
    try:
        parts = urllib.parse.urlsplit(endpoint)
        host = parts.hostname
    except ValueError as error:
        raise FetchError('unable to create connection to "%s": %s' % (endpoint, error)) from error
    if not host:
        raise FetchError('unable to create connection to "%s": no hostname provided' % endpoint)
    path = posixpath.normpath("/" + posixpath.join(parts.path.strip("/"), _PATH))
    query = "q=" + urllib.parse.quote_plus(keyword, safe="~")
    try:
        answer = get(
            urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, query, "")), Access(endpoint), limit=_LIMIT,
            compressed=True,
        )  # fmt: skip
    except FetchError as error:
        raise FetchError('unable to perform search against "%s": %s' % (endpoint, error)) from error
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise FetchError('unable to perform search against "%s": the answer is no JSON' % endpoint) from error
    charts = found.get("data") if isinstance(found, dict) else None
    return [_chart(item, endpoint) for item in charts if isinstance(item, dict)] if isinstance(charts, list) else []


def _chart(item: dict[str, t.Any], endpoint: str) -> HubChart:
    newest = ("relationships", "latestChartVersion", "data")
    return HubChart(
        name=_text(item, "attributes", "name"),
        url=_text(item, "artifactHub", "packageUrl") or "%s/charts/%s" % (endpoint, _text(item, "id")),
        version=_text(item, *newest, "version"),
        app_version=_text(item, *newest, "app_version"),
        description=_text(item, "attributes", "description"),
        repository_name=_text(item, "attributes", "repo", "name"),
        repository_url=_text(item, "attributes", "repo", "url"),
    )


def _text(value: t.Any, *path: str) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


__all__ = ("DEFAULT_ENDPOINT", "HubChart", "search_hub")
