# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release: one revision of a chart's installation, as helm's record holds it (follows pkg/release/v1)."""

from __future__ import annotations

import typing as t

from ..manifest.hook import Hook

JSON = dict[str, t.Any]


class Info:
    """When and how a revision came to be; times are RFC 3339 as Go writes them, empty where there is none."""

    __slots__ = ("deleted", "description", "first_deployed", "last_deployed", "notes", "rollback_revision", "status")

    def __init__(
        self, *, first_deployed: str = "", last_deployed: str = "", deleted: str = "", description: str = "",
        status: str = "unknown", notes: str = "", rollback_revision: int = 0,
    ) -> None:  # fmt: skip
        self.first_deployed = first_deployed
        self.last_deployed = last_deployed
        self.deleted = deleted
        self.description = description
        self.status = status
        self.notes = notes
        self.rollback_revision = rollback_revision


# The SHA-256 of the archive that a revision's chart came from, as ``sha256:...``; a folder has none.
CHART_DIGEST = "chartwright.kube/chart-digest"


class Release:
    """One revision. ``chart`` is the chart as the record's JSON holds it (metadata, lock, templates, values, schema,
    files); ``config`` the user's values; ``apply_method`` "ssa", "csa" or "" (before helm 4); ``labels`` the user's
    labels, ``annotations`` ours, both of the record's Secret and not in the JSON. Chart, config and manifest are
    replaced, never changed: ``packed`` is what the codec keeps of them."""

    __slots__ = (
        "name", "namespace", "version", "info", "chart", "config", "manifest", "hooks", "apply_method", "labels",
        "annotations", "packed",
    )  # fmt: skip

    def __init__(
        self, *, name: str, namespace: str, version: int, info: Info, chart: JSON, config: JSON | None = None,
        manifest: str = "", hooks: list[Hook] | None = None, apply_method: str = "",
        labels: dict[str, str] | None = None, annotations: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.name = name
        self.namespace = namespace
        self.version = version
        self.info = info
        self.chart = chart
        self.config = config or {}
        self.manifest = manifest
        self.hooks = hooks or []
        self.apply_method = apply_method
        self.labels = labels or {}
        self.annotations = annotations or {}
        self.packed: t.Any = None

    @property
    def digest(self) -> str:
        """Hexadecimal digits that tell the stored record from any other; none where it was not read from a store."""
        return ""


__all__ = ("CHART_DIGEST", "Info", "JSON", "Release")
