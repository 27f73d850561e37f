# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of kubernetes.core's Helm modules that are inverted here or make no sense here, and what they mean."""

from __future__ import annotations

import typing as t

from .._engine.errors import EngineError

Params = t.Mapping[str, t.Any]


_HINTS = {
    "binary_path": "no helm binary is used here; remove the option",
}


def refuse(params: Params) -> None:
    """EngineError where a task sets an option that has no meaning here."""
    for name, hint in _HINTS.items():
        if params.get(name):
            raise EngineError("%s: %s." % (name, hint))


def hooks_wanted(params: Params) -> bool:
    """``hooks``, and the inverse ``disable_hook`` that it replaces."""
    if params.get("disable_hook") is not None:
        return not params["disable_hook"]
    return bool(params["hooks"])


def history_kept(params: Params) -> bool:
    """``keep_history``, and the inverse ``purge`` that it replaces."""
    if params.get("purge") is not None:
        return not params["purge"]
    return bool(params["keep_history"])


def crds_wanted(params: Params) -> str:
    """``crds``, and ``skip_crds`` that it replaces."""
    return "skip" if params.get("skip_crds") else str(params["crds"])


def failure_choice(params: Params) -> str:
    """``on_failure``, and ``atomic`` that it replaces."""
    return "rollback" if params.get("atomic") else str(params["on_failure"])


def values_strategy(params: Params) -> str:
    """``values_strategy``, and the three options that it replaces; of these the first that helm looks at wins."""
    if params.get("reset_values"):
        return "reset"
    if params.get("reuse_values"):
        return "reuse"
    if params.get("reset_then_reuse_values"):
        return "reset_then_reuse"
    return str(params["values_strategy"])


__all__ = (
    "crds_wanted", "failure_choice", "history_kept", "hooks_wanted", "refuse", "values_strategy",
)  # fmt: skip
