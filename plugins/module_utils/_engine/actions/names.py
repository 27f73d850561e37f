# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a release may be called, and which labels a user may give it (follows pkg/chart/v2/util/validate_name.go)."""

from __future__ import annotations

import re
import typing as t

from ..errors import ReleaseError

_NAME = r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"
_LONGEST = 53
_DESCRIPTION = 256
SYSTEM_LABELS = ("name", "owner", "status", "version", "createdAt", "modifiedAt")


def validate_release_name(name: str) -> None:
    """ReleaseError in helm's words unless ``name`` can be a release's."""
    if not name:
        raise ReleaseError("no name provided")
    if len(name) > _LONGEST or not re.match(_NAME, name) or name.endswith("\n"):
        raise ReleaseError(
            'release name "%s": invalid release name, must match regex %s and the length must not be longer than %d'
            % (name, _NAME, _LONGEST)
        )


def validate_labels(labels: t.Mapping[str, str]) -> None:
    """ReleaseError where a user's label has a name that the record needs for itself."""
    if any(label in SYSTEM_LABELS for label in labels):
        raise ReleaseError(
            "user supplied labels contains system reserved label name. System labels: [%s]" % " ".join(SYSTEM_LABELS)
        )


def validate_rollback_description(description: str) -> None:
    """ReleaseError where a rollback's description is longer than helm takes."""
    if len(description) > _DESCRIPTION:
        raise ReleaseError("description must be %d characters or less, got %d" % (_DESCRIPTION, len(description)))


def merge_labels(current: t.Mapping[str, str], desired: t.Mapping[str, str]) -> dict[str, str]:
    """The labels of the next revision: the last one's and the task's, of which the value ``null`` removes one."""
    merged = {**current, **desired}
    return {key: value for key, value in merged.items() if value != "null"}


__all__ = ("SYSTEM_LABELS", "merge_labels", "validate_labels", "validate_release_name", "validate_rollback_description")
