# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chart.lock: its text, and the digest that ties it to the dependencies of Chart.yaml (internal/resolver of helm)."""

from __future__ import annotations

import hashlib

from ..goyaml.dump import dump
from .encoding import dependency_object, lock_object, struct_json
from .model import Chart, Dependency, Lock

LOCK_FILES = {"v1": "requirements.lock"}
_OUT_OF_SYNC = (
    "the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml). Please update the dependencies "
    "with 'helm dependency update'"
)
_OUT_OF_SYNC_V1 = (
    "the lock file (requirements.lock) is out of sync with the dependencies file (requirements.yaml). Please update "
    "the dependencies"
)


def lock_file(chart: Chart) -> str:
    """The name of the chart's lock file."""
    return LOCK_FILES.get(chart.metadata.api_version, "Chart.lock")


def lock_digest(requested: list[Dependency] | None, locked: list[Dependency] | None) -> str:
    """The digest of what Chart.yaml asks for, with URLs in place of aliases, and what it was resolved to."""
    pair = [
        None if held is None else [dependency_object(dependency) for dependency in held] for held in (requested, locked)
    ]
    return _digest(struct_json(pair))


def helm2_digest(requested: list[Dependency]) -> str:
    """The digest that Helm 2 wrote: of the requested dependencies alone, as they stand in requirements.yaml."""
    return _digest(struct_json({"dependencies": [dependency_object(dependency) for dependency in requested]}))


def lock_problem(chart: Chart, requested: list[Dependency] | None, lock: Lock, *, helm2: str = "") -> str:
    """Helm's words where ``lock`` does not belong to the ``requested`` dependencies, else empty.

    ``helm2`` is the digest of Helm 2, which also counts for charts of API version v1.
    """
    if lock_digest(requested, lock.dependencies) == lock.digest:
        return ""
    if chart.metadata.api_version != "v1":
        return _OUT_OF_SYNC
    return "" if helm2 == lock.digest else _OUT_OF_SYNC_V1


def lock_text(lock: Lock) -> bytes:
    """The text of a lock file."""
    return dump(lock_object(lock)).encode("utf-8", "surrogateescape")


def _digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


__all__ = ("helm2_digest", "lock_digest", "lock_file", "lock_problem", "lock_text")
