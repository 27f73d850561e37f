# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A schema document made ready for validation: one object a schema, references resolved and regexes compiled."""

from __future__ import annotations

import typing as t

from ...errors import ValuesError
from ...gotmpl.strconv import quote
from .decimals import Exact, as_limit, exact, is_number, is_whole
from .document import Document, Resource, location
from .failures import Failure, escape, pointer, render
from .formats import FORMATS, Format
from .jsontypes import TYPES
from .keywords import URLS, check_keywords
from .regexes import Search, compile_regex, regex_error

Extra = t.Union[bool, "Schema", None]


class Schema:
    """One schema. A keyword that is not there is None (or empty where that says the same)."""

    __slots__ = (
        "additional_items", "additional_properties", "all_items_evaluated", "all_of", "all_props_evaluated", "any_of",
        "const", "contains", "dependencies", "dependent_required", "dependent_schemas", "draft", "dynamic_anchor",
        "dynamic_ref", "else_", "enum", "exclusive_maximum", "exclusive_minimum", "format", "if_", "items",
        "items_evaluated", "max_contains", "max_items", "max_length", "max_properties", "maximum", "min_contains",
        "min_items", "min_length", "min_properties", "minimum", "multiple_of", "not_", "one_of", "pattern",
        "pattern_properties", "pointer", "prefix_items", "properties", "property_names", "recursive_anchor",
        "recursive_ref", "ref", "required", "resource", "then", "types", "unevaluated_items", "unevaluated_properties",
        "unique_items", "verdict",
    )  # fmt: skip

    def __init__(self, pointer_: str, draft: int, resource: Resource) -> None:
        self.pointer = pointer_
        self.draft = draft
        self.resource = resource
        self.verdict: bool | None = None
        self.ref: Schema | None = None
        self.recursive_ref: Schema | None = None
        self.recursive_anchor = False
        self.dynamic_ref: tuple[Schema, str] | None = None
        self.dynamic_anchor = ""
        self.types: tuple[str, ...] = ()
        self.enum: list[t.Any] | None = None
        self.const: list[t.Any] = []
        self.not_: Schema | None = None
        self.all_of: list[Schema] = []
        self.any_of: list[Schema] = []
        self.one_of: list[Schema] = []
        self.if_: Schema | None = None
        self.then: Schema | None = None
        self.else_: Schema | None = None
        self.format: tuple[str, Format] | None = None
        self.max_properties: int | None = None
        self.min_properties: int | None = None
        self.required: list[str] = []
        self.property_names: Schema | None = None
        self.properties: dict[str, Schema] = {}
        self.pattern_properties: list[tuple[Search, Schema]] = []
        self.additional_properties: Extra = None
        self.dependencies: dict[str, list[str] | Schema] = {}
        self.dependent_required: dict[str, list[str]] = {}
        self.dependent_schemas: dict[str, Schema] = {}
        self.unevaluated_properties: Schema | None = None
        self.min_items: int | None = None
        self.max_items: int | None = None
        self.unique_items = False
        self.contains: Schema | None = None
        self.min_contains: int | None = None
        self.max_contains: int | None = None
        self.prefix_items: list[Schema] = []
        self.items: Schema | None = None
        self.additional_items: Extra = None
        self.unevaluated_items: Schema | None = None
        self.min_length: int | None = None
        self.max_length: int | None = None
        self.pattern: tuple[str, Search] | None = None
        self.maximum: Exact | None = None
        self.minimum: Exact | None = None
        self.exclusive_maximum: Exact | None = None
        self.exclusive_minimum: Exact | None = None
        self.multiple_of: Exact | None = None
        self.all_props_evaluated = False
        self.all_items_evaluated = False
        self.items_evaluated = 0


