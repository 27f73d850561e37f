# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads the files that values come from (what pkg/cli/values does for paths; URLs and stdin are others' work)."""

from __future__ import annotations

from ..errors import ValuesError
from .goerrors import path_error


def read_values_file(path: str) -> bytes:
    """The bytes of a values file or a --set-file file; ValuesError with helm's words."""
    try:
        with open(path, "rb", buffering=0) as stream:
            return stream.read()
    except IsADirectoryError as error:
        raise ValuesError(path_error("read", path, error)) from None
    except OSError as error:
        raise ValuesError(path_error("open", path, error)) from None


__all__ = ("read_values_file",)
