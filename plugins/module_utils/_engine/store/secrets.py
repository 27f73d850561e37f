# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Release records in Secrets of the type helm.sh/release.v1: helm's default store."""

from __future__ import annotations

import binascii
import typing as t
from base64 import b64decode, b64encode

from ..errors import StorageError
from .records import ClusterStore

JSON = dict[str, t.Any]


class SecretStore(ClusterStore):
    """Records of one namespace as Secrets; satisfies ``ReleaseStore`` of actions/ports.py."""

    KIND = "Secret"

    def _text(self, obj: JSON) -> str:
        try:
            return b64decode((obj.get("data") or {}).get("release") or "").decode("ascii")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise StorageError(str(error)) from error

    def _content(self, text: str) -> JSON:
        return {"type": "helm.sh/release.v1", "data": {"release": b64encode(text.encode("ascii")).decode("ascii")}}


__all__ = ("SecretStore",)
