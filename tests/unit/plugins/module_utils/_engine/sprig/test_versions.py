# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Semantic versions in templates: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    '(semver "v1.2.3-rc.1+b.5").Major': "uint64|1|1",
    '(semver "18446744073709551615.1").Major': "uint64|18446744073709551615|18446744073709551615",
    '(semver "v1.2.3-rc.1+b.5").Minor': "uint64|2|2",
    '(semver "18446744073709551615.1").Minor': "uint64|1|1",
    '(semver "v1.2.3-rc.1+b.5").Patch': "uint64|3|3",
    '(semver "18446744073709551615.1").Patch': "uint64|0|0",
    '(semver "v1.2.3-rc.1+b.5").Prerelease': 'string|rc.1|"rc.1"',
    '(semver "18446744073709551615.1").Prerelease': 'string||""',
    '(semver "v1.2.3-rc.1+b.5").Metadata': 'string|b.5|"b.5"',
    '(semver "18446744073709551615.1").Metadata': 'string||""',
    '(semver "v1.2.3-rc.1+b.5").Original': 'string|v1.2.3-rc.1+b.5|"v1.2.3-rc.1+b.5"',
    '(semver "18446744073709551615.1").Original': 'string|18446744073709551615.1|"18446744073709551615.1"',
    '(semver "v1.2.3-rc.1+b.5").String': 'string|1.2.3-rc.1+b.5|"1.2.3-rc.1+b.5"',
    '(semver "18446744073709551615.1").String': 'string|18446744073709551615.1.0|"18446744073709551615.1.0"',
    '(semver "v1.2.3-rc.1+b.5").IncMajor': 'semver.Version|2.0.0|"2.0.0"',
    '(semver "v1.2.3-rc.1+b.5").IncMinor': 'semver.Version|1.3.0|"1.3.0"',
    '(semver "18446744073709551615.1").IncMinor': 'semver.Version|18446744073709551615.2.0|"18446744073709551615.2.0"',
    '(semver "v1.2.3-rc.1+b.5").IncPatch': 'semver.Version|1.2.3|"1.2.3"',
    '(semver "18446744073709551615.1").IncPatch': 'semver.Version|18446744073709551615.1.1|"18446744073709551615.1.1"',
    '(semver "1.2.3").Compare (semver "1.2.4")': "int|-1|-1",
    '(semver "1.2.3").LessThan (semver "1.2.4")': "bool|true|true",
    '(semver "1.2.3").Equal (semver "v1.2.3")': "bool|true|true",
    '(semver "v1.2.3").SetPrerelease "x.1"': 'semver.Version|1.2.3-x.1|"1.2.3-x.1"',
    '(semver "1.2.3").SetMetadata "m"': 'semver.Version|1.2.3+m|"1.2.3+m"',
    'toJson (list (semver "v1.2"))': 'string|["1.2.0"]|"[\\"1.2.0\\"]"',
    'deepEqual (semver "1.2.3") (semver "1.2.3")': "bool|true|true",
    'deepEqual (semver "1.2.3") (semver "v1.2.3")': "bool|false|false",
    'toString (semver "v1.2")': 'string|1.2.0|"1.2.0"',
    'quote (semver "v1.2")': 'string|"1.2.0"|"\\"1.2.0\\""',
    'cat (semver "v1.2") 1 nil "x"': 'string|1.2.0 1 x|"1.2.0 1 x"',
    'squote (semver "v1.2") nil': "string|'1.2.0'|\"'1.2.0'\"",
    'kindOf (semver "1.2")': 'string|ptr|"ptr"',
    'kindOf ((semver "1.2").IncMajor)': 'string|struct|"struct"',
    'typeOf ((semver "1.2").IncMajor)': 'string|semver.Version|"semver.Version"',
    'empty (semver "1.2")': "bool|false|false",
    'default 1 (semver "1.2")': '*semver.Version|1.2.0|"1.2.0"',
    'semver "x"': "! semver: invalid semantic version",
    'semver "1.2.3-rc.1+b"': '*semver.Version|1.2.3-rc.1+b|"1.2.3-rc.1+b"',
    'semverCompare "^1" "1.2.3"': "bool|true|true",
    'semverCompare "~1.2"': "! wrong number of args for semverCompare: want 2 got 1",
    'semverCompare "<2-0" "x"': "! semverCompare: invalid semantic version",
    'semverCompare "bad c" "1.2.3-rc.1+b"': '! semverCompare: improper constraint: "bad c"',
    'semverCompare "^1" "v1.2"': "bool|true|true",
}


@pytest.mark.parametrize("expression", CASES)
def test_versions_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
