# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files of this layer: written in one step, below folders that are made as needed."""

from __future__ import annotations

import os

from ..disk.atomic import write_atomically
from ..errors import FetchError


def write_file(path: str, data: bytes, *, mode: int) -> None:
    """Make ``path`` hold ``data``; FetchError names the file that cannot be written."""
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        write_atomically(path, data, mode=mode)
    except OSError as error:
        raise FetchError("cannot write %s: %s" % (path, error.strerror)) from error


__all__ = ("write_file",)
