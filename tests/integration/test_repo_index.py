# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The index of a folder is the one that ``helm repo index`` writes, but for its times; helm works with it."""

from __future__ import annotations

import http.server
import io
import re
import shutil
import tarfile
import threading
import typing as t
from functools import partial
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._module.indexing import chart_repo_index
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import Context, Result, execute
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm

RICH = """apiVersion: v2
name: tea
version: 1.2.0+build.7
appVersion: 3.10
description: "A <hot> & \\tquite: long drink # with a name that wraps somewhere near the eightieth column of the line"
type: application
kubeVersion: ">=1.22.0-0"
home: https://example.com/?a=b&c=d
sources: [https://example.com/src]
keywords: [leaf, "yes", "1.0"]
maintainers: [{name: Ünï, email: a@example.com}, {name: b, url: https://example.com}]
icon: https://example.com/icon.png
deprecated: true
annotations: {zone: "no", a/b: "1"}
dependencies:
- {name: milk, version: ^1, repository: "https://example.com", condition: milk.enabled, tags: [x], alias: m}
"""
OLD = """apiVersion: v1
entries:
  tea:
  - {name: tea, version: 1.1.0, created: "2020-01-01T00:00:00.5Z", urls: [tea-1.1.0.tgz], digest: abc, removed: true}
  - {name: tea, version: 1.10.0, created: "2020-01-01T00:00:00Z", urls: [old/tea-1.10.0.tgz], engine: gotpl, url: x}
  - {name: tea, version: "2", created: "2020-01-01T00:00:00Z"}
  coffee:
  - {name: coffee, version: 0.1.0, created: "2020-01-01T01:00:00+01:00", urls: [x], annotations: {a: b}}
  - {name: coffee, version: nonsense}
  none: []
annotations: {kept: "no"}
generated: "2020-01-01T00:00:00Z"
"""