class Compiler:
    """Makes the Schema objects of a document, each pointer once."""

    def __init__(self, root: t.Any) -> None:
        self._schemas: dict[str, Schema] = {}
        self._waiting: list[tuple[Schema, t.Any]] = []
        self._document = Document(root, self._check)
        self.anchored: dict[tuple[str, str], Schema] = {}

    def compile(self) -> Schema:
        """The root's schema, with all that it leads to. ValuesError in the library's words."""
        root = self._schema("", self._document.root)
        while self._waiting:
            schema, value = self._waiting.pop()
            _Keywords(self, schema, value).read()
        return root

    def schema_at(self, pointer_: str, value: t.Any) -> Schema:
        """The schema at a pointer whose value is known; it is compiled in its turn."""
        return self._schema(pointer_, value)

    def schema_of(self, reference: str, base: Resource) -> Schema:
        """The schema that a reference leads to."""
        target = self._document.resolve(reference, base)
        if target is None:
            anything = Schema(reference, base.draft, base)
            anything.verdict = True
            return anything
        return self._schema(target, self._document.lookup(target))

    def dynamic_schema(self, resource: Resource, anchor: str) -> Schema | None:
        """The schema with this $dynamicAnchor in a resource."""
        return self.anchored.get((resource.pointer, anchor))

    def _schema(self, pointer_: str, value: t.Any) -> Schema:
        schema = self._schemas.get(pointer_)
        if schema is None:
            resource = self._document.resource(pointer_)
            schema = self._schemas[pointer_] = Schema(pointer_, resource.draft, resource)
            self._waiting.append((schema, value))
            if pointer_ == resource.pointer and resource.draft >= 2020:
                for anchor in resource.dynamic_anchors:
                    target = resource.anchors[anchor]
                    self.anchored[pointer_, anchor] = self._schema(target, self._document.lookup(target))
            else:
                self._schema(resource.pointer, self._document.lookup(resource.pointer))
        return schema

    @staticmethod
    def _check(document: Document, value: t.Any, pointer_: str, draft: int) -> None:
        path = tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer_.split("/")[1:])
        failures = check_keywords(value, path, draft)
        if failures:
            raise ValuesError(
                "%s is not valid against metaschema: jsonschema validation failed with '%s'\n%s"
                % (quote(location("")), URLS[draft], render(_nested(document, failures, path, draft)))
            )


def _nested(document: Document, failures: list[Failure], path: tuple[str, ...], draft: int) -> list[Failure]:
    """The failures as the metaschema's own structure nests them."""
    if draft < 2019:
        return failures if len(failures) == 1 or not path else [Failure(path, "validation failed", failures)]
    if len(failures) == 1 and failures[0].path == path:
        if not path:
            return failures
        path = path[:-1]
    for size in range(len(path), -1, -1):
        if not size or document.is_schema(pointer(path[:size])):
            failures = [Failure(path[:size], "'allOf' failed", failures)]
    return failures


