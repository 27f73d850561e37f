# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart from an OCI registry: from its name and version to its archive.

Follows ValidateReference and Pull in pkg/registry/client.go. A version that reads as one is a tag; anything else is a
constraint over the tags that are strict versions.
"""

# pylint takes what an except clause binds here for no exception.
# pylint: disable=bad-exception-cause

from __future__ import annotations

import os
import typing as t

from .. import semver
from ..errors import FetchError
from .access import Access
from .cache import ContentCache, digest_of, parse_digest
from .oci_cache import ManifestCache
from .oci_client import RegistryClient, RegistryError
from .oci_manifest import ChartBlobs, Descriptor, Manifest, chart_blobs, parse_manifest
from .oci_reference import SCHEME, Reference, parse_reference, tag_of
from .paths import HelmPaths

PROVENANCE_LIMIT = 1 << 20


class PulledChart(t.NamedTuple):
    """An archive, its provenance file if one was wanted and is there, the manifest's digest, and the full name."""

    archive: bytes
    provenance: bytes | None
    manifest_digest: str
    name: str


class RegistryChart:
    """One chart in a registry, as a task names it.

    ``url`` is ``oci://...``; ``version`` a version, a constraint or empty for the newest. ``offline`` takes only what
    is cached; ``write`` allows to fill caches. ``limit`` bounds the archive in bytes.
    """

    __slots__ = ("_access", "_cache", "_content", "_limit", "_offline", "_paths", "_version", "_write", "reference")

    def __init__(
        self, url: str, version: str, *, access: Access, paths: HelmPaths, offline: bool, write: bool, limit: int
    ) -> None:
        self.reference = parse_reference(url)
        tag = self.reference.tag
        if version and tag and tag_of(version) != tag:
            raise FetchError("chart reference and version mismatch: %s is not %s" % (version, tag))
        self._version = version or tag
        self._access = access
        self._paths = paths
        self._offline = offline
        self._write = write
        self._limit = limit
        self._cache = ManifestCache(os.path.join(paths.repository_cache, "chartwright", "oci"), write=write)
        self._content = ContentCache(paths.content_cache)

    def versions(self) -> list[str]:
        """The versions among the tags, newest first."""
        with RegistryClient(self.reference, self._access, self._paths) as client:
            return self._versions(client)

    def pull(self, *, digest: str = "", provenance: bool = False) -> PulledChart:
        """The chart. ``digest`` pins the SHA-256 of its archive or manifest; ``provenance`` asks for that file too."""
        wanted = parse_digest(digest) if digest else ""
        with RegistryClient(self.reference, self._access, self._paths) as client:
            reference = self._chosen(client)
            manifest_digest, manifest = self._manifest(client, reference)
            blobs = self._blobs(client, reference, manifest)
            pinned = {manifest_digest.partition(":")[2], blobs.archive.digest.partition(":")[2]}
            if wanted and wanted not in pinned:
                raise FetchError(
                    "%s has the digest %s and its manifest %s, expected %s"
                    % (reference, blobs.archive.digest, manifest_digest, wanted)
                )
            key = manifest_digest.partition(":")[2] if reference.digest and self._version else ""
            archive = self._blob(client, blobs.archive, key=key)
            signed = None
            if provenance and blobs.provenance is not None:
                signed = self._blob(client, blobs.provenance, limit=PROVENANCE_LIMIT)
        name = str(reference._replace(digest="")) if reference.tag else str(reference)
        return PulledChart(archive, signed, manifest_digest, SCHEME + name)

    def _chosen(self, client: RegistryClient) -> Reference:
        """The reference with the tag that the version stands for, or with its digest."""
        reference = self.reference
        if reference.digest:
            reference = reference._replace(tag=tag_of(self._version))
            if self._version and not self._offline:
                actual = client.resolve(reference.tag)
                if actual and actual != reference.digest:
                    raise FetchError("chart reference digest mismatch: %s is not %s" % (actual, reference.digest))
            return reference
        if _is_version(self._version):
            return reference._replace(tag=tag_of(self._version))
        return reference._replace(tag=tag_of(self._matching(client)))

    def _matching(self, client: RegistryClient) -> str:
        """The newest of the versions that meets the constraint (pkg/registry/tag.go)."""
        versions = self._versions(client)
        if not versions and self._offline:
            raise FetchError("offline: no version of %s%s is cached" % (SCHEME, self.reference))
        if not versions:
            raise FetchError(
                "unable to locate any tags in provided repository: %s%s" % (SCHEME, self.reference)
            )  # fmt: skip
        if self._version in versions:
            return self._version
        try:
            constraint = semver.Constraint.parse(self._version or "*")
        except semver.SemverError as error:
            raise FetchError(str(error)) from error
        for version in versions:
            if constraint.check(semver.Version.parse(version)):
                return version
        raise FetchError("could not locate a version matching provided version string %s" % self._version)

    def _versions(self, client: RegistryClient) -> list[str]:
        tags = self._cache.tags(self.reference) if self._offline else client.tags()
        found = []
        for tag in tags:
            try:
                found.append(semver.Version.parse(tag.replace("_", "+"), strict=True))
            except semver.SemverError:
                continue
        return [str(version) for version in sorted(found, reverse=True)]

    def _manifest(self, client: RegistryClient, reference: Reference) -> tuple[str, Manifest]:
        digest = reference.digest or (self._cache.digest_of(reference, reference.tag) if self._offline else "")
        data = self._cache.get(digest) if digest else None
        if data is None:
            if self._offline:
                raise FetchError("offline: the chart %s%s is not cached" % (SCHEME, reference))
            try:
                found = client.manifest(reference.target)
            except RegistryError as error:
                raise FetchError('failed to perform "FetchReference" on source: %s' % error) from error
            if found is None:
                raise FetchError('failed to perform "FetchReference" on source: %s: not found' % str(reference))
            digest, data = found
            self._cache.put(reference, digest, data, tag="" if reference.digest else reference.tag)
        return digest, parse_manifest(data)

    def _blobs(self, client: RegistryClient, reference: Reference, manifest: Manifest) -> ChartBlobs:
        """The chart's blobs, those of the first chart where the manifest is an image index."""
        if not manifest.manifests:
            return chart_blobs(manifest)
        last: FetchError | None = None
        for entry in manifest.manifests:
            inner = reference._replace(tag="", digest=entry.digest)
            try:
                return chart_blobs(self._manifest(client, inner)[1])
            except RegistryError:
                raise
            except FetchError as error:
                last = error
        raise FetchError("no manifest of the image index %s is a chart's: %s" % (reference, last)) from last

    def _blob(self, client: RegistryClient, descriptor: Descriptor, *, key: str = "", limit: int = 0) -> bytes:
        """A blob from the cache or the registry; ``key`` is what helm keeps it by, if not by its own digest."""
        algorithm, _colon, sum_ = descriptor.digest.partition(":")
        keyed = key or sum_
        cached = None
        if algorithm == "sha256":
            cached = self._content.get(sum_, key=keyed) or self._content.get(sum_)
        if cached is not None:
            return cached
        if self._offline:
            raise FetchError("offline: the blob %s of %s%s is not cached" % (descriptor.digest, SCHEME, self.reference))
        try:
            data = client.blob(descriptor, limit=limit or self._limit)
        except RegistryError as error:
            raise FetchError("failed to fetch %s%s: %s" % (SCHEME, self.reference, error)) from error
        if self._write:
            self._content.put(keyed if algorithm == "sha256" else digest_of(data), data)
        return data


def _is_version(text: str) -> bool:
    try:
        semver.Version.parse(text)
    except semver.SemverError:
        return False
    return True


__all__ = ("PROVENANCE_LIMIT", "PulledChart", "RegistryChart")
