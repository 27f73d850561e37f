# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``helm template`` shows of a rendered chart: one text, or a file for each template (pkg/cmd/template.go)."""

from __future__ import annotations

import typing as t

from ..chart.pathmatch import BadPatternError, compile_pattern
from ..errors import ReleaseError
from ..manifest.hook import Hook
from ..manifest.split import GO_SPACE, split_manifests
from ..render.release_output import source

_SOURCE = "# Source: "


def template_text(manifest: str, hooks: t.Sequence[Hook], *, show_hooks: bool = True, skip_tests: bool = False) -> str:
    """The manifest and, after it, the hooks."""
    parts = [manifest.strip(GO_SPACE) + "\n"]
    if show_hooks:
        parts += [source(hook.path, hook.manifest) for hook in shown(hooks, skip_tests=skip_tests)]
    return "".join(parts)


def shown(hooks: t.Sequence[Hook], *, skip_tests: bool) -> list[Hook]:
    """The hooks, without those that tests run where these are not wanted."""
    return [hook for hook in hooks if not (skip_tests and "test" in hook.events)]


def only(text: str, patterns: t.Sequence[str]) -> str:
    """The documents of templates whose path in the chart fits a pattern, in the order of the patterns."""
    documents = [(_path(document), document) for document in split_manifests(text)]
    picked = []
    for pattern in patterns:
        try:
            fits = compile_pattern(pattern)
        except BadPatternError as error:
            raise ReleaseError("show_only: %s is no pattern: %s" % (pattern, error)) from error
        found = [
            document for path, document in documents if path and fits(path.partition("/")[2])
        ]  # fmt: skip
        if not found:
            raise ReleaseError("could not find template %s in chart" % pattern)
        picked += found
    return "".join("---\n%s\n" % document for document in picked)


def files(text: str) -> dict[str, str]:
    """The documents of each template, by its path."""
    found: dict[str, str] = {}
    for document in split_manifests(text):
        path = _path(document)
        if path:
            found[path] = found.get(path, "") + "---\n" + document
    return found


def _path(document: str) -> str:
    """The template that a document came from; empty where it does not say."""
    first = document.partition("\n")[0]
    return first[len(_SOURCE) :].strip() if first.startswith(_SOURCE) else ""


__all__ = ("files", "only", "shown", "template_text")
