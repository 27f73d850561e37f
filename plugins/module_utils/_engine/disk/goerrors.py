# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How Go words what the operating system refuses: ``open /x: no such file or directory``."""

from __future__ import annotations


def path_error(operation: str, path: str, error: OSError) -> str:
    """The text of Go's fs.PathError for ``operation`` (open, stat, lstat, readdirent) on ``path``."""
    return "%s %s: %s" % (operation, path, (error.strerror or str(error)).lower())


__all__ = ("path_error",)
