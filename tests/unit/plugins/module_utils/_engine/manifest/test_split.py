# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How text is cut into documents."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.split import split_manifests


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("", []),
        ("\n \t\n", []),
        ("a: 1\n", ["a: 1\n"]),
        ("---\na: 1\n---\nb: 2", ["a: 1\n", "b: 2"]),
        ("a: 1\n---\n---\n\n---\n", ["a: 1\n"]),
        ("---a: 1\n--- # note\nb: 2\n", ["a: 1\n", "# note\nb: 2\n"]),
        ("a: |\n  ---\n  x\n", ["a: |\n  ---\n  x\n"]),
        ("a: 1\r\n---\r\nb: 2\r\n", ["a: 1\r\n", "b: 2\r\n"]),
        ("# only a comment\n---\n", ["# only a comment\n"]),
        ("-----BEGIN X-----\n", ["--BEGIN X-----\n"]),
        ("\x85\u2003a: 1", ["a: 1"]),
    ],
)
def test_a_line_that_starts_with_three_dashes_separates(text: str, documents: list[str]) -> None:
    assert split_manifests(text) == documents
