# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Renders many random templates with helm and with the engine and says where they differ.

What we render goes through helm in one chart, each text as base64 in a field of a document; what we refuse goes through
helm alone, since the first error ends a chart.
"""

from __future__ import annotations

import base64
import io
import json
import os
import random
import re
import subprocess
import tempfile
import typing as t
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from .generator import template, values

_CHART = "apiVersion: v2\nname: chart\nversion: 1.2.3-rc.1\nappVersion: '7'\n"
_FILES = {"a.txt": "text of a\n", "conf/b.yaml": "k: v\nlist:\n- 1\n", "conf/c.bin": "\udcff\udcfe"}
_ARGUMENTS = ("release", "chart", "--set", "i=3,big=9007199254740993")
_PATIENCE = 15
_ENDLESS = "(helm takes too long)"
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


class Difference(t.NamedTuple):
    """A template for which helm and we disagree."""

    values: str
    template: str
    helm: str
    ours: str

    def __str__(self) -> str:
        return "--- values\n%s\n--- template\n%s\n--- helm\n%s\n--- ours\n%s" % self


class Comparison:
    """Compares in ``folder`` with the helm at ``helm``; ``main`` is tools/helm_template.py's."""

    def __init__(self, folder: Path, *, helm: Path, main: t.Callable[..., int]) -> None:
        self._folder = folder
        self._helm_binary = helm
        self._main = main
        self.counts = {"rendered": 0, "refused": 0}

    def batch(self, seed: str, size: int) -> list[Difference]:
        """The differences of ``size`` random templates over the same random values."""
        rng = random.Random(seed)
        given = json.dumps(values(rng), indent=1, ensure_ascii=rng.random() < 0.3)
        texts = [template(rng, prefix="t%d" % number) for number in range(size)]
        return self.texts(given, texts)

    def texts(self, given: str, texts: t.Sequence[str]) -> list[Difference]:
        """The differences of these templates over values (text of a values.yaml)."""
        rendered: list[str] = []
        refused: list[tuple[str, str]] = []
        for text in texts:
            error, _output = self._ours(given, {"t.yaml": text})
            if _is_template_error(error):
                refused.append((text, error))
            else:
                rendered.append(text)
        with ThreadPoolExecutor(2) as threads:
            answers = threads.map(lambda pair: self._helm(given, {"t.yaml": pair[0]})[0], refused)
            differences = [
                Difference(given, text, helm or "(renders)", ours)
                for (text, ours), helm in zip(refused, answers, strict=True)
                if helm not in (ours, _ENDLESS)
            ]
        self.counts["refused"] += len(refused)
        while rendered:
            files = _wrapped(rendered)
            error, output = self._helm(given, files)
            failing = re.search(r"_(\d{3})\.tpl", error) if error else None
            if failing is None:
                differences += self._compare_outputs(given, rendered, error, output)
                break
            text = rendered.pop(int(failing.group(1)))
            differences.append(Difference(given, text, error, "(renders)"))
        return differences

    def _compare_outputs(self, given: str, texts: list[str], error: str, output: bytes) -> list[Difference]:
        self.counts["rendered"] += len(texts)
        helm = _unwrapped(output)
        our_error, our_output = self._ours(given, _wrapped(texts))
        ours = _unwrapped(our_output)
        if error or our_error:
            return [Difference(given, "(%d templates together)" % len(texts), error, our_error)]
        return [
            Difference(given, text, repr(helm.get(number)), repr(ours.get(number)))
            for number, text in enumerate(texts)
            if _ADDRESS.sub("0x", helm.get(number, "")) != _ADDRESS.sub("0x", ours.get(number, ""))
        ]

    def _chart(self, given: str, files: dict[str, str]) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        content = {"chart/Chart.yaml": _CHART, "chart/values.yaml": given}
        content.update(("chart/" + name, text) for name, text in _FILES.items())
        content.update(("chart/templates/" + name, text) for name, text in files.items())
        for name, text in content.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8", "surrogateescape"))
        return folder

    def _ours(self, given: str, files: dict[str, str]) -> tuple[str, bytes]:
        folder = self._chart(given, files)
        out, err = io.BytesIO(), io.StringIO()
        before = os.getcwd()
        os.chdir(folder)
        try:
            self._main(list(_ARGUMENTS), out, err)
        finally:
            os.chdir(before)
        return _error(err.getvalue()), out.getvalue()

    def _helm(self, given: str, files: dict[str, str]) -> tuple[str, bytes]:
        folder = self._chart(given, files)
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self._folder), "TZ": "UTC", "GOMEMLIMIT": "1GiB"}
        # helm has no bounds of its own: the shell's keep it from taking the machine along.
        command = ["sh", "-c", 'ulimit -d 1500000; exec "$0" "$@"', str(self._helm_binary), "template", *_ARGUMENTS]
        try:
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, timeout=_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return _ENDLESS, b""
        return _error(done.stderr.decode("utf-8", "surrogateescape")), done.stdout


def _wrapped(texts: t.Sequence[str]) -> dict[str, str]:
    files = {}
    for number, text in enumerate(texts):
        files["_%03d.tpl" % number] = text
        files["%03d.yaml" % number] = '"%d": {{ include "chart/templates/_%03d.tpl" . | b64enc | quote }}\n' % (
            number,
            number,
        )
    return files


def _unwrapped(output: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for document in yaml.safe_load_all(output):
        for key, text in (document or {}).items():
            found[int(key)] = base64.b64decode(text).decode("utf-8", "surrogateescape")
    return found


def _error(stderr: str) -> str:
    """The Error block without the log lines before it and the advice after it."""
    start = stderr.find("Error:")
    return _ADDRESS.sub("0x", stderr[start:].split("\n\nUse --debug flag")[0].strip()) if start >= 0 else ""


def _is_template_error(error: str) -> bool:
    """What a template's text alone fails with; that it writes no YAML is another test's concern."""
    return bool(error) and not error.startswith(("Error: YAML parse error", "Error: error converting"))


__all__ = ["Comparison", "Difference"]
