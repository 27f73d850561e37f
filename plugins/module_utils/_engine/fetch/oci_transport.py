# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests to registries: methods and bodies, redirects that lose their credentials, retries, limits of size and time.

Follows the auth and retry clients of oras: an ``Authorization`` header does not survive a redirect to another scheme,
host or port.
"""

from __future__ import annotations

import time
import typing as t
import urllib.parse

from ..deps.urllib3 import urllib3
from ..errors import FetchError
from .http import DEFAULT_TIMEOUT, MAX_REDIRECTS, USER_AGENT, Access, cause, open_pool, origin

ERROR_LIMIT = 8 << 10
_TRIES = 3
_LONGEST_WAIT = 10.0
_TRANSFER_SECONDS = 900.0


class Answer(t.NamedTuple):
    """An answer: its status, its headers with names in lower case, its body, and the URL that gave it in the end."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str


class Transport:
    """Connections for one chart's transfer, kept open between requests. A context manager."""

    __slots__ = ("_access", "_pools")

    def __init__(self, access: Access) -> None:
        self._access = access
        self._pools: dict[tuple[str, str, int], t.Any] = {}

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_error: object) -> None:
        for pool in self._pools.values():
            pool.clear()

    def send(
        self, method: str, url: str, *, headers: t.Mapping[str, str], limit: int, body: bytes | None = None
    ) -> Answer:
        """The answer of any status; GET and HEAD follow redirects.

        FetchError where none comes, where a good one is larger than ``limit`` bytes or does not end. Of an error's
        body the first bytes are kept.
        """
        sent = dict(headers)
        for _hop in range(MAX_REDIRECTS + 1):
            answer = self._patiently(method, url, headers=sent, limit=limit, body=body)
            if method not in ("GET", "HEAD") or answer.status not in (301, 302, 303, 307, 308):
                return answer
            target = urllib.parse.urljoin(url, answer.headers.get("location", ""))
            if not target.startswith(("http://", "https://")):
                raise FetchError('%s "%s": redirected to %s, which is no HTTP URL' % (method, url, target))
            if origin(target) != origin(url):
                sent.pop("Authorization", None)
            url = target
        raise FetchError('%s "%s": stopped after %d redirects' % (method, url, MAX_REDIRECTS))

    def _patiently(
        self, method: str, url: str, *, headers: t.Mapping[str, str], limit: int, body: bytes | None
    ) -> Answer:
        """Ask again where the server is busy or the connection breaks."""
        lib = urllib3()
        for attempt in range(1, _TRIES + 1):
            try:
                answer = self._once(method, url, headers=headers, limit=limit, body=body)
            except (lib.exceptions.HTTPError, OSError) as error:
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

    def _once(self, method: str, url: str, *, headers: t.Mapping[str, str], limit: int, body: bytes | None) -> Answer:
        lib = urllib3()
        answer = self._pool(url).request(
            method, url, headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers}, body=body,
            redirect=False, preload_content=False, decode_content=False, retries=False,
            timeout=lib.Timeout(connect=min(DEFAULT_TIMEOUT, 30.0), read=DEFAULT_TIMEOUT),
        )  # fmt: skip
        whole = False
        try:
            names = {name.lower(): value for name, value in answer.headers.items()}
            content = b"" if method == "HEAD" else _content(answer, method, url, limit)
            whole = True
            return Answer(answer.status, names, content, url)
        finally:
            if whole:
                answer.release_conn()
            else:
                answer.close()

    def _pool(self, url: str) -> t.Any:
        try:
            key = origin(url)
        except ValueError as error:
            raise FetchError("invalid URL of a registry: %s" % url) from error
        if not key[1]:
            raise FetchError("invalid URL of a registry: %s" % url)
        if key not in self._pools:
            self._pools[key] = open_pool(*key, self._access)
        return self._pools[key]


def _content(answer: t.Any, method: str, url: str, limit: int) -> bytes:
    good = answer.status < 300
    content = bytearray()
    deadline = time.monotonic() + _TRANSFER_SECONDS
    for chunk in answer.stream(1 << 16, decode_content=False):
        content += chunk
        if not good and len(content) >= ERROR_LIMIT:
            answer.close()
            break
        if len(content) > limit:
            raise FetchError('%s "%s": the answer is larger than %d bytes' % (method, url, limit))
        if time.monotonic() > deadline:
            raise FetchError('%s "%s": the answer does not end' % (method, url))
    return bytes(content if good else content[:ERROR_LIMIT])


__all__ = ("Answer", "Transport")
