# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads Chart.yaml, requirements.yaml and their locks (the struct tags of pkg/chart/v2/{metadata,dependency}.go)."""

from __future__ import annotations

from ..goyaml.load import load_exact
from .gotime import read_time
from .model import Dependency, Lock, Maintainer, Metadata
from .typed import Anything, Flag, ListOf, Place, Reader, Struct, Text, TextMap


def metadata_fields(*, exact: bool = False) -> dict[str, tuple[str, Reader]]:
    """The fields of a chart's metadata; with ``exact``, texts are texts only, as where Go embeds the struct."""
    text = Text(exact=exact)
    texts = ListOf(text)
    maintainer = {"name": ("name", text), "email": ("email", text), "url": ("url", text)}
    dependency: dict[str, tuple[str, Reader]] = {
        "name": ("name", text),
        "version": ("version", text),
        "repository": ("repository", text),
        "condition": ("condition", text),
        "tags": ("tags", texts),
        "enabled": ("enabled", Flag()),
        "import-values": ("import_values", ListOf(Anything())),
        "alias": ("alias", text),
    }
    return {
        "name": ("name", text),
        "home": ("home", text),
        "sources": ("sources", texts),
        "version": ("version", text),
        "description": ("description", text),
        "keywords": ("keywords", texts),
        "maintainers": ("maintainers", ListOf(Struct("v2.Maintainer", Maintainer, maintainer), pointers=True)),
        "icon": ("icon", text),
        "apiVersion": ("api_version", text),
        "condition": ("condition", text),
        "tags": ("tags", text),
        "appVersion": ("app_version", text),
        "deprecated": ("deprecated", Flag()),
        "annotations": ("annotations", TextMap(exact=exact)),
        "kubeVersion": ("kube_version", text),
        "dependencies": ("dependencies", ListOf(Struct("v2.Dependency", Dependency, dependency), pointers=True)),
        "type": ("type", text),
    }


METADATA_FIELDS = metadata_fields()
METADATA = Struct("v2.Metadata", Metadata, METADATA_FIELDS)


class Time(Reader):
    """A Go time.Time, as the text Go writes of it."""

    go_type = "time.Time"

    def read(self, raw: object, old: object, place: Place) -> str:
        return read_time(raw)


_LOCK = Struct(
    "v2.Lock",
    Lock,
    {
        "generated": ("generated", Time()),
        "digest": ("digest", Text()),
        "dependencies": METADATA_FIELDS["dependencies"],
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


__all__ = ("METADATA", "METADATA_FIELDS", "Time", "metadata_fields", "read_lock", "read_metadata")
