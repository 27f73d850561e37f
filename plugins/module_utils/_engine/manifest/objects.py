# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name of an object in a cluster."""

from __future__ import annotations

import typing as t


class ObjectRef(t.NamedTuple):
    """apiVersion, kind, namespace (empty: cluster-scoped) and name of an object."""

    api_version: str
    kind: str
    namespace: str
    name: str

    @property
    def group(self) -> str:
        """The API group; empty for core kinds."""
        return self.api_version.rpartition("/")[0]


__all__ = ("ObjectRef",)
