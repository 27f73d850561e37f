# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which proxy leads to the API server: the option or the kubeconfig's, else the environment's, as Go reads it."""

from __future__ import annotations

import typing as t
from urllib.parse import urlsplit

from .. import proxies
from .config import Connection


def proxy_for(connection: Connection, environ: t.Mapping[str, str]) -> str:
    """The proxy's URL; empty for a direct connection. A proxy that was named for this cluster ignores NO_PROXY."""
    parts = urlsplit(connection.host)
    host, port = (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
    if connection.no_proxy and proxies.is_excepted(host, port, connection.no_proxy):
        return ""
    if connection.proxy:
        return proxies.proxy_url(connection.proxy)
    return proxies.proxy_for(parts.scheme, host, port, environ) or ""


__all__ = ("proxy_for",)
