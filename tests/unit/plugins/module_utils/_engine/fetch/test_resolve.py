# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Charts from a real HTTP server on loopback: which bytes come, what is cached, who gets the credentials."""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.server
import threading
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.access import Access
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.repositories import (
    Entry,
    Repositories,
    locked,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.repository import refresh
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import ChartSource, fetch_chart

ARCHIVE = b"the bytes of an archive"
DIGEST = hashlib.sha256(ARCHIVE).hexdigest()


class Server(http.server.ThreadingHTTPServer):
    """Serves ``files``; remembers each request as (path, headers); ``user`` demands basic authentication."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.user = ""
        self.seen: list[tuple[str, dict[str, str], int]] = []
        self.url = "http://127.0.0.1:%d" % self.server_address[1]


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        body = self.server.files.get(self.path.partition("?")[0])
        status, headers = (200, {"ETag": '"%d"' % len(body)}) if body is not None else (404, {})
        expected = "Basic " + base64.b64encode(self.server.user.encode()).decode()
        if self.server.user and self.headers.get("Authorization") != expected:
            status, body = 401, b""
        elif self.path in self.server.redirects:
            status, headers = 302, {"Location": self.server.redirects[self.path]}
        elif body is not None and self.headers.get("If-None-Match") == headers["ETag"]:
            status = 304
        self.server.seen.append((self.path, dict(self.headers.items()), status))
        self.send_response(status)
        sent = body or b"" if status == 200 else b""
        if self.path.endswith(".yaml") and "gzip" in self.headers.get("Accept-Encoding", ""):
            sent, headers = gzip.compress(sent), {**headers, "Content-Encoding": "gzip"}
        for name, value in {**headers, "Content-Length": str(len(sent))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: t.Any) -> None:
        pass


@pytest.fixture
def server() -> t.Iterator[Server]:
    instance = Server()
    threading.Thread(target=instance.serve_forever, daemon=True).start()
    yield instance
    instance.shutdown()
    instance.server_close()


@pytest.fixture
def paths(tmp_path: Path) -> HelmPaths:
    return HelmPaths({"HELM_CONFIG_HOME": str(tmp_path / "config"), "HELM_CACHE_HOME": str(tmp_path / "cache")})


def index(urls: str = "a-1.0.0.tgz", digest: str = "") -> bytes:
    line = "    digest: %s\n" % digest if digest else ""
    entry = "  - name: a\n    version: 1.0.0\n%s    urls: [%s]\n" % (line, urls)
    return ("apiVersion: v1\nentries:\n  a:\n" + entry).encode()


def declare(paths: HelmPaths, server: Server, **options: t.Any) -> None:
    repositories = Repositories(paths.repository_config)
    repositories.put(Entry("shop", server.url + "/charts", **options))
    repositories.save()


def test_a_chart_of_a_repository_url_is_fetched_and_the_index_is_asked_for_only_once(
    server: Server, paths: HelmPaths
) -> None:
    server.files = {"/charts/index.yaml": index(digest=DIGEST), "/charts/a-1.0.0.tgz": ARCHIVE}
    source = ChartSource("a", repo_url=server.url + "/charts", access=Access(""))
    assert fetch_chart(source, paths)[:3] == (ARCHIVE, DIGEST, server.url + "/charts/a-1.0.0.tgz")
    assert fetch_chart(source, paths).data == ARCHIVE
    assert [(path, status) for path, _headers, status in server.seen] == [
        ("/charts/index.yaml", 200),
        ("/charts/a-1.0.0.tgz", 200),
        ("/charts/index.yaml", 304),
    ]
    offline = source._replace(offline=True)
    assert fetch_chart(offline, paths).data == ARCHIVE


def test_an_index_is_asked_for_in_gzip_and_an_archive_is_not(server: Server, paths: HelmPaths) -> None:
    server.files = {"/index.yaml": index(), "/a-1.0.0.tgz": ARCHIVE}
    fetch_chart(ChartSource("a", repo_url=server.url), paths)
    asked = [headers.get("Accept-Encoding", "identity") for _path, headers, _status in server.seen]
    assert asked == ["gzip", "identity"]


def test_a_declared_index_is_checked_whole_when_it_is_new(server: Server, paths: HelmPaths) -> None:
    wrong = index() + b"  b:\n  - name: b\n    version: 1.0.0\n    unknown: 1\n"
    server.files = {"/charts/index.yaml": wrong, "/charts/a-1.0.0.tgz": ARCHIVE}
    declare(paths, server)
    with pytest.raises(FetchError, match=r'is not a valid chart repository .* json: unknown field "unknown"'):
        fetch_chart(ChartSource("shop/a", update=True), paths)
    assert not Path(paths.index_file("shop")).exists()
    assert fetch_chart(ChartSource("a", repo_url=server.url + "/charts"), paths).data == ARCHIVE


def test_without_leave_to_write_nothing_is_written(server: Server, paths: HelmPaths, tmp_path: Path) -> None:
    server.files = {"/index.yaml": index(), "/a-1.0.0.tgz": ARCHIVE}
    fetch_chart(ChartSource("a", repo_url=server.url, write=False), paths)
    assert not list(tmp_path.iterdir())


def test_a_declared_repository_serves_from_its_cached_index(server: Server, paths: HelmPaths) -> None:
    server.files = {"/charts/index.yaml": index(), "/charts/a-1.0.0.tgz": ARCHIVE}
    declare(paths, server)
    with pytest.raises(FetchError, match="no cached index of the repository shop"):
        fetch_chart(ChartSource("shop/a"), paths)
    assert fetch_chart(ChartSource("shop/a", update=True), paths).data == ARCHIVE
    server.seen.clear()
    fetch_chart(ChartSource("shop/a"), paths)
    assert [path for path, _headers, _status in server.seen] == ["/charts/a-1.0.0.tgz"]


def test_a_wrong_digest_is_refused(server: Server, paths: HelmPaths) -> None:
    server.files = {"/index.yaml": index(digest="a" * 64), "/a-1.0.0.tgz": ARCHIVE}
    with pytest.raises(FetchError, match="has the digest %s, expected aaaa" % DIGEST):
        fetch_chart(ChartSource("a", repo_url=server.url), paths)


def test_credentials_go_to_their_own_server_only(server: Server, paths: HelmPaths) -> None:
    other = Server()
    threading.Thread(target=other.serve_forever, daemon=True).start()
    other.files = {"/a-1.0.0.tgz": ARCHIVE}
    server.user = "me:secret"
    server.files = {"/charts/index.yaml": index(other.url + "/a-1.0.0.tgz")}
    declare(paths, server, username="me", password="secret")
    fetch_chart(ChartSource("shop/a", update=True), paths)
    assert "Authorization" not in other.seen[0][1]
    server.files["/charts/index.yaml"] = index("a.tgz") + b"# changed\n"
    server.files["/charts/a.tgz"] = ARCHIVE
    server.redirects["/charts/a.tgz"] = other.url + "/a-1.0.0.tgz"
    fetch_chart(ChartSource("shop/a", update=True), paths)
    assert "Authorization" not in other.seen[1][1]
    other.shutdown()
    other.server_close()


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        ("nothing", "neither a path that exists nor of the form repository/name"),
        ("unknown/a", "repo unknown not found"),
        ("ftp://host/a.tgz", "could not find protocol handler for: ftp"),
        ("http://127.0.0.1:1/a.tgz", r'Get "http://127.0.0.1:1/a.tgz": .*refused'),
    ],
)
def test_what_cannot_be_found_says_where_it_was_looked_for(paths: HelmPaths, chart: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch_chart(ChartSource(chart), paths)


def test_a_missing_page_names_the_url_without_its_password(server: Server, paths: HelmPaths) -> None:
    url = server.url.replace("http://", "http://me:secret@") + "/a.tgz"
    with pytest.raises(FetchError, match="failed to fetch %s/a.tgz : 404 Not Found" % server.url) as caught:
        fetch_chart(ChartSource(url), paths)
    assert "secret" not in str(caught.value)


def test_a_redirect_loop_and_an_endless_answer_end(server: Server, paths: HelmPaths) -> None:
    server.redirects = {"/a.tgz": "/a.tgz"}
    with pytest.raises(FetchError, match="stopped after 10 redirects"):
        fetch_chart(ChartSource(server.url + "/a.tgz"), paths)


def test_twenty_writers_of_repositories_yaml_lose_nothing(paths: HelmPaths) -> None:
    def add(number: int) -> None:
        with locked(paths.repository_config):
            repositories = Repositories(paths.repository_config)
            repositories.put(Entry("r%d" % number, "http://example.org"))
            repositories.save()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Repositories(paths.repository_config).entries) == 20


def test_a_refresh_says_whether_the_index_changed(server: Server, paths: HelmPaths) -> None:
    server.files = {"/index.yaml": index()}
    path = paths.index_file("r")
    assert refresh(Access(server.url), path)[1] is True
    assert refresh(Access(server.url), path)[1] is False
    server.files["/index.yaml"] = index("b.tgz")
    assert refresh(Access(server.url), path)[1] is True
