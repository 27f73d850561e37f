# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks: texts in which a secret shows that it changed, and not what it is.

A mask is an HMAC under a key that lives as long as one run, so a guess cannot be tested against it. Masks are made for
texts that people read; nothing that goes to the cluster passes here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import typing as t

JSON = dict[str, t.Any]

_GOT = ", got &"
_LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


class Masker:
    """Masks of one run; ``key`` are its random bytes."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def text(self, value: object) -> str:
        """The mask of a value; equal values of a run have equal masks."""
        raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
        return "<masked %s>" % hmac.new(self._key, raw, hashlib.sha256).hexdigest()[:12]

    def masked(self, body: JSON) -> JSON:
        """The object as it may be shown: a Secret with masks for its values, anything else as it is."""
        if not is_secret(body):
            return body
        shown = dict(body)
        if isinstance(body.get("data"), dict):
            shown["data"] = {key: self.text(_decoded(value)) for key, value in body["data"].items()}
        elif body.get("data"):
            shown["data"] = self.text(body["data"])
        if isinstance(body.get("stringData"), dict):
            shown["stringData"] = {key: self.text(value) for key, value in body["stringData"].items()}
        elif body.get("stringData"):
            shown["stringData"] = self.text(body["stringData"])
        metadata = body.get("metadata")
        if isinstance(metadata, dict) and _LAST_APPLIED in (metadata.get("annotations") or {}):
            annotations = {**metadata["annotations"]}
            annotations[_LAST_APPLIED] = self.text(annotations[_LAST_APPLIED])
            shown["metadata"] = {**metadata, "annotations": annotations}
        return shown


def is_secret(body: JSON) -> bool:
    """Whether the object is a core Secret."""
    return body.get("kind") == "Secret" and body.get("apiVersion") == "v1"


def without_value(text: str) -> str:
    """What the API server says against a Secret, without the value that it got: it quotes one of a wrong type."""
    before, found, _value = text.partition(_GOT)
    return before + ", got something else (not shown)" if found else text


def _decoded(value: object) -> object:
    """What a Secret's ``data`` stands for, so that it has the mask of the same value in ``stringData``."""
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return value


__all__ = ("Masker", "is_secret", "without_value")
