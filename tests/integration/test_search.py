# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Searching gives the rows of ``helm search`` in helm's order, and what one tool declares the other lists."""

from __future__ import annotations

import http.server
import json
import threading
import typing as t
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._module.repositories import chart_repo, chart_repo_info
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import Context, Params, Result, execute
from ansible_collections.chartwright.kube.plugins.module_utils._module.searching import chart_search_info
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm
from ansible_collections.chartwright.kube.tests.unit.plugins.module_utils._engine.test_semver import MET_BY, VERSIONS

SHOP = """apiVersion: v1
entries:
  tea:
  - {name: tea, version: 1.2.0, appVersion: "3", description: A hot drink, keywords: [leaf, cup], urls: [a]}
  - {name: tea, version: 1.10.0, appVersion: "4", description: A hot drink, keywords: [leaf, Ünï], urls: [a]}
  - {name: tea, version: 2.0.0-rc.1, description: An iced drink, urls: [a], deprecated: true}
  - {name: tea, version: 0.0.0, description: The first one, urls: [a]}
  tea-set:
  - {name: tea-set, version: 1.0.0+build.2, description: Cups for coffee, urls: [a]}
  - {name: tea-set, version: 1.0.0+build.2, description: Cups again, urls: [b]}
  - {name: tea-set, version: nonsense, urls: [a]}
  broken:
  - {name: a/b, version: 1.0.0, urls: [a]}
  empty: []
"""
BAR = """apiVersion: v1
entries:
  coffee:
  - {name: coffee, version: 0.1.0, description: "Not tea\\tbut <b>black</b>", urls: [a]}
  - {name: coffee, version: v0.2, description: With milk, keywords: [tea], urls: [a]}
  elsewhere:
  - {name: otherwise, version: 1.0.0, description: named TEA otherwise, urls: [a]}
  TEA:
  - {name: TEA, version: 1.0.0, urls: [a]}
"""
NOTHING = {"keyword": "", "source": "repositories", "regexp": False, "version": None, "devel": False, "versions": False}
SEARCHES: list[tuple[dict[str, t.Any], list[str]]] = [
    ({}, []),
    ({"keyword": "tea"}, ["tea"]),
    ({"keyword": "TEA"}, ["TEA"]),
    ({"keyword": "shop/tea"}, ["shop/tea"]),
    ({"keyword": "shop"}, ["shop"]),
    ({"keyword": "hot drink"}, ["hot drink"]),
    ({"keyword": "ÜNÏ"}, ["ÜNÏ"]),
    ({"keyword": "cup"}, ["cup"]),
    ({"keyword": "black"}, ["black"]),
    ({"keyword": "nowhere"}, ["nowhere"]),
    ({"keyword": "iced"}, ["iced"]),
    ({"keyword": "iced", "devel": True}, ["iced", "--devel"]),
    ({"keyword": "tea", "devel": True}, ["tea", "--devel"]),
    ({"keyword": "tea", "versions": True}, ["tea", "--versions"]),
    ({"keyword": "tea", "versions": True, "devel": True}, ["tea", "--versions", "--devel"]),
    ({"versions": True, "version": "<1.5"}, ["--versions", "--version", "<1.5"]),
    ({"version": "^1.2"}, ["--version", "^1.2"]),
    ({"version": "1.2.0", "devel": True}, ["--version", "1.2.0", "--devel"]),
    ({"version": ">=0.0.0-0"}, ["--version", ">=0.0.0-0"]),
    ({"version": "9"}, ["--version", "9"]),
    ({"keyword": "^tea", "regexp": True}, ["^tea", "--regexp"]),
    ({"keyword": "\\vshop/t.a\\v", "regexp": True}, ["\\vshop/t.a\\v", "--regexp"]),
    ({"keyword": "(?i)t.a", "regexp": True, "versions": True}, ["(?i)t.a", "--regexp", "--versions"]),
    ({"keyword": "Ü", "regexp": True}, ["Ü", "--regexp"]),
]
MISTAKES: list[tuple[dict[str, t.Any], list[str]]] = [
    ({"version": "no version"}, ["--version", "no version"]),
    ({"keyword": "(", "regexp": True}, ["(", "--regexp"]),
    ({"keyword": "a(?=b)", "regexp": True}, ["a(?=b)", "--regexp"]),
]


