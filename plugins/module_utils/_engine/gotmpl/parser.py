# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The parser: a template text becomes bodies of statements, its own and those of the templates it defines."""

from __future__ import annotations

import re
import typing as t

from . import nodes as n
from .actions import Action, ActionError, ActionParser
from .lexer import ACTION, SPACES, tokens
from .parsed import Parsed, Tree, make_tree
from .strconv import quote

_find_space = re.compile(r"[ \t\r\n]*").match
_LEFT_TRIMS = tuple("-" + space for space in SPACES)
_RIGHT_TRIMS = tuple(space + "-" for space in SPACES)
_BRANCHES = {"if": n.IF, "with": n.WITH, "range": n.RANGE}


def _skip_space(text: str, pos: int) -> int:
    """The position after the space that a trim marker takes away."""
    return t.cast("re.Match[str]", _find_space(text, pos)).end()


class TextError(Exception):
    """A text that cannot be parsed: the message without the name, and the line.

    ``started`` is the line where the action began, if a bad token stands in another one.
    """

    def __init__(self, message: str, line: int, started: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.started = started

    def text(self, name: str) -> str:
        """The message as Go words it for a text of this name."""
        message = self.message
        if self.started:
            message += " started at" if message.endswith(" action") else " in action started at"
            message += " %s:%d" % (name, self.started)
        return "template: %s:%d: %s" % (name, self.line, message)


class _Facts:
    """What the compiler must know of a template's variables."""

    __slots__ = ("assigned", "count", "elements")

    def __init__(self) -> None:
        self.count = 0
        self.assigned: set[str] = set()
        self.elements: set[str] = set()


class _Open:
    """A construct whose ``end`` has not come yet, or the text itself."""

    __slots__ = (
        "base",
        "body",
        "chained",
        "else_body",
        "facts",
        "mark",
        "name",
        "pipe",
        "range_depth",
        "variables",
        "word",
    )

    def __init__(self, word: str, outer: _Open | None, *, fresh: bool = False) -> None:
        self.word = word
        self.body: n.Body = []
        self.else_body: n.Body | None = None
        self.chained = False
        self.name = ""
        self.base = 0
        self.pipe: n.Node | None = None
        # A definition sees no variables and no range of the text around it.
        self.variables: list[str] = ["$"] if fresh or outer is None else outer.variables
        self.mark = len(self.variables)
        self.facts: _Facts = _Facts() if fresh or outer is None else outer.facts
        self.range_depth: int = 0 if fresh or outer is None else outer.range_depth

    def tree(self) -> Tree:
        """The finished template."""
        facts = self.facts
        return make_tree(self.body, facts.count, tuple(sorted(facts.assigned & facts.elements)))


class _TextParser:
    """Walks over a text once, with the open constructs on a list: nesting costs no Python stack."""

    def __init__(self, text: str, functions: t.Container[str], memo: dict[str, Action]) -> None:
        self.text = text
        self.functions = functions
        self.memo = memo
        self.stack = [_Open("", None)]
        self.defines: dict[str, Tree] = {}
        self.start = 0
        self.base = 0
        self.end = 0

    def line(self, pos: int) -> int:
        """The number of the line that holds a position."""
        return self.text.count("\n", 0, pos) + 1

    def fail(self, message: str, pos: int | None = None) -> t.NoReturn:
        """Stop; the line is that of the current action's right delimiter unless a position is given."""
        raise TextError(message, self.line(self.end if pos is None else pos))

    def parse(self) -> Parsed:
        """The whole text."""
        text = self.text
        find = text.find
        memo = self.memo
        body = self.stack[-1].body
        pos = 0
        while True:
            start = find("{{", pos)
            if start < 0:
                if pos < len(text):
                    body.append(text[pos:])
                break
            after = start + 2
            piece = text[pos:start]
            if text.startswith(_LEFT_TRIMS, after):
                piece = piece.rstrip(SPACES)
                after += 2
            if piece:
                body.append(piece)
            if text.startswith("/*", after):
                pos = self.skip_comment(after)
                continue
            self.start = start
            self.base = after
            self.end = end = find("}}", after)
            action = memo.get(text[after:end])
            if action is None or action.needs:
                pos = self.parse_action(after)
            else:
                # What was an action once is one again: no quote is open at its end.
                pos = _skip_space(text, end + 2) if action.trims else end + 2
                if action.word == "output" and not action.declares:
                    body.append((n.OUTPUT, after, action.pipe))
                    continue
                self.accept(action)
            body = self.stack[-1].body
        if len(self.stack) > 1:
            self.fail("unexpected EOF", len(text))
        top = self.stack[0]
        return Parsed(top.tree(), self.defines)

    def skip_comment(self, after: int) -> int:
        """The position after a comment."""
        text = self.text
        end = text.find("*/", after + 2)
        if end < 0:
            self.fail("unclosed comment", after)
        end += 2
        if text.startswith("}}", end):
            return end + 2
        if text[end : end + 1] not in tuple(SPACES) or not text.startswith("-}}", end + 1):
            self.fail("comment ends before closing delimiter", after)
        return _skip_space(text, end + 4)

    def parse_action(self, after: int) -> int:
        """Parse the action that begins at ``after``; the position after it."""
        text = self.text
        found = ACTION.match(text, after)
        if found is None:
            self.end = len(text)
            self.accept(self.read_action(text[after:], closed=False))
            return self.end
        end = self.end = found.end() - 2
        inner = text[after:end]
        action = self.memo.get(inner)
        if action is None or not action.needs.issubset(self.stack[-1].variables):
            trims = inner.endswith(_RIGHT_TRIMS)
            action = self.read_action(inner[:-2] if trims else inner, closed=True)
            action.trims = trims
            if action.reusable:
                self.memo[inner] = action
        self.accept(action)
        return _skip_space(text, end + 2) if action.trims else end + 2

    def read_action(self, inner: str, *, closed: bool) -> Action:
        """Parse an action's text."""
        top = self.stack[-1]
        opened = top.word if top.else_body is None else "else"
        parser = ActionParser(tokens(inner, closed=closed), self.functions, top.variables)
        try:
            return parser.parse_action(opened)
        except ActionError as fault:
            started = self.line(self.start)
            # Only a token that the lexer refused names the action, and only from another line.
            if fault.bad < 0 or parser.outside or started == self.line(self.base + fault.bad):
                started = 0
            raise TextError(fault.message, self.line(self.base + fault.pos), started) from None
        except RecursionError:
            raise TextError("max expression depth exceeded", self.line(self.base)) from None

    def accept(self, action: Action) -> None:
        """Add a parsed action to the innermost body, or open or close a construct with it."""
        word = action.word
        top = self.stack[-1]
        if word == "output":
            self.declare(top, action)
            top.body.append((n.OUTPUT, self.base, action.pipe))
        elif word in _BRANCHES:
            self.open_branch(word, action)
        elif word == "end":
            self.close()
        elif word == "else":
            self.take_else(top)
        elif word == "template":
            self.declare(top, action)
            top.body.append((n.TEMPLATE, self.base, action.pos, action.name, action.pipe))
        elif word == "define":
            opened = _Open("define", top, fresh=True)
            opened.name = action.name
            self.stack.append(opened)
        elif word == "block":
            self.open_block(top, action)
        elif word in ("break", "continue"):
            if not top.range_depth:
                self.fail("{{%s}} outside {{range}}" % word)
            top.body.append((n.BREAK if word == "break" else n.CONTINUE,))
        else:
            self.take_else_branch(top, action)

    def declare(self, top: _Open, action: Action) -> None:
        """Make an action's variables known from here on."""
        if action.declares:
            facts = top.facts
            top.variables += action.declares
            facts.count += len(action.declares)
            facts.assigned.update(action.assigns)
            if action.word == "range":
                facts.elements.update(action.declares)

    def open_branch(self, word: str, action: Action) -> _Open:
        """Begin an if, with or range."""
        opened = _Open(word, self.stack[-1])
        opened.base = self.base
        opened.pipe = action.pipe
        if word == "range":
            opened.range_depth += 1
        self.declare(opened, action)
        self.stack.append(opened)
        return opened

    def open_block(self, top: _Open, action: Action) -> None:
        """Begin a block, which is a definition and a call of it."""
        self.declare(top, action)
        top.body.append((n.TEMPLATE, self.base, action.pos, action.name, action.pipe))
        opened = _Open("block", top, fresh=True)
        opened.name = action.name
        self.stack.append(opened)

    def check_else(self, top: _Open, pos: int | None = None) -> None:
        """Refuse an else where none can stand."""
        if not top.word:
            self.fail("unexpected {{else}}", pos)
        if top.word in ("define", "block"):
            self.fail("unexpected {{else}} in %s clause" % top.word, pos)
        if top.else_body is not None:
            self.fail("expected end; found {{else}}", pos)

    def take_else(self, top: _Open) -> None:
        """Go on with the else part; Go forgets the variables of the first part at the end only."""
        self.check_else(top)
        top.else_body, top.body = top.body, []
        if top.word == "range":
            top.range_depth -= 1

    def take_else_branch(self, top: _Open, action: Action) -> None:
        """``else if`` and ``else with``: a branch alone in an else part, closed by the same end."""
        pos = self.base + action.pos
        self.check_else(top, pos)
        word = action.word[5:]
        if top.word != word:
            self.fail("unexpected <%s> in input" % word, pos)
        self.take_else(top)
        self.open_branch(word, action).chained = True

    def close(self) -> None:
        """Take an end: the innermost construct becomes a statement or a definition."""
        while True:
            top = self.stack.pop()
            if not self.stack:
                self.fail("unexpected {{end}}")
            if top.word in ("define", "block"):
                self.define(top)
                return
            del top.variables[top.mark :]
            body, other = (top.body, None) if top.else_body is None else (top.else_body, top.body)
            self.stack[-1].body.append((_BRANCHES[top.word], top.base, top.pipe, body, other))
            if not top.chained:
                return

    def define(self, top: _Open) -> None:
        """Note a definition; two of one name are refused unless one is empty."""
        known = self.defines.get(top.name)
        tree = top.tree()
        if known is None or known.empty:
            self.defines[top.name] = tree
        elif not tree.empty:
            self.fail("template: multiple definition of template " + quote(top.name))


def parse_text(text: str, functions: t.Container[str], memo: dict[str, Action]) -> Parsed:
    """Parse a template text.

    ``functions`` are the known function names; ``memo`` keeps actions that were parsed before, by their text, and must
    always be used with the same functions. Raises TextError.
    """
    return _TextParser(text, functions, memo).parse()


__all__ = ("TextError", "parse_text")
