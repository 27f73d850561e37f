# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Post-rendering: what happens to rendered files before hooks and objects are taken out of them.

First the changes of patches.py, then a program that is given the manifest and returns another one. How documents are
combined for it and how its output is divided into files again follows pkg/action/action.go (renderResources): each
document carries its file's name in an annotation. Unlike helm's, a document that comes back unchanged keeps its text.
"""

from __future__ import annotations

import typing as t

from ..errors import RenderError
from ..gotmpl.functions import GoError
from ..goyaml.dump import dump
from ..goyaml.load import load_exact
from .documents import Document, joined, read_documents, written_files
from .hooks import EVENTS, HOOK_ANNOTATION, words
from .patches import Changes, apply_changes
from .split import GO_SPACE, split_manifests
from .strategic import same

JSON = dict[str, t.Any]
Command = t.Callable[[str], str]

COMBINED = "combined"
SEPARATE = "separate"
NO_HOOKS = "nohooks"
FILE_ANNOTATION: t.Final = "postrenderer.helm.sh/postrender-filename"


def post_render(
    files: t.Mapping[str, str], *, namespace: str, changes: Changes | None = None, command: Command | None = None,
    strategy: str = COMBINED,
) -> dict[str, str]:  # fmt: skip
    """The files after all changes. ``nohooks`` leaves hooks as they are, ``separate`` gives them to the command apart.

    ``command`` gets a stream of documents and returns one; RenderError in helm's words where it gives nothing.
    """
    documents = read_documents(files)
    if changes is not None:
        subjects = [document for document in documents if strategy != NO_HOOKS or not document.is_hook]
        apply_changes(subjects, changes, namespace=namespace)
        files = written_files(files, documents)
    if command is None:
        return dict(files)
    if strategy == COMBINED:
        return _run(documents, command, what="files", prefix="")
    hooks = [document for document in documents if document.is_hook]
    others = [document for document in documents if not document.is_hook]
    done = _texts(hooks)
    if strategy == SEPARATE:
        done = _run([hook for hook in hooks if _known(hook)], command, what="hooks", prefix="hooks-")
    for path, text in _run(others, command, what="manifests", prefix="manifests-").items():
        done[path] = joined([done[path], text]) if path in done else text
    return done


def _texts(documents: t.Sequence[Document]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for document in documents:
        texts.setdefault(document.path, []).append(document.text())
    return {path: joined(group) for path, group in texts.items()}


def _known(hook: Document) -> bool:
    """Whether helm keeps a hook; one of an unknown event is no part of what it renders."""
    return all(
        word in EVENTS for body in hook.objects for word in words(str(body["metadata"]["annotations"][HOOK_ANNOTATION]))
    )


class _Sent(t.NamedTuple):
    path: str
    body: JSON
    text: str


def _run(documents: t.Sequence[Document], command: Command, *, what: str, prefix: str) -> dict[str, str]:
    sent = [one for document in documents for one in _sent(document)]
    if not sent:
        return {}
    try:
        output = command("---\n".join(dump(one.body) for one in sent))
    except RenderError as error:
        raise RenderError("error while running post render on %s: %s" % (what, error)) from error
    suffix = "" if what == "files" else " for %s" % what
    texts: dict[str, list[str]] = {}
    for index, body in enumerate(_bodies(output, "error while parsing post rendered output%s" % suffix)):
        path = _annotations(body).get(FILE_ANNOTATION) or "generated-by-postrender-%s%d.yaml" % (prefix, index)
        text = next((one.text for one in sent if one.path == path and same(one.body, body)), None)
        texts.setdefault(str(path), []).append(dump(_unmarked(body)) if text is None else text)
    return {path: joined(group) for path, group in texts.items()}


def _sent(document: Document) -> t.Iterator[_Sent]:
    """A document's objects with the name of their file; the items of a list go one by one, as helm has it."""
    for body in document.objects:
        metadata = body.get("metadata")
        metadata = dict(metadata) if isinstance(metadata, dict) else {}
        annotations = metadata.get("annotations")
        annotations = dict(annotations) if isinstance(annotations, dict) else {}
        marked = {**body, "metadata": {**metadata, "annotations": {**annotations, FILE_ANNOTATION: document.path}}}
        text = document.text() if len(document.objects) == 1 and not document.is_list else dump(body)
        yield _Sent(document.path, marked, text)


def _bodies(output: str, failure: str) -> list[JSON]:
    if not output.strip(GO_SPACE):
        raise RenderError("%s: it is empty" % failure)
    bodies = []
    for text in split_manifests(output):
        try:
            body = load_exact(text)
        except GoError as error:
            raise RenderError("%s: %s" % (failure, error)) from error
        if body is None:
            continue
        if not isinstance(body, dict):
            raise RenderError("%s: a document is no object: %.80s" % (failure, text.strip()))
        items = body.get("items")
        if body.get("kind") in ("List", "ResourceList") and isinstance(items, list):
            bodies += [item for item in items if isinstance(item, dict)]
        else:
            bodies.append(body)
    return bodies


def _annotations(body: JSON) -> JSON:
    metadata = body.get("metadata")
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    return annotations if isinstance(annotations, dict) else {}


def _unmarked(body: JSON) -> JSON:
    """The object without the name of its file, and without annotations or metadata that held nothing else."""
    annotations = {name: value for name, value in _annotations(body).items() if name != FILE_ANNOTATION}
    metadata = {name: value for name, value in (body.get("metadata") or {}).items() if name != "annotations"}
    if annotations:
        metadata["annotations"] = annotations
    rest = {name: value for name, value in body.items() if name != "metadata"}
    return {**rest, "metadata": metadata} if metadata else rest


__all__ = ("COMBINED", "FILE_ANNOTATION", "NO_HOOKS", "SEPARATE", "Command", "post_render")
