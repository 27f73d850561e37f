# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers that lie, drip, flood or lead astray: one clear error, in bounded time and memory, nothing left behind."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import socket
import threading
import time
import typing as t
import zlib
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch import transport
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.access import Access
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.http import get
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import ChartSource, fetch_chart

_INDEX = b"apiVersion: v1\nentries:\n  a:\n  - {name: a, version: 1.0.0, urls: [a-1.0.0.tgz], digest: %s}\n"
_DIGEST = hashlib.sha256(b"archive").hexdigest()


class Liar:
    """Answers every request with the pieces that the path names, and closes; ``asked`` has what it was sent."""

    def __init__(self) -> None:
        self.answers: dict[str, t.Callable[[], t.Iterable[bytes]]] = {}
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host = "127.0.0.1:%d" % self._socket.getsockname()[1]
        self.url = "http://" + self.host
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            head = connection.recv(1 << 16).decode()
            self.asked.append(head)
            path = head.split()[1].partition("?")[0]
            try:
                for piece in self.answers.get(path, lambda: [reply(b"", status="404 Not Found")])():
                    connection.sendall(piece)
            except OSError:
                return

    def close(self) -> None:
        self._socket.close()


def reply(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = ["HTTP/1.1 " + status, "Content-Length: %d" % (len(body) if length is None else length), *headers]
    return ("\r\n".join(lines) + "\r\nConnection: close\r\n\r\n").encode() + body


def unsized(*headers: str) -> bytes:
    return ("\r\n".join(["HTTP/1.1 200 OK", "Connection: close", *headers]) + "\r\n\r\n").encode()


def drip(piece: bytes = b"x") -> t.Iterator[bytes]:
    while True:
        time.sleep(0.02)
        yield piece


@pytest.fixture
def liar(monkeypatch: pytest.MonkeyPatch) -> t.Iterator[Liar]:
    monkeypatch.setattr(transport, "_TRANSFER_SECONDS", 0.5)
    server = Liar()
    yield server
    server.close()


@pytest.fixture
def paths(tmp_path: Path) -> HelmPaths:
    return HelmPaths({"HELM_CONFIG_HOME": str(tmp_path / "config"), "HELM_CACHE_HOME": str(tmp_path / "cache")})


def refused(url: str, words: str, *, limit: int = 1 << 20, compressed: bool = True) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=words):
        get(url, Access(url), limit=limit, compressed=compressed)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (lambda: itertools.chain([unsized()], drip()), "does not end"),
        (lambda: itertools.chain([unsized("Transfer-Encoding: chunked")], drip(b"1\r\nx\r\n")), "does not end"),
        (lambda: itertools.chain([reply(b"", length=1 << 40)], drip()), "does not end"),
        (lambda: itertools.chain([unsized()], itertools.repeat(b"x" * 65536)), "larger than 1048576 bytes"),
        (lambda: [unsized("Content-Encoding: gzip"), gzip.compress(bytes(1 << 26))], "larger than 1048576 bytes"),
        (lambda: [unsized("Content-Encoding: gzip"), b"this is no gzip"], "the answer is no gzip"),
        (lambda: [unsized("Content-Encoding: gzip"), gzip.compress(b"index")[:-3]], "unexpected EOF"),
        (lambda: [reply(b"half of it", length=100)], "EOF|IncompleteRead|broken"),
        (lambda: [unsized("Transfer-Encoding: chunked"), b"ff\r\nhalf"], "EOF|IncompleteRead|broken"),
        (lambda: [unsized("Transfer-Encoding: chunked"), b"zz\r\nhalf"], "EOF|IncompleteRead|chunk|broken"),
        (lambda: [b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000], "more than 100 headers"),
        (lambda: [b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000], "line"),
        (lambda: [b"nonsense\r\n\r\n"], "nonsense"),
        (lambda: [b""], "Connection aborted|closed connection|Remote end"),
        (lambda: [reply(b"", "Location: file:///etc/passwd", status="302 Found")], "which is no HTTP URL"),
        (lambda: [reply(b"", "Location: /", status="302 Found")], "stopped after 10 redirects"),
        (lambda: [reply(b"", "Location: http://[", status="302 Found")], "which is no URL"),
        (lambda: [reply(b"secret", status="500 Oops")], "500 Oops"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_ends_in_one_sentence(
    liar: Liar, pieces: t.Callable[[], t.Iterable[bytes]], words: str
) -> None:
    liar.answers["/"] = pieces
    refused(liar.url + "/", words)


def test_a_bomb_takes_no_memory(liar: Liar) -> None:
    """Ten gigabytes are announced by ten megabytes, packed twice as an index never is."""
    import tracemalloc

    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([*(packer.compress(bytes(1 << 20)) for _round in range(256)), packer.flush()])
    liar.answers["/"] = lambda: [unsized("Content-Encoding: gzip"), *itertools.repeat(bomb, 40)]
    tracemalloc.start()
    refused(liar.url + "/", "larger than")
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (lambda: [reply(b"arch", length=7)], "EOF|IncompleteRead|broken"),
        (lambda: [reply(b"another")], "has the digest .*, expected " + _DIGEST),
        (lambda: itertools.chain([unsized()], drip()), "does not end"),
        (lambda: [reply(b"", status="503 Busy")], "503 Busy"),
    ],
)
def test_a_broken_download_leaves_no_file(
    liar: Liar, paths: HelmPaths, tmp_path: Path, archive: t.Callable[[], t.Iterable[bytes]], words: str
) -> None:
    liar.answers["/index.yaml"] = lambda: [reply(_INDEX % _DIGEST.encode())]
    liar.answers["/a-1.0.0.tgz"] = archive
    source = ChartSource("a", repo_url=liar.url)
    with pytest.raises(FetchError, match=words):
        fetch_chart(source, paths)
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".yaml", ".json"}
    liar.answers["/a-1.0.0.tgz"] = lambda: [reply(b"archive")]
    assert fetch_chart(source, paths).data == b"archive"


