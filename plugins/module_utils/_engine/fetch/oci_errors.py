# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a registry says is wrong, in oras' words; follows registry/remote/errcode of oras."""

from __future__ import annotations

import http
import json
import typing as t

from ..errors import FetchError
from .transport import Answer


class RegistryError(FetchError):
    """A registry refused a request; ``status`` is the HTTP status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def response_error(method: str, answer: Answer) -> RegistryError:
    """The error in an answer; what it says of itself, else the words for its status."""
    said = "; ".join(_entries(answer.body))
    if not said:
        try:
            said = http.HTTPStatus(answer.status).phrase
        except ValueError:
            said = ""
    text = '%s "%s": response status code %d: %s' % (method, answer.url, answer.status, said)
    return RegistryError(text, answer.status)


def _entries(body: bytes) -> list[str]:
    try:
        errors = json.loads(body)["errors"]
        return [_entry(error) for error in errors if isinstance(error, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _entry(error: dict[str, t.Any]) -> str:
    words = [str(error.get("code", "")).replace("_", " ").lower()]
    if error.get("message"):
        words.append(str(error["message"]))
        if error.get("detail") is not None:
            words.append(_go_text(error["detail"]))
    return ": ".join(words)


def _go_text(value: t.Any) -> str:
    """A detail as Go prints it."""
    if isinstance(value, dict):
        return "map[%s]" % " ".join("%s:%s" % (key, _go_text(value[key])) for key in sorted(value))
    if isinstance(value, list):
        return "[%s]" % " ".join(map(_go_text, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "<nil>" if value is None else str(value)


__all__ = ("RegistryError", "response_error")
