# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests sent over urllib3: one pool of kept connections, TLS, proxies, repetitions, errors in one clear sentence."""

from __future__ import annotations

import os
import ssl
import threading
import time
import typing as t
from urllib.parse import urlsplit

from ..deps.urllib3 import socks_proxy_manager, urllib3
from ..errors import ClusterError
from .config import Connection
from .proxy import proxy_for
from .refusal import refusal, retry_after
from .request import Request
from .tls import tls_context

CONNECT_TIMEOUT = 15.0
READ_TIMEOUT = 90.0
_REPETITIONS = 8
_LONGEST_PAUSE = 30.0


class Transport:
    """One API server. Thread-safe. ``requests`` counts what was sent, repetitions included."""

    def __init__(self, connection: Connection, *, sleep: t.Callable[[float], None] = time.sleep) -> None:
        self.connection = connection
        self.requests = 0
        self._sleep = sleep
        self._lock = threading.Lock()
        self._pool: t.Any = None

    def send(self, request: Request, *, read_timeout: float = READ_TIMEOUT) -> bytes:
        """The body of a successful answer; ClusterError for every other outcome."""
        for attempt in range(_REPETITIONS + 1):
            try:
                answer = self._open(request, read_timeout=read_timeout, preload=True)
            except ClusterError as error:
                if request.method != "GET" or attempt >= 2 or error.reason != "ConnectionLost":
                    raise
                self._sleep(0.2 * (attempt + 1))
                continue
            body = t.cast(bytes, answer.data)
            if answer.status < 300:
                return body
            pause = retry_after(answer.status, body, answer.headers.get("Retry-After") or "")
            if pause is None or attempt >= _REPETITIONS or pause > _LONGEST_PAUSE:
                break
            self._sleep(pause)
        raise refusal(answer.status, body, method=request.method, path=request.path)

    def stream(self, request: Request, *, read_timeout: float) -> Stream:
        """An answer read line by line as it comes (a watch, a log)."""
        answer = self._open(request, read_timeout=read_timeout, preload=False)
        if answer.status >= 300:
            body = answer.read()
            answer.release_conn()
            raise refusal(answer.status, body, method=request.method, path=request.path)
        return Stream(answer, self)

    def close(self) -> None:
        """Close all kept connections."""
        if self._pool is not None:
            self._pool.clear()

    def _open(self, request: Request, *, read_timeout: float, preload: bool) -> t.Any:
        library = urllib3()
        pool = self._connected()
        with self._lock:
            self.requests += 1
        try:
            return pool.request(
                request.method,
                self.connection.host + request.target,
                body=request.body,
                headers=self._headers(request, compressed=preload),
                timeout=library.Timeout(connect=CONNECT_TIMEOUT, read=read_timeout),
                retries=False,
                redirect=False,
                preload_content=preload,
            )
        except (library.exceptions.HTTPError, OSError) as error:
            raise self.failure(error) from error

    def _headers(self, request: Request, *, compressed: bool) -> dict[str, str]:
        connection = self.connection
        headers = {"User-Agent": connection.user_agent, "Accept-Encoding": "gzip" if compressed else "identity"}
        headers.update(request.headers)
        if connection.authorization is not None:
            headers["Authorization"] = connection.authorization()
        if connection.impersonate_user:
            headers["Impersonate-User"] = connection.impersonate_user
        if connection.impersonate_groups:
            # A repeated header: urllib3 wants a multi-dict for it.
            repeated = urllib3().HTTPHeaderDict(headers)
            for group in connection.impersonate_groups:
                repeated.add("Impersonate-Group", group)
            return t.cast("dict[str, str]", repeated)
        return headers

    def _connected(self) -> t.Any:
        with self._lock:
            if self._pool is None:
                self._pool = self._new_pool()
            return self._pool

    def _new_pool(self) -> t.Any:
        library = urllib3()
        connection = self.connection
        options: dict[str, t.Any] = {"maxsize": 16, "num_pools": 2}
        if connection.host.startswith("https:"):
            options["ssl_context"] = tls_context(connection)
            if connection.tls_server_name:
                options["server_hostname"] = connection.tls_server_name
                options["assert_hostname"] = connection.tls_server_name
            if not connection.verify:
                # Asked for by the task: a warning at each request says nothing new.
                options["assert_hostname"] = False
                library.disable_warnings(library.exceptions.InsecureRequestWarning)
        proxy = proxy_for(connection, os.environ)
        if not proxy:
            return library.PoolManager(**options)
        if proxy.startswith("socks"):
            return socks_proxy_manager(proxy, **options)
        return library.ProxyManager(proxy, proxy_headers=connection.proxy_headers or None, **options)

    def failure(self, error: Exception) -> ClusterError:
        """No answer, or half of one: what happened, in one sentence with the server's address."""
        place = _place(self.connection.host)
        library = urllib3().exceptions
        inner = _innermost(error)
        if isinstance(inner, ssl.SSLError) or isinstance(error, library.SSLError):
            return ClusterError(
                "The TLS connection to the API server %s failed: %s. Check ca_cert, client_cert, tls_server_name and"
                " validate_certs." % (place, _tls_words(inner)), reason="TLS",
            )  # fmt: skip
        if isinstance(error, library.NewConnectionError):
            return ClusterError(
                "The API server %s cannot be reached: %s." % (place, _words(inner)), reason="NoConnection"
            )
        if isinstance(error, library.TimeoutError):
            return ClusterError("The API server %s did not answer in time." % place, reason="Timeout")
        if isinstance(error, library.ProxyError):
            return ClusterError(
                "The API server %s cannot be reached through the proxy: %s." % (place, _words(inner)),
                reason="NoConnection",
            )
        return ClusterError("The connection to the API server %s broke: %s." % (place, _words(inner)),
                            reason="ConnectionLost")  # fmt: skip