def package(path: Path, text: str, *, folder: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, mode="w:gz") as archive:
        data = text.encode()
        entry = tarfile.TarInfo(folder + "/Chart.yaml")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Twice the same charts."""
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    package(theirs / "tea-1.2.0+build.7.tgz", RICH)
    for version in ("1.9.0", "1.10.0", "2.0.0-rc.1", "v2.0.0", "01.3"):
        package(theirs / ("tea-%s.tgz" % version), "apiVersion: v2\nname: tea\nversion: '%s'\n" % version)
    package(theirs / "below" / "more" / "deep-1.0.0.tgz", "apiVersion: v2\nname: deep\nversion: 1.0.0\n")
    package(theirs / "a b" / "other.tgz", "name: coffee\nversion: 0.0.1\n")
    package(theirs / ".hidden" / "hidden.tgz", "apiVersion: v9\nname: hidden\nversion: 0.0.1\n")
    package(theirs / "nameless.tgz", "apiVersion: v2\nversion: 0.0.1\n")
    package(theirs / "no-version.tgz", "apiVersion: v2\nname: x\nversion: none\n")
    (theirs / "text.tgz").write_text("text")
    (theirs / "empty.tgz").write_text("")
    (theirs / "tea.tar.gz").write_text("text")
    shutil.copytree(theirs, ours)
    return theirs, ours


def index(folder: Path, *, check: bool = False, warn: t.Callable[[str], object] = str, **more: t.Any) -> Result:
    params = {"path": str(folder), "url": None, "merge": None, "format": "yaml", **more}
    return execute(chart_repo_index, params, Context(check_mode=check, diff_mode=True, warn=warn))


def timeless(folder: Path) -> str:
    """The text of the index without the times of this run."""
    text = (folder / "index.yaml").read_text(encoding="utf-8")
    return re.sub(r'(created|generated)("?): "202[1-9]-[^"]*"', r'\1\2: "now"', text)


@pytest.mark.parametrize(
    "url",
    [None, "https://example.com/charts", "https://example.com", "http://h/a b/?x=y#z", "h/../../i", "http://[", "%zz"],
)
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_an_index_is_written_as_helm_writes_it(
    url: str | None, form: str, folders: tuple[Path, Path], helm: Helm
) -> None:
    theirs, ours = folders
    helm("repo", "index", theirs, *(["--url", url] if url else []), *(["--json"] if form == "json" else []))
    warnings: list[str] = []
    result = index(ours, url=url, format=form, warn=warnings.append)
    assert result["changed"]
    assert timeless(ours) == timeless(theirs)
    assert sorted(row["archive"] for row in result["skipped"]) == [
        "empty.tgz", "nameless.tgz", "no-version.tgz", "text.tgz",
    ]  # fmt: skip
    assert len(warnings) == 4


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_another_index_is_merged_as_helm_merges_it(form: str, folders: tuple[Path, Path], helm: Helm) -> None:
    for folder in folders:
        (folder / "old.yaml").write_text(OLD, encoding="utf-8")
    theirs, ours = folders
    more = ["--json"] if form == "json" else []
    helm("repo", "index", theirs, "--merge", theirs / "old.yaml", "--url", "https://h", *more)
    assert index(ours, merge=str(ours / "old.yaml"), url="https://h", format=form)["changed"]
    assert timeless(ours) == timeless(theirs)
    for folder in folders:
        (folder / "old.yaml").write_text("apiVersion: v1\nextra: 1\n", encoding="utf-8")
    wrong = helm.error("repo", "index", theirs, "--merge", theirs / "old.yaml")
    assert index(ours, merge=str(ours / "old.yaml"))["msg"] == wrong.replace(str(theirs), str(ours))


def test_a_second_run_changes_nothing_and_a_change_keeps_the_times_of_the_rest(folders: tuple[Path, Path]) -> None:
    _theirs, folder = folders
    foreseen = index(folder, check=True)
    assert foreseen["changed"] and not (folder / "index.yaml").exists()
    done = index(folder)
    assert (done["diff"], done["added"]) == (foreseen["diff"], foreseen["added"])
    first = (folder / "index.yaml").read_text(encoding="utf-8")
    assert not index(folder)["changed"]
    assert (folder / "index.yaml").read_text(encoding="utf-8") == first
    package(folder / "tea-9.0.0.tgz", "apiVersion: v2\nname: tea\nversion: 9.0.0\n")
    (folder / "tea-1.9.0.tgz").unlink()
    changed = index(folder)
    assert (changed["added"], changed["removed"]) == (["tea 9.0.0"], ["tea 1.9.0"])
    times = set(re.findall('created: "([^"]*)"', first))
    again = re.findall('created: "([^"]*)"', (folder / "index.yaml").read_text(encoding="utf-8"))
    assert len(times) == 1 and sorted(set(again) - times) and again.count(times.pop()) == len(again) - 1
    assert index(folder, format="json")["diff"][0]["after"].startswith("format: json\n")
    assert index(folder, format="json")["changed"] is False


def test_an_index_that_helm_wrote_is_kept(folders: tuple[Path, Path], helm: Helm) -> None:
    theirs, _ours = folders
    helm("repo", "index", theirs, "--url", "https://h/charts")
    assert not index(theirs, url="https://h/charts")["changed"]
    (theirs / "index.yaml").write_text("broken: [", encoding="utf-8")
    warnings: list[str] = []
    assert index(theirs, url="https://h/charts", warn=warnings.append)["changed"]
    assert any("is made anew" in warning for warning in warnings)


def test_helm_finds_and_pulls_what_is_listed(folders: tuple[Path, Path], helm: Helm) -> None:
    _theirs, folder = folders
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d" % server.server_address[1]
    try:
        assert index(folder, url=url)["versions"] == 8
        helm("repo", "add", "shop", url)
        assert "shop/tea" in helm("search", "repo", "hot")
        (folder / "pulled").mkdir()
        helm("pull", "shop/tea", "--version", "1.10.0", "-d", folder / "pulled")
        helm("pull", "shop/coffee", "-d", folder / "pulled")
    finally:
        server.shutdown()
        server.server_close()
    assert (folder / "pulled" / "tea-1.10.0.tgz").read_bytes() == (folder / "tea-1.10.0.tgz").read_bytes()
