# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of arguments.SOURCE that name a chart elsewhere, as the engine wants them."""

from __future__ import annotations

import typing as t

from .._engine.fetch.access import Access
from .._engine.fetch.resolve import ChartSource

Params = t.Mapping[str, t.Any]


def remote_source(params: Params, *, write: bool) -> ChartSource:
    """A chart that is no local path, as the options of arguments.SOURCE name it; ``write`` allows to fill caches."""
    insecure = params.get("insecure_skip_tls_verify")
    access = Access(
        "",
        username=params["repo_username"] or "",
        password=params["repo_password"] or "",
        pass_credentials=params["pass_credentials"],
        ca_file=params["repo_ca_cert"] or "",
        cert_file=params["repo_client_cert"] or "",
        key_file=params["repo_client_key"] or "",
        insecure=not params["repo_validate_certs"] if insecure is None else insecure,
        plain_http=params["plain_http"],
    )
    return ChartSource(
        str(params["chart"]).strip(),
        version=str(params.get("version") or "").strip(),
        repo_url=params.get("repo_url") or "",
        access=access,
        digest=params["digest"] or "",
        update=params["update_repo_cache"],
        offline=params["offline"],
        write=write,
    )


def registry_access(params: Params) -> Access:
    """How the registries of a chart's dependencies are reached; credentials for the chart are none for them."""
    insecure = params.get("insecure_skip_tls_verify")
    return Access(
        "",
        ca_file=params["repo_ca_cert"] or "",
        insecure=not params["repo_validate_certs"] if insecure is None else insecure,
        plain_http=params["plain_http"],
    )


__all__ = ("registry_access", "remote_source")
