# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Render our scaffold and that of ``helm create`` with helm, with several values, and compare the objects.

usage: python3 tools/parity/scaffold.py HELM
The files and the default values must be the same too. The exit status is 0 when all are.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import yaml
from authoring import ENGINE, run_helm

sys.path.insert(0, str(ENGINE))

from _engine.chart.scaffold import scaffold

CASES: tuple[tuple[str, ...], ...] = (
    (),
    ("nameOverride=other",),
    ("fullnameOverride=" + "x" * 80,),
    ("ingress.enabled=true", "ingress.className=nginx", "ingress.annotations.a=b"),
    ("ingress.enabled=true", "ingress.tls[0].secretName=s", "ingress.tls[0].hosts[0]=h"),
    (
        "httpRoute.enabled=true",
        "httpRoute.annotations.a=b",
        "httpRoute.rules[0].filters[0].type=t",
        "httpRoute.rules[0].matches[0].path.value=/x",
    ),
    ("autoscaling.enabled=true", "autoscaling.targetMemoryUtilizationPercentage=70"),
    ("service.type=NodePort", "serviceAccount.create=false"),
    ("service.type=LoadBalancer", "serviceAccount.name=me", "serviceAccount.annotations.a=b"),
    ("serviceAccount.create=false", "serviceAccount.name=me", "image.tag=2", "podLabels.a=b", "podAnnotations.c=d"),
    ("imagePullSecrets[0].name=s", "podSecurityContext.fsGroup=1", "securityContext.runAsUser=2", "nodeSelector.a=b"),
    ("volumes[0].name=v", "volumeMounts[0].name=v", "tolerations[0].key=k", "affinity.a=b", "resources.limits.cpu=1"),
)


def objects(helm: str, chart: Path, name: str, values: tuple[str, ...], home: Path) -> list[object]:
    """The rendered objects, in an order of their own."""
    words = [word for value in values for word in ("--set", value)]
    answer = run_helm(helm, "template", name, str(chart), *words, folder=home)
    if answer.status:
        raise SystemExit("%s: %s" % (chart, answer.err))
    return sorted(yaml.safe_load_all(answer.out), key=repr)


def main(arguments: list[str]) -> int:
    """Compare; the exit status."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        theirs, ours = root / "theirs" / "web", root / "ours" / "web"
        theirs.parent.mkdir()
        run_helm(arguments[0], "create", str(theirs), folder=root / "home")
        for path, data in scaffold("web").items():
            (ours / path).parent.mkdir(parents=True, exist_ok=True)
            (ours / path).write_bytes(data)
        files = [
            sorted(str(path.relative_to(chart)) for path in chart.rglob("*") if path.is_file())
            for chart in (theirs, ours)
        ]
        defaults = [yaml.safe_load((chart / "values.yaml").read_text()) for chart in (theirs, ours)]
        wrong = ["files"] * (files[0] != files[1]) + ["values"] * (defaults[0] != defaults[1])
        for values in CASES:
            for name in ("web-1", "other"):
                want, got = (objects(arguments[0], chart, name, values, root / "home") for chart in (theirs, ours))
                if want != got:
                    wrong.append("%s %s:\n%s\n%s" % (name, values, yaml.safe_dump_all(want), yaml.safe_dump_all(got)))
        print("\n".join(wrong) or "same")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
