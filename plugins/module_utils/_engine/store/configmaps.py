# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Release records in ConfigMaps, as helm keeps them with HELM_DRIVER=configmap."""

from __future__ import annotations

import typing as t

from .records import ClusterStore

JSON = dict[str, t.Any]


class ConfigMapStore(ClusterStore):
    """Records of one namespace as ConfigMaps; satisfies ``ReleaseStore`` of actions/ports.py."""

    KIND = "ConfigMap"

    def _text(self, obj: JSON) -> str:
        return str((obj.get("data") or {}).get("release") or "")

    def _content(self, text: str) -> JSON:
        return {"data": {"release": text}}


__all__ = ("ConfigMapStore",)
