# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How objects are to be written, as the options of a task say it."""

from __future__ import annotations

import typing as t

from .._engine.actions.methods import AUTO, Manner


def apply_manner(params: t.Mapping[str, t.Any]) -> Manner:
    """How objects are to be written, and ``force`` that ``force_replace`` with client-side apply replaces."""
    server_side, force_replace = params["server_side"], params["force_replace"]
    if params.get("force"):
        server_side, force_replace = "false" if server_side == AUTO else server_side, True
    return Manner(server_side, params["force_conflicts"], force_replace)


__all__ = ("apply_manner",)
