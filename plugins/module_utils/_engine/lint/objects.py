# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documents of a rendered file as the rules see them: apiVersion, kind and name of each.

Follows k8s.io/apimachinery's decoder of streams: what begins with a brace is tried as JSON first.
"""

from __future__ import annotations

import json
import typing as t

from ..chart.typed import Place, Reader, Struct, Text
from ..gojson.syntax import syntax_error
from ..gotmpl.functions import GoError
from ..goyaml.load import load_exact


class Metadata:
    """The name and namespace of an object."""

    __slots__ = ("name", "namespace")

    def __init__(self) -> None:
        self.name = self.namespace = ""


class Object:
    """What the rules read of a document; fields that it does not have are empty."""

    __slots__ = ("api_version", "kind", "metadata")

    def __init__(self) -> None:
        self.api_version = self.kind = ""
        self.metadata = Metadata()


_TEXT: t.Final = Text()
_FIELDS: t.Final[dict[str, tuple[str, Reader]]] = {
    "apiVersion": ("api_version", _TEXT),
    "Kind": ("kind", _TEXT),
    "Metadata": (
        "metadata",
        Struct("rules.k8sYamlMetadata", Metadata, {"Namespace": ("namespace", _TEXT), "Name": ("name", _TEXT)}),
    ),
}
_OBJECT: t.Final = Struct("rules.k8sYamlStruct", Object, _FIELDS)
_BLANKS: t.Final = " \t\n\v\f\r\x85\xa0"


def read_objects(data: bytes) -> t.Iterator[Object]:
    """The objects of all documents that hold something; GoError in helm's words at the first that is wrong."""
    text = data.decode("utf-8", "surrogateescape")
    failure: GoError | None = None
    if text.lstrip(_BLANKS).startswith("{"):
        place, count = 0, 0
        while failure is None:
            found, place, failure = _json_value(text, place)
            if failure is None:
                count += 1
                if found is not None:
                    yield found
                if not text[place:].strip(" \t\n\r"):
                    return
        if count > 1:
            raise failure.__cause__ or failure
        text = _without_first_line_of_blanks(text[place:])
    for document in _documents(text):
        try:
            raw = load_exact(document)
            held = None if raw is None else _OBJECT.read(raw, None, Place())
        except GoError as error:
            raise failure or error from error
        if held is not None:
            yield held


def _json_value(text: str, place: int) -> tuple[Object | None, int, GoError | None]:
    """The next JSON value as an object, where it ends, and what is wrong with it."""
    start = place + len(text[place:]) - len(text[place:].lstrip(" \t\n\r"))
    try:
        raw, end = json.JSONDecoder().raw_decode(text, start)
        return (None if raw is None else _OBJECT.read(raw, None, Place())), end, None
    except (ValueError, RecursionError) as error:
        problem = syntax_error(text[start:]) or str(error)
        offset = len(text[: getattr(error, "pos", start) + 1].encode("utf-8", "surrogateescape"))
        failure = GoError("json: offset %d: %s" % (offset, problem))
        failure.__cause__ = GoError(problem)
        return None, place, failure
    except GoError as error:
        return None, place, GoError(str(error).rpartition("while decoding JSON: ")[2])


def _without_first_line_of_blanks(text: str) -> str:
    rest = text.lstrip(_BLANKS)
    blanks = text[: len(text) - len(rest)]
    return blanks.partition("\n")[2] + rest if "\n" in blanks else rest


def _documents(text: str) -> t.Iterator[str]:
    """The texts between lines that begin with three dashes."""
    lines: list[str] = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        if line.startswith("---"):
            rest = line[3:].strip()
            if rest and not rest.startswith("#"):
                raise GoError("invalid Yaml document separator: %s" % rest)
            if lines:
                yield "".join(lines)
                lines = []
                continue
        lines.append(line.removesuffix("\r") + "\n")
    if lines:
        yield "".join(lines)


__all__ = ("Object", "read_objects")
