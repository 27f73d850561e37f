# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a schema is one: each keyword of a draft holds what that draft's metaschema allows.

The metaschemas themselves would weigh more than all of this package, and validating with them would cost more than all
else a schema costs: this table accepts and refuses the same schemas. The text names the first one that is wrong, in the
library's words.
"""

from __future__ import annotations

import typing as t

from .decimals import exact, is_whole
from .failures import Failure, Path, localized, quote, quoted
from .jsontypes import first_duplicates, json_type
from .regexes import regex_error

Check = t.Callable[[t.Any, Path, int], list[Failure]]

URLS = {
    4: "http://json-schema.org/draft-04/schema#",
    6: "http://json-schema.org/draft-06/schema#",
    7: "http://json-schema.org/draft-07/schema#",
    2019: "https://json-schema.org/draft/2019-09/schema#",
    2020: "https://json-schema.org/draft/2020-12/schema#",
}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


def check_keywords(schema: t.Any, path: Path, draft: int) -> list[Failure]:
    """What is wrong with one schema, without those inside it."""
    failures = _schema(schema, path, draft)
    if failures or not isinstance(schema, dict):
        return failures
    for keyword in sorted(schema):
        since = _KEYWORDS.get(keyword)
        if since is not None and since[0] <= draft <= since[1]:
            failures += since[2](schema[keyword], (*path, keyword), draft)
    if draft == 4:
        for limit in ("maximum", "minimum"):
            flag = "exclusive" + limit.capitalize()
            if flag in schema and limit not in schema:
                failures.append(Failure(path, "properties %s required, if %s exists" % (quote(limit), quote(flag))))
    return failures


def _typed(value: t.Any, path: Path, *wanted: str) -> list[Failure]:
    found = json_type(value)
    if found in wanted or ("integer" in wanted and found == "number" and is_whole(exact(value))):
        return []
    return [Failure(path, "got %s, want %s" % (found, " or ".join(wanted)))]


def _schema(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _typed(value, path, "object") if draft == 4 else _typed(value, path, "boolean", "object")


def _text(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _typed(value, path, "string")


def _anchor(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "string")
    first, rest = (_LETTERS, "-.:_") if draft == 2019 else (_LETTERS | {"_"}, "-._")
    if failures or (value[:1] in first and value and not set(value) - _LETTERS - frozenset("0123456789" + rest)):
        return failures
    pattern = "^[A-Za-z][-A-Za-z0-9.:_]*$" if draft == 2019 else "^[A-Za-z_][-A-Za-z0-9._]*$"
    return [Failure(path, "%s does not match pattern %s" % (quote(value), quote(pattern)))]


def _recursive_anchor(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _flag(value, path, draft) if draft == 2019 else _anchor(value, path, draft)


def _flags(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "object")
    for name in sorted(value) if not failures else ():
        failures += _typed(value[name], (*path, name), "boolean")
    return failures


def _flag(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _typed(value, path, "boolean")


def _number(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _typed(value, path, "number")


def _exclusive(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _flag(value, path, draft) if draft == 4 else _number(value, path, draft)


def _positive(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "number")
    if not failures and exact(value)[0] <= 0:
        failures.append(Failure(path, "exclusiveMinimum: got %s, want 0" % localized(exact(value))))
    return failures


def _count(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "integer")
    if not failures and exact(value)[0] < 0:
        failures.append(Failure(path, "minimum: got %s, want 0" % localized(exact(value))))
    if failures and draft < 2019 and path[-1] in ("minLength", "minItems", "minProperties"):
        return [Failure(path, "'allOf' failed", failures)]
    return failures


def _list(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return _typed(value, path, "array")


def _schemas(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "array")
    if not failures and not value:
        failures.append(Failure(path, "minItems: got 0, want 1"))
    for index, item in enumerate(value if not failures else ()):
        failures += _schema(item, (*path, str(index)), draft)
    return failures


def _schema_map(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "object")
    for name in sorted(value) if not failures else ():
        failures += _schema(value[name], (*path, name), draft)
    return failures


def _regex_map(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _schema_map(value, path, draft)
    for name in sorted(value) if not failures and draft >= 7 else ():
        problem = regex_error(name)
        if problem:
            causes = [Failure((), "%s is not valid regex: %s" % (quote(name), problem))]
            failures.append(Failure(path, "invalid propertyName %s" % quote(name), causes))
    return failures


def _regex(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "string")
    problem = "" if failures else regex_error(value)
    return [Failure(path, "%s is not valid regex: %s" % (quote(value), problem))] if problem else failures


def _schema_or_flag(value: t.Any, path: Path, draft: int) -> list[Failure]:
    return [] if isinstance(value, bool) else _schema(value, path, draft)


def _items(value: t.Any, path: Path, draft: int) -> list[Failure]:
    if draft >= 2020 or not isinstance(value, list):
        return _schema(value, path, draft)
    return _schemas(value, path, draft)


def _texts(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "array")
    if failures:
        return failures
    if draft == 4 and not value:
        return [Failure(path, "minItems: got 0, want 1")]
    for index, item in enumerate(value):
        failures += _typed(item, (*path, str(index)), "string")
    return failures or _repeated(value, path)


def _repeated(value: list[t.Any], path: Path) -> list[Failure]:
    places = first_duplicates(value)
    return [] if places is None else [Failure(path, "items at %d and %d are equal" % places)]


def _dependencies(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "object")
    for name in sorted(value) if not failures else ():
        item = value[name]
        check = _texts if isinstance(item, list) else _schema
        failures += check(item, (*path, name), draft)
    return failures


def _text_lists(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "object")
    for name in sorted(value) if not failures else ():
        failures += _texts(value[name], (*path, name), draft)
    return failures


def _enum(value: t.Any, path: Path, draft: int) -> list[Failure]:
    failures = _typed(value, path, "array")
    if failures or draft >= 2019:
        return failures
    if not value:
        return [Failure(path, "minItems: got 0, want 1")]
    return _repeated(value, path)


def _types(value: t.Any, path: Path, draft: int) -> list[Failure]:
    if value in _TYPES if isinstance(value, str) else False:
        return []
    names = "value must be one of %s" % quoted(_TYPES)
    causes = [Failure(path, names), *_typed(value, path, "array")]
    if isinstance(value, list):
        wrong = [Failure((*path, str(i)), names) for i, item in enumerate(value) if item not in _TYPES]
        if not value:
            wrong.append(Failure(path, "minItems: got 0, want 1"))
        wrong = wrong or _repeated(value, path)
        if not wrong:
            return []
        causes += wrong
    return [Failure(path, "'anyOf' failed", causes)]


_ALL = 9999
_KEYWORDS: dict[str, tuple[int, int, Check]] = {
    **dict.fromkeys(("$schema", "title", "description", "format", "$ref"), (4, _ALL, _text)),
    "id": (4, 4, _text),
    "$id": (6, _ALL, _text),
    **dict.fromkeys(("$comment", "contentMediaType", "contentEncoding"), (7, _ALL, _text)),
    "$anchor": (2019, _ALL, _anchor),
    "$recursiveRef": (2019, _ALL, _text),
    "$recursiveAnchor": (2019, _ALL, _recursive_anchor),
    "$vocabulary": (2019, _ALL, _flags),
    "$dynamicRef": (2020, _ALL, _text),
    "$dynamicAnchor": (2020, _ALL, _anchor),
    **dict.fromkeys(("readOnly", "writeOnly"), (7, _ALL, _flag)),
    "deprecated": (2019, _ALL, _flag),
    "uniqueItems": (4, _ALL, _flag),
    "examples": (7, _ALL, _list),
    **dict.fromkeys(("maximum", "minimum"), (4, _ALL, _number)),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), (4, _ALL, _exclusive)),
    "multipleOf": (4, _ALL, _positive),
    **dict.fromkeys(
        ("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"), (4, _ALL, _count)
    ),
    **dict.fromkeys(("maxContains", "minContains"), (2019, _ALL, _count)),
    "pattern": (4, _ALL, _regex),
    "patternProperties": (4, _ALL, _regex_map),
    "required": (4, _ALL, _texts),
    "dependentRequired": (2019, _ALL, _text_lists),
    "dependencies": (4, _ALL, _dependencies),
    "enum": (4, _ALL, _enum),
    "type": (4, _ALL, _types),
    "additionalProperties": (4, _ALL, _schema_or_flag),
    "additionalItems": (4, 2019, _schema_or_flag),
    "items": (4, _ALL, _items),
    "prefixItems": (2020, _ALL, _schemas),
    **dict.fromkeys(("allOf", "anyOf", "oneOf"), (4, _ALL, _schemas)),
    "not": (4, _ALL, _schema),
    **dict.fromkeys(("contains", "propertyNames"), (6, _ALL, _schema)),
    **dict.fromkeys(("if", "then", "else"), (7, _ALL, _schema)),
    **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties", "contentSchema"), (2019, _ALL, _schema)),
    **dict.fromkeys(("definitions", "properties"), (4, _ALL, _schema_map)),
    **dict.fromkeys(("$defs", "dependentSchemas"), (2019, _ALL, _schema_map)),
}

__all__ = ("URLS", "check_keywords")
