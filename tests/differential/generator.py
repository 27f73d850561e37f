# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Random templates and values, the same for the same seed."""

from __future__ import annotations

import random
import typing as t

from .grammar import CALLS, CHANGES, KINDS

_WORDS = (
    "", "a", "b c", "yes", "No", "null", "~", "1.10", "0777", "0x1f", "1e3", "12:30", "- x", "a: b", "# c", "é漢",
    "😀 face",
    "tab\there", " lead", "trail ", "two\nlines", "two\nlines\n", "\n\n", "x" * 90 + " " + "y" * 20, "'q'", '"d"',
    "<no value>",
    "{{ .Release.Name }}", "{{ nope }}", "%d", "@at", "`tick`", "2001-01-01", "word " * 30, "=", "<<", "\u2028",
    "\x7f", "a\r\nb",
    "!tag", "&anchor", "*alias", "[x", "{x", "|", ">", "...", "---", "\ufeffbom", "\u0085", "{{/* c */}}", ".5",
    "1_000", "+1", "08",
)  # fmt: skip
_NUMBERS = (
    0, 1, -1, 3, 80, 8080, 65536, 1000000, 1234567, 9007199254740993, 1.5, -0.25, 1e21, 1e-7, 0.1, 1e6,
    123456789.125, -0.0,
    100000, 999999, 2**31, 2**63, 3.0, 1e20,
)  # fmt: skip
_KEYS = (
    "a", "b", "k", "x", "deep", "a2", "a10", "B", "key with space", "é", "1", "yes", "", "dotted.key", "_u", "-", "~",
)  # fmt: skip
_TRIMS = (("{{", "}}"), ("{{ ", " }}"), ("{{- ", " }}"), ("{{ ", " -}}"), ("{{- ", " -}}"), ("{{\n", "\n}}"))
_TEXTS = (
    "", " ", "text", "\n", "  a: ", "\n\n- ", "}} { x", "$x", "é", "\t", "---\n", "{ } ", "%", "# c\n", "<no value>",
)  # fmt: skip


def values(rng: random.Random) -> dict[str, t.Any]:
    """Values with fixed names, each of the kind that the grammar expects there, and random contents."""
    strings = [rng.choice(_WORDS) for _unused in range(4)]
    return {
        "s": rng.choice(_WORDS),
        "n": rng.choice(_NUMBERS),
        "f": rng.choice(_NUMBERS),
        "t": True,
        "no": False,
        "null": None,
        "list": [_value(rng, 1) for _unused in range(rng.randrange(1, 4))],
        "mixed": [1, "a", None, True, 2.5, [1], {"k": "v"}],
        "odd_strings": strings,
        "empty_list": [],
        "empty_map": {},
        "map": {key: _value(rng, 1) for key in rng.sample(_KEYS, 3)} | {"k": rng.choice(_WORDS)},
        "deep": {"a": {"b": _value(rng, 2), "c": [_value(rng, 1)]}, "x": _value(rng, 0)},
        "odd": {rng.choice(_KEYS): _value(rng, 0), rng.choice(_WORDS): _value(rng, 0)},
    }


def _value(rng: random.Random, depth: int) -> t.Any:
    kind = rng.randrange(7 if depth else 5)
    if kind < 2:
        return rng.choice(_WORDS)
    if kind == 2:
        return rng.choice(_NUMBERS)
    if kind == 3:
        return rng.choice((True, False))
    if kind == 4:
        return None
    if kind == 5:
        return [_value(rng, depth - 1) for _unused in range(rng.randrange(4))]
    return {rng.choice(_KEYS): _value(rng, depth - 1) for _unused in range(rng.randrange(4))}


