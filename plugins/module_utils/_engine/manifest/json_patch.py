# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON patches: a list of operations at places of an object (RFC 6902, as kustomize applies them)."""

from __future__ import annotations

import typing as t

from ..errors import ManifestError
from .strategic import copied, same

_VALUED = ("add", "replace", "test")
_MOVING = ("move", "copy")
_OPERATIONS = ("add", "remove", "replace", "move", "copy", "test")


def check_operations(operations: t.Sequence[t.Any]) -> None:
    """ManifestError names the first operation (counted from 0) that is none."""
    for index, operation in enumerate(operations):
        if not isinstance(operation, dict) or operation.get("op") not in _OPERATIONS:
            raise ManifestError("operation %d: op must be one of %s" % (index, ", ".join(_OPERATIONS)))
        word = operation["op"]
        pointers = [operation.get("path")] + ([operation.get("from")] if word in _MOVING else [])
        for pointer in pointers:
            if not isinstance(pointer, str) or (pointer and not pointer.startswith("/")):
                raise ManifestError("operation %d: %s is no pointer, which begins with /" % (index, pointer))
        if word in _VALUED and "value" not in operation:
            raise ManifestError("operation %d: %s %s has no value" % (index, word, operation["path"]))


def json_patch(body: t.Any, operations: t.Sequence[dict[str, t.Any]]) -> t.Any:
    """``body`` with the operations done one after the other; it stays as it is. ManifestError where one cannot be."""
    result = copied(body)
    for index, operation in enumerate(operations):
        try:
            result = _perform(result, operation)
        except _PlaceError as error:
            where = "operation %d: %s %s" % (index, operation["op"], operation["path"])
            raise ManifestError("%s: %s" % (where, error)) from None
    return result


class _PlaceError(Exception):
    """A pointer leads nowhere."""


def _perform(body: t.Any, operation: dict[str, t.Any]) -> t.Any:
    word, path = operation["op"], operation["path"]
    if word == "test":
        if not same(_get(body, path), operation["value"]):
            raise _PlaceError("the value is another one")
        return body
    if word == "replace":
        _get(body, path)
        return _set(body, path, copied(operation["value"]), adds=False)
    if word == "remove":
        return _remove(body, path)
    if word == "add":
        return _set(body, path, copied(operation["value"]), adds=True)
    value = copied(_get(body, operation["from"]))
    if word == "move":
        if path.startswith(operation["from"] + "/"):
            raise _PlaceError("it lies in %s itself" % operation["from"])
        body = _remove(body, operation["from"])
    return _set(body, path, value, adds=True)


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _get(body: t.Any, pointer: str) -> t.Any:
    walked = ""
    for step in _steps(pointer):
        walked += "/" + step
        if isinstance(body, dict) and step in body:
            body = body[step]
        elif isinstance(body, list):
            body = body[_index(step, len(body) - 1)]
        else:
            raise _PlaceError("there is no %s" % walked)
    return body


def _parent(body: t.Any, pointer: str) -> tuple[t.Any, str]:
    above, _slash, _last = pointer.rpartition("/")
    return _get(body, above), _steps(pointer)[-1]


def _set(body: t.Any, pointer: str, value: t.Any, *, adds: bool) -> t.Any:
    if not pointer:
        return value
    parent, step = _parent(body, pointer)
    if isinstance(parent, dict):
        parent[step] = value
    elif not isinstance(parent, list):
        raise _PlaceError("what is above is neither a map nor a list")
    elif not adds:
        parent[_index(step, len(parent) - 1)] = value
    elif step == "-":
        parent.append(value)
    else:
        parent.insert(_index(step, len(parent)), value)
    return body


def _remove(body: t.Any, pointer: str) -> t.Any:
    if not pointer:
        raise _PlaceError("an object is removed by $patch: delete")
    _get(body, pointer)
    parent, step = _parent(body, pointer)
    del parent[step if isinstance(parent, dict) else _index(step, len(parent) - 1)]
    return body


def _index(step: str, last: int) -> int:
    if not (step.isascii() and step.isdigit()) or (step != "0" and step.startswith("0")) or len(step) > 9:
        raise _PlaceError("%s is no index of a list" % step)
    if int(step) > last:
        raise _PlaceError("the list has no item %s" % step)
    return int(step)


__all__ = ("check_operations", "json_patch")
