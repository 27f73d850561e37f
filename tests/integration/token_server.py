# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server that gives out the tokens of a registry: signed with a key that the registry knows, by scope."""

from __future__ import annotations

import base64
import http.server
import json
import threading
import time
import typing as t
import urllib.parse
import uuid
from pathlib import Path

from ansible_collections.chartwright.kube.tests.testbed.certificates import Authority
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class TokenServer:
    """Serves on loopback. Who gives ``user`` and ``password`` may pull and push, everybody else may pull.

    ``issuer.crt`` in the folder is what a registry trusts. ``asked`` has the method, the scopes and the user of each
    request.
    """

    def __init__(self, folder: Path, *, user: str, password: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        authority = Authority(folder / "issuer")
        authority.issue_client("issuer", user="issuer")
        self._certificate = (folder / "issuer" / "issuer.crt").read_bytes()
        # The registry takes a chain only with the certificate that signs as its own root.
        (folder / "issuer.crt").write_bytes((folder / "issuer" / "ca.crt").read_bytes())
        key = serialization.load_pem_private_key((folder / "issuer" / "issuer.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        self._key = key
        self.credentials = (user, password)
        self.asked: list[tuple[str, list[str], str]] = []
        handler = type("Handler", (_Handler,), {"tokens": self})
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.realm = "http://127.0.0.1:%d/token" % self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def token(self, scopes: list[str], user: str) -> str:
        """A signed token for what the user may do of the scopes."""
        allowed = {"pull", "push"} if user else {"pull"}
        access = []
        for scope in scopes:
            kind, name, actions = scope.split(":")
            access.append({"type": kind, "name": name, "actions": sorted(allowed & set(actions.split(",")))})
        body = "".join(line for line in self._certificate.decode().splitlines() if "-----" not in line)
        head = {"typ": "JWT", "alg": "ES256", "x5c": [body]}
        now = int(time.time())
        claims = {
            "iss": "tests", "sub": user, "aud": "tests", "exp": now + 300, "nbf": now - 10, "iat": now,
            "jti": uuid.uuid4().hex, "access": access,
        }  # fmt: skip
        text = "%s.%s" % (_encode(json.dumps(head).encode()), _encode(json.dumps(claims).encode()))
        r, s = decode_dss_signature(self._key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return "%s.%s" % (text, _encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")))

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    tokens: TokenServer

    def do_GET(self) -> None:
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        kind, _space, encoded = self.headers.get("Authorization", "").partition(" ")
        given = base64.b64decode(encoded).decode().split(":", 1) if kind == "Basic" else ["", ""]
        self._answer(query.get("scope", []), given[0], given[1])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in urllib.parse.parse_qs(body).items()}
        scopes = [scope for scope in form.get("scope", "").split() if scope]
        self._answer(scopes, form.get("username", ""), form.get("password", ""))

    def _answer(self, scopes: list[str], user: str, password: str) -> None:
        self.tokens.asked.append((self.command, scopes, user))
        known = (user, password) == self.tokens.credentials
        content: dict[str, t.Any] = {"token": self.tokens.token(scopes, user)} if known or not user else {"errors": []}
        data = json.dumps(content).encode()
        self.send_response(200 if known or not user else 401)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: t.Any) -> None:
        pass


__all__ = ["TokenServer"]
