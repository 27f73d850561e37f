# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Jinja2, imported at first use: templates of charts that ask for it."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


def jinja2() -> t.Any:
    """The module ``jinja2`` with its ``sandbox``; MissingLibraryError where it is not installed."""
    try:
        import jinja2 as library
        import jinja2.sandbox
    except ImportError as error:
        import traceback

        raise MissingLibraryError("Jinja2", "charts with Jinja2 templates", traceback.format_exc()) from error
    return library


__all__ = ("jinja2",)
