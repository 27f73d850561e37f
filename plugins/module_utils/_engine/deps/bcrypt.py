# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""bcrypt, imported at first use: password hashes that templates make."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


def bcrypt() -> t.Any:
    """The module ``bcrypt``; MissingLibraryError where it is not installed."""
    try:
        import bcrypt as library
    except ImportError as error:
        import traceback

        raise MissingLibraryError("bcrypt", "the template function bcrypt", traceback.format_exc()) from error
    return library


__all__ = ("bcrypt",)
