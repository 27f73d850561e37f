# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which documents are hooks: the annotations that make one; follows pkg/release/v1/util/manifest_sorter.go."""

from __future__ import annotations

import typing as t

from .hook import Hook
from .split import GO_SPACE

HOOK_ANNOTATION: t.Final = "helm.sh/hook"
WEIGHT_ANNOTATION: t.Final = "helm.sh/hook-weight"
DELETE_ANNOTATION: t.Final = "helm.sh/hook-delete-policy"
LOG_ANNOTATION: t.Final = "helm.sh/hook-output-log-policy"

EVENTS: t.Final = {
    "pre-install": "pre-install",
    "post-install": "post-install",
    "pre-delete": "pre-delete",
    "post-delete": "post-delete",
    "pre-upgrade": "pre-upgrade",
    "post-upgrade": "post-upgrade",
    "pre-rollback": "pre-rollback",
    "post-rollback": "post-rollback",
    "test": "test",
    "test-success": "test",
}


def words(annotation: str) -> list[str]:
    """The words of a comma list, trimmed and in lower case; an empty text is one empty word."""
    return [word.strip(GO_SPACE).lower() for word in annotation.split(",")]


def weight(annotation: str) -> int:
    """The weight as Go's Atoi reads it; what is no number of 64 bits counts as 0."""
    digits = annotation[1:] if annotation[:1] in ("+", "-") else annotation
    if not (digits.isascii() and digits.isdigit()) or len(digits.lstrip("0")) > 19:
        return 0
    number = int(annotation)
    return number if -(2**63) <= number < 2**63 else 0


def read_hook(*, name: str, kind: str, path: str, manifest: str, annotations: t.Mapping[str, str]) -> Hook | None:
    """The hook that a document with these annotations is; None where an event is unknown (helm drops the document)."""
    events = []
    for word in words(annotations[HOOK_ANNOTATION]):
        event = EVENTS.get(word)
        if event is None:
            return None
        events.append(event)
    return Hook(
        name=name,
        kind=kind,
        path=path,
        manifest=manifest,
        events=events,
        weight=weight(annotations.get(WEIGHT_ANNOTATION, "")),
        delete_policies=words(annotations[DELETE_ANNOTATION]) if DELETE_ANNOTATION in annotations else [],
        output_log_policies=words(annotations[LOG_ANNOTATION]) if LOG_ANNOTATION in annotations else [],
    )


__all__ = (
    "DELETE_ANNOTATION", "EVENTS", "HOOK_ANNOTATION", "LOG_ANNOTATION", "WEIGHT_ANNOTATION", "read_hook", "words",
)  # fmt: skip
