# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pushes a packaged chart to an OCI registry; the manifest is byte for byte helm's.

Follows pkg/pusher/ocipusher.go, pkg/registry/chart.go and Push in pkg/registry/client.go. Beyond helm, a chart that is
there already is left alone.
"""

from __future__ import annotations

import typing as t

from ..chart.encoding import metadata_object, struct_json
from ..chart.model import Metadata
from ..errors import FetchError
from ..gojson.encode import Struct
from .access import Access
from .cache import digest_of
from .oci_client import RegistryClient
from .oci_manifest import CHART, CONFIG, CREATED, PROVENANCE, Descriptor, Manifest, parse_manifest
from .oci_reference import SCHEME, Reference, parse_reference, tag_of
from .paths import HelmPaths

_TITLE, _VERSION = "org.opencontainers.image.title", "org.opencontainers.image.version"


class PushedChart(t.NamedTuple):
    """Where a chart is now, its manifest's digest, the one that stood there before (empty for none), if it changed."""

    name: str
    digest: str
    before: str
    changed: bool


class Package(t.NamedTuple):
    """What is pushed: an archive, its Chart.yaml, its provenance file, and when it was made (RFC 3339)."""

    archive: bytes
    metadata: Metadata
    provenance: bytes | None
    created: str


def push(
    package: Package, destination: str, *, access: Access, paths: HelmPaths, overwrite: bool, write: bool
) -> PushedChart:
    """Make ``destination/NAME:VERSION`` the package; without ``write`` only say what would change.

    A manifest that differs in its time of creation alone is no change. FetchError where the tag holds another chart
    and ``overwrite`` is not set.
    """
    reference = _reference(package.metadata, destination)
    manifest, blobs = build(package)
    digest = "sha256:" + digest_of(manifest)
    name = SCHEME + str(reference)
    with RegistryClient(reference, access, paths, push=True) as client:
        found = client.manifest(reference.tag)
        before = found[0] if found else ""
        if found and _same(parse_manifest(found[1]), parse_manifest(manifest)):
            return PushedChart(name, before, before, False)
        if found and not overwrite:
            raise FetchError("%s is another chart already (%s), and overwrite is not set" % (name, before))
        if write:
            for descriptor, data in blobs:
                client.upload(descriptor, data)
            client.put_manifest(reference.tag, manifest)
    return PushedChart(name, digest, before, True)


def build(package: Package) -> tuple[bytes, list[tuple[Descriptor, bytes]]]:
    """The manifest, and the blobs that it names."""
    config = struct_json(metadata_object(package.metadata)).encode("utf-8", "surrogateescape")
    layers = [(_describe(CHART, package.archive), package.archive)]
    if package.provenance is not None:
        layers.append((_describe(PROVENANCE, package.provenance), package.provenance))
    layers.sort(key=lambda layer: layer[0].digest)
    described = _describe(CONFIG, config)
    manifest = Struct(
        schemaVersion=2,
        config=_descriptor_object(described),
        layers=[_descriptor_object(descriptor) for descriptor, _data in layers],
        annotations=chart_annotations(package.metadata, package.created),
    )
    return struct_json(manifest).encode("utf-8", "surrogateescape"), [(described, config), *layers]


def chart_annotations(metadata: Metadata, created: str) -> dict[str, str]:
    """What the manifest says of the chart: fields of Chart.yaml, then its annotations, which cannot rename it."""
    people = []
    for maintainer in metadata.maintainers or []:
        people.append(maintainer.name + (" (%s)" % maintainer.email if maintainer.email else ""))
    prefix = "org.opencontainers.image."
    fields = {
        prefix + "description": metadata.description,
        _TITLE: metadata.name,
        _VERSION: metadata.version,
        prefix + "url": metadata.home,
        CREATED: created,
        prefix + "source": (metadata.sources or [""])[0],
        prefix + "authors": ", ".join(people),
    }
    found = {name: value for name, value in fields.items() if value.strip()}
    own = metadata.annotations or {}
    found.update((name, value) for name, value in own.items() if name not in (_TITLE, _VERSION))
    return found


def _reference(metadata: Metadata, destination: str) -> Reference:
    if not destination.startswith(SCHEME):
        scheme = destination.partition("://")[0] if "://" in destination else ""
        raise FetchError('scheme "%s" not supported: a chart is pushed to %sHOST/PATH' % (scheme, SCHEME))
    folder = destination.removeprefix(SCHEME).strip("/")
    return parse_reference("%s/%s:%s" % (folder, metadata.name, tag_of(metadata.version)))


def _same(one: Manifest, other: Manifest) -> bool:
    return _timeless(one) == _timeless(other)


def _timeless(manifest: Manifest) -> Manifest:
    kept = {name: value for name, value in manifest.annotations.items() if name != CREATED}
    return manifest._replace(annotations=kept)


def _describe(media_type: str, data: bytes) -> Descriptor:
    return Descriptor(media_type, "sha256:" + digest_of(data), len(data))


def _descriptor_object(descriptor: Descriptor) -> Struct:
    return Struct(mediaType=descriptor.media_type, digest=descriptor.digest, size=descriptor.size)


__all__ = ("Package", "PushedChart", "build", "chart_annotations", "push")
