# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the collection says of itself agrees with what is in it."""

from __future__ import annotations

import re
import typing as t

import pytest
import yaml
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.foregone import VERSION
from ansible_collections.chartwright.kube.tests.rules import imports

PROJECT = imports.PROJECT
MODULES = imports.modules()


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def groups() -> dict[str, list[str]]:
    answer: dict[str, list[str]] = yaml.safe_load(read("meta/runtime.yml"))["action_groups"]
    return answer


def document(module: str) -> dict[str, t.Any]:
    match = re.search(
        r'^DOCUMENTATION = r?"""(.*?)^"""', imports.module_path(module).read_text(encoding="utf-8"), re.M | re.S
    )
    assert match, "%s documents nothing" % module
    answer: dict[str, t.Any] = yaml.safe_load(match[1])
    return answer


def carries_cluster_code(module: str) -> bool:
    return any(path.parts[:2] == ("_engine", "kube") for path in imports.reachable(imports.module_path(module)))


def test_action_groups_name_every_module_once() -> None:
    assert sorted(name for names in groups().values() for name in names) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_the_group_chart_is_of_the_modules_that_talk_to_a_cluster(module: str) -> None:
    assert (module in groups()["chart"]) == carries_cluster_code(module)


@pytest.mark.parametrize("module", MODULES)
def test_the_readme_lists_every_module(module: str) -> None:
    assert "| `%s` |" % module in read("README.md")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_playbook_tests(module: str) -> None:
    assert (PROJECT / "tests" / "integration" / "targets" / module / "tasks" / "main.yml").is_file()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_in_which_version_it_came(module: str) -> None:
    assert document(module)["version_added"]


def test_tests_run_with_what_users_are_told_to_install() -> None:
    pinned = dict(line.split("==") for line in read("tests/requirements-run.txt").splitlines() if "==" in line)
    for line in read("requirements.txt").splitlines():
        if line and not line.startswith("#"):
            assert line.split(">=")[0] in pinned


def test_an_execution_environment_needs_no_system_package() -> None:
    files = yaml.safe_load(read("meta/execution-environment.yml"))["dependencies"]
    assert (PROJECT / files["python"]).is_file()
    assert not [line for line in read(files["system"]).splitlines() if line and not line.startswith("#")]


def test_the_engine_knows_the_version_of_the_collection() -> None:
    assert yaml.safe_load(read("galaxy.yml"))["version"] == VERSION


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_an_action_plugin_so_that_it_can_run_in_the_worker(module: str) -> None:
    text = read("plugins/action/%s.py" % module)
    assert 'MAIN = entry("%s")' % module in text