class TemplateWriter:
    """Writes one random template: a few statements over the values and its own variables and definitions."""

    def __init__(self, rng: random.Random, *, prefix: str) -> None:
        self._rng = rng
        self._prefix = prefix
        self._variables: list[str] = []
        self._defined: list[str] = []
        self._loops = 0

    def template(self) -> str:
        """The text of a whole template file."""
        rng = self._rng
        text = "".join(self._define() for _unused in range(rng.choice((0, 0, 1, 2))))
        return text + "".join(self._statement(2) for _unused in range(rng.randrange(1, 4)))

    def _define(self) -> str:
        name = "%s.d%d" % (self._prefix, len(self._defined))
        outer, self._variables = self._variables, []
        text = self._action('define "%s"' % name) + self._body(1) + self._action("end")
        self._variables = outer
        self._defined.append(name)
        return text

    def _action(self, inner: str) -> str:
        left, right = self._rng.choice(_TRIMS[:5] if "define" in inner else _TRIMS)
        return left + inner + right

    def _body(self, depth: int) -> str:
        count = len(self._variables)
        text = "".join(self._statement(depth) for _unused in range(self._rng.randrange(1, 3)))
        del self._variables[count:]
        return text

    def _statement(self, depth: int) -> str:
        rng = self._rng
        text = rng.choice(_TEXTS)
        kinds: list[t.Callable[[int], str]] = [*[self._output] * 6, self._declaration]
        if depth:
            kinds += [self._if, self._with, self._range, self._range]
        if self._defined:
            kinds += [self._include, self._include]
        if self._loops:
            kinds.append(self._leave)
        if rng.random() < 0.04:
            kinds = [self._comment]
        elif rng.random() < 0.03:
            kinds = [self._change]
        return text + rng.choice(kinds)(depth)

    def _comment(self, _depth: int) -> str:
        return self._rng.choice(("{{/* c */}}", "{{- /* c\nd */ -}}", "{{/*}}*/}}"))

    def _change(self, _depth: int) -> str:
        return self._action(self._rng.choice(CHANGES))

    def _output(self, _depth: int) -> str:
        return self._action(self._pipeline())

    def _declaration(self, _depth: int) -> str:
        rng = self._rng
        if self._variables and rng.random() < 0.4:
            return self._action("%s = %s" % (rng.choice(self._variables), self._pipeline()))
        name = "$v%d" % len(self._variables)
        text = self._action("%s := %s" % (name, self._pipeline()))
        self._variables.append(name)
        return text

    def _if(self, depth: int) -> str:
        text = self._action("if " + self._pipeline("bool")) + self._body(depth - 1)
        while self._rng.random() < 0.3:
            text += self._action("else if " + self._pipeline("any")) + self._body(depth - 1)
        if self._rng.random() < 0.4:
            text += self._action("else") + self._body(depth - 1)
        return text + self._action("end")

    def _with(self, depth: int) -> str:
        count = len(self._variables)
        head = "with "
        if self._rng.random() < 0.3:
            head += "$v%d := " % count
        head += self._pipeline("dict" if self._rng.random() < 0.5 else "any")
        if ":=" in head.split("(")[0]:
            self._variables.append("$v%d" % count)
        text = self._action(head) + self._body(depth - 1)
        if self._rng.random() < 0.2:
            text += self._action("else with " + self._pipeline("any")) + self._body(depth - 1)
        if self._rng.random() < 0.4:
            text += self._action("else") + self._body(depth - 1)
        del self._variables[count:]
        return text + self._action("end")

    def _range(self, depth: int) -> str:
        rng = self._rng
        count = len(self._variables)
        collection = self._pipeline(rng.choice(("list", "list", "dict", "count", "any")))
        names = ["$v%d" % (count + number) for number in range(rng.choice((0, 0, 1, 2)))]
        head = "range %s := %s" % (", ".join(names), collection) if names else "range " + collection
        self._variables += names
        self._loops += 1
        text = self._action(head) + self._body(depth - 1)
        self._loops -= 1
        if rng.random() < 0.3:
            text += self._action("else") + self._body(depth - 1)
        del self._variables[count:]
        return text + self._action("end")

    def _include(self, _depth: int) -> str:
        rng = self._rng
        name = rng.choice(self._defined)
        # A definition that calls itself costs a thousand levels and a long text; those have golden tests.
        argument = rng.choice((".", "$", ".Values", self._operand("any", 1)))
        if rng.random() < 0.3:
            return self._action('template "%s" %s' % (name, argument))
        return self._action('include "%s" %s%s' % (name, argument, self._filters()))

    def _leave(self, _depth: int) -> str:
        condition = self._pipeline("bool")
        word = self._rng.choice(("break", "continue"))
        return self._action("if " + condition) + self._action(word) + self._action("end")

    def _pipeline(self, kind: str | None = None) -> str:
        rng = self._rng
        kind = kind or rng.choice(("string", "string", "any", "int", "float", "bool", "list", "dict"))
        text = self._call(kind, 2) if rng.random() < 0.75 else self._operand(kind, 2)
        return text + self._filters() if rng.random() < 0.4 else text

    def _filters(self) -> str:
        text = ""
        while self._rng.random() < 0.5:
            kind = self._rng.choice(("string", "any", "list"))
            call = self._rng.choice(CALLS[kind])
            if call.arguments:
                text += " | " + " ".join([call.name, *(self._operand(want, 1) for want in call.arguments[:-1])])
        return text

    def _call(self, kind: str, depth: int) -> str:
        choices = CALLS.get(kind)
        if not choices:
            return self._operand(kind, depth)
        rng = self._rng
        call = rng.choice(choices)
        wanted = list(call.arguments)
        if call.repeated:
            wanted += wanted[-1:] * rng.choice((0, 1, 1, 2))
        if rng.random() < 0.01:
            wanted = wanted[:-1]
        elif rng.random() < 0.01:
            wanted.append("any")
        return " ".join([call.name, *(self._operand(want, depth - 1) for want in wanted)])

    def _operand(self, kind: str, depth: int) -> str:
        rng = self._rng
        chance = rng.random()
        if chance < 0.03 and kind != "count":
            kind = rng.choice(tuple(KINDS))
        elif chance < 0.1 and self._variables and kind != "count":
            return rng.choice(self._variables) + rng.choice(("",) * 9 + (".a", ".x.y"))
        if depth > 0 and chance > 0.6 and kind in CALLS:
            return "(%s)" % self._call(kind, depth)
        return rng.choice(KINDS[kind])


def template(rng: random.Random, *, prefix: str) -> str:
    """One random template; the names it defines begin with ``prefix``."""
    return TemplateWriter(rng, prefix=prefix).template()


__all__ = ["template", "values"]
