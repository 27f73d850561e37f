# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rendering a chart that grows: time and peak memory of whole processes, ours and helm's, at several sizes.

At size 1 it has 500 templates, which render to 5 MB, and a values file of 2 MB; at size 4 four times as many of each.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import HEAD, Command, paired

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = 500
# Of each template: entries of its list in the values.
ENTRIES = 30

HELPERS = """\
{{- define "grown.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
"""
TEMPLATE = """\
{{- $part := index .Values.parts "part%(number)d" }}
{{- if $part.enabled }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ printf "%%s-%%s" .Release.Name $part.name | trunc 63 }}
  labels:
    {{- include "grown.labels" . | nindent 4 }}
data:
  {{- range $entry := $part.entries }}
  {{ $entry.key }}: |
    host = {{ $entry.host | upper | quote }}
    port = {{ add $entry.port 1000 }}
    text = {{ $entry.text | default "none" | trimSuffix "-" }}
    labels = {{ $entry.labels | toJson }}
    {{- with $entry.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    # {{ repeat 7 "eighteen letters. " }}
  {{- end }}
{{- end }}
"""


def write_chart(folder: Path, size: float) -> Path:
    """The chart of a size, and its values file, whose path is returned."""
    count = round(TEMPLATES * size)
    templates = folder / "templates"
    templates.mkdir(parents=True)
    (folder / "Chart.yaml").write_text("apiVersion: v2\nname: grown\nversion: 1.0.0\n", encoding="utf-8")
    (templates / "_helpers.tpl").write_text(HELPERS, encoding="utf-8")
    for number in range(count):
        (templates / ("part%d.yaml" % number)).write_text(TEMPLATE % {"number": number}, encoding="utf-8")
    values = folder.with_suffix(".values.yaml")
    with values.open("w", encoding="utf-8") as stream:
        stream.write("parts:\n")
        for number in range(count):
            stream.write("  part%d:\n    name: part%d\n    enabled: true\n    entries:\n" % (number, number))
            for entry in range(ENTRIES):
                stream.write(
                    "      - key: key%d-%d\n        host: host%d.example.com\n        port: %d\n"
                    '        text: "some words about %d-"\n        labels: {tier: tier%d, zone: zone%d}\n'
                    % (number, entry, number, 1000 + entry, entry, entry % 7, number % 11)
                )
    return values


def main(arguments: list[str]) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="tools/bench growth", description=__doc__.splitlines()[0])
    parser.add_argument("--helm", default="helm", help="the helm command (default: of the PATH)")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each process (default: 3)")
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 4, 16], help="default: 1 4 16")
    options = parser.parse_args(arguments)
    print(HEAD)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            chart = Path(folder, "grown")
            words = ["template", "grown", str(chart), "-f", str(write_chart(chart, size))]
            environment = {**os.environ, "CHARTWRIGHT_KUBE_CACHE": os.path.join(folder, "cache")}
            ours = Command([sys.executable, str(ROOT / "tools" / "helm_template.py"), *words[1:]], environment)
            helms = Command([options.helm, *words], environment)
            texts = [subprocess.run(command.words, env=environment, capture_output=True, check=True).stdout
                     for command in (ours, helms)]  # fmt: skip
            name = "%g times: %.1f MB of manifest" % (size, len(texts[1]) / 1e6)
            print(paired(ours, helms, runs=options.runs).row(name + ("" if texts[0] == texts[1] else ", DIFFERENT")))
    return 0


__all__ = ["main", "write_chart"]
