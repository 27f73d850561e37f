# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helm reads of each document: apiVersion, kind, name and annotations (SimpleHead of pkg/release/v1/util)."""

from __future__ import annotations

import typing as t

from ..chart.typed import Place, Reader, Struct, Text, TextMap
from ..errors import ManifestError
from ..gotmpl.functions import GoError
from ..goyaml.load import load_exact


class Metadata:
    """The name and annotations of a document; None where it says nothing of annotations."""

    __slots__ = ("annotations", "name")

    def __init__(self) -> None:
        self.name = ""
        self.annotations: dict[str, str] | None = None


class Head:
    """The head of a document; fields that it does not have are empty."""

    __slots__ = ("api_version", "kind", "metadata")

    def __init__(self) -> None:
        self.api_version = ""
        self.kind = ""
        self.metadata: Metadata | None = None

    @property
    def name(self) -> str:
        """metadata.name."""
        return self.metadata.name if self.metadata is not None else ""

    @property
    def annotations(self) -> dict[str, str]:
        """metadata.annotations."""
        return (self.metadata.annotations or {}) if self.metadata is not None else {}


_TEXT: t.Final = Text()
_METADATA: t.Final = Struct(
    'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
    Metadata,
    {"name": ("name", _TEXT), "annotations": ("annotations", TextMap())},
    name="",
)
_FIELDS: t.Final[dict[str, tuple[str, Reader]]] = {
    "apiVersion": ("api_version", _TEXT),
    "kind": ("kind", _TEXT),
    "metadata": ("metadata", _METADATA),
}
_HEAD: t.Final = Struct("util.SimpleHead", Head, _FIELDS)


def read_head(document: str) -> Head:
    """The head of a YAML document; ManifestError in Go's words where it is none or has wrong types."""
    try:
        head: Head = _HEAD.read(load_exact(document), None, Place())
    except GoError as error:
        raise ManifestError(str(error)) from error
    return head


__all__ = ("Head", "Metadata", "read_head")
