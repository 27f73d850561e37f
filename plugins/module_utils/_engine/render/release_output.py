# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a chart and values become for one release: hooks, manifest and notes; follows pkg/action (renderResources)."""

from __future__ import annotations

import typing as t

from ..chart.crds import crd_objects
from ..chart.dependencies import process_dependencies
from ..chart.model import Chart
from ..errors import ChartError, EngineError
from ..gotmpl.functions import Function
from ..gotmpl.parsed import Cache
from ..manifest.hook import Hook
from ..manifest.manifests import sort_manifests
from ..sprig.table import sprig_functions
from ..sprig.world import World
from ..values.coalesce import coalesce_values
from .capabilities import Capabilities
from .checks import check_kube_version
from .context import release_map
from .engine import render_chart
from .functions import Lookup, helm_functions

PostRender = t.Callable[[dict[str, str]], dict[str, str]]

_NOTES: t.Final = "NOTES.txt"
_HIDDEN: t.Final = "# HIDDEN: The Secret output has been suppressed\n"


class ReleaseOptions(t.NamedTuple):
    """What templates see as ``.Release``, and how much is rendered.

    ``include_crds`` puts the files of crds/ before the manifest, ``hide_secrets`` leaves Secrets out of it,
    ``subchart_notes`` joins the notes of all charts.
    """

    name: str
    namespace: str
    revision: int = 1
    is_upgrade: bool = False
    include_crds: bool = False
    hide_secrets: bool = False
    subchart_notes: bool = False
    skip_schema_validation: bool = False


class Rendered(t.NamedTuple):
    """A rendered release: the manifest as a record stores it, hooks in kind order, and the coalesced values."""

    manifest: str
    hooks: list[Hook]
    notes: str
    values: dict[str, t.Any]


def ignore(message: str) -> None:
    """The ``log`` of callers who want none."""


def render_release(
    chart: Chart,
    user_values: dict[str, t.Any],
    *,
    options: ReleaseOptions,
    capabilities: Capabilities | None = None,
    world: World | None = None,
    lookup: Lookup | None = None,
    cache: Cache | None = None,
    log: t.Callable[[str], None] = ignore,
    post_render: PostRender | None = None,
) -> Rendered:
    """Render ``chart`` with ``user_values`` as helm install, upgrade and template do.

    The chart is changed as helm changes it: dependencies that are off vanish, aliases and imported values settle.
    ``lookup`` asks the cluster, None answers nothing. ``cache`` keeps parsed templates. ``post_render`` gets the
    rendered files, by their paths, and gives others. Raises
    ChartError, ValuesError or SchemaError before the templates run, RenderError or ManifestError after; the texts
    are helm's.
    """
    world = world or World()
    with world.bounded(lambda: given_size(chart, user_values)):
        return _render(
            chart,
            user_values,
            options=options,
            capabilities=capabilities or Capabilities(),
            world=world,
            lookup=lookup,
            cache=cache,
            log=log,
            post_render=post_render,
        )


def given_size(chart: Chart, user_values: dict[str, t.Any]) -> int:
    """The bytes that were given; what aliases and templates make of them does not count."""
    return sum(len(file.data) for file in chart.raw) + len(str(user_values))


def _render(
    chart: Chart,
    user_values: dict[str, t.Any],
    *,
    options: ReleaseOptions,
    capabilities: Capabilities,
    world: World,
    lookup: Lookup | None,
    cache: Cache | None,
    log: t.Callable[[str], None],
    post_render: PostRender | None,
) -> Rendered:
    try:
        process_dependencies(chart, user_values, log)
    except EngineError as error:
        raise ChartError("chart dependencies processing failed: %s" % error) from error
    values = coalesce_values(chart, user_values, log)
    if not options.skip_schema_validation and _has_schema(chart):
        from ..values.schema import validate_values

        validate_values(chart, values)
    check_kube_version(chart, capabilities.KubeVersion)
    files = render_chart(
        chart,
        values,
        release=release_map(
            name=options.name,
            namespace=options.namespace,
            revision=options.revision,
            is_upgrade=options.is_upgrade,
        ),
        capabilities=capabilities,
        functions=template_functions(world, lookup=lookup),
        cache=cache,
    )
    notes = take_notes(files, chart.name, subchart_notes=options.subchart_notes)
    if post_render is not None:
        files = post_render(files)
    hooks, manifests = sort_manifests(files, log=log)
    parts = []
    if options.include_crds:
        parts += [source(crd.path, crd.file.data.decode("utf-8", "surrogateescape")) for crd in crd_objects(chart)]
    for manifest in manifests:
        head = manifest.head
        if options.hide_secrets and head.kind == "Secret" and head.api_version == "v1":
            parts.append("---\n# Source: %s\n%s" % (manifest.path, _HIDDEN))
        else:
            parts.append(source(manifest.path, manifest.content))
    return Rendered("".join(parts), hooks, notes, values)


def template_functions(
    world: World, *, lookup: Lookup | None = None, lint: t.Callable[[str], None] | None = None
) -> dict[str, Function]:
    """All functions of a template but ``include`` and ``tpl``."""
    functions = sprig_functions(world)
    functions.update(helm_functions(lookup=lookup, lint=lint))
    return functions


def take_notes(files: dict[str, str], chart_name: str, *, subchart_notes: bool = False) -> str:
    """Remove every file that ends in NOTES.txt; the chart's own text, or with ``subchart_notes`` all texts."""
    own = "%s/templates/%s" % (chart_name, _NOTES)
    paths = sorted(path for path in files if path.endswith(_NOTES))
    notes = ""
    for path in paths:
        text = files.pop(path)
        if subchart_notes or path == own:
            notes = notes + "\n" + text if notes else text
    return notes


def source(path: str, text: str) -> str:
    """One document as a manifest holds it."""
    return "---\n# Source: %s\n%s\n" % (path, text)


def _has_schema(chart: Chart) -> bool:
    return bool(chart.schema) or any(_has_schema(dependency) for dependency in chart.dependencies)


__all__ = (
    "PostRender", "ReleaseOptions", "Rendered", "given_size", "render_release", "source", "take_notes",
    "template_functions",
)  # fmt: skip
