# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes to rendered objects that need no other program: patches, labels, annotations and images.

Patches are read as kustomize reads them: a strategic merge patch or JSON patch operations, for the objects that a
target selects, or for the one that the patch itself names. What is merged by which key is strategic.py's table; custom
resources, of which it knows nothing, are merged as JSON.
"""

from __future__ import annotations

import typing as t

from ..errors import EngineError, ManifestError
from ..gotmpl.functions import GoError
from ..goyaml.load import load_exact
from .documents import Document
from .images import Image, check_image, with_images
from .json_patch import check_operations, json_patch
from .patch_targets import Target, matcher
from .split import split_manifests
from .strategic import DIRECTIVE, json_merge, same, shape_of, strategic_merge

JSON = dict[str, t.Any]


class Patch(t.NamedTuple):
    """``content`` is a part of an object, or a list of operations; YAML text of either. ``target`` may be left out for
    a part that names its object. ``allow_no_match``: it may find nothing."""

    content: t.Any
    target: Target | None = None
    allow_no_match: bool = False


class Changes(t.NamedTuple):
    """What happens to each object, in this order."""

    patches: t.Sequence[Patch] = ()
    labels: t.Mapping[str, str] = {}
    annotations: t.Mapping[str, str] = {}
    images: t.Sequence[Image] = ()


def apply_changes(documents: t.Sequence[Document], changes: Changes, *, namespace: str) -> None:
    """Change the objects of the documents. ManifestError names the patch by its index, its target and what is wrong."""
    for index, patch in enumerate(changes.patches):
        try:
            _apply(patch, documents, namespace)
        except ManifestError as error:
            raise ManifestError("patches[%d]: %s." % (index, str(error).rstrip("."))) from error
    for index, image in enumerate(changes.images):
        try:
            check_image(image)
        except ManifestError as error:
            raise ManifestError("images[%d]: %s." % (index, error)) from error
    for document in documents:
        for place, body in enumerate(document.objects):
            body = _with_metadata(body, "labels", changes.labels)
            body = _with_metadata(body, "annotations", changes.annotations)
            document.put(place, with_images(body, changes.images) if changes.images else body)


def _with_metadata(body: JSON, field: str, added: t.Mapping[str, str]) -> JSON:
    if not added:
        return body
    metadata = body.get("metadata") or {}
    return {**body, "metadata": {**metadata, field: {**(metadata.get(field) or {}), **added}}}


def _apply(patch: Patch, documents: t.Sequence[Document], namespace: str) -> None:
    content = _content(patch.content)
    if isinstance(content[0], list):
        check_operations(content[0])
        if patch.target is None:
            raise ManifestError("operations need a target")
    elif patch.target is None:
        for part in content:
            _change(documents, _named_by(part, namespace), _merging(part), patch, _described(part))
        return
    if len(content) > 1:
        raise ManifestError("several documents cannot have one target")
    target = patch.target
    matches = matcher(target, namespace=namespace)
    if isinstance(content[0], list):
        operations = content[0]
        _change(documents, matches, lambda body: json_patch(body, operations), patch, target.described())
    else:
        _change(documents, matches, _merging(_without_name(content[0])), patch, target.described())


def _change(
    documents: t.Sequence[Document], matches: t.Callable[[JSON], bool], change: t.Callable[[JSON], JSON | None],
    patch: Patch, described: str,
) -> None:  # fmt: skip
    found = False
    for document in documents:
        for place in reversed(range(len(document.objects))):
            body = document.objects[place]
            if not matches(body):
                continue
            found = True
            try:
                changed = change(body)
            except EngineError as error:
                raise ManifestError("%s: %s" % (_described(body), error)) from error
            if changed is not None and not isinstance(changed, dict):
                raise ManifestError("%s: what comes out is no object" % _described(body))
            document.put(place, changed)
    if not found and not patch.allow_no_match:
        raise ManifestError("nothing in the manifest is %s" % (described or "an object"))


def _merging(part: JSON) -> t.Callable[[JSON], JSON | None]:
    return lambda body: _merged(body, part)


def _merged(body: JSON, part: JSON) -> JSON | None:
    """The object with a part merged in; None where the part deletes it."""
    if part.get(DIRECTIVE) == "delete":
        return None
    shape = shape_of(str(body.get("apiVersion")), str(body.get("kind")))
    if shape is None:
        return t.cast(JSON, json_merge(body, part))
    return strategic_merge(body, part, shape)


def _content(content: t.Any) -> list[t.Any]:
    """The parts of objects, or one list of operations."""
    if isinstance(content, str):
        try:
            parts = [load_exact(document) for document in split_manifests(content)]
        except GoError as error:
            raise ManifestError("the patch is no YAML: %s" % error) from error
    else:
        parts = [content]
    parts = [part for part in parts if part is not None]
    if not parts or any(not isinstance(part, (dict, list)) or not part for part in parts):
        raise ManifestError("the patch must be a part of an object or a list of operations")
    if len(parts) > 1 and any(isinstance(part, list) for part in parts):
        raise ManifestError("a list of operations must stand alone")
    return parts


def _named_by(part: JSON, namespace: str) -> t.Callable[[JSON], bool]:
    metadata = part.get("metadata") or {}
    if not part.get("kind") or not isinstance(metadata, dict) or not metadata.get("name"):
        raise ManifestError("it has no target, and does not name its object by apiVersion, kind and metadata.name")

    def matches(body: JSON) -> bool:
        own = body.get("metadata") or {}
        return (
            same(body.get("kind"), part["kind"])
            and same(own.get("name"), metadata["name"])
            and part.get("apiVersion", body.get("apiVersion")) == body.get("apiVersion")
            and metadata.get("namespace", namespace) == (own.get("namespace") or namespace)
        )

    return matches


def _without_name(part: JSON) -> JSON:
    """A target says which objects are meant; what the part says of that would rename them."""
    part = {name: value for name, value in part.items() if name not in ("apiVersion", "kind")}
    if isinstance(part.get("metadata"), dict):
        part["metadata"] = {key: value for key, value in part["metadata"].items() if key not in ("name", "namespace")}
    return part


def _described(body: JSON) -> str:
    metadata = body.get("metadata")
    return "%s %s" % (body.get("kind", ""), metadata.get("name", "") if isinstance(metadata, dict) else "")


__all__ = ("Changes", "Patch", "apply_changes")
