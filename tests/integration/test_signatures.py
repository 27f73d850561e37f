# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Signatures with helm and us in turn: we sign what it verifies, and find what it finds."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
import typing as t
from pathlib import Path

import pysequoia
import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._module.dependencies import chart_dependency
from ansible_collections.chartwright.kube.plugins.module_utils._module.packages import chart_package
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import Context
from ansible_collections.chartwright.kube.plugins.module_utils._module.sources import find_chart
from ansible_collections.chartwright.kube.tests.integration.chart_server import publish
from ansible_collections.chartwright.kube.tests.integration.defaults import DEPENDENCY, PACKAGE, SOURCE
from ansible_collections.chartwright.kube.tests.integration.helm_command import Helm
from ansible_collections.chartwright.kube.tests.integration.test_registries import push_file
from ansible_collections.chartwright.kube.tests.testbed.registry import Registry
from ansible_collections.chartwright.kube.tests.testbed.web_server import WebServer

pytestmark = pytest.mark.usefixtures("at_home")


class Key(t.NamedTuple):
    """A key pair in files, one of several; ``passphrase`` locks the secret one."""

    user: str
    secret: Path
    public: Path
    passphrase: str


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Key]:
    """Keys of GnuPG's in the forms that it writes, and one with a subkey that signs."""
    folder = tmp_path_factory.mktemp("keys")
    generated = pysequoia.Tsk.generate("Sub Key <sub@example.com>")
    (folder / "sub.gpg").write_bytes(bytes(generated))
    (folder / "sub-public.asc").write_text(str(generated.extract_certificate()), encoding="utf-8")
    found = {"subkey": Key("Sub Key", folder / "sub.gpg", folder / "sub-public.asc", "")}
    if not shutil.which("gpg"):
        return found
    # The agent's socket needs a short path.
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:
        gpg = ["gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase"]
        for user, kind, passphrase in (("Chart Maker", "ed25519", ""), ("Locked Away", "rsa2048", "pass phrase")):
            identity = "%s <%s@example.com>" % (user, user.lower().replace(" ", "."))
            subprocess.run([*gpg, passphrase, "--quick-gen-key", identity, kind, "sign", "0"], check=True)
        for name, words in (
            ("all.gpg", ["--export-secret-keys"]),
            ("all.asc", ["--armor", "--export-secret-keys"]),
            ("public.gpg", ["--export"]),
            ("public.asc", ["--armor", "--export"]),
        ):
            (folder / name).write_bytes(
                subprocess.run([*gpg, "pass phrase", *words], check=True, capture_output=True).stdout
            )
        shutil.copy(Path(home) / "pubring.kbx", folder / "public.kbx")
        subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False, capture_output=True)
    found["binary"] = Key("Chart Maker", folder / "all.gpg", folder / "public.gpg", "")
    found["armored, locked"] = Key("locked.away@", folder / "all.asc", folder / "public.asc", "pass phrase")
    found["keybox"] = Key("Chart Maker <chart.maker@example.com>", folder / "all.asc", folder / "public.kbx", "")
    return found


def key_of(keys: dict[str, Key], name: str) -> Key:
    if name not in keys:
        pytest.skip("gpg is not installed")
    return keys[name]


def sign(folder: Path, pair: Key, **more: t.Any) -> dict[str, t.Any]:
    """Package and sign the chart tea as chart_package does."""
    chart = folder / "source" / "tea"
    if not chart.exists():
        chart.mkdir(parents=True)
        text = "apiVersion: v2\nname: tea\nversion: 1.0.0\nkeywords: ['- dashes', 'é']\nmaintainers:\n- name: Jane\n"
        (chart / "Chart.yaml").write_text(text, encoding="utf-8")
    options = {**PACKAGE, "path": str(chart), "destination": str(folder / "signed"), "sign": True}
    options.update(key=pair.user, keyring=str(pair.secret), passphrase=pair.passphrase or None)
    return chart_package({**options, **more}, Context())


KEYS = ["subkey", "binary", "armored, locked", "keybox"]


