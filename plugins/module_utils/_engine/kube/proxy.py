# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which proxy leads to the API server: the option or the kubeconfig's, else the environment's, as Go reads it."""

from __future__ import annotations

import typing as t
from urllib.parse import urlsplit

from .config import Connection


def proxy_for(connection: Connection, environ: t.Mapping[str, str]) -> str:
    """The proxy's URL; empty for a direct connection. A proxy that was named for this cluster ignores NO_PROXY."""
    parts = urlsplit(connection.host)
    host, port = (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
    if connection.proxy:
        proxy, exceptions = connection.proxy, connection.no_proxy
    else:
        name = parts.scheme.upper() + "_PROXY"
        proxy = environ.get(name) or environ.get(name.lower()) or ""
        exceptions = connection.no_proxy or environ.get("NO_PROXY") or environ.get("no_proxy") or ""
        if proxy and (host == "localhost" or _is_loopback(host)):
            return ""
    if not proxy or any(_excepted(host, port, entry.strip().lower()) for entry in exceptions.split(",")):
        return ""
    return proxy if "://" in proxy else "http://" + proxy


def _address(host: str) -> t.Any:
    import ipaddress  # only where a proxy is set

    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return address is not None and bool(address.is_loopback)


def _excepted(host: str, port: int, entry: str) -> bool:
    if not entry:
        return False
    if entry == "*":
        return True
    address = _address(host)
    if "/" in entry:
        return address is not None and _in_network(address, entry)
    name, colon, wanted = entry.rpartition(":")
    if colon and wanted.isdigit() and ":" not in name.strip("[]").replace("]", ""):
        if int(wanted) != port:
            return False
        entry = name
    if address is not None:
        return bool(_address(entry) == address)
    domain = entry.lstrip("*").lstrip(".")
    exact = not entry.startswith(("*", "."))
    return (exact and host == domain) or host.endswith("." + domain)


def _in_network(address: t.Any, entry: str) -> bool:
    import ipaddress

    try:
        return address in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False


__all__ = ("proxy_for",)
