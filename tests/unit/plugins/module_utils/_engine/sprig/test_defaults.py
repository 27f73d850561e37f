# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Defaults: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'deepEqual (semver "1.2.3") (semver "1.2.3")': "bool|true|true",
    'deepEqual (semver "1.2.3") (semver "v1.2.3")': "bool|false|false",
    'empty (semver "1.2")': "bool|false|false",
    'default 1 (semver "1.2")': '*semver.Version|1.2.0|"1.2.0"',
    'fail "msg"': "! fail: msg",
    'fail ""': "! fail: ",
    "ternary 1 2 true": "int|1|1",
    "ternary 1 2 .missing": "! wrong type for value; expected bool; got interface {}",
    "ternary 1 2 1": "! expected bool; found 1",
    'default "x" .missing': 'string|x|"x"',
    'default "x" nil': 'string|x|"x"',
    'default "x"': 'string|x|"x"',
    "coalesce": "<nil>|<no value>|null",
    'coalesce 0 "" nil "x"': 'string|x|"x"',
    "all": "bool|true|true",
    "any": "bool|false|false",
    "all 1 0": "bool|false|false",
    'any 0 ""': "bool|false|false",
    "empty (list)": "bool|true|true",
    "empty 0.0": "bool|true|true",
    'default (splitList "," "c,b,a,b") "HTTPServer2xx"': 'string|HTTPServer2xx|"HTTPServer2xx"',
    'default " \\t x \\n" -2 -2 "1_000"': "int|-2|-2",
    'default (dict) "HTTPServer2xx"': 'string|HTTPServer2xx|"HTTPServer2xx"',
    'default (semver "1.2.3-beta+x") .m': (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] z:<nil>]|{"a":1,"b":{"c":"d","e":[1,2]},"z":null}'
    ),
    'default (list (list 1 2) (dict "a" 1) (dict "a" 1)) 7 1': "int|7|7",
    "empty 20": "bool|false|false",
    "empty 0": "bool|true|true",
    'empty "+Inf"': "bool|false|false",
    "empty -2.25": "bool|false|false",
    'empty (list (list 1 2) (dict "a" 1) (dict "a" 1))': "bool|false|false",
    'coalesce "+Inf"': 'string|+Inf|"+Inf"',
    "coalesce .f": "float64|8080|8080",
    'coalesce "-12"': 'string|-12|"-12"',
    "coalesce 5 false": "int|5|5",
    'coalesce (list 0 "" false nil 5) (splitList "," "c,b,a,b") "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        '[]interface {}|[0  false <nil> 5]|[0,"",false,null,5]'
    ),
    'all "HTTPServer2xx"': "bool|true|true",
    'all (dict) "" 0': "bool|false|false",
    'all .z -1 (dict "a" 1 "b" (dict "c" 2))': "bool|false|false",
    'any (split "," "a,b")': "bool|true|true",
    'any (dict "x" (list) "a" nil)': "bool|true|true",
    "any .em": "bool|false|false",
    "any (tuple 3 2 1)": "bool|true|true",
    'any (dict "b" 7) .b .m': "bool|true|true",
    'ternary 3 (b64dec "/w==") true': "int|3|3",
    'ternary .neg (toDate "2006-01-02 15:04:05.999" "1999-12-31 23:59:59.125").Month false': "time.Month|December|12",
    'ternary 7 "3.0" .b': "int|7|7",
    'ternary (dict "b" 7) "5m30s" .b': 'map[string]interface {}|map[b:7]|{"b":7}',
    'ternary (list 0 "" false nil 5) 7 .b': '[]interface {}|[0  false <nil> 5]|[0,"",false,null,5]',
    'deepEqual .n "0x1F"': "bool|false|false",
    "deepEqual (concat (list 1) .l) (add 1 2)": "bool|false|false",
    'deepEqual "5m30s" 1.5': "bool|false|false",
    'deepEqual (list) "FirstName"': "bool|false|false",
    'deepEqual (dict "a" 2 "k" "v" 3 4 "odd") 1.5': "bool|false|false",
}


@pytest.mark.parametrize("expression", CASES)
def test_defaults_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
