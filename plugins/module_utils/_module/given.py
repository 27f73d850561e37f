# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The credentials and TLS settings that a task gives for its chart."""

from __future__ import annotations

import typing as t

from .._engine.fetch.access import Access

Params = t.Mapping[str, t.Any]


def given_access(params: Params) -> Access:
    """Those of the options of arguments.SOURCE that a module has; of no URL yet."""
    insecure = params.get("insecure_skip_tls_verify")
    return Access(
        "",
        username=params.get("repo_username") or "",
        password=params.get("repo_password") or "",
        token=params.get("repo_token") or "",
        pass_credentials=params.get("pass_credentials", False),
        ca_file=params["repo_ca_cert"] or "",
        cert_file=params.get("repo_client_cert") or "",
        key_file=params.get("repo_client_key") or "",
        insecure=not params["repo_validate_certs"] if insecure is None else insecure,
        plain_http=params["plain_http"],
    )


__all__ = ("given_access",)
