# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the collection keeps what it can make again."""

from __future__ import annotations

import os
import typing as t

VARIABLE: t.Final = "CHARTWRIGHT_KUBE_CACHE"
_OFF: t.Final = ("off", "0", "no", "false")


def cache_folder(environ: t.Mapping[str, str]) -> str | None:
    """Where this user's caches of the collection are; None where the variable CHARTWRIGHT_KUBE_CACHE says ``off``.

    The variable may also name the folder.
    """
    wanted = environ.get(VARIABLE, "")
    if wanted.lower() in _OFF:
        return None
    base = environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.abspath(wanted or os.path.join(base, "chartwright.kube"))


__all__ = ("VARIABLE", "cache_folder")
