# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""urllib3, imported at first use: HTTP to API servers, repositories and registries."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


def urllib3() -> t.Any:
    """The module ``urllib3``; MissingLibraryError where it is not installed."""
    try:
        import urllib3 as library
    except ImportError as error:
        import traceback

        raise MissingLibraryError("urllib3", "HTTP requests", traceback.format_exc()) from error
    return library


def socks_proxy_manager(proxy: str, **options: t.Any) -> t.Any:
    """A pool of connections through a SOCKS proxy; MissingLibraryError where PySocks is not installed."""
    urllib3()
    try:
        import socks  # type: ignore[import-untyped]  # noqa: F401 (urllib3 warns on stderr where it is missing)
        from urllib3.contrib.socks import SOCKSProxyManager
    except ImportError as error:
        import traceback

        raise MissingLibraryError("PySocks", "a SOCKS proxy", traceback.format_exc()) from error
    return SOCKSProxyManager(proxy, **options)


__all__ = ("socks_proxy_manager", "urllib3")
