# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Charts that ask for Jinja2: what their templates see, how errors read, and what they cannot reach."""

from __future__ import annotations

import subprocess
import sys
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_files
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError, RenderError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.release_output import (
    ReleaseOptions,
    Rendered,
    render_release,
)

CHART = "apiVersion: v2\nname: demo\nversion: 1.2.3\nappVersion: '7'\n"
JINJA = CHART + "annotations:\n  chartwright.kube/engine: jinja2\n"
VALUES = """
replicas: 3
ratio: 0.5
big: 12345678
name: web
flag: true
labels: {team: web, "on": "yes"}
ports: [80, 443]
"""


def render(
    templates: dict[str, str], *, chart: str = JINJA, more: dict[str, str] | None = None, **options: t.Any
) -> Rendered:
    files = {"Chart.yaml": chart, "values.yaml": VALUES, "a.txt": "text\n", **(more or {})}
    files.update(("templates/" + name, text) for name, text in templates.items())
    loaded = load_files([File(name, text.encode()) for name, text in files.items()])
    return render_release(loaded, {}, options=ReleaseOptions("rel", "prod"), **options)


def written(template: str, **more: t.Any) -> str:
    """What a template writes, below its head in the manifest."""
    manifest = render({"x.yaml.j2": "a: |-\n  " + template}, **more).manifest
    return manifest.removeprefix("---\n# Source: demo/templates/x.yaml\na: |-\n  ").removesuffix("\n")


def refused(template: str, **more: t.Any) -> str:
    with pytest.raises(RenderError) as caught:
        render({"x.yaml.j2": template}, **more)
    return str(caught.value)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ values.replicas }} {{ values.big }} {{ values.ratio }} {{ values.ports }}", "3 12345678 0.5 [80, 443]"),
        ("{{ release.name }} {{ release.namespace }} {{ release.revision }}", "rel prod 1"),
        ("{{ release.is_install }} {{ release.is_upgrade }}", "True False"),
        ("{{ chart.name }} {{ chart.version }} {{ chart.app_version }}", "demo 1.2.3 7"),
        ("{{ capabilities.kube_version.version }}", "v1.37.0"),
        ("{{ 'apps/v1' in capabilities.api_versions }}", "True"),
        ("{{ files.get('a.txt') | trim }} {{ files.glob('*.txt') | list }}", "text ['a.txt']"),
        ("{{ files.lines('a.txt') }} {{ files.get('missing') }}|", "['text'] |"),
        ("{{ files.as_config('*.txt') | indent(2) }}", "a.txt: |\n    text"),
        ("{{ files.as_secrets('*.txt') }}", "a.txt: dGV4dAo="),
        ("{{ values.labels | to_yaml | indent(2) }}", '"on": "yes"\n  team: web'),
        ("{{ {'b': 1.0, 'a': [none, true]} | to_json }}", '{"a":[null,true],"b":1}'),
        ("{{ 'a: [1, 2]' | from_yaml }} {{ '{\"a\": 1}' | from_json }}", "{'a': [1, 2]} {'a': 1}"),
        ("{{ 'text' | b64encode }} {{ 'dGV4dA==' | b64decode }}", "dGV4dA== text"),
        ("{{ 'x' | hash('sha256') | truncate(8, true, '') }}", "2d711642"),
        ("{{ values.missing | default('none') }} {{ values.a.b.c | default('deep') }}", "none deep"),
        ("{{ values.a.b is defined }} {{ values.name is defined }}", "False True"),
        ("{{ {'a': {'b': 1}} | combine({'a': {'c': 2}}, recursive=true) }}", "{'a': {'b': 1, 'c': 2}}"),
        ("{{ {'a': 1} | dict2items }} {{ [{'key': 'a', 'value': 1}] | items2dict }}",
         "[{'key': 'a', 'value': 1}] {'a': 1}"),
        ("{{ 'yes' | bool }} {{ 'no' | bool }} {{ true | ternary('a', 'b') }}", "True False a"),
        ("{{ 'a-b' | regex_replace('(a)-(b)', '\\\\2\\\\1') }} {{ 'abc' | regex_search('b.') }}", "ba bc"),
        ("{{ '%s-%03d' | format('a', 7) }} {{ '%s' % 'x' }} {{ 'aXb'.replace('X', '-') }}", "a-007 x a-b"),
        ("{{ lookup('v1', 'Secret', 'prod', 'x') }}", "{}"),
        ("{% for port in values.ports %}{{ port }} {% endfor %}", "80 443"),
        ("{{ values.flag }} {{ values.labels['on'] }}", "True yes"),
    ],
)  # fmt: skip
def test_templates_write(template: str, expected: str) -> None:
    assert written(template).strip() == expected


def test_go_templates_and_jinja_templates_stand_beside_each_other() -> None:
    rendered = render(
        {
            "_labels.j2": "{% macro labels(more) %}\n{{ values.labels | combine(more) | to_yaml }}\n{%- endmacro %}",
            "_part.j2": "part: {{ release.name }}",
            "a.yaml.j2": "{% import '_labels.j2' as own with context %}\n"
            "labels:\n  {{ own.labels({'app': 'x'}) | indent(2) }}\n{% include '_part.j2' %}\n",
            "b.yaml": "b: {{ .Values.replicas }}\n",
            "_help.tpl": '{{ define "x" }}{{ end }}',
            "NOTES.txt.j2": "Notes of {{ release.name }}\n",
        }
    )
    assert rendered.manifest == (
        '---\n# Source: demo/templates/a.yaml\nlabels:\n  app: x\n  "on": "yes"\n  team: web\npart: rel\n'
        "---\n# Source: demo/templates/b.yaml\nb: 3\n\n"
    )
    assert rendered.notes == "Notes of rel\n"


