# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dot of each template: one map for each chart, shared by all of its templates (recAllTpls of pkg/engine)."""

from __future__ import annotations

import typing as t

from ..chart.model import Chart, Dependency, Maintainer, Metadata
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoMap, NilMap, SharedMap
from .capabilities import Capabilities
from .files import Files
from .jinja_sources import JinjaChart, is_jinja, jinja_chart
from .values import Values

_TEXTS: t.Final = "map[string]string"
Context = dict[str, t.Any]


class Renderable(t.NamedTuple):
    """A template file: its text, its chart's dot and the folder of its chart's templates."""

    text: str
    context: SharedMap
    base_path: str


class Collected(t.NamedTuple):
    """The Go templates of all charts by path, and the charts with Jinja2 templates."""

    templates: dict[str, Renderable]
    jinja: list[JinjaChart]


def release_map(*, name: str, namespace: str, revision: int, is_upgrade: bool) -> dict[str, t.Any]:
    """``.Release`` of a template."""
    return {
        "Name": name,
        "Namespace": namespace,
        "IsUpgrade": is_upgrade,
        "IsInstall": not is_upgrade,
        "Revision": revision,
        "Service": "Helm",
    }


def collect_templates(
    chart: Chart, values: dict[str, t.Any], *, release: dict[str, t.Any], capabilities: Capabilities
) -> Collected:
    """All template files of a chart and the charts inside it; ``values`` are the coalesced ones."""
    found = Collected({}, [])
    _collect(chart, Values(values), found, release, capabilities)
    return found


def _collect(
    chart: Chart, values: Values, found: Collected, release: dict[str, t.Any], capabilities: Capabilities
) -> Context:
    subcharts: dict[str, t.Any] = {}
    context: Context = {
        "Chart": {**chart_map(chart.metadata), "IsRoot": chart.is_root},
        "Files": Files({file.name: file.data for file in chart.files}),
        "Release": release,
        "Capabilities": capabilities,
        "Values": values,
        "Subcharts": subcharts,
    }
    for child in chart.dependencies:
        subcharts[child.name] = _collect(child, _subchart_values(values, child.name), found, release, capabilities)
    path = chart.full_path
    root = SharedMap(values.go_type, context)
    jinja = jinja_chart(chart, context)
    if jinja is not None:
        found.jinja.append(jinja)
    for file in chart.templates:
        if jinja is not None and is_jinja(file.name):
            continue
        if not chart.is_library or file.name.rpartition("/")[2].startswith("_"):
            text = file.data.decode("utf-8", "surrogateescape")
            found.templates[path + "/" + file.name] = Renderable(text, root, path + "/templates")
    return context


def _subchart_values(values: Values, name: str) -> Values:
    try:
        return Values(values.find_table(name))
    except GoError:
        return Values({})


def chart_map(metadata: Metadata) -> dict[str, t.Any]:
    """``.Chart`` of a template: Chart.yaml under Go's field names, absent lists empty."""
    return {
        "Name": metadata.name,
        "Home": metadata.home,
        "Sources": list(metadata.sources or ()),
        "Version": metadata.version,
        "Description": metadata.description,
        "Keywords": list(metadata.keywords or ()),
        "Maintainers": [_maintainer_map(maintainer) for maintainer in metadata.maintainers or ()],
        "Icon": metadata.icon,
        "APIVersion": metadata.api_version,
        "Condition": metadata.condition,
        "Tags": metadata.tags,
        "AppVersion": metadata.app_version,
        "Deprecated": metadata.deprecated,
        "Annotations": NilMap(_TEXTS) if metadata.annotations is None else GoMap(_TEXTS, metadata.annotations),
        "KubeVersion": metadata.kube_version,
        "Dependencies": [_dependency_map(dependency) for dependency in metadata.dependencies or ()],
        "Type": metadata.type,
    }


def _maintainer_map(maintainer: Maintainer) -> dict[str, t.Any]:
    return {"Name": maintainer.name, "Email": maintainer.email, "URL": maintainer.url}


def _dependency_map(dependency: Dependency) -> dict[str, t.Any]:
    return {
        "Name": dependency.name,
        "Version": dependency.version,
        "Repository": dependency.repository,
        "Condition": dependency.condition,
        "Tags": list(dependency.tags or ()),
        "Enabled": dependency.enabled,
        "ImportValues": list(dependency.import_values or ()),
        "Alias": dependency.alias,
    }


__all__ = ("Collected", "Context", "Renderable", "chart_map", "collect_templates", "release_map")