class _Keywords:
    """Reads the keywords of one schema, where its draft knows them."""

    def __init__(self, compiler: Compiler, schema: Schema, value: t.Any) -> None:
        self._compiler = compiler
        self._schema = schema
        self._value: dict[str, t.Any] = value if isinstance(value, dict) else {}
        schema.verdict = value if isinstance(value, bool) else True if value == {} else None

    def read(self) -> None:
        """Fill the schema in."""
        schema = self._schema
        if not self._value:
            return
        schema.ref = self._reference("$ref")
        if schema.draft >= 6 and "const" in self._value:
            schema.const = [self._value["const"]]
        if schema.draft < 2019 and schema.ref is not None:
            # A $ref of these drafts stands alone, but for const, which the library reads all the same.
            return
        self._read_logic()
        self._read_object()
        self._read_array()
        self._read_scalars()
        if schema.draft >= 2019:
            self._read_dynamic()

    def _read_logic(self) -> None:
        schema, value = self._schema, self._value
        schema.all_of, schema.any_of = self._list("allOf"), self._list("anyOf")
        schema.one_of, schema.not_ = self._list("oneOf"), self._child("not")
        kinds = value.get("type")
        wanted = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
        schema.types = tuple(kind for kind in TYPES if kind in wanted)
        if isinstance(value.get("enum"), list):
            schema.enum = value["enum"]
        if schema.draft >= 7:
            schema.if_ = self._child("if")
            if schema.if_ is not None:
                schema.then = self._child("then") if value["if"] is not False else None
                schema.else_ = self._child("else") if value["if"] is not True else None

    def _read_object(self) -> None:
        schema, value = self._schema, self._value
        schema.min_properties, schema.max_properties = self._count("minProperties"), self._count("maxProperties")
        schema.required = _texts(value.get("required"))
        schema.properties = self._map("properties")
        schema.pattern_properties = [
            (self._regex(name, "patternProperties"), inner) for name, inner in self._map("patternProperties").items()
        ]
        schema.additional_properties = self._extra("additionalProperties")
        schema.all_props_evaluated = schema.additional_properties is not None
        for name, inner in value.get("dependencies", {}).items() if "dependencies" in value else ():
            place = "dependencies/" + escape(name)
            schema.dependencies[name] = _texts(inner) if isinstance(inner, list) else self._at(place, inner)
        if schema.draft >= 6:
            schema.property_names = self._child("propertyNames")
        if schema.draft >= 2019:
            schema.dependent_schemas = self._map("dependentSchemas")
            schema.dependent_required = {
                name: _texts(names) for name, names in (value.get("dependentRequired") or {}).items()
            }
            schema.unevaluated_properties = self._child("unevaluatedProperties")

    def _read_array(self) -> None:
        schema, value = self._schema, self._value
        schema.min_items, schema.max_items = self._count("minItems"), self._count("maxItems")
        schema.unique_items = value.get("uniqueItems") is True
        if schema.draft >= 2020:
            schema.prefix_items, schema.items = self._list("prefixItems"), self._child("items")
        elif isinstance(value.get("items"), list):
            schema.prefix_items = self._list("items")
            schema.additional_items = self._extra("additionalItems")
        else:
            schema.items = self._child("items")
        schema.all_items_evaluated = schema.items is not None or schema.additional_items is not None
        schema.items_evaluated = len(schema.prefix_items)
        if schema.draft >= 6:
            schema.contains = self._child("contains")
        if schema.draft >= 2019:
            if schema.contains is not None:
                schema.min_contains, schema.max_contains = self._count("minContains"), self._count("maxContains")
            schema.unevaluated_items = self._child("unevaluatedItems")

    def _read_scalars(self) -> None:
        schema, value = self._schema, self._value
        schema.multiple_of = self._number("multipleOf")
        schema.maximum, schema.minimum = self._number("maximum"), self._number("minimum")
        if value.get("exclusiveMaximum") is True:
            schema.exclusive_maximum, schema.maximum = schema.maximum, None
        else:
            schema.exclusive_maximum = self._number("exclusiveMaximum")
        if value.get("exclusiveMinimum") is True:
            schema.exclusive_minimum, schema.minimum = schema.minimum, None
        else:
            schema.exclusive_minimum = self._number("exclusiveMinimum")
        schema.min_length, schema.max_length = self._count("minLength"), self._count("maxLength")
        if isinstance(value.get("pattern"), str):
            schema.pattern = value["pattern"], self._regex(value["pattern"], "pattern")
        name = value.get("format")
        if schema.draft < 2019 and isinstance(name, str):
            if name == "regex":
                schema.format = name, regex_error
            elif name in FORMATS:
                schema.format = name, FORMATS[name]

    def _read_dynamic(self) -> None:
        schema, value = self._schema, self._value
        if schema.draft == 2019 or "$recursiveRef" in value:
            schema.recursive_ref = self._reference("$recursiveRef")
            schema.recursive_anchor = value.get("$recursiveAnchor") is True
        if schema.draft >= 2020:
            target = self._reference("$dynamicRef")
            if target is not None:
                fragment = value["$dynamicRef"].partition("#")[2]
                schema.dynamic_ref = target, "" if fragment.startswith("/") else fragment
            name = value.get("$dynamicAnchor")
            schema.dynamic_anchor = name if isinstance(name, str) else ""

    def _at(self, place: str, value: t.Any) -> Schema:
        return self._compiler.schema_at(self._schema.pointer + "/" + place, value)

    def _child(self, keyword: str) -> Schema | None:
        return self._at(keyword, self._value[keyword]) if keyword in self._value else None

    def _list(self, keyword: str) -> list[Schema]:
        held = self._value.get(keyword)
        return [self._at("%s/%d" % (keyword, i), v) for i, v in enumerate(held)] if isinstance(held, list) else []

    def _map(self, keyword: str) -> dict[str, Schema]:
        held = self._value.get(keyword)
        if not isinstance(held, dict):
            return {}
        return {name: self._at(keyword + "/" + escape(name), inner) for name, inner in held.items()}

    def _extra(self, keyword: str) -> Extra:
        held = self._value.get(keyword)
        return held if isinstance(held, bool) else self._child(keyword)

    def _reference(self, keyword: str) -> Schema | None:
        held = self._value.get(keyword)
        return self._compiler.schema_of(held, self._schema.resource) if isinstance(held, str) else None

    def _number(self, keyword: str) -> Exact | None:
        held = self._value.get(keyword)
        return exact(held) if is_number(held) else None

    def _count(self, keyword: str) -> int | None:
        number = self._number(keyword)
        return as_limit(number) if number is not None and is_whole(number) else None

    def _regex(self, pattern: str, keyword: str) -> Search:
        try:
            return compile_regex(pattern)
        except ValueError as error:
            place = location(self._schema.pointer + "/" + keyword)
            raise ValuesError("invalid regex %s at %s: %s" % (quote(pattern), quote(place), error)) from None


def _texts(value: t.Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


__all__ = ("Compiler", "Schema")
