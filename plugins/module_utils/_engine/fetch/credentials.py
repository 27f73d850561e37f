# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Credentials of OCI registries: helm's registry/config.json, docker's config.json, and the helper programs they name.

Follows the credentials package of oras: a server's own helper comes first, then the file's store, then the file itself.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import subprocess
import typing as t

from ..errors import FetchError
from .files import write_file
from .paths import HelmPaths

_HELPER_SECONDS = 60
_NOT_FOUND = "credentials not found in native keychain"
_TOKEN_USER = "<token>"
_DOCKER_HUB = "https://index.docker.io/v1/"


class Credential(t.NamedTuple):
    """A user and a password, an identity token to get tokens with, or such a token itself."""

    username: str = ""
    password: str = ""
    refresh_token: str = ""
    access_token: str = ""


NO_CREDENTIAL = Credential()


def server_address(registry: str) -> str:
    """The key by which a registry's credentials are kept."""
    return _DOCKER_HUB if registry in ("docker.io", "registry-1.docker.io") else registry


def find_credential(registry: str, paths: HelmPaths) -> Credential:
    """What helm's file says of a registry, else what docker's says; NO_CREDENTIAL where neither knows it."""
    address = server_address(registry)
    for path in (paths.registry_config, paths.docker_config):
        credential = CredentialFile(path).get(address)
        if credential != NO_CREDENTIAL:
            return credential
    return NO_CREDENTIAL


class CredentialFile:
    """One such file, or the helper that it names for a server; FetchError says what is wrong with it."""

    __slots__ = ("_document", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._document = _read(path)

    def get(self, address: str) -> Credential:
        """The credentials of a server, NO_CREDENTIAL where it has none."""
        helper = self.helper(address)
        if helper:
            return _from_helper(helper, address)
        entries = self._auths()
        entry = entries.get(address)
        if entry is None:
            # Older files name servers by their URLs.
            entry = next((value for key, value in entries.items() if _hostname(key) == address), None)
        if entry is None:
            return NO_CREDENTIAL
        if not isinstance(entry, dict):
            raise FetchError("failed to unmarshal auth field: invalid config format: %s" % self.path)
        return _credential(entry, self.path)

    def put(self, address: str, credential: Credential) -> None:
        """Keep a user and password; ``get`` gives them back."""
        if ":" in credential.username:
            raise FetchError("bad credential format: colons(:) are not allowed in username")
        helper = self.helper(address)
        if helper:
            entry = {"ServerURL": address, "Username": credential.username, "Secret": credential.password}
            _run_helper(helper, "store", json.dumps(entry))
            return
        text = "%s:%s" % (credential.username, credential.password)
        self._auths()[address] = {"auth": base64.b64encode(text.encode("utf-8", "surrogateescape")).decode()}
        self._save()

    def remove(self, address: str) -> None:
        """Forget a server."""
        helper = self.helper(address)
        if helper:
            _run_helper(helper, "erase", address)
            return
        self._auths().pop(address, None)
        self._save()

    def holds(self, address: str) -> bool:
        """Whether there is something to forget."""
        if self.helper(address):
            return self.get(address) != NO_CREDENTIAL
        return address in self._auths()

    def helper(self, address: str) -> str:
        """The end of the name of the program that keeps a server's credentials, empty where the file does."""
        helpers = self._document.get("credHelpers")
        chosen = (helpers.get(address) if isinstance(helpers, dict) else "") or self._document.get("credsStore") or ""
        if not isinstance(chosen, str) or "/" in chosen or "\0" in chosen:
            raise FetchError("%s names a credential helper that is no name of a program" % self.path)
        return chosen

    def _auths(self) -> dict[str, t.Any]:
        entries = self._document.get("auths")
        if entries is None:
            entries = self._document["auths"] = {}
        if not isinstance(entries, dict):
            raise FetchError("failed to unmarshal auths field: invalid config format: %s" % self.path)
        return entries

    def _save(self) -> None:
        try:
            os.makedirs(os.path.dirname(self.path) or ".", mode=0o700, exist_ok=True)
        except OSError as error:
            raise FetchError("cannot write %s: %s" % (self.path, error.strerror)) from error
        text = json.dumps(self._document, indent="\t", sort_keys=True, ensure_ascii=False)
        write_file(self.path, text.encode("utf-8", "surrogatepass"), mode=0o600)


def _read(path: str) -> dict[str, t.Any]:
    try:
        with open(path, "rb") as stream:
            text = stream.read()
        document = json.loads(text) if text.strip() else {}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FetchError("failed to open config file at %s: %s" % (path, error.strerror)) from error
    except (ValueError, RecursionError):
        # What is in it may be a secret.
        raise FetchError("failed to decode config file %s: invalid config format: it is no JSON" % path) from None
    if not isinstance(document, dict):
        raise FetchError("failed to decode config file %s: invalid config format: it is no object" % path)
    return document


def _credential(entry: dict[str, t.Any], path: str) -> Credential:
    values = {key: entry.get(key) or "" for key in ("username", "password", "identitytoken", "registrytoken", "auth")}
    if not all(isinstance(value, str) for value in values.values()):
        raise FetchError("failed to unmarshal auth field: invalid config format: %s" % path)
    username, password = values["username"], values["password"]
    if values["auth"]:
        try:
            decoded = base64.b64decode(values["auth"], validate=True).decode("utf-8", "surrogateescape")
        except (binascii.Error, ValueError):
            raise FetchError("failed to decode auth field: invalid config format: %s" % path) from None
        username, colon, password = decoded.partition(":")
        if not colon:
            raise FetchError("failed to decode auth field: invalid config format: %s" % path)
    return Credential(username, password, values["identitytoken"], values["registrytoken"])


def _hostname(address: str) -> str:
    return address.removeprefix("http://").removeprefix("https://").partition("/")[0]


def _from_helper(helper: str, address: str) -> Credential:
    output = _run_helper(helper, "get", address)
    if output is None:
        return NO_CREDENTIAL
    try:
        entry = json.loads(output)
        username, secret = entry["Username"], entry["Secret"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FetchError("docker-credential-%s answers with no credentials in JSON" % helper) from None
    if not isinstance(username, str) or not isinstance(secret, str):
        raise FetchError("docker-credential-%s answers with no credentials in JSON" % helper)
    return Credential(refresh_token=secret) if username == _TOKEN_USER else Credential(username, secret)


def _run_helper(helper: str, action: str, text: str) -> str | None:
    """What the helper prints; None where it has nothing for the server."""
    name = "docker-credential-" + helper
    try:
        answer = subprocess.run(
            [name, action], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
            timeout=_HELPER_SECONDS,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise FetchError('exec: "%s": executable file not found in $PATH' % name) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise FetchError("cannot run %s: %s" % (name, type(error).__name__)) from error
    output = answer.stdout.decode("utf-8", "replace")
    if not answer.returncode:
        return output
    if action != "store" and output.strip() == _NOT_FOUND:
        return None
    # A failed "get" says why; it prints no secret then.
    raise FetchError("%s %s: %s" % (name, action, output.strip()[:500] or "exit status %d" % answer.returncode))


__all__ = ("NO_CREDENTIAL", "Credential", "CredentialFile", "find_credential", "server_address")
