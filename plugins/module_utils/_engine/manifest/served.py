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


class ReadyRule(t.NamedTuple):
    """When objects of a kind are ready, in the place of the kind's own rule. Empty texts leave a thing open.

    Either a ``condition`` of that type is True, or at ``path`` (a JSON pointer) stands ``value``, or anything at all
    where that is None.
    """

    kind: str
    api_version: str = ""
    name: str = ""
    condition: str = ""
    path: str = ""
    value: t.Any = None


class WaitRules(t.NamedTuple):
    """How readiness is judged: as kstatus does, or ``legacy`` as Helm 3 did; ``jobs``: Jobs must be complete.

    The first of the ``custom`` rules that fits an object goes before both. ``only`` these objects are waited for, where
    there are any, and none of ``but``: a word of either is ``Kind`` or ``Kind/name``.
    """

    jobs: bool = False
    legacy: bool = False
    custom: tuple[ReadyRule, ...] = ()
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def chooses(self, ref: ObjectRef) -> bool:
        """Whether the object is waited for."""
        words = (ref.kind, "%s/%s" % (ref.kind, ref.name))
        return (not self.only or any(word in self.only for word in words)) and not any(
            word in self.but for word in words
        )


# As helm --wait judges.
WATCHER = WaitRules()


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


__all__ = ("ReadyRule", "Resource", "ServerVersion", "WATCHER", "WaitFailure", "WaitRules", "wait_error")
