# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Path patterns; what fits was asked of github.com/gobwas/glob v0.2.3."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.glob import Glob, InvalidPatternError

PATHS = [
    "a.yaml", "b.json", "conf/a.yaml", "conf/b.ini", "conf/deep/c.yaml", "README.md", "conf/{a", "x/conf/y", "é",
]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "fitting"),
    [
        ("*", "a.yaml b.json README.md é"),
        ("**", " ".join(PATHS)),
        ("?", "é"),
        ("conf/*", "conf/a.yaml conf/b.ini conf/{a"),
        ("conf/**", "conf/a.yaml conf/b.ini conf/deep/c.yaml conf/{a"),
        ("**/*.yaml", "conf/a.yaml conf/deep/c.yaml"),
        ("**.yaml", "a.yaml conf/a.yaml conf/deep/c.yaml"),
        ("*.{yaml,json}", "a.yaml b.json"),
        ("{conf/*.yaml,*.md}", "conf/a.yaml README.md"),
        ("conf/[a-b].*", "conf/a.yaml conf/b.ini"),
        ("conf/[!a].*", "conf/b.ini"),
        ("conf/[ab].{ini,yaml}", "conf/a.yaml conf/b.ini"),
        ("conf/\\{a", "conf/{a"),
        ("conf", ""),
        ("", ""),
    ],
)
def test_fits_what_the_go_library_fits(pattern: str, fitting: str) -> None:
    glob = Glob(pattern)
    assert [path for path in PATHS if glob.match(path)] == fitting.split()


@pytest.mark.parametrize("pattern", ["[", "[]", "[a", "[z-a]", "[a-", "a[!]", "\ufffd"])
def test_refuses_what_the_go_library_refuses(pattern: str) -> None:
    with pytest.raises(InvalidPatternError):
        Glob(pattern)


def test_many_stars_take_no_exponential_time() -> None:
    assert not Glob("*a" * 30 + "b").match("a" * 400)