def test_without_the_annotation_j2_files_are_go_templates() -> None:
    rendered = render({"x.yaml.j2": "a: {{ .Values.replicas }}\n"}, chart=CHART)
    assert rendered.manifest == "---\n# Source: demo/templates/x.yaml.j2\na: 3\n\n"


def test_each_chart_decides_for_itself() -> None:
    more = {
        "charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 0.1.0\n",
        "charts/sub/values.yaml": "own: 5\n",
        "charts/sub/templates/a.yaml.j2": "a: {{ .Values.own }}\n",
    }
    rendered = render({"x.yaml.j2": "x: {{ values.sub.own }}\n"}, more=more)
    assert rendered.manifest == (
        "---\n# Source: demo/charts/sub/templates/a.yaml.j2\na: 5\n\n---\n# Source: demo/templates/x.yaml\nx: 5\n\n"
    )


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ChartError, match=r"the annotation chartwright\.kube/engine is jinja2 or gotpl, not erb"):
        render({}, chart=JINJA.replace("jinja2", "erb"))


def test_one_file_is_not_rendered_from_two() -> None:
    with pytest.raises(ChartError, match=r"chart demo has both templates/a.yaml and templates/a.yaml.j2"):
        render({"a.yaml": "a: 1", "a.yaml.j2": "a: 1"})


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a: 1\nb: {{ values.nope }}", "demo/templates/x.yaml.j2:2: nope is undefined"),
        ("a: {{ values.nope.deeper }}", "demo/templates/x.yaml.j2:1: nope is undefined"),
        ("a:\n{% if %}", "demo/templates/x.yaml.j2:2: Expected an expression, got 'end of statement block'"),
        ("{{ fail('no\nway') }}", "demo/templates/x.yaml.j2:1: no way"),
        ("\n{{ none | mandatory('name it') }}", "demo/templates/x.yaml.j2:2: name it"),
        ("{{ 1 / 0 }}", "demo/templates/x.yaml.j2:1: division by zero"),
        ("{% include '../values.yaml' %}", "demo/templates/x.yaml.j2:1: the chart has no template ../values.yaml"),
        ("{{ 'a' | hash('crc') }}", "demo/templates/x.yaml.j2:1: hash knows md5, sha1, sha256 and sha512, not crc"),
    ],
)
def test_errors_name_file_and_line(template: str, expected: str) -> None:
    assert refused(template) == expected


def test_an_error_in_a_partial_names_the_partial() -> None:
    with pytest.raises(RenderError, match=r"^demo/templates/_a.j2:2: nope is undefined$"):
        render({"_a.j2": "a: 1\n{{ values.nope }}", "x.yaml.j2": "{% include '_a.j2' %}"})


@pytest.mark.parametrize(
    "template",
    [
        "{{ values.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ '' | attr('__class__') }}",
        "{{ lookup.__globals__ }}",
        "{{ files._files }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ self.__class__ }}",
        "{{ x.__init__ }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ values.update({}) }}",
        "{{ values.ports.append(1) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
    ],
)
def test_nothing_of_python_or_the_machine_is_reached(template: str) -> None:
    assert refused(template).startswith("demo/templates/x.yaml.j2:1: ")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'x' * 1000000000 }}", "1000000000 repetitions are too many"),
        ("{{ 10 ** 1000000000 }}", "the number is too large"),
        ("{{ 'x'.center(1000000000) }}", "1000000000 is more than center may take"),
        ("{{ 'x' | center(1000000000) }}", "1000000000 is more than center may take"),
        ("{{ 'x' | indent(1000000000) }}", "1000000000 is more than indent may take"),
        ("{{ '%1000000000d' % 1 }}", "the format is too wide"),
        ("{{ '%*d' | format(1000000000, 1) }}", "1000000000 is more than a format may take"),
        ("{{ 'a' | replace('a', 'b' * 4000000) | replace('b', 'cc') }}", "the replaced text is too long"),
        ("{% for i in range(1000000000) %}{% endfor %}", "Range too big"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "the templates or their values nest too deeply"),
        ("{% include 'x.yaml.j2' %}", "the templates or their values nest too deeply"),
        ("{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}", "the templates or their values nest too deeply"),
        ("{{ " + "1+" * 20000 + "1 }}", "the templates or their values nest too deeply"),
        ("{% if 1 %}" * 20000 + "{% endif %}" * 20000, "the templates or their values nest too deeply"),
    ],
)
def test_what_makes_much_in_one_step_is_refused(template: str, expected: str) -> None:
    assert expected in refused(template)


def test_a_chart_without_jinja_templates_does_not_import_jinja(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text(CHART)
    (folder / "templates" / "a.yaml.j2").write_text("a: 1\n")
    tools = Path(__file__).resolve().parents[6] / "tools"
    program = (
        "import io, sys\nsys.path.insert(0, %r)\nimport helm_template\n"
        "status = helm_template.main(['rel', %r], io.BytesIO(), sys.stderr)\n"
        "sys.exit(status or 'jinja2' in sys.modules)"
    )
    command = [sys.executable, "-c", program % (str(tools), str(folder))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
