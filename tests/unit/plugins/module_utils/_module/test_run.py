# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.methods import Manner
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError, MissingLibraryError
from ansible_collections.chartwright.kube.plugins.module_utils._module.applying import apply_manner
from ansible_collections.chartwright.kube.plugins.module_utils._module.inherited import (
    crds_wanted,
    failure_choice,
    history_kept,
    hooks_wanted,
    refuse,
    values_strategy,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import Context, execute


def fail(error: BaseException):
    def work(params: dict[str, object], context: Context) -> dict[str, object]:
        raise error

    return work


def test_an_error_is_one_sentence_with_its_data() -> None:
    result = execute(fail(EngineError("no such chart", details={"changed": True, "x": 1})), {}, Context())
    assert result == {"failed": True, "changed": True, "msg": "no such chart", "x": 1}


def test_a_missing_library_is_named_with_the_way_to_get_it() -> None:
    result = execute(fail(MissingLibraryError("google-re2", "regular expressions", "trace")), {}, Context())
    assert "google-re2" in result["msg"] and result["exception"] == "trace"


def test_an_interruption_is_a_failure_that_may_have_changed_something() -> None:
    assert execute(fail(KeyboardInterrupt()), {}, Context())["changed"] is True


def test_what_is_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        execute(fail(ZeroDivisionError()), {}, Context())


def test_a_warning_that_each_rendering_repeats_is_shown_once() -> None:
    seen: list[str] = []
    context = Context(warn=seen.append)
    context.warn_once("a")
    context.warn_once("a")
    assert seen == ["a"]


@pytest.mark.parametrize(
    ("read", "params", "expected"),
    [
        (hooks_wanted, {"hooks": True, "disable_hook": None}, True),
        (hooks_wanted, {"hooks": True, "disable_hook": True}, False),
        (hooks_wanted, {"hooks": False, "disable_hook": False}, True),
        (history_kept, {"keep_history": False, "purge": None}, False),
        (history_kept, {"keep_history": False, "purge": False}, True),
        (crds_wanted, {"crds": "create", "skip_crds": True}, "skip"),
        (crds_wanted, {"crds": "create", "skip_crds": False}, "create"),
        (failure_choice, {"on_failure": "keep", "atomic": True}, "rollback"),
        (failure_choice, {"on_failure": "keep", "atomic": None}, "keep"),
        (values_strategy, {"values_strategy": "reuse"}, "reuse"),
        (values_strategy, {"values_strategy": "reset", "reuse_values": True}, "reuse"),
        (values_strategy, {"values_strategy": "reset", "reuse_values": True, "reset_values": True}, "reset"),
        (values_strategy, {"values_strategy": "reset", "reset_then_reuse_values": True}, "reset_then_reuse"),
    ],
)
def test_options_of_kubernetes_core_mean_what_they_meant(read, params: dict[str, object], expected: object) -> None:
    assert read(params) == expected


def test_what_makes_no_sense_here_is_refused_with_a_hint() -> None:
    with pytest.raises(EngineError, match="binary_path: "):
        refuse({"binary_path": "/usr/bin/helm"})


def test_what_is_not_asked_for_is_not_refused() -> None:
    refuse({"binary_path": None})


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"server_side": "auto"}, Manner()),
        ({"server_side": "auto", "force": True}, Manner("false", force_replace=True)),
        ({"server_side": "true", "force": True}, Manner("true", force_replace=True)),
        ({"server_side": "false", "force_replace": True}, Manner("false", force_replace=True)),
        ({"server_side": "true", "force_conflicts": True}, Manner("true", force_conflicts=True)),
    ],
)
def test_how_objects_are_written_is_an_option(params: dict[str, object], expected: Manner) -> None:
    assert apply_manner({"force_conflicts": False, "force_replace": False, **params}) == expected


def test_secrets_of_a_task_are_in_no_result_and_no_warning() -> None:
    def work(params: dict[str, object], context: Context) -> dict[str, object]:
        context.warn("there is hunter2hunter2")
        context.secrets.add({"found": "found-later"})
        raise EngineError("found-later and let-me-in", details={"diff": ["hunter2hunter2"]})

    seen: list[str] = []
    params = {"secret_values": {"a": "hunter2hunter2"}, "repo_password": "let-me-in"}
    result = execute(work, params, Context(warn=seen.append))
    for secret in ("hunter2hunter2", "found-later", "let-me-in"):
        assert secret not in str(result) + str(seen)
    assert seen[0].startswith("there is <masked ")
