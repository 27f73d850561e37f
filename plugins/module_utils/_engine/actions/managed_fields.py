# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking over an object that was managed by client-side apply, so that server-side apply may own its fields.

Follows client-go's util/csaupgrade: the fields that the manager set by updates become fields it has applied.
"""

from __future__ import annotations

import typing as t

JSON = dict[str, t.Any]

FIELD_MANAGER = "helm"


def takeover_patch(live: JSON) -> list[JSON] | None:
    """The JSON patch that makes helm's updated fields applied ones; None where there is nothing to take over.

    It names the resourceVersion it was made for, so the API server answers 409 where the object has changed since.
    """
    metadata = live.get("metadata") or {}
    before: list[JSON] = metadata.get("managedFields") or []
    after = _taken_over(before)
    if after == before:
        return None
    return [
        {"op": "replace", "path": "/metadata/managedFields", "value": after},
        {"op": "replace", "path": "/metadata/resourceVersion", "value": metadata.get("resourceVersion", "")},
    ]


def _taken_over(entries: list[JSON]) -> list[JSON]:
    updates = [entry for entry in entries if _is(entry, "Update")]
    if not updates:
        return entries
    target = next((entry for entry in entries if _is(entry, "Apply")), updates[0])
    source = next((entry for entry in updates if entry.get("apiVersion") == target.get("apiVersion")), None)
    fields: JSON = target.get("fieldsV1") or {}
    if source is not None and source is not target:
        fields = union(fields, source.get("fieldsV1") or {})
    upgraded = {**target, "operation": "Apply", "fieldsV1": fields}
    return [
        upgraded if entry is target else entry for entry in entries if entry is target or not _is(entry, "Update")
    ]


def _is(entry: JSON, operation: str) -> bool:
    return (
        entry.get("manager") == FIELD_MANAGER
        and entry.get("operation") == operation
        and not entry.get("subresource")
    )


def union(left: JSON, right: JSON) -> JSON:
    """The union of two fieldsV1 tries; an empty node is a member, ``.`` marks a member that has children as well."""
    if not left or not right:
        present = left or right
        return {".": {}, **present} if present and "." not in present else present
    merged = dict(left)
    for key, child in right.items():
        if key == ".":
            merged[key] = {}
        else:
            merged[key] = union(left[key], child) if key in left else child
    return merged


__all__ = ("FIELD_MANAGER", "takeover_patch", "union")
