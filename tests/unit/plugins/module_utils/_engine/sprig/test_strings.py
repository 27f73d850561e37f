# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Strings: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'toString (semver "v1.2")': 'string|1.2.0|"1.2.0"',
    'quote (semver "v1.2")': 'string|"1.2.0"|"\\"1.2.0\\""',
    'cat (semver "v1.2") 1 nil "x"': 'string|1.2.0 1 x|"1.2.0 1 x"',
    'squote (semver "v1.2") nil': "string|'1.2.0'|\"'1.2.0'\"",
    "toStrings nil | toJson": 'string|[]|"[]"',
    'plural "one" "many" 1': 'string|one|"one"',
    'plural "one" "many" 2': 'string|many|"many"',
    "hello": 'string|Hello!|"Hello!"',
    'substr 0 3 "abcdef"': 'string|abc|"abc"',
    'substr -1 3 "abcdef"': 'string|abc|"abc"',
    'substr 2 -1 "abcdef"': 'string|cdef|"cdef"',
    'substr 2 99 "abcdef"': 'string|cdef|"cdef"',
    'substr 4 2 "abcdef"': "! substr: runtime error: slice bounds out of range [4:2]",
    'substr 9 -1 "abc"': "! substr: runtime error: slice bounds out of range [9:3]",
    'substr -1 9 "abc"': "! substr: runtime error: slice bounds out of range [:9] with length 3",
    'substr -1 -1 "abc"': "! substr: runtime error: slice bounds out of range [:-1]",
    'substr 9 2 "abc"': "! substr: runtime error: slice bounds out of range [9:2]",
    'substr 1 3 "\u65e5\u672c"': 'string|\udc97\udca5|"\\ufffd\\ufffd"',
    'trunc 2 "\u65e5\u672c"': 'string|\udce6\udc97|"\\ufffd\\ufffd"',
    'trunc -2 "\u65e5\u672c"': 'string|\udc9c\udcac|"\\ufffd\\ufffd"',
    'trunc -5 "abc"': 'string|abc|"abc"',
    'trunc 0 "abc"': 'string||""',
    'trunc -3 "abc"': 'string|abc|"abc"',
    'trunc -2 "abc"': 'string|bc|"bc"',
    'abbrev 5 "\u65e5\u672c\u8a9e"': 'string|\udce6\udc97...|"\\ufffd\\ufffd..."',
    "indent 2 .multi": 'string|  line one\n  line two\n  \n    four|"  line one\\n  line two\\n  \\n    four"',
    "nindent 4 .multi": (
        'string|\n    line one\n    line two\n    \n      four|"\\n    line one\\n    line two\\n    \\n      four"'
    ),
    'indent -1 "x"': "! indent: strings: negative Repeat count",
    'repeat -1 "x"': "! repeat: strings: negative Repeat count",
    'wrap 5 "\u65e5\u672c \u8a9e\u30c6"': 'string|\u65e5\u672c\n\u8a9e\u30c6|"\u65e5\u672c\\n\u8a9e\u30c6"',
    'nospace " a\\tb \xe9"': 'string|ab\xc3\xa9|"ab\xc3\xa9"',
    'nospace "a \xe9 \xe0"': 'string|a\xc3\xa9\xc3|"a\xc3\xa9\xc3"',
    'nospace "a\xe9"': 'string|a\xe9|"a\xe9"',
    'initials "\xe9t\xe9 \xe0 la"': 'string|\xc3\xc3l|"\xc3\xc3l"',
    'nospace "a\\x1cb c"': 'string|a\x1cbc|"a\\u001cbc"',
    'trim "\\x1cx\\x1c"': 'string|\x1cx\x1c|"\\u001cx\\u001c"',
    'trimAll "" "x"': 'string|x|"x"',
    'trimAll "ab" "abxba"': 'string|x|"x"',
    'trimAll "\xe9" "\xe9x\xe9"': 'string|x|"x"',
    'upper "\xdf \u0149 \u01c6 \ufb01 \u0390 \u1f80 \u1fb3 \u017f \u0131 \u0130 \\xff"': (
        'string|\xdf \u0149 \u01c4 \ufb01 \u0390 \u1f88 \u1fbc S I \u0130 \ufffd|"\xdf \u0149 \u01c4 \ufb01'
        ' \u0390 \u1f88 \u1fbc S I \u0130 \ufffd"'
    ),
    'lower "\u0130 \u03a3 \u01c5 \u1e9e K \\xff"': (
        'string|i \u03c3 \u01c6 \xdf k \ufffd|"i \u03c3 \u01c6 \xdf k \ufffd"'
    ),
    'title "\u01c6 \xe9lan o\'neil foo_bar 1st \\xff x-y \u0149"': (
        "string|\u01c5 \xc9lan O'Neil Foo_bar 1st \ufffd X-Y \u0149|\"\u01c5 \xc9lan O'Neil Foo_bar 1st "
        '\ufffd X-Y \u0149"'
    ),
    'swapcase "\u01c5 aB cD \xe9\xc9 1a"': 'string|\u01c6 Ab Cd \xc9\xe9 1A|"\u01c6 Ab Cd \xc9\xe9 1A"',
    'untitle "ABC DEF \xe9\xc9 \u0130x"': 'string|aBC dEF \xe9\xc9 ix|"aBC dEF \xe9\xc9 ix"',
    'camelcase "\\xffa_b"': 'string|\ufffdaB|"\ufffdaB"',
    'snakecase "\\xffAb\\xffC"': 'string|\ufffdab_\ufffdc|"\ufffdab_\ufffdc"',
    'kebabcase "\xe9\xc9a\u65e5\u672caB"': 'string|\xe9-\xe9a-\u65e5\u672c-a-b|"\xe9-\xe9a-\u65e5\u672c-a-b"',
    'snakecase "AB"': 'string|ab|"ab"',
    'snakecase "A\\xffB"': 'string|a\ufffdb|"a\ufffdb"',
    'snakecase "AB\\xffc"': 'string|a_b\ufffdc|"a_b\ufffdc"',
    'camelcase "_complex__case_"': 'string|_Complex_Case_|"_Complex_Case_"',
    'camelcase "a"': 'string|A|"A"',
    'camelcase "_"': 'string|__|"__"',
    'camelcase "__"': 'string|___|"___"',
    'camelcase "ID_x"': 'string|IdX|"IdX"',
    'camelcase "HTTPServer"': 'string|Httpserver|"Httpserver"',
    'camelcase "GOLANG_IS_GREAT"': 'string|GolangIsGreat|"GolangIsGreat"',
    'snakecase "http2xx"': 'string|http_2xx|"http_2xx"',
    'snakecase "HTTP20xOK"': 'string|http_20x_ok|"http_20x_ok"',
    'snakecase "Duration2m3s"': 'string|duration_2m3s|"duration_2m3s"',
    'snakecase "a.b,C"': 'string|a.b,c|"a.b,c"',
    'snakecase "!!a"': 'string|!!a|"!!a"',
    'snakecase "1a"': 'string|1a|"1a"',
    'snakecase "1 A"': 'string|1_a|"1_a"',
    'kebabcase "aB1"': 'string|a-b1|"a-b1"',
    'kebabcase "aB1_"': 'string|a-b1-|"a-b1-"',
    'kebabcase "A1B"': 'string|a1-b|"a1-b"',
    'kebabcase "a1!"': 'string|a1!|"a1!"',
    'kebabcase "AbcDEF\u65e5Gh"': 'string|abc-def-\u65e5-gh|"abc-def-\u65e5-gh"',
    'quote nil 1 "a" nil true': 'string|"1" "a" "true"|"\\"1\\" \\"a\\" \\"true\\""',
    "quote": 'string||""',
    'squote 1 nil "it\'s"': "string|'1' 'it's'|\"'1' 'it's'\"",
    'cat 1 nil "a" (list 1)': 'string|1 a [1]|"1 a [1]"',
    'quote "\xe9\\n\\x00\\u200b\\U0010ffff\\u00ad"': (
        'string|"\xe9\\n\\x00\\u200b\\U0010ffff\\u00ad"|"\\"\xe9\\\\n\\\\x00\\\\u200b\\\\U0010ffff\\\\u00ad\\""'
    ),
    'join "," nil': 'string||""',
    'join "-" 5': 'string|5|"5"',
    'join "," (dict "a" 1)': 'string|map[a:1]|"map[a:1]"',
    'join "," (b64enc "x")': 'string|eA==|"eA=="',
    "toString nil": 'string|<nil>|"\\u003cnil\\u003e"',
    "toStrings 5": '[]string|[5]|["5"]',
    'toStrings (list 1 nil "a")': '[]string|[1 a]|["1","a"]',
    'replace "" "-" "ab\xe9"': 'string|-a-b-\xe9-|"-a-b-\xe9-"',
    'replace "a" "" "banana"': 'string|bnn|"bnn"',
    'split "" "a\xe9"': 'map[string]string|map[_0:a _1:\xe9]|{"_0":"a","_1":"\xe9"}',
    'splitList "" "a\xe9\\xff"': '[]string|[a \xe9 \udcff]|["a","\xe9","\\ufffd"]',
    'splitn "," 2 "a,b,c"': 'map[string]string|map[_0:a _1:b,c]|{"_0":"a","_1":"b,c"}',
    'splitn "," 0 "a,b,c"': "map[string]string|map[]|{}",
    'splitn "," -1 "a,b,c"': 'map[string]string|map[_0:a _1:b _2:c]|{"_0":"a","_1":"b","_2":"c"}',
    'splitn "" 2 "abc"': 'map[string]string|map[_0:a _1:bc]|{"_0":"a","_1":"bc"}',
    'split "," ""': 'map[string]string|map[_0:]|{"_0":""}',
    'splitList "," ""': '[]string|[]|[""]',
    'splitList "" ""': "[]string|[]|[]",
    'abbrev 2 "99999999999999999999"': 'string|99999999999999999999|"99999999999999999999"',
    'abbrev 5 ""': 'string||""',
    'abbrev (list 1 2 3) "true"': "! wrong type for value; expected int; got []interface {}",
    'abbrev 4 "a,b,c,,d"': 'string|a...|"a..."',
    'abbrev 10 "1_000"': 'string|1_000|"1_000"',
    'abbrev -1 "[]interface {}"': 'string|[]interface {}|"[]interface {}"',
    'abbrev -2 "<&>\\u2028\xe9"': 'string|<&>\u2028\xe9|"\\u003c\\u0026\\u003e\\u2028\xe9"',
    'abbrevboth -1 -2 ""': 'string||""',
    'abbrevboth 7 4 "1.2.3"': 'string|1.2.3|"1.2.3"',
    'abbrevboth 0 7 "99999999999999999999"': 'string|9999...|"9999..."',
    'abbrevboth 8 10 "c"': 'string|c|"c"',
    'abbrevboth 4 0 "99999999999999999999"': 'string|99999999999999999999|"99999999999999999999"',
    'abbrevboth 0 3 "b"': 'string|b|"b"',
    "abbrevboth 5 7 .s": 'string|... ...|"... ..."',
    'trunc -2 "HTTPServer2xx"': 'string|xx|"xx"',
    'trunc -1 "Bld4Floor3rd"': 'string|d|"d"',
    'trunc 5 "b"': 'string|b|"b"',
    'trunc 20 "key"': 'string|key|"key"',
    'trunc 7 "/"': 'string|/|"/"',
    'trunc 8 "[]interface {}"': 'string|[]interf|"[]interf"',
    'trunc 20 "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        'string|\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8|"\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"'
    ),
    'trim "string"': 'string|string|"string"',
    'trim "__a--b  c__"': 'string|__a--b  c__|"__a--b  c__"',
    'trim "true"': 'string|true|"true"',
    'trim "x\\"y\\\\z\'"': 'string|x"y\\z\'|"x\\"y\\\\z\'"',
    "trim": "! wrong number of args for trim: want 1 got 0",
    'trim "3.0"': 'string|3.0|"3.0"',
    'trim "key"': 'string|key|"key"',
    'upper "the quick brown fox jumps over the lazy dog http://example.com/long/url/here"': (
        'string|THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG HTTP://EXAMPLE.COM/LONG/URL/HERE|"THE QUICK BRO'
        'WN FOX JUMPS OVER THE LAZY DOG HTTP://EXAMPLE.COM/LONG/URL/HERE"'
    ),
    'upper "3.70"': 'string|3.70|"3.70"',
    'upper "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': (
        'string|\xdfTRA\xdfE \xc9A \u01c4 \u0149 \u0130|"\xdfTRA\xdfE \xc9A \u01c4 \u0149 \u0130"'
    ),
    'upper "5m30s"': 'string|5M30S|"5M30S"',
    'upper "Bld4Floor3rd"': 'string|BLD4FLOOR3RD|"BLD4FLOOR3RD"',
    "upper .s": 'string|HELLO WORLD|"HELLO WORLD"',
    'upper "99999999999999999999"': 'string|99999999999999999999|"99999999999999999999"',
    "lower .yes": 'string|yes|"yes"',
    "lower .s": 'string|hello world|"hello world"',
    'lower "5m30s"': 'string|5m30s|"5m30s"',
    'lower "the quick brown fox jumps over the lazy dog http://example.com/long/url/here"': (
        'string|the quick brown fox jumps over the lazy dog http://example.com/long/url/here|"the quick bro'
        'wn fox jumps over the lazy dog http://example.com/long/url/here"'
    ),
    'lower "3.0"': 'string|3.0|"3.0"',
    'title "x\\"y\\\\z\'"': 'string|X"Y\\Z\'|"X\\"Y\\\\Z\'"',
    'title "0x1F"': 'string|0x1F|"0x1F"',
    'title "the quick brown fox jumps over the lazy dog http://example.com/long/url/here"': (
        'string|The Quick Brown Fox Jumps Over The Lazy Dog Http://Example.Com/Long/Url/Here|"The Quick Bro'
        'wn Fox Jumps Over The Lazy Dog Http://Example.Com/Long/Url/Here"'
    ),
    'title "aaa"': 'string|Aaa|"Aaa"',
    'title " \\t x \\n"': 'string| \t X \n|" \\t X \\n"',
    'title "-12"': 'string|-12|"-12"',
    'title "Bld4Floor3rd"': 'string|Bld4Floor3rd|"Bld4Floor3rd"',
    'untitle "/"': 'string|/|"/"',
    'untitle "<&>\\u2028\xe9"': 'string|<&>\u2028\xe9|"\\u003c\\u0026\\u003e\\u2028\xe9"',
    'untitle "k"': 'string|k|"k"',
    'untitle "3.0"': 'string|3.0|"3.0"',
    'untitle "2006-01-02"': 'string|2006-01-02|"2006-01-02"',
    'untitle "1e3"': 'string|1e3|"1e3"',
    'untitle "__a--b  c__"': 'string|__a--b  c__|"__a--b  c__"',
    'substr 4 -1 " \\t x \\n"': 'string| \n|" \\n"',
    'substr 0 2 "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': 'string|\xdf|"\xdf"',
    'substr 1 4 "<&>\\u2028\xe9"': 'string|&>\udce2|"\\u0026\\u003e\\ufffd"',
    'substr 2 10 "a"': "! substr: runtime error: slice bounds out of range [2:1]",
    'substr 20 3 ""': "! substr: runtime error: slice bounds out of range [20:0]",
    'substr 5 3 "map"': "! substr: runtime error: slice bounds out of range [5:3]",
    'substr 5 5 "+Inf"': "! substr: runtime error: slice bounds out of range [5:4]",
    'repeat 0 "Hello World foo"': 'string||""',
    'repeat 1 " \\t x \\n"': 'string| \t x \n|" \\t x \\n"',
    'repeat 0 "a,b,c,,d"': 'string||""',
    'repeat 7 "\\xff\\xfeab"': (
        "string|\udcff\udcfeab\udcff\udcfeab\udcff\udcfeab\udcff\udcfeab\udcff\udcfeab\udcff\udcfeab\udcff"
        '\udcfeab|"\\ufffd\\ufffdab\\ufffd\\ufffdab\\ufffd\\ufffdab\\ufffd\\ufffdab\\ufffd\\ufffdab\\ufffd'
        '\\ufffdab\\ufffd\\ufffdab"'
    ),
    'repeat 0 "hello"': 'string||""',
    'repeat 7 "__a--b  c__"': (
        'string|__a--b  c____a--b  c____a--b  c____a--b  c____a--b  c____a--b  c____a--b  c__|"__a--b  c___'
        '_a--b  c____a--b  c____a--b  c____a--b  c____a--b  c____a--b  c__"'
    ),
    'repeat 7 "Hello World foo"': (
        "string|Hello World fooHello World fooHello World fooHello World fooHello World fooHello World fooH"
        'ello World foo|"Hello World fooHello World fooHello World fooHello World fooHello World fooHello W'
        'orld fooHello World foo"'
    ),
    'trimall "FirstName" "Bld4Floor3rd"': 'string|Bld4Floor3rd|"Bld4Floor3rd"',
    'trimall .yes "NBSWY3DP"': 'string|NBSWY3DP|"NBSWY3DP"',
    'trimall "c"': "! wrong number of args for trimall: want 2 got 1",
    'trimall "1.2.3" "0x1F"': 'string|0x1F|"0x1F"',
    'trimall "hello" ","': 'string|,|","',
    'trimall "__a--b  c__" "true"': 'string|true|"true"',
    'trimall "key" "aaa"': 'string|aaa|"aaa"',
    'trimAll "" "Hello World foo"': 'string|Hello World foo|"Hello World foo"',
    'trimAll "NBSWY3DP" "map"': 'string|map|"map"',
    'trimAll "FirstName" "<&>\\u2028\xe9"': 'string|<&>\u2028\xe9|"\\u003c\\u0026\\u003e\\u2028\xe9"',
    'trimAll " " "<&>\\u2028\xe9"': 'string|<&>\u2028\xe9|"\\u003c\\u0026\\u003e\\u2028\xe9"',
    'trimAll "true"': "! wrong number of args for trimAll: want 2 got 1",
    'trimAll (until 4) "aaa"': "! wrong type for value; expected string; got []int",
    'trimAll "3.70" "1_000"': 'string|1_|"1_"',
    'trimSuffix "map" "hello"': 'string|hello|"hello"',
    'trimSuffix "aaa" "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': (
        'string|\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130|"\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"'
    ),
    'trimSuffix "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" "aGVsbG8"': 'string|aGVsbG8|"aGVsbG8"',
    'trimSuffix 1e6 "3.0"': "! expected string; found 1e6",
    'trimSuffix "<&>\\u2028\xe9" "NBSWY3DP"': 'string|NBSWY3DP|"NBSWY3DP"',
    'trimSuffix "hello" "/"': 'string|/|"/"',
    'trimSuffix "1h" "Bld4Floor3rd"': 'string|Bld4Floor3rd|"Bld4Floor3rd"',
    'trimPrefix "k" "1e3"': 'string|1e3|"1e3"',
    'trimPrefix "foo_bar-baz qux" "1h"': 'string|1h|"1h"',
    'trimPrefix " \\t x \\n" "x\\"y\\\\z\'"': 'string|x"y\\z\'|"x\\"y\\\\z\'"',
    'trimPrefix "a,b,c,,d"': "! wrong number of args for trimPrefix: want 2 got 1",
    'trimPrefix "+Inf" "b"': 'string|b|"b"',
    'trimPrefix "0x1F" "+Inf"': 'string|+Inf|"+Inf"',
    'trimPrefix "1_000" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        'string|\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8|"\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"'
    ),
    'nospace "99999999999999999999"': 'string|99999999999999999999|"99999999999999999999"',
    'nospace "k"': 'string|k|"k"',
    'nospace "HTTPServer2xx"': 'string|HTTPServer2xx|"HTTPServer2xx"',
    'nospace "3.0"': 'string|3.0|"3.0"',
    'nospace "foo_bar-baz qux"': 'string|foo_bar-bazqux|"foo_bar-bazqux"',
    'nospace "NBSWY3DP"': 'string|NBSWY3DP|"NBSWY3DP"',
    'nospace "/"': 'string|/|"/"',
    'initials "1h"': 'string|1|"1"',
    'initials "[]interface {}"': 'string|[{|"[{"',
    'initials "hello"': 'string|h|"h"',
    'initials "\\u00a0\\u2003x\\u0085"': 'string|\xc2\xe2|"\xc2\xe2"',
    "initials .multi": 'string|loltf|"loltf"',
    'initials "1e3"': 'string|1|"1"',
    'swapcase "/a/b/../c.txt"': 'string|/A/B/../C.TXT|"/A/B/../C.TXT"',
    'swapcase "/"': 'string|/|"/"',
    'swapcase "c"': 'string|C|"C"',
    'swapcase "Hello World foo"': 'string|hELLO wORLD FOO|"hELLO wORLD FOO"',
    'swapcase "NaN"': 'string|nAn|"nAn"',
    'swapcase "\\xff\\xfeab"': 'string|\ufffd\ufffdAB|"\ufffd\ufffdAB"',
    'swapcase "\\u00a0\\u2003x\\u0085"': 'string|\xa0\u2003X\x85|"\xa0\u2003X\x85"',
    'snakecase " \\t x \\n"': 'string|___x__|"___x__"',
    'snakecase "1e3"': 'string|1e3|"1e3"',
    'snakecase "c"': 'string|c|"c"',
    'snakecase "Hello World foo"': 'string|hello_world_foo|"hello_world_foo"',
    'snakecase "the quick brown fox jumps over the lazy dog http://example.com/long/url/here"': (
        'string|the_quick_brown_fox_jumps_over_the_lazy_dog_http://example.com/long/url/here|"the_quick_bro'
        'wn_fox_jumps_over_the_lazy_dog_http://example.com/long/url/here"'
    ),
    'snakecase "/"': 'string|/|"/"',
    'snakecase "aaa"': 'string|aaa|"aaa"',
    'camelcase "\\u00a0\\u2003x\\u0085"': 'string|\xa0\u2003X\x85|"\xa0\u2003X\x85"',
    'camelcase " \\t x \\n"': 'string| \t X \n|" \\t X \\n"',
    'camelcase "99999999999999999999"': 'string|99999999999999999999|"99999999999999999999"',
    'camelcase "0x1F"': 'string|0x1F|"0x1F"',
    'camelcase "x\\"y\\\\z\'"': 'string|X"y\\z\'|"X\\"y\\\\z\'"',
    'kebabcase "__a--b  c__"': 'string|--a--b--c--|"--a--b--c--"',
    'kebabcase "2006-01-02"': 'string|2006-01-02|"2006-01-02"',
    'kebabcase "hello"': 'string|hello|"hello"',
    'kebabcase "010"': 'string|010|"010"',
    'kebabcase "\\u00a0\\u2003x\\u0085"': 'string|--x-|"--x-"',
    'kebabcase "a,b,c,,d"': 'string|a,b,c,,d|"a,b,c,,d"',
    'wrap -2 "3.0"': 'string|3.0|"3.0"',
    'wrap 8 "-12"': 'string|-12|"-12"',
    "wrap 1": "! wrong number of args for wrap: want 2 got 1",
    'wrap -1 "\\u00a0\\u2003x\\u0085"': 'string|\xa0\u2003x\x85|"\xa0\u2003x\x85"',
    'wrap 2 "FirstName"': 'string|FirstName|"FirstName"',
    "wrap 5 .g": "! wrong type for value; expected string; got float64",
    'wrap 7 "Bld4Floor3rd"': 'string|Bld4Floor3rd|"Bld4Floor3rd"',
    'wrapWith 5 "Bld4Floor3rd" "Hello World foo"': (
        'string|HelloBld4Floor3rdWorldBld4Floor3rdfoo|"HelloBld4Floor3rdWorldBld4Floor3rdfoo"'
    ),
    'wrapWith 10 "/a/b/../c.txt" "c"': 'string|c|"c"',
    'wrapWith -2 "hello" "FirstName"': (
        'string|FhelloihellorhelloshellothelloNhelloahellomhelloe|"FhelloihellorhelloshellothelloNhelloahellomhelloe"'
    ),
    'wrapWith 4 "a" "2006-01-02"': 'string|2006a-01-a02|"2006a-01-a02"',
    'wrapWith 7 "3.70" "\\xff\\xfeab"': 'string|\udcff\udcfeab|"\\ufffd\\ufffdab"',
    'wrapWith 20 "/" "-12"': 'string|-12|"-12"',
    'contains "Bld4Floor3rd" "3.0"': "bool|false|false",
    'contains "2006-01-02" "foo_bar-baz qux"': "bool|false|false",
    'contains "Hello World foo" .multi': "bool|false|false",
    'contains "x\\"y\\\\z\'" "Bld4Floor3rd"': "bool|false|false",
    'contains "map" "aaa"': "bool|false|false",
    'contains "1.2.3" "Bld4Floor3rd"': "bool|false|false",
    'contains "HTTPServer2xx" "NBSWY3DP"': "bool|false|false",
    'hasPrefix "key" "__a--b  c__"': "bool|false|false",
    'hasPrefix "3.0" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': "bool|false|false",
    'hasPrefix "aaa" "foo_bar-baz qux"': "bool|false|false",
    'hasPrefix "a" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': "bool|false|false",
    'hasPrefix "[]interface {}" "99999999999999999999"': "bool|false|false",
    'hasPrefix .multi "HTTPServer2xx"': "bool|false|false",
    'hasPrefix "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" "string"': "bool|false|false",
    'hasSuffix "0x1F" "__a--b  c__"': "bool|false|false",
    'hasSuffix "<&>\\u2028\xe9" "+Inf"': "bool|false|false",
    'hasSuffix "3.70" "a,b,c,,d"': "bool|false|false",
    'hasSuffix " " "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': "bool|false|false",
    'hasSuffix "map" "1e3"': "bool|false|false",
    'hasSuffix "99999999999999999999" "c"': "bool|false|false",
    'hasSuffix "1.2.3" "__a--b  c__"': "bool|false|false",
    'quote (dict "x" (list 9 8) "b" (dict))': 'string|"map[b:map[] x:[9 8]]"|"\\"map[b:map[] x:[9 8]]\\""',
    'quote (list (list 1 2) (dict "a" 1) (dict "a" 1))': (
        'string|"[[1 2] map[a:1] map[a:1]]"|"\\"[[1 2] map[a:1] map[a:1]]\\""'
    ),
    'quote (dict "b" (list 1 2))': 'string|"map[b:[1 2]]"|"\\"map[b:[1 2]]\\""',
    "quote 3": 'string|"3"|"\\"3\\""',
    "quote 7": 'string|"7"|"\\"7\\""',
    'quote (dict "x" (list) "a" nil)': 'string|"map[a:<nil> x:[]]"|"\\"map[a:\\u003cnil\\u003e x:[]]\\""',
    'squote (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': (
        "string|'map[a: b:map[c:0 d:<nil>] x:[1]]'|\"'map[a: b:map[c:0 d:\\u003cnil\\u003e] x:[1]]'\""
    ),
    'squote (list "x" "y" "z" "w" "v") (list 1 2 3)': ("string|'[x y z w v]' '[1 2 3]'|\"'[x y z w v]' '[1 2 3]'\""),
    "squote": 'string||""',
    'squote true "010"': "string|'true' '010'|\"'true' '010'\"",
    'squote "1_000" "Hello World foo"': "string|'1_000' 'Hello World foo'|\"'1_000' 'Hello World foo'\"",
    "cat": 'string||""',
    'cat "3.0"': 'string|3.0|"3.0"',
    'cat (list) "0x1F" "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        'string|[] 0x1F \u65e5\u672c\u8a9e\u30c6\u30b9\u30c8|"[] 0x1F \u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"'
    ),
    'cat .z "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': (
        'string|0 \xdftra\xdfe \xc9a \u01c6 \u0149 \u0130|"0 \xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"'
    ),
    'indent 10 "foo_bar-baz qux"': 'string|          foo_bar-baz qux|"          foo_bar-baz qux"',
    'indent 1 "[]interface {}"': 'string| []interface {}|" []interface {}"',
    'indent 8 "NBSWY3DP"': 'string|        NBSWY3DP|"        NBSWY3DP"',
    "indent 0.1": "! wrong number of args for indent: want 2 got 1",
    'indent 0 "aGVsbG8"': 'string|aGVsbG8|"aGVsbG8"',
    'indent 2 "99999999999999999999"': 'string|  99999999999999999999|"  99999999999999999999"',
    'indent -2 "__a--b  c__"': "! indent: strings: negative Repeat count",
    'nindent -1 "string"': "! nindent: strings: negative Repeat count",
    'nindent 20 "k"': 'string|\n                    k|"\\n                    k"',
    'nindent 2 "\\xff\\xfeab"': 'string|\n  \udcff\udcfeab|"\\n  \\ufffd\\ufffdab"',
    "nindent 7 .multi": (
        'string|\n       line one\n       line two\n       \n         four|"\\n       line one\\n       lin'
        'e two\\n       \\n         four"'
    ),
    'nindent 1 "3.0"': 'string|\n 3.0|"\\n 3.0"',
    'nindent 8 ","': 'string|\n        ,|"\\n        ,"',
    'nindent -2 "99999999999999999999"': "! nindent: strings: negative Repeat count",
    'replace "1h" "key" "map"': 'string|map|"map"',
    'replace "\\u00a0\\u2003x\\u0085" "/a/b/../c.txt" "99999999999999999999"': (
        'string|99999999999999999999|"99999999999999999999"'
    ),
    'replace "-12" "x\\"y\\\\z\'" "3.70"': 'string|3.70|"3.70"',
    'replace "map" "aGVsbG8=" "1_000"': 'string|1_000|"1_000"',
    'replace "k" "k" (list "x" "y" "z" "w" "v")': "! wrong type for value; expected string; got []interface {}",
    'replace "NaN" "/a/b/../c.txt" "+Inf"': 'string|+Inf|"+Inf"',
    'replace "" "__a--b  c__" " \\t x \\n"': (
        'string|__a--b  c__ __a--b  c__\t__a--b  c__ __a--b  c__x__a--b  c__ __a--b  c__\n__a--b  c__|"__a-'
        '-b  c__ __a--b  c__\\t__a--b  c__ __a--b  c__x__a--b  c__ __a--b  c__\\n__a--b  c__"'
    ),
    'plural "1.2.3" "," 4': 'string|,|","',
    'plural "010" "Hello World foo"': "! wrong number of args for plural: want 3 got 2",
    'plural "5m30s" "3.0" 3': 'string|3.0|"3.0"',
    'plural "hello" "aGVsbG8=" 2': 'string|aGVsbG8=|"aGVsbG8="',
    'plural "5m30s" "aaa" (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': (
        "! wrong type for value; expected int; got map[string]interface {}"
    ),
    'plural "/a/b/../c.txt" "\\xff\\xfeab" 1': 'string|/a/b/../c.txt|"/a/b/../c.txt"',
    'plural "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8" "\\u00a0\\u2003x\\u0085" 8': (
        'string|\xa0\u2003x\x85|"\xa0\u2003x\x85"'
    ),
    'toString "3.0"': 'string|3.0|"3.0"',
    'toString "1_000"': 'string|1_000|"1_000"',
    'toString (dict "x" (until 2) "sl" (splitList "," "p,q"))': 'string|map[sl:[p q] x:[0 1]]|"map[sl:[p q] x:[0 1]]"',
    'toString "+Inf"': 'string|+Inf|"+Inf"',
    'toString "NaN"': 'string|NaN|"NaN"',
    'toString (list (list 1 2) (dict "a" 1) (dict "a" 1))': (
        'string|[[1 2] map[a:1] map[a:1]]|"[[1 2] map[a:1] map[a:1]]"'
    ),
    "toString 0": 'string|0|"0"',
    'toStrings "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        '[]string|[\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8]|["\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"]'
    ),
    'toStrings "a,b,c,,d"': '[]string|[a,b,c,,d]|["a,b,c,,d"]',
    "toStrings .sl": '[]string|[z y x]|["z","y","x"]',
    'toStrings (list (list 1 2) (dict "a" 1) (dict "a" 1))': (
        '[]string|[[1 2] map[a:1] map[a:1]]|["[1 2]","map[a:1]","map[a:1]"]'
    ),
    'toStrings (split "," "a,b")': '[]string|[map[_0:a _1:b]]|["map[_0:a _1:b]"]',
    'toStrings (dict "x" (until 2) "sl" (splitList "," "p,q"))': (
        '[]string|[map[sl:[p q] x:[0 1]]]|["map[sl:[p q] x:[0 1]]"]'
    ),
    "toStrings .l": (
        '[]string|[b a 3 true a 3 map[k:v] [1 2] [1 2]]|["b","a","3","true","a","3","map[k:v]","[1 2]","[1 2]"]'
    ),
    'join "" (list "x" "y" "z" "w" "v")': 'string|xyzwv|"xyzwv"',
    'join "\\n" (list "a" nil 1.0 1 "a" 1)': 'string|a\n1\n1\na\n1|"a\\n1\\n1\\na\\n1"',
    'join "" "0x1F"': 'string|0x1F|"0x1F"',
    'join "" (dict "x" (list) "a" nil)': 'string|map[a:<nil> x:[]]|"map[a:\\u003cnil\\u003e x:[]]"',
    'join "\\n" "Hello World foo"': 'string|Hello World foo|"Hello World foo"',
    'join "," .f': 'string|8080|"8080"',
    'join "," 5': 'string|5|"5"',
    'split "b" "string"': 'map[string]string|map[_0:string]|{"_0":"string"}',
    'split "3.0" "HTTPServer2xx"': 'map[string]string|map[_0:HTTPServer2xx]|{"_0":"HTTPServer2xx"}',
    'split "true" "foo_bar-baz qux"': 'map[string]string|map[_0:foo_bar-baz qux]|{"_0":"foo_bar-baz qux"}',
    'split "/" "1e3"': 'map[string]string|map[_0:1e3]|{"_0":"1e3"}',
    'split "3.70" "5m30s"': 'map[string]string|map[_0:5m30s]|{"_0":"5m30s"}',
    'split "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" .multi': (
        'map[string]string|map[_0:line one\nline two\n\n  four]|{"_0":"line one\\nline two\\n\\n  four"}'
    ),
    'split "1e3" "b"': 'map[string]string|map[_0:b]|{"_0":"b"}',
    'splitn "-12" 20 "99999999999999999999"': (
        'map[string]string|map[_0:99999999999999999999]|{"_0":"99999999999999999999"}'
    ),
    'splitn "-12" 20 "b"': 'map[string]string|map[_0:b]|{"_0":"b"}',
    'splitn .b 3 "HTTPServer2xx"': "! wrong type for value; expected string; got bool",
    'splitn "the quick brown fox jumps over the lazy dog http://example.com/long/url/here" 2 "x\\"y\\\\z\'"': (
        'map[string]string|map[_0:x"y\\z\']|{"_0":"x\\"y\\\\z\'"}'
    ),
    'splitn "+Inf" 20 "0x1F"': 'map[string]string|map[_0:0x1F]|{"_0":"0x1F"}',
    'splitn "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" 3 "true"': 'map[string]string|map[_0:true]|{"_0":"true"}',
    'splitn "/" 10 "FirstName"': 'map[string]string|map[_0:FirstName]|{"_0":"FirstName"}',
    'splitList "1.2.3" "3.0"': '[]string|[3.0]|["3.0"]',
    'splitList "aGVsbG8=" "010"': '[]string|[010]|["010"]',
    'splitList "/" ","': '[]string|[,]|[","]',
    'splitList "c" "+Inf"': '[]string|[+Inf]|["+Inf"]',
    'splitList "hello" "2006-01-02"': '[]string|[2006-01-02]|["2006-01-02"]',
    'splitList "\\xff\\xfeab" " "': '[]string|[ ]|[" "]',
    'splitList "hello" "aGVsbG8="': '[]string|[aGVsbG8=]|["aGVsbG8="]',
}


@pytest.mark.parametrize("expression", CASES)
def test_strings_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
