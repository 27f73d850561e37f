# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking for drift as a task asks for it, and telling what was found."""

from __future__ import annotations

import typing as t

from .._engine.actions.diff import step_pairs
from .._engine.actions.drift import Findings, Rule, drift_facts, find_drift
from .._engine.actions.kinds import Kinds
from .._engine.actions.ports import Cluster
from .._engine.manifest.patch_targets import Target
from .._engine.release.model import Release
from .results import new_masker
from .run import Context, Params, Result


def look(
    record: Release, params: Params, context: Context, *, cluster: Cluster, kinds: Kinds
) -> tuple[Findings, Result]:
    """What has drifted, for the engine and for people; in diff mode with a before/after pair for each object."""
    findings = find_drift(record, cluster=cluster, kinds=kinds, rules=_rules(params["drift_ignore"]))
    masker = new_masker()
    result: Result = {"drift": drift_facts(findings, masker)}
    if context.diff_mode:
        result["diff"] = step_pairs([one.step for one in findings.drifted], masker)
    return findings, result


def _rules(given: t.Sequence[Params]) -> list[Rule]:
    return [
        Rule(Target(**{name: (one["target"] or {}).get(name) or "" for name in Target._fields}), one["paths"])
        for one in given
    ]


__all__ = ("look",)
