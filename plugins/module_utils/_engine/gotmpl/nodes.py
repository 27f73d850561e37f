# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Nodes of a parsed template, and an expression's text as error messages show it.

Nodes are plain tuples, which are the quickest to make, need no code to be stored by ``marshal`` and can be shared: an
action that stands in a template many times is parsed once. So positions in expressions are relative to ``base``,
which each statement carries (all of them count characters, not bytes).

==========  ================================================  ===========================================
IDENTIFIER  (kind, pos, name)                                 a function's name
FIELD       (kind, pos, names)                                ``.a.b``
VARIABLE    (kind, pos, names)                                ``$x.a.b``; the first name has its dollar
CHAIN       (kind, pos, node, names)                          ``(pipeline).a.b``
DOT, NIL    (kind, pos)
BOOL        (kind, pos, value)
NUMBER      (kind, pos, text, int, uint, float, complex)      None where the text is no such number
STRING      (kind, pos, literal, value)
PIPE        (kind, pos, variables, is_assign, commands)
COMMAND     (kind, pos, operands)
OUTPUT      (kind, base, pipe)                                an action that writes or declares
IF, WITH    (kind, base, pipe, body, else body or None)
RANGE       (kind, base, pipe, body, else body or None)
TEMPLATE    (kind, base, pos, name, pipe or None)
BREAK       (kind,)                                           and CONTINUE
==========  ================================================  ===========================================

A body is a list of statements; plain text stands in it as a string.
"""

from __future__ import annotations

import typing as t

from .strconv import quote

(
    IDENTIFIER,
    FIELD,
    VARIABLE,
    CHAIN,
    DOT,
    NIL,
    BOOL,
    NUMBER,
    STRING,
    PIPE,
    COMMAND,
    OUTPUT,
    IF,
    WITH,
    RANGE,
    TEMPLATE,
    BREAK,
    CONTINUE,
) = range(18)

Node = tuple[t.Any, ...]
Body = list[t.Any]

# All that Go's unicode.IsSpace holds.
_WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def is_empty(body: Body) -> bool:
    """Whether a body holds nothing but space; such a definition replaces no other one."""
    return all(isinstance(item, str) and not item.strip(_WHITE) for item in body)


def _command_text(node: Node) -> str:
    return " ".join(["(" + node_text(arg) + ")" if arg[0] == PIPE else node_text(arg) for arg in node[2]])


def _pipe_text(node: Node) -> str:
    text = " | ".join([_command_text(command) for command in node[4]])
    if node[2]:
        text = ", ".join(node[2]) + (" = " if node[3] else " := ") + text
    return text


def node_text(node: Node) -> str:
    """An expression written again in the one normal form."""
    kind = node[0]
    if kind in (IDENTIFIER, NUMBER, STRING):
        return t.cast(str, node[2])
    if kind == FIELD:
        return "." + ".".join(node[2])
    if kind == VARIABLE:
        return ".".join(node[2])
    if kind == CHAIN:
        inner = node_text(node[2])
        return ("(" + inner + ")" if node[2][0] == PIPE else inner) + "." + ".".join(node[3])
    if kind == PIPE:
        return _pipe_text(node)
    if kind == COMMAND:
        return _command_text(node)
    if kind == TEMPLATE:
        return "{{template " + quote(node[3]) + (" " + _pipe_text(node[4]) if node[4] else "") + "}}"
    if kind == BOOL:
        return "true" if node[2] else "false"
    return "." if kind == DOT else "nil"


__all__ = (
    "BOOL",
    "BREAK",
    "Body",
    "CHAIN",
    "COMMAND",
    "CONTINUE",
    "DOT",
    "FIELD",
    "IDENTIFIER",
    "IF",
    "NIL",
    "NUMBER",
    "Node",
    "OUTPUT",
    "PIPE",
    "RANGE",
    "STRING",
    "TEMPLATE",
    "VARIABLE",
    "WITH",
    "is_empty",
    "node_text",
)
