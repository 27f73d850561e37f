# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads Chart.yaml, requirements.yaml and their locks (the struct tags of pkg/chart/v2/{metadata,dependency}.go)."""

from __future__ import annotations

from ..goyaml.load import load_exact
from .gotime import read_time
from .model import Dependency, Lock, Maintainer, Metadata
from .typed import Anything, Flag, ListOf, Place, Reader, Struct, Text, TextMap

_TEXT = Text()
_TEXTS = ListOf(_TEXT)

_MAINTAINER = Struct(
    "v2.Maintainer", Maintainer, {"name": ("name", _TEXT), "email": ("email", _TEXT), "url": ("url", _TEXT)}
)
DEPENDENCY = Struct(
    "v2.Dependency",
    Dependency,
    {
        "name": ("name", _TEXT),
        "version": ("version", _TEXT),
        "repository": ("repository", _TEXT),
        "condition": ("condition", _TEXT),
        "tags": ("tags", _TEXTS),
        "enabled": ("enabled", Flag()),
        "import-values": ("import_values", ListOf(Anything())),
        "alias": ("alias", _TEXT),
    },
)
METADATA_FIELDS: dict[str, tuple[str, Reader]] = {
    "name": ("name", _TEXT),
    "home": ("home", _TEXT),
    "sources": ("sources", _TEXTS),
    "version": ("version", _TEXT),
    "description": ("description", _TEXT),
    "keywords": ("keywords", _TEXTS),
    "maintainers": ("maintainers", ListOf(_MAINTAINER, pointers=True)),
    "icon": ("icon", _TEXT),
    "apiVersion": ("api_version", _TEXT),
    "condition": ("condition", _TEXT),
    "tags": ("tags", _TEXT),
    "appVersion": ("app_version", _TEXT),
    "deprecated": ("deprecated", Flag()),
    "annotations": ("annotations", TextMap()),
    "kubeVersion": ("kube_version", _TEXT),
    "dependencies": ("dependencies", ListOf(DEPENDENCY, pointers=True)),
    "type": ("type", _TEXT),
}
METADATA = Struct("v2.Metadata", Metadata, METADATA_FIELDS)


class _Time(Reader):
    go_type = "time.Time"

    def read(self, raw: object, old: object, place: Place) -> str:
        return read_time(raw)


_LOCK = Struct(
    "v2.Lock",
    Lock,
    {
        "generated": ("generated", _Time()),
        "digest": ("digest", _TEXT),
        "dependencies": ("dependencies", ListOf(DEPENDENCY, pointers=True)),
    },
)


def read_metadata(text: bytes, into: Metadata | None = None) -> Metadata:
    """The metadata in a Chart.yaml or requirements.yaml; ``into`` is filled where given. GoError in Go's words."""
    metadata: Metadata = METADATA.read(load_exact(text), into, Place())
    return metadata


def read_lock(text: bytes) -> Lock | None:
    """The lock in a Chart.lock; None for an empty file. GoError in Go's words."""
    raw = load_exact(text)
    lock: Lock | None = None if raw is None else _LOCK.read(raw, None, Place())
    return lock


__all__ = ("DEPENDENCY", "METADATA", "METADATA_FIELDS", "read_lock", "read_metadata")
