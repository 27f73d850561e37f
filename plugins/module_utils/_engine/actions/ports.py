# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the actions need of the world, as Protocols: a cluster, a store of releases, a clock; ``Ports`` has them all.

kube/ and store/ satisfy them structurally; tests pass doubles. An object is the plain dict of its JSON.
"""

from __future__ import annotations

import typing as t

from ..manifest.objects import ObjectRef
from ..manifest.served import WATCHER, Resource, ServerVersion, WaitFailure, WaitRules, wait_error
from ..release.model import Release

JSON = dict[str, t.Any]
GiveUp: t.TypeAlias = "t.Callable[[t.Sequence[ObjectRef], t.Sequence[JSON]], t.Sequence[WaitFailure]] | None"
# Hears in a short line what goes on, while it goes on; None where nobody listens.
Say: t.TypeAlias = "t.Callable[[str], None] | None"


class Cluster(t.Protocol):
    """The API server. Every failed request raises ClusterError with status and reason; ``get`` gives None for 404.

    Writing gives the object in full for a dry run only, else its metadata.
    """

    def version(self) -> ServerVersion: ...

    def api_versions(self) -> list[str]:
        """``group/version`` and ``group/version/Kind`` of all that is served (``.Capabilities.APIVersions``)."""

    def resource(self, api_version: str, kind: str) -> Resource:
        """How the kind is served; ClusterError with helm's words where it is not."""

    def forget_discovery(self) -> None:
        """Discover anew at the next question (after a CRD came)."""

    def get(self, ref: ObjectRef, *, metadata_only: bool = False) -> JSON | None: ...

    def list(
        self, api_version: str, kind: str, namespace: str | None, *, label_selector: str = "", field_selector: str = ""
    ) -> list[JSON]:
        """Objects of one namespace; None: of all namespaces, or cluster-scoped ones."""

    def judge(self, obj: JSON) -> tuple[str, str]:
        """What kstatus says of an object: a status such as Current, and why."""

    def create(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON: ...

    def apply(self, obj: JSON, *, namespace: str, force: bool = False, dry_run: bool = False) -> JSON:
        """Server-side apply as field manager ``helm`` with strict field validation."""

    def patch(
        self, ref: ObjectRef, body: t.Any, *, content_type: str, dry_run: bool = False, subresource: str = ""
    ) -> JSON: ...

    def replace(self, obj: JSON, *, namespace: str, dry_run: bool = False) -> JSON: ...

    def delete(self, ref: ObjectRef, *, propagation: str = "Background", dry_run: bool = False) -> JSON | None:
        """None where the object is gone already."""

    def pod_logs(
        self, namespace: str, pod: str, container: str, *, tail_lines: int | None = None, previous: bool = False
    ) -> str:
        """What a container wrote; ``previous``: the run before its last restart."""

    def wait_ready(
        self,
        refs: t.Sequence[ObjectRef],
        *,
        timeout: float,
        rules: WaitRules = WATCHER,
        say: Say = None,
        give_up: GiveUp = None,
    ) -> t.Sequence[WaitFailure]:
        """Watch until all are ready by the rules; what is not, at the end.

        ``give_up`` is asked now and then which of the objects that are not ready never will be, given the pods of
        their namespaces; that ends the wait, as does an object that has failed.
        """

    def wait_hook(
        self, ref: ObjectRef, *, timeout: float, legacy: bool = False, give_up: GiveUp = None
    ) -> t.Sequence[WaitFailure]:
        """Watch until a hook's Job or Pod has finished; other kinds are ready at once."""

    def wait_deleted(
        self, refs: t.Sequence[ObjectRef], *, timeout: float, legacy: bool = False, say: Say = None
    ) -> t.Sequence[WaitFailure]: ...


class ReleaseStore(t.Protocol):
    """Release records of one namespace. Errors are StorageError."""

    def history(self, name: str) -> list[Release]:
        """All revisions, oldest first; empty where there is none.

        A store may decode a revision when its content is looked at: StorageError then, where it cannot be decoded.
        """

    def get(self, name: str, revision: int) -> Release | None: ...

    def list(self, *, all_namespaces: bool = False) -> list[Release]:
        """Every record of every release; decoded as those of ``history`` are."""

    def create(self, release: Release) -> None:
        """StorageError where the revision exists already, as two runs at once would make it."""

    def update(self, release: Release) -> None: ...

    def annotate(self, release: Release, annotations: t.Mapping[str, str | None]) -> None:
        """Set annotations of a stored revision, or remove those of None; the record stays as it is."""

    def delete(self, name: str, revision: int) -> None: ...


class Holder(t.Protocol):
    """Who makes this run."""

    @property
    def name(self) -> str:
        """What the records of its work bear: nobody else's, and readable."""

    def is_gone(self, name: str) -> bool:
        """Whether another holder is known to have ended; where that cannot be told, not."""


class Clock(t.Protocol):
    """Time, passed in so that tests repeat."""

    def now(self) -> str:
        """RFC 3339 with nanoseconds and offset, as Go writes a time."""

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class Ports(t.NamedTuple):
    """The world of an action; without a holder its records bear no heartbeat, and ``say`` hears what goes on."""

    cluster: Cluster
    store: ReleaseStore
    clock: Clock
    holder: Holder | None = None
    say: Say = None


__all__ = (
    "JSON", "WATCHER", "Clock", "Cluster", "GiveUp", "Holder", "Ports", "ReleaseStore", "Resource", "Say",
    "ServerVersion", "WaitFailure", "WaitRules", "wait_error",
)  # fmt: skip
