# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendered files as hooks and objects."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ManifestError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.head import read_head
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.manifests import sort_manifests


def test_documents_come_by_kind_then_by_path_then_as_written() -> None:
    hooks, manifests = sort_manifests(
        {
            "c/templates/b.yaml": "kind: Service\nmetadata: {name: b}\n---\nkind: ConfigMap\nmetadata: {name: b}\n",
            "c/templates/a.yaml": "kind: Service\nmetadata: {name: a}\n",
            "c/templates/_p.yaml": "kind: Never\n",
            "c/templates/blank.yaml": " \n\n",
        }
    )
    assert hooks == []
    assert [(found.head.kind, found.head.name) for found in manifests] == [
        ("ConfigMap", "b"),
        ("Service", "a"),
        ("Service", "b"),
    ]


def test_a_document_with_an_unknown_event_vanishes_and_is_told() -> None:
    told: list[str] = []
    text = "kind: Job\nmetadata:\n  annotations: {helm.sh/hook: crd-install}\n"
    assert sort_manifests({"c/templates/a.yaml": text}, log=told.append) == ([], [])
    assert told == ["skipping unknown hooks: crd-install"]


def test_broken_yaml_names_its_file() -> None:
    with pytest.raises(ManifestError, match=r"^YAML parse error on c/templates/a\.yaml: error converting"):
        sort_manifests({"c/templates/a.yaml": "a: b: c\n"})


def test_scalars_of_the_head_become_text() -> None:
    head = read_head("apiVersion: 1\nkind: true\nmetadata: {name: 1.10, annotations: {a: 5, b: null}}\n")
    assert (head.api_version, head.kind, head.name, head.annotations) == ("1", "true", "1.1", {"a": "5", "b": ""})
    assert read_head("# only a comment\n").annotations == {}
