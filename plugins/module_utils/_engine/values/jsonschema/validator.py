# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Validates a value against a compiled schema and says what fails (validator.go of santhosh-tekuri/jsonschema v6).

Go's maps have no order, so the library's list of failures has none either; ours goes through properties by name.
"""

from __future__ import annotations

import typing as t

from .compiler import Compiler, Schema
from .decimals import compare, exact, is_multiple, is_number, is_whole
from .document import encode, location
from .failures import Failure, Path, display, escape, grouped, localized, quote, quoted
from .jsontypes import equal, first_duplicates, json_type


class Scope(t.NamedTuple):
    """The schemas that led to one; those with the same ``value`` number judge the same value."""

    schema: Schema
    keyword: str
    value: int
    parent: Scope | None


class _Rest:
    """The properties and items of a value that no keyword has judged yet."""

    __slots__ = ("items", "props")

    def __init__(self, value: t.Any, schema: Schema, needed: bool) -> None:
        self.props: set[str] = set()
        self.items: set[int] = set()
        props_needed = needed or schema.unevaluated_properties is not None
        items_needed = needed or schema.unevaluated_items is not None
        if isinstance(value, dict) and props_needed and not schema.all_props_evaluated:
            self.props = set(value)
        if isinstance(value, list) and items_needed and not schema.all_items_evaluated:
            self.items = set(range(schema.items_evaluated, len(value)))

    def __bool__(self) -> bool:
        return bool(self.props or self.items)

    def merge(self, other: _Rest) -> None:
        """Drop what a schema beside this one has judged."""
        self.props &= other.props
        self.items &= other.items


def validate(value: t.Any, compiler: Compiler, schema: Schema) -> list[Failure]:
    """What is wrong with ``value``: nothing, or the failures below the root."""
    judgement = _Judgement(value, schema, (), Scope(schema, "", 0, None), compiler, quiet=False, needed=False)
    failure = judgement.judge()
    if failure is None:
        return []
    return failure.causes if failure.group else [failure]


class _Judgement:
    """One schema's judgement of one value. ``quiet`` asks for a yes or no only."""

    __slots__ = ("_compiler", "_failures", "_path", "_quiet", "_schema", "_scope", "_value", "rest")

    def __init__(
        self, value: t.Any, schema: Schema, path: Path, scope: Scope, compiler: Compiler, *, quiet: bool, needed: bool
    ) -> None:
        self._value = value
        self._schema = schema
        self._path = path
        self._scope = scope
        self._compiler = compiler
        self._quiet = quiet
        self._failures: list[Failure] = []
        self.rest = _Rest(value, schema, needed)

    def judge(self) -> Failure | None:
        """None where the value is valid."""
        schema = self._schema
        if schema.verdict is not None:
            return None if schema.verdict else Failure(self._path, "false schema")
        failure = self._first_failure()
        if failure is not None:
            return failure
        if schema.ref is not None:
            failure = self._referred(schema.ref, "$ref")
            if schema.draft < 2019:
                return failure
            self._note(failure)
        self._judge_by_type()
        if not self._failures or not self._quiet:
            if schema.draft >= 2019:
                self._judge_dynamic()
            self._judge_logic()
            if schema.draft >= 2019:
                self._judge_rest()
        if len(self._failures) < 2:
            return self._failures[0] if self._failures else None
        return Failure(self._path, "validation failed", self._failures, group=True)

    def _first_failure(self) -> Failure | None:
        """The keywords after which the library looks no further."""
        schema, value = self._schema, self._value
        cycle = self._cycle()
        if cycle:
            return Failure(self._path, cycle)
        kind = json_type(value)
        if not kind:
            return Failure(self._path, "invalid jsonType %s" % type(value).__name__)
        if schema.types and kind not in schema.types and not self._is_integer(kind):
            return Failure(self._path, "got %s, want %s" % (kind, " or ".join(schema.types)))
        if schema.const and not equal(value, schema.const[0]):
            held = schema.const[0]
            compound = isinstance(held, (list, dict))
            return Failure(self._path, "'const' failed" if compound else "value must be %s" % display(held))
        if schema.enum is not None and not any(equal(value, item) for item in schema.enum):
            return Failure(self._path, _enum_text(schema.enum))
        if schema.format is not None and isinstance(value, str):
            name, problem_of = schema.format
            problem = problem_of(value)
            if problem:
                return Failure(self._path, "%s is not valid %s: %s" % (display(value), name, problem))
        return None

    def _is_integer(self, kind: str) -> bool:
        return kind == "number" and "integer" in self._schema.types and is_whole(exact(self._value))

    def _judge_by_type(self) -> None:
        value = self._value
        if isinstance(value, dict):
            self._judge_object(value)
        elif isinstance(value, list):
            self._judge_array(value)
        elif isinstance(value, str):
            self._judge_text(value)
        elif is_number(value):
            self._judge_number(value)

    def _judge_object(self, table: dict[str, t.Any]) -> None:
        schema = self._schema
        self._limit("minProperties", len(table), schema.min_properties, below=True)
        self._limit("maxProperties", len(table), schema.max_properties, below=False)
        missing = [name for name in schema.required if name not in table]
        if missing:
            self._fail("missing %s %s" % ("property" if len(missing) == 1 else "properties", quoted(missing)))
        if self._quiet and self._failures:
            return
        self._judge_dependencies(table, schema.dependencies)
        self._judge_properties(table)
        if schema.property_names is not None:
            for name in sorted(table):
                causes = validate(name, self._compiler, schema.property_names)
                if causes:
                    self._fail("invalid propertyName %s" % quote(name), causes)
        self._judge_dependencies(table, schema.dependent_schemas)
        self._judge_dependencies(table, schema.dependent_required)

    def _judge_properties(self, table: dict[str, t.Any]) -> None:
        schema = self._schema
        refused = []
        for name in sorted(table):
            if self._quiet and self._failures:
                return
            inner = schema.properties.get(name)
            evaluated = inner is not None
            if inner is not None:
                self._note(self._below(inner, table[name], name))
            for search, patterned in schema.pattern_properties:
                if search(name):
                    evaluated = True
                    self._note(self._below(patterned, table[name], name))
            extra = schema.additional_properties
            if not evaluated and extra is not None:
                evaluated = True
                if extra is False:
                    refused.append(name)
                elif isinstance(extra, Schema):
                    self._note(self._below(extra, table[name], name))
            if evaluated:
                self.rest.props.discard(name)
        if refused:
            self._fail("additional properties %s not allowed" % quoted(refused))

    def _judge_dependencies(self, table: dict[str, t.Any], dependencies: t.Mapping[str, list[str] | Schema]) -> None:
        for name in sorted(dependencies):
            wanted = dependencies[name]
            if name not in table:
                continue
            if isinstance(wanted, Schema):
                self._note(self._beside(wanted))
                continue
            missing = [other for other in wanted if other not in table]
            if missing:
                self._fail("properties %s required, if %s exists" % (quoted(missing), quote(name)))

    def _judge_array(self, items: list[t.Any]) -> None:
        schema = self._schema
        self._limit("minItems", len(items), schema.min_items, below=True)
        self._limit("maxItems", len(items), schema.max_items, below=False)
        if schema.unique_items:
            places = first_duplicates(items)
            if places is not None:
                self._fail("items at %s and %s are equal" % (grouped(places[0]), grouped(places[1])))
        done = min(len(schema.prefix_items), len(items))
        for place in range(done):
            self._note(self._below(schema.prefix_items[place], items[place], str(place)))
        extra = schema.items if schema.items is not None else schema.additional_items
        if extra is False and done != len(items):
            self._fail("last %s additionalItem(s) not allowed" % grouped(len(items) - done))
        elif isinstance(extra, Schema):
            for place in range(done, len(items)):
                self._note(self._below(extra, items[place], str(place)))
        if schema.contains is not None:
            self._judge_contains(items, schema.contains)

    def _judge_contains(self, items: list[t.Any], wanted: Schema) -> None:
        schema = self._schema
        failures, matched = [], []
        for place, item in enumerate(items):
            failure = self._below(wanted, item, str(place))
            if failure is not None:
                failures.append(failure)
                continue
            matched.append(place)
            if schema.draft >= 2020:
                self.rest.items.discard(place)
        places = "%s items at %s" % (grouped(len(matched)), " ".join(str(place) for place in matched))
        if schema.min_contains is not None:
            if len(matched) < schema.min_contains:
                found = "matched " + places if matched else "none matched"
                text = "min %s items required to match contains schema, but %s" % (grouped(schema.min_contains), found)
                self._fail(text, failures)
        elif not matched:
            self._fail("no items match contains schema", failures)
        if schema.max_contains is not None and len(matched) > schema.max_contains:
            text = "max %s items required to match contains schema, but matched %s"
            self._fail(text % (grouped(schema.max_contains), places))

    def _judge_text(self, text: str) -> None:
        schema = self._schema
        self._limit("minLength", len(text), schema.min_length, below=True)
        self._limit("maxLength", len(text), schema.max_length, below=False)
        if schema.pattern is not None and not schema.pattern[1](text):
            self._fail("%s does not match pattern %s" % (quote(text), quote(schema.pattern[0])))

    def _judge_number(self, value: t.Any) -> None:
        schema, number = self._schema, exact(value)
        for keyword, limit, wrong in (
            ("minimum", schema.minimum, (-1,)),
            ("maximum", schema.maximum, (1,)),
            ("exclusiveMinimum", schema.exclusive_minimum, (-1, 0)),
            ("exclusiveMaximum", schema.exclusive_maximum, (0, 1)),
        ):
            if limit is not None and compare(number, limit) in wrong:
                self._fail("%s: got %s, want %s" % (keyword, localized(number), localized(limit)))
        if schema.multiple_of is not None and not is_multiple(number, schema.multiple_of):
            self._fail("multipleOf: got %s, want %s" % (localized(number), localized(schema.multiple_of)))

    def _judge_dynamic(self) -> None:
        schema = self._schema
        if schema.recursive_ref is not None:
            target = schema.recursive_ref
            if target.recursive_anchor:
                for scope in self._scopes():
                    held = self._compiler.schema_at(scope.schema.resource.pointer, None)
                    target = scope.schema if held.recursive_anchor else target
            self._note(self._referred(target, "$recursiveRef"))
        if schema.dynamic_ref is not None:
            target, anchor = schema.dynamic_ref
            if anchor and target.dynamic_anchor == anchor:
                for scope in self._scopes():
                    target = self._compiler.dynamic_schema(scope.schema.resource, anchor) or target
            self._note(self._referred(target, "$dynamicRef"))

    def _judge_logic(self) -> None:
        schema = self._schema
        if schema.not_ is not None and self._beside(schema.not_, quiet=True) is None:
            self._fail("'not' failed")
        if schema.all_of:
            failures = [failure for inner in schema.all_of if (failure := self._beside(inner)) is not None]
            if failures:
                self._fail("'allOf' failed", failures)
        if schema.any_of:
            self._judge_any_of(schema.any_of)
        if schema.one_of:
            self._judge_one_of(schema.one_of)
        if schema.if_ is not None:
            branch = schema.then if self._beside(schema.if_, quiet=True) is None else schema.else_
            if branch is not None:
                self._note(self._beside(branch))

    def _judge_any_of(self, choices: list[Schema]) -> None:
        failures, matched = [], False
        for choice in choices:
            failure = self._beside(choice)
            if failure is not None:
                failures.append(failure)
                continue
            matched = True
            # What is still unjudged may be judged by a later choice.
            if not self.rest:
                break
        if not matched:
            self._fail("'anyOf' failed", failures)

    def _judge_one_of(self, choices: list[Schema]) -> None:
        failures: list[Failure] = []
        matched = -1
        for place, choice in enumerate(choices):
            failure = self._beside(choice, quiet=matched >= 0)
            if failure is not None:
                failures.append(failure)
            elif matched < 0:
                matched = place
            else:
                self._fail("'oneOf' failed, subschemas %s, %s matched" % (grouped(matched), grouped(place)))
                return
        if matched < 0:
            self._fail("'oneOf' failed, none matched", failures)

    def _judge_rest(self) -> None:
        schema, value = self._schema, self._value
        if schema.unevaluated_properties is not None and isinstance(value, dict):
            for name in sorted(self.rest.props):
                self._note(self._below(schema.unevaluated_properties, value[name], name))
            self.rest.props = set()
        if schema.unevaluated_items is not None and isinstance(value, list):
            for place in sorted(self.rest.items):
                self._note(self._below(schema.unevaluated_items, value[place], str(place)))
            self.rest.items = set()

    def _below(self, schema: Schema, value: t.Any, token: str) -> Failure | None:
        """The judgement of a property or item."""
        if schema.verdict:
            return None
        scope = Scope(schema, "", self._scope.value + 1, self._scope)
        path = (*self._path, token)
        return _Judgement(value, schema, path, scope, self._compiler, quiet=self._quiet, needed=False).judge()

    def _beside(self, schema: Schema, keyword: str = "", *, quiet: bool = False) -> Failure | None:
        """Another schema's judgement of this value."""
        scope = Scope(schema, keyword, self._scope.value, self._scope)
        inner = _Judgement(
            self._value, schema, self._path, scope, self._compiler, quiet=quiet or self._quiet, needed=bool(self.rest)
        )
        failure = inner.judge()
        if failure is None:
            self.rest.merge(inner.rest)
        return failure

    def _referred(self, schema: Schema, keyword: str) -> Failure | None:
        failure = self._beside(schema, keyword)
        if failure is None:
            return None
        causes = failure.causes if failure.group else [failure]
        return Failure(self._path, "validation failed", causes, reference=True)

    def _limit(self, keyword: str, got: int, want: int | None, *, below: bool) -> None:
        if want is not None and (got < want if below else got > want):
            self._fail("%s: got %s, want %s" % (keyword, grouped(got), grouped(want)))

    def _fail(self, text: str, causes: list[Failure] | None = None) -> None:
        self._failures.append(Failure(self._path, text, causes))

    def _note(self, failure: Failure | None) -> None:
        if failure is not None:
            self._failures.append(failure)

    def _scopes(self) -> t.Iterator[Scope]:
        scope: Scope | None = self._scope
        while scope is not None:
            yield scope
            scope = scope.parent

    def _cycle(self) -> str:
        """What is said where the same schema already judges this value further out."""
        scope = self._scope.parent
        while scope is not None and scope.value == self._scope.value:
            if scope.schema is self._schema:
                places = "both %s and %s resolve to" % (_keyword_path(self._scope), _keyword_path(scope))
                return '%s "%s" causing reference cycle' % (places, location(self._schema.pointer))
            scope = scope.parent
        return ""


def _keyword_path(scope: Scope) -> str:
    path = ""
    while scope.parent is not None:
        if scope.keyword:
            path = "/" + escape(scope.keyword) + path
        else:
            path = encode(scope.schema.pointer)[len(encode(scope.parent.schema.pointer)) :] + path
        scope = scope.parent
    return path


def _enum_text(items: list[t.Any]) -> str:
    if any(isinstance(item, (list, dict)) for item in items):
        return "'enum' failed"
    return "value must be %s%s" % ("" if len(items) == 1 else "one of ", ", ".join(display(item) for item in items))


__all__ = ("validate",)