@pytest.mark.parametrize("name", KEYS)
def test_what_we_sign_helm_verifies_and_it_is_signed_once(
    name: str, keys: dict[str, Key], helm: Helm, tmp_path: Path
) -> None:
    key = key_of(keys, name)
    first = sign(tmp_path, key)
    said = helm("verify", first["archive"], "--keyring", key.public)
    proof = first["signature"]
    assert said.splitlines() == [
        "Signed by: %s" % proof["signed_by"][0],
        "Using Key With Fingerprint: %s" % proof["fingerprint"],
        "Chart Hash Verified: %s" % proof["hash"],
    ]
    assert proof["hash"] == "sha256:" + first["digest"]
    held = Path(first["provenance"]).read_bytes()
    second = sign(tmp_path, key)
    assert (first["changed"], second["changed"], second["signature"]) == (True, False, proof)
    assert Path(first["provenance"]).read_bytes() == held
    assert sign(tmp_path, key, version="1.0.1")["changed"]
    Path(first["provenance"]).write_bytes(held.replace(b"tea", b"tee"))
    assert sign(tmp_path, key)["changed"]
    helm("verify", first["archive"], "--keyring", key.public)


def test_the_signed_text_is_helms(keys: dict[str, Key], helm: Helm, tmp_path: Path) -> None:
    key = key_of(keys, "binary")
    ours = sign(tmp_path, key)
    helm.environ["SOURCE_DATE_EPOCH"] = "0"
    source = tmp_path / "source" / "tea"
    helm("package", source, "-d", tmp_path, "--sign", "--key", key.user, "--keyring", key.secret)
    theirs = tmp_path / "tea-1.0.0.tgz"
    texts = []
    for archive, provenance in ((Path(ours["archive"]), ours["provenance"]), (theirs, "%s.prov" % theirs)):
        text = Path(provenance).read_text(encoding="utf-8").partition("-----BEGIN PGP SIGNATURE")[0]
        texts.append(text.replace(hashlib.sha256(archive.read_bytes()).hexdigest(), "DIGEST"))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"key": "nobody"}, "private key not found"),
        ({"key": "example.com"}, 'more than one key contain the id "example.com"'),
        ({"key": None}, "several secret keys"),
        ({"key": "Locked"}, "cannot sign: .*encrypted"),
        ({"key": "Locked", "passphrase": "wrong"}, "this passphrase does not unlock it"),
        ({"keyring": "PUBLIC"}, "provided key is not a private key. Try providing a keyring with secret keys"),
        ({"keyring": "/nowhere"}, "failed to load keyring: open /nowhere: no such file or directory"),
        ({"passphrase_file": "/nowhere"}, "open /nowhere: no such file"),
    ],
)
def test_a_key_that_cannot_sign_is_named(
    options: dict[str, t.Any], words: str, keys: dict[str, Key], tmp_path: Path
) -> None:
    key = key_of(keys, "binary")
    if options.get("keyring") == "PUBLIC":
        options = {"keyring": str(key.public)}
    with pytest.raises(EngineError, match=words):
        sign(tmp_path, key, **options)
    assert not list((tmp_path / "signed").glob("*.prov"))


