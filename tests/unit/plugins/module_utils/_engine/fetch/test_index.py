# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The versions of a chart in an index, however the file is written."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch import index as index_module
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.index import Index, resolve_url

PLAIN = """apiVersion: v1
entries:
  alpha:
  - apiVersion: v2
    name: alpha
    version: 1.2.0
    description: |-
      text with
        beta:
      inside
    urls:
    - alpha-1.2.0.tgz
  - name: alpha
    version: 1.10.0
    digest: "00"
    urls: [https://example.org/alpha-1.10.0.tgz]
  - name: alpha
    version: 2.0.0-rc.1
    urls: []
  # a comment
  "beta":
  - name: beta
    version: 0.1.0+build.5
    urls: [b.tgz]
generated: "2026-01-01T00:00:00Z"
"""
# Made by helm's own LoadIndexFile and Get.
TRUTHS = json.loads((Path(__file__).parent / "index_truths.json").read_text(encoding="utf-8"))


def found(text: str, chart: str, version: str = "") -> str | None:
    selected = Index(text.encode(), "test").find(chart, version)
    return selected.version if selected else None


@pytest.mark.parametrize(
    ("version", "selected"),
    [
        ("", "1.10.0"),
        ("1.2.0", "1.2.0"),
        ("^1", "1.10.0"),
        ("~1.2", "1.2.0"),
        ("<1.5 || >9", "1.2.0"),
        (">0.0.0-0", "2.0.0-rc.1"),
        ("2.0.0-rc.1", "2.0.0-rc.1"),
        ("3", None),
    ],
)
def test_a_constraint_selects_the_newest_that_fits(version: str, selected: str | None) -> None:
    assert found(PLAIN, "alpha", version) == selected


def test_names_and_quoted_names_are_listed() -> None:
    assert Index(PLAIN.encode(), "test").names() == ["alpha", "beta"]
    assert found(PLAIN, "beta", "0.1.0+build.5") == "0.1.0+build.5"
    assert found(PLAIN, "gamma") is None


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["text"][-40:])
def test_an_index_is_read_or_refused_as_by_helm(truth: dict[str, t.Any]) -> None:
    if "error" in truth:
        with pytest.raises(FetchError) as caught:
            Index(truth["text"].encode(), "test").check()
        assert str(caught.value) == "error loading test: " + truth["error"]
        return
    index = Index(truth["text"].encode(), "test")
    index.check()
    assert len(index.skipped) == truth.get("skipped", 0)
    assert {name: [held.version for held in index.versions(name)] for name in index.names()} == truth["entries"]
    for chart, version, selected in truth.get("finds", []):
        try:
            chosen = index.find(chart, version)
        except FetchError as error:
            assert "no version and no constraint" in str(error)
            chosen = None
        assert (chosen and chosen.version) == selected


def test_only_the_wanted_charts_lines_are_read() -> None:
    text = PLAIN.replace("urls: [b.tgz]", "urls: [b.tgz]\n    unknown: 1")
    assert found(text, "alpha") == "1.10.0"
    with pytest.raises(FetchError, match='json: unknown field "unknown"'):
        Index(text.encode(), "test").versions("beta")


def test_a_large_index_names_the_line_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []
    for limit in (1 << 20, 0):
        monkeypatch.setattr(index_module, "_WHOLE", limit)
        with pytest.raises(FetchError, match="yaml: line 15: ") as caught:
            Index(PLAIN.replace('"00"', "a: b").encode(), "test").versions("alpha")
        texts.append(str(caught.value))
    assert texts[0] == texts[1]


def test_what_a_version_says_is_typed() -> None:
    version = Index(PLAIN.encode(), "test").versions("alpha")[-1]
    assert (version.name, version.urls, version.digest, version.removed) == ("alpha", ["alpha-1.2.0.tgz"], "", False)
    assert version.metadata.description == "text with\n  beta:\ninside".replace("\n", " ")
    assert version.created == "0001-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("base", "reference", "url"),
    [
        ("http://h/charts", "a.tgz", "http://h/charts/a.tgz"),
        ("http://h/charts/", "sub/a.tgz", "http://h/charts/sub/a.tgz"),
        ("http://h/charts?token=1", "a.tgz", "http://h/charts/a.tgz?token=1"),
        ("http://h/charts", "/a.tgz", "http://h/a.tgz"),
        ("http://h/charts", "https://other/a.tgz", "https://other/a.tgz"),
    ],
)
def test_chart_urls_are_resolved_against_the_repository(base: str, reference: str, url: str) -> None:
    assert resolve_url(base, reference) == url
