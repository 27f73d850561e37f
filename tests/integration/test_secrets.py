# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Canaries: random secrets that a chart repeats wherever it can are in the cluster, and in no output at all."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import typing as t
import uuid
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.tests.integration.chart_server import USER, ChartServer, publish
from ansible_collections.chartwright.kube.tests.integration.playbooks import CHARTS, Outcome, Runner
from ansible_collections.chartwright.kube.tests.interop.world import records
from ansible_collections.chartwright.kube.tests.testbed import registry as registries
from ansible_collections.chartwright.kube.tests.testbed import web_server as nginx
from ansible_collections.chartwright.kube.tests.testbed.registry import Registry
from ansible_collections.chartwright.kube.tests.testbed.web_server import WebServer

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

LOUD = ("-vvv", "--diff")
# As on any other machine: the module is packed and sent.
SENT = ("--extra-vars", "chartwright_in_worker=false")
_TOKENS = ("given", "ordinary", "single", "document", "repository", "bearer", "registry", "passphrase")
# What every container of the test bed prints.
LOGGED = "this line stands for a log."


def token() -> str:
    return "canary-" + uuid.uuid4().hex


def traces(secret: str) -> set[str]:
    """The secret's text, and its base64 at each of the three alignments without what its neighbours decide."""
    found = {secret}
    for before in range(3):
        text = base64.b64encode(b"x" * before + secret.encode()).decode()
        found.add(text[-(-before * 8 // 6) : -4])
    return found


class Canaries:
    """Secrets in all the places that they come from, and a runner that listens for them."""

    def __init__(self, cluster: Cluster, folder: Path, ansible_bin: Path) -> None:
        self.namespace = cluster.namespace("secrets")
        self._cluster = cluster
        self._folder = folder
        self._runner = Runner(folder / "runner", cluster.kubeconfig, bin_folder=ansible_bin)
        self._ever: set[str] = set()
        self.tokens: dict[str, str] = {}
        cluster.testbed.api.apply(
            "/api/v1/namespaces/" + self.namespace,
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": self.namespace}},
        )
        self.renew()

    def renew(self) -> None:
        """Other secrets in the same places."""
        self.tokens = {name: token() for name in _TOKENS}
        self._ever.update(self.tokens.values())
        (self._folder / "values.yaml").write_text("ordinary: %s\n" % self.tokens["ordinary"], encoding="utf-8")
        (self._folder / "tokens.json").write_text(json.dumps(self.tokens), encoding="utf-8")
        held = {
            "single": self.tokens["single"],
            "values.yaml": "document: {token: %s}\npassword: overridden\n" % self.tokens["document"],
        }
        self._cluster.testbed.api.apply(
            "/api/v1/namespaces/%s/secrets/source" % self.namespace,
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "source"}, "stringData": held},
        )

    def release(self, *, fails: str = "nowhere", **more: t.Any) -> dict[str, t.Any]:
        """A task that installs the chart with every secret."""
        secrets = {"password": "{{ given }}", "log": LOGGED, "short": 1, "flag": "true", **more}
        options = {
            "name": "web",
            "namespace": self.namespace,
            "chart": str(CHARTS / "secretive"),
            "values": {"fails": fails},
            "secret_values": secrets,
            "values_files": [str(self._folder / "values.yaml")],
            "values_from": [
                {"kind": "Secret", "name": "source"},
                {"kind": "Secret", "name": "source", "key": "single", "target_path": "database.password"},
            ],
            "return_manifest": True,
            "timeout": "30s",
        }
        return {"name": "Fail: " + fails, "chartwright.kube.chart_release": options}

    def play(self, *tasks: dict[str, t.Any], words: tuple[str, ...] = ()) -> Outcome:
        """Run the tasks as loudly as Ansible can; no secret is heard."""
        words = (*LOUD, *words, "--extra-vars", "@%s" % (self._folder / "tokens.json"))
        outcome = self._runner.play(list(tasks), words=words)
        heard = [line for line in outcome.output.splitlines() for secret in self._ever if secret_in(secret, line)]
        assert heard == []
        return outcome

    def live(self, kind: str, name: str) -> dict[str, str]:
        """What an object holds; a Secret's decoded."""
        data = self._cluster.get("/api/v1/namespaces/%s/%s/%s" % (self.namespace, kind, name))["data"]
        if kind == "secrets":
            return {key: base64.b64decode(text).decode() for key, text in data.items()}
        return dict(data)

    def everything(self) -> str:
        """All objects that a mask could have reached, as text."""
        path = "/api/v1/namespaces/%s/configmaps" % self.namespace
        return json.dumps([self.live("secrets", "web-secret"), self._cluster.get(path), self.records()])

    def records(self) -> list[dict[str, t.Any]]:
        return records(self._cluster, self.namespace)


def secret_in(secret: str, line: str) -> bool:
    return any(trace in line for trace in traces(secret))


@pytest.fixture
def canaries(cluster: Cluster, tmp_path: Path, ansible_bin: Path) -> Canaries:
    return Canaries(cluster, tmp_path, ansible_bin)


def test_secrets_reach_the_cluster_and_no_output(canaries: Canaries) -> None:
    for revision in (1, 2):
        preview = canaries.play(canaries.release(), words=("--check",))
        assert preview.code == 0
        for sign in ("+", "-") if revision == 2 else ("+",):
            assert "%s  password: <masked " % sign in preview.output
        outcome = canaries.play(canaries.release(), canaries.release())
        assert outcome.code == 0, outcome.output
        assert "changed=1" in outcome.output and LOGGED not in outcome.output and "main: " in outcome.output
        known, config = canaries.tokens, canaries.live("configmaps", "web-config")
        assert config["password"] == known["given"]
        assert config["url"] == "https://admin:%s@example.com/%s" % (known["given"], known["document"])
        secret = canaries.live("secrets", "web-secret")
        assert secret["ordinary"] == secret["plain"] == known["ordinary"] and secret["password"] == known["given"]
        assert known["given"] in canaries.records()[-1]["release"]["manifest"]
        assert canaries.records()[-1]["release"]["config"]["database"] == {"password": known["single"]}
        assert "masked" not in canaries.everything() and "*****" not in canaries.everything()
        canaries.renew()


def test_failures_do_not_quote_secrets(canaries: Canaries) -> None:
    tasks = [canaries.release(fails=where) for where in ("template", "apply", "secret", "hook")]
    tasks.append(canaries.release(limited="{{ given }}"))
    for task in tasks:
        task["ignore_errors"] = True
    previewed = canaries.play(*tasks, words=("--check",))
    assert "ignored=4" in previewed.output
    outcome = canaries.play(*tasks, words=SENT)
    assert "ignored=5" in outcome.output
    for said in ("no good: ", "expected string, got ", "maxLength", LOGGED[:9]):
        assert (said in outcome.output) == (said != LOGGED[:9]), outcome.output


@pytest.mark.parametrize("words", [(), SENT], ids=["in-worker", "as-module"])
def test_a_fleet_keeps_the_secrets_of_all_its_layers(canaries: Canaries, words: tuple[str, ...]) -> None:
    failing = [
        {**canaries.release(fails=where)["chartwright.kube.chart_release"], "name": where}
        for where in ("template", "secret", "hook")
    ]
    defaults = canaries.release()["chartwright.kube.chart_release"]
    repositories = [{"name": "mine", "url": "https://127.0.0.1:1", "username": "u", "password": "{{ repository }}"}]
    fleet = {
        "defaults": {name: value for name, value in defaults.items() if name != "name"},
        "environments": {"here": {"releases": {"web": {"secret_values": {"single": "{{ single }}"}}}}},
        "environment": "here",
        "releases": [{"name": "web", "values": {"plain": "{{ single }}"}}, *failing],
    }
    wrong = {**fleet, "parallel": "{{ given }}"}
    unreachable = {**fleet, "repositories": repositories}
    tasks = [
        {"chartwright.kube.chart_releases": options, "ignore_errors": True} for options in (wrong, unreachable, fleet)
    ]
    assert "ignored=3" in canaries.play(*tasks, words=("--check", *words)).output
    outcome = canaries.play(*tasks, words=words)
    assert "ignored=3" in outcome.output and "3 of 4 releases failed: " in outcome.output, outcome.output
    assert canaries.live("configmaps", "web-config")["password"] == canaries.tokens["given"]


def test_templates_show_masks_and_files_hold_the_values(canaries: Canaries, tmp_path: Path) -> None:
    options = {"chart": str(CHARTS / "secretive"), "secret_values": {"database": {"password": "{{ single }}"}}}
    folder = str(tmp_path / "rendered")
    outcome = canaries.play(
        {"chartwright.kube.chart_template": options},
        {"chartwright.kube.chart_template": {**options, "output_dir": folder}},
    )
    assert outcome.code == 0 and "settings: <masked " in outcome.output, outcome.output
    written = Path(folder, "secretive", "templates", "config.tpl").read_text(encoding="utf-8")
    assert base64.b64encode(canaries.tokens["single"].encode()).decode() in written


def test_passwords_of_repositories_are_in_no_output(canaries: Canaries, tmp_path: Path) -> None:
    server = ChartServer(tmp_path / "served", password=canaries.tokens["repository"])
    server.publish({"tea": ["1.0.0"]}, where="private")
    repository = {"name": "mine", "url": server.private_url, "username": USER, "password": "{{ repository }}"}
    release = {
        "name": "tea", "namespace": canaries.namespace, "chart": "tea", "repo_url": server.private_url,
        "repo_username": USER, "repo_password": "{{ repository }}",
    }  # fmt: skip
    good = [{"chartwright.kube.chart_repo": repository}, {"chartwright.kube.chart_release": release}]
    bad = [
        {"chartwright.kube.chart_repo": {**repository, "url": server.private_url + "/none"}, "ignore_errors": True},
        {"chartwright.kube.chart_release": {**release, "repo_username": "nobody"}, "ignore_errors": True},
    ]
    try:
        assert canaries.play(*bad, *good, words=("--check",)).code == 0
        outcome = canaries.play(*bad, *good)
    finally:
        server.close()
    assert outcome.code == 0 and "ignored=2" in outcome.output, outcome.output


def test_credentials_of_sources_are_in_no_output(
    canaries: Canaries, tmp_path: Path, registry_available: None
) -> None:
    """Of repositories, registries, dependencies and keys, given rightly and wrongly."""
    known = canaries.tokens
    registry = Registry(tmp_path / "registry", tls=True, password=known["registry"])
    web = WebServer(tmp_path / "web", password=known["repository"], token=known["bearer"])
    publish(web.files, {"tea": ["1.0.0"]})
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "Chart.yaml").write_text(
        "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n"
        "- {name: tea, version: 1.0.0, repository: %s/private}\n" % web.url,
        encoding="utf-8",
    )
    keyring = locked_keyring(tmp_path, known["passphrase"])
    (tmp_path / "passphrase").write_text(known["passphrase"] + "\n", encoding="utf-8")
    tea, folder = {"chart": "tea", "destination": str(tmp_path / "pulled")}, "oci://%s/charts" % registry.host
    private = {"url": web.url + "/private", "username": nginx.USER, "password": "{{ repository }}"}
    package = {"path": str(CHARTS / "web"), "destination": str(tmp_path / "packed")}
    signed = {**package, "sign": True, "keyring": str(keyring), "key": "Locked"}
    to_registry = {"repo_username": registries.USER, "repo_ca_cert": str(registry.ca_file)}
    pushed = {"chart": "{{ packed.archive }}", "repo_url": folder, **to_registry}
    login = {"host": registry.host, "username": registries.USER, "ca_cert": str(registry.ca_file)}
    good: list[tuple[str, dict[str, t.Any]]] = [
        ("chart_pull", {**tea, "repo_url": web.url + "/token", "repo_token": "{{ bearer }}"}),
        ("chart_repo", {"name": "tokened", "url": web.url + "/token", "token": "{{ bearer }}"}),
        ("chart_dependency", {"path": str(tmp_path / "top"), "state": "updated", "repo_credentials": [private]}),
        # The cached index is used, with a warning.
        ("chart_dependency", {"path": str(tmp_path / "top"), "repo_credentials": [{**private, "username": "nobody"}]}),
        ("chart_package", {**signed, "passphrase": "{{ passphrase }}"}),
        ("chart_package", {**signed, "passphrase_file": str(tmp_path / "passphrase")}),
        ("chart_push", {**pushed, "repo_password": "{{ registry }}"}),
        ("chart_registry_login", {**login, "password": "{{ registry }}"}),
        ("chart_pull", {**tea, **to_registry, "chart": folder + "/web", "repo_password": "{{ registry }}"}),
    ]
    wrong: list[tuple[str, dict[str, t.Any]]] = [
        ("chart_pull", {**tea, "repo_url": web.url + "/private", "repo_token": "{{ bearer }}"}),
        ("chart_repo", {"name": "wrong", "url": web.url + "/private", "token": "{{ bearer }}"}),
        ("chart_dependency", {"path": str(tmp_path / "top"), "repo_credentials": [{"password": "{{ repository }}"}]}),
        ("chart_package", {**signed, "passphrase": "{{ repository }}"}),
        ("chart_push", {**pushed, "repo_password": "{{ repository }}"}),
        ("chart_registry_login", {**login, "password": "{{ repository }}"}),
        ("chart_pull", {**tea, **to_registry, "chart": folder + "/none", "repo_password": "{{ registry }}"}),
    ]
    tasks = [
        {"chartwright.kube." + module: options, "ignore_errors": ignored, "register": register}
        for ignored, some in ((False, good), (True, wrong))
        for module, options in some
        for register in ["packed" if module == "chart_package" and not ignored else "other"]
    ]
    try:
        outcome = canaries.play(*tasks)
    finally:
        registry.close()
        web.close()
    assert outcome.code == 0 and "ignored=%d " % len(wrong) in outcome.output, outcome.output


def locked_keyring(folder: Path, passphrase: str) -> Path:
    """A keyring with a secret key that the passphrase locks."""
    if not shutil.which("gpg"):
        pytest.skip("gpg is not installed")
    # The agent's socket needs a short path.
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:
        gpg = ["gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback"]
        gpg += ["--passphrase", passphrase]
        subprocess.run([*gpg, "--quick-gen-key", "Locked <l@example.com>", "ed25519", "sign", "0"], check=True)
        exported = subprocess.run([*gpg, "--export-secret-keys"], check=True, capture_output=True).stdout
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False, capture_output=True)
    path = folder / "locked.gpg"
    path.write_bytes(exported)
    return path