class Stream:
    """The lines of an answer. ``close`` may be called from another thread and ends the reading."""

    def __init__(self, answer: t.Any, transport: Transport) -> None:
        self._answer = answer
        self._transport = transport
        self._closed = False

    def __iter__(self) -> t.Iterator[bytes]:
        pieces: list[bytes] = []
        library = urllib3().exceptions
        try:
            for chunk in self._answer.stream(None, decode_content=True):
                first, *rest = chunk.split(b"\n")
                pieces.append(first)
                for piece in rest:
                    yield b"".join(pieces)
                    pieces = [piece]
        except (library.HTTPError, OSError, ValueError, AttributeError) as error:
            # AttributeError, ValueError: http.client's answer to a close in the middle of a read.
            if self._closed:
                return
            raise self._transport.failure(error) from error
        finally:
            self._answer.release_conn()
        if pieces[0:] and b"".join(pieces):
            yield b"".join(pieces)

    def close(self) -> None:
        """Break the connection; the reader sees the end."""
        self._closed = True
        connection = getattr(self._answer, "connection", None)
        sock = getattr(connection, "sock", None)
        if sock is not None:
            import contextlib
            import socket

            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _innermost(error: BaseException) -> BaseException:
    for _level in range(10):
        reason = getattr(error, "reason", None)
        cause = reason if isinstance(reason, BaseException) else error.__cause__ or error.__context__
        nested = next((item for item in error.args if isinstance(item, BaseException)), None)
        following = cause or nested
        if following is None or following is error:
            break
        error = following
    return error


def _words(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error) or type(error).__name__).rstrip(".")


def _tls_words(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the server's certificate is not trusted (%s)" % error.verify_message.rstrip(".")
    reason = error.reason if isinstance(error, ssl.SSLError) else ""
    return reason.replace("_", " ").lower() if reason else _words(error)


def _place(url: str) -> str:
    """The URL without user and password."""
    parts = urlsplit(url)
    return "%s://%s" % (parts.scheme, parts.netloc.rpartition("@")[2])


__all__ = ("READ_TIMEOUT", "Stream", "Transport")
