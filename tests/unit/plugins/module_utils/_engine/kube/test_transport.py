# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests over real sockets: repetitions, errors in one sentence, lines of a stream."""

from __future__ import annotations

import gzip
import http.server
import json
import socket
import threading
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.parallel import in_parallel
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube import request as requests
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.config import Connection
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.transport import Transport

Answer = tuple[int, dict[str, str], bytes]


class Server:
    """Answers each request with the next of ``answers``; None: closes the connection without one."""

    def __init__(self, *answers: Answer | None) -> None:
        self.answers = list(answers)
        self.seen: list[http.server.BaseHTTPRequestHandler] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self) -> None:
                outer.seen.append(self)
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = outer.answers.pop(0)
                if answer is None:
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = respond  # noqa: N815

            def log_message(self, *_arguments: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def transport(self, **settings: t.Any) -> Transport:
        connection = Connection("http://127.0.0.1:%d" % self.server.server_port)
        for name, value in settings.items():
            setattr(connection, name, value)
        self.pauses: list[float] = []
        return Transport(connection, sleep=self.pauses.append)


GET = requests.get("/version")
OK: Answer = (200, {}, b"{}")


def test_credentials_and_impersonation_are_sent() -> None:
    server = Server(OK)
    transport = server.transport(
        authorization=lambda: "Bearer t", impersonate_user="u", impersonate_groups=["g", "h"], user_agent="me"
    )
    assert transport.send(GET) == b"{}"
    headers = server.seen[0].headers
    assert (headers["Authorization"], headers["Impersonate-User"], headers["User-Agent"]) == ("Bearer t", "u", "me")
    assert headers.get_all("Impersonate-Group") == ["g", "h"]


def test_a_compressed_answer_is_read() -> None:
    body = gzip.compress(b'{"a": 1}')
    server = Server((200, {"Content-Encoding": "gzip"}, body))
    assert server.transport().send(GET) == b'{"a": 1}'
    assert server.seen[0].headers["Accept-Encoding"] == "gzip"


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    server = Server((429, {"Retry-After": "2"}, b""), (503, {"Retry-After": "1"}, b""), OK)
    transport = server.transport()
    assert transport.send(requests.create("/p", {})) == b"{}"
    assert (server.pauses, transport.requests) == ([2.0, 1.0], 3)


def test_each_of_many_requests_at_once_waits_as_the_server_says() -> None:
    server = Server(*[(429, {"Retry-After": "3"}, b"")] * 4, *[OK] * 20)
    transport = server.transport()
    assert in_parallel(lambda number: transport.send(requests.create("/p", {"n": number})), range(20)) == [b"{}"] * 20
    assert (server.pauses, transport.requests) == ([3.0] * 4, 24)


def test_a_refusal_is_raised_at_once() -> None:
    status = json.dumps({"kind": "Status", "reason": "Forbidden", "message": "no"}).encode()
    with pytest.raises(ClusterError, match=r"^no$") as caught:
        Server((403, {}, status)).transport().send(GET)
    assert (caught.value.status, caught.value.reason) == (403, "Forbidden")


def test_a_read_survives_a_broken_connection_and_a_write_is_not_repeated() -> None:
    assert Server(None, OK).transport().send(GET) == b"{}"
    server = Server(None, OK)
    with pytest.raises(ClusterError, match=r"The connection to the API server http://127.0.0.1:[0-9]+ broke: "):
        server.transport().send(requests.create("/p", {}))
    assert len(server.seen) == 1


def test_a_closed_port_is_named_with_the_cause() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = "http://127.0.0.1:%d" % free.getsockname()[1]
    with pytest.raises(ClusterError) as caught:
        Transport(Connection(url)).send(GET)
    assert str(caught.value) == "The API server %s cannot be reached: Connection refused." % url
    assert (caught.value.status, caught.value.reason) == (0, "NoConnection")


def test_a_silent_server_times_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = "http://127.0.0.1:%d" % silent.getsockname()[1]
        with pytest.raises(ClusterError, match="did not answer in time"):
            Transport(Connection(url)).send(GET, read_timeout=0.1)


def test_tls_to_a_server_without_it_is_told() -> None:
    server = Server(OK)
    url = "https://127.0.0.1:%d" % server.server.server_port
    with pytest.raises(ClusterError, match=r"^The TLS connection to the API server .* failed: .*Check ca_cert"):
        Transport(Connection(url)).send(GET)


def test_a_password_in_an_address_is_not_told() -> None:
    with pytest.raises(ClusterError) as caught:
        Transport(Connection("http://user:hunter2@127.0.0.1:9")).send(GET)
    assert "hunter2" not in str(caught.value)


def test_a_stream_gives_whole_lines_as_they_come() -> None:
    body = b"6\r\n{1}\n{2\r\n3\r\n}\n{\r\n2\r\n3}\r\n0\r\n\r\n"
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = "http://127.0.0.1:%d" % listening.getsockname()[1]

        def answer() -> None:
            peer, _address = listening.accept()
            with peer:
                peer.recv(65536)
                peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)

        threading.Thread(target=answer, daemon=True).start()
        stream = Transport(Connection(url)).stream(GET, read_timeout=5)
        assert list(stream) == [b"{1}", b"{2}", b"{3}"]


def test_closing_a_stream_ends_its_reader() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = "http://127.0.0.1:%d" % listening.getsockname()[1]
        peers = []

        def answer() -> None:
            peer, _address = listening.accept()
            peers.append(peer)
            peer.recv(65536)
            peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{1}\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        stream = Transport(Connection(url)).stream(GET, read_timeout=30)
        lines: list[bytes] = []
        reader = threading.Thread(target=lambda: lines.extend(stream), daemon=True)
        reader.start()
        reader.join(0.2)
        assert reader.is_alive()
        stream.close()
        reader.join(5)
        assert not reader.is_alive()
        for peer in peers:
            peer.close()
