# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    "first nil": "! first: runtime error: invalid memory address or nil pointer dereference",
    "append nil 1": "! append: runtime error: invalid memory address or nil pointer dereference",
    "concat nil": "! concat: runtime error: invalid memory address or nil pointer dereference",
    "concat 1": "! concat: Cannot concat type int as list",
    'concat "a"': "! concat: Cannot concat type string as list",
    "concat": "[]interface {}|[]|null",
    "concat | toJson": 'string|null|"null"',
    "concat (list) | toJson": 'string|null|"null"',
    "rest (list) | toJson": 'string|null|"null"',
    "initial (list) | toJson": 'string|null|"null"',
    "slice (list) | toJson": 'string|null|"null"',
    "compact (list 0) | toJson": 'string|[]|"[]"',
    "without (list 1) 1 | toJson": 'string|[]|"[]"',
    "chunk 0 (list 1)": "! chunk: runtime error: makeslice: len out of range",
    "chunk -1 (list 1)": "! chunk: runtime error: makeslice: len out of range",
    "chunk -3 (list 1 2)": "[][]interface {}|[]|[]",
    "chunk 0 (list)": "! chunk: runtime error: makeslice: len out of range",
    "chunk 5 (list)": "[][]interface {}|[]|[]",
    "chunk -1 (list)": "! chunk: runtime error: makeslice: len out of range",
    "chunk 2 .l": (
        '[][]interface {}|[[b a] [3 <nil>] [true a] [3 map[k:v]] [[1 2] [1 2]]]|[["b","a"],[3,null],[true,"'
        'a"],[3,{"k":"v"}],[[1,2],[1,2]]]'
    ),
    "chunk -1 (list 1 2 3)": "! chunk: runtime error: makeslice: len out of range",
    "slice .l 1 3": '[]interface {}|[a 3]|["a",3]',
    "slice .l -1": "! slice: reflect.Value.Slice: slice index out of bounds",
    "slice .l 3 1": "! slice: reflect.Value.Slice: slice index out of bounds",
    "slice .l 1 99": "! slice: reflect.Value.Slice: slice index out of bounds",
    'slice "abc" 1': "! slice: list should be type of slice or array but string",
    'slice .l "1" "2"': '[]interface {}|[a]|["a"]',
    "slice (until 5) 1 3": "[]int|[1 2]|[1,2]",
    'slice (splitList "," "a,b,c") 1': '[]string|[b c]|["b","c"]',
    "slice nil": "! slice: runtime error: invalid memory address or nil pointer dereference",
    "uniq .l": '[]interface {}|[b a 3 <nil> true map[k:v] [1 2]]|["b","a",3,null,true,{"k":"v"},[1,2]]',
    "uniq nil": "! uniq: runtime error: invalid memory address or nil pointer dereference",
    "has 1 nil": "bool|false|false",
    'has 1 "x"': "! has: Cannot find has on type string",
    "has (list 1 2) .l": "bool|false|false",
    "has (list 1.0 2.0) .l": "bool|true|true",
    'has (dict "k" "v") .l': "bool|true|true",
    'has "x" (splitList "," "x,y")': "bool|true|true",
    'without .l "a" 3.0': '[]interface {}|[b <nil> true map[k:v] [1 2] [1 2]]|["b",null,true,{"k":"v"},[1,2],[1,2]]',
    "without (until 4) 1 2": "[]interface {}|[0 3]|[0,3]",
    "seq": 'string||""',
    "seq 5": 'string|1 2 3 4 5|"1 2 3 4 5"',
    "seq -3": 'string|1 0 -1 -2 -3|"1 0 -1 -2 -3"',
    "seq 0": 'string|1 0|"1 0"',
    "seq 1": 'string|1|"1"',
    "seq 2 5": 'string|2 3 4 5|"2 3 4 5"',
    "seq 5 2": 'string|5 4 3 2|"5 4 3 2"',
    "seq 0 2 10": 'string|0 2 4 6 8 10|"0 2 4 6 8 10"',
    "seq 0 -2 -5": 'string|0 -2 -4|"0 -2 -4"',
    "seq 5 1 1": 'string||""',
    "seq 1 0 5": 'string||""',
    "seq 5 0 1": 'string||""',
    "seq 1 2 3 4": 'string||""',
    "seq 0 -1 5": 'string||""',
    "until 0": "[]int|[]|[]",
    "until -3": "[]int|[0 -1 -2]|[0,-1,-2]",
    "until 3": "[]int|[0 1 2]|[0,1,2]",
    "untilStep 0 10 3": "[]int|[0 3 6 9]|[0,3,6,9]",
    "untilStep 10 0 -3": "[]int|[10 7 4 1]|[10,7,4,1]",
    "untilStep 0 10 0": "[]int|[]|[]",
    "untilStep 0 10 -1": "[]int|[]|[]",
    "untilStep 10 0 3": "[]int|[]|[]",
    "untilStep 5 5 1": "[]int|[]|[]",
    "untilStep 5 5 -1": "[]int|[]|[]",
    'sortAlpha (list "b" 1 nil "a" "\xe9" "z" "Z" 10 9)': (
        '[]string|[1 10 9 Z a b z \xe9]|["1","10","9","Z","a","b","z","\xe9"]'
    ),
    "sortAlpha nil": '[]string|[<nil>]|["\\u003cnil\\u003e"]',
    "sortAlpha 5": '[]string|[5]|["5"]',
    'sortAlpha "x"': '[]string|[x]|["x"]',
    'sortAlpha (dict "a" 1)': '[]string|[map[a:1]]|["map[a:1]"]',
    'list .l "NaN" (dict "b" (list 1 2))': (
        '[]interface {}|[[b a 3 <nil> true a 3 map[k:v] [1 2] [1 2]] NaN map[b:[1 2]]]|[["b","a",3,null,tru'
        'e,"a",3,{"k":"v"},[1,2],[1,2]],"NaN",{"b":[1,2]}]'
    ),
    'list "FirstName" 0.5 (list (list 1 2) (dict "a" 1) (dict "a" 1))': (
        '[]interface {}|[FirstName 0.5 [[1 2] map[a:1] map[a:1]]]|["FirstName",0.5,[[1,2],{"a":1},{"a":1}]]'
    ),
    'list "-12" (list)': '[]interface {}|[-12 []]|["-12",[]]',
    'list .g (list "x" "y" "z" "w" "v")': (
        '[]interface {}|[1.2345675e+06 [x y z w v]]|[1234567.5,["x","y","z","w","v"]]'
    ),
    "list 123456789": "[]interface {}|[123456789]|[123456789]",
    'tuple 0 "+Inf" (int64 7)': '[]interface {}|[0 +Inf 7]|[0,"+Inf",7]',
    "tuple": "[]interface {}|[]|[]",
    'tuple 1e6 (list 0 "" false nil 5) .g': (
        '[]interface {}|[1e+06 [0  false <nil> 5] 1.2345675e+06]|[1000000,[0,"",false,null,5],1234567.5]'
    ),
    'tuple (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': (
        '[]interface {}|[map[a: b:map[c:0 d:<nil>] x:[1]]]|[{"a":"","b":{"c":0,"d":null},"x":[1]}]'
    ),
    "tuple .f .sl (rest (list 1))": '[]interface {}|[8080 [z y x] []]|[8080,["z","y","x"],[]]',
    "append 3 1.5": "! append: Cannot push on type int",
    'append (dict) (mustToDuration "90s")': "! append: Cannot push on type map",
    'append (mustToDuration "90s") (dict "x" (until 2) "sl" (splitList "," "p,q"))': (
        "! append: Cannot push on type int64"
    ),
    'append (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)) "a,b,c,,d"': "! append: Cannot push on type map",
    'append "hello" "__a--b  c__"': "! append: Cannot push on type string",
    'push .el (b64dec "/w==")': '[]interface {}|[\udcff]|["\\ufffd"]',
    'push "1_000" 20': "! push: Cannot push on type string",
    'push 0.5 "a,b,c,,d"': "! push: Cannot push on type float64",
    'push -1 "a,b,c,,d"': "! push: Cannot push on type int",
    "push (int64 7) -2": "! push: Cannot push on type int64",
    'mustPush (toDate "2006-01-02 15:04:05.999" "1999-12-31 23:59:59.125").Month 3': (
        "! mustPush: Cannot push on type int"
    ),
    'mustPush (dict "a" 2 "k" "v" 3 4 "odd") 5': "! mustPush: Cannot push on type map",
    "mustPush -1 (list 1 2 3)": "! mustPush: Cannot push on type int",
    'mustPush (semver "1.2.3-beta+x") "FirstName"': "! mustPush: Cannot push on type ptr",
    'mustPush (dict "x" (list) "a" nil) 20': "! mustPush: Cannot push on type map",
    'mustAppend "\\xff\\xfeab" nil': "! mustAppend: Cannot push on type string",
    'mustAppend (splitList "," "c,b,a,b") "5m30s"': '[]interface {}|[c b a b 5m30s]|["c","b","a","b","5m30s"]',
    "mustAppend .m (until 4)": "! mustAppend: Cannot push on type map",
    "mustAppend (dict) (list)": "! mustAppend: Cannot push on type map",
    "mustAppend (tuple 3 2 1) .b": "[]interface {}|[3 2 1 true]|[3,2,1,true]",
    'prepend "Hello World foo" "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': "! prepend: Cannot prepend on type string",
    'prepend (dict "x" (list 9 8) "b" (dict)) "a,b,c,,d"': "! prepend: Cannot prepend on type map",
    'prepend (semver "1.2.3-beta+x") (dict)': "! prepend: Cannot prepend on type ptr",
    'prepend "3.0" (list (list 1 2) (dict "a" 1) (dict "a" 1))': "! prepend: Cannot prepend on type string",
    'prepend (list "a" nil 1.0 1 "a" 1) false': '[]interface {}|[false a <nil> 1 1 a 1]|[false,"a",null,1,1,"a",1]',
    'mustPrepend (concat (list 1) .l) (b64dec "/w==")': (
        '[]interface {}|[\udcff 1 b a 3 <nil> true a 3 map[k:v] [1 2] [1 2]]|["\\ufffd",1,"b","a",3,null,tr'
        'ue,"a",3,{"k":"v"},[1,2],[1,2]]'
    ),
    'mustPrepend "__a--b  c__" (list 0 "" false nil 5)': "! mustPrepend: Cannot prepend on type string",
    'mustPrepend "foo_bar-baz qux" 5': "! mustPrepend: Cannot prepend on type string",
    'mustPrepend .l (list "a" nil 1.0 1 "a" 1)': (
        '[]interface {}|[[a <nil> 1 1 a 1] b a 3 <nil> true a 3 map[k:v] [1 2] [1 2]]|[["a",null,1,1,"a",1]'
        ',"b","a",3,null,true,"a",3,{"k":"v"},[1,2],[1,2]]'
    ),
    'mustPrepend "Hello World foo" (splitList "," "c,b,a,b")': "! mustPrepend: Cannot prepend on type string",
    "first 1": "! first: Cannot find first on type int",
    "first .l": 'string|b|"b"',
    'first (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': "! first: Cannot find first on type map",
    "first 7": "! first: Cannot find first on type int",
    'first (list "x" "y" "z" "w" "v")': 'string|x|"x"',
    "mustFirst 3": "! mustFirst: Cannot find first on type int",
    "mustFirst .z": "! mustFirst: Cannot find first on type float64",
    "mustFirst 5": "! mustFirst: Cannot find first on type int",
    'mustFirst "hello"': "! mustFirst: Cannot find first on type string",
    "mustFirst .f": "! mustFirst: Cannot find first on type float64",
    "rest 1": "! rest: Cannot find rest on type int",
    'rest "hello"': "! rest: Cannot find rest on type string",
    'rest (dict "b" (list 1 2))': "! rest: Cannot find rest on type map",
    "rest -1": "! rest: Cannot find rest on type int",
    "mustRest .g": "! mustRest: Cannot find rest on type float64",
    'mustRest "5m30s"': "! mustRest: Cannot find rest on type string",
    "mustRest 20": "! mustRest: Cannot find rest on type int",
    "mustRest (float64 2)": "! mustRest: Cannot find rest on type float64",
    'mustRest (dict "x" (until 2) "sl" (splitList "," "p,q"))': "! mustRest: Cannot find rest on type map",
    "last (rest (list 1))": "<nil>|<no value>|null",
    'last (dict "x" (list 9 8) "b" (dict))': "! last: Cannot find last on type map",
    "last 1e21": "! last: Cannot find last on type float64",
    "last .sl": 'string|x|"x"',
    "last .n": "! last: runtime error: invalid memory address or nil pointer dereference",
    'mustLast "1e3"': "! mustLast: Cannot find last on type string",
    "mustLast (dict)": "! mustLast: Cannot find last on type map",
    "mustLast 20": "! mustLast: Cannot find last on type int",
    'mustLast "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': "! mustLast: Cannot find last on type string",
    'mustLast "3.0"': "! mustLast: Cannot find last on type string",
    "initial (dict)": "! initial: Cannot find initial on type map",
    'initial "+Inf"': "! initial: Cannot find initial on type string",
    'initial (dict "b" 7)': "! initial: Cannot find initial on type map",
    "initial": "! wrong number of args for initial: want 1 got 0",
    'initial (b64dec "/w==")': "! initial: Cannot find initial on type string",
    "mustInitial .em": "! mustInitial: Cannot find initial on type map",
    'mustInitial (dict "x" (until 2) "sl" (splitList "," "p,q"))': "! mustInitial: Cannot find initial on type map",
    "mustInitial 10": "! mustInitial: Cannot find initial on type int",
    'mustInitial "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': "! mustInitial: Cannot find initial on type string",
    'mustInitial ""': "! mustInitial: Cannot find initial on type string",
    "reverse .el": "[]interface {}|[]|[]",
    'reverse "\\xff\\xfeab"': "! reverse: Cannot find reverse on type string",
    "reverse 3": "! reverse: Cannot find reverse on type int",
    "reverse -1": "! reverse: Cannot find reverse on type int",
    "mustReverse .sl": '[]interface {}|[x y z]|["x","y","z"]',
    "mustReverse": "! wrong number of args for mustReverse: want 1 got 0",
    "mustReverse -2": "! mustReverse: Cannot find reverse on type int",
    "mustReverse .n": "! mustReverse: runtime error: invalid memory address or nil pointer dereference",
    'mustReverse "foo_bar-baz qux"': "! mustReverse: Cannot find reverse on type string",
    'compact (dict "x" (list) "a" nil)': "! compact: Cannot compact on type map",
    'compact "Bld4Floor3rd"': "! compact: Cannot compact on type string",
    "compact 20": "! compact: Cannot compact on type int",
    'compact (list 0 "" false nil 5)': "[]interface {}|[5]|[5]",
    "compact (list)": "[]interface {}|[]|[]",
    "mustCompact (float64 2)": "! mustCompact: Cannot compact on type float64",
    'mustCompact "Bld4Floor3rd"': "! mustCompact: Cannot compact on type string",
    "mustCompact (int64 7)": "! mustCompact: Cannot compact on type int64",
    'mustCompact "3.70"': "! mustCompact: Cannot compact on type string",
    'mustCompact "0x1F"': "! mustCompact: Cannot compact on type string",
    "uniq .em": "! uniq: Cannot find uniq on type map",
    'uniq (semver "1.2.3-beta+x")': "! uniq: Cannot find uniq on type ptr",
    "uniq .g": "! uniq: Cannot find uniq on type float64",
    'uniq (mustToDuration "90s")': "! uniq: Cannot find uniq on type int64",
    'uniq (list 0 "" false nil 5)': '[]interface {}|[0  false <nil> 5]|[0,"",false,null,5]',
    "mustUniq": "! wrong number of args for mustUniq: want 1 got 0",
    "mustUniq .big": "! mustUniq: Cannot find uniq on type float64",
    "mustUniq 1.5": "! mustUniq: Cannot find uniq on type float64",
    'mustUniq (dict "x" (list) "a" nil)': "! mustUniq: Cannot find uniq on type map",
    "mustUniq 1e6": "! mustUniq: Cannot find uniq on type float64",
    'without .el "Hello World foo"': "[]interface {}|[]|[]",
    'without "1e3"': "! without: Cannot find without on type string",
    'without 3 "Hello World foo" .el': "! without: Cannot find without on type int",
    'without 10 (semver "1.2.3-beta+x")': "! without: Cannot find without on type int",
    'without "Bld4Floor3rd" -2.25 .big': "! without: Cannot find without on type string",
    'mustWithout (toDate "2006-01-02" "2024-02-29") (splitList "," "c,b,a,b")': (
        "! mustWithout: Cannot find without on type struct"
    ),
    "mustWithout .em": "! mustWithout: Cannot find without on type map",
    'mustWithout (int "12") 1 (dict "x" (list 9 8) "b" (dict))': "! mustWithout: Cannot find without on type int",
    'mustWithout .n .g (mustToDuration "90s") 1': (
        "! mustWithout: runtime error: invalid memory address or nil pointer dereference"
    ),
    'mustWithout (toDate "2006-01-02 15:04:05.999" "1999-12-31 23:59:59.125").Month (add 1 2)': (
        "! mustWithout: Cannot find without on type int"
    ),
    'has (b64dec "/w==") .el': "bool|false|false",
    'has " \\t x \\n" "-12"': "! has: Cannot find has on type string",
    "has .b false": "! has: Cannot find has on type bool",
    'has (mustToDuration "90s") 3': "! has: Cannot find has on type int",
    'has "FirstName" "010"': "! has: Cannot find has on type string",
    "mustHas .sl nil": "bool|false|false",
    'mustHas "1_000" "NaN"': "! mustHas: Cannot find has on type string",
    'mustHas "\\xff\\xfeab" .em': "! mustHas: Cannot find has on type map",
    'mustHas (toDate "2006-01-02 15:04:05.999" "1999-12-31 23:59:59.125").Month -2.25': (
        "! mustHas: Cannot find has on type float64"
    ),
    'mustHas (list 1 2 3) (b64dec "/w==")': "! mustHas: Cannot find has on type string",
    "slice .g 0": "! slice: list should be type of slice or array but float64",
    "slice true 0": "! slice: list should be type of slice or array but bool",
    'slice "010" 4 0': "! slice: list should be type of slice or array but string",
    "slice 2 2": "! slice: list should be type of slice or array but int",
    'slice (splitList "," "c,b,a,b") 10': "! slice: reflect.Value.Slice: slice index out of bounds",
    'mustSlice "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        "! mustSlice: list should be type of slice or array but string"
    ),
    "mustSlice 20 3": "! mustSlice: list should be type of slice or array but int",
    'mustSlice (toDate "2006-01-02" "2024-02-29")': "! mustSlice: list should be type of slice or array but struct",
    "mustSlice 1.5 -1": "! mustSlice: list should be type of slice or array but float64",
    'mustSlice "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130" -2 3': (
        "! mustSlice: list should be type of slice or array but string"
    ),
    "concat (int64 7)": "! concat: Cannot concat type int64 as list",
    'concat (list (list 1 2) (dict "a" 1) (dict "a" 1))': (
        '[]interface {}|[[1 2] map[a:1] map[a:1]]|[[1,2],{"a":1},{"a":1}]'
    ),
    "concat .b": "! concat: Cannot concat type bool as list",
    'concat (list "x" "y" "z" "w" "v") (add 1 2)': "! concat: Cannot concat type int64 as list",
    'concat "Hello World foo"': "! concat: Cannot concat type string as list",
    "chunk 4 .l": (
        '[][]interface {}|[[b a 3 <nil>] [true a 3 map[k:v]] [[1 2] [1 2]]]|[["b","a",3,null],[true,"a",3,{'
        '"k":"v"}],[[1,2],[1,2]]]'
    ),
    "chunk 20 .b": "! chunk: Cannot chunk type bool",
    "chunk .g -2.25": "! wrong type for value; expected int; got float64",
    'chunk 10 "hello"': "! chunk: Cannot chunk type string",
    'chunk 5 ""': "! chunk: Cannot chunk type string",
    'mustChunk 7 (list 0 "" false nil 5)': '[][]interface {}|[[0  false <nil> 5]]|[[0,"",false,null,5]]',
    'mustChunk 5 (mustToDuration "90s")': "! mustChunk: Cannot chunk type int64",
    'mustChunk 20 "NaN"': "! mustChunk: Cannot chunk type string",
    'mustChunk 2 (list (list 1 2) (dict "a" 1) (dict "a" 1))': (
        '[][]interface {}|[[[1 2] map[a:1]] [map[a:1]]]|[[[1,2],{"a":1}],[{"a":1}]]'
    ),
    "mustChunk -2 20": "! mustChunk: Cannot chunk type int",
    'sortAlpha (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': (
        '[]string|[map[a: b:map[c:0 d:<nil>] x:[1]]]|["map[a: b:map[c:0 d:\\u003cnil\\u003e] x:[1]]"]'
    ),
    "sortAlpha 123456789": '[]string|[123456789]|["123456789"]',
    "sortAlpha .sl": '[]string|[x y z]|["x","y","z"]',
    'sortAlpha "FirstName"': '[]string|[FirstName]|["FirstName"]',
    'sortAlpha "hello"': '[]string|[hello]|["hello"]',
    "until 1": "[]int|[0]|[0]",
    "until 20": (
        "[]int|[0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19]|[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]"
    ),
    "untilStep 10 10 3": "[]int|[]|[]",
    "untilStep 1 20 5": "[]int|[1 6 11 16]|[1,6,11,16]",
    "untilStep 20 -2 8": "[]int|[]|[]",
    "untilStep 1 0 8": "[]int|[]|[]",
    "untilStep 7 10 10": "[]int|[7]|[7]",
    "seq 4 -2": 'string|4 3 2 1 0 -1 -2|"4 3 2 1 0 -1 -2"',
    "seq 20": (
        'string|1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20|"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"'
    ),
    "seq 2": 'string|1 2|"1 2"',
    "seq -1 7": 'string|-1 0 1 2 3 4 5 6 7|"-1 0 1 2 3 4 5 6 7"',
    "seq -2": 'string|1 0 -1 -2|"1 0 -1 -2"',
}


@pytest.mark.parametrize("expression", CASES)
def test_lists_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
