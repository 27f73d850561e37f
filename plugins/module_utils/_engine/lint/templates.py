# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rules of templates/: whether the chart renders, and what comes of it (lint/rules/template.go)."""

from __future__ import annotations

import posixpath
import typing as t

from ..chart.dependencies import process_dependencies
from ..chart.typed import ListOf, Place, Reader, Struct, TextMap
from ..errors import EngineError, RenderError, SchemaError, ValuesError
from ..gotmpl.functions import GoError
from ..gotmpl.strconv import quote
from ..goyaml.load import load_exact
from ..render.capabilities import Capabilities, KubeVersion
from ..render.context import release_map
from ..render.engine import render_chart
from ..render.jinja_sources import SUFFIX, wants_jinja
from ..render.release_output import given_size, template_functions
from ..sprig.world import World
from ..values.coalesce import coalesce_values
from .deprecations import deprecation
from .findings import ERROR, WARNING, Findings
from .folder import Folder, loaded
from .names import name_problem
from .objects import Object, read_objects

_FOLDER: t.Final = "templates/"
_EXTENSIONS: t.Final = (".yaml", ".yml", ".tpl", ".txt")
_WITH_SELECTOR: t.Final = ("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet")
_LONGEST_LINE: t.Final = 64 * 1024


class Rendering(t.NamedTuple):
    """With what a chart is rendered. ``log`` is told what ``required`` and ``fail`` would have ended with."""

    values: dict[str, t.Any]
    namespace: str = "default"
    kube_version: KubeVersion | None = None
    skip_schema_validation: bool = False
    world: World | None = None
    log: t.Callable[[str], None] = str  # type: ignore[assignment]


def check_templates(folder: Folder, findings: Findings, rendering: Rendering) -> None:
    """Render the chart, then check each template's file and all objects in it, up to the first that is no YAML."""
    kind = folder.kind("templates")
    if not findings.rule(WARNING, _FOLDER, "" if kind else "directory does not exist"):
        return
    if not findings.rule(ERROR, _FOLDER, "" if kind == "folder" else "not a directory"):
        return
    chart, problem = loaded(folder)
    findings.rule(ERROR, _FOLDER, problem)
    if chart is None:
        return
    try:
        process_dependencies(chart, rendering.values, rendering.log)
        values = coalesce_values(chart, coalesce_values(chart, rendering.values, rendering.log), rendering.log)
    except EngineError:
        # What is wrong here shows where the chart is rendered for a release; helm's rules pass over it.
        return
    try:
        rendered = _rendered(chart, values, rendering)
    except (RenderError, SchemaError, ValuesError) as error:
        findings.rule(ERROR, _FOLDER, str(error))
        return
    version = rendering.kube_version or Capabilities().KubeVersion
    jinja = wants_jinja(chart)
    for template in chart.templates:
        output = _jinja_output(template.name) if jinja else template.name
        text = rendered.get(posixpath.normpath(chart.name + "/" + output), "")
        if not _check_file(template.name, _extension(output), text, findings, version):
            return


def _rendered(chart: t.Any, values: dict[str, t.Any], rendering: Rendering) -> dict[str, str]:
    if not rendering.skip_schema_validation:
        from ..values.schema import validate_values

        validate_values(chart, values)
    world = rendering.world or World()
    release = release_map(name="test-release", namespace=rendering.namespace, revision=0, is_upgrade=False)
    with world.bounded(lambda: given_size(chart, values)):
        return render_chart(
            chart,
            values,
            release={**release, "IsInstall": False},
            capabilities=Capabilities(rendering.kube_version),
            functions=template_functions(world, lint=rendering.log),
        )


def _jinja_output(name: str) -> str:
    """What a Jinja2 template becomes; one that is there to be included has no other extension, and is a partial."""
    output = name.removesuffix(SUFFIX)
    return output if output == name or _extension(output) else output + ".tpl"


def _check_file(name: str, extension: str, text: str, findings: Findings, version: KubeVersion) -> bool:
    """Whether the next files are to be checked too; ``extension`` is that of the template's output."""
    wrong = "file extension '%s' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt" % extension
    findings.rule(ERROR, name, "" if extension in _EXTENSIONS else wrong)
    if extension.lower() not in (".yaml", ".yml") or not text.strip():
        return True
    findings.rule(WARNING, name, _indent_problem(text))
    try:
        for found in read_objects(text.encode("utf-8", "surrogateescape")):
            _check_object(name, found, text, findings, version)
    except GoError as error:
        return findings.rule(ERROR, name, "unable to parse YAML: %s" % error)
    return True


def _check_object(name: str, found: Object, text: str, findings: Findings, version: KubeVersion) -> None:
    findings.rule(WARNING, name, name_problem(found.kind, found.metadata.name))
    findings.rule(
        WARNING, name, deprecation(found.api_version, found.kind, major=int(version.Major), minor=int(version.Minor))
    )
    unselected = found.kind in _WITH_SELECTOR and "matchLabels" not in text and "matchExpressions" not in text
    selector = "a %s must contain matchLabels or matchExpressions, and %s does not"
    findings.rule(ERROR, name, selector % (found.kind, quote(found.metadata.name)) if unselected else "")
    findings.rule(ERROR, name, _list_problem(text) if found.kind == "List" else "")


def _extension(name: str) -> str:
    """From the last dot of the file's name on, that of a dot file included."""
    _before, dot, after = name.rpartition("/")[2].rpartition(".")
    return dot + after if dot else ""


def _indent_problem(text: str) -> str:
    """The first line that is not blank must not be indented."""
    for line in text.split("\n"):
        if len(line.encode("utf-8", "surrogateescape")) >= _LONGEST_LINE:
            return "bufio.Scanner: token too long"
        if line.strip():
            shown = quote(line.removesuffix("\r"))
            problem = "document starts with an illegal indent: %s, which may cause parsing problems" % shown
            return problem if line.startswith((" ", "\t")) else ""
    return ""


class _Holder:
    """A part of a List."""

    def __init__(self) -> None:
        self.items: list[_Holder] = []
        self.metadata: _Holder | None = None
        self.annotations: dict[str, str] = {}


def _list_reader() -> Struct:
    def struct(go_type: str, fields: dict[str, tuple[str, Reader]]) -> Struct:
        return Struct(go_type, _Holder, fields, name="")

    annotated = "struct { Annotations map[string]string }"
    metadata = struct(annotated, {"Annotations": ("annotations", TextMap())})
    item = struct("struct { Metadata %s }" % annotated, {"Metadata": ("metadata", metadata)})
    return struct("struct { Items []%s }" % item.go_type, {"Items": ("items", ListOf(item))})


def _list_problem(text: str) -> str:
    try:
        held: _Holder = _list_reader().read(load_exact(text), None, Place())
    except GoError as error:
        return "unable to parse YAML: %s" % error
    for item in held.items:
        if item is not None and item.metadata and "helm.sh/resource-policy" in item.metadata.annotations:
            return "annotation 'helm.sh/resource-policy' within List objects are ignored"
    return ""


__all__ = ("Rendering", "check_templates")
