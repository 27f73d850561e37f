# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: where the objects in the cluster are no longer what their release's manifest says.

Each object of the manifest is applied by a dry run, so that defaults and admission are the API server's own, and its
answer is compared with the live object in the fields that are the release's. Nothing of that is stored, and no field
changes its owner.
"""

from __future__ import annotations

import copy
import typing as t

from ..errors import ClusterError, ManifestError, ReleaseError
from ..manifest.patch_targets import Target as Selection
from ..manifest.patch_targets import matcher
from ..release.model import Release
from .creating import apply_error
from .kinds import Kinds
from .masking import Masker, is_secret
from .owned_fields import MISSING, Difference, belongs_to_others, differences, put
from .ownership import described, other_owner, stamped
from .parallel import in_parallel
from .plan import CREATE, KEEP, UPDATE, Step, change
from .ports import JSON, Cluster
from .targets import Target, build_known

_FORBIDDEN, _INVALID = 403, 422
_NO_RIGHT = "\" cannot "
# The second one is Flux's.
_OPT_OUTS = {"chartwright.kube/drift": "ignore", "helm.toolkit.fluxcd.io/driftDetection": "disabled"}


class Rule(t.NamedTuple):
    """What is no drift: fields of the objects that ``selection`` finds, all of them where there is no pointer."""

    selection: Selection
    pointers: t.Sequence[str] = ()


class Drifted(t.NamedTuple):
    """One object: the step that mends it, and the fields in which it differs (none where it is missing).

    ``refusal`` is what the API server has against mending it.
    """

    step: Step
    fields: list[Difference]
    answer: JSON
    refusal: ReleaseError | None = None

    @property
    def pointers(self) -> list[str]:
        """JSON pointers to the fields."""
        return [field.pointer for field in self.fields]


class Findings(t.NamedTuple):
    """``drifted`` in the manifest's order; ``unknown`` are sentences about objects that could not be compared."""

    drifted: list[Drifted]
    unknown: list[str]


def find_drift(record: Release, *, cluster: Cluster, kinds: Kinds, rules: t.Sequence[Rule]) -> Findings:
    """Compare the objects of a revision with the cluster: two requests an object, several in flight."""
    targets, gone = build_known(record.manifest, kinds=kinds, namespace=record.namespace)
    search = _Search(record, cluster, rules)
    # Of two objects with one name the later one counts, as it is written last.
    wanted = list({target.ref: target for target in targets if target.ref.name}.values())
    found = in_parallel(search.look, wanted)
    return Findings(
        [one for one in found if isinstance(one, Drifted)],
        [
            *("%s: the cluster no longer serves its kind" % name for name in gone),
            *(one for one in found if isinstance(one, str)),
        ],
    )


class _Search:
    def __init__(self, record: Release, cluster: Cluster, rules: t.Sequence[Rule]) -> None:
        self._record = record
        self._cluster = cluster
        self._rules = [
            (matcher(rule.selection, namespace=record.namespace), [_parts(text) for text in rule.pointers])
            for rule in rules
        ]

    def look(self, target: Target) -> Drifted | str | None:
        """What has become of an object: None where it is as it should be, a sentence where that cannot be told."""
        body = stamped(target.body, name=self._record.name, namespace=self._record.namespace)
        ignored = [pointers for matches, pointers in self._rules if matches(body)]
        if _opts_out(body) or [] in ignored:
            return None
        live = self._cluster.get(target.ref)
        if _opts_out(live) if live is not None else _tidies_itself(body):
            return None
        owner = other_owner(live or {}, name=self._record.name, namespace=self._record.namespace)
        if owner:
            return Drifted(Step(KEEP, target.ref, live, live, "belongs to release %s now" % owner), [], {})
        try:
            answer = self._cluster.apply(body, namespace=target.ref.namespace, force=True, dry_run=True)
        except ClusterError as error:
            return _refused(target, body, live, error)
        if live is None:
            return Drifted(Step(CREATE, target.ref, None, answer, body=body), [], answer)
        return _compared(target, body, live, answer, [pointer for pointers in ignored for pointer in pointers])


def _compared(
    target: Target, body: JSON, live: JSON, answer: JSON, ignored: t.Sequence[tuple[str, ...]]
) -> Drifted | None:
    counted: list[Difference] = []
    left: list[Difference] = []
    for difference in differences(live, answer):
        is_left = belongs_to_others(live, difference) or any(
            tuple(map(str, difference.path[: len(pointer)])) == pointer for pointer in ignored
        )
        (left if is_left else counted).append(difference)
    if not counted:
        return None
    after = copy.deepcopy(live)
    for difference in counted:
        put(after, difference, difference.after)
    if left:
        # Applied with their live values, these fields stay as they are.
        body = copy.deepcopy(body)
        for difference in left:
            put(body, difference, difference.before)
    return Drifted(Step(UPDATE, target.ref, live, after, body=body), counted, answer)


def _refused(target: Target, body: JSON, live: JSON | None, error: ClusterError) -> Drifted | str:
    if error.status == _FORBIDDEN and _NO_RIGHT in str(error):
        raise apply_error(target.ref, error) from error
    refusal, action = apply_error(target.ref, error), CREATE if live is None else UPDATE
    why = str(refusal)
    if "does not support dry run" in why:
        why = "an admission webhook does not answer dry runs"
        if live is None:
            return Drifted(Step(action, target.ref, None, body, body=body), [], {})
    elif live is None or error.status == _INVALID:
        return Drifted(Step(action, target.ref, live, live or body, why, body), [], {}, refusal)
    return "%s: it cannot be compared with its manifest: %s" % (described(target.ref), why)


def _opts_out(body: JSON) -> bool:
    annotations = (body.get("metadata") or {}).get("annotations") or {}
    return any(annotations.get(name) == value for name, value in _OPT_OUTS.items())


def _tidies_itself(body: JSON) -> bool:
    """Whether an object that is not there has done its work: a Job with a time to live."""
    return body.get("kind") == "Job" and (body.get("spec") or {}).get("ttlSecondsAfterFinished") is not None


def _parts(pointer: str) -> tuple[str, ...]:
    if not pointer.startswith("/"):
        raise ManifestError("drift_ignore: %s is no pointer, which begins with /" % pointer)
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))


def drift_facts(findings: Findings, masker: Masker) -> list[JSON]:
    """What has drifted as plain data, the contents of Secrets masked."""
    return [
        {
            **change(one.step),
            "fields": [
                {"path": field.pointer, "before": _shown(field.before), "after": _shown(field.after)}
                for field in _masked(one, masker)
            ],
        }
        for one in findings.drifted
    ]


def drift_warning(record: Release, one: Drifted) -> str:
    """A sentence about one object that has drifted."""
    what = "is missing" if one.step.before is None else "differs in " + ", ".join(one.pointers)
    if one.step.action == KEEP:
        what = one.step.note
    elif one.refusal is not None and one.step.before is not None:
        what = "differs, and cannot be corrected: %s" % one.refusal
    return "drift of release %s: %s %s" % (record.name, described(one.step.ref), what)


def _masked(one: Drifted, masker: Masker) -> list[Difference]:
    live = one.step.before
    if not one.fields or live is None or not is_secret(live):
        return one.fields
    counted = {field.keys for field in one.fields}
    # A value and its mask differ alike.
    shown = differences(masker.masked(live), masker.masked(one.answer))
    return [field for field in shown if field.keys in counted]


def _shown(value: t.Any) -> t.Any:
    return None if value is MISSING else value


__all__ = ("Drifted", "Findings", "Rule", "drift_facts", "drift_warning", "find_drift")
