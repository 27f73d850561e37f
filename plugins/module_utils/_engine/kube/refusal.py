# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Refusals of the API server: the one place where a status code and a Status object become a ClusterError."""

from __future__ import annotations

import json
import typing as t

from ..errors import ClusterError

JSON = dict[str, t.Any]

_REASONS = {
    400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 405: "MethodNotAllowed",
    406: "NotAcceptable", 409: "Conflict", 410: "Gone", 413: "RequestEntityTooLarge", 415: "UnsupportedMediaType",
    422: "Invalid", 429: "TooManyRequests", 500: "InternalError", 503: "ServiceUnavailable", 504: "Timeout",
}  # fmt: skip
_WORDS = {
    401: "the server has asked for the client to provide credentials",
    403: "the server refuses this request for these credentials",
    404: "the server could not find the requested resource",
    405: "the server does not allow this method on the requested resource",
    413: "the request is too large for the server",
    415: "the server does not take this content type",
    429: "the server has received too many requests and has asked us to try again later",
    500: "the server reported an internal error",
    503: "the server is currently unable to handle the request",
    504: "the server was unable to return a response in the time allotted, but may still be processing the request",
}


def refusal(status: int, body: bytes, *, method: str = "", path: str = "") -> ClusterError:
    """The error of an answer with HTTP status 400 or above.

    ``str(error)`` is the server's own message where it sent a Status (as helm prints it), else one sentence with the
    request. ``error.details`` has ``status``, ``reason`` and, where the server named them, ``causes`` (each field,
    reason and message: the other field managers of a conflict, the invalid fields) and the ``resource`` meant.
    """
    content = _status_object(body)
    reason = str(content.get("reason") or _REASONS.get(status, ""))
    message = str(content.get("message") or "")
    if not message or message == "Unauthorized":
        words = _WORDS.get(status) or _short(body) or "the server refused"
        message = "%s (%s %s: HTTP status %d)" % (words, method, path, status)
    error = ClusterError(message, status=status, reason=reason, body=content)
    error.details = {"status": status, "reason": reason}
    meant = content.get("details")
    if isinstance(meant, dict):
        causes = [_cause(cause) for cause in meant.get("causes") or [] if isinstance(cause, dict)]
        if causes:
            error.details["causes"] = causes
        resource = {key: meant[key] for key in ("group", "kind", "name") if meant.get(key)}
        if resource:
            error.details["resource"] = resource
    return error


def retry_after(status: int, body: bytes, header: str) -> float | None:
    """Seconds after which the server wants to be asked again; None where a repetition makes no sense.

    As client-go: a 429 or 5xx with Retry-After; as helm: at once where etcd lost its leader.
    """
    if status != 429 and status < 500:
        return None
    if header:
        return float(header) if header.isdigit() else 1.0
    if status == 429:
        return 1.0
    message = str(_status_object(body).get("message") or "")
    return 0.0 if message.endswith(("etcdserver: leader changed", "raft proposal dropped")) else None


def _short(body: bytes) -> str:
    """A plain answer of one line, such as a proxy's; no page of HTML."""
    line = body.decode("utf-8", "replace").strip()
    return "" if len(line) > 200 or line[:1] in ("<", "{") or "\n" in line else line.rstrip(".")


def _status_object(body: bytes) -> JSON:
    try:
        content = json.loads(body) if body[:1] == b"{" else {}
    except ValueError:
        return {}
    return content if isinstance(content, dict) and content.get("kind") == "Status" else {}


def _cause(cause: JSON) -> dict[str, str]:
    return {key: str(cause[key]) for key in ("field", "reason", "message") if cause.get(key)}


__all__ = ("refusal", "retry_after")
