# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Places of errors: from the traceback of a failed run to the template, line, column and expression to blame."""

from __future__ import annotations

import typing as t

from . import argtypes, calls, expressions, fields, statements
from . import nodes as n
from .errors import ExecError, FaultError
from .strconv import quote

# The depth that Go allows; ours is bounded by Python's stack, and says the same.
_GO_DEPTH = 100000
_FILES = frozenset(
    module.walk.__code__.co_filename if module is fields else t.cast(str, module.__file__)
    for module in (argtypes, calls, expressions, fields, statements)
)


class Place:
    """Where a run stood: the template, the offset of its statement, the node and the function it calls."""

    __slots__ = ("base", "call", "items", "node", "template")

    def __init__(self, template: t.Any) -> None:
        self.template = template
        self.base: int | None = None
        self.items: t.Any = None
        self.node: n.Node | None = None
        self.call: str | None = None


def find_place(error: Exception, template: t.Any) -> Place:
    """The innermost place of the language's own frames, which carry it in locals named base, at and entered."""
    place = Place(template)
    outer = place
    # Python's stack can end anywhere; what is blamed is the last call.
    innermost = isinstance(error, RecursionError)
    traceback = error.__traceback__.tb_next if error.__traceback__ is not None else None
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename not in _FILES:
            break
        names = frame.f_locals
        if "base" in names:
            place.base = names["base"]
            place.node = place.call = None
        if "items" in names:
            place.items = names["items"]
        if "at" in names:
            place.node, place.call = names["at"]
        if "entered" in names:
            outer, place = place, Place(names["entered"])
        traceback = traceback.tb_next
    return outer if place.base is None or (innermost and place.node is None) else place


def _position(text: str, pos: int) -> tuple[int, int]:
    """Line from 1 and column from 0 in bytes."""
    start = text.rfind("\n", 0, pos) + 1
    return text.count("\n", 0, pos) + 1, len(text[start:pos].encode("utf-8", "surrogateescape"))


def exec_error(error: Exception, place: Place) -> ExecError | None:
    """The error of a template for an exception that ended its run; None where it is none of a template's making."""
    node, message, cause = place.node, "", None
    if isinstance(error, FaultError):
        node = t.cast("n.Node | None", error.at) or node
        message = error.typed if error.typed and type(place.items) not in (list, tuple) else error.message
        cause = error.cause
    elif isinstance(error, RecursionError):
        message = "exceeded maximum template depth (%d)" % _GO_DEPTH
    elif place.call is not None:
        message, cause = "error calling %s: " % place.call, error
    if node is None or not message:
        return None
    template = place.template
    offset = node[2] if node[0] == n.TEMPLATE else node[1]
    line, column = _position(template.text, (place.base or 0) + offset)
    shown = n.node_text(node)
    return ExecError(
        "template: %s:%d:%d: executing %s at <%s>: " % (template.parse_name, line, column, quote(template.name), shown),
        message,
        template=template.name,
        parse_name=template.parse_name,
        line=line,
        column=column,
        node=shown,
        cause=cause,
    )


__all__ = ("Place", "exec_error", "find_place")
