# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the table of tasks compares: playbooks of ours, the same with kubernetes.core, and the helm command."""

from __future__ import annotations

import itertools
import json
import subprocess
import typing as t
from pathlib import Path

from measuring import Command

JSON = dict[str, t.Any]
_FLEET = 50


class Case(t.NamedTuple):
    """One line of the table; a missing command has no counterpart. ``quick`` cases are in the short table too."""

    name: str
    ours: Command
    peer: Command | None
    helm: Command | None
    quick: bool = True


class Place(t.NamedTuple):
    """Where commands run: a folder for playbooks, the programs, the cluster, and an environment for all of them."""

    folder: Path
    playbook: str
    helm: str
    kubeconfig: Path
    environment: dict[str, str]

    def play(self, name: str, task: JSON, *, count: int = 1, before: t.Callable[[], object] = int) -> Command:
        """A playbook of ``count`` times a task, with ``values.yaml`` of the folder as its variables."""
        path = self.folder / ("%s.yml" % name)
        tasks = [task] * count
        play = {"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": tasks}
        path.write_text(json.dumps([play], indent=1), encoding="utf-8")
        return Command([self.playbook, str(path), "-e", "@%s" % self.values], self.environment, before)

    def command(self, *words: str, before: t.Callable[[], object] = int) -> Command:
        """A helm command on the cluster."""
        return Command([self.helm, "--kubeconfig", str(self.kubeconfig), *words], self.environment, before)

    @property
    def values(self) -> Path:
        """A file of variables and values that changes where an upgrade needs a change."""
        return self.folder / "values.yaml"

    def change(self) -> None:
        """Other values than ever before."""
        text = "commonLabels: {run: r%d}\npodAnnotations: {run: r%d}\n"
        number = next(_RUNS)
        self.values.write_text(text % (number, number), encoding="utf-8")

    def remove(self, release: str) -> None:
        """Make sure that a release of that name, in the namespace of that name, is not there."""
        words = ["uninstall", release, "--namespace", release, "--ignore-not-found", "--wait", "--timeout", "60s"]
        subprocess.run(self.command(*words).words, env=self.environment, check=True, capture_output=True)


_RUNS = itertools.count(1)


def cases(place: Place, charts: dict[str, Path]) -> t.Iterator[Case]:
    """All lines, in order: a case may need what those before it have left in the cluster."""
    for short, chart in charts.items():
        yield from _nothing_to_change(place, short, chart)
        yield from _rendered(place, short, chart)
    for short, chart in charts.items():
        yield from _changes(place, short, chart)
    yield _fleet(place, list(charts.values())[0])  # noqa: RUF015 - a generator ends by no other means


def _nothing_to_change(place: Place, short: str, chart: Path) -> t.Iterator[Case]:
    ours, peer = "%s-ours" % short, "%s-peer" % short
    for count in (1, 10):
        name = "%s: nothing to change%s" % (short, " (10 tasks)" if count > 1 else "")
        yield Case(
            name,
            place.play("%s-%d" % (ours, count), _release(place, ours, chart), count=count),
            place.play("%s-%d" % (peer, count), _peer_release(place, peer, chart), count=count),
            place.command(*_upgrade("%s-helm" % short, chart)) if count == 1 else None,
        )


def _rendered(place: Place, short: str, chart: Path) -> t.Iterator[Case]:
    ours: JSON = {"chartwright.kube.chart_template": {"name": short, "namespace": short, "chart": str(chart)}}
    peer: JSON = {
        "kubernetes.core.helm_template": {
            "release_name": short, "release_namespace": short, "chart_ref": str(chart), "binary_path": place.helm,
        }
    }  # fmt: skip
    yield Case(
        "%s: template" % short,
        place.play("%s-template-ours" % short, ours),
        place.play("%s-template-peer" % short, peer),
        place.command("template", short, str(chart), "--namespace", short),
    )


def _changes(place: Place, short: str, chart: Path) -> t.Iterator[Case]:
    """Installing and upgrading; kubernetes.core 6.2 ends each change with an option that helm 4 has not, and fails."""
    ours, helm = "%s-ours" % short, "%s-helm" % short
    yield Case(
        "%s: install" % short,
        place.play("%s-install" % ours, _release(place, ours, chart), before=lambda: place.remove(ours)),
        None,
        place.command(*_upgrade(helm, chart), before=lambda: place.remove(helm)),
        quick=False,
    )
    values = {"commonLabels": "{{ commonLabels }}", "podAnnotations": "{{ podAnnotations }}"}
    changed = _release(place, ours, chart, values=values)
    yield Case(
        "%s: upgrade" % short,
        place.play("%s-upgrade" % ours, changed, before=place.change),
        None,
        place.command(*_upgrade(helm, chart), "--values", str(place.values), before=place.change),
        quick=False,
    )


def _fleet(place: Place, chart: Path) -> Case:
    """Many releases with nothing to change: ours as one task, the peer's as many."""
    names = ["fleet-%02d" % number for number in range(_FLEET)]
    options = {"kubeconfig": str(place.kubeconfig), "chart": str(chart), "create_namespace": True}
    ours: JSON = {
        "chartwright.kube.chart_releases": {
            "kubeconfig": options.pop("kubeconfig"),
            "defaults": {**options, "namespace": "fleet-ours"},
            "releases": [{"name": name} for name in names],
        }
    }
    peer = _peer_release(place, "{{ item }}", chart, namespace="fleet-peer")
    return Case(
        "%d releases: nothing to change" % _FLEET,
        place.play("fleet-ours", ours),
        place.play("fleet-peer", {**peer, "loop": names}),
        None,
        quick=False,
    )


def _release(place: Place, name: str, chart: Path, **more: t.Any) -> JSON:
    options = {
        "name": name, "namespace": name, "chart": str(chart), "create_namespace": True,
        "kubeconfig": str(place.kubeconfig), **more,
    }  # fmt: skip
    return {"chartwright.kube.chart_release": options}


def _peer_release(place: Place, name: str, chart: Path, *, namespace: str = "", **more: t.Any) -> JSON:
    options = {
        "name": name, "release_namespace": namespace or name, "chart_ref": str(chart), "create_namespace": True,
        "kubeconfig": str(place.kubeconfig), "binary_path": place.helm, **more,
    }  # fmt: skip
    return {"kubernetes.core.helm": options}


def _upgrade(name: str, chart: Path) -> list[str]:
    return ["upgrade", name, str(chart), "--install", "--namespace", name, "--create-namespace"]


__all__ = ["Case", "Place", "cases"]
