# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests of the test bed itself to its API server, with the standard library alone."""

from __future__ import annotations

import http.client
import json
import ssl
import typing as t
from pathlib import Path

USER_AGENT = "chartwright-testbed"


class ApiServer:
    """The API server of one instance, spoken to as its administrator."""

    def __init__(self, port: int, certificates: Path) -> None:
        self.port = port
        self._context = ssl.create_default_context(cafile=str(certificates / "ca.crt"))
        self._context.load_cert_chain(certificates / "admin.crt", certificates / "admin.key")

    def request(
        self,
        method: str,
        path: str,
        body: t.Any = None,
        *,
        content_type: str = "application/json",
        user_agent: str = USER_AGENT,
    ) -> tuple[int, t.Any]:
        """Status and decoded answer; status 0 where nobody answers."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=self._context)
        headers = {"User-Agent": user_agent, "Content-Type": content_type}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text

    def apply(self, path: str, obj: dict[str, t.Any]) -> None:
        """Server-side apply; a refusal is an error."""
        status, answer = self.request(
            "PATCH", "%s?fieldManager=testbed&force=true" % path, obj, content_type="application/apply-patch+yaml"
        )
        if status not in (200, 201):
            raise RuntimeError("%s: %s %s" % (path, status, answer))


__all__ = ["USER_AGENT", "ApiServer"]
