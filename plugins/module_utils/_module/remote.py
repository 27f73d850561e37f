# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of arguments.SOURCE that name a chart elsewhere, as the engine wants them."""

from __future__ import annotations

import re
import typing as t

from .._engine.errors import ChartError
from .._engine.fetch.access import Access, Accesses, server_of
from .._engine.fetch.oci_reference import is_oci
from .._engine.fetch.resolve import ChartSource
from .given import given_access

Params = t.Mapping[str, t.Any]

_PINNED = re.compile(r"(.+)@(sha256:[0-9a-fA-F]{64})")


def remote_source(params: Params, *, write: bool) -> ChartSource:
    """The chart that the options of arguments.SOURCE name; ``write`` allows to fill caches."""
    chart, digest = str(params["chart"]).strip(), params["digest"] or ""
    pinned = None if is_oci(params.get("repo_url") or chart) else _PINNED.fullmatch(chart)
    if pinned is not None:
        chart = pinned.group(1)
        if digest and digest.removeprefix("sha256:").lower() != pinned.group(2).removeprefix("sha256:").lower():
            raise ChartError("chart and digest name two digests: %s and %s" % (pinned.group(2), digest))
        digest = pinned.group(2)
    return ChartSource(
        chart,
        version=str(params.get("version") or "").strip(),
        repo_url=params.get("repo_url") or "",
        access=given_access(params),
        others=_others(params),
        digest=digest,
        update=params["update_repo_cache"],
        offline=params["offline"],
        write=write,
        verify=params["verify"],
        keyring=params["keyring"] or "",
    )


def dependency_options(params: Params, *, write: bool) -> ChartSource:
    """What counts for all dependencies of a chart, by the options of arguments.SOURCE or part of them.

    Credentials for the chart go to its own server only.
    """
    access = given_access(params)
    own, url = [], str(params.get("repo_url") or params.get("chart") or "")
    if access.has_credentials and "://" in url:
        own = [access.at(server_of(url))]
    trust = Access("", ca_file=access.ca_file, insecure=access.insecure, plain_http=access.plain_http)
    return ChartSource(
        "",
        access=trust,
        others=_others(params, *own),
        offline=params["offline"],
        write=write,
        verify=params.get("verify", False),
        keyring=params.get("keyring") or "",
    )


def _others(params: Params, *own: Access) -> Accesses:
    return Accesses(
        [
            *(
                Access(
                    entry["url"],
                    username=entry["username"] or "",
                    password=entry["password"] or "",
                    token=entry["token"] or "",
                    ca_file=entry["ca_cert"] or "",
                    cert_file=entry["client_cert"] or "",
                    key_file=entry["client_key"] or "",
                    insecure=not entry["validate_certs"],
                    plain_http=entry["plain_http"],
                )
                for entry in params["repo_credentials"]
            ),
            *own,
        ]
    )


__all__ = ("dependency_options", "remote_source")
