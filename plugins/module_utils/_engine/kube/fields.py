# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fields of an object's JSON, read leniently or strictly as kstatus reads them."""

from __future__ import annotations

import typing as t

JSON = dict[str, t.Any]


class BrokenObjectError(Exception):
    """A field has a type that no API server gives it."""


class Condition(t.NamedTuple):
    """One of ``status.conditions``."""

    type: str
    status: str
    reason: str
    message: str


def _find(obj: JSON, path: tuple[str, ...]) -> t.Any:
    value: t.Any = obj
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def _has(obj: JSON, path: tuple[str, ...]) -> bool:
    """Whether a field is there, if only as null."""
    parent = _find(obj, path[:-1])
    return isinstance(parent, dict) and path[-1] in parent


def text(obj: JSON, *path: str, default: str = "") -> str:
    """A text field; ``default`` where it is missing or no text."""
    value = _find(obj, path)
    return value if isinstance(value, str) else default


def integer(obj: JSON, *path: str, default: int = 0) -> int:
    """An integer field; ``default`` where it is missing or no integer."""
    value = _find(obj, path)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def nested_text(obj: JSON, *path: str) -> str:
    """A text field; empty where it is missing, BrokenObjectError where it is no text."""
    if not _has(obj, path):
        return ""
    value = _find(obj, path)
    if not isinstance(value, str):
        raise BrokenObjectError(".".join(path))
    return value


def nested_integer(obj: JSON, *path: str) -> int | None:
    """An integer field; None where it is missing, BrokenObjectError where it is no integer."""
    if not _has(obj, path):
        return None
    value = _find(obj, path)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BrokenObjectError(".".join(path))
    return value


def conditions(obj: JSON) -> list[Condition]:
    """The object's conditions in order; BrokenObjectError where they are none."""
    status = obj.get("status")
    if status is None:
        return []
    found = status.get("conditions") if isinstance(status, dict) else 0
    if found is None:
        return []
    if not isinstance(found, list):
        raise BrokenObjectError("status.conditions")
    return [_condition(item) for item in found]


def _condition(item: t.Any) -> Condition:
    if not isinstance(item, dict):
        raise BrokenObjectError("status.conditions")
    values = tuple(item.get(name) or "" for name in Condition._fields)
    if not all(isinstance(value, str) for value in values):
        raise BrokenObjectError("status.conditions")
    return Condition(*values)


def label_selector(obj: JSON) -> str:
    """``spec.selector`` as the query parameter labelSelector; BrokenObjectError where there is none."""
    selector = _find(obj, ("spec", "selector"))
    if not isinstance(selector, dict):
        raise BrokenObjectError("spec.selector")
    terms = ["%s=%s" % pair for pair in sorted((selector.get("matchLabels") or {}).items())]
    for expression in selector.get("matchExpressions") or []:
        key, values = expression.get("key"), ",".join(expression.get("values") or [])
        terms.append(_OPERATORS.get(expression.get("operator"), "") % {"key": key, "values": values})
    return ",".join(terms)


_OPERATORS = {
    "In": "%(key)s in (%(values)s)",
    "NotIn": "%(key)s notin (%(values)s)",
    "Exists": "%(key)s",
    "DoesNotExist": "!%(key)s",
}


__all__ = (
    "BrokenObjectError",
    "Condition",
    "conditions",
    "integer",
    "label_selector",
    "nested_integer",
    "nested_text",
    "text",
)
