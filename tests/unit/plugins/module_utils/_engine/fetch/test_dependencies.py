# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Dependencies from folders and from a repository on loopback; locks as helm writes them (lock_truths.json)."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import re
import threading
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, Metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.packing import pack, package_members
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.charts import load_chart
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.dependency_statuses import (
    dependency_statuses,
    undeclared,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError, EngineError, FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.dependencies import (
    DependencyPlan,
    Moment,
    perform,
    plan_build,
    plan_update,
    planned_chart,
    resolve_dependencies,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.dependency_sources import DependencySources
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.repositories import (
    Entry,
    Repositories,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import ChartSource

TRUTHS = json.loads((Path(__file__).parent / "lock_truths.json").read_text(encoding="utf-8"))
TOP = "apiVersion: v2\nname: top\nversion: 1.0.0\n"


def packaged(name: str, version: str) -> bytes:
    return pack(package_members(Chart(metadata=Metadata(name=name, version=version, api_version="v2")), now=0))


class Handler(http.server.SimpleHTTPRequestHandler):
    seen: t.ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: t.Any) -> None:
        pass


@pytest.fixture
def url(tmp_path: Path) -> t.Iterator[str]:
    """A repository with the chart tea in some versions."""
    folder = tmp_path / "www"
    folder.mkdir()
    lines = ["apiVersion: v1", "entries:", "  tea:"]
    for version in ("1.0.0", "1.2.0", "1.2.1-rc.1", "2.0.0"):
        data = packaged("tea", version)
        (folder / ("tea-%s.tgz" % version)).write_bytes(data)
        lines += ["  - name: tea", "    version: %s" % version, "    urls: [tea-%s.tgz]" % version]
        lines.append("    digest: %s" % hashlib.sha256(data).hexdigest())
    (folder / "index.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Handler.seen.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield "http://127.0.0.1:%d" % server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def paths(tmp_path: Path) -> HelmPaths:
    return HelmPaths({"HELM_CONFIG_HOME": str(tmp_path / "config"), "HELM_CACHE_HOME": str(tmp_path / "cache")})


def write(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def wanting(version: str, repository: str, name: str = "tea") -> str:
    return TOP + "dependencies:\n- name: %s\n  version: %s\n  repository: '%s'\n" % (name, version, repository)


def update(folder: str, paths: HelmPaths, **options: t.Any) -> DependencyPlan:
    sources = DependencySources(folder, paths, options=ChartSource("", **options))
    plan = plan_update(folder, sources, Moment(0))
    assert plan is not None
    return plan


@pytest.mark.parametrize("name", TRUTHS)
def test_a_lock_is_helms_but_for_its_time(name: str, tmp_path: Path, paths: HelmPaths) -> None:
    extra, version = TRUTHS[name]["extra"], name.split()[1]
    files = {"charts/b/Chart.yaml": "apiVersion: v2\nname: b\nversion: 2.0.5\n"}
    files["Chart.yaml"] = TOP.replace("v2", version) + (extra if version == "v2" else "")
    if version == "v1":
        files["requirements.yaml"] = extra
    write(tmp_path / "a", {"Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n"})
    folder = write(tmp_path / "top", files)
    perform(update(folder, paths))
    lock = (tmp_path / "top" / ("Chart.lock" if version == "v2" else "requirements.lock")).read_text(encoding="utf-8")
    assert re.sub("generated: .*\n", "", lock) == TRUTHS[name]["lock"]
    assert not update(folder, paths).changed
    built = plan_build(folder, DependencySources(folder, paths), Moment(0))
    assert built is not None and not built.changed


def test_the_newest_allowed_version_is_fetched_once(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("^1", url)})
    plan = update(folder, paths, write=False)
    assert list(plan.writes) == ["tea-1.2.0.tgz"] and plan.new_lock is not None
    assert not (tmp_path / "cache").exists() and not (tmp_path / "top" / "charts").exists()
    perform(update(folder, paths))
    Handler.seen.clear()
    assert not update(folder, paths).changed
    assert Handler.seen == ["/index.yaml"]
    assert not update(folder, paths, offline=True).changed
    assert dependency_statuses(folder, load_chart(folder)) == ["ok"]


def test_what_no_dependency_wants_any_longer_goes(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("2.0.0", url), "charts/note.txt": "", "charts/tea/x": ""})
    (tmp_path / "top" / "charts" / "old-1.0.0.tgz").write_bytes(packaged("old", "1.0.0"))
    (tmp_path / "top" / "charts" / "tea" / "Chart.yaml").write_text("apiVersion: v2\nname: tea\nversion: 0.1.0\n")
    (tmp_path / "top" / "charts" / "note.txt").unlink()
    plan = update(folder, paths)
    assert plan.removes == ["old-1.0.0.tgz"]
    assert [chart.metadata.version for chart in planned_chart(plan, folder).dependencies] == ["0.1.0", "2.0.0"]
    perform(plan)
    assert sorted(path.name for path in (tmp_path / "top" / "charts").iterdir()) == ["tea", "tea-2.0.0.tgz"]


def test_an_alias_stands_for_a_declared_repository(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    repositories = Repositories(paths.repository_config)
    repositories.put(Entry("stall", url))
    repositories.save()
    for repository in ("@stall", "alias:stall", url + "/"):
        folder = write(tmp_path / "top", {"Chart.yaml": wanting("1.0.0", repository)})
        held = (update(folder, paths).lock.dependencies or [])[0]
        assert (held.repository.rstrip("/"), held.version) == (url, "1.0.0")


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (wanting("1", "@none"), "no repository definition for @none. Please add them via 'helm repo add'"),
        (wanting("1", "stable"), "no repository definition for stable.*\n.*must be URLs or aliases"),
        (wanting("1", "file://../gone"), "directory .*/gone not found"),
        (wanting("1", ""), "directory .*/top/charts/tea not found"),
        (wanting("one", "file:///"), 'dependency "tea" has an invalid version/constraint format: improper constraint'),
    ],
)
def test_mistakes_are_named_in_helms_words(chart: str, message: str, tmp_path: Path, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": chart})
    with pytest.raises(EngineError, match=message):
        update(folder, paths)


def test_a_version_that_nobody_has_is_an_error(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("^3", url)})
    with pytest.raises(FetchError, match=r"can't get a valid version for 1 subchart\(s\): \"tea\" \(repository"):
        update(folder, paths)
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("^3", url, "milk")})
    with pytest.raises(FetchError, match="milk chart not found in repo " + url):
        update(folder, paths)


