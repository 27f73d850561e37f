# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Answers a registry's demand for credentials: basic authentication, and bearer tokens by scope.

Follows the auth client of oras: tokens come from the realm that the registry names, by the distribution specification
(GET) or, with an identity token, by OAuth2 (POST). A realm that would take credentials to a private address or off
TLS is refused.
"""

from __future__ import annotations

import json
import re
import typing as t
import urllib.parse

from ..errors import FetchError
from .access import basic
from .credentials import NO_CREDENTIAL, Credential
from .oci_errors import response_error
from .transport import Answer, Transport

TOKEN_LIMIT = 128 << 10
_CLIENT_ID = "chartwright.kube"
_SCHEME = re.compile(r"[\s,]*([A-Za-z][A-Za-z0-9_-]*)(?=\s|,|$)")
_PARAMETER = re.compile(r'[\s,]*([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_TOKEN = re.compile(r"[!-~]+")


class Authorizer:
    """The ``Authorization`` headers for one registry; ``credential`` is asked only once they are demanded.

    ``scope`` names what tokens are for; ``oauth2`` sends user and password as OAuth2 form, as some registries want.
    """

    __slots__ = ("_basic", "_credential", "_oauth2", "_scope", "_tokens", "_transport")

    def __init__(
        self, transport: Transport, credential: t.Callable[[], Credential], *, scope: str = "", oauth2: bool = False
    ) -> None:
        self._transport = transport
        self._credential = credential
        self._scope = scope
        self._oauth2 = oauth2
        self._basic = ""
        self._tokens: dict[str, str] = {}

    def header(self) -> str:
        """What is known to be accepted; empty at first."""
        return self._basic or self._tokens.get(self._scope, "")

    def answer(self, challenged: Answer, method: str) -> str:
        """The header that a 401 asks for, empty where nothing it names is known; FetchError without credentials."""
        challenges = parse_challenges(challenged.headers.get("www-authenticate", ""))
        try:
            if "bearer" in challenges:
                return self._bearer(challenges["bearer"], challenged.url)
            if "basic" in challenges:
                self._basic = _basic(self._credential())
                return self._basic
        except FetchError as error:
            raise FetchError('%s "%s": %s' % (method, challenged.url, error)) from error
        return ""

    def _bearer(self, parameters: dict[str, str], registry_url: str) -> str:
        realm = parameters.get("realm", "")
        _check_realm(realm, registry_url)
        scopes = clean_scopes([*self._scope.split(), *parameters.get("scope", "").split()])
        header = "Bearer " + self._fetch_token(realm, parameters.get("service", ""), scopes)
        self._tokens[self._scope] = header
        return header

    def _fetch_token(self, realm: str, service: str, scopes: list[str]) -> str:
        credential = self._credential()
        if credential.access_token:
            return credential.access_token
        if credential.refresh_token or (self._oauth2 and credential != NO_CREDENTIAL):
            method, answer = "POST", self._oauth2_answer(realm, service, scopes, credential)
        else:
            method, answer = "GET", self._distribution_answer(realm, service, scopes, credential)
        if answer.status != 200:
            raise response_error(method, answer)
        return _token(method, answer)

    def _distribution_answer(self, realm: str, service: str, scopes: list[str], credential: Credential) -> Answer:
        parts = urllib.parse.urlsplit(realm)
        query = [pair for pair in urllib.parse.parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "service"]
        query += [("service", service)] if service else []
        query += [("scope", scope) for scope in scopes]
        url = urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query)))
        headers = {"Authorization": _basic(credential)} if credential.username or credential.password else {}
        return self._transport.send("GET", url, headers=headers, limit=TOKEN_LIMIT)

    def _oauth2_answer(self, realm: str, service: str, scopes: list[str], credential: Credential) -> Answer:
        form = {"grant_type": "password", "username": credential.username, "password": credential.password}
        if credential.refresh_token:
            form = {"grant_type": "refresh_token", "refresh_token": credential.refresh_token}
        form.update(service=service, client_id=_CLIENT_ID)
        if scopes:
            form["scope"] = " ".join(scopes)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode(form).encode()
        return self._transport.send("POST", realm, headers=headers, body=body, limit=TOKEN_LIMIT)


def parse_challenges(header: str) -> dict[str, dict[str, str]]:
    """The schemes of a ``WWW-Authenticate`` header in lower case, each with its parameters."""
    challenges: dict[str, dict[str, str]] = {}
    parameters: dict[str, str] | None = None
    at = 0
    while at < len(header):
        found = _PARAMETER.match(header, at) if parameters is not None else None
        if found is not None and parameters is not None:
            quoted, plain = found.group(2), found.group(3)
            value = plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
            parameters.setdefault(found.group(1).lower(), value)
        else:
            found = _SCHEME.match(header, at)
            if found is None:
                break
            parameters = challenges.setdefault(found.group(1).lower(), {})
        at = found.end()
    return challenges


def clean_scopes(scopes: t.Iterable[str]) -> list[str]:
    """Each resource once with all its actions, sorted; ``*`` stands for all of them."""
    merged: dict[str, set[str]] = {}
    for scope in scopes:
        resource, colon, actions = scope.rpartition(":")
        if colon and ":" in resource:
            merged.setdefault(resource, set()).update(filter(None, actions.split(",")))
        else:
            merged.setdefault(scope, set())
    return sorted(
        resource + ":" + ("*" if "*" in actions else ",".join(sorted(actions))) if actions else resource
        for resource, actions in merged.items()
    )


def _basic(credential: Credential) -> str:
    if credential == NO_CREDENTIAL:
        raise FetchError("basic credential not found")
    if not credential.username or not credential.password:
        raise FetchError("missing username or password for basic auth")
    return basic(credential.username, credential.password)


def _check_realm(realm: str, registry_url: str) -> None:
    """Credentials go to a realm by TLS if the registry has it, and to no address of the inside but the registry's."""
    try:
        parts, registry = urllib.parse.urlsplit(realm), urllib.parse.urlsplit(registry_url)
        host = parts.hostname or ""
    except ValueError as error:
        raise FetchError('failed to parse bearer realm "%s": %s' % (realm, error)) from error
    if parts.scheme == "http" and registry.scheme == "https":
        raise FetchError('bearer realm "%s" uses http but registry was contacted over https' % realm)
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError('bearer realm "%s" uses unsupported scheme "%s"' % (realm, parts.scheme))
    if host != registry.hostname and _is_inside(host):
        raise FetchError(
            'bearer realm host "%s" is a loopback, link-local, private, or unspecified address' % host
        )  # fmt: skip


def _is_inside(host: str) -> bool:
    import ipaddress

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_link_local or mapped.is_private or mapped.is_unspecified)


def _token(method: str, answer: Answer) -> str:
    url = urllib.parse.urlsplit(answer.url)._replace(query="").geturl()
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise FetchError('%s "%s": failed to decode response: it is no JSON' % (method, url)) from None
    fields = document if isinstance(document, dict) else {}
    token = fields.get("access_token") or fields.get("token")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise FetchError('%s "%s": empty token returned' % (method, url))
    return token


__all__ = ("Authorizer", "clean_scopes", "parse_challenges")
