# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The one translation of the server's refusals."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.refusal import refusal, retry_after


def status(**fields: t.Any) -> bytes:
    return json.dumps({"kind": "Status", "apiVersion": "v1", "status": "Failure", **fields}).encode()


def test_the_servers_own_message_is_the_error() -> None:
    error = refusal(
        409,
        status(
            reason="Conflict",
            message='Apply failed with 1 conflict: conflict with "kubectl" using v1: .data.a',
            details={
                "kind": "configmaps", "name": "a",
                "causes": [{"reason": "FieldManagerConflict", "message": 'conflict with "x"', "field": ".data.a"}],
            },
        ),
    )  # fmt: skip
    assert str(error) == 'Apply failed with 1 conflict: conflict with "kubectl" using v1: .data.a'
    assert (error.status, error.reason) == (409, "Conflict")
    assert error.details == {
        "status": 409,
        "reason": "Conflict",
        "causes": [{"field": ".data.a", "reason": "FieldManagerConflict", "message": 'conflict with "x"'}],
        "resource": {"kind": "configmaps", "name": "a"},
    }


@pytest.mark.parametrize(
    ("code", "body", "reason", "text"),
    [
        (401, status(message="Unauthorized", reason="Unauthorized"), "Unauthorized",
         "the server has asked for the client to provide credentials (GET /version: HTTP status 401)"),
        (502, b"<html>Bad Gateway</html>", "", "the server refused (GET /version: HTTP status 502)"),
        (400, b"Client sent an HTTP request to an HTTPS server.\n", "BadRequest",
         "Client sent an HTTP request to an HTTPS server (GET /version: HTTP status 400)"),
        (404, b"404 page not found\n", "NotFound",
         "the server could not find the requested resource (GET /version: HTTP status 404)"),
    ],
)  # fmt: skip
def test_an_answer_without_a_message_gets_one(code: int, body: bytes, reason: str, text: str) -> None:
    error = refusal(code, body, method="GET", path="/version")
    assert (str(error), error.reason) == (text, reason)


@pytest.mark.parametrize(
    ("code", "body", "header", "pause"),
    [
        (429, b"", "3", 3.0),
        (429, b"", "", 1.0),
        (503, b"", "2", 2.0),
        (503, b"", "", None),
        (500, status(message="etcdserver: leader changed"), "", 0.0),
        (500, status(message="rpc error: code = Unknown desc = raft proposal dropped"), "", 0.0),
        (500, status(message="boom"), "", None),
        (409, b"", "1", None),
    ],
)
def test_what_is_asked_again_and_when(code: int, body: bytes, header: str, pause: float | None) -> None:
    assert retry_after(code, body, header) == pause
