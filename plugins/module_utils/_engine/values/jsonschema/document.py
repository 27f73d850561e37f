# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A schema document: its drafts, ids and anchors, and where a $ref leads (follows the library's draft.go, roots.go).

References stay inside the document. What is not there is refused by name: helm would open files and URLs.
"""

from __future__ import annotations

import typing as t

from ...errors import ValuesError
from ...gotmpl.strconv import quote
from .failures import escape

ROOT_URL = "file:///values.schema.json"
LATEST = 2020

_DRAFTS = {
    "json-schema.org/schema": LATEST,
    "json-schema.org/draft/2020-12/schema": 2020,
    "json-schema.org/draft/2019-09/schema": 2019,
    "json-schema.org/draft-07/schema": 7,
    "json-schema.org/draft-06/schema": 6,
    "json-schema.org/draft-04/schema": 4,
}
# Where schemas stand in a schema, and since which draft: alone, in lists, in maps.
_SINGLE = (
    ("not", 4), ("additionalProperties", 4), ("items", 4), ("additionalItems", 4), ("propertyNames", 6),
    ("contains", 6), ("if", 7), ("then", 7), ("else", 7), ("unevaluatedProperties", 2019), ("unevaluatedItems", 2019),
    ("contentSchema", 2019),
)  # fmt: skip
_LISTS = (("allOf", 4), ("anyOf", 4), ("oneOf", 4), ("items", 4), ("prefixItems", 2020))
_MAPS = (
    ("definitions", 4), ("properties", 4), ("patternProperties", 4), ("dependencies", 4), ("$defs", 2019),
    ("dependentSchemas", 2019),
)  # fmt: skip


class Resource:
    """A schema with an address of its own: the root, or one with an id."""

    __slots__ = ("anchors", "draft", "dynamic_anchors", "pointer", "url")

    def __init__(self, pointer: str, url: str, draft: int) -> None:
        self.pointer = pointer
        self.url = url
        self.draft = draft
        self.anchors: dict[str, str] = {}
        self.dynamic_anchors: list[str] = []


class Document:
    """The parsed JSON of a schema with its resources. ValuesError, in the library's words, for what is malformed.

    ``check`` is called with this document and each schema, its pointer and its draft, once it is found.
    """

    def __init__(self, root: t.Any, check: t.Callable[[Document, t.Any, str, int], None]) -> None:
        self.root = root
        self.resources: dict[str, Resource] = {}
        self._check = check
        self._seen: set[str] = set()
        self._collect_at(root, ROOT_URL, "", LATEST)

    def resource(self, pointer: str) -> Resource:
        """The resource that the schema at ``pointer`` belongs to."""
        while True:
            found = self.resources.get(pointer)
            if found is not None:
                return found
            pointer = pointer.rpartition("/")[0]

    def resolve(self, reference: str, base: Resource) -> str | None:
        """The pointer that ``reference``, found in ``base``, leads to; None for a URN, which helm lets pass."""
        address, _unused, fragment = reference.partition("#")
        url = _join(base.url, address)
        fragment = _unescape(fragment, reference)
        target = self.resources[""] if url == ROOT_URL else None
        if target is None:
            target = next((resource for resource in self.resources.values() if resource.url == url), None)
        if target is None:
            if url.startswith("urn:"):
                return None
            raise ValuesError(
                "failing loading %s: a schema's references must stay inside the chart's values.schema.json" % quote(url)
            )
        if not fragment or fragment.startswith("/"):
            return target.pointer + fragment
        if fragment not in target.anchors:
            wanted = quote("%s#%s" % (target.url, encode(fragment)))
            raise ValuesError("anchor in %s not found in schema %s" % (wanted, quote(ROOT_URL)))
        return target.anchors[fragment]

    def lookup(self, pointer: str) -> t.Any:
        """The JSON value at a pointer; where it is no place of schemas, it becomes one."""
        value = self.root
        for token in pointer.split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                value = value[name]
            elif isinstance(value, list) and name.isascii() and name.isdigit() and int(name[:9]) < len(value):
                value = value[int(name[:9])]
            else:
                raise ValuesError("json-pointer in %s not found" % quote(location(pointer)))
        if pointer not in self._seen:
            base = self.resource(pointer)
            self._collect_at(value, base.url, pointer, base.draft)
        return value

    def is_schema(self, pointer: str) -> bool:
        """Whether a schema stands at the pointer."""
        return pointer in self._seen

    def _collect_at(self, value: t.Any, base: str, pointer: str, draft: int) -> None:
        """Find the schemas in ``value``, which is one itself or should be."""
        self._collect(value, base, pointer, draft)
        if not isinstance(value, dict):
            self._check(self, value, pointer, draft)

    def _collect(self, schema: t.Any, base: str, pointer: str, draft: int) -> None:
        if pointer in self._seen:
            return
        self._seen.add(pointer)
        if isinstance(schema, dict):
            own = _draft_of(schema, draft)
            if pointer and not _id_of(schema, own):
                own = draft
            name = _id_of(schema, own)
            base = _join(base, name) if name else base
            if name or not pointer:
                self._add_resource(Resource(pointer, base, own))
            draft = own
            resource = next(found for found in self.resources.values() if found.url == base)
            self._check(self, schema, pointer, draft)
            self._collect_anchors(schema, pointer, resource)
            for place, value in _subschemas(schema, draft):
                self._collect(value, base, pointer + place, draft)
        elif not pointer:
            self._add_resource(Resource(pointer, base, draft))

    def _add_resource(self, resource: Resource) -> None:
        for held in self.resources.values():
            if held.url == resource.url:
                raise ValuesError(
                    "duplicate id %s in %s at %s and %s"
                    % (quote(resource.url), quote(ROOT_URL), quote(resource.pointer), quote(held.pointer))
                )
        self.resources[resource.pointer] = resource

    def _collect_anchors(self, schema: dict[str, t.Any], pointer: str, resource: Resource) -> None:
        if resource.draft < 2019:
            name = schema.get("id" if resource.draft == 4 else "$id")
            fragment = name.partition("#")[2] if isinstance(name, str) and "$ref" not in schema else ""
            if fragment and not fragment.startswith("/"):
                self._add_anchor(_unescape(fragment, str(name)), pointer, resource)
            return
        if isinstance(schema.get("$anchor"), str):
            self._add_anchor(schema["$anchor"], pointer, resource)
        if resource.draft >= 2020 and isinstance(schema.get("$dynamicAnchor"), str):
            self._add_anchor(schema["$dynamicAnchor"], pointer, resource)
            resource.dynamic_anchors.append(schema["$dynamicAnchor"])

    def _add_anchor(self, anchor: str, pointer: str, resource: Resource) -> None:
        held = resource.anchors.setdefault(anchor, pointer)
        if held != pointer:
            raise ValuesError(
                "duplicate anchor %s in %s at %s and %s" % (quote(anchor), quote(ROOT_URL), quote(held), quote(pointer))
            )


def location(pointer: str) -> str:
    """The address of a schema in the document."""
    return "%s#%s" % (ROOT_URL, encode(pointer))


def encode(fragment: str) -> str:
    """A fragment as Go's url.PathEscape writes its parts."""
    safe = "$&+=:@-_.~/"
    return "".join(
        char
        if char.isascii() and (char.isalnum() or char in safe)
        else "".join("%%%02X" % byte for byte in char.encode("utf-8", "surrogateescape"))
        for char in fragment
    )


