# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hook: a rendered object that helm runs at an event instead of managing it."""

from __future__ import annotations


class Hook:
    """One hook as a release records it; follows pkg/release/v1/hook.go.

    ``events`` such as ``pre-install``; ``delete_policies`` and ``output_log_policies`` as written; ``started_at`` and
    ``completed_at`` are RFC 3339 (empty: not yet); ``phase`` is "", Unknown, Running, Succeeded or Failed.
    """

    __slots__ = (
        "name", "kind", "path", "manifest", "events", "weight", "delete_policies", "output_log_policies",
        "started_at", "completed_at", "phase",
    )  # fmt: skip

    def __init__(
        self, *, name: str, kind: str, path: str, manifest: str, events: list[str], weight: int = 0,
        delete_policies: list[str] | None = None, output_log_policies: list[str] | None = None,
        started_at: str = "", completed_at: str = "", phase: str = "",
    ) -> None:  # fmt: skip
        self.name = name
        self.kind = kind
        self.path = path
        self.manifest = manifest
        self.events = events
        self.weight = weight
        self.delete_policies = delete_policies or []
        self.output_log_policies = output_log_policies or []
        self.started_at = started_at
        self.completed_at = completed_at
        self.phase = phase


__all__ = ("Hook",)
