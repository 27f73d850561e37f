# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Charts made of files: what each file is for, subcharts, and what a release record holds of them."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.crds import crd_objects
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.encoding import chart_object, struct_json
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import (
    load_archive,
    load_files,
    load_root,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, File
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError

CHART = "name: app\nversion: 1.0.0\napiVersion: v2\n"


def load_named(files: dict[str, str]) -> Chart:
    return load_files([File(name, text.encode(), 0) for name, text in files.items()])


def packed(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text.encode()))
    return gzip.compress(buffer.getvalue())


def test_each_file_has_its_part() -> None:
    chart = load_named({
        "README.md": "r", "templates/a.yaml": "t", "Chart.yaml": CHART, "values.yaml": "a: 1\n---\nb: 2",
        "values.schema.json": "{}", "Chart.lock": "digest: d", "crds/c.yaml": "c", "charts/x.tgz.prov": "p",
        "charts/_skipped/Chart.yaml": "x", "charts/.hidden": "x", ".helmignore": "h",
    })  # fmt: skip
    assert (chart.name, chart.values, chart.schema) == ("app", {"a": 1.0, "b": 2.0}, b"{}")
    assert chart.lock is not None and chart.lock.digest == "d"
    assert [file.name for file in chart.templates] == ["templates/a.yaml"]
    assert [file.name for file in chart.files] == ["README.md", "crds/c.yaml", "charts/x.tgz.prov", ".helmignore"]
    assert len(chart.raw) == 11 and chart.raw_file("values.yaml") == b"a: 1\n---\nb: 2"
    assert not chart.dependencies and chart.is_root and not chart.is_library


def test_no_values_are_none_and_empty_ones_are_empty() -> None:
    assert load_named({"Chart.yaml": CHART}).values is None
    assert load_named({"Chart.yaml": CHART, "values.yaml": ""}).values == {}


def test_subcharts_come_from_folders_and_archives_in_the_order_of_their_names() -> None:
    chart = load_files([
        File("charts/z/Chart.yaml", CHART.replace("app", "zed").encode()),
        File("charts/z/crds/z.yaml", b"z"),
        File("charts/z/charts/deep/Chart.yaml", CHART.replace("app", "deep").encode()),
        File("charts/z/charts/deep/crds/d.JSON", b"d"),
        File("charts/db-1.0.0.tgz", packed("db/Chart.yaml", CHART.replace("app", "db"))),
        File("crds/a.yml", b"a"),
        File("crds/README.md", b"no"),
        File("Chart.yaml", CHART.encode()),
    ])  # fmt: skip
    assert [sub.name for sub in chart.dependencies] == ["db", "zed"]
    deep = chart.dependencies[1].dependencies[0]
    assert (deep.full_path, deep.dotted_path, deep.root()) == ("app/charts/zed/charts/deep", "app.zed.deep", chart)
    assert [(crd.name, crd.path) for crd in crd_objects(chart)] == [
        ("crds/a.yml", "app/crds/a.yml"),
        ("crds/z.yaml", "app/charts/zed/crds/z.yaml"),
        ("crds/d.JSON", "app/charts/zed/charts/deep/crds/d.JSON"),
    ]


REQUIREMENTS = "dependencies: [{name: db, version: 1.x, repository: r}]"


def test_a_chart_of_helm_2_keeps_its_requirements_as_files_too() -> None:
    old = {"Chart.yaml": "name: app\nversion: 1.0.0\n", "requirements.lock": "digest: d"}
    chart = load_named({**old, "requirements.yaml": REQUIREMENTS})
    assert chart.metadata.api_version == "v1" and chart.lock is not None
    assert [dependency.name for dependency in chart.metadata.dependencies or []] == ["db"]
    assert [file.name for file in chart.files] == ["requirements.lock", "requirements.yaml"]


def test_a_chart_of_v2_is_told_where_requirements_belong() -> None:
    told: list[str] = []
    files = [File("Chart.yaml", CHART.encode()), File("requirements.yaml", REQUIREMENTS.encode())]
    chart = load_files(files, told.append)
    assert chart.metadata.dependencies and not chart.files
    assert told == [
        'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". '
        "We recommend migrating dependencies to Chart.yaml."
    ]


