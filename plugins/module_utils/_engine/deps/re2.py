# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""google-re2, imported at first use: regular expressions of templates and schemas, in linear time."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


def re2() -> t.Any:
    """The module ``re2``; MissingLibraryError where it is not installed."""
    try:
        import re2 as library
    except ImportError as error:
        import traceback

        raise MissingLibraryError("google-re2", "regular expressions", traceback.format_exc()) from error
    return library


__all__ = ("re2",)
