# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Making a release what a task says: look, render, decide, and prepare the plan of an installation or upgrade.

The rule for ``changed``: a new revision comes about where the input (chart, values, labels) or what it renders to
differs from the last revision, or where that is not deployed. What differs by chance alone is no change.
"""

from __future__ import annotations

import typing as t

from ..release.model import Release
from ..values.coalesce import coalesce_tables, copy_values
from .crds import CrdFile, coming_resources, plan_crds
from .kinds import Kinds
from .plan import UNCHANGED, Plan, Step
from .ports import Ports
from .prepare import Rendered, Wish, prepare_install, prepare_upgrade
from .sameness import chance_paths, input_reasons, only_by_chance, output_reasons
from .situation import ABSENT, PENDING, UNINSTALLED, Situation

JSON = dict[str, t.Any]

RESET = "reset"
REUSE = "reuse"
RESET_THEN_REUSE = "reset_then_reuse"

CREATE_CRDS = "create"
UPGRADE_CRDS = "upgrade"

_CHANCE = "random at each rendering: %s"


class Rendering(t.NamedTuple):
    """One rendering to be made. ``config`` are the user's values, ``base`` gives old defaults where values are reused.

    ``shuffled`` asks for other random bytes and another time than before.
    """

    revision: int
    is_install: bool
    config: JSON
    base: Release | None
    api_versions: list[str]
    shuffled: bool = False


class Source(t.Protocol):
    """The chart of a task."""

    def crds(self) -> t.Sequence[CrdFile]:
        """The files of the crds/ folders, of the chart and its subcharts."""

    def render(self, rendering: Rendering) -> Rendered:
        """What the chart gives; RenderError and others in helm's words."""


class Conclusions(t.Protocol):
    """What is known of earlier runs; see foregone.py."""

    def unchanged(self, rendering: Rendering, record: Release, labels: t.Mapping[str, str]) -> bool:
        """Whether it is known that this rendering, and these labels, are what the record holds."""

    def keep(self) -> None:
        """Keep, for what ``unchanged`` was last asked about, that the rendering made since then changes nothing."""


class PresentOptions(t.NamedTuple):
    """``strategy`` for values is reset, reuse or reset_then_reuse; ``crds`` is create, upgrade or skip,
    and with ``crds_force`` a definition may lose versions.

    ``preview`` also names what the rendering has of chance, at the cost of one more.
    """

    strategy: str = RESET
    crds: str = "create"
    always: bool = False
    preview: bool = False
    crds_force: bool = False


def prepare_present(
    wish: Wish,
    source: Source,
    values: JSON,
    situation: Situation,
    *,
    ports: Ports,
    options: PresentOptions,
    conclusions: Conclusions | None = None,
) -> tuple[Plan, Kinds, Rendered]:
    """The plan that makes the release current, the kinds it deals with, and what the chart rendered to."""
    planner = _Planner(wish, source, situation, ports, options, conclusions)
    if situation.word in (ABSENT, UNINSTALLED):
        return planner.install(values)
    return planner.upgrade(wanted_config(options.strategy, values, situation.base))


def wanted_config(strategy: str, values: JSON, base: Release | None) -> JSON:
    """The user's values of the next revision (follows reuseValues of pkg/action/upgrade.go)."""
    if strategy == RESET or base is None:
        return values
    return coalesce_tables(copy_values(values), base.config)


