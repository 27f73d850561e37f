# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The quick reader agrees with the careful one, and does read what charts are made of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.careful import read_carefully
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.errors import YAMLError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.lines import UnsureError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.quick import Exact, QuickReader
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.reader import prepare

TEXTS = [case["text"] for case in json.loads((Path(__file__).parent / "load_truths.json").read_text("utf-8"))]

MANIFEST = """\
# Source: web/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, "tier": 'front end'}
  annotations:
    checksum/config: 0123abc
    note: "two
      lines"
    description: several words that go
      on in the next line

      and after an empty one
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: web
        image: "registry.example:5000/web:1.2"  # pinned
        args: ["--port", "8080",
               "--verbose"]
        env: []
        command:
          - sh
          - -c
          - |
            set -e
              indented
            exec web
        text: >-
          folded
          text

          here
      -   name: side
          ports:
            - containerPort: 80
              protocol: TCP
      volumes:
"""


def read_quickly(text):
    return QuickReader(text, Exact(), strict=False).document()


def test_a_manifest_is_read_without_the_careful_reader():
    assert read_quickly(MANIFEST) == read_carefully(prepare(MANIFEST), strict=False)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_the_quick_reader_agrees_or_gives_up(text):
    source = prepare(text)
    if source.refusal or not source.text or {"\ufeff", "\u2028", "\u2029"} & set(text):
        pytest.skip("never handed to the quick reader")
    try:
        quick = read_quickly(source.text)
    except UnsureError:
        return
    try:
        careful = read_carefully(source, strict=False)
    except YAMLError as error:
        pytest.fail("read %r where the careful reader says %s" % (quick, error))
    assert repr(quick) == repr(careful)


@pytest.mark.parametrize(
    "text",
    ["a: b: c", "a: *x", "a: &x b", "a: !t b", "a:\tb", "<<: {a: 1}", "null: 1", "a: .nan", "? a\n: b", "a: b\n c: d"],
)
def test_what_is_not_plain_sailing_is_left_to_the_careful_reader(text):
    with pytest.raises(UnsureError):
        read_quickly(text)
