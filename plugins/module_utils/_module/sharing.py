# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the releases of a fleet share in one process: connections, what a cluster serves, and charts."""

from __future__ import annotations

import json
import typing as t
from collections import Counter

from .._engine.actions.foreseen import ForeseeingCluster, Foreseen
from .._engine.actions.plan import Plan
from .._engine.chart.loading import load_files
from .._engine.chart.model import File
from .arguments import CLUSTER, REPO_CREDENTIALS, SOURCE, Spec, merged
from .cluster import Access, Client, connect, new_client
from .reach import Reach
from .run import Context
from .sources import FoundChart

Params = t.Mapping[str, t.Any]

_CHART = merged(SOURCE, REPO_CREDENTIALS)


class Shared(Reach):
    """Keeps connections by their options, and the files of charts that several releases use by theirs.

    ``foreseen`` is what the next release may count on in check mode, ``coming`` what the last one brings.
    """

    def __init__(self, releases: t.Sequence[Params]) -> None:
        self._clients: dict[str, Client] = {}
        self._uses = Counter(_key(params, _CHART) for params in releases)
        self._charts: dict[str, tuple[FoundChart, list[File]]] = {}
        self.foreseen = Foreseen()
        self.coming = Foreseen()

    def connect(self, params: Params) -> Access:
        key = _key(params, CLUSTER)
        if key not in self._clients:
            self._clients[key] = new_client(params)
        access = connect(params, self._clients[key])
        if self.foreseen:
            access = access._replace(cluster=ForeseeingCluster(access.cluster, self.foreseen))
        return access

    def chart(self, params: Params, context: Context) -> FoundChart:
        key = _key(params, _CHART)
        if self._uses[key] < 2:
            return super().chart(params, context)
        if key not in self._charts:
            found = super().chart(params, context)
            self._charts[key] = found, found.chart.raw
        found, files = self._charts[key]
        return found._replace(chart=load_files(files))

    def foretell(self, plan: Plan) -> None:
        release = plan.release
        if release is not None:
            self.coming.add_plan(plan, "%s/%s" % (release.namespace, release.name))

    def discover(self) -> None:
        """Ask each cluster what it serves, so that forks of this process need not; no connection stays open."""
        for client in self._clients.values():
            client.version()
            client.api_versions()
            client.close()

    def forget(self) -> None:
        """Ask anew at the next question: releases may have brought what is served."""
        for client in self._clients.values():
            client.forget_discovery()


def _key(params: Params, spec: Spec) -> str:
    return json.dumps([params.get(name) for name in spec], sort_keys=True, default=str)


__all__ = ("Shared",)
