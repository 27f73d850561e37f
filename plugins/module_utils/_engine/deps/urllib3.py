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


__all__ = ("urllib3",)
