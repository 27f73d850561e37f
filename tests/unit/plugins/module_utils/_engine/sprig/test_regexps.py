# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Regular expressions: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

pytest.importorskip("re2")

CASES = {
    'regexFindAll "x" "a" -1 | toJson': 'string|null|"null"',
    'regexSplit "x" "a" 0 | toJson': 'string|null|"null"',
    'mustRegexFind "(?P<n>a)(?P<n>b)" "hello"': 'string||""',
    'mustRegexFind "(a)(b)?" "a"': 'string|a|"a"',
    'mustRegexFind "." "3.70"': 'string|3|"3"',
    'mustRegexFind "{1}" "hello"': (
        "! mustRegexFind: error parsing regexp: missing argument to repetition operator: `{1}`"
    ),
    'mustRegexFind "*" "1h"': "! mustRegexFind: error parsing regexp: missing argument to repetition operator: `*`",
    'mustRegexFind "(?P<1a>x)" "a,b,c,,d"': 'string||""',
    'mustRegexFind "a{1}{2}" ""': (
        "! mustRegexFind: error parsing regexp: invalid nested repetition operator: `{1}{2}`"
    ),
    'mustRegexFind "x{2,1}" "1_000"': "! mustRegexFind: error parsing regexp: invalid repeat count: `{2,1}`",
    'mustRegexFind "(*)" "+Inf"': (
        "! mustRegexFind: error parsing regexp: missing argument to repetition operator: `*`"
    ),
    'mustRegexFindAll "\\\\pX" "+Inf" -1': (
        "! mustRegexFindAll: error parsing regexp: invalid character class range: `\\pX`"
    ),
    'mustRegexFindAll "(?=x)" "0x1F" -1': (
        "! mustRegexFindAll: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"
    ),
    'mustRegexFindAll "b|" "1_000" 0': "[]string|[]|null",
    'mustRegexFindAll "(?z)" "line1\\nline2" 2': (
        "! mustRegexFindAll: error parsing regexp: invalid or unsupported Perl syntax: `(?z`"
    ),
    'mustRegexFindAll "b|" "a,b,c,,d" 2': '[]string|[ ]|["",""]',
    'mustRegexFindAll "\\\\Z" "__a--b  c__" 2': (
        "! mustRegexFindAll: error parsing regexp: invalid escape sequence: `\\Z`"
    ),
    'mustRegexFindAll "(a)(b)?" "5m30s" 1': "[]string|[]|null",
    'mustRegexFindAll "a,b,c,,d" "1_000"': "! wrong number of args for mustRegexFindAll: want 3 got 2",
    'mustRegexFindAll "\\\\p{foo}" "Bld4Floor3rd" 1': (
        "! mustRegexFindAll: error parsing regexp: invalid character class range: `\\p{foo}`"
    ),
    'mustRegexMatch "(?P<n>a)(?P<n>b)" "5m30s"': "bool|false|false",
    'mustRegexMatch "a|*" "line1\\nline2"': (
        "! mustRegexMatch: error parsing regexp: missing argument to repetition operator: `*`"
    ),
    'mustRegexMatch "((a{100}){100}){100}" "a,b,c,,d"': (
        "! mustRegexMatch: error parsing regexp: invalid repeat count: `{100}`"
    ),
    'mustRegexMatch "\\\\p{Letter}" "\\xff\\xfeab"': "bool|true|true",
    'mustRegexMatch "[]" "__a--b  c__"': "! mustRegexMatch: error parsing regexp: missing closing ]: `[]`",
    'mustRegexMatch "[]" "\\xff\\xfeab"': "! mustRegexMatch: error parsing regexp: missing closing ]: `[]`",
    'mustRegexMatch "[\\\\d-z]" ""': "bool|false|false",
    'mustRegexMatch "a" "1_000"': "bool|false|false",
    'mustRegexMatch "\\\\z" "b"': "bool|true|true",
    'mustRegexReplaceAll "\\\\p" "Hello World foo" "$01"': (
        "! mustRegexReplaceAll: error parsing regexp: invalid character class range: `\\p`"
    ),
    'mustRegexReplaceAll "\\\\z" "," "$10"': 'string|,|","',
    'mustRegexReplaceAll "1_000" "__a--b  c__" "${w}$v"': 'string|__a--b  c__|"__a--b  c__"',
    'mustRegexReplaceAll "\\\\pL+" "banana" "${ 1}"': 'string|${ 1}|"${ 1}"',
    'mustRegexReplaceAll "\\\\p{Greek}" "," "${0}!"': 'string|,|","',
    'mustRegexReplaceAll "\\\\." "1.22.333" "$10"': 'string|122333|"122333"',
    'mustRegexReplaceAll "*" "Bld4Floor3rd" "$"': (
        "! mustRegexReplaceAll: error parsing regexp: missing argument to repetition operator: `*`"
    ),
    'mustRegexReplaceAll "(?<name>a)" "line1\\nline2" "$1x"': 'string|line1\nline2|"line1\\nline2"',
    'mustRegexReplaceAll "\\\\A" "-12" "-"': 'string|--12|"--12"',
    'mustRegexReplaceAllLiteral "(?P=n)" "/" "$2"': (
        "! mustRegexReplaceAllLiteral: error parsing regexp: invalid or unsupported Perl syntax: `(?P`"
    ),
    'mustRegexReplaceAllLiteral "a" " \\t x \\n" "$w"': 'string| \t x \n|" \\t x \\n"',
    'mustRegexReplaceAllLiteral "[" "aaa bbb" "$0"': (
        "! mustRegexReplaceAllLiteral: error parsing regexp: missing closing ]: `[`"
    ),
    'mustRegexReplaceAllLiteral "x*" "a" "$$"': 'string|$$a$$|"$$a$$"',
    'mustRegexReplaceAllLiteral "\\\\A" "1.2.3" ""': 'string|1.2.3|"1.2.3"',
    'mustRegexReplaceAllLiteral "a{,2}" "\\xffa\\xff" "$w"': 'string|\udcffa\udcff|"\\ufffda\\ufffd"',
    'mustRegexReplaceAllLiteral "\\\\pL+" "1.22.333" "$$"': 'string|1.22.333|"1.22.333"',
    'mustRegexReplaceAllLiteral "\\\\p{Greek}" "3.0" "${0}!"': 'string|3.0|"3.0"',
    'mustRegexReplaceAllLiteral "l+?" "1_000" "$w"': 'string|1_000|"1_000"',
    'mustRegexSplit "(?P=n)" "foo_bar-baz qux"': "! wrong number of args for mustRegexSplit: want 3 got 2",
    'mustRegexSplit "\\\\s+" "line1\\nline2" 0': "[]string|[]|null",
    'mustRegexSplit "(?!x)" "a,b,c,,d" -1': (
        "! mustRegexSplit: error parsing regexp: invalid or unsupported Perl syntax: `(?!`"
    ),
    'mustRegexSplit "\\\\C" "5m30s" -1': "! mustRegexSplit: error parsing regexp: invalid escape sequence: `\\C`",
    'mustRegexSplit .n "1_000" -1': "! wrong type for value; expected string; got interface {}",
    'mustRegexSplit "l+?" "NaN" 2': '[]string|[NaN]|["NaN"]',
    'mustRegexSplit "(?P<n>a)(?P<n>b)" "b" 2': '[]string|[b]|["b"]',
    'mustRegexSplit "x{2,1}" "hello" -1': "! mustRegexSplit: error parsing regexp: invalid repeat count: `{2,1}`",
    'mustRegexSplit "\\\\C" "1.22.333" 3': "! mustRegexSplit: error parsing regexp: invalid escape sequence: `\\C`",
    'regexFind "(?i" "a,b,c,,d"': (
        "! regexFind: regexp: Compile(`(?i`): error parsing regexp: invalid or unsupported Perl syntax: `(?i`"
    ),
    'regexFind "(?P<n" "-12"': (
        "! regexFind: regexp: Compile(`(?P<n`): error parsing regexp: invalid named capture: `(?P<n`"
    ),
    'regexFind "(?=x)" ","': (
        "! regexFind: regexp: Compile(`(?=x)`): error parsing regexp: invalid or unsupported Perl syntax: `(?=`"
    ),
    'regexFind "\\\\bW" "0x1F"': 'string||""',
    'regexFind "\\\\p{Letter}" "3.70"': 'string||""',
    'regexFind "{1}" "5m30s"': (
        "! regexFind: regexp: Compile(`{1}`): error parsing regexp: missing argument to repetition operator: `{1}`"
    ),
    'regexFind "(?=x)" "aXbXc"': (
        "! regexFind: regexp: Compile(`(?=x)`): error parsing regexp: invalid or unsupported Perl syntax: `(?=`"
    ),
    'regexFind "(?P<n>a)(?P<n>b)" "HTTPServer2xx"': 'string||""',
    'regexFind "\\\\s+" "NaN"': 'string||""',
    'regexFindAll "{1}" "\\xffa\\xff" 1': (
        "! regexFindAll: regexp: Compile(`{1}`): error parsing regexp: missing argument to repetition operator: `{1}`"
    ),
    'regexFindAll "(?i" "banana" 2': (
        "! regexFindAll: regexp: Compile(`(?i`): error parsing regexp: invalid or unsupported Perl syntax: `(?i`"
    ),
    'regexFindAll "(?P<>a)" "010" -1': (
        "! regexFindAll: regexp: Compile(`(?P<>a)`): error parsing regexp: invalid named capture: `(?P<>`"
    ),
    'regexFindAll "\\\\bW" "" 2': "[]string|[]|null",
    'regexFindAll "a*" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8" -1': '[]string|[      ]|["","","","","","",""]',
    'regexFindAll 1e6 "HTTPServer2xx" 2': "! expected string; found 1e6",
    'regexFindAll "(*)" "aaa bbb" 3': (
        "! regexFindAll: regexp: Compile(`(*)`): error parsing regexp: missing argument to repetition operator: `*`"
    ),
    'regexFindAll "*" "3.0" 1': (
        "! regexFindAll: regexp: Compile(`*`): error parsing regexp: missing argument to repetition operator: `*`"
    ),
    'regexFindAll "[a" "banana" 2': (
        "! regexFindAll: regexp: Compile(`[a`): error parsing regexp: missing closing ]: `[a`"
    ),
    'regexMatch "\\\\x{110000}" "NaN"': "bool|false|false",
    'regexMatch "x{2,1}" "line1\\nline2"': "bool|false|false",
    'regexMatch "((a{100}){100}){100}" (dict)': "! wrong type for value; expected string; got map[string]interface {}",
    'regexMatch "\\\\x{110000}" "HTTPServer2xx"': "bool|false|false",
    'regexMatch "a{,2}" "-12"': "bool|false|false",
    'regexMatch "\\\\x{110000}" "foo_bar-baz qux"': "bool|false|false",
    'regexMatch "\\\\p{Letter}" ""': "bool|false|false",
    'regexMatch "(?P=n)" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': "bool|false|false",
    'regexMatch "a{1}{2}" " \\t x \\n"': "bool|false|false",
    'regexQuoteMeta "k"': 'string|k|"k"',
    'regexQuoteMeta "/a/b/../c.txt"': 'string|/a/b/\\.\\./c\\.txt|"/a/b/\\\\.\\\\./c\\\\.txt"',
    'regexQuoteMeta "<&>\\u2028\xe9"': 'string|<&>\u2028\xe9|"\\u003c\\u0026\\u003e\\u2028\xe9"',
    'regexQuoteMeta "key"': 'string|key|"key"',
    'regexQuoteMeta "aaa"': 'string|aaa|"aaa"',
    'regexQuoteMeta "foo_bar-baz qux"': 'string|foo_bar-baz qux|"foo_bar-baz qux"',
    'regexQuoteMeta "Hello World foo"': 'string|Hello World foo|"Hello World foo"',
    'regexQuoteMeta "\\xff\\xfeab"': 'string|\udcff\udcfeab|"\\ufffd\\ufffdab"',
    'regexQuoteMeta "map"': 'string|map|"map"',
    'regexReplaceAll "^h" "HTTPServer2xx" "${"': 'string|HTTPServer2xx|"HTTPServer2xx"',
    'regexReplaceAll "[\\\\d-z]" "hello" "$1"': 'string|hello|"hello"',
    'regexReplaceAll "(?i)HELLO" "0x1F" "$2"': 'string|0x1F|"0x1F"',
    'regexReplaceAll "a{2}" .m "${ 1}"': "! wrong type for value; expected string; got map[string]interface {}",
    'regexReplaceAll "(*)" "a,b,c,,d" "$10"': (
        "! regexReplaceAll: regexp: Compile(`(*)`): error parsing regexp: missing argument to repetition operator: `*`"
    ),
    'regexReplaceAll "\\\\Q" "3.0" "$01"': 'string|3.0|"3.0"',
    'regexReplaceAll "\\\\d" "banana" "-"': 'string|banana|"banana"',
    'regexReplaceAll "\\\\bW" "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" "${w}$v"': (
        'string|\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130|"\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"'
    ),
    'regexReplaceAll "[0-9]+" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8" "$10"': (
        'string|\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8|"\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"'
    ),
    'regexReplaceAllLiteral "(?P<n>a)(?P<n>b)" "Hello World foo" "${w}$v"': 'string|Hello World foo|"Hello World foo"',
    'regexReplaceAllLiteral "(?P<n>a)(?P<n>b)" "Hello World foo" "-"': 'string|Hello World foo|"Hello World foo"',
    'regexReplaceAllLiteral "\\\\" "-12" "${0}!"': (
        "! regexReplaceAllLiteral: regexp: Compile(`\\`): error parsing regexp: trailing backslash at end o"
        "f expression: ``"
    ),
    'regexReplaceAllLiteral "(?P=n)" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8" "$1x"': (
        "! regexReplaceAllLiteral: regexp: Compile(`(?P=n)`): error parsing regexp: invalid or unsupported "
        "Perl syntax: `(?P`"
    ),
    'regexReplaceAllLiteral "(?P<n>a)(?P<n>b)" "3.70" "${w}$v"': 'string|3.70|"3.70"',
    'regexReplaceAllLiteral "a{,2}" "1.2.3" "a$"': 'string|1.2.3|"1.2.3"',
    'regexReplaceAllLiteral "a{1001}" "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" "${"': (
        "! regexReplaceAllLiteral: regexp: Compile(`a{1001}`): error parsing regexp: invalid repeat count: `{1001}`"
    ),
    'regexReplaceAllLiteral "\\\\pX" "NaN" "$2"': (
        "! regexReplaceAllLiteral: regexp: Compile(`\\pX`): error parsing regexp: invalid character class range: `\\pX`"
    ),
    'regexReplaceAllLiteral "^h" "FirstName" "${0}!"': 'string|FirstName|"FirstName"',
    'regexSplit "(a" "HTTPServer2xx" 2': (
        "! regexSplit: regexp: Compile(`(a`): error parsing regexp: missing closing ): `(a`"
    ),
    'regexSplit "\\\\C" "1e3" 0': (
        "! regexSplit: regexp: Compile(`\\C`): error parsing regexp: invalid escape sequence: `\\C`"
    ),
    'regexSplit "{1}" (list) 3': "! wrong type for value; expected string; got []interface {}",
    'regexSplit "(?=x)" "+Inf" 1': (
        "! regexSplit: regexp: Compile(`(?=x)`): error parsing regexp: invalid or unsupported Perl syntax: `(?=`"
    ),
    'regexSplit "(?z)" "," -1': (
        "! regexSplit: regexp: Compile(`(?z)`): error parsing regexp: invalid or unsupported Perl syntax: `(?z`"
    ),
    'regexSplit "\\\\A" "3.70" 0': "[]string|[]|null",
    'regexSplit "[]" "foo_bar-baz qux" -1': (
        "! regexSplit: regexp: Compile(`[]`): error parsing regexp: missing closing ]: `[]`"
    ),
    'regexSplit "\\\\p{Letter}" "0x1F" 2': '[]string|[0 1F]|["0","1F"]',
    'regexSplit "\\\\Z" "aaa bbb" 2': (
        "! regexSplit: regexp: Compile(`\\Z`): error parsing regexp: invalid escape sequence: `\\Z`"
    ),
}


@pytest.mark.parametrize("expression", CASES)
def test_regexps_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
