# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The grammar inside one action: tokens to expression nodes."""

from __future__ import annotations

import math
import typing as t

from . import lexer as lex
from . import nodes as n
from .functions import GoError
from .strconv import parse_float, parse_int, parse_uint, quote, unquote, unquote_char

# Go allows 10000; Python's own stack holds less.
_MAX_PARENS = 1000

_OPERANDS = frozenset(
    (
        lex.BOOL,
        lex.CHARACTER,
        lex.COMPLEX,
        lex.DOT,
        lex.FIELD,
        lex.IDENTIFIER,
        lex.NUMBER,
        lex.NIL,
        lex.RAW_STRING,
        lex.STRING,
        lex.VARIABLE,
        lex.LEFT_PAREN,
    )
)

_COMMAND_ENDS = frozenset((lex.RIGHT_DELIM, lex.RIGHT_PAREN, lex.PIPE))


class ActionError(Exception):
    """An action that cannot be parsed: the message, where the last token read begins, and that of a bad token."""

    def __init__(self, message: str, pos: int, bad: int = -1) -> None:
        super().__init__(message)
        self.message = message
        self.pos = pos
        self.bad = bad


class Action:
    """A parsed action: ``word`` is its keyword (``output``, ``else if``, ... where it has no such word).

    ``needs`` are the variables that must be known where it stands, ``declares`` those it adds or sets,
    ``assigns`` those it sets; ``trims``: its end takes the space behind it.
    """

    __slots__ = ("assigns", "declares", "name", "needs", "pipe", "pos", "reusable", "trims", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self.pos = 0
        self.name = ""
        self.pipe: n.Node | None = None
        self.needs: frozenset[str] = frozenset()
        self.declares: tuple[str, ...] = ()
        self.assigns: tuple[str, ...] = ()
        # What these mean, and whether they are right, depends on where they stand.
        self.reusable = word != "define"
        self.trims = False


def _exact_int(value: float, low: int, high: int) -> int | None:
    if not math.isfinite(value):
        return None
    whole = int(value)
    return whole if whole == value and low <= whole <= high else None


def _float_forms(value: float) -> tuple[int | None, int | None, float]:
    return _exact_int(value, -(1 << 63), (1 << 63) - 1), _exact_int(value, 0, (1 << 64) - 1), value


def _quietly(parse: t.Callable[[str], t.Any], text: str) -> t.Any:
    try:
        return parse(text)
    except GoError:
        return None


def _complex_parts(text: str) -> tuple[float, float] | None:
    body = text[:-1]
    for cut in range(len(body) - 1, 0, -1):
        if body[cut] in "+-" and body[cut - 1] not in "eEpP":
            real, imaginary = _quietly(parse_float, body[:cut]), _quietly(parse_float, body[cut:])
            return None if real is None or imaginary is None else (real, imaginary)
    return None


def number_node(pos: int, text: str, kind: int) -> n.Node:
    """A NUMBER node with all the types that can hold the constant."""
    if kind == lex.CHARACTER:
        code, _rune, end = unquote_char(text, 1, "'")
        if text[end:] != "'":
            raise GoError("malformed character constant: " + text)
        return (n.NUMBER, pos, text, code, code, float(code), None)
    if kind == lex.COMPLEX or text[-1] == "i":
        parts = _complex_parts(text) if kind == lex.COMPLEX else (0.0, _quietly(parse_float, text[:-1]))
        if parts is not None and parts[1] is not None:
            forms = _float_forms(parts[0]) if parts[1] == 0 else (None, None, None)
            return (n.NUMBER, pos, text, *forms, complex(*parts))
        if kind == lex.COMPLEX:
            raise GoError("syntax error scanning complex number")
    unsigned = _quietly(parse_uint, text)
    signed = _quietly(parse_int, text)
    if signed == 0:
        unsigned = 0
    if signed is not None or unsigned is not None:
        return (n.NUMBER, pos, text, signed, unsigned, float(unsigned if signed is None else signed), None)
    value = _quietly(parse_float, text)
    if value is None:
        raise GoError("illegal number syntax: " + quote(text))
    if not any(char in text for char in ".eEpP"):
        raise GoError("integer overflow: " + quote(text))
    return (n.NUMBER, pos, text, *_float_forms(value), None)


class ActionParser:
    """Parses the tokens of one action; its errors name the line up to which Go would have read."""

    def __init__(self, tokens: list[lex.Token], functions: t.Container[str], variables: t.Collection[str]) -> None:
        self.tokens = tokens
        self.functions = functions
        self.variables = variables
        self.pos = 0
        self.furthest = 0
        self.parens = 0
        self.outside = False
        self.declared: list[str] = []
        self.assigned: list[str] = []
        self.needs: set[str] = set()

    def fail(self, message: str, index: int, *, bad: int = -1, at_space: bool = False) -> t.NoReturn:
        """Stop with a message. ``index`` is the token read last, of which ``at_space`` was only the space before."""
        token = self.tokens[max(self.furthest, index)]
        raise ActionError(message, token[3] if at_space and token[3] >= 0 else token[2], bad)

    def unexpected(self, index: int, context: str) -> t.NoReturn:
        """Stop at a token that cannot stand here."""
        token = self.tokens[index]
        if token[0] == lex.ERROR:
            self.fail(token[1], index, bad=token[2])
        self.fail("unexpected %s in %s" % (lex.describe(token), context), index)

    def parse_end(self, context: str) -> None:
        """The right delimiter."""
        if self.tokens[self.pos][0] != lex.RIGHT_DELIM:
            self.unexpected(self.pos, context)
        self.pos += 1

    def parse_name(self, context: str) -> str:
        """A template's name."""
        token = self.tokens[self.pos]
        if token[0] not in (lex.STRING, lex.RAW_STRING):
            self.unexpected(self.pos, context)
        self.pos += 1
        return t.cast(str, self.checked(unquote, token[1]))

    def checked(self, read: t.Callable[..., t.Any], *args: t.Any) -> t.Any:
        """What ``read`` makes of the literal before the position; its error becomes the action's."""
        try:
            return read(*args)
        except GoError as error:
            self.fail(str(error), self.pos - 1)

    def parse_declaration(self, context: str) -> tuple[tuple[str, ...], bool]:
        """``$x :=``, ``$x =`` or a range's ``$i, $x :=``."""
        names: list[str] = []
        tokens = self.tokens
        while tokens[self.pos][0] == lex.VARIABLE:
            name = tokens[self.pos][1]
            following = tokens[self.pos + 1]
            self.furthest = max(self.furthest, self.pos + 1)
            if following[0] in (lex.ASSIGN, lex.DECLARE):
                self.pos += 2
                names.append(name)
                self.declared.append(name)
                is_assign = following[0] == lex.ASSIGN
                if is_assign:
                    self.assigned += names
                return tuple(names), is_assign
            if following[0] != lex.CHAR or following[1] != ",":
                break
            self.pos += 2
            names.append(name)
            self.declared.append(name)
            if context != "range" or len(names) >= 2:
                self.fail("too many declarations in " + context, self.pos - 1)
            if tokens[self.pos][0] not in (lex.VARIABLE, lex.RIGHT_DELIM, lex.RIGHT_PAREN):
                self.fail("range can only initialize variables", self.pos)
        return tuple(names), False

    def parse_pipeline(self, context: str, end: int) -> n.Node:
        """``declaration? command ('|' command)*`` up to the ``end`` token."""
        tokens = self.tokens
        first = tokens[self.pos]
        names: tuple[str, ...] = ()
        is_assign = False
        if first[0] == lex.VARIABLE:
            names, is_assign = self.parse_declaration(context)
        commands: list[n.Node] = []
        while True:
            kind = tokens[self.pos][0]
            if kind == end:
                break
            if kind not in _OPERANDS:
                self.unexpected(self.pos, context)
            commands.append(self.parse_command())
        if not commands:
            self.fail("missing value for " + context, self.pos)
        for index, command in enumerate(commands[1:], 2):
            if command[2][0][0] in (n.BOOL, n.DOT, n.NIL, n.NUMBER, n.STRING):
                self.fail("non executable command in pipeline stage %d" % index, self.pos)
        self.pos += 1
        return (n.PIPE, first[2], names, is_assign, tuple(commands))

    def parse_command(self) -> n.Node:
        """``operand (space operand)*``, with the pipe sign that follows it."""
        tokens = self.tokens
        pos = tokens[self.pos][2]
        operands: list[n.Node] = []
        while True:
            operand = self.parse_operand()
            if operand is not None:
                operands.append(operand)
            kind, _text, _pos, gap = tokens[self.pos]
            if kind in _COMMAND_ENDS:
                if not operands:
                    self.fail("empty command", self.pos)
                if kind == lex.PIPE:
                    self.pos += 1
                return (n.COMMAND, pos, tuple(operands))
            if gap < 0 or operand is None:
                self.unexpected(self.pos, "operand")

    def parse_operand(self) -> n.Node | None:
        """``term .Field*``"""
        node = self.parse_term()
        tokens = self.tokens
        kind, _text, pos, gap = tokens[self.pos]
        if kind != lex.FIELD or node is None or gap >= 0:
            return node
        names: list[str] = []
        while kind == lex.FIELD and gap < 0:
            names.append(_text[1:])
            self.pos += 1
            kind, _text, _pos, gap = tokens[self.pos]
        form = node[0]
        if form in (n.FIELD, n.VARIABLE):
            return (form, pos, (*node[2], *names))
        if form in (n.BOOL, n.STRING, n.NUMBER, n.NIL, n.DOT):
            self.fail("unexpected . after term " + quote(n.node_text(node)), self.pos, at_space=True)
        return (n.CHAIN, pos, node, tuple(names))

    def parse_term(self) -> n.Node | None:  # noqa: C901 - one branch a token type, in the hottest place of a parse
        """A literal, a function's name, ``.``, a field, a variable or a pipeline in parentheses."""
        index = self.pos
        kind, text, pos, _gap = self.tokens[index]
        self.pos = index + 1
        if kind == lex.FIELD:
            return (n.FIELD, pos, (text[1:],))
        if kind == lex.IDENTIFIER:
            if text not in self.functions:
                self.fail("function %s not defined" % quote(text), index)
            return (n.IDENTIFIER, pos, text)
        if kind == lex.STRING:
            if "\\" not in text:
                return (n.STRING, pos, text, text[1:-1])
            return (n.STRING, pos, text, self.checked(unquote, text))
        if kind == lex.DOT:
            return (n.DOT, pos)
        if kind == lex.VARIABLE:
            if text not in self.declared:
                if text not in self.variables:
                    self.fail("undefined variable " + quote(text), index)
                self.needs.add(text)
            return (n.VARIABLE, pos, (text,))
        if kind == lex.LEFT_PAREN:
            if self.parens >= _MAX_PARENS:
                self.fail("max expression depth exceeded", index)
            self.parens += 1
            node = self.parse_pipeline("parenthesized pipeline", lex.RIGHT_PAREN)
            self.parens -= 1
            return node
        if kind in (lex.NUMBER, lex.CHARACTER, lex.COMPLEX):
            return t.cast(n.Node, self.checked(number_node, pos, text, kind))
        if kind == lex.RAW_STRING:
            return (n.STRING, pos, text, unquote(text))
        if kind == lex.BOOL:
            return (n.BOOL, pos, text == "true")
        if kind == lex.NIL:
            return (n.NIL, pos)
        self.pos = index
        return None

    def parse_action(self, opened: str) -> Action:
        """The whole action. ``opened`` is the innermost open construct; nothing at the top of a text."""
        token = self.tokens[self.pos]
        word = token[1] if token[0] == lex.KEYWORD else ""
        if word == "define" and opened:
            word = ""
        action = Action(word or "output")
        if word:
            self.pos += 1
        if word in ("if", "with", "range"):
            action.pipe = self.parse_pipeline(word, lex.RIGHT_DELIM)
        elif word == "else":
            self.parse_else(action, opened)
        elif word in ("block", "template"):
            self.parse_template(action)
        elif word == "define":
            self.outside = True
            action.name = self.parse_name("define clause")
            self.parse_end("define clause")
        elif word == "end":
            self.parse_end("end")
        elif word:
            self.parse_end("{{%s}}" % word)
        else:
            action.pipe = self.parse_pipeline("command", lex.RIGHT_DELIM)
        action.needs = frozenset(self.needs)
        action.declares = tuple(self.declared)
        action.assigns = tuple(self.assigned)
        return action

    def parse_else(self, action: Action, opened: str) -> None:
        """``else``, ``else if``, ``else with``."""
        token = self.tokens[self.pos]
        if token[0] != lex.KEYWORD or token[1] not in ("if", "with"):
            self.parse_end("else")
            return
        action.reusable = False
        action.word = "else " + token[1]
        action.pos = token[2]
        if opened == token[1]:
            self.pos += 1
            action.pipe = self.parse_pipeline(token[1], lex.RIGHT_DELIM)

    def parse_template(self, action: Action) -> None:
        """``template "name" pipeline?``, ``block "name" pipeline``."""
        context = action.word + " clause"
        action.pos = self.tokens[self.pos][2]
        action.name = self.parse_name(context)
        if action.word == "template" and self.tokens[self.pos][0] == lex.RIGHT_DELIM:
            self.pos += 1
            return
        action.pipe = self.parse_pipeline(context, lex.RIGHT_DELIM)


__all__ = ("Action", "ActionError", "ActionParser", "number_node")
