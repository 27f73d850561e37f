# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records, plans and failures as the modules return them: plain data under names that stay."""

from __future__ import annotations

import os
import typing as t

from .._engine.actions.diff import masked_manifest, plan_diff
from .._engine.actions.masking import Masker
from .._engine.actions.plan import Plan
from .._engine.manifest.hook import Hook
from .._engine.release.model import CHART_DIGEST, Release
from .run import Context

Result = dict[str, t.Any]


def release_result(record: Release | None) -> Result | None:
    """A revision in a few facts; None where there is none."""
    if record is None:
        return None
    metadata = record.chart.get("metadata") or {}
    info = record.info
    return {
        "name": record.name,
        "namespace": record.namespace,
        "revision": record.version,
        "status": info.status,
        "chart": "%s-%s" % (metadata.get("name", ""), metadata.get("version", "")),
        "chart_name": metadata.get("name", ""),
        "chart_version": metadata.get("version", ""),
        "app_version": str(metadata.get("appVersion") or ""),
        "first_deployed": info.first_deployed,
        "last_deployed": info.last_deployed,
        "deleted": info.deleted,
        "description": info.description,
        "labels": dict(record.labels),
        "apply_method": record.apply_method,
        "rollback_revision": info.rollback_revision,
        "chart_digest": record.annotations.get(CHART_DIGEST, ""),
    }


def hook_results(hooks: t.Sequence[Hook]) -> list[Result]:
    """Hooks with their last runs."""
    return [
        {
            "name": hook.name,
            "kind": hook.kind,
            "path": hook.path,
            "events": list(hook.events),
            "weight": hook.weight,
            "delete_policies": list(hook.delete_policies),
            "phase": hook.phase,
            "started_at": hook.started_at,
            "completed_at": hook.completed_at,
        }
        for hook in hooks
    ]


def plan_result(plan: Plan, context: Context) -> Result:
    """What a plan changes; in diff mode as before/after pairs too. Its warnings are shown."""
    for warning in plan.warnings:
        context.warn_once(warning)
    result: Result = {
        "changed": plan.changed,
        "action": plan.action or "none",
        "reasons": plan.reasons,
        "changes": plan.changes() if plan.changed else [],
        "unpredicted": plan.unpredicted,
    }
    if context.diff_mode:
        result["diff"] = plan_diff(plan, new_masker())
    return result


def shown_manifest(manifest: str) -> str:
    """A manifest whose Secrets hold masks."""
    return masked_manifest(manifest, new_masker())


def new_masker() -> Masker:
    """A masker with a key of its own."""
    return Masker(os.urandom(32))


__all__ = ("hook_results", "new_masker", "plan_result", "release_result", "shown_manifest")
