# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One repository of an OCI registry: its tags, manifests and blobs, each checked against its digest.

Follows the distribution specification as oras' remote repository speaks it.
"""

from __future__ import annotations

import json
import re
import typing as t
import urllib.parse

from ..errors import FetchError
from .access import Access, join, origin
from .credentials import Credential, find_credential
from .oci_auth import Authorizer
from .oci_errors import RegistryError, response_error
from .oci_manifest import ACCEPT, MANIFEST, Descriptor
from .oci_reference import Reference, check_digest, digest_like
from .paths import HelmPaths
from .transport import Answer, Transport

METADATA_LIMIT = 4 << 20
_MAX_PAGES = 1000
_MAX_TAGS = 200_000
_NEXT = re.compile(r'\s*<([^>]*)>\s*;.*\brel="?next"?')


class RegistryClient:
    """Requests to the repository of a reference. A context manager; connections and tokens last as long as it.

    Credentials are those of ``access``, else those that helm's and docker's files hold for the registry.
    """

    __slots__ = ("_authorizer", "_base", "_registry", "_transport")

    def __init__(
        self, reference: Reference, access: Access, paths: HelmPaths, *, push: bool = False, oauth2: bool = False
    ) -> None:
        self._registry = "%s://%s" % ("http" if access.plain_http else "https", reference.host)
        self._base = "%s/v2/%s" % (self._registry, reference.repository)
        self._transport = Transport(access.at(self._registry))

        def credential() -> Credential:
            if access.token:
                return Credential(access_token=access.token)
            if access.username and access.password:
                return Credential(access.username, access.password)
            return find_credential(reference.registry, paths)

        actions = "pull,push" if push else "pull"
        scope = "repository:%s:%s" % (reference.repository, actions) if reference.repository else ""
        self._authorizer = Authorizer(self._transport, credential, scope=scope, oauth2=oauth2)

    def __enter__(self) -> RegistryClient:
        return self

    def __exit__(self, *error: object) -> None:
        self._transport.__exit__(*error)

    def ping(self) -> None:
        """FetchError unless the registry answers, with these credentials."""
        answer = self._send("GET", self._registry + "/v2/", limit=METADATA_LIMIT)
        if answer.status != 200:
            raise response_error("GET", answer)

    def tags(self) -> list[str]:
        """All tags, in the registry's order."""
        tags: list[str] = []
        url = self._base + "/tags/list"
        pages: set[str] = set()
        while url not in pages and len(pages) < _MAX_PAGES:
            pages.add(url)
            answer = self._send("GET", url, limit=METADATA_LIMIT)
            if answer.status != 200:
                raise response_error("GET", answer)
            tags += _page_tags(answer)
            following = _NEXT.match(answer.headers.get("link", ""))
            if following is None:
                return tags
            target = join(url, following.group(1))
            if origin(target) != origin(url):
                raise FetchError('GET "%s": the list of tags goes on at another server, %s' % (url, target))
            url = target
            if len(tags) > _MAX_TAGS:
                break
        raise FetchError('GET "%s": the list of tags does not end' % url)

    def resolve(self, target: str) -> str:
        """The digest of the manifest that a tag names, empty where there is none."""
        answer = self._send("HEAD", "%s/manifests/%s" % (self._base, target), headers={"Accept": ACCEPT})
        if answer.status == 404:
            return ""
        if answer.status != 200:
            raise response_error("HEAD", answer)
        digest = answer.headers.get("docker-content-digest", "")
        if not digest:
            found = self.manifest(target)
            return found[0] if found else ""
        check_digest(digest)
        return digest

    def manifest(self, target: str) -> tuple[str, bytes] | None:
        """The digest and the bytes of a manifest by tag or digest, None where there is none."""
        answer = self._send(
            "GET", "%s/manifests/%s" % (self._base, target), headers={"Accept": ACCEPT}, limit=METADATA_LIMIT
        )
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise response_error("GET", answer)
        claimed = answer.headers.get("docker-content-digest", "")
        expected = target if ":" in target else claimed or "sha256:"
        if ":" not in target and claimed:
            check_digest(claimed)
        actual = digest_like(expected, answer.body)
        if actual != expected and expected != "sha256:":
            raise FetchError("the registry sent the manifest %s with the digest %s" % (expected, actual))
        return actual, answer.body

    def blob(self, descriptor: Descriptor, *, limit: int) -> bytes:
        """A blob; FetchError where it is larger than ``limit`` bytes or not the one that the manifest names."""
        if descriptor.size > limit:
            raise FetchError(
                "the blob %s has %d bytes; more than %d are not fetched" % (descriptor.digest, descriptor.size, limit)
            )
        answer = self._send("GET", "%s/blobs/%s" % (self._base, descriptor.digest), limit=descriptor.size)
        if answer.status != 200:
            raise response_error("GET", answer)
        actual = digest_like(descriptor.digest, answer.body)
        if len(answer.body) != descriptor.size or actual != descriptor.digest:
            raise FetchError(
                "the registry sent the blob %s with %d of %d bytes and the digest %s"
                % (descriptor.digest, len(answer.body), descriptor.size, actual)
            )
        return answer.body

    def upload(self, descriptor: Descriptor, data: bytes) -> None:
        """Put a blob there unless the registry has it."""
        known = self._send("HEAD", "%s/blobs/%s" % (self._base, descriptor.digest))
        if known.status == 200:
            return
        if known.status != 404:
            raise response_error("HEAD", known)
        start = self._base + "/blobs/uploads/"
        answer = self._send("POST", start, headers={"Content-Length": "0"}, limit=METADATA_LIMIT)
        if answer.status != 202:
            raise response_error("POST", answer)
        url = _upload_url(start, answer.headers.get("location", ""), descriptor.digest)
        headers = {"Content-Type": "application/octet-stream"}
        answer = self._send("PUT", url, headers=headers, body=data, limit=METADATA_LIMIT)
        if answer.status != 201:
            raise response_error("PUT", answer)

    def put_manifest(self, tag: str, data: bytes) -> None:
        """Make a tag name this manifest."""
        url = "%s/manifests/%s" % (self._base, tag)
        answer = self._send("PUT", url, headers={"Content-Type": MANIFEST}, body=data, limit=METADATA_LIMIT)
        if answer.status != 201:
            raise response_error("PUT", answer)
        claimed = answer.headers.get("docker-content-digest", "")
        if claimed.startswith("sha256:") and claimed != digest_like(claimed, data):
            raise FetchError('PUT "%s": the registry says it has kept another manifest, %s' % (url, claimed))

    def _send(
        self,
        method: str,
        url: str,
        *,
        headers: t.Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit: int = 0,
    ) -> Answer:
        sent = dict(headers or {})
        header = self._authorizer.header()
        if header:
            sent["Authorization"] = header
        answer = self._transport.send(method, url, headers=sent, body=body, limit=limit)
        # The demand of a server that the registry redirected to is not the registry's.
        if answer.status != 401 or origin(answer.url) != origin(url):
            return answer
        header = self._authorizer.answer(answer, method)
        if not header:
            return answer
        sent["Authorization"] = header
        return self._transport.send(method, url, headers=sent, body=body, limit=limit)


def _page_tags(answer: Answer) -> list[str]:
    try:
        tags = json.loads(answer.body)["tags"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FetchError('GET "%s": the answer is no list of tags' % answer.url) from None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def _upload_url(start: str, location: str, digest: str) -> str:
    """Where the registry wants the blob, which must be on the same server."""
    url = join(start, location)
    if origin(url) != origin(start):
        raise FetchError(
            'blob upload Location "%s" is on a different host than the registry "%s"'
            % (urllib.parse.urlsplit(url).netloc, urllib.parse.urlsplit(start).netloc)
        )
    parts = urllib.parse.urlsplit(url)
    query = "&".join(filter(None, (parts.query, urllib.parse.urlencode({"digest": digest}))))
    return urllib.parse.urlunsplit(parts._replace(query=query))


__all__ = ("METADATA_LIMIT", "RegistryClient", "RegistryError")
