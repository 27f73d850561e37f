# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The versions of a chart in an index, however the file is written."""

from __future__ import annotations

import json

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
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
INDENTED = (
    "apiVersion: v1\nentries:\n    alpha:\n        - name: alpha\n          version: 1.0.0\n          urls: [a]\n"
)
FLOW = "{apiVersion: v1, entries: {alpha: [{name: alpha, version: 1.0.0, urls: [a]}]}}"
ANCHORS = "apiVersion: v1\nentries:\n  one: &x\n  - {name: one, version: 1.0.0}\n  alpha: *x\n"
ENTRY = {"name": "alpha", "version": "1.0.0", "urls": ["a"]}
JSON = json.dumps({"apiVersion": "v1", "entries": {"alpha": [ENTRY]}})
BROKEN = """apiVersion: v1
entries:
  a:
  - {name: a, version: nonsense}
  - {version: 1.0.0}
  - {name: a, version: 1.0.1}
"""


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


@pytest.mark.parametrize("text", [INDENTED, FLOW, ANCHORS, JSON], ids=["indented", "flow", "anchors", "json"])
def test_other_ways_of_writing_give_the_same(text: str) -> None:
    assert found(text, "alpha") == "1.0.0"


def test_invalid_entries_are_left_out() -> None:
    assert [entry.version for entry in Index(BROKEN.encode(), "test").versions("a")] == ["1.0.1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty index.yaml file"),
        ("entries: {}", "no API version specified"),
        ("[]", "no chart repository index"),
        ("<html>", "no chart repository index"),
        ("apiVersion: v1\nentries: [1]", "entries is no map"),
    ],
)
def test_what_is_no_index_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        Index(text.encode(), "test")


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
