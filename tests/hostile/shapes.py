# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Charts that want too much, and the words with which each ends ("" where it renders)."""

from __future__ import annotations

import typing as t


class Shape(t.NamedTuple):
    """A chart's template, what is expected on stderr, and its other files; ``slow`` ones run to the limit of time."""

    template: str
    error: str
    files: dict[str, str] = {}
    slow: bool = False


_CYCLE = '{{ $d := dict "a" 1 }}{{ $_ := set $d "x" $d }}{{ $_ := set $d "y" $d }}'
_SHARED = '{{ $d := dict "a" 1 }}{{ range until 60 }}{{ $d = dict "x" $d "y" $d }}{{ end }}'
_DEEP = "{{ $d := list }}{{ range until 100000 }}{{ $d = list $d }}{{ end }}"
_TIME = "seconds of computing time"
_ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    "%s: &%s [%s]\n" % (name, name, ",".join(["*" + before] * 9))
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
_CALL = '{{ include "f" (sub . 1 | int) }}'
_FIBONACCI = '{{ define "f" }}{{ if . }}' + _CALL + _CALL + "{{ end }}{{ end }}"

_JINJA = {
    "Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.2.3\nannotations: {chartwright.kube/engine: jinja2}\n",
}

SHAPES = {
    "a Jinja2 text that doubles": Shape(
        "",
        "memory",
        {
            **_JINJA,
            "templates/x.yaml.j2": "{% set n = namespace(x='xx') %}{% for i in range(60) %}"
            "{% set n.x = n.x ~ n.x %}{% endfor %}",
        },
    ),
    "Jinja2 loops in loops": Shape(
        "",
        _TIME,
        {
            **_JINJA,
            "templates/x.yaml.j2": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        },
        slow=True,
    ),
    "a long list": Shape("{{ until 1000000000 }}", "items is more than the 1000000"),
    "a long loop": Shape("{{ range 1000000000 }}{{ end }}", "too many steps"),
    "nested loops": Shape("{{ range until 10000 }}{{ range until 10000 }}x{{ end }}{{ end }}", "too many steps"),
    "include of itself": Shape(
        '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}', "nested reference name: a"
    ),
    "template of itself": Shape(
        '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}', "maximum template depth"
    ),
    "tpl of itself": Shape('{{ $_ := set .Values "t" "{{ tpl .Values.t . }}" }}{{ tpl .Values.t . }}', "memory"),
    "a tree of includes": Shape(_FIBONACCI + '{{ include "f" 60 }}', _TIME, slow=True),
    "a long text": Shape('{{ repeat 1000000000 "x" }}', "a text of 1000000000 characters"),
    "a wide indent": Shape('{{ indent 1000000000 "x" }}', "a text of 1000000001 characters"),
    "a text that doubles": Shape('{{ $s := "x" }}{{ range until 60 }}{{ $s = print $s $s }}{{ end }}', "memory"),
    "many long texts": Shape(
        '{{ $l := list }}{{ range until 1000 }}{{ $l = append $l (repeat 10000000 "x") }}{{ end }}', "memory"
    ),
    "wide numbers": Shape('a: {{ printf "%1000000000d" 1 | quote }}', ""),
    "long work in a loop": Shape(
        '{{ $s := repeat 10000000 "x" }}{{ range until 1000000 }}{{ $_ := sha256sum $s }}{{ end }}', _TIME, slow=True
    ),
    "a long product": Shape(
        "{{ $x := 2.5 }}{{ range until 100000 }}{{ $x = mulf $x $x }}{{ end }}", "error calling mulf"
    ),
    "backtracking": Shape('a: {{ regexMatch "(a*)*b" (repeat 1000000 "a") }}', ""),
    "a cycle copied": Shape(_CYCLE + "{{ deepCopy $d }}", "nested too deeply"),
    "a cycle printed": Shape(_CYCLE + "{{ $d }}", "nest too deeply"),
    "a cycle compared": Shape(_CYCLE + '{{ $e := dict "a" 1 }}{{ $_ := set $e "x" $e }}{{ $_ := set $e "y" $e }}'
                              "{{ deepEqual $d $e }}", "nested too deeply"),
    "a cycle as YAML": Shape(_CYCLE + "{{ toYaml $d }}", ""),
    "a cycle in the values": Shape("a: 1{{ $_ := set .Values .Release.Name .Values }}", ""),
    "a tree that shares": Shape(_SHARED + "{{ toJson $d }}", _TIME, slow=True),
    "a deep value": Shape(_DEEP + "a: {{ len $d }}", ""),
    "aliases in values": Shape("a: 1", "excessive aliasing", {"values.yaml": _ALIASES}),
    "aliases in a manifest": Shape(_ALIASES, "excessive aliasing"),
    "deep values": Shape("a: 1", "exceeded max depth", {"values.yaml": "a: " + "[" * 100000 + "]" * 100000}),
    "a deep manifest": Shape("a: " + "[" * 100000 + "]" * 100000, "exceeded max depth"),
    "deep parentheses": Shape("a: {{ " + "(" * 100000 + "1" + ")" * 100000 + " }}", "max expression depth exceeded"),
    "deep blocks": Shape("{{ if 1 }}" * 30000 + "{{ end }}" * 30000, "deep"),
    "a long line": Shape("a: " + "x" * 3000000, ""),
    "NUL": Shape("a: \0\n", "control characters are not allowed"),
    "braces in a pattern": Shape('a: {{ .Files.Glob "' + "{a," * 1000 + '" | len }}', "", {"f": "x"}),
    "stars in a pattern": Shape("a: {{ .Files.Glob (repeat 100 \"a*\") | len }}", "", {"a" * 100: "x"}),
    "a schema that is itself": Shape("a: 1", "reference cycle", {"values.schema.json": '{"$ref": "#"}'}),
    "a schema on this machine": Shape("a: 1", "etc/passwd", {"values.schema.json": '{"$ref": "file:///etc/passwd"}'}),
    "a schema elsewhere": Shape("a: 1", "127.0.0.1:1/x", {"values.schema.json": '{"$ref": "http://127.0.0.1:1/x"}'}),
    "a pattern in a schema": Shape(
        "a: 1", "",
        {"values.schema.json": '{"properties": {"a": {"pattern": "^(a|a)*$"}}}', "values.yaml": "a: " + "a" * 40},
    ),
    "a class": Shape("a: {{ .Values.__class__ }}{{ .Chart.__init__ }}{{ .Files.__doc__ }}", ""),
    "a class of an object": Shape("{{ .Capabilities.__init__ }}", "can't evaluate field __init__"),
    "a private attribute": Shape("{{ .Capabilities.KubeVersion.normalized }}", "can't evaluate field normalized"),
    "a method of Python": Shape('{{ (semver "1.2.3").version }}', "can't evaluate field version"),
    "the environment": Shape('{{ env "HOME" }}', 'function "env" not defined'),
    "the name service": Shape('a: "{{ getHostByName "localhost" }}"', ""),
    "files outside": Shape('a: "{{ .Files.Get "../../../../etc/passwd" }}{{ .Files.Get "/etc/passwd" }}"', ""),
}  # fmt: skip

__all__ = ["SHAPES", "Shape"]
