# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""GET over HTTP and HTTPS for repositories and charts: credentials, TLS, proxies, redirects, a limit of size.

Follows pkg/getter/httpgetter.go: credentials go only to the scheme, host and port of the repository that they were
given for, unless ``pass_credentials`` says otherwise. Redirects are followed here, so that no credential follows one
to another host.
"""

from __future__ import annotations

import os
import typing as t
import urllib.parse

from ..deps.urllib3 import urllib3
from ..errors import FetchError
from ..proxies import proxy_for

DEFAULT_TIMEOUT = 120.0
MAX_REDIRECTS = 10
USER_AGENT = "chartwright.kube (Helm/4.3.1 compatible)"


class Access:
    """How the server of ``url`` is reached: its credentials and TLS settings (paths of PEM files).

    ``plain_http`` speaks HTTP to an OCI registry, whose URL does not say it.
    """

    __slots__ = (
        "ca_file", "cert_file", "insecure", "key_file", "pass_credentials", "password", "plain_http", "url", "username",
    )  # fmt: skip

    def __init__(
        self, url: str, *, username: str = "", password: str = "", pass_credentials: bool = False,
        ca_file: str = "", cert_file: str = "", key_file: str = "", insecure: bool = False, plain_http: bool = False,
    ) -> None:  # fmt: skip
        self.url = url
        self.username = username
        self.password = password
        self.pass_credentials = pass_credentials
        self.ca_file = ca_file
        self.cert_file = cert_file
        self.key_file = key_file
        self.insecure = insecure
        self.plain_http = plain_http

    def at(self, url: str) -> Access:
        """The same credentials and settings for another URL."""
        return Access(
            url, username=self.username, password=self.password, pass_credentials=self.pass_credentials,
            ca_file=self.ca_file, cert_file=self.cert_file, key_file=self.key_file, insecure=self.insecure,
            plain_http=self.plain_http,
        )  # fmt: skip


class Response(t.NamedTuple):
    """An answer: its status, its headers with names in lower case, its whole body (decoded)."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(
    url: str,
    access: Access,
    *,
    headers: t.Mapping[str, str] | None = None,
    limit: int,
    timeout: float = DEFAULT_TIMEOUT,
) -> Response:
    """The answer to a GET, 200 or 304; FetchError for anything else and for a body of more than ``limit`` bytes."""
    asked = url
    for _hop in range(MAX_REDIRECTS + 1):
        answer = _send(url, access, headers or {}, limit=limit, timeout=timeout, first=url == asked)
        if answer.status in (301, 302, 303, 307, 308) and "location" in answer.headers:
            target = urllib.parse.urljoin(url, answer.headers["location"])
            if not target.startswith(("http://", "https://")):
                raise FetchError("failed to fetch %s : redirected to %s, which is no HTTP URL" % (shown(asked), target))
            url = target
            continue
        if answer.status not in (200, 304):
            reason = answer.headers.get(":reason", "")
            raise FetchError(("failed to fetch %s : %d %s" % (shown(url), answer.status, reason)).rstrip())
        return answer
    raise FetchError("failed to fetch %s : stopped after %d redirects" % (shown(asked), MAX_REDIRECTS))


def shown(url: str) -> str:
    """The URL without a user's name and password."""
    parts = urllib.parse.urlsplit(url)
    if "@" not in parts.netloc:
        return url
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of a URL: what must be equal for credentials to go along."""
    parts = urllib.parse.urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or (443 if scheme == "https" else 80)


def _send(
    url: str, access: Access, headers: t.Mapping[str, str], *, limit: int, timeout: float, first: bool
) -> Response:
    lib = urllib3()
    try:
        scheme, host, port = origin(url)
    except ValueError as error:
        raise FetchError("invalid chart URL format: %s" % shown(url)) from error
    if not host:
        raise FetchError("invalid chart URL format: %s" % shown(url))
    sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", **headers, **_authorization(url, access, first=first)}
    try:
        with open_pool(scheme, host, port, access) as pool:
            answer = pool.request(
                "GET", shown(url), headers=sent, redirect=False, preload_content=False,
                timeout=lib.Timeout(connect=min(timeout, 30.0), read=timeout),
                retries=lib.Retry(total=2, redirect=False, status=0, backoff_factor=0.2),
            )  # fmt: skip
            try:
                return _read(answer, url, limit)
            finally:
                answer.release_conn()
    except (lib.exceptions.HTTPError, OSError) as error:
        raise FetchError('Get "%s": %s' % (shown(url), cause(error))) from error


def _read(answer: t.Any, url: str, limit: int) -> Response:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    headers[":reason"] = answer.reason or ""
    if answer.status != 200:
        return Response(answer.status, headers, b"")
    body = bytearray()
    for chunk in answer.stream(1 << 20, decode_content=True):
        body += chunk
        if len(body) > limit:
            raise FetchError("failed to fetch %s : the answer is larger than %d bytes" % (shown(url), limit))
    return Response(answer.status, headers, bytes(body))


def _authorization(url: str, access: Access, *, first: bool) -> dict[str, str]:
    parts = urllib.parse.urlsplit(url)
    if parts.username and first:
        user, password = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
    elif access.username and access.password and (access.pass_credentials or origin(url) == origin(access.url)):
        user, password = access.username, access.password
    else:
        return {}
    import base64

    return {"Authorization": "Basic " + base64.b64encode(("%s:%s" % (user, password)).encode()).decode()}


def open_pool(scheme: str, host: str, port: int, access: Access) -> t.Any:
    """Connections to a server by urllib3; a client certificate goes only to the server of ``access``."""
    lib = urllib3()
    options: dict[str, t.Any] = {}
    if scheme == "https":
        same = access.pass_credentials or origin(access.url) == (scheme, host, port)
        options["cert_reqs"] = "CERT_NONE" if access.insecure else "CERT_REQUIRED"
        files = (("ca_certs", access.ca_file), ("cert_file", access.cert_file), ("key_file", access.key_file))
        for name, path in files:
            if path and not os.path.isfile(path):
                raise FetchError("can't create TLS config for client: the file %s does not exist" % path)
            if path and (same or name == "ca_certs"):
                options[name] = path
        if access.insecure:
            lib.disable_warnings(lib.exceptions.InsecureRequestWarning)
    proxy = proxy_for(scheme, host, port, os.environ)
    return lib.ProxyManager(proxy, **options) if proxy else lib.PoolManager(**options)


def cause(error: BaseException) -> str:
    """The innermost words of urllib3's chain of errors."""
    reason = getattr(error, "reason", None)
    while isinstance(reason, BaseException):
        error, reason = reason, getattr(reason, "reason", None)
    text = str(error)
    named = text.startswith(("<urllib3", "HTTPConnection(", "HTTPSConnection(")) or "Connection object" in text
    return text.partition(": ")[2] if named else text


__all__ = ("USER_AGENT", "Access", "Response", "cause", "get", "open_pool", "origin", "shown")
