# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names in OCI registries: ``oci://host/path/name:tag@sha256:...`` to its parts.

Follows pkg/registry/reference.go and the reference rules of oras: a tag has no plus sign, so helm writes an underscore
for the one in a version.
"""

from __future__ import annotations

import hashlib
import json
import re
import typing as t

from ..errors import FetchError

SCHEME = "oci://"
_REGISTRY = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
_NAME = re.compile(r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_HEX = re.compile(r"[a-f0-9]+")
_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}


class Reference(t.NamedTuple):
    """What a name points at: a repository of a registry, and in it a tag, a digest, both or neither."""

    registry: str
    repository: str
    tag: str = ""
    digest: str = ""

    @property
    def host(self) -> str:
        """Host and port that answer for the registry."""
        return "registry-1.docker.io" if self.registry == "docker.io" else self.registry

    @property
    def target(self) -> str:
        """What a manifest is asked for by: the digest, else the tag."""
        return self.digest or self.tag

    def __str__(self) -> str:
        name = "%s/%s" % (self.registry, self.repository)
        if self.digest:
            return "%s@%s" % (name, self.digest)
        return "%s:%s" % (name, self.tag) if self.tag else name


def is_oci(text: str) -> bool:
    """Whether a chart or URL is one of an OCI registry."""
    return text.startswith(SCHEME)


def parse_reference(text: str) -> Reference:
    """The parts of a name, with or without ``oci://``; FetchError with oras' words where it is none."""
    rest, _at, digest = text.removeprefix(SCHEME).partition("@")
    registry, slash, path = rest.partition("/")
    if not slash:
        raise FetchError("invalid reference: missing registry or repository")
    check_registry(registry)
    repository, _colon, tag = path.partition(":")
    if len(repository) > 255 or not all(_NAME.fullmatch(part) for part in repository.split("/")):
        raise FetchError("invalid reference: invalid repository %s" % _quoted(repository))
    tag = tag_of(tag)
    if tag and not _TAG.fullmatch(tag):
        raise FetchError("invalid reference: invalid tag %s" % _quoted(tag))
    if digest:
        try:
            check_digest(digest)
        except FetchError as error:
            raise FetchError("invalid reference: %s" % error) from None
    return Reference(registry, repository, tag, digest)


def check_registry(registry: str) -> None:
    """FetchError with oras' words unless it is a host, with or without a port."""
    if not _REGISTRY.fullmatch(registry):
        raise FetchError("invalid reference: invalid registry %s" % _quoted(registry))


def tag_of(version: str) -> str:
    """The tag that stands for a version."""
    return version.replace("+", "_")


def check_digest(digest: str) -> None:
    """FetchError with go-digest's words unless it is a known algorithm with a sum of its length."""
    algorithm, _colon, sum_ = digest.partition(":")
    reason = ""
    if not algorithm or not _HEX.fullmatch(sum_):
        reason = "invalid checksum digest format"
    elif algorithm not in _LENGTHS:
        reason = "unsupported digest algorithm"
    elif len(sum_) != _LENGTHS[algorithm]:
        reason = "invalid checksum digest length"
    if reason:
        raise FetchError("invalid digest %s: %s" % (_quoted(digest), reason))


def digest_like(digest: str, data: bytes) -> str:
    """The digest of ``data`` by the algorithm that ``digest`` names."""
    algorithm = digest.partition(":")[0]
    return "%s:%s" % (algorithm, hashlib.new(algorithm, data).hexdigest())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


__all__ = (
    "SCHEME", "Reference", "check_digest", "check_registry", "digest_like", "is_oci", "parse_reference", "tag_of",
)  # fmt: skip
