# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""chart_release_info tells what helm's list, history, get and status tell."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Runner
from ansible_collections.chartwright.kube.tests.interop.world import Helm

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

JSON = dict[str, t.Any]


class Place:
    """A namespace with four releases that helm has made, one of them with a history."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.namespace = cluster.namespace("info")
        self.cluster = cluster
        self.helm = Helm(cluster, folder, self.namespace)
        self._runner = Runner(folder, cluster.kubeconfig)
        web = str(CHARTS / "web")
        for number, name in enumerate(("web", "shop-web", "api", "gone")):
            labels = "team=%s,rank=%d" % ("shop" if "w" in name else "other", number)
            self.helm.run("install", name, web, "--set", "title=one", "-l", labels, "--create-namespace", "--no-hooks")
        self.helm.run("upgrade", "web", web, "--set", "title=two,behaviour=never-ready", "--no-hooks", "-l", "team=new")
        self.helm.run("upgrade", "api", web, "--set", "title=two", "--no-hooks", "--description", "Made by hand")
        self.helm.run("rollback", "api", "1", "--no-hooks")
        self.helm.run("uninstall", "gone", "--keep-history", "--no-hooks")

    def infos(self, *tasks: JSON) -> list[JSON]:
        """What the module tells, task by task."""
        results = self._runner.results("chart_release_info", [{"namespace": self.namespace, **one} for one in tasks])
        assert not any(one.get("failed") or one["changed"] for one in results), results
        return results

    def info(self, **options: t.Any) -> JSON:
        return self.infos(options)[0]


@pytest.fixture(scope="module")
def place(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Place]:
    found = Place(cluster, tmp_path_factory.mktemp("info"))
    yield found
    for name in ("web", "shop-web", "api", "gone"):
        found.helm.attempt("uninstall", name, "--no-hooks")


LISTS: list[tuple[JSON, tuple[str, ...]]] = [
    ({}, ()),
    ({"name_filter": "web"}, ("--filter", "web")),
    ({"name_filter": "^(web|a.*)$", "reverse": True}, ("--filter", "^(web|a.*)$", "--reverse")),
    ({"selector": "team=shop"}, ("--selector", "team=shop")),
    ({"selector": "team!=shop,rank in (2,3)"}, ("--selector", "team!=shop,rank in (2,3)")),
    ({"statuses": ["deployed"]}, ("--deployed",)),
    ({"statuses": ["uninstalled"]}, ("--uninstalled",)),
    ({"sort": "date", "limit": 2, "offset": 1}, ("--date", "--max", "2", "--offset", "1")),
    ({"sort": "date", "reverse": True}, ("--date", "--reverse")),
]
FACTS = ("name", "namespace", "revision", "status", "chart", "app_version")


def test_a_list_is_what_helm_lists(place: Place) -> None:
    told = place.infos(*(options for options, _words in LISTS))
    for (options, words), one in zip(LISTS, told, strict=True):
        wanted = [[entry[name] for name in FACTS] for entry in place.helm.data("list", *words)]
        assert [[str(entry[name]) for name in FACTS] for entry in one["releases"]] == wanted, options


def test_superseded_revisions_are_listed_where_only_they_are_asked_for(place: Place) -> None:
    wanted = sorted((one["name"], one["revision"]) for one in place.helm.data("list", "--superseded"))
    got = [(one["name"], str(one["revision"])) for one in place.info(statuses=["superseded"])["releases"]]
    assert wanted == got == [("api", "1"), ("api", "2"), ("web", "1")]


def test_all_namespaces_are_listed(place: Place) -> None:
    def rows(releases: list[JSON]) -> dict[str, set[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for one in releases:
            found.setdefault(one["namespace"], set()).add((one["name"], one["status"]))
        return found

    before = rows(place.helm.data("list", "-A", "--max", "0"))
    got = rows(place.info(all_namespaces=True)["releases"])
    after = rows(place.helm.data("list", "-A", "--max", "0"))
    # Other tests work beside this one: their namespaces may change meanwhile.
    steady = {namespace for namespace in before if after.get(namespace) == before[namespace]}
    assert {namespace: got.get(namespace) for namespace in steady} == {
        namespace: before[namespace] for namespace in steady
    }
    assert place.namespace in steady and sum(map(len, got.values())) >= 4


def test_a_revision_is_what_helm_gets(place: Place) -> None:
    revisions = [("web", None), ("api", None), ("api", 2), ("gone", None)]
    tasks = [{"name": name, "revision": revision, "show_secrets": True} for name, revision in revisions]
    for (name, revision), told in zip(revisions, place.infos(*tasks), strict=True):
        compare_revision(place, told, name, ("--revision", str(revision)) if revision else ())


# Of the newest revision helm shows its own labels among the user's.
NOT_THE_USERS = ("name", "owner", "status", "version", "createdAt", "modifiedAt")


def compare_revision(place: Place, told: JSON, name: str, words: tuple[str, ...]) -> None:
    assert told["user_values"] == json.loads(place.helm.run("get", "values", name, *words, "-o", "json"))
    assert told["computed_values"] == json.loads(place.helm.run("get", "values", name, "--all", *words, "-o", "json"))
    assert told["manifest"] == place.helm.run("get", "manifest", name, *words)[:-1]
    assert told["notes"].strip() in place.helm.run("get", "notes", name, *words)
    hooks = "".join("---\n# Source: %s\n%s\n" % (hook["path"], hook["manifest"]) for hook in told["hooks"])
    assert hooks.strip() == place.helm.run("get", "hooks", name, *words).strip()

    wanted = json.loads(place.helm.run("get", "metadata", name, *words, "-o", "json"))
    wanted["labels"] = {key: value for key, value in wanted["labels"].items() if key not in NOT_THE_USERS}
    got = told["metadata"]
    assert got["deployed_at"].startswith(wanted.pop("deployedAt")[:19])
    names = {"app_version": "appVersion", "apply_method": "applyMethod"}
    assert {names.get(key, key): value for key, value in got.items() if key != "deployed_at" and value} == wanted


def test_a_history_is_what_helm_tells(place: Place) -> None:
    names = ("api", "gone")
    facts = ("revision", "status", "chart", "app_version", "description")
    for name, told in zip(names, place.infos(*({"name": name} for name in names)), strict=True):
        wanted = place.helm.data("history", name)
        assert [[one[fact] for fact in facts] for one in told["history"]] == [
            [one[fact] for fact in facts] for one in wanted
        ]  # fmt: skip
        assert [one["last_deployed"][:19] for one in told["history"]] == [one["updated"][:19] for one in wanted]


def test_live_objects_come_with_their_readiness_and_drift(place: Place) -> None:
    place.cluster.testbed.api.request("DELETE", "/api/v1/namespaces/%s/configmaps/web-config" % place.namespace)
    told, ready, nobody = place.infos(
        {"name": "web", "objects": True, "drift": True}, {"name": "shop-web", "objects": True},
        {"name": "nobody", "objects": True, "drift": True},
    )  # fmt: skip
    config, deployment = told["objects"]
    assert (config["kind"], config["exists"], config["status"]) == ("ConfigMap", False, "NotFound")
    assert (deployment["kind"], deployment["exists"], deployment["status"]) == ("Deployment", True, "InProgress")
    assert deployment["message"] and deployment["created"].startswith("20")
    assert [(one["action"], one["name"], one["fields"]) for one in told["drift"]] == [("create", "web-config", [])]
    assert told["unpredicted"] == []
    assert [one["exists"] for one in ready["objects"]] == [True, True] and "drift" not in ready
    assert set(nobody) == set(told) and not nobody["exists"] and nobody["release"] is None
