# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""pysequoia, imported at first use: OpenPGP signatures of provenance files."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


def pysequoia() -> t.Any:
    """The module ``pysequoia``; MissingLibraryError where it is not installed."""
    try:
        import pysequoia as library
    except ImportError as error:
        import traceback

        raise MissingLibraryError("pysequoia", "provenance files", traceback.format_exc()) from error
    return library


__all__ = ("pysequoia",)
