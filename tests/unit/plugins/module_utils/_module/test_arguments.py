# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared options stand twice, as a table and as documentation; here they are compared."""

from __future__ import annotations

import importlib

import pytest
import yaml
from ansible_collections.chartwright.kube.plugins.module_utils._module import arguments

TWINS = {
    "APPLYING": "applying", "CLUSTER": "cluster", "DRIFT": "drift", "POST_RENDERING": "post_rendering",
    "RELEASE": "release", "REPO_CREDENTIALS": "repo_credentials", "SOURCE": "source", "VALUES": "values",
    "WAITING": "waiting",
}  # fmt: skip


def documented(name: str) -> dict[str, dict[str, object]]:
    module = importlib.import_module("ansible_collections.chartwright.kube.plugins.doc_fragments.%s" % name)
    return yaml.safe_load(module.ModuleDocFragment.DOCUMENTATION)["options"]


@pytest.mark.parametrize(("table", "fragment"), TWINS.items())
def test_a_table_and_its_fragment_say_the_same(table: str, fragment: str) -> None:
    compare(getattr(arguments, table), documented(fragment))


def compare(spec: dict[str, dict[str, object]], options: dict[str, dict[str, object]]) -> None:
    assert list(spec) == list(options)
    for name, entry in spec.items():
        option = options[name]
        for key in ("type", "required", "default", "choices", "aliases", "elements"):
            assert entry.get(key) == option.get(key), "%s: %s" % (name, key)
        assert option["description"], name
        if "options" in entry:
            compare(entry["options"], option["suboptions"])
        for variable in entry.get("fallback", (None, []))[1]:
            assert "E(%s)" % variable in str(option["description"]), variable


def test_every_shared_table_has_a_twin() -> None:
    tables = {name for name in arguments.__all__ if name.isupper()}
    assert tables - set(TWINS) == {"INHERITED"}