@pytest.mark.parametrize("passed", [False, True])
def test_credentials_do_not_follow_a_redirect_to_another_host(
    liar: Liar, paths: HelmPaths, passed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Liar()
    other.answers["/a-1.0.0.tgz"] = lambda: [reply(b"archive")]
    # There and back again: what was lost on the way is not found again.
    other.answers["/index.yaml"] = lambda: [reply(b"", "Location: %s/back" % liar.url, status="307 Away")]
    liar.answers["/back"] = lambda: [reply(_INDEX % _DIGEST.encode())]
    for name in ("/index.yaml", "/a-1.0.0.tgz"):
        liar.answers[name] = lambda name=name: [reply(b"", "Location: %s%s" % (other.url, name), status="302 Away")]  # type: ignore[misc]
    access = Access("", username="me", password="secret", pass_credentials=passed)
    try:
        fetch_chart(ChartSource("a", repo_url=liar.url, access=access), paths)
    finally:
        other.close()
    assert ["Authorization" in head for head in liar.asked] == [True, False, True]
    assert ["Authorization" in head for head in other.asked] == [False, False]


@pytest.mark.parametrize("url", ["https://[", "http://", "http://x:y/z", "http://127.0.0.1:99999/x", "oci://[/x"])
def test_what_is_no_url_is_named(url: str, paths: HelmPaths) -> None:
    given = Access("", username="me", password="secret")
    for source in (ChartSource(url, access=given), ChartSource("a", repo_url=url, access=given)):
        with pytest.raises(FetchError, match=r"invalid|no URL|Failed to parse|looks like"):
            fetch_chart(source, paths)


@pytest.mark.parametrize("where", ["tags", "manifest", "blob"])
@pytest.mark.parametrize("kind", ["drip", "flood"])
def test_a_registry_that_does_not_end_is_left(liar: Liar, paths: HelmPaths, where: str, kind: str) -> None:
    size = 7 if where != "blob" else 1 << 20
    described = {"digest": "sha256:" + _DIGEST, "size": size}
    manifest = {
        "schemaVersion": 2,
        "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", **described},
        "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", **described}],
    }
    repository = "/v2/x/a/"
    liar.answers[repository + "tags/list"] = lambda: [reply(b'{"tags": ["1.0.0"]}')]
    liar.answers[repository + "manifests/1.0.0"] = lambda: [reply(json.dumps(manifest).encode())]
    path = {"tags": "tags/list", "manifest": "manifests/1.0.0", "blob": "blobs/sha256:" + _DIGEST}[where]
    endless = drip if kind == "drip" else lambda: itertools.repeat(b"x" * 65536)
    liar.answers[repository + path] = lambda: itertools.chain([unsized()], endless())
    began = time.monotonic()
    with pytest.raises(FetchError, match="does not end" if kind == "drip" else "larger than"):
        fetch_chart(ChartSource("oci://%s/x/a" % liar.host, access=Access("", plain_http=True)), paths)
    assert time.monotonic() - began < 5
