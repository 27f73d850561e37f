# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendered files as the hooks and objects of a release; follows pkg/release/v1/util/manifest_sorter.go."""

from __future__ import annotations

import typing as t

from ..errors import ManifestError
from .head import Head, read_head
from .hook import Hook
from .hooks import HOOK_ANNOTATION, read_hook
from .sort import INSTALL_ORDER, sort_by_kind
from .split import GO_SPACE, split_manifests


class Manifest(t.NamedTuple):
    """One document that is no hook: the rendered file's path, the document's text and what its head says."""

    path: str
    content: str
    head: Head


def sort_manifests(
    rendered: t.Mapping[str, str],
    *,
    order: t.Sequence[str] = INSTALL_ORDER,
    log: t.Callable[[str], None] | None = None,
) -> tuple[list[Hook], list[Manifest]]:
    """Split files (path to text) into hooks and other documents, both in the order of kinds.

    Partials and blank files are left out. A document with an unknown hook event is dropped and told to ``log``.
    Raises ManifestError with helm's text where a document is no YAML or its head has wrong types.
    """
    hooks: list[Hook] = []
    manifests: list[Manifest] = []
    for path in sorted(rendered):
        text = rendered[path]
        if path.rpartition("/")[2].startswith("_") or not text.strip(GO_SPACE):
            continue
        for document in split_manifests(text):
            try:
                head = read_head(document)
            except ManifestError as error:
                raise ManifestError("YAML parse error on %s: %s" % (path, error)) from error
            annotations = head.annotations
            if not annotations or HOOK_ANNOTATION not in annotations:
                manifests.append(Manifest(path, document, head))
                continue
            hook = read_hook(name=head.name, kind=head.kind, path=path, manifest=document, annotations=annotations)
            if hook is not None:
                hooks.append(hook)
            elif log is not None:
                log("skipping unknown hooks: %s" % annotations[HOOK_ANNOTATION])
    return (
        sort_by_kind(hooks, lambda hook: hook.kind, order),
        sort_by_kind(manifests, lambda manifest: manifest.head.kind, order),
    )


__all__ = ("Manifest", "sort_manifests")