def test_a_signed_chart_is_verified_wherever_it_is_named(
    keys: dict[str, Key], web: WebServer, served: str, helm: Helm, tmp_path: Path, open_registry: Registry
) -> None:
    key = keys["subkey"]
    archive = Path(sign(tmp_path, key)["archive"])
    path = web.files / served
    shutil.copy(archive, path)
    shutil.copy("%s.prov" % archive, path)
    index = (path / "index.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    (path / "index.yaml").write_text(re.sub("digest: .*\n(.*\n.*tea-1.0.0.tgz)", r"digest: %s\n\1" % digest, index))
    push_file(archive, open_registry, "proven")
    url = "%s/%s" % (web.url, served)
    ways: list[dict[str, t.Any]] = [
        {"chart": str(archive)},
        {"chart": "tea", "repo_url": url, "version": "1.0.0"},
        {"chart": url + "/tea-1.0.0.tgz"},
        {"chart": "oci://%s/proven/tea" % open_registry.host, "plain_http": True},
        {"chart": "oci://%s/proven/tea:1.0.0" % open_registry.host, "plain_http": True},
    ]
    helm("repo", "add", "mine", url)
    ways.append({"chart": "mine/tea", "version": "1.0.0"})
    for way in ways:
        options = {**SOURCE, **way, "verify": True, "keyring": str(key.public)}
        found = find_chart(options, warn=str)
        assert found.source["verification"]["hash"] == "sha256:" + found.digest == "sha256:" + digest, way
        assert found.source["verification"]["signed_by"] == ["Sub Key <sub@example.com>"]
        other = pysequoia.Tsk.generate("Other <other@example.com>").extract_certificate()
        (tmp_path / "other.asc").write_text(str(other), encoding="utf-8")
        with pytest.raises(EngineError, match="is not signed by a key in"):
            find_chart({**options, "keyring": str(tmp_path / "other.asc")}, warn=str)
        if way["chart"] != str(archive):
            assert find_chart({**options, "offline": True}, warn=str).source == found.source
    unsigned = {
        **SOURCE,
        "chart": "tea",
        "repo_url": url,
        "version": "1.2.0",
        "verify": True,
        "keyring": str(key.public),
    }
    with pytest.raises(EngineError, match=r"failed to fetch provenance .*tea-1.2.0.tgz.prov.*404"):
        find_chart(unsigned, warn=str)
    folder = {**SOURCE, "chart": str(tmp_path / "source" / "tea"), "verify": True, "keyring": str(key.public)}
    for changes, words in (
        ({}, "unpacked charts cannot be verified"),
        ({"verify": False, "digest": digest}, "a folder"),
    ):
        with pytest.raises(EngineError, match=words):
            find_chart({**folder, **changes}, warn=str)
    (path / "tea-1.0.0.tgz").write_bytes(archive.read_bytes() + b"\0")
    shutil.rmtree(helm.paths.content_cache)
    with pytest.raises(EngineError, match=r"sha256 sum does not match for tea-1.0.0.tgz"):
        find_chart({**SOURCE, "chart": url + "/tea-1.0.0.tgz", "verify": True, "keyring": str(key.public)}, warn=str)


@pytest.mark.parametrize("tampered", [False, True])
def test_dependencies_are_verified_as_helm_verifies_them(
    tampered: bool, keys: dict[str, Key], web: WebServer, served: str, helm: Helm, tmp_path: Path
) -> None:
    key = keys["subkey"]
    archive = Path(sign(tmp_path, key)["archive"])
    path = web.files / served
    publish(path, {"tea": ["1.0.0"]})
    provenance = Path("%s.prov" % archive).read_bytes()
    if not tampered:
        (path / "tea-1.0.0.tgz").write_bytes(archive.read_bytes())
    (path / "tea-1.0.0.tgz.prov").write_bytes(provenance)
    index = (path / "index.yaml").read_text(encoding="utf-8")
    (path / "index.yaml").write_text(re.sub(" *digest.*\n", "", index), encoding="utf-8")
    for folder in ("ours", "theirs"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Chart.yaml").write_text(
            "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n"
            "- {name: tea, version: 1.0.0, repository: '%s/%s'}\n" % (web.url, served),
            encoding="utf-8",
        )
    options = {**DEPENDENCY, "path": str(tmp_path / "ours")}
    options.update(verify=True, keyring=str(key.public))
    helm("repo", "add", "mine", "%s/%s" % (web.url, served))
    theirs = helm.run("dependency", "update", tmp_path / "theirs", "--verify", "--keyring", key.public)
    if tampered:
        assert "sha256 sum does not match" in theirs.stderr
        with pytest.raises(EngineError, match="sha256 sum does not match"):
            chart_dependency(options, Context())
        assert not (tmp_path / "ours" / "charts").exists()
    else:
        assert theirs.returncode == 0, theirs.stderr
        assert chart_dependency(options, Context())["written"] == ["tea-1.0.0.tgz"]
