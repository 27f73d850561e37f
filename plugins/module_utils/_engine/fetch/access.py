# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a server is reached, and where its credentials may go.

Follows pkg/getter/httpgetter.go: credentials go only to the scheme, host and port of the repository that they were
given for, unless ``pass_credentials`` says otherwise.
"""

from __future__ import annotations

import base64
import typing as t
import urllib.parse

from ..errors import FetchError


class Access(t.NamedTuple):
    """How the server of ``url`` is reached: its credentials and TLS settings (paths of PEM files).

    A bearer ``token`` wins over user and password. ``plain_http`` speaks HTTP to an OCI registry, whose URL does not
    say it.
    """

    url: str
    username: str = ""
    password: str = ""
    token: str = ""
    pass_credentials: bool = False
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""
    insecure: bool = False
    plain_http: bool = False

    def at(self, url: str) -> Access:
        """The same credentials and settings for another URL."""
        return self._replace(url=url)

    @property
    def has_credentials(self) -> bool:
        """Whether there is anything that proves who asks."""
        return bool(self.token or (self.username and self.password) or self.cert_file)

    def reaches(self, url: str) -> bool:
        """Whether the credentials may go to ``url``."""
        return self.pass_credentials or server_of(url) == server_of(self.url)

    def authorization(self, url: str) -> dict[str, str]:
        """The header for a request to ``url``, whose own user and password come first; empty without any."""
        parts = urllib.parse.urlsplit(url)
        if parts.username:
            return {
                "Authorization": basic(urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or ""))
            }
        if not self.reaches(url):
            return {}
        if self.token:
            return {"Authorization": "Bearer " + self.token}
        return {"Authorization": basic(self.username, self.password)} if self.username and self.password else {}


class Accesses:
    """What a task gives for several servers, each for the URLs below its own."""

    __slots__ = ("_given",)

    def __init__(self, given: t.Iterable[Access] = ()) -> None:
        self._given = sorted(given, key=lambda access: len(access.url), reverse=True)

    def find(self, url: str) -> Access | None:
        """The access, for this very URL, of the longest that it begins with."""
        for access in self._given:
            if is_below(url, access.url):
                return access.at(url)
        return None


def is_below(url: str, root: str) -> bool:
    """Whether a URL is ``root`` or leads further down on the same server."""
    try:
        if origin(url) != origin(root):
            return False
        path, above = urllib.parse.urlsplit(url).path, urllib.parse.urlsplit(root).path.rstrip("/")
    except ValueError:
        return False
    return path == above or path.startswith(above + "/")


def basic(username: str, password: str) -> str:
    """What basic authentication sends."""
    return "Basic " + base64.b64encode(("%s:%s" % (username, password)).encode("utf-8", "surrogateescape")).decode()


def server_of(url: str) -> str:
    """The URL of the server alone; FetchError where it is none."""
    try:
        return "%s://%s:%d" % origin(url)
    except ValueError as error:
        raise FetchError("invalid chart URL format: %s" % shown(url)) from error


def join(base: str, reference: str) -> str:
    """``reference``, which a server has sent, made absolute; FetchError where it is no URL."""
    try:
        return urllib.parse.urljoin(base, reference)
    except ValueError as error:
        raise FetchError("%s names %r, which is no URL" % (shown(base), reference)) from error


def shown(url: str) -> str:
    """The URL without a user's name and password."""
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return "(no URL)"
    if "@" not in parts.netloc:
        return url
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of a URL: what must be equal for credentials to go along."""
    parts = urllib.parse.urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or (443 if scheme == "https" else 80)


__all__ = ("Access", "Accesses", "basic", "is_below", "join", "origin", "server_of", "shown")
