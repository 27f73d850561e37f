# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Counts the bytes that go to and from an API server: a plain relay on loopback, TLS passes through it as it is."""

from __future__ import annotations

import multiprocessing
import socket
import socketserver
import threading
import typing as t


class Relay:
    """A port on loopback whose connections go to another one, in a process of its own; ``bytes`` so far, both ways."""

    def __init__(self, target: int) -> None:
        self._bytes = multiprocessing.Value("q", 0)
        ready: multiprocessing.SimpleQueue[int] = multiprocessing.SimpleQueue()
        self._process = multiprocessing.Process(target=_serve, args=(target, self._bytes, ready), daemon=True)
        self._process.start()
        self.port = ready.get()

    @property
    def bytes(self) -> int:
        return int(self._bytes.value)

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join()


def _serve(target: int, count: t.Any, ready: t.Any) -> None:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", target)) as server:
                back = threading.Thread(target=_copy, args=(server, self.request, count), daemon=True)
                back.start()
                _copy(self.request, server, count)
                back.join()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        ready.put(server.server_address[1])
        server.serve_forever()


def _copy(source: socket.socket, sink: socket.socket, count: t.Any) -> None:
    try:
        while data := source.recv(1 << 16):
            with count.get_lock():
                count.value += len(data)
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        return


__all__ = ["Relay"]
