# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as people read it: one before/after pair of YAML texts for the record and for each object and hook."""

from __future__ import annotations

import typing as t

from ..goyaml.dump import dump
from ..manifest.hook import Hook
from ..manifest.objects import ObjectRef
from ..manifest.split import split_manifests
from ..release.model import Release
from .masking import Masker, is_secret
from .plan import UNCHANGED, Plan, Step
from .targets import read_objects

JSON = dict[str, t.Any]
Pair = dict[str, str]

_SERVER_SIDE = ("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink")
_DONE = {"create": "created", "update": "changed", "adopt": "adopted", "delete": "deleted", "keep": "kept"}


def plan_diff(plan: Plan, masker: Masker) -> list[Pair]:
    """The pairs of a plan, record first; objects that stay as they are have none."""
    if not plan.changed:
        return []
    pairs = step_pairs(plan.all_steps(), masker)
    if plan.release is not None:
        pairs = [_record_pair(plan, masker), *pairs, *_hook_pairs(plan, masker)]
    return [pair for pair in pairs if pair["before"] != pair["after"]]


def step_pairs(steps: t.Sequence[Step], masker: Masker) -> list[Pair]:
    """The pairs of objects alone."""
    return [_step_pair(step, masker) for step in steps if step.action != UNCHANGED]


def object_text(body: JSON | None, masker: Masker) -> str:
    """An object as YAML without what only the API server writes, secrets masked; None is no text."""
    if body is None:
        return ""
    metadata = {key: value for key, value in (body.get("metadata") or {}).items() if key not in _SERVER_SIDE}
    shown = {key: value for key, value in body.items() if key != "status"}
    return dump(masker.masked({**shown, "metadata": metadata}))


def masked_manifest(manifest: str, masker: Masker) -> str:
    """A manifest whose Secrets hold masks; every other document is as it was."""
    shown = []
    for document in split_manifests(manifest):
        bodies = read_objects(document)
        if any(is_secret(body) for body in bodies):
            comment = document.partition("\n")[0] + "\n" if document.startswith("# Source:") else ""
            document = comment + "---\n".join(dump(masker.masked(body)) for body in bodies)
        shown.append("---\n" + document)
    return "".join(shown)


def header(ref: ObjectRef, *, word: str = "") -> str:
    """An object's title in a diff."""
    place = "%s/%s" % (ref.namespace, ref.name) if ref.namespace else ref.name
    return "%s %s %s%s" % (ref.api_version, ref.kind, place, " (%s)" % word if word else "")


def _step_pair(step: Step, masker: Masker) -> Pair:
    return {
        "before": object_text(step.before, masker),
        "after": object_text(step.after, masker),
        "before_header": header(step.ref),
        "after_header": header(step.ref, word=_DONE.get(step.action, step.action)),
    }


def _hook_pairs(plan: Plan, masker: Masker) -> list[Pair]:
    old = {} if plan.base is None else {_hook_key(hook): hook for hook in plan.base.hooks}
    new = {} if plan.release is None else {_hook_key(hook): hook for hook in plan.release.hooks}
    if plan.action == "uninstall":
        return []
    pairs = []
    for key in [*new, *(key for key in old if key not in new)]:
        title = "hook %s %s %s" % (key[0], key[1], key[2])
        pairs.append(
            {
                "before": _hook_text(old.get(key), masker),
                "after": _hook_text(new.get(key), masker),
                "before_header": title,
                "after_header": title,
            }
        )
    return pairs


def _hook_key(hook: Hook) -> tuple[str, str, str]:
    return (",".join(hook.events), hook.kind, hook.name)


def _hook_text(hook: Hook | None, masker: Masker) -> str:
    if hook is None:
        return ""
    return "---\n".join(object_text(body, masker) for body in read_objects(hook.manifest))


def _record_pair(plan: Plan, masker: Masker) -> Pair:
    old, new = plan.last, plan.release
    if plan.action == "uninstall":
        new = None
    named = new or old
    title = "release %s/%s" % (named.namespace, named.name) if named else "release"
    changed = _changed_leaves(plan.base.config if plan.base else {}, new.config if new else {})
    return {
        "before": _record_text(old, changed, masker, status=old.info.status if old else ""),
        "after": _record_text(new, changed, masker, status="deployed"),
        "before_header": title,
        "after_header": title,
    }


def _record_text(record: Release | None, changed: t.Sequence[tuple[str, ...]], masker: Masker, *, status: str) -> str:
    if record is None:
        return ""
    metadata = record.chart.get("metadata") or {}
    shown: JSON = {
        "revision": record.version,
        "status": status,
        "chart": "%s-%s" % (metadata.get("name", ""), metadata.get("version", "")),
        "app_version": str(metadata.get("appVersion", "")),
    }
    values = {}
    for path in changed:
        found = _at(record.config, path)
        if found is not _MISSING:
            values[".".join(path)] = masker.text(repr(found))
    if values:
        shown["changed_values"] = values
    if record.labels:
        shown["labels"] = dict(record.labels)
    return dump(shown)


_MISSING = object()


def _at(values: t.Any, path: tuple[str, ...]) -> t.Any:
    for key in path:
        if not isinstance(values, dict) or key not in values:
            return _MISSING
        values = values[key]
    return values


def _changed_leaves(old: JSON, new: JSON, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of user values that differ, the deepest that name them."""
    leaves: list[tuple[str, ...]] = []
    for key in sorted({*old, *new}):
        here = (*path, key)
        left, right = old.get(key, _MISSING), new.get(key, _MISSING)
        if isinstance(left, dict) and isinstance(right, dict):
            leaves += _changed_leaves(left, right, here)
        elif left is _MISSING or right is _MISSING or left != right:
            leaves.append(here)
    return leaves


__all__ = ("header", "masked_manifest", "object_text", "plan_diff", "step_pairs")
