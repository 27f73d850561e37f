# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A loaded chart as the actions use it: rendered for a cluster, as often as a decision needs it."""

from __future__ import annotations

import json
import typing as t
from hashlib import blake2b

from ..chart.crds import crd_objects
from ..chart.loading import load_files
from ..chart.model import Chart
from ..errors import ClusterError
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import Int64
from ..gotmpl.parsed import Cache
from ..manifest.objects import ObjectRef
from ..release.record import chart_record
from ..render.capabilities import Capabilities, KubeVersion
from ..render.release_output import PostRender, ReleaseOptions, render_release
from ..sprig.world import World
from ..values.coalesce import copy_values
from .crds import CrdFile
from .kinds import NO_MATCH
from .ports import Cluster
from .prepare import Rendered
from .present import Rendering
from .reading import computed_values

JSON = dict[str, t.Any]
# What ``lookup`` is asked: API version, kind, namespace, name.
Question = tuple[str, str, str, str]


class ChartOptions(t.NamedTuple):
    """What holds for every rendering of a task."""

    name: str
    namespace: str
    subchart_notes: bool = False
    skip_schema_validation: bool = False


class ChartSource:
    """Satisfies ``Source``. ``world(shuffled)`` gives time and randomness; ``log`` hears helm's warnings."""

    def __init__(
        self, chart: Chart, *, options: ChartOptions, cluster: Cluster, world: t.Callable[[bool], World],
        log: t.Callable[[str], None], post_render: PostRender | None = None, cache: Cache | None = None,
    ) -> None:  # fmt: skip
        self._files = chart.raw
        self._post_render = post_render
        self._cache = cache
        self._fresh: Chart | None = chart
        self._options = options
        self._cluster = cluster
        self._world = world
        self._log = log
        self._version: KubeVersion | None = None
        # What the last rendering looked up, with digests of the answers; None where it had more of the world or warned.
        self.asked: dict[Question, str] | None = None

    def crds(self) -> list[CrdFile]:
        """The files of the crds/ folders."""
        return [
            CrdFile(crd.name, crd.file.data.decode("utf-8", "surrogateescape")) for crd in crd_objects(self._chart())
        ]

    def render(self, rendering: Rendering) -> Rendered:
        """What the chart gives for one revision."""
        chart = self._chart()
        # Rendering settles the chart's dependencies in place: the next one starts from the files again.
        self._fresh = None
        if rendering.base is not None:
            chart.values = computed_values(rendering.base)
        options = ReleaseOptions(
            name=self._options.name,
            namespace=self._options.namespace,
            revision=rendering.revision,
            is_upgrade=not rendering.is_install,
            subchart_notes=self._options.subchart_notes,
            skip_schema_validation=self._options.skip_schema_validation,
        )
        self.asked = {}
        output = render_release(
            chart,
            copy_values(rendering.config),
            options=options,
            capabilities=Capabilities(self._kube_version(), rendering.api_versions),
            world=self._world(rendering.shuffled).noted(self._asked_more),
            lookup=self._lookup,
            cache=self._cache,
            log=self._warned,
            post_render=self._post_render,
        )
        return Rendered(output.manifest, output.hooks, output.notes, chart_record(chart), rendering.config)

    def inputs(self, rendering: Rendering) -> str:
        """A digest of what a rendering is made of, but for answers of the cluster; empty where that cannot be told."""
        if self._post_render is not None or rendering.base is not None:
            return ""
        digest = blake2b(digest_size=20)
        for file in self._files:
            digest.update(b"%d %s %d " % (len(file.name), file.name.encode("utf-8", "surrogateescape"), len(file.data)))
            digest.update(file.data)
        facts = (*self._options, self._kube_version().Version, self._world(False).resolve is None, *rendering)
        digest.update(_told(facts).encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def answer_digest(self, *question: str) -> str:
        """Of the answer to a question of templates; GoError where there is none."""
        return _answer_digest(self._answer(*question))

    @property
    def server_version(self) -> str:
        """The API server's version, once it has been asked for; else empty."""
        return "" if self._version is None else self._version.Version

    def _chart(self) -> Chart:
        if self._fresh is None:
            self._fresh = load_files(self._files)
        return self._fresh

    def _kube_version(self) -> KubeVersion:
        if self._version is None:
            version = self._cluster.version()
            self._version = KubeVersion(version.git_version, version.major, version.minor)
        return self._version

    def _asked_more(self) -> None:
        self.asked = None

    def _warned(self, message: str) -> None:
        self.asked = None
        self._log(message)

    def _lookup(self, api_version: str, kind: str, namespace: str, name: str) -> t.Any:
        """What ``lookup`` answers: an object, or a list of them where no name is given; empty where there is none."""
        try:
            answer = self._answer(api_version, kind, namespace, name)
        except GoError:
            self.asked = None
            raise
        if self.asked is not None:
            self.asked[api_version, kind, namespace, name] = _answer_digest(answer)
        return _as_go(answer)

    def _answer(self, api_version: str, kind: str, namespace: str, name: str) -> JSON:
        try:
            resource = self._cluster.resource(api_version, kind)
            home = namespace if resource.namespaced else ""
            if name:
                return self._cluster.get(ObjectRef(api_version, kind, home, name)) or {}
            items = self._cluster.list(api_version, kind, home or None)
        except ClusterError as error:
            if error.reason != NO_MATCH:
                raise GoError(str(error)) from error
            if api_version in self._cluster.api_versions():
                return {}
            group, _slash, version = api_version.rpartition("/")
            raise GoError(
                "unable to get apiresource from unstructured: %s/%s, Kind=%s:"
                " the server could not find the requested resource" % (group, version, kind)
            ) from error
        return {"apiVersion": api_version, "kind": kind + "List", "metadata": {}, "items": items}


def _answer_digest(answer: JSON) -> str:
    return blake2b(json.dumps(answer, sort_keys=True).encode(), digest_size=20).hexdigest()


def _told(value: t.Any) -> str:
    """A text of plain values that tells any two of them apart, by their types too: Go has more of them than Python."""
    kind = value.__class__.__name__
    if isinstance(value, dict):
        return "%s{%s}" % (kind, ",".join("%r:%s" % (key, _told(value[key])) for key in sorted(value, key=str)))
    if isinstance(value, (list, tuple)):
        return "%s[%s]" % (kind, ",".join(map(_told, value)))
    return "%s %r" % (kind, value)


def _as_go(value: t.Any) -> t.Any:
    """An object of the API server as a template sees it: its whole numbers are Go's int64."""
    if isinstance(value, dict):
        return {key: _as_go(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_as_go(child) for child in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return Int64(value)
    return value


__all__ = ("ChartOptions", "ChartSource")