def test_a_lock_of_other_dependencies_is_out_of_sync(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("^1", url)})
    perform(update(folder, paths))
    write(tmp_path / "top", {"Chart.yaml": wanting("~1", url)})
    with pytest.raises(ChartError, match=r"the lock file \(Chart.lock\) is out of sync with the dependencies file"):
        plan_build(folder, DependencySources(folder, paths), Moment(0))


def test_a_chart_is_completed_in_memory_by_its_lock(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("1.0.0", url)})
    perform(update(folder, paths))
    (tmp_path / "top" / "charts" / "tea-1.0.0.tgz").unlink()
    lock = (tmp_path / "top" / "Chart.lock").read_text(encoding="utf-8")
    chart = resolve_dependencies(load_chart(folder), DependencySources(folder, paths))
    assert [(held.name, held.metadata.version) for held in chart.dependencies] == [("tea", "1.0.0")]
    write(tmp_path / "top", {"Chart.yaml": wanting("^1", url)})
    chart = resolve_dependencies(load_chart(folder), DependencySources(folder, paths))
    assert chart.dependencies[0].metadata.version == "1.2.0"
    assert list((tmp_path / "top" / "charts").iterdir()) == []
    assert (tmp_path / "top" / "Chart.lock").read_text(encoding="utf-8") == lock


def test_statuses_are_helms(tmp_path: Path) -> None:
    """As "helm dependency list" prints them for the same folder."""
    wanted = {"a": "1", "b": "^2", "c": "1", "d": "1", "e": "1", "f": "x.y", "g": "1", "h": "1"}
    rows = "".join("- {name: %s, version: '%s', repository: ''}\n" % pair for pair in wanted.items())
    folder = write(tmp_path / "top", {"Chart.yaml": TOP + "dependencies:\n" + rows})
    charts = tmp_path / "top" / "charts"
    charts.mkdir()
    for file, name, version in (
        ("a-1.0.0", "a", "1.0.0"), ("b-1.0.0", "b", "1.0.0"), ("c-1.0.0", "x", "1.0.0"), ("e-1.0.0", "e", "1.0.0"),
        ("e-1.1.0", "e", "1.1.0"), ("f-1.0.0", "f", "1.0.0"), ("more-1.0.0", "more", "1.0.0"),
    ):  # fmt: skip
        (charts / (file + ".tgz")).write_bytes(packaged(name, version))
    write(charts, {"g/Chart.yaml": "apiVersion: v2\nname: g\nversion: 1.5.0\n"})
    chart = load_chart(folder)
    assert dependency_statuses(folder, chart) == [
        "ok", "wrong version", "misnamed", "missing", "too many matches", "invalid version", "unpacked", "missing",
    ]  # fmt: skip
    assert undeclared(folder, chart) == [
        'WARNING: "%s" is not in Chart.yaml.' % (charts / name) for name in ("c-1.0.0.tgz", "more-1.0.0.tgz")
    ]


def test_a_link_is_not_written_over(tmp_path: Path, url: str, paths: HelmPaths) -> None:
    folder = write(tmp_path / "top", {"Chart.yaml": wanting("1.0.0", url)})
    (tmp_path / "top" / "Chart.lock").symlink_to("/etc/hostname")
    with pytest.raises(EngineError):
        perform(update(folder, paths))
