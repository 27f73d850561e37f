# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Types and kinds: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'kindOf (semver "1.2")': 'string|ptr|"ptr"',
    'kindOf ((semver "1.2").IncMajor)': 'string|struct|"struct"',
    'typeOf ((semver "1.2").IncMajor)': 'string|semver.Version|"semver.Version"',
    "typeOf nil": 'string|<nil>|"\\u003cnil\\u003e"',
    'typeOf (b64dec "/w==")': 'string|string|"string"',
    "typeOf": "! wrong number of args for typeOf: want 1 got 0",
    'typeOf (mustToDuration "90s")': 'string|time.Duration|"time.Duration"',
    'typeOf "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': 'string|string|"string"',
    'typeIs "int64" "1e3"': "bool|false|false",
    'typeIs "[]interface {}" 3': "bool|false|false",
    'typeIs "[]string" (mustToDuration "90s")': "bool|false|false",
    'typeIs "map[string]interface {}" .z': "bool|false|false",
    'typeIs "<nil>" .sl': "bool|false|false",
    'typeIsLike "int" (dict "x" (list) "a" nil)': "bool|false|false",
    'typeIsLike "*semver.Version" 10': "bool|false|false",
    'typeIsLike "map[string]interface {}" .f': "bool|false|false",
    'typeIsLike "string" .sl': "bool|false|false",
    'typeIsLike "semver.Version" (dict "b" 7)': "bool|false|false",
    "kindOf .em": 'string|map|"map"',
    "kindOf (rest (list 1))": 'string|slice|"slice"',
    'kindOf "010"': 'string|string|"string"',
    "kindOf": "! wrong number of args for kindOf: want 1 got 0",
    'kindOf (int "12")': 'string|int|"int"',
    'kindIs "struct" "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': "bool|false|false",
    'kindIs "map" "HTTPServer2xx"': "bool|false|false",
    'kindIs "bool" (list 0 "" false nil 5)': "bool|false|false",
    'kindIs "invalid" (float64 2)': "bool|false|false",
    'kindIs "slice" 1': "bool|false|false",
}


@pytest.mark.parametrize("expression", CASES)
def test_types_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
