# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests to servers: TLS, proxies, redirects that lose their credentials, retries, limits of size and time.

Follows Go's http client and the auth and retry clients of oras: no credential survives a redirect to another scheme,
host or port.
"""

from __future__ import annotations

import http.client
import os
import time
import typing as t
import zlib

from ..deps.urllib3 import socks_proxy_manager, urllib3
from ..errors import FetchError
from ..proxies import proxy_for
from .access import Access, join, origin

DEFAULT_TIMEOUT = 120.0
MAX_REDIRECTS = 10
USER_AGENT = "chartwright.kube (Helm/4.3.1 compatible)"
ERROR_LIMIT = 8 << 10
_CHUNK = 1 << 16
_TRIES = 3
_LONGEST_WAIT = 10.0
_TRANSFER_SECONDS = 900.0


class Answer(t.NamedTuple):
    """An answer: its status, its headers with names in lower case, its body, and the URL that gave it in the end."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str
    reason: str = ""


class Transport:
    """Connections for one chart's transfer, kept open between requests. A context manager."""

    __slots__ = ("_access", "_pools")

    def __init__(self, access: Access) -> None:
        self._access = access
        self._pools: dict[tuple[str, str, int, bool], t.Any] = {}

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_error: object) -> None:
        for pool in self._pools.values():
            pool.clear()

    def send(
        self, method: str, url: str, *, headers: t.Mapping[str, str], limit: int, body: bytes | None = None,
        compressed: bool = False,
    ) -> Answer:  # fmt: skip
        """The answer of any status; GET and HEAD follow redirects. ``compressed`` takes a body in gzip, and unpacks it.

        FetchError where none comes, where a good one is larger than ``limit`` bytes or does not end. Of an error's
        body the first bytes are kept.
        """
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip" if compressed else "identity", **headers}
        trusted = self._access.reaches(url)
        for _hop in range(MAX_REDIRECTS + 1):
            answer = self._patiently(method, url, trusted, headers=sent, limit=limit, body=body)
            location = answer.headers.get("location")
            if method not in ("GET", "HEAD") or answer.status not in (301, 302, 303, 307, 308) or not location:
                return answer
            target = join(url, location)
            if not target.startswith(("http://", "https://")):
                raise FetchError('%s "%s": redirected to %s, which is no HTTP URL' % (method, url, target))
            if _origin(target) != _origin(url):
                sent.pop("Authorization", None)
                trusted = False
            url = target
        raise FetchError('%s "%s": stopped after %d redirects' % (method, url, MAX_REDIRECTS))

    def _patiently(
        self, method: str, url: str, trusted: bool, *, headers: t.Mapping[str, str], limit: int, body: bytes | None
    ) -> Answer:
        """Ask again where the server is busy or the connection breaks."""
        lib = urllib3()
        for attempt in range(1, _TRIES + 1):
            try:
                answer = self._once(method, url, trusted, headers=headers, limit=limit, body=body)
            except (lib.exceptions.HTTPError, http.client.HTTPException, OSError) as error:
                final = isinstance(error, (lib.exceptions.SSLError, lib.exceptions.ProxyError)) or method == "POST"
                if final or attempt == _TRIES:
                    raise FetchError('%s "%s": %s' % (method.title(), url, cause(error))) from error
                time.sleep(0.2 * attempt)
                continue
            busy = answer.status in (408, 429) or (answer.status >= 500 and answer.status != 501)
            if not busy or attempt == _TRIES:
                break
            wanted = answer.headers.get("retry-after", "")
            time.sleep(min(float(wanted), _LONGEST_WAIT) if wanted.isdecimal() else 0.3 * attempt)
        return answer

    def _once(
        self, method: str, url: str, trusted: bool, *, headers: t.Mapping[str, str], limit: int, body: bytes | None
    ) -> Answer:
        lib = urllib3()
        answer = self._pool(url, trusted).request(
            method, url, headers=headers, body=body, redirect=False, preload_content=False, decode_content=False,
            retries=False, timeout=lib.Timeout(connect=min(DEFAULT_TIMEOUT, 30.0), read=DEFAULT_TIMEOUT),
        )  # fmt: skip
        whole = False
        try:
            names = {name.lower(): value for name, value in answer.headers.items()}
            content = b""
            if method != "HEAD" and answer.status != 304:
                packed = headers["Accept-Encoding"] == "gzip" and names.get("content-encoding", "").lower() == "gzip"
                try:
                    content = _body(answer, names, limit, packed=packed)
                except FetchError as error:
                    raise FetchError('%s "%s": %s' % (method, url, error)) from error
            whole = True
            return Answer(answer.status, names, content, url, answer.reason or "")
        finally:
            if whole:
                answer.release_conn()
            else:
                answer.close()

    def _pool(self, url: str, trusted: bool) -> t.Any:
        key = (*_origin(url), trusted)
        if key not in self._pools:
            self._pools[key] = _open_pool(*key, access=self._access)
        return self._pools[key]