def _draft_of(schema: dict[str, t.Any], fallback: int) -> int:
    url = schema.get("$schema")
    if not isinstance(url, str):
        return fallback
    address, _unused, fragment = url.partition("#")
    draft = _DRAFTS.get(address.removeprefix("http://").removeprefix("https://"))
    if draft is None or fragment:
        raise ValuesError(
            "failing loading %s: only the published drafts of JSON Schema are known (4, 6, 7, 2019-09, 2020-12)"
            % quote(address)
        )
    return draft


def _id_of(schema: dict[str, t.Any], draft: int) -> str:
    if draft < 2019 and "$ref" in schema:
        return ""
    name = schema.get("id" if draft == 4 else "$id")
    return name.partition("#")[0] if isinstance(name, str) else ""


def _subschemas(schema: dict[str, t.Any], draft: int) -> t.Iterator[tuple[str, t.Any]]:
    for keyword, since in _SINGLE:
        if keyword in schema and draft >= since:
            yield "/" + keyword, schema[keyword]
    for keyword, since in _LISTS:
        if draft >= since and isinstance(schema.get(keyword), list):
            for index, value in enumerate(schema[keyword]):
                yield "/%s/%d" % (keyword, index), value
    for keyword, since in _MAPS:
        if draft >= since and isinstance(schema.get(keyword), dict):
            for name, value in schema[keyword].items():
                yield "/%s/%s" % (keyword, escape(name)), value


def _join(base: str, reference: str) -> str:
    if not reference:
        return base
    from urllib.parse import urljoin, urlsplit

    try:
        return reference if urlsplit(reference).scheme else urljoin(base, reference)
    except ValueError as error:
        raise ValuesError("error in parsing %s: %s" % (quote(reference), error)) from None


def _unescape(fragment: str, reference: str) -> str:
    if "%" not in fragment:
        return fragment
    from urllib.parse import unquote

    for part in fragment.split("%")[1:]:
        if len(part) < 2 or part[:2].strip("0123456789abcdefABCDEF"):
            raise ValuesError("error in parsing %s: invalid URL escape %s" % (quote(reference), quote("%" + part[:2])))
    return unquote(fragment, errors="surrogateescape")


__all__ = ("Document", "Resource", "encode", "location")
