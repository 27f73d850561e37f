# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which files .helmignore leaves out; every verdict was given by helm's pkg/ignore."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.ignore import IgnoreRules
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError

PATHS = ["a", "a/", "a/b", "a/b/c.txt", ".git/", "templates/.x", "templates/x.yaml", "x.txt", "dir/x.txt", "日"]

RULES = [
    ("", ["templates/.x"]),
    ("# *\n\n  \n", ["templates/.x"]),
    ("*.txt", ["a/b/c.txt", "templates/.x", "x.txt", "dir/x.txt"]),
    ("/x.txt", ["templates/.x", "x.txt"]),
    ("a/", ["a/", "templates/.x"]),
    ("a/b", ["a/b", "templates/.x"]),
    ("a/*", ["a/b", "templates/.x"]),
    ("*/*.txt", ["templates/.x", "dir/x.txt"]),
    ("[^a]", ["a/b", "templates/.x", "日"]),
    ("?", ["a", "a/", "a/b", "templates/.x", "日"]),
    ("\ufeff.git/\r\nx.*", [".git/", "templates/.x", "templates/x.yaml", "x.txt", "dir/x.txt"]),
    ("!x.txt", ["a", "a/", "a/b", "a/b/c.txt", ".git/", "templates/.x", "templates/x.yaml", "日"]),
    ("a\\", None),
    ("[", None),
    ("a/**", None),
    ("x" * 70000, None),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "ignored"), RULES, ids=range(len(RULES)))
def test_rules_leave_files_out_as_helm_does(rules: str, ignored: list[str] | None) -> None:
    if ignored is None:
        with pytest.raises(ChartError):
            IgnoreRules(rules.encode())
        return
    read = IgnoreRules(rules.encode())
    assert [path for path in PATHS if read.ignores(path.rstrip("/"), is_folder=path.endswith("/"))] == ignored


def test_stars_do_not_multiply() -> None:
    assert not IgnoreRules(b"*a" * 40 + b"b").ignores("a" * 2000, is_folder=False)