def _origin(url: str) -> tuple[str, str, int]:
    try:
        found = origin(url)
    except ValueError as error:
        raise FetchError("invalid URL of a server: %s" % url) from error
    if not found[1]:
        raise FetchError("invalid URL of a server: %s" % url)
    return found


def _body(answer: t.Any, headers: t.Mapping[str, str], limit: int, *, packed: bool) -> bytes:
    """All of it, or the first bytes of an error's; read as it comes, so that drops of it do not stop the clock."""
    good = answer.status < 300
    most = limit if good else ERROR_LIMIT
    inflate = zlib.decompressobj(31) if packed and good else None
    content, received = bytearray(), 0
    deadline = time.monotonic() + _TRANSFER_SECONDS
    while piece := _piece(answer):
        received += len(piece)
        try:
            content += inflate.decompress(piece, most + 1 - len(content)) if inflate else piece
        except zlib.error as error:
            raise FetchError("the answer is no gzip: %s" % error) from error
        if len(content) > most:
            if good:
                raise FetchError("the answer is larger than %d bytes" % limit)
            answer.close()
            return bytes(content[:most])
        if time.monotonic() > deadline:
            raise FetchError("the answer does not end")
    announced = headers.get("content-length", "")
    if (announced.isdecimal() and received < int(announced)) or (inflate and not inflate.eof):
        raise http.client.IncompleteRead(b"", None)
    return bytes(content)


def _piece(answer: t.Any) -> bytes:
    """What has come, empty at the end; urllib3 before 2.1 only gives as much as it is asked for."""
    read = getattr(answer, "read1", None) or answer._fp.read1
    piece: bytes = read(_CHUNK)
    return piece


def _open_pool(scheme: str, host: str, port: int, trusted: bool, *, access: Access) -> t.Any:
    """Connections to a server by urllib3; a client certificate goes only to a trusted one."""
    lib = urllib3()
    options: dict[str, t.Any] = {}
    if scheme == "https":
        options["cert_reqs"] = "CERT_NONE" if access.insecure else "CERT_REQUIRED"
        files = (("ca_certs", access.ca_file), ("cert_file", access.cert_file), ("key_file", access.key_file))
        for name, path in files:
            if path and not os.path.isfile(path):
                raise FetchError("can't create TLS config for client: the file %s does not exist" % path)
            if path and (trusted or name == "ca_certs"):
                options[name] = path
        if access.insecure:
            lib.disable_warnings(lib.exceptions.InsecureRequestWarning)
    proxy = proxy_for(scheme, host, port, os.environ)
    if not proxy:
        return lib.PoolManager(**options)
    if proxy.startswith("socks"):
        return socks_proxy_manager(proxy, **options)
    user = Access(proxy).authorization(proxy)
    return lib.ProxyManager(proxy, proxy_headers={"Proxy-" + name: value for name, value in user.items()}, **options)


def cause(error: BaseException) -> str:
    """The innermost words of urllib3's chain of errors."""
    reason = getattr(error, "reason", None)
    while isinstance(reason, BaseException):
        error, reason = reason, getattr(reason, "reason", None)
    if isinstance(error, http.client.IncompleteRead):
        return "unexpected EOF"
    text = str(error)
    named = text.startswith(("<urllib3", "HTTPConnection(", "HTTPSConnection(")) or "Connection object" in text
    return text.partition(": ")[2] if named else text


__all__ = ("USER_AGENT", "Answer", "Transport")
