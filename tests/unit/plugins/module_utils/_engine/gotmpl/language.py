# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The data and functions of the language tests: the Go program that recorded the truths had the same ones."""

from __future__ import annotations

import math
import typing as t

from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.errors import ParseError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import (
    Function,
    GoError,
    SetFunction,
    function,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.govalues import (
    GoInt,
    GoList,
    GoMap,
    GoObject,
    Int64,
    Uint8,
    go_type,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.printing import plain, sprintf
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.strconv import quote
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.template import TemplateSet


class Version(GoObject):
    go_type = "*main.KV"
    go_kind = "ptr"
    FIELDS = ("Version", "Major", "Minor")

    def __init__(self, version: str, major: str, minor: str) -> None:
        self.Version = version
        self.Major = major
        self.Minor = minor

    def go_string(self) -> str:
        return self.Version

    METHODS: t.ClassVar = {
        "String": function("String", lambda self: self.Version),
        "GitVersion": function("GitVersion", lambda self: self.Version),
    }


def _refuse(message: str) -> t.NoReturn:
    raise GoError(message)


class Files(GoMap, GoObject):
    go_underlying = "map[string][]uint8"
    METHODS: t.ClassVar = {
        "Get": function("Get", lambda self, name: self.get(name, b"").decode(), "string"),
        "Lines": function("Lines", lambda self, n: GoList("[]string", self.get(n, b"").decode().split("\n")), "string"),
        "Pick": function("Pick", lambda _self, index, *texts: texts[index], "int, ...string"),
        "Bad": function("Bad", lambda _self, name: _refuse("bad " + name), "string"),
    }


class Versions(GoList, GoObject):
    METHODS: t.ClassVar = {"Has": function("Has", lambda self, text: text in self, "string")}


class Values(GoMap, GoObject):
    METHODS: t.ClassVar = {"YAML": function("YAML", lambda _self: "yaml!")}


class Point(GoObject):
    go_type = "main.Point"
    FIELDS = ("X", "Y", "Name", "Any", "List")

    def __init__(self) -> None:
        self.X, self.Y, self.Name, self.Any, self.List = 1, -2, "pt", None, GoList("[]string", ["z"])


class Duration(GoInt, GoObject):
    go_type = "time.Duration"
    go_kind = "int64"

    def go_string(self) -> str:
        return "1m30s"

    METHODS: t.ClassVar = {"Seconds": function("Seconds", lambda self: int(self) / 1e9)}


def data() -> dict[str, t.Any]:
    """A value of each kind."""
    values = {
        "s": "text",
        "e": "",
        "f": 8080.0,
        "big": 1234567.0,
        "small": 0.00001,
        "half": 1.5,
        "i": 3,
        "i64": Int64(7),
        "u8": Uint8(200),
        "z": 0.0,
        "t": True,
        "n": False,
        "null": None,
        "l": ["x", 1.0, None, {"k": "v"}],
        "m": {"b": 1.0, "a": "one", "c": None, "d": {"e": "deep"}},
        "el": [],
        "em": {},
        "inf": math.inf,
        "nan": math.nan,
        "uni": "héé→😀",
        "multi": "a\nb\n",
        "neg": -5.0,
        "YAML": "key",
        "html": "<a href=\"x\">'&'</a>",
        "foo": {"bar": {"baz": "qux"}},
        "quote": b'a"b\\c\td\x00\x7f\xc2\xa0\xff'.decode("utf8", "surrogateescape"),
    }
    return {
        "Values": Values("main.Values", values),
        "ss": GoList("[]string", ["p", "q"]),
        "is": GoList("[]int", [3, 1, 2]),
        "by": b"hi",
        "ms": GoMap("map[string]string", {"k1": "v1", "k0": "v0"}),
        "mi": GoMap("map[int]string", {2: "two", 1: "one"}),
        "msi": GoMap("map[string]int", {"one": 1}),
        "Files": Files("main.Files", {"a.txt": b"l1\nl2"}),
        "KV": Version("v1.2.3", "1", "2"),
        "Vers": Versions("main.Versions", ["v1", "apps/v1"]),
        "P": Point(),
        "dur": Duration(90 * 10**9),
        "Release": {"Name": "rel", "Service": "Helm", "Revision": 1},
    }


def _default(fallback: t.Any, *given: t.Any) -> t.Any:
    return fallback if not given or given[0] is None or given[0] == "" else given[0]


def _to_int64(value: t.Any) -> Int64:
    try:
        return Int64(int(plain(value)))
    except ValueError:
        return Int64(0)


def _set(mapping: dict[str, t.Any], key: str, value: t.Any) -> dict[str, t.Any]:
    mapping[key] = value
    return mapping


def _bind_include(templates: TemplateSet) -> t.Callable[[str, t.Any], str]:
    depth = [0]

    def include(name: str, value: t.Any) -> str:
        depth[0] += 1
        try:
            if depth[0] > 50:
                raise GoError("too deep")
            return templates.execute(name, value)
        finally:
            depth[0] -= 1

    return include


def _bind_tpl(templates: TemplateSet) -> t.Callable[[str, t.Any], str]:
    def tpl(text: str, value: t.Any) -> str:
        try:
            return templates.execute_text("gotpl", text, value)
        except ParseError as error:
            raise GoError("cannot parse template %s: %s" % (quote(text), error)) from error
        except GoError as error:
            raise GoError("error during tpl function execution for %s: %s" % (quote(text), error)) from error

    return tpl


_FUNCTIONS: t.Final = (
    function("upper", str.upper, "string"),
    function("repeat", lambda count, text: text * count, "int, string"),
    function("default", _default, "any, ...any"),
    function("list", lambda *items: list(items), "...any"),
    function("dict", lambda *a: {plain(a[i]): a[i + 1] for i in range(0, len(a) - 1, 2)}, "...any"),
    function("get", lambda mapping, key: mapping.get(key, ""), "map, string"),
    function("set", _set, "map, string, any"),
    function("add", lambda a, b: Int64(a + b), "int64, int64"),
    function("i64", _to_int64, "any"),
    function("half", lambda value: value / 2, "float64"),
    function("flip", lambda value: not value, "bool"),
    function("strs", lambda *items: GoList("[]string", items), "...string"),
    function("join", lambda separator, items: separator.join(items), "string, []string"),
    function("lst", len, "[]any"),
    function("bytes", len, "bytes"),
    function("nil2", lambda: None),
    function("boom", lambda text: _refuse("boom: " + text), "string"),
    function("panics", lambda text: _refuse("panicked " + text), "string"),
    function("indent", lambda n, text: " " * n + text.replace("\n", "\n" + " " * n), "int, string"),
    function("len2", lambda a, b: sprintf("%v|%v", a, b), "any, any"),
    function("three", lambda a, b, c: sprintf("%v|%v|%v", a, b, c), "any, any, any"),
    function("typeOf", go_type, "any"),
    function("dur", lambda value: value.go_string(), "time.Duration"),
    SetFunction("include", _bind_include, ("string", "any")),
    SetFunction("tpl", _bind_tpl, ("string", "any")),
)
FUNCTIONS: t.Final[dict[str, Function]] = {entry.name: entry for entry in _FUNCTIONS}


def render(texts: t.Sequence[str], value: t.Any = None) -> str:
    """Parse the texts (the first is x.yaml) and run the first one, with the standard data unless some are given."""
    templates = TemplateSet(FUNCTIONS)
    for index, text in enumerate(texts):
        templates.parse("x.yaml" if index == 0 else "_%d.tpl" % (index - 1), text)
    return templates.execute("x.yaml", data() if value is None else value)
