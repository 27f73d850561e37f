# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Manifests of charts in OCI registries: which blobs they name, and the manifest that a push writes.

Follows processChartPull in pkg/registry/client.go: an image index serves by the first of its manifests that is a
chart's.
"""

from __future__ import annotations

import json
import typing as t

from ..errors import FetchError
from .oci_reference import check_digest

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.cncf.helm.config.v1+json"
CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
LEGACY_CHART = "application/tar+gzip"
PROVENANCE = "application/vnd.cncf.helm.chart.provenance.v1.prov"
ACCEPT = ", ".join((MANIFEST, INDEX, "application/vnd.docker.distribution.manifest.v2+json"))
CREATED = "org.opencontainers.image.created"
_MAX_ENTRIES = 256


class Descriptor(t.NamedTuple):
    """What a manifest says of a blob: its media type, digest and size in bytes."""

    media_type: str
    digest: str
    size: int


class Manifest(t.NamedTuple):
    """A manifest or an image index: config and layers of the one, manifests of the other."""

    config: Descriptor | None
    layers: list[Descriptor]
    manifests: list[Descriptor]
    annotations: dict[str, str]


class ChartBlobs(t.NamedTuple):
    """Where a chart's archive is and, if it has one, its provenance file."""

    archive: Descriptor
    provenance: Descriptor | None


def parse_manifest(data: bytes) -> Manifest:
    """A manifest's parts; FetchError where it is not written as the specification demands."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise FetchError("the registry's manifest is no JSON") from None
    if not isinstance(document, dict):
        raise FetchError("the registry's manifest is no object")
    annotations = document.get("annotations") or {}
    if not isinstance(annotations, dict):
        annotations = {}
    return Manifest(
        _descriptor(document["config"]) if document.get("config") is not None else None,
        _descriptors(document.get("layers")),
        _descriptors(document.get("manifests")),
        {str(name): str(value) for name, value in annotations.items()},
    )


def chart_blobs(manifest: Manifest) -> ChartBlobs:
    """The blobs of a chart; FetchError with helm's words where the manifest is of something else."""
    archives = [layer for layer in manifest.layers if layer.media_type in (CHART, LEGACY_CHART)]
    provenance = [layer for layer in manifest.layers if layer.media_type == PROVENANCE]
    has_config = manifest.config is not None and manifest.config.media_type == CONFIG
    found = 1 + has_config + len(archives)
    if found < 2:
        raise FetchError(
            "manifest does not contain minimum number of descriptors (2), descriptors found: %d" % found
        )  # fmt: skip
    if not has_config:
        raise FetchError("could not load config with mediatype %s" % CONFIG)
    if not archives:
        raise FetchError("manifest does not contain a layer with mediatype %s" % CHART)
    return ChartBlobs(archives[-1], provenance[-1] if provenance else None)


def _descriptors(values: t.Any) -> list[Descriptor]:
    if values is None:
        return []
    if not isinstance(values, list) or len(values) > _MAX_ENTRIES:
        raise FetchError("the registry's manifest has no list of at most %d descriptors" % _MAX_ENTRIES)
    return [_descriptor(value) for value in values]


def _descriptor(value: t.Any) -> Descriptor:
    fields = value if isinstance(value, dict) else {}
    media_type, digest, size = fields.get("mediaType"), fields.get("digest"), fields.get("size")
    if not isinstance(media_type, str) or not isinstance(digest, str) or not _is_size(size):
        raise FetchError("the registry's manifest has a descriptor without media type, digest or size")
    check_digest(digest)
    return Descriptor(media_type, digest, size)


def _is_size(value: t.Any) -> t.TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


__all__ = (
    "ACCEPT", "CHART", "CONFIG", "CREATED", "INDEX", "LEGACY_CHART", "MANIFEST", "PROVENANCE",
    "ChartBlobs", "Descriptor", "Manifest", "chart_blobs", "parse_manifest",
)  # fmt: skip
