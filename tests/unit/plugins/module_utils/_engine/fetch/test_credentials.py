# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files of credentials as docker and helm write them, and the helper programs that they name."""

from __future__ import annotations

import base64
import json
import threading
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.credentials import (
    NO_CREDENTIAL,
    Credential,
    CredentialFile,
    find_credential,
    server_address,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.locks import file_lock
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths

ME = Credential("me", "a:b c")
AUTH = base64.b64encode(b"me:a:b c").decode()


def credential_file(folder: Path, document: t.Any) -> CredentialFile:
    path = folder / "config.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return CredentialFile(str(path))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("", NO_CREDENTIAL),
        ({"auths": {"host": {"auth": AUTH}}}, ME),
        ({"auths": {"https://host/v1/": {"auth": AUTH}}}, ME),
        ({"auths": {"host": {"username": "me", "password": "a:b c"}}}, ME),
        ({"auths": {"host": {"username": "other", "password": "x", "auth": AUTH}}}, ME),
        ({"auths": {"host": {"identitytoken": "t"}}}, Credential(refresh_token="t")),
        ({"auths": {"host": {"registrytoken": "t"}}}, Credential(access_token="t")),
        ({"auths": {"host": {}}}, NO_CREDENTIAL),
        ({"auths": {"host:5000": {"auth": AUTH}}}, NO_CREDENTIAL),
        ({"auths": None}, NO_CREDENTIAL),
    ],
)
def test_credentials_are_found(tmp_path: Path, document: t.Any, expected: Credential) -> None:
    assert credential_file(tmp_path, document).get("host") == expected


@pytest.mark.parametrize(
    "document",
    [
        "{", "[]", "[" * 100_000, {"auths": []}, {"auths": {"host": "x"}}, {"auths": {"host": {"auth": "%"}}},
        {"auths": {"host": {"auth": base64.b64encode(b"hidden").decode()}}}, {"auths": {"host": {"auth": 5}}},
        {"credsStore": "../../bin/sh"}, {"credsStore": 5}, {"credHelpers": {"host": "a/b"}},
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_without_its_secrets(tmp_path: Path, document: t.Any) -> None:
    with pytest.raises(FetchError) as caught:
        credential_file(tmp_path, document).get("host")
    assert "hidden" not in str(caught.value)


def test_what_is_kept_is_found_and_the_rest_stays(tmp_path: Path) -> None:
    file = credential_file(tmp_path, {"auths": {"other": {"auth": AUTH, "x": 1}}, "psFormat": "<ü>", "n": 1.5})
    file.put("host", ME)
    again = CredentialFile(file.path)
    assert again.get("host") == again.get("other") == ME
    document = json.loads(Path(file.path).read_text())
    assert (document["psFormat"], document["n"], document["auths"]["other"]["x"]) == ("<ü>", 1.5, 1)
    assert Path(file.path).stat().st_mode & 0o777 == 0o600
    again.remove("host")
    assert not CredentialFile(file.path).holds("host")
    with pytest.raises(FetchError, match=r"colons\(:\) are not allowed in username"):
        again.put("host", Credential("a:b", "c"))


def test_helms_file_comes_before_dockers(tmp_path: Path) -> None:
    paths = HelmPaths({"HELM_CONFIG_HOME": str(tmp_path / "helm"), "DOCKER_CONFIG": str(tmp_path / "docker")})
    assert find_credential("host", paths) == NO_CREDENTIAL
    CredentialFile(paths.docker_config).put("host", Credential("docker", "d"))
    assert find_credential("host", paths).username == "docker"
    CredentialFile(paths.registry_config).put("host", Credential("helm", "h"))
    assert find_credential("host", paths).username == "helm"
    CredentialFile(paths.docker_config).put("https://index.docker.io/v1/", Credential("hub", "h"))
    assert find_credential("docker.io", paths) == find_credential("registry-1.docker.io", paths)
    assert find_credential("docker.io", paths).username == "hub"


def test_docker_hub_has_a_key_of_its_own() -> None:
    assert server_address("docker.io") == server_address("registry-1.docker.io") == "https://index.docker.io/v1/"
    assert server_address("ghcr.io") == "ghcr.io"


HELPER = """#!/bin/sh
file="$STORE/$1"
cat > "$file"
[ "$1" = get ] || exit 0
cat "$STORE/answer"
exit $(cat "$STORE/code")
"""


@pytest.fixture
def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "docker-credential-box"
    program.write_text(HELPER)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "%s:/usr/bin:/bin" % tmp_path)
    monkeypatch.setenv("STORE", str(tmp_path))
    (tmp_path / "code").write_text("0")
    return tmp_path


@pytest.mark.parametrize("config", [{"credsStore": "box"}, {"credsStore": "no", "credHelpers": {"host": "box"}}])
def test_a_helper_keeps_the_credentials(helper: Path, config: dict[str, t.Any]) -> None:
    file = credential_file(helper, {**config, "auths": {"host": {"auth": "ignored"}}})
    (helper / "answer").write_text('{"ServerURL": "host", "Username": "me", "Secret": "a:b c"}')
    assert file.get("host") == ME
    assert (helper / "get").read_text() == "host"
    file.put("host", ME)
    assert json.loads((helper / "store").read_text()) == {"ServerURL": "host", "Username": "me", "Secret": "a:b c"}
    file.remove("host")
    assert (helper / "erase").read_text() == "host"


def test_a_helper_may_know_nothing_or_fail(helper: Path) -> None:
    file = credential_file(helper, {"credsStore": "box"})
    (helper / "answer").write_text('{"Username": "<token>", "Secret": "t"}')
    assert file.get("host") == Credential(refresh_token="t")
    for text in ("no", "{}", '{"Username": 1, "Secret": 2}'):
        (helper / "answer").write_text(text)
        with pytest.raises(FetchError, match="answers with no credentials in JSON"):
            file.get("host")
    (helper / "code").write_text("1")
    (helper / "answer").write_text("credentials not found in native keychain\n")
    assert file.get("host") == NO_CREDENTIAL
    (helper / "answer").write_text("the box is locked\n")
    with pytest.raises(FetchError, match="docker-credential-box get: the box is locked"):
        file.get("host")
    with pytest.raises(FetchError, match='"docker-credential-none": executable file not found'):
        credential_file(helper, {"credsStore": "none"}).get("host")


def test_twenty_logins_at_once_are_all_kept(tmp_path: Path) -> None:
    path = str(tmp_path / "registry" / "config.json")

    def add(number: int) -> None:
        with file_lock(path + ".lock", "the credentials"):
            CredentialFile(path).put("host-%d" % number, ME)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(CredentialFile(path).holds("host-%d" % number) for number in range(20))
