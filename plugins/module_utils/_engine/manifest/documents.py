# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendered files as documents that can be changed one by one; what nobody changes keeps its text to the byte."""

from __future__ import annotations

import typing as t

from ..errors import ManifestError
from ..gotmpl.functions import GoError
from ..goyaml.dump import dump
from ..goyaml.load import load_exact
from .hooks import HOOK_ANNOTATION
from .split import GO_SPACE, split_manifests
from .strategic import same

JSON = dict[str, t.Any]


class Document:
    """One document of a file. ``objects`` are what it holds: itself, or the items of a list; none where it is empty."""

    __slots__ = ("_list", "_text", "_touched", "objects", "path")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._text = text
        self._touched = False
        value = _loaded(path, text)
        self._list: JSON | None = None
        self.objects: list[JSON] = [value] if value is not None else []
        if value is not None and str(value.get("kind")).endswith("List") and isinstance(value.get("items"), list):
            self._list, self.objects = value, [item for item in value["items"] if isinstance(item, dict)]

    @property
    def is_hook(self) -> bool:
        """Whether helm runs it instead of managing it."""
        whole = self._list if self._list is not None else (self.objects or [{}])[0]
        annotations = _metadata(whole).get("annotations")
        return isinstance(annotations, dict) and HOOK_ANNOTATION in annotations

    @property
    def is_list(self) -> bool:
        """Whether the objects are the items of a list."""
        return self._list is not None

    def put(self, index: int, body: JSON | None) -> None:
        """Another object in the place of one; None takes it away (the caller counts from the end)."""
        if body is None:
            del self.objects[index]
        elif same(body, self.objects[index]):
            return
        else:
            self.objects[index] = body
        self._touched = True

    def text(self) -> str:
        """As it was. Written anew, keys sorted and no comments, where an object changed; empty where none is left."""
        if not self._touched:
            return self._text
        if not self.objects:
            return ""
        return dump(self.objects[0] if self._list is None else {**self._list, "items": self.objects})


def read_documents(files: t.Mapping[str, str]) -> list[Document]:
    """The documents of all files but partials and blank ones, in the order of paths.

    ManifestError ``YAML parse error on PATH`` where one cannot be read.
    """
    return [
        Document(path, text)
        for path in sorted(files)
        if not path.rpartition("/")[2].startswith("_") and files[path].strip(GO_SPACE)
        for text in split_manifests(files[path])
    ]


def written_files(files: t.Mapping[str, str], documents: t.Sequence[Document]) -> dict[str, str]:
    """The files with what became of their documents; a file whose documents are all unchanged is the same text."""
    texts: dict[str, list[str]] = {}
    for document in documents:
        texts.setdefault(document.path, []).append(document.text())
    before = {path: split_manifests(files[path]) for path in texts}
    return {
        path: text if before.get(path) == texts.get(path) or path not in texts else joined(texts[path])
        for path, text in files.items()
    }


def joined(texts: t.Sequence[str]) -> str:
    """Documents as one text that splits into them again."""
    kept = [text for text in texts if text]
    return "---\n".join([text if text.endswith("\n") else text + "\n" for text in kept[:-1]] + kept[-1:])


def _loaded(path: str, text: str) -> JSON | None:
    try:
        value = load_exact(text)
    except GoError as error:
        raise ManifestError("YAML parse error on %s: %s" % (path, error)) from error
    # What is no object is told by helm's own words later.
    return value if isinstance(value, dict) else None


def _metadata(body: JSON) -> JSON:
    metadata = body.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


__all__ = ("Document", "joined", "read_documents", "written_files")
