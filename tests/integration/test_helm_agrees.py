# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The real helm beside us: the same objects and records, releases that go back and forth, and no write too many."""

from __future__ import annotations

import json
import subprocess
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

WEB = CHARTS / "web"
OURS = "chartwright.kube"
SERVER_SIDE = ("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields")
PATHS = {"config": "/api/v1/namespaces/%s/configmaps/web-config", "web": "/apis/apps/v1/namespaces/%s/deployments/web"}


class Pair:
    """helm and our modules at one cluster."""

    def __init__(self, cluster: Cluster, folder: Path, ansible_bin: Path) -> None:
        self.cluster = cluster
        self.folder = folder
        self.runner = Runner(folder / "plays", cluster.kubeconfig, bin_folder=ansible_bin)

    def helm(self, *words: str) -> str:
        answer = subprocess.run(
            [str(self.cluster.helm), *words], env=self.cluster.environment(self.folder), capture_output=True, text=True,
            check=False, timeout=120,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def history(self, namespace: str) -> list[tuple[int, str, str]]:
        found = json.loads(self.helm("history", "web", "-n", namespace, "-o", "json"))
        return [(one["revision"], one["status"], one["description"]) for one in found]

    def play(self, *tasks: tuple[str, dict[str, t.Any]], words: tuple[str, ...] = ()) -> None:
        """Run tasks, each a module's short name and its options; ``changed`` among these is what must come out."""
        written = []
        for number, (module, options) in enumerate(tasks):
            given = {key: options[key] for key in options if key != "changed"}
            task: dict[str, t.Any] = {"chartwright.kube.%s" % module: given}
            if "changed" in options:
                task["register"] = "result_%d" % number
                task["failed_when"] = "result_%d is failed or result_%d is %schanged" % (
                    number, number, "not " if options["changed"] else "",
                )  # fmt: skip
            written.append(task)
        outcome = self.runner.play(written, words=words)
        if outcome.code:
            pytest.fail(outcome.output[-6000:], pytrace=False)

    def objects(self, namespace: str) -> dict[str, t.Any]:
        """The release's objects, and the fields that helm has applied, without what differs by place and time."""
        found = {}
        for name, path in PATHS.items():
            live = self.cluster.get(path % namespace)
            managed = [
                {key: value for key, value in entry.items() if key != "time"}
                for entry in live["metadata"]["managedFields"]
                if entry["manager"] == "helm"
            ]
            metadata = {key: value for key, value in live["metadata"].items() if key not in SERVER_SIDE}
            live = {**live, "metadata": {**metadata, "managed": managed}, "status": None}
            found[name] = json.loads(json.dumps(live).replace(namespace, "NAMESPACE"))
        return found


@pytest.fixture
def pair(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> Pair:
    return Pair(cluster, tmp_path, ansible_bin)


def release(namespace: str, **more: t.Any) -> tuple[str, dict[str, t.Any]]:
    options = {"name": "web", "namespace": namespace, "timeout": "60s", **more}
    if options.get("state") != "absent":
        options = {"chart": str(WEB), "create_namespace": True, **options}
    return ("chart_release", options)


def rollback(namespace: str, revision: int, **more: t.Any) -> tuple[str, dict[str, t.Any]]:
    return ("chart_rollback", {"name": "web", "namespace": namespace, "revision": revision, **more})


def test_helm_and_we_make_the_same_objects_and_records(pair: Pair) -> None:
    theirs, ours = pair.cluster.namespace("helm"), pair.cluster.namespace("ours")
    pair.helm("install", "web", str(WEB), "-n", theirs, "--create-namespace", "--set", "title=x")
    pair.helm("upgrade", "web", str(WEB), "-n", theirs, "--set", "title=y")
    pair.play(release(ours, values={"title": "x"}, changed=True), release(ours, values={"title": "y"}, changed=True))
    for what in ("manifest", "hooks", "values", "notes"):
        assert pair.helm("get", what, "web", "-n", ours) == pair.helm("get", what, "web", "-n", theirs), what
    assert pair.history(ours) == pair.history(theirs)
    assert pair.objects(ours) == pair.objects(theirs)


def test_a_release_goes_back_and_forth_between_helm_and_us(pair: Pair) -> None:
    place = pair.cluster.namespace("both")
    pair.helm("install", "web", str(WEB), "-n", place, "--create-namespace", "--set", "title=a")
    pair.play(release(place, values={"title": "a"}, changed=False), release(place, values={"title": "b"}, changed=True))
    pair.helm("upgrade", "web", str(WEB), "-n", place, "--set", "title=c")
    pair.play(rollback(place, 2, changed=True), rollback(place, 2, changed=False))
    pair.helm("rollback", "web", "1", "-n", place)
    pair.play(release(place, values={"title": "a"}, changed=False))
    assert pair.objects(place)["config"]["data"] == {"title": "a"}
    pair.helm("uninstall", "web", "-n", place, "--keep-history")
    pair.play(release(place, values={"title": "d"}, changed=True))
    assert [status for _revision, status, _text in pair.history(place)] == ["superseded"] * 5 + ["deployed"]
    pair.play(release(place, state="absent", keep_history=True, changed=True))
    pair.helm("rollback", "web", "6", "-n", place)
    pair.helm("uninstall", "web", "-n", place)
    pair.play(release(place, state="absent", changed=False))


def test_a_release_of_client_side_apply_moves_over_where_that_is_asked_for(pair: Pair) -> None:
    place = pair.cluster.namespace("csa")
    pair.helm(
        "install", "web", str(WEB), "-n", place, "--create-namespace", "--set", "title=a", "--server-side=false"
    )  # fmt: skip
    for server_side, operation in (("auto", "Update"), ("true", "Apply")):
        pair.play(release(place, values={"title": "b"}, server_side=server_side, changed=True))
        operations = [entry["operation"] for entry in pair.objects(place)["config"]["metadata"]["managed"]]
        assert operations == [operation]
    pair.helm("upgrade", "web", str(WEB), "-n", place, "--set", "title=c")


def test_helm_rolls_back_a_release_of_jinja2_templates(pair: Pair) -> None:
    place = pair.cluster.namespace("jinja")
    chart = str(CHARTS / "sandy")
    pair.play(
        release(place, chart=chart, values={"title": "a"}, changed=True),
        release(place, chart=chart, values={"title": "b"}, changed=True),
    )
    assert "title: \"b\"" in pair.helm("get", "manifest", "web", "-n", place)
    pair.helm("rollback", "web", "1", "-n", place)
    assert "title: \"a\"" in pair.helm("get", "manifest", "web", "-n", place)
    pair.play(
        release(place, chart=chart, values={"title": "a"}, changed=False),
        release(place, chart=chart, values={"title": "c"}, changed=True),
    )
    pair.helm("uninstall", "web", "-n", place)


def test_check_mode_and_a_second_run_write_nothing_and_ask_little(pair: Pair) -> None:
    place, audit = pair.cluster.namespace("audit"), pair.cluster.audit
    mark = audit.mark()
    pair.play(release(place, values={"title": "x"}), words=("--check", "--diff"))
    assert audit.writes_since(mark, user_agent=OURS) == []
    assert pair.cluster.get("/api/v1/namespaces/%s" % place) is None
    pair.play(release(place, values={"title": "x"}, changed=True))
    mark = audit.mark()
    pair.play(release(place, values={"title": "x"}, changed=False))
    requests = audit.since(mark, user_agent=OURS)
    assert [request for request in requests if request.writes] == []
    assert len([request for request in requests if not request.discovers]) <= 3
    mark = audit.mark()
    pair.play(release(place, values={"title": "y"}), words=("--check",))
    pair.play(release(place, state="absent"), words=("--check",))
    assert audit.writes_since(mark, user_agent=OURS) == []