ERRORS = [
    ({"values.yaml": "a: 1"}, "Chart.yaml file is missing"),
    ({"Chart.yaml": ""}, "validation: chart.metadata.name is required"),
    ({"Chart.yaml": "[]"}, "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: "
     "json: cannot unmarshal array into Go value of type v2.Metadata"),
    ({"Chart.yaml": CHART, "values.yaml": "a: b: c"}, "cannot load values.yaml: cannot unmarshal yaml document: "
     "error converting YAML to JSON: yaml: mapping values are not allowed in this context"),
    ({"Chart.yaml": CHART, "Chart.lock": "5"}, "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: "
     "json: cannot unmarshal number into Go value of type v2.Lock"),
    ({"Chart.yaml": CHART, "charts/README.md": "x"},
     "error unpacking subchart README.md in app: Chart.yaml file is missing"),
    ({"Chart.yaml": CHART, "charts/a/charts/b/x": "x", "charts/a/Chart.yaml": CHART},
     "error unpacking subchart a in app: error unpacking subchart b in app: Chart.yaml file is missing"),
    ({"Chart.yaml": CHART, "charts/x.tgz": "nope"}, "error unpacking subchart x.tgz in app: unexpected EOF"),
    ({"Chart.yaml": CHART, "charts/x.tgz/Chart.yaml": "x"},
     "error unpacking subchart tar in app: expected x.tgz, got x.tgz/Chart.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "message"), ERRORS)
def test_what_is_no_chart_is_refused_in_helms_words(files: dict[str, str], message: str) -> None:
    with pytest.raises(ChartError) as caught:
        load_named(files)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("version", "message"), [("v3", "invalid chart apiVersion"), ("v9", "unsupported chart version")]
)
def test_other_api_versions_are_refused_at_the_root(version: str, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        load_root([File("Chart.yaml", CHART.replace("v2", version).encode())])
    assert str(caught.value) == message


def test_an_archive_is_a_chart_or_says_why_not() -> None:
    assert load_archive(packed("any/Chart.yaml", CHART)).name == "app"
    for name, message in (
        ("any/values.yaml", "unable to detect chart version, no Chart.yaml found"),
        ("any/../../x", "unable to load chart archive: chart illegally references parent directory"),
    ):
        with pytest.raises(ChartError) as caught:
            load_archive(packed(name, ""))
        assert str(caught.value) == message


def test_charts_within_charts_end_somewhere() -> None:
    with pytest.raises(ChartError, match="nested more than 50 deep"):
        load_named({"charts/a/" * depth + "Chart.yaml": CHART for depth in range(60)})


def test_a_chart_is_written_as_a_release_record_holds_it() -> None:
    moment = 1577934245 * 10**9 + 500_000_000
    chart = load_files([
        File("Chart.yaml", CHART.encode(), moment), File("templates/a", b"<t>", moment), File("values.yaml", b"b: 1"),
    ])  # fmt: skip
    assert struct_json(chart_object(chart)) == (
        '{"metadata":{"name":"app","version":"1.0.0","apiVersion":"v2"},"lock":null,'
        '"templates":[{"name":"templates/a","data":"PHQ+","modtime":"2020-01-02T03:04:05.5Z"}],'
        '"values":{"b":1},"schema":null,"schemamodtime":"0001-01-01T00:00:00Z","files":null,'
        '"modtime":"2020-01-02T03:04:05.5Z"}'
    )


def test_archives_inside_a_chart_share_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("%s.MAX_NESTED_SIZE" % load_files.__module__, 100)
    one = packed("db/Chart.yaml", CHART.replace("app", "db"))
    files = [File("Chart.yaml", CHART.encode()), File("charts/a.tgz", one), File("charts/b.tgz", one)]
    assert load_files(files).dependencies
    with pytest.raises(ChartError, match=r"error unpacking subchart c.tgz in app: decompressed chart is larger"):
        load_files([*files, File("charts/c.tgz", one)])
