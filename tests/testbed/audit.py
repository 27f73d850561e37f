# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The API server's audit log: what is recorded, and which requests came since a mark."""

from __future__ import annotations

import json
import time
import typing as t
import uuid
from pathlib import Path

from .api_server import USER_AGENT, ApiServer

# The servers' own traffic is left out: it would drown what a test does.
POLICY = {
    "apiVersion": "audit.k8s.io/v1",
    "kind": "Policy",
    "omitStages": ["RequestReceived", "ResponseStarted"],
    "rules": [
        {
            "level": "None",
            "users": ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler", "kwok"],
        },
        {"level": "Metadata"},
    ],
}

_WRITING = frozenset({"create", "update", "patch", "delete", "deletecollection"})
# Created to ask a question: nothing is stored.
_QUESTIONS = frozenset({"subjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "tokenreviews"})


class Request(t.NamedTuple):
    """One request as the API server recorded it; ``verb`` is Kubernetes' word: get, list, watch, create, patch ..."""

    verb: str
    uri: str
    resource: str
    namespace: str
    name: str
    user: str
    user_agent: str
    code: int

    @property
    def writes(self) -> bool:
        """Whether it was to change what is stored: no dry run and no mere question."""
        return self.verb in _WRITING and "dryRun=All" not in self.uri and self.resource not in _QUESTIONS

    @property
    def discovers(self) -> bool:
        """Whether it asked what the server serves rather than for an object."""
        path = self.uri.partition("?")[0].strip("/")
        return not self.resource and path.split("/", 1)[0] in ("api", "apis", "openapi", "version")


class AuditLog:
    """The audit log of one instance, without the requests of the users ``but_for``."""

    def __init__(self, path: Path, server: ApiServer, *, but_for: t.Collection[str] = ()) -> None:
        self._path = path
        self._server = server
        self._but_for = but_for

    def mark(self) -> int:
        """A place in the log: later requests come after it."""
        self._flush()
        return self._path.stat().st_size

    def since(self, mark: int, *, user_agent: str = "", user: str = "") -> list[Request]:
        """The requests after a mark, in order of their ends; only those whose agent or user contains a text, if given.

        Watches that still run are not in it, nor are the test bed's own requests.
        """
        self._flush()
        with open(self._path, encoding="utf-8") as log:
            log.seek(mark)
            requests = [_request(json.loads(line)) for line in log if line.endswith("\n")]
        return [
            request
            for request in requests
            if not request.user_agent.startswith(USER_AGENT)
            and request.user not in self._but_for
            and user_agent in request.user_agent
            and user in request.user
        ]

    def writes_since(self, mark: int, *, user_agent: str = "", user: str = "") -> list[Request]:
        """Those of ``since`` that were to change what is stored."""
        return [request for request in self.since(mark, user_agent=user_agent, user=user) if request.writes]

    def _flush(self) -> None:
        """Wait until the log holds a request made now: what was answered before it is then written too."""
        token = uuid.uuid4().hex
        start = self._path.stat().st_size if self._path.exists() else 0
        self._server.request("GET", "/version?mark=%s" % token)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if self._path.exists():
                with open(self._path, "rb") as log:
                    log.seek(start)
                    if token.encode() in log.read():
                        return
            time.sleep(0.02)
        raise RuntimeError("The audit log %s does not grow." % self._path)


def _request(event: dict[str, t.Any]) -> Request:
    target = event.get("objectRef", {})
    return Request(
        verb=event["verb"],
        uri=event["requestURI"],
        resource=target.get("resource", ""),
        namespace=target.get("namespace", ""),
        name=target.get("name", ""),
        user=event.get("user", {}).get("username", ""),
        user_agent=event.get("userAgent", ""),
        code=event.get("responseStatus", {}).get("code", 0),
    )


__all__ = ["POLICY", "AuditLog", "Request"]
