# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A hostile or broken registry: what it may not learn, and what is not believed."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch import transport
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.access import Access
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_charts import RegistryChart
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_client import RegistryClient
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_manifest import (
    CHART,
    CONFIG,
    INDEX,
    LEGACY_CHART,
    MANIFEST,
    Descriptor,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_reference import parse_reference
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import ChartSource, fetch_chart

ARCHIVE = b"the bytes of an archive"
BASIC = {"WWW-Authenticate": 'Basic realm="r"'}


class Reply(t.NamedTuple):
    status: int
    headers: dict[str, str] = {}
    body: bytes = b""


class Server(http.server.ThreadingHTTPServer):
    """Answers ``METHOD path`` with what ``replies`` has; remembers each request with its Authorization."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, Reply | t.Callable[[str], Reply]] = {}
        self.seen: list[tuple[str, str]] = []
        self.host = "127.0.0.1:%d" % self.server_address[1]
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def publish(self, data: bytes, *, media_type: str = CHART, size: int | None = None, tag: str = "1.0.0") -> str:
        """A chart with one layer; the digest of its manifest."""
        layer = {"mediaType": media_type, "digest": digest(data), "size": len(data) if size is None else size}
        config = {"mediaType": CONFIG, "digest": digest(b"{}"), "size": 2}
        manifest = json.dumps({"schemaVersion": 2, "config": config, "layers": [layer]}).encode()
        self.replies["GET /v2/a/b/blobs/" + digest(data)] = Reply(200, {}, data)
        for name in (tag, digest(manifest)):
            self.replies["GET /v2/a/b/manifests/" + name] = Reply(200, {"Content-Type": MANIFEST}, manifest)
        return digest(manifest)


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        authorization = self.headers.get("Authorization", "")
        self.server.seen.append(("%s %s" % (self.command, self.path), authorization))
        reply = self.server.replies.get("%s %s" % (self.command, self.path), Reply(404))
        reply = reply(authorization) if callable(reply) else reply
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def __getattr__(self, name: str) -> t.Any:
        if name in ("do_HEAD", "do_POST", "do_PUT"):
            return self.do_GET
        raise AttributeError(name)

    def log_message(self, format: str, *args: t.Any) -> None:
        pass


def digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def private(reply: Reply) -> t.Callable[[str], Reply]:
    return lambda authorization: reply if authorization else Reply(401, BASIC)


@pytest.fixture
def server() -> t.Iterator[Server]:
    instance = Server()
    yield instance
    instance.shutdown()
    instance.server_close()


other = server


@pytest.fixture
def paths(tmp_path: Path) -> HelmPaths:
    return HelmPaths(
        {"HELM_CONFIG_HOME": str(tmp_path), "HELM_CACHE_HOME": str(tmp_path), "DOCKER_CONFIG": str(tmp_path)}
    )


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport.time, "sleep", lambda seconds: None)


ACCESS = Access("", username="me", password="secret", plain_http=True)


def fetch(server: Server, paths: HelmPaths, **options: t.Any) -> bytes:
    chart = options.pop("chart", "oci://%s/a/b" % server.host)
    return fetch_chart(ChartSource(chart, version="1.0.0", access=ACCESS, **options), paths).data


def test_credentials_do_not_follow_a_blob_to_another_server(server: Server, paths: HelmPaths) -> None:
    elsewhere = Server()
    server.publish(ARCHIVE)
    blob = "/v2/a/b/blobs/" + digest(ARCHIVE)
    server.replies["GET " + blob] = private(Reply(307, {"Location": "http://%s/storage" % elsewhere.host}))
    elsewhere.replies["GET /storage"] = Reply(200, {}, ARCHIVE)
    assert fetch(server, paths) == ARCHIVE
    assert server.seen[-1][1].startswith("Basic ")
    assert elsewhere.seen == [("GET /storage", "")]
    elsewhere.shutdown()
    elsewhere.server_close()


def test_another_servers_demand_is_not_answered(server: Server, paths: HelmPaths) -> None:
    elsewhere = Server()
    server.publish(ARCHIVE)
    blob = "/v2/a/b/blobs/" + digest(ARCHIVE)
    server.replies["GET " + blob] = Reply(307, {"Location": "http://%s/storage" % elsewhere.host})
    elsewhere.replies["GET /storage"] = Reply(401, BASIC)
    with pytest.raises(FetchError, match="response status code 401"):
        fetch(server, paths)
    assert elsewhere.seen == [("GET /storage", "")]
    elsewhere.shutdown()
    elsewhere.server_close()


@pytest.mark.parametrize(
    ("realm", "words"),
    [
        ("http://169.254.169.254/token", "loopback, link-local, private"),
        ("http://10.0.0.7/token", "loopback, link-local, private"),
        ("http://[::1]/token", "loopback, link-local, private"),
        ("http://[::ffff:10.0.0.7]/token", "loopback, link-local, private"),
        ("file:///etc/passwd", "unsupported scheme"),
        ("", "unsupported scheme"),
    ],
)
def test_a_realm_that_is_no_place_for_credentials_is_refused(
    server: Server, paths: HelmPaths, realm: str, words: str
) -> None:
    demand = {"WWW-Authenticate": 'Bearer realm="%s",service="s"' % realm}
    server.replies["GET /v2/a/b/manifests/1.0.0"] = Reply(401, demand)
    with pytest.raises(FetchError, match=words):
        fetch(server, paths)
    assert [authorization for _request, authorization in server.seen if authorization] == []


def test_a_token_is_fetched_once_and_goes_to_the_registry_alone(server: Server, paths: HelmPaths) -> None:
    server.publish(ARCHIVE)
    demand = {"WWW-Authenticate": 'Bearer realm="http://%s/token?x=1",service="s",scope="repository:a/b:pull"'}
    demand = {name: value % server.host for name, value in demand.items()}
    for path, reply in list(server.replies.items()):
        assert isinstance(reply, Reply)
        server.replies[path] = lambda authorization, reply=reply: (  # type: ignore[misc]
            reply if authorization == "Bearer good" else Reply(401, demand)
        )
    token = "/token?x=1&service=s&scope=repository%3Aa%2Fb%3Apull"
    server.replies["GET " + token] = Reply(200, {}, b'{"token": "good", "expires_in": 300}')
    assert fetch(server, paths) == ARCHIVE
    assert [path for path, _authorization in server.seen].count("GET " + token) == 1


@pytest.mark.parametrize("body", [b"{}", b"[]", b"no", b'{"token": "a\\nb"}', b'{"token": 7}', b"[" * 200_000])
def test_what_is_no_token_is_refused(server: Server, paths: HelmPaths, body: bytes) -> None:
    demand = {"WWW-Authenticate": 'Bearer realm="http://%s/token"' % server.host}
    server.replies["GET /v2/a/b/manifests/1.0.0"] = Reply(401, demand)
    server.replies["GET /token?scope=repository%3Aa%2Fb%3Apull"] = Reply(200, {}, body)
    with pytest.raises(FetchError, match=r"empty token returned|failed to decode response|larger than"):
        fetch(server, paths)


def test_a_blob_that_is_another_is_refused(server: Server, paths: HelmPaths, tmp_path: Path) -> None:
    server.publish(ARCHIVE)
    server.replies["GET /v2/a/b/blobs/" + digest(ARCHIVE)] = Reply(200, {}, ARCHIVE[::-1])
    with pytest.raises(FetchError, match="the registry sent the blob .* and the digest " + digest(ARCHIVE[::-1])):
        fetch(server, paths)
    assert not list(tmp_path.glob("content/**/*.chart"))


def test_a_blob_that_is_longer_or_shorter_than_said_is_refused(server: Server, paths: HelmPaths) -> None:
    server.publish(ARCHIVE, size=len(ARCHIVE) - 1)
    with pytest.raises(FetchError, match="the answer is larger than 22 bytes"):
        fetch(server, paths)
    server.publish(ARCHIVE, size=len(ARCHIVE) + 1)
    with pytest.raises(FetchError, match="with 23 of 24 bytes"):
        fetch(server, paths)


def test_a_blob_that_breaks_off_is_asked_for_again(server: Server, paths: HelmPaths) -> None:
    server.publish(ARCHIVE)
    blob = "GET /v2/a/b/blobs/" + digest(ARCHIVE)
    replies = [Reply(200, {"Content-Length": "23", "Connection": "close"}, ARCHIVE[:5]), Reply(200, {}, ARCHIVE)]
    server.replies[blob] = lambda authorization: replies.pop(0)
    assert fetch(server, paths) == ARCHIVE


def test_a_busy_registry_is_asked_again_and_a_broken_one_not_for_ever(server: Server, paths: HelmPaths) -> None:
    server.publish(ARCHIVE)
    good = server.replies["GET /v2/a/b/manifests/1.0.0"]
    assert isinstance(good, Reply)
    replies = [Reply(429, {"Retry-After": "1"}), Reply(503), good]
    server.replies["GET /v2/a/b/manifests/1.0.0"] = lambda authorization: replies.pop(0)
    assert fetch(server, paths) == ARCHIVE
    server.replies["GET /v2/a/b/manifests/1.0.0"] = Reply(503)
    with pytest.raises(FetchError, match="response status code 503: Service Unavailable"):
        fetch(server, paths)


def test_a_chart_that_is_too_large_is_not_fetched(server: Server, paths: HelmPaths) -> None:
    server.publish(ARCHIVE, size=1 << 40)
    with pytest.raises(FetchError, match="has 1099511627776 bytes; more than 104857600 are not fetched"):
        fetch(server, paths)


def test_a_manifest_with_another_digest_than_asked_for_or_claimed_is_refused(
    server: Server, paths: HelmPaths
) -> None:
    pinned = server.publish(ARCHIVE)
    reply = server.replies["GET /v2/a/b/manifests/" + pinned]
    assert isinstance(reply, Reply)
    server.replies["GET /v2/a/b/manifests/" + pinned] = reply._replace(body=reply.body + b" ")
    with pytest.raises(FetchError, match="the registry sent the manifest %s with the digest" % pinned):
        fetch(server, paths, chart="oci://%s/a/b@%s" % (server.host, pinned))
    lie = {"Docker-Content-Digest": digest(b"another")}
    server.replies["GET /v2/a/b/manifests/1.0.0"] = reply._replace(headers=lie)
    with pytest.raises(FetchError, match="the registry sent the manifest %s with" % digest(b"another")):
        fetch(server, paths)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"no", "is no JSON"),
        (b"[]", "is no object"),
        (b"[" * 200_000, "is no JSON"),
        (b'{"config": {"mediaType": 1}}', "without media type, digest or size"),
        (b'{"layers": [{"mediaType": "a", "digest": "sha256:../../x", "size": 1}]}', "invalid checksum digest format"),
        (b'{"layers": [{"mediaType": "a", "digest": "sha256:%s", "size": -1}]}' % (b"a" * 64), "without media type"),
        (b'{"layers": {}}', "no list of at most 256"),
        (b'{"layers": [%s]}' % b",".join([b"{}"] * 300), "no list of at most 256"),
        (b" " * (5 << 20), "the answer is larger than 4194304 bytes"),
    ],
)
def test_a_manifest_that_is_none_is_refused(server: Server, paths: HelmPaths, body: bytes, words: str) -> None:
    server.replies["GET /v2/a/b/manifests/1.0.0"] = Reply(200, {}, body)
    with pytest.raises(FetchError, match=words):
        fetch(server, paths)


def test_an_index_serves_by_its_first_chart(server: Server, paths: HelmPaths) -> None:
    chart = server.publish(ARCHIVE, media_type=LEGACY_CHART, tag="chart")
    signature = json.dumps({"config": {"mediaType": "x/y", "digest": digest(b""), "size": 0}, "layers": []}).encode()
    server.replies["GET /v2/a/b/manifests/" + digest(signature)] = Reply(200, {}, signature)
    entries = [{"mediaType": MANIFEST, "digest": name, "size": 1} for name in (digest(signature), chart)]
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}).encode()
    server.replies["GET /v2/a/b/manifests/1.0.0"] = Reply(200, {"Content-Type": INDEX}, index)
    assert fetch(server, paths) == ARCHIVE
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries[:1]}).encode()
    server.replies["GET /v2/a/b/manifests/1.0.0"] = Reply(200, {"Content-Type": INDEX}, index)
    with pytest.raises(FetchError, match="no manifest of the image index"):
        fetch(server, paths)


def test_a_list_of_tags_goes_on_over_pages_of_one_server(server: Server, paths: HelmPaths) -> None:
    first = Reply(200, {"Link": '</v2/a/b/tags/list?last=1>; rel="next"'}, b'{"tags": ["1.0.0", "latest", 5]}')
    server.replies["GET /v2/a/b/tags/list"] = first
    server.replies["GET /v2/a/b/tags/list?last=1"] = Reply(200, {}, b'{"tags": ["2.0.0_x", "v3.0.0"]}')
    chart = RegistryChart(
        "oci://%s/a/b" % server.host, "", access=ACCESS, paths=paths, offline=False, write=False, limit=1
    )
    assert chart.versions() == ["2.0.0+x", "1.0.0"]
    server.replies["GET /v2/a/b/tags/list"] = first._replace(headers={"Link": '<http://127.0.0.2/x>; rel="next"'})
    with pytest.raises(FetchError, match="goes on at another server"):
        chart.versions()
    server.replies["GET /v2/a/b/tags/list"] = first._replace(headers={"Link": '</v2/a/b/tags/list>; rel="next"'})
    with pytest.raises(FetchError, match="does not end"):
        chart.versions()
    server.replies["GET /v2/a/b/tags/list"] = Reply(200, {}, b'{"tags": null}')
    assert chart.versions() == []


def test_an_upload_goes_nowhere_else(server: Server, paths: HelmPaths) -> None:
    described = Descriptor(CHART, digest(ARCHIVE), len(ARCHIVE))
    server.replies["HEAD /v2/a/b/blobs/" + described.digest] = private(Reply(404))
    server.replies["POST /v2/a/b/blobs/uploads/"] = Reply(202, {"Location": "http://127.0.0.2:1/upload"})
    with (
        RegistryClient(parse_reference(server.host + "/a/b"), ACCESS, paths, push=True) as client,
        pytest.raises(FetchError, match=r'blob upload Location .* is on a different host than the registry'),
    ):
        client.upload(described, ARCHIVE)


def test_an_upload_keeps_what_the_location_says(server: Server, paths: HelmPaths) -> None:
    described = Descriptor(CHART, digest(ARCHIVE), len(ARCHIVE))
    server.replies["POST /v2/a/b/blobs/uploads/"] = Reply(202, {"Location": "/upload?state=a%2Bb"})
    put = "PUT /upload?state=a%2Bb&digest=" + described.digest.replace(":", "%3A")
    server.replies[put] = Reply(201)
    with RegistryClient(parse_reference(server.host + "/a/b"), ACCESS, paths, push=True) as client:
        client.upload(described, ARCHIVE)
    assert server.seen[-1][0] == put


def test_a_damaged_cache_is_fetched_anew(server: Server, paths: HelmPaths, tmp_path: Path) -> None:
    server.publish(ARCHIVE)
    assert fetch(server, paths) == ARCHIVE
    (cached,) = tmp_path.glob("content/**/*.chart")
    cached.write_bytes(b"damaged")
    with pytest.raises(FetchError, match="offline: the blob"):
        fetch(server, paths, offline=True)
    assert fetch(server, paths) == ARCHIVE
    assert fetch(server, paths, offline=True) == ARCHIVE


def test_an_index_of_a_repository_may_name_a_registry(server: Server, paths: HelmPaths) -> None:
    server.publish(ARCHIVE)
    listed = "apiVersion: v1\nentries:\n  b:\n  - name: b\n    version: 1.0.0\n    digest: %s\n    urls: [%s]\n"
    url = "oci://%s/a/b:1.0.0" % server.host
    server.replies["GET /index.yaml"] = Reply(200, {}, (listed % (digest(ARCHIVE), url)).encode())
    assert fetch(server, paths, chart="b", repo_url="http://" + server.host) == ARCHIVE
    assert "/v2/a/b" in server.seen[-1][0]
    assert not server.seen[-1][1]
    listed = listed.replace("%s\n    urls", "a" * 64 + "\n    urls")
    server.replies["GET /index.yaml"] = Reply(200, {}, (listed % url).encode())
    with pytest.raises(FetchError, match="expected " + "a" * 64):
        fetch(server, paths, chart="b", repo_url="http://" + server.host)


@pytest.mark.parametrize("pin", ["archive", "manifest"])
def test_a_pin_is_of_the_archive_or_its_manifest(server: Server, paths: HelmPaths, pin: str) -> None:
    digests = {"manifest": server.publish(ARCHIVE), "archive": digest(ARCHIVE)}
    assert fetch(server, paths, digest=digests[pin]) == ARCHIVE
    with pytest.raises(FetchError, match="expected " + "a" * 64):
        fetch(server, paths, digest="a" * 64)