class _Planner:
    def __init__(
        self, wish: Wish, source: Source, situation: Situation, ports: Ports, options: PresentOptions,
        conclusions: Conclusions | None,
    ) -> None:  # fmt: skip
        self._wish = wish
        self._source = source
        self._situation = situation
        self._ports = ports
        self._options = options
        self._conclusions = conclusions
        self._kinds = Kinds(ports.cluster)
        self._crds: list[Step] = []

    def install(self, values: JSON) -> tuple[Plan, Kinds, Rendered]:
        if self._options.crds in (CREATE_CRDS, UPGRADE_CRDS):
            self._plan_crds()
        # helm renders revision 1 even where a history was kept.
        rendered = self._render(1, is_install=True, config=values)
        plan = prepare_install(
            self._wish, rendered, self._situation, ports=self._ports, kinds=self._kinds, crds=self._crds
        )
        self._name_chance(plan, rendered, is_install=True)
        return plan, self._kinds, rendered

    def _plan_crds(self) -> None:
        self._crds = plan_crds(
            self._source.crds(), cluster=self._ports.cluster, namespace=self._wish.namespace,
            upgrade=self._options.crds == UPGRADE_CRDS, drop=self._options.crds_force,
            force=self._wish.manner.force_conflicts,
        )  # fmt: skip
        self._kinds = Kinds(self._ports.cluster, coming_resources(self._crds))

    def upgrade(self, config: JSON) -> tuple[Plan, Kinds, Rendered]:
        situation = self._situation
        last = t.cast(Release, situation.last)
        if self._options.crds == UPGRADE_CRDS:
            self._plan_crds()
        reasons = ["always"] if self._options.always else []
        chance: list[str] = []
        if not reasons:
            reasons, rendered = self._as_recorded(last, config)
            if any(step.action != UNCHANGED for step in self._crds):
                reasons.append("crds")
            if self._wish.manner.moves(last.apply_method):
                reasons.append("apply_method")
            if not reasons:
                return Plan(action="", base=situation.base, last=last), self._kinds, rendered
        rendered = self._render(last.version + 1, is_install=False, config=config)
        if set(reasons) <= {"manifest", "hooks"}:
            chance = self._chance(last, rendered, config)
            if chance:
                plan = Plan(action="", base=situation.base, last=last)
                plan.unpredicted = [_CHANCE % path for path in chance]
                return plan, self._kinds, rendered
        plan = prepare_upgrade(self._wish, rendered, situation, ports=self._ports, kinds=self._kinds, reasons=reasons)
        plan.crds = self._crds
        plan.abandoned = last if situation.word == PENDING else None
        self._name_chance(plan, rendered, is_install=False)
        return plan, self._kinds, rendered

    def _reasons(self, last: Release, rendered: Rendered) -> list[str]:
        labels = self._labels(last)
        return [
            *input_reasons(last, chart=rendered.chart, config=rendered.config, labels=labels, reused=self._reuses()),
            *output_reasons(last, manifest=rendered.manifest, hooks=rendered.hooks),
        ]

    def _labels(self, last: Release) -> dict[str, str]:
        labels = {**last.labels, **self._wish.labels}
        return {key: value for key, value in labels.items() if value != "null"}

    def _reuses(self) -> bool:
        return self._options.strategy == REUSE and self._situation.word not in (ABSENT, UNINSTALLED)

    def _as_recorded(self, last: Release, config: JSON) -> tuple[list[str], Rendered]:
        """The reasons for a new revision, by the rendering in which the last one came about, or by what is known of it.

        The same input must then give the same output.
        """
        origin = _origin(last, self._situation.history)
        rendering = self._rendering(origin.version, is_install=_was_installed(origin), config=config)
        known = self._conclusions
        if known is not None and known.unchanged(rendering, last, self._labels(last)):
            return [], Rendered(last.manifest, last.hooks, last.info.notes, last.chart, config)
        rendered = self._source.render(rendering)
        reasons = self._reasons(last, rendered)
        if known is not None and not reasons and rendered.notes == last.info.notes:
            known.keep()
        return reasons, rendered

    def _chance(self, last: Release, rendered: Rendered, config: JSON) -> list[str]:
        again = self._render(last.version + 2, is_install=False, config=config, shuffled=True)
        paths = only_by_chance(last.manifest, rendered.manifest, again.manifest)
        hooks = only_by_chance(_hook_text(last.hooks), _hook_text(rendered.hooks), _hook_text(again.hooks))
        return [] if paths is None or hooks is None else [*paths, *hooks]

    def _name_chance(self, plan: Plan, rendered: Rendered, *, is_install: bool) -> None:
        if self._options.preview and plan.release is not None:
            again = self._render(
                plan.release.version + 1, is_install=is_install, config=rendered.config, shuffled=True
            )  # fmt: skip
            plan.unpredicted += [_CHANCE % path for path in chance_paths(rendered.manifest, again.manifest)]

    def _render(self, revision: int, *, is_install: bool, config: JSON, shuffled: bool = False) -> Rendered:
        return self._source.render(
            self._rendering(revision, is_install=is_install, config=config, shuffled=shuffled)
        )  # fmt: skip

    def _rendering(self, revision: int, *, is_install: bool, config: JSON, shuffled: bool = False) -> Rendering:
        return Rendering(
            revision=revision,
            is_install=is_install,
            config=config,
            base=self._situation.base if self._reuses() else None,
            api_versions=self._kinds.api_versions(),
            shuffled=shuffled,
        )


def _origin(record: Release, history: t.Sequence[Release]) -> Release:
    """The revision whose rendering a record repeats: itself, or what a rollback went back to."""
    seen = set()
    while record.info.rollback_revision and record.version not in seen:
        seen.add(record.version)
        earlier = next((found for found in history if found.version == record.info.rollback_revision), None)
        if earlier is None:
            break
        record = earlier
    return record


def _was_installed(record: Release) -> bool:
    return record.version == 1 or record.info.description == "Install complete"


def _hook_text(hooks: t.Sequence[t.Any]) -> str:
    return "".join("---\n%s\n" % hook.manifest for hook in hooks)


__all__ = (
    "Conclusions", "PresentOptions", "RESET", "RESET_THEN_REUSE", "REUSE", "Rendering", "Source", "prepare_present",
    "wanted_config",
)  # fmt: skip
