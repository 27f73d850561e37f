# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which proxy serves a URL, by the environment; follows golang.org/x/net/http/httpproxy."""

from __future__ import annotations

import typing as t


def proxy_for(scheme: str, host: str, port: int, environ: t.Mapping[str, str]) -> str | None:
    """The proxy's URL for a request, None for a direct one.

    ``HTTP_PROXY``, ``HTTPS_PROXY`` and ``NO_PROXY`` are read in upper case first, then in lower case. Loopback
    addresses and ``localhost`` are never sent through a proxy.
    """
    name = scheme.upper() + "_PROXY"
    proxy = environ.get(name) or environ.get(name.lower()) or ""
    if (
        not proxy
        or _loopback(host)
        or is_excepted(host, port, environ.get("NO_PROXY") or environ.get("no_proxy") or "")
    ):
        return None
    return proxy_url(proxy)


def is_excepted(host: str, port: int, no_proxy: str) -> bool:
    """Whether the comma list ``no_proxy`` (names, domains, addresses, networks, ``*``) names this host."""
    return any(_excepted(host.lower().rstrip("."), port, entry.strip().lower()) for entry in no_proxy.split(","))


def proxy_url(proxy: str) -> str:
    """A proxy as a URL; one without a scheme speaks HTTP."""
    return proxy if "://" in proxy else "http://" + proxy


def _loopback(host: str) -> bool:
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _address(host: str) -> t.Any:
    import ipaddress  # only where a proxy is set

    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _excepted(host: str, port: int, entry: str) -> bool:
    if not entry:
        return False
    if entry == "*":
        return True
    address = _address(host)
    if "/" in entry:
        return address is not None and _in_network(address, entry)
    name, colon, wanted_port = entry.rpartition(":")
    if colon and wanted_port.isdigit() and "]" not in wanted_port and ":" not in name:
        if int(wanted_port) != port:
            return False
        entry = name
    if address is not None:
        return bool(_address(entry) == address)
    if entry.startswith("*."):
        entry = entry[1:]
    return host.endswith(entry) if entry.startswith(".") else host == entry or host.endswith("." + entry)


def _in_network(address: t.Any, entry: str) -> bool:
    import ipaddress

    try:
        return bool(address in ipaddress.ip_network(entry, strict=False))
    except ValueError:
        return False


__all__ = ("is_excepted", "proxy_for", "proxy_url")
