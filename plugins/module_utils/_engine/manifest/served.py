# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a cluster says: how a kind is served, the server's version, an object that was waited for in vain."""

from __future__ import annotations

import typing as t

from .objects import ObjectRef


class Resource(t.NamedTuple):
    """How the API server serves one kind; ``plural`` is the word in its URL, such as ``deployments``."""

    api_version: str
    kind: str
    plural: str
    namespaced: bool


class ServerVersion(t.NamedTuple):
    """``git_version`` as the server says it, such as ``v1.36.3``."""

    git_version: str
    major: str
    minor: str


class WaitFailure(t.NamedTuple):
    """One object that did not become what was waited for, in helm's words."""

    ref: ObjectRef
    status: str
    message: str


def wait_error(failures: t.Sequence[WaitFailure], *, deleted: bool = False) -> str:
    """helm's text for the outcome of a wait: one line an object, and the deadline's line where it had passed.

    A wait ends before its deadline only when all that is left has failed, so the status tells. ``deleted``: the wait
    was for the end of the objects. Follows pkg/kube/statuswait.go.
    """
    what = "still exists" if deleted else "not ready"
    lines = [
        "resource %s/%s/%s %s. status: %s, message: %s"
        % (failure.ref.kind, failure.ref.namespace, failure.ref.name, what, failure.status, failure.message)
        for failure in failures
    ]
    if any(deleted or failure.status != "Failed" for failure in failures):
        lines.append("context deadline exceeded")
    return "\n".join(lines)


__all__ = ("Resource", "ServerVersion", "WaitFailure", "wait_error")