@pytest.fixture
def shops(helm: Helm, monkeypatch: pytest.MonkeyPatch) -> t.Iterator[dict[str, str]]:
    """The URLs of two repositories, by name; what is declared is helm's and ours alike."""
    texts = {"/shop/index.yaml": SHOP, "/bar/index.yaml": BAR}
    with served(texts.get) as url:
        for name in ("HELM_CONFIG_HOME", "HELM_CACHE_HOME"):
            monkeypatch.setenv(name, helm.environ[name])
        yield {"shop": url + "/shop", "bar": url + "/bar"}


class served:  # noqa: N801 (used as a context)
    """Answers each GET with what ``answer`` gives for its path; None is a 404."""

    def __init__(self, answer: t.Callable[[str], str | None]) -> None:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = answer(self.path)
                self.send_response(404 if text is None else 200)
                self.end_headers()
                self.wfile.write((text or "").encode())

            def log_message(self, format: str, *args: t.Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return "http://127.0.0.1:%d" % self._server.server_address[1]

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


DECLARATION: Params = {
    "state": "present", "username": None, "password": None, "token": None, "pass_credentials": False, "ca_cert": None,
    "client_cert": None, "client_key": None, "validate_certs": True,
}  # fmt: skip


def declared(name: str, url: str, **more: t.Any) -> Result:
    return execute(chart_repo, {**DECLARATION, "name": name, "url": url, **more}, Context())


def search(warn: t.Callable[[str], object] = str, **more: t.Any) -> Result:
    params: Params = {**NOTHING, "repositories": [], "endpoint": "", **more}
    return execute(chart_search_info, params, Context(warn=warn))


def rows(result: Result) -> list[dict[str, t.Any]]:
    return [{key: value for key, value in row.items() if key != "deprecated"} for row in result["charts"]]


def test_what_is_found_and_its_order_are_helms(shops: dict[str, str], helm: Helm) -> None:
    for name, url in shops.items():
        assert declared(name, url)["changed"]
    for options, words in SEARCHES:
        theirs = json.loads(helm.run("search", "repo", *words, "-o", "json").stdout)
        assert rows(search(**options)) == theirs, words
    for options, words in MISTAKES:
        assert search(**options)["msg"] == helm.error("search", "repo", *words), words


def test_each_constraint_finds_the_versions_that_helm_finds(
    helm: Helm, monkeypatch: pytest.MonkeyPatch, soak: bool
) -> None:
    listed = "".join("  - {name: tea, version: '%s', urls: [a]}\n" % version for version in VERSIONS)
    with served(lambda path: "apiVersion: v1\nentries:\n  tea:\n" + listed) as url:
        for name in ("HELM_CONFIG_HOME", "HELM_CACHE_HOME"):
            monkeypatch.setenv(name, helm.environ[name])
        assert declared("shop", url)["changed"]
    for constraint, marks in list(MET_BY.items())[:: 1 if soak else 5]:
        theirs = json.loads(helm("search", "repo", "--versions", "--version", constraint, "-o", "json"))
        ours = search(version=constraint, versions=True)["charts"]
        # What is equal but for its build helm sorts by chance.
        assert {row["version"] for row in ours} == {row["version"] for row in theirs}, constraint
        assert len(ours) == len(theirs) == marks.count("x"), constraint


def test_a_repository_without_an_index_is_left_out_with_a_warning(shops: dict[str, str], helm: Helm) -> None:
    assert search()["msg"] == helm.error("search", "repo") == "no repositories configured"
    for name, url in shops.items():
        helm("repo", "add", name, url)
    helm.paths.index_file("shop")
    Path(helm.paths.index_file("shop")).unlink()
    warnings: list[str] = []
    assert {row["name"].partition("/")[0] for row in search(warnings.append)["charts"]} == {"bar"}
    assert len(warnings) == 1 and "shop is left out" in warnings[0]
    assert {row["name"] for row in search(repositories=["bar"], keyword="milk")["charts"]} == {"bar/coffee"}
    assert search(repositories=["pub"])["msg"] == 'no repo named "pub" found'


def test_what_one_tool_declares_the_other_lists(shops: dict[str, str], helm: Helm) -> None:
    helm("repo", "add", "shop", shops["shop"])
    declared("bar", shops["bar"], username="u", password="secret-word")
    theirs = json.loads(helm("repo", "list", "-o", "json"))
    ours = execute(chart_repo_info, {"name": None}, Context())
    assert [{"name": row["name"], "url": row["url"]} for row in ours["repositories"]] == theirs
    assert [row["index"]["charts"] for row in ours["repositories"]] == [4, 3]
    assert "secret-word" not in json.dumps(ours)
    assert declared("shop", "", state="refreshed")["index"] == {"fetched": True, "changed": False, "charts": 4}
    assert declared("pub", "", state="refreshed")["msg"] == 'no repo named "pub" found'
    assert not declared("shop", shops["shop"])["changed"]
    helm("repo", "remove", "bar")
    assert execute(chart_repo_info, {"name": "bar"}, Context())["exists"] is False


def test_a_diff_names_the_versions_that_are_new(helm: Helm, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [BAR, BAR + "  - {name: TEA, version: 2.0.0, urls: [a]}\n"]
    for name in ("HELM_CONFIG_HOME", "HELM_CACHE_HOME"):
        monkeypatch.setenv(name, helm.environ[name])
    with served(lambda path: texts[0]) as url:
        declared("bar", url)
        del texts[0]
        params = {**DECLARATION, "name": "bar", "url": None, "state": "refreshed"}
        foreseen = execute(chart_repo, params, Context(check_mode=True, diff_mode=True))
        done = execute(chart_repo, params, Context(diff_mode=True))
    assert foreseen == done and done["changed"]
    assert done["diff"][0]["before"] == done["diff"][0]["after"]
    entry = done["diff"][1]
    assert set(entry["after"].splitlines()) - set(entry["before"].splitlines()) == {"TEA 2.0.0"}
    assert entry["after_header"] == "index of bar"


def test_many_tasks_at_once_declare_all_their_repositories(shops: dict[str, str], helm: Helm) -> None:
    names = ["shop-%02d" % number for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(lambda name: declared(name, shops["shop"]), names))
    assert all(result["changed"] for result in results)
    assert sorted(row["name"] for row in json.loads(helm("repo", "list", "-o", "json"))) == names


def hub_chart(identifier: str, version: str, page: str = "") -> dict[str, t.Any]:
    found = {"version": version, "app_version": "9", "created": "2026-01-01T00:00:00Z", "urls": ["x"]}
    attributes = {"name": "tea", "repo": {"name": "shop", "url": "https://shop.example"}, "description": "A <drink>"}
    chart: dict[str, t.Any] = {"id": identifier, "type": "chart", "attributes": attributes, "links": {"self": "/"}}
    chart["relationships"] = {"latestChartVersion": {"data": found, "links": {"self": "/"}}}
    return {**chart, "artifactHub": {"packageUrl": page}} if page else chart


@pytest.mark.parametrize("path", ["", "/hub/", "/hub/../x"])
def test_a_hub_is_asked_as_helm_asks_it(path: str, helm: Helm) -> None:
    asked: list[str] = []
    answer = {"data": [hub_chart("shop/tea", "1.2.0"), hub_chart("x", "2", "https://hub.example/tea"), {"id": "bare"}]}

    def served_text(asked_path: str) -> str:
        asked.append(asked_path)
        return json.dumps(answer)

    with served(served_text) as url:
        theirs = json.loads(helm("search", "hub", "hot tea & more", "--endpoint", url + path, "-o", "json"))
        ours = search(source="hub", keyword="hot tea & more", endpoint=url + path)
    assert [{key: value for key, value in row.items() if key != "name"} for row in ours["charts"]] == theirs
    assert asked[0] == asked[1] and urllib.parse.parse_qs(urllib.parse.urlsplit(asked[0]).query)["q"] == [
        "hot tea & more"
    ]


def test_a_hub_that_cannot_be_asked_is_named(helm: Helm) -> None:
    with served(lambda path: None) as url:
        theirs = helm.error("search", "hub", "x", "--endpoint", url)
        assert search(source="hub", keyword="x", endpoint=url)["msg"].startswith(theirs + ": ")
    with served(lambda path: "no JSON") as url:
        assert "the answer is no JSON" in search(source="hub", keyword="x", endpoint=url)["msg"]
    with served(lambda path: '{"data": 1}') as url:
        assert search(source="hub", keyword="x", endpoint=url)["charts"] == []
    assert search(source="hub", endpoint="nowhere")["msg"] == helm.error("search", "hub", "--endpoint", "nowhere")
