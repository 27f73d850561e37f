# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Charts of a real web server and registry, with helm and us in turn: doors, signatures, versions, locks, caches."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tarfile
import threading
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.access import Access
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import (
    ChartSource,
    FetchedChart,
    fetch_chart,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.dependencies import chart_dependency
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import Context
from ansible_collections.chartwright.kube.plugins.module_utils._module.sources import find_chart
from ansible_collections.chartwright.kube.tests.integration.defaults import DEPENDENCY, SOURCE, credentials
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm
from ansible_collections.chartwright.kube.tests.integration.test_registries import (
    package,
    push_file,
)
from ansible_collections.chartwright.kube.tests.integration.token_server import TokenServer
from ansible_collections.chartwright.kube.tests.integration.tunnel import Tunnel
from ansible_collections.chartwright.kube.tests.testbed import registry as registries
from ansible_collections.chartwright.kube.tests.testbed.registry import Registry
from ansible_collections.chartwright.kube.tests.testbed.web_server import PASSWORD, TOKEN, USER, WebServer

pytestmark = pytest.mark.usefixtures("at_home")


def fetch(helm: Helm, chart: str, **options: t.Any) -> FetchedChart:
    return fetch_chart(ChartSource(chart, **options), helm.paths)


def doors(web: WebServer) -> dict[str, tuple[str, Access, list[str | Path]]]:
    """Each with its URL, what we give to come in, and what helm gives."""
    certified: dict[str, t.Any] = {"cert_file": str(web.client_cert), "key_file": str(web.client_key)}
    words: list[str | Path] = ["--cert-file", web.client_cert, "--key-file", web.client_key, "--ca-file", web.ca_file]
    password: list[str | Path] = ["--username", USER, "--password", PASSWORD]
    return {
        "open": (web.url, Access(""), []),
        "password": (web.url + "/private", Access("", username=USER, password=PASSWORD), [*password]),
        "password over TLS": (
            web.tls_url + "/private",
            Access("", username=USER, password=PASSWORD, ca_file=str(web.ca_file)),
            [*password, "--ca-file", web.ca_file],
        ),
        "client certificate": (web.tls_url + "/certified", Access("", ca_file=str(web.ca_file), **certified), [*words]),
        "TLS unchecked": (web.tls_url, Access("", insecure=True), ["--insecure-skip-tls-verify"]),
    }


DOORS = ["open", "password", "password over TLS", "client certificate", "TLS unchecked"]


@pytest.mark.parametrize("door", DOORS)
def test_what_helm_gets_through_a_door_we_get_too(
    door: str, web: WebServer, served: str, helm: Helm, tmp_path: Path
) -> None:
    url, access, words = doors(web)[door]
    url = "%s/%s" % (url, served)
    for version in ("", "^1", "~1.2", "1.0.0", ">0.0.0-0"):
        folder = tmp_path / ("v" + version)
        folder.mkdir()
        helm("pull", "tea", "--repo", url, *(["--version", version] if version else []), *words, "-d", folder)
        (expected,) = folder.iterdir()
        got = fetch(helm, "tea", repo_url=url, version=version, access=access)
        assert (got.url.rpartition("/")[2], got.data) == (expected.name, expected.read_bytes())
    helm("repo", "add", "mine", url, *words)
    assert fetch(helm, "mine/tea", version="1.2.0").url == url + "/tea-1.2.0.tgz"
    direct = fetch(helm, url + "/tea-1.2.0.tgz", access=access)
    assert direct == fetch(helm, url + "/tea-1.2.0.tgz")


@pytest.mark.parametrize("door", DOORS[1:])
def test_a_closed_door_is_closed_for_both(door: str, web: WebServer, served: str, helm: Helm) -> None:
    url = "%s/%s" % (doors(web)[door][0], served)
    said = helm.error("pull", "tea", "--repo", url)
    with pytest.raises(EngineError) as caught:
        fetch(helm, "tea", repo_url=url)
    ours = str(caught.value)
    for words in ("401 Unauthorized", "403 Forbidden", "certificate"):
        assert (words in said) == (words in ours)


def test_a_token_opens_what_helm_cannot(web: WebServer, served: str, helm: Helm) -> None:
    url = "%s/token/%s" % (web.url, served)
    assert "401 Unauthorized" in helm.error("pull", "tea", "--repo", url)
    access = Access("", token=TOKEN)
    assert fetch(helm, "tea", repo_url=url, access=access).data
    assert fetch(helm, url + "/tea-1.0.0.tgz", access=access).data
    for wrong in (Access(""), Access("", token="another"), Access("", username=USER, password=PASSWORD)):
        with pytest.raises(EngineError, match="401 Unauthorized"):
            fetch(helm, "tea", repo_url=url, access=wrong)


def test_a_token_of_a_registry_is_taken_as_it_is(registry_available: None, helm: Helm, tmp_path: Path) -> None:
    tokens = TokenServer(tmp_path / "tokens", user=registries.USER, password=registries.PASSWORD)
    registry = Registry(tmp_path / "tokens", token=tokens.realm)
    try:
        both = tokens.token(["repository:mine/tea:pull,push"], registries.USER)
        path = package(tmp_path, version="1.2.0")
        push_file(path, registry, "mine", repo_token=both)
        url = "oci://%s/mine/tea" % registry.host
        assert fetch(helm, url, access=Access("", token=both, plain_http=True)).data == path.read_bytes()
        assert tokens.asked == []
    finally:
        registry.close()
        tokens.close()


def test_credentials_stay_with_their_server(web: WebServer, served: str, helm: Helm) -> None:
    index = (web.files / served / "index.yaml").read_text(encoding="utf-8")
    (web.files / served / "away").mkdir()
    moved = re.sub(r"- (tea-.*tgz)", r"- %s/%s/\1" % (web.other_url, served), index)
    (web.files / served / "away" / "index.yaml").write_text(moved, encoding="utf-8")
    before = len(web.requests())
    access = Access("", username=USER, password=PASSWORD)
    away = "%s/private/%s/away" % (web.url, served)
    fetch(helm, "tea", repo_url=away, access=access)
    fetch(helm, "%s/away/%s/tea-1.0.0.tgz" % (web.url, served), access=access._replace(pass_credentials=True))
    seen = [(request.port == web.other_port, request.authorization != "-") for request in web.requests()[before:]]
    assert seen == [(False, True), (True, False), (False, True), (True, False)]
    shutil.rmtree(helm.paths.content_cache)
    fetch(helm, "tea", repo_url=away, access=access._replace(pass_credentials=True))
    assert web.requests()[-1].port == web.other_port and web.requests()[-1].authorization != "-"


def test_a_proxy_is_used_as_go_uses_it(
    web: WebServer, served: str, helm: Helm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that only the proxy knows; loopback itself is never asked through one."""
    tunnel = Tunnel({"kubernetes:80": web.port, "kubernetes:443": web.tls_port}, user="me:pw")
    settings = {
        "HTTP_PROXY": "http://me:pw@" + tunnel.host,
        "HTTPS_PROXY": "http://me:pw@" + tunnel.host,
        "NO_PROXY": "other.example",
    }
    helm.environ.update(settings)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    try:
        for scheme, ca_file in (("http", ""), ("https", str(web.ca_file))):
            url = "%s://kubernetes/%s" % (scheme, served)
            words = ["--ca-file", ca_file] if ca_file else []
            helm("pull", "tea", "--repo", url, *words)
            theirs = tunnel.asked.copy()
            tunnel.asked.clear()
            shutil.rmtree(helm.paths.content_cache, ignore_errors=True)
            assert fetch(helm, "tea", repo_url=url, access=Access("", ca_file=ca_file)).data
            assert set(tunnel.asked) == set(theirs) and tunnel.asked
            tunnel.asked.clear()
        fetch(helm, "tea", repo_url="%s/%s" % (web.url, served))
        assert tunnel.asked == []
        monkeypatch.setenv("HTTP_PROXY", "http://me:wrong@" + tunnel.host)
        with pytest.raises(EngineError, match="407"):
            fetch(helm, "tea", repo_url="http://kubernetes/%s" % served, update=True)
    finally:
        tunnel.close()


def test_dependencies_come_through_doors_that_nobody_declared(
    web: WebServer, served: str, helm: Helm, tmp_path: Path, registry: Registry
) -> None:
    push_file(
        package(tmp_path, "leaf", "1.2.0"), registry, "closed", plain_http=False, repo_ca_cert=str(registry.ca_file),
        repo_username=registries.USER, repo_password=registries.PASSWORD,
    )  # fmt: skip
    private, token = "%s/private/%s" % (web.tls_url, served), "%s/token/%s" % (web.url, served)
    oci = "oci://%s/closed" % registry.host
    wanted = [("tea", "^1", private), ("leaf", "1.2.0", oci)]
    top = "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n"
    top += "".join("- {name: %s, version: %r, repository: '%s'}\n" % one for one in wanted)
    for folder in ("ours", "theirs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Chart.yaml").write_text(top, encoding="utf-8")
    given = [
        credentials(web.tls_url, ca_cert=str(web.ca_file)),
        credentials(private, username=USER, password=PASSWORD, ca_cert=str(web.ca_file)),
        credentials(
            oci, username=registries.USER, password=registries.PASSWORD, ca_cert=str(registry.ca_file)
        ),
    ]  # fmt: skip
    options = {**DEPENDENCY, "path": str(tmp_path / "ours")}
    with pytest.raises(EngineError, match=r"401|certificate"):
        chart_dependency(options, Context())
    assert chart_dependency({**options, "repo_credentials": given}, Context())["changed"]
    assert not chart_dependency({**options, "repo_credentials": given}, Context())["changed"]
    # helm wants the repository declared, and the registry logged in to.
    helm("repo", "add", "mine", private, "--username", USER, "--password", PASSWORD, "--ca-file", web.ca_file)
    helm("registry", "login", registry.host, "-u", registries.USER, "-p", registries.PASSWORD,
         "--ca-file", registry.ca_file)  # fmt: skip
    helm("dependency", "update", tmp_path / "theirs", "--ca-file", registry.ca_file)
    ours, theirs = (
        (
            re.sub("generated: .*", "", (tmp_path / name / "Chart.lock").read_text(encoding="utf-8")),
            {path.name: path.read_bytes() for path in (tmp_path / name / "charts").iterdir()},
        )
        for name in ("ours", "theirs")
    )
    assert ours == theirs
    only = credentials(token, token=TOKEN)
    (tmp_path / "ours" / "Chart.yaml").write_text(top.replace(private, token), encoding="utf-8")
    with pytest.raises(EngineError, match="401"):
        chart_dependency({**options, "repo_credentials": given}, Context())
    chart_dependency({**options, "repo_credentials": [only, *given]}, Context())


def test_credentials_of_a_chart_serve_its_dependencies_on_the_same_server(
    web: WebServer, served: str, helm: Helm, tmp_path: Path
) -> None:
    private = "%s/private/%s" % (web.url, served)
    chart = tmp_path / "top"
    chart.mkdir()
    (chart / "Chart.yaml").write_text(
        "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n- {name: tea, version: '*', repository: '%s'}\n"
        % private,
        encoding="utf-8",
    )
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:gz") as archive:
        archive.add(chart, "top")
    (web.files / served / "top-1.0.0.tgz").write_bytes(raw.getvalue())
    options = {**SOURCE, "chart": private + "/top-1.0.0.tgz", "repo_username": USER, "repo_password": PASSWORD}
    found = find_chart({**options, "dependency_update": True}, warn=str)
    assert [held.name for held in found.chart.dependencies] == ["tea"]
    shutil.rmtree(helm.paths.repository_cache)
    with pytest.raises(EngineError, match="401"):
        find_chart({**options, "chart": str(chart), "dependency_update": True}, warn=str)


def test_a_digest_pins_an_archive_of_a_web_server(web: WebServer, served: str, helm: Helm, tmp_path: Path) -> None:
    url = "%s/%s" % (web.url, served)
    right = hashlib.sha256((web.files / served / "tea-1.0.0.tgz").read_bytes()).hexdigest()
    wrong = "0" * 64
    helm("repo", "add", "mine", url)
    local = tmp_path / "tea-1.0.0.tgz"
    shutil.copy(web.files / served / local.name, local)
    for way in (
        {"chart": "tea", "repo_url": url, "version": "1.0.0"},
        {"chart": "mine/tea", "version": "1.0.0"},
        {"chart": url + "/tea-1.0.0.tgz"},
        {"chart": str(local)},
    ):
        pinned = {**SOURCE, **way, "chart": "%s@sha256:%s" % (way["chart"], right)}
        found = find_chart(pinned, warn=str)
        assert found.digest == find_chart({**SOURCE, **way, "digest": "sha256:" + right}, warn=str).digest == right
        before = len(web.requests())
        direct = {**SOURCE, "chart": url + "/tea-1.0.0.tgz", "digest": right}
        assert find_chart(direct, warn=str).digest == right
        assert len(web.requests()) == before
        with pytest.raises(EngineError, match=wrong):
            find_chart({**SOURCE, **way, "digest": wrong}, warn=str)
        with pytest.raises(EngineError, match="two digests"):
            find_chart({**pinned, "digest": wrong}, warn=str)


def test_offline_takes_what_is_cached_and_names_what_is_not(
    web: WebServer, served: str, helm: Helm, tmp_path: Path, open_registry: Registry
) -> None:
    url = "%s/%s" % (web.url, served)
    push_file(package(tmp_path, "leaf", "1.2.0"), open_registry, served)
    oci = "oci://%s/%s/leaf" % (open_registry.host, served)
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "Chart.yaml").write_text(
        "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n"
        "- {name: tea, version: ^1, repository: '%s'}\n- {name: leaf, version: ^1, repository: '%s'}\n"
        % (url, oci.rpartition("/")[0]),
        encoding="utf-8",
    )
    helm("repo", "add", "mine", url)
    ways: list[tuple[dict[str, t.Any], str]] = [
        ({"chart": "mine/tea"}, url + "/tea-1.10.0.tgz is not cached"),
        ({"chart": "tea", "repo_url": url}, "offline: no cached index of " + url),
        ({"chart": url + "/tea-1.0.0.tgz"}, url + "/tea-1.0.0.tgz is not cached"),
        ({"chart": oci, "plain_http": True}, oci),
        ({"chart": oci + ":1.2.0", "plain_http": True}, oci + ":1.2.0 is not cached"),
        ({"chart": str(tmp_path / "top"), "dependency_update": True, "plain_http": True}, "offline|no cached index"),
    ]
    for way, words in ways:
        before = len(web.requests()), len(open_registry.requests())
        with pytest.raises(EngineError, match=words):
            find_chart({**SOURCE, **way, "offline": True}, warn=str)
        assert (len(web.requests()), len(open_registry.requests())) == before, way
    found = [find_chart({**SOURCE, **way}, warn=str) for way, _words in ways]
    before = len(web.requests()), len(open_registry.requests())
    for (way, _words), there in zip(ways, found, strict=True):
        again = find_chart({**SOURCE, **way, "offline": True}, warn=str)
        assert again.source == there.source
        assert [one.name for one in again.chart.dependencies] == [one.name for one in there.chart.dependencies]
    assert (len(web.requests()), len(open_registry.requests())) == before
    with pytest.raises(EngineError, match=r"offline: the provenance file of .*tea-1.0.0.tgz is not cached"):
        find_chart({**SOURCE, "chart": url + "/tea-1.0.0.tgz", "offline": True, "verify": True}, warn=str)


def test_many_at_once_fill_one_cache(web: WebServer, served: str, helm: Helm) -> None:
    url = "%s/%s" % (web.url, served)
    found: list[str] = []

    def run() -> None:
        found.extend(fetch(helm, "tea", repo_url=url, version=version).digest for version in ("1.0.0", "1.2.0"))

    threads = [threading.Thread(target=run) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted([*set(found)] * 8) and len(set(found)) == 2
    files = sorted(path.name for path in Path(helm.environ["HELM_CACHE_HOME"]).rglob("*") if path.is_file())
    assert not [name for name in files if name.endswith(".tmp")]
    assert sum(name.endswith(".chart") for name in files) == 2
