# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A forward proxy on loopback: it knows names that nobody else does, and wants a password."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import threading
import urllib.parse


class Tunnel:
    """Leads ``name:port`` to a port of loopback, for CONNECT and for plain requests; ``asked`` has what it led."""

    def __init__(self, names: dict[str, int], *, user: str) -> None:
        self._names = names
        self._expected = "basic " + base64.b64encode(user.encode()).decode().lower()
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host = "127.0.0.1:%d" % self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._lead, args=(connection,), daemon=True).start()

    def _lead(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(1 << 16)
                if not piece:
                    return
                head += piece
            method, target, _version = head.split(b"\r\n")[0].decode().split()
            if ("proxy-authorization: " + self._expected).encode() not in head.lower():
                client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            url = urllib.parse.urlsplit(target if "://" in target else "//" + target)
            name = "%s:%d" % (url.hostname, url.port or 80)
            with socket.create_connection(("127.0.0.1", self._names[name])) as server:
                self.asked.append("%s %s" % (method, name))
                if method == "CONNECT":
                    client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                else:
                    path = urllib.parse.urlunsplit(("", "", url.path, url.query, ""))
                    server.sendall(head.replace(target.encode(), path.encode(), 1).replace(b"keep-alive", b"close"))
                _copy(client, server)

    def close(self) -> None:
        """Lead nobody any longer."""
        self._socket.close()


def _copy(one: socket.socket, other: socket.socket) -> None:
    while True:
        for ready in select.select([one, other], [], [])[0]:
            data = ready.recv(1 << 16)
            if not data:
                return
            (other if ready is one else one).sendall(data)


__all__ = ["Tunnel"]
