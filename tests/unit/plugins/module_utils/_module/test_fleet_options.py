# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet as data: which layer wins, and which mistakes are named."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._module.fleet_options import (
    checked_releases,
    checked_repositories,
    layers,
    release_options,
    with_releases,
)

FLEET: dict[str, t.Any] = {
    "kubeconfig": "task", "context": "task", "namespace": "task", "storage": "secret", "host": None,
    "defaults": {"context": "defaults", "wait": True, "values": {"a": 1, "deep": {"x": 1, "y": [1, 2]}}},
    "environments": {
        "prod": {
            "defaults": {"release_values": {"a": 2}, "timeout": "10m"},
            "releases": {"web": {"values": {"deep": {"x": 3}}, "retries": 2}, "task/db": {"state": "absent"}},
        },
        "dev": {"defaults": {"wait": False}},
    },
    "environment": "prod",
    "releases": [
        {"release_name": "web", "timeout": "1m", "values": {"deep": {"y": [3]}}, "needs": ["cache"]},
        {"name": "db", "kubeconfig": "own"},
        {"name": "cache", "values": {"a": None}},
    ],
}  # fmt: skip


def test_the_later_layer_wins_and_dictionaries_are_merged() -> None:
    common = {"kubeconfig": "task", "context": "defaults", "namespace": "task", "storage": "secret", "wait": True}
    values = {"a": 2, "deep": {"x": 1, "y": [1, 2]}}
    assert release_options(FLEET) == [
        {
            **common, "name": "web", "timeout": "1m", "retries": 2, "needs": ["cache"],
            "values": {"a": 2, "deep": {"x": 3, "y": [3]}},
        },
        {**common, "name": "db", "kubeconfig": "own", "timeout": "10m", "values": values, "state": "absent"},
        {**common, "name": "cache", "timeout": "10m", "values": {**values, "a": None}},
    ]  # fmt: skip


def test_without_an_environment_none_counts_and_absence_is_for_all() -> None:
    found = release_options({**FLEET, "environment": None, "state": "absent"})
    assert [(one["values"]["a"], one["state"]) for one in found] == [(1, "absent"), (1, "absent"), (None, "absent")]


def test_what_was_put_together_stays_as_it_is() -> None:
    once = release_options(FLEET)
    assert release_options(with_releases(FLEET, once)) == once


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"defaults": {"replicas": 3}}, "defaults: there is no option replicas here"),
        ({"defaults": {"needs": ["a"]}}, "defaults: there is no option needs here"),
        ({"defaults": {"name": "a"}}, "defaults: there is no option name here"),
        ({"defaults": ["wait"]}, "defaults must be a dictionary"),
        ({"releases": [{"chart": "a"}]}, "releases[0] has no name"),
        ({"releases": [{"name": "a", "value": {}}]}, "releases[0]: there is no option value here"),
        ({"releases": {"a": {}}}, "releases must be a list"),
        ({"environment": "test"}, "the environment test is not declared in environments; there is dev, prod"),
        ({"environments": {"prod": {"values": {}}}}, "environments.prod has values; it takes defaults and releases"),
        (
            {"environments": {"prod": {"releases": {"api": {}}}}},
            "environments.prod.releases names api, but no release of that name is declared",
        ),
    ],
)
def test_mistakes_are_named_with_their_place(change: dict[str, t.Any], message: str) -> None:
    with pytest.raises(EngineError) as caught:
        release_options({**FLEET, **change})
    assert str(caught.value) == message


def test_each_release_is_checked_as_chart_release_checks_its_options() -> None:
    [release] = checked_releases({"releases": [{"name": "a", "chart": "c", "wait": "yes", "history_max": "3"}]})
    assert (release["wait"], release["history_max"], release["timeout"], release["needs"]) == (True, 3, "5m", [])
    with pytest.raises(EngineError, match=r"^the release a: .*history_max"):
        checked_releases({"releases": [{"name": "a", "chart": "c", "history_max": "many"}]})
    with pytest.raises(EngineError, match=r"^the release a: state is present but all of .* missing: chart"):
        checked_releases({"releases": [{"name": "a"}]})
    with pytest.raises(EngineError, match=r"^repositories\[0\]: state is present but all of .* missing: url"):
        checked_repositories({"repositories": [{"name": "a"}]})


def test_secrets_are_looked_for_in_every_layer() -> None:
    params = {
        "api_key": "1", "defaults": {"api_key": "2"}, "releases": [{"api_key": "3"}],
        "repositories": [{"api_key": "4"}],
        "environments": {"e": {"defaults": {"api_key": "5"}, "releases": {"r": {"api_key": "6"}}}, "broken": None},
    }  # fmt: skip
    assert sorted(layer["api_key"] for layer in layers(params)) == list("123456")
    assert list(layers({"releases": "x", "environments": [], "defaults": None, "repositories": [1]}))
