# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Registries with helm and us in turn: the same manifests, charts, credentials and words."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
import typing as t
import urllib.request
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_archive
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.access import Access
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_push import Package, push
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.provenance import verify_provenance
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import (
    ChartSource,
    FetchedChart,
    chart_versions,
    fetch_chart,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.logins import chart_registry_login
from ansible_collections.chartwright.kube.plugins.module_utils._module.pushing import chart_push
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import Context
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm
from ansible_collections.chartwright.kube.tests.integration.playbooks import Runner
from ansible_collections.chartwright.kube.tests.integration.token_server import TokenServer
from ansible_collections.chartwright.kube.tests.testbed.registry import PASSWORD, USER, Registry

if t.TYPE_CHECKING:
    from ansible_collections.chartwright.kube.tests.conftest import Cluster

_CHART = """\
apiVersion: v2
name: %s
version: %s
appVersion: "1 < 2"
description: " A chart & more "
home: https://example.com/?a=1&b=2
sources: [https://example.com/git, https://example.com/other]
keywords: [zebra, ape]
maintainers:
  - name: Jane Roe
    email: jane@example.com
  - name: Nobody
  - name: John
    url: https://example.com/john
annotations:
  org.opencontainers.image.title: not this name
  org.opencontainers.image.url: https://example.com/instead
  licence: GPL-3.0-or-later
dependencies:
  - {name: sub, version: ">=1", repository: "", condition: sub.enabled, tags: [a]}
"""


def package(folder: Path, name: str = "tea", version: str = "1.2.0+build.7") -> Path:
    """An archive with everything in its Chart.yaml that a manifest can tell of."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for inside, text in (
            ("Chart.yaml", _CHART % (name, version)),
            ("values.yaml", "greeting: hello\n"),
            ("templates/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"),
            ("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
        ):
            entry = tarfile.TarInfo("%s/%s" % (name, inside))
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    path = folder / ("%s-%s.tgz" % (name, version))
    path.write_bytes(gzip.compress(packed.getvalue(), mtime=0))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def plain(registry: Registry) -> Access:
    return Access(registry.url, plain_http=True)


def fetch(helm: Helm, chart: str, version: str = "", **options: t.Any) -> FetchedChart:
    return fetch_chart(ChartSource(chart, version=version, **options), helm.paths)


def manifest(registry: Registry, repository: str, tag: str) -> bytes:
    request = urllib.request.Request(
        "%s/v2/%s/manifests/%s" % (registry.url, repository, tag),
        headers={"Accept": "application/vnd.oci.image.manifest.v1+json"},
    )
    with urllib.request.urlopen(request) as answer:
        data: bytes = answer.read()
    return data


def push_file(path: Path, registry: Registry, folder: str, **options: t.Any) -> dict[str, t.Any]:
    params: dict[str, t.Any] = {
        "chart": str(path), "repo_url": "oci://%s/%s" % (registry.host, folder), "overwrite": True,
        "repo_username": None, "repo_password": None, "repo_ca_cert": None, "repo_client_cert": None,
        "repo_client_key": None, "repo_validate_certs": True, "plain_http": True, **options,
    }  # fmt: skip
    return chart_push(params, Context())


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
@pytest.mark.parametrize("signed", [False, True])
def test_our_manifest_is_helms_byte_for_byte(
    open_registry: Registry, helm: Helm, tmp_path: Path, signed: bool, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        helm.environ["TZ"] = zone
        path = package(tmp_path)
        if signed:
            path.with_name(path.name + ".prov").write_text("signed\n")
        name = "%s-%s" % (zone.lower().replace("/", "-"), signed)
        helm("push", path, "oci://%s/helm/%s" % (open_registry.host, name.lower()), "--plain-http")
        ours = push_file(path, open_registry, "ours/" + name.lower())
    finally:
        monkeypatch.undo()
        time.tzset()
    theirs = manifest(open_registry, "helm/%s/tea" % name.lower(), "1.2.0_build.7")
    assert manifest(open_registry, "ours/%s/tea" % name.lower(), "1.2.0_build.7") == theirs
    assert len(json.loads(theirs)["layers"]) == 1 + signed
    assert ours["changed"]


def test_helm_pulls_what_we_push_and_we_pull_what_helm_pushes(
    open_registry: Registry, helm: Helm, tmp_path: Path
) -> None:
    path = package(tmp_path)
    provenance = path.with_name(path.name + ".prov")
    provenance.write_text("signed\n")
    pushed = push_file(path, open_registry, "mine")
    (tmp_path / "got").mkdir()
    said = helm(
        "pull", "oci://%s/mine/tea" % open_registry.host, "--version", "^1", "--prov", "--plain-http",
        "-d", tmp_path / "got",
    )  # fmt: skip
    assert "Digest: " + pushed["digest"] in said
    assert (tmp_path / "got" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "got" / provenance.name).read_text() == "signed\n"
    helm("push", path, "oci://%s/theirs" % open_registry.host, "--plain-http")
    got = fetch(
        helm, "oci://%s/theirs/tea" % open_registry.host, "^1", access=plain(open_registry), provenance=True
    )  # fmt: skip
    assert got.data == path.read_bytes()
    assert got.provenance == b"signed\n"
    assert got.manifest_digest == pushed["digest"]


def test_what_helm_has_pushed_is_no_change_for_us(open_registry: Registry, helm: Helm, tmp_path: Path) -> None:
    path = package(tmp_path)
    helm("push", path, "oci://%s/same" % open_registry.host, "--plain-http")
    before = len(open_registry.requests())
    assert not push_file(path, open_registry, "same")["changed"]
    asked = open_registry.requests()[before:]
    assert [line for line in asked if not line.startswith("GET ")] == []


def test_blobs_that_are_there_are_not_sent_again(open_registry: Registry, tmp_path: Path) -> None:
    path = package(tmp_path)
    push_file(path, open_registry, "again")
    path.with_name(path.name + ".prov").write_text("signed\n")
    before = len(open_registry.requests())
    assert push_file(path, open_registry, "again")["changed"]
    methods = [line.split()[0] for line in open_registry.requests()[before:]]
    assert sorted(methods) == ["GET", "HEAD", "HEAD", "HEAD", "POST", "PUT", "PUT"]


_ZEROS = "0" * 64
_BAD = [
    ("tea", "9.9.9"),
    ("tea", "^9"),
    ("tea", "1.2"),
    ("tea:1.2.0", "1.3.0"),
    ("tea:latest", ""),
    ("tea", "bad~~"),
    ("none", ""),
    ("none", "1.0.0"),
    ("Tea", "1.0.0"),
    ("tea@sha256:00", ""),
    ("tea@sha256:" + _ZEROS, ""),
    ("tea@md5:" + _ZEROS, ""),
    ("tea:1.2.0@sha256:" + _ZEROS, ""),
    ("tea:-x", "1.0.0"),
    ("image:1.0.0", ""),
]


@pytest.mark.parametrize(("chart", "version"), _BAD)
def test_what_is_not_there_is_said_in_helms_words(
    open_registry: Registry, helm: Helm, tmp_path: Path, chart: str, version: str
) -> None:
    push_file(package(tmp_path, version="1.2.0"), open_registry, "words")
    _push_image(open_registry, "words/image")
    url = "oci://%s/words/%s" % (open_registry.host, chart)
    words = ["--version", version] if version else []
    expected = helm.error("pull", url, *words, "--plain-http", "-d", tmp_path)
    with pytest.raises(EngineError) as caught:
        fetch(helm, url, version, access=plain(open_registry))
    assert str(caught.value) == expected


def _push_image(registry: Registry, repository: str) -> None:
    """A manifest of something that is no chart."""
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_client import RegistryClient
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_manifest import Descriptor
    from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_reference import parse_reference

    empty = Descriptor("application/vnd.oci.empty.v1+json", "sha256:" + hashlib.sha256(b"{}").hexdigest(), 2)
    described = {"mediaType": empty.media_type, "digest": empty.digest, "size": 2}
    body = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": described}
    reference = parse_reference("%s/%s:1.0.0" % (registry.host, repository))
    with RegistryClient(reference, plain(registry), HelmPaths({}), push=True) as client:
        client.upload(empty, b"{}")
        client.put_manifest("1.0.0", json.dumps({**body, "layers": [described]}).encode())


def test_versions_resolve_as_helm_resolves_them(open_registry: Registry, helm: Helm, tmp_path: Path) -> None:
    versions = ["0.9.0", "1.2.0", "1.10.0", "1.10.1-rc.1", "2.0.0+a.1", "3.0.0-beta"]
    for version in versions:
        push_file(package(tmp_path, "pot", version), open_registry, "many")
    url = "oci://%s/many/pot" % open_registry.host
    for constraint in ("", "^1", "~1.2", ">0.0.0-0", "<1", "1.x", ">=1 <2", "2.0.0+a.1", "^3.0.0-0", "*", ">=1.10.1-0"):
        words = ["--version", constraint] if constraint else []
        shutil.rmtree(tmp_path / "one", ignore_errors=True)
        (tmp_path / "one").mkdir()
        helm("pull", url, *words, "--plain-http", "-d", tmp_path / "one")
        (expected,) = (tmp_path / "one").glob("*.tgz")
        got = fetch(helm, url, constraint, access=plain(open_registry))
        assert "pot-%s.tgz" % load_archive(got.data).metadata.version == expected.name, constraint
    found = chart_versions(ChartSource(url, access=plain(open_registry)), helm.paths)
    assert [entry.version for entry in found] == [
        "3.0.0-beta", "2.0.0+a.1", "1.10.1-rc.1", "1.10.0", "1.2.0", "0.9.0",
    ]  # fmt: skip


def test_a_pinned_chart_is_taken_from_the_caches_without_a_request(
    open_registry: Registry, helm: Helm, tmp_path: Path
) -> None:
    pushed = push_file(package(tmp_path, version="1.2.0"), open_registry, "cached")
    url = "oci://%s/cached/tea" % open_registry.host
    first = fetch(helm, url, access=plain(open_registry))
    before = len(open_registry.requests())
    assert fetch(helm, "%s@%s" % (url, pushed["digest"]), access=plain(open_registry)).data == first.data
    assert fetch(helm, url, "^1", access=plain(open_registry), offline=True).data == first.data
    assert len(open_registry.requests()) == before
    fetch(helm, url, "1.2.0", access=plain(open_registry))
    assert open_registry.requests()[before:] == ["GET /v2/cached/tea/manifests/1.2.0"]


def test_without_leave_to_write_nothing_is_written(open_registry: Registry, helm: Helm, tmp_path: Path) -> None:
    path = package(tmp_path, version="1.2.0")
    push_file(path, open_registry, "unwritten")
    fetch(helm, "oci://%s/unwritten/tea" % open_registry.host, access=plain(open_registry), write=False)
    assert sorted(tmp_path.iterdir()) == [path]


def test_helm_takes_a_pinned_chart_from_our_cache(open_registry: Registry, helm: Helm, tmp_path: Path) -> None:
    pushed = push_file(package(tmp_path, version="1.2.0"), open_registry, "shared")
    url = "oci://%s/shared/tea:1.2.0@%s" % (open_registry.host, pushed["digest"])
    fetch(helm, url, access=plain(open_registry))
    before = len(open_registry.requests())
    helm("template", url, "--plain-http")
    asked = open_registry.requests()[before:]
    assert [line for line in asked if "/blobs/" in line] == []


@pytest.fixture
def gnupg(tmp_path: Path) -> t.Iterator[Path]:
    """GnuPG's folder with a key whose primary part signs, as helm needs it; the secret key is in ``secret.gpg``."""
    if not shutil.which("gpg"):
        pytest.skip("gpg is not installed")
    # The agent's socket needs a short path.
    with tempfile.TemporaryDirectory(prefix="gpg-") as name:
        command = ["gpg", "--homedir", name, "--batch", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback"]
        user = "Chart Maker <maker@example.com>"
        subprocess.run([*command, "--quick-gen-key", user, "ed25519", "sign", "0"], check=True, capture_output=True)
        secret = subprocess.run([*command, "--export-secret-keys"], check=True, capture_output=True).stdout
        (tmp_path / "secret.gpg").write_bytes(secret)
        yield Path(name)
        subprocess.run(["gpgconf", "--homedir", name, "--kill", "all"], check=False, capture_output=True)


def test_what_helm_signs_we_verify(open_registry: Registry, helm: Helm, tmp_path: Path, gnupg: Path) -> None:
    keyring = gnupg / "pubring.kbx"
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea" / "Chart.yaml").write_text("apiVersion: v2\nname: tea\nversion: 1.2.0\n")
    helm("package", "tea", "--sign", "--key", "Chart Maker", "--keyring", "secret.gpg")
    helm("push", "tea-1.2.0.tgz", "oci://%s/signed" % open_registry.host, "--plain-http")
    got = fetch(
        helm, "oci://%s/signed/tea" % open_registry.host, access=plain(open_registry), provenance=True
    )  # fmt: skip
    found = verify_provenance(
        got.data, got.provenance or b"", "tea-1.2.0.tgz", keyring=str(keyring)
    )  # fmt: skip
    said = helm("verify", "tea-1.2.0.tgz", "--keyring", keyring)
    assert "Signed by: %s" % found.signed_by[0] in said
    assert "Using Key With Fingerprint: %s" % found.fingerprint in said
    assert "Chart Hash Verified: %s" % found.hash in said


def test_a_release_comes_from_a_registry(
    open_registry: Registry, cluster: Cluster, tmp_path: Path, ansible_bin: Path
) -> None:
    pushed = push_file(package(tmp_path, version="1.2.0"), open_registry, "released")
    url = "oci://%s/released/tea" % open_registry.host
    release = {"name": "tea", "namespace": cluster.namespace(), "create_namespace": True, "plain_http": True}
    tasks: list[dict[str, t.Any]] = [
        {"chartwright.kube.chart_release": {**release, "chart": url, "version": "^1"}, "register": "first"},
        {
            "chartwright.kube.chart_release": {**release, "chart": "%s@%s" % (url, pushed["digest"])},
            "register": "second",
        },
        {"ansible.builtin.assert": {"that": ["first is changed", "second is not changed"]}},
    ]
    outcome = Runner(tmp_path / "play", cluster.kubeconfig, bin_folder=ansible_bin).play(tasks)
    assert outcome.code == 0, outcome.output


def login(registry: Registry, **options: t.Any) -> dict[str, t.Any]:
    params: dict[str, t.Any] = {
        "host": registry.host, "state": "present", "username": USER, "password": PASSWORD, "ca_cert": None,
        "client_cert": None, "client_key": None, "validate_certs": True, "insecure": None, "plain_http": False,
        "binary_path": None, **options,
    }  # fmt: skip
    return chart_registry_login(params, Context())


def test_our_login_is_helms(registry: Registry, helm: Helm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Helm(tmp_path / "other")
    other.folder.mkdir()
    other(
        "registry", "login", registry.host, "-u", USER, "-p", PASSWORD, "--ca-file", registry.ca_file
    )  # fmt: skip
    monkeypatch.setenv("HELM_CONFIG_HOME", helm.environ["HELM_CONFIG_HOME"])
    assert login(registry, ca_cert=str(registry.ca_file))["changed"]
    ours, theirs = Path(helm.paths.registry_config), Path(other.paths.registry_config)
    assert ours.read_bytes() == theirs.read_bytes()
    assert ours.stat().st_mode == theirs.stat().st_mode
    path = package(tmp_path, version="1.2.0")
    helm("push", path, "oci://%s/login" % registry.host, "--ca-file", registry.ca_file)
    access = Access("", ca_file=str(registry.ca_file))
    assert fetch(helm, "oci://%s/login/tea" % registry.host, access=access).data == path.read_bytes()
    helm("registry", "logout", registry.host)
    assert not login(registry, state="absent")["changed"]
    with pytest.raises(EngineError, match="basic credential not found"):
        fetch(helm, "oci://%s/login/tea" % registry.host, "1.2.1", access=access)


@pytest.mark.parametrize("helper", [{"credsStore": "tests"}, {"credHelpers": {}}])
def test_docker_keeps_credentials_for_us_too(
    registry: Registry, helm: Helm, tmp_path: Path, helper: dict[str, t.Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    answer = json.dumps({"ServerURL": registry.host, "Username": USER, "Secret": PASSWORD})
    (programs / "docker-credential-tests").write_text("#!/bin/sh\ncat >/dev/null\necho '%s'\n" % answer)
    (programs / "docker-credential-tests").chmod(0o755)
    monkeypatch.setenv("PATH", "%s:/usr/bin:/bin" % programs)
    if "credHelpers" in helper:
        helper = {"credHelpers": {registry.host: "tests"}}
    (tmp_path / "docker").mkdir()
    (tmp_path / "docker" / "config.json").write_text(json.dumps(helper))
    with pytest.raises(EngineError, match=r"tea:9\.9\.9: not found"):
        fetch(
            helm, "oci://%s/helper/tea" % registry.host, "9.9.9", access=Access("", ca_file=str(registry.ca_file))
        )  # fmt: skip


@pytest.fixture
def tokens(tmp_path: Path) -> t.Iterator[TokenServer]:
    server = TokenServer(tmp_path / "token-registry", user=USER, password=PASSWORD)
    yield server
    server.close()


def test_tokens_are_asked_for_once_by_scope(
    registry_available: None, tokens: TokenServer, helm: Helm, tmp_path: Path
) -> None:
    registry = Registry(tmp_path / "token-registry", token=tokens.realm)
    try:
        path = package(tmp_path, version="1.2.0")
        push_file(path, registry, "scoped", repo_username=USER, repo_password=PASSWORD)
        assert tokens.asked == [("GET", ["repository:scoped/tea:pull,push"], USER)]
        tokens.asked.clear()
        assert fetch(helm, "oci://%s/scoped/tea" % registry.host, access=plain(registry)).data == path.read_bytes()
        assert tokens.asked == [("GET", ["repository:scoped/tea:pull"], "")]
        with pytest.raises(EngineError, match="401"):
            push_file(path, registry, "scoped", repo_username=USER, repo_password="wrong")
        with pytest.raises(EngineError, match=r"401|denied"):
            push_file(package(tmp_path, version="1.3.0"), registry, "scoped")
        helm("registry", "login", registry.host, "-u", USER, "-p", PASSWORD, "--plain-http")
        helm("push", package(tmp_path, version="1.4.0"), "oci://%s/scoped" % registry.host, "--plain-http")
        assert fetch(helm, "oci://%s/scoped/tea" % registry.host, ">1.2", access=plain(registry)).digest
    finally:
        registry.close()


def test_two_pushes_of_one_chart_leave_one_chart(open_registry: Registry, tmp_path: Path) -> None:
    path = package(tmp_path, version="1.2.0")
    chart = load_archive(path.read_bytes())
    one = Package(path.read_bytes(), chart.metadata, None, "2020-01-01T00:00:00Z")
    for number in range(2):
        pushed = push(
            one._replace(created="202%d-01-01T00:00:00Z" % number), "oci://%s/twice/" % open_registry.host,
            access=plain(open_registry), paths=HelmPaths({}), overwrite=False, write=True,
        )  # fmt: skip
        assert pushed.changed == (number == 0)
