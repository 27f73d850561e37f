# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a chart becomes for one release, where helm template does not show it."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_files
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import RenderError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.engine import execution_order
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.release_output import (
    ReleaseOptions,
    render_release,
    take_notes,
)

CHART = "apiVersion: v2\nname: %s\nversion: 1.0.0\n"


def chart(**templates: str) -> Chart:
    files = {"Chart.yaml": CHART % "demo"}
    files |= {"templates/" + name.replace("_", "."): text for name, text in templates.items()}
    return load_files([File(name, text.encode()) for name, text in files.items()])


def options(**more: bool) -> ReleaseOptions:
    return ReleaseOptions(name="rel", namespace="ns", **more)  # type: ignore[arg-type]


def test_notes_are_the_charts_own_unless_all_are_wanted() -> None:
    files = {"a/templates/NOTES.txt": "own", "a/charts/b/templates/NOTES.txt": "sub", "a/templates/x.yaml": "x"}
    rest = dict(files)
    assert take_notes(rest, "a") == "own"
    assert rest == {"a/templates/x.yaml": "x"}
    assert take_notes(dict(files), "a", subchart_notes=True) == "sub\nown"


def test_secrets_can_be_left_out_of_a_manifest() -> None:
    secret = "apiVersion: v1\nkind: Secret\ndata: {a: b}\n"
    manifest = render_release(chart(s_yaml=secret), {}, options=options(hide_secrets=True)).manifest
    assert manifest == (
        "---\n# Source: demo/templates/s.yaml\n# HIDDEN: The Secret output has been suppressed\n"
    )


def test_templates_run_from_the_deepest_to_the_shallowest_and_from_z_to_a() -> None:
    paths = ["a/templates/a.yaml", "a/templates/b.yaml", "a/charts/z/templates/a.yaml", "a/templates/d/a.yaml"]
    assert execution_order(paths) == [paths[2], paths[3], paths[1], paths[0]]


def test_lookup_asks_what_it_is_given() -> None:
    asked: list[tuple[str, ...]] = []

    def lookup(*question: str) -> dict[str, object]:
        asked.append(question)
        return {"data": {"k": "v"}}

    template = '{{ (lookup "v1" "Secret" .Release.Namespace "x").data.k }}: 1\n'
    output = render_release(chart(a_yaml=template), {}, options=options(), lookup=lookup)
    assert output.manifest.endswith("\nv: 1\n\n")
    assert asked == [("v1", "Secret", "ns", "x")]


def test_the_world_is_passed_in_so_that_renderings_repeat() -> None:
    template = "a: {{ randAlphaNum 20 }} {{ now | unixEpoch }} {{ uuidv4 }}\n"
    first, second = (render_release(chart(a_yaml=template), {}, options=options()).manifest for _unused in range(2))
    assert first == second


def test_endless_loops_and_output_are_cut_off() -> None:
    with pytest.raises(RenderError, match="steps"):
        render_release(chart(a_yaml="{{ range 100000000 }}{{ end }}"), {}, options=options())


def test_a_template_that_calls_itself_for_ever_is_an_error() -> None:
    endless = '{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}'
    with pytest.raises(RenderError, match="exceeded maximum template depth"):
        render_release(chart(a_yaml=endless), {}, options=options())
