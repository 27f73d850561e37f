# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door to the cluster: connection options in, what the actions need of the world out."""

from __future__ import annotations

import os
import time
import typing as t

from .._engine.actions.ports import Clock, Cluster, Holder, ReleaseStore
from .._engine.kube.client import Client
from .._engine.kube.config import connection
from .._engine.release.times import format_time
from .._engine.store.configmaps import ConfigMapStore
from .._engine.store.secrets import SecretStore
from .holder import ProcessHolder
from .inherited import refuse

Params = t.Mapping[str, t.Any]


class SystemClock:
    """Satisfies ``Clock``: the machine's time, in its zone as helm writes it."""

    def now(self) -> str:
        """RFC 3339 with nanoseconds."""
        nanoseconds = time.time_ns()
        return format_time(nanoseconds, time.localtime(nanoseconds // 10**9).tm_gmtoff)

    def monotonic(self) -> float:
        """Seconds of a clock that is never set back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Do nothing for a while."""
        time.sleep(seconds)


class Access(t.NamedTuple):
    """A cluster, the records of one namespace in it, who works on them; ``described`` are host and context."""

    cluster: Cluster
    store: ReleaseStore
    clock: Clock
    holder: Holder
    namespace: str
    described: dict[str, str]


def connect(params: Params, client: Client | None = None) -> Access:
    """What the connection options lead to; no request is made yet. ClusterError says what is wrong with them.

    ``client`` is one that the same connection options have led to before.
    """
    refuse(params)
    client = client or new_client(params)
    settings = client.connection
    namespace = params.get("namespace") or settings.namespace or "default"
    store = (ConfigMapStore if params.get("storage") == "configmap" else SecretStore)(client, namespace)
    described = {"host": settings.host, "context": settings.context}
    return Access(client, store, SystemClock(), ProcessHolder(), namespace, described)


def new_client(params: Params) -> Client:
    """The API server that the connection options name."""
    return Client(connection(params, environ=os.environ))


__all__ = ("Access", "Client", "SystemClock", "connect", "new_client")
