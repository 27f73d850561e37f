# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Maps: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'mustMergeOverwrite (deepCopy (dict "x" (list) "a" nil)) (deepCopy (dict))': (
        'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}'
    ),
    'mustMerge (deepCopy (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))) (deepCopy (dict))': (
        'map[string]interface {}|map[a: b:map[c:0 d:<nil>] x:[1]]|{"a":"","b":{"c":0,"d":null},"x":[1]}'
    ),
    'mergeOverwrite (deepCopy (dict "b" 7)) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}'
    ),
    'mergeOverwrite (deepCopy (dict "a" 1 "b" (dict "c" 2))) (deepCopy (dict "a" 2 "k" "v" 3 4 "odd"))': (
        'map[string]interface {}|map[3:4 a:2 b:map[c:2] k:v odd:]|{"3":4,"a":2,"b":{"c":2},"k":"v","odd":""}'
    ),
    'mustMergeOverwrite (deepCopy (dict "b" 7)) (deepCopy (dict))': 'map[string]interface {}|map[b:7]|{"b":7}',
    'mergeOverwrite (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q"))) (deepCopy .em)': (
        'map[string]interface {}|map[sl:[p q] x:[0 1]]|{"sl":["p","q"],"x":[0,1]}'
    ),
    "merge (deepCopy (dict)) (deepCopy .em)": "map[string]interface {}|map[]|{}",
    'merge (deepCopy (dict)) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'mustMergeOverwrite (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "a" 2 "k" "v" 3 4 "odd"))': (
        'map[string]interface {}|map[3:4 a:2 k:v odd:]|{"3":4,"a":2,"k":"v","odd":""}'
    ),
    'mustMergeOverwrite (deepCopy (dict "b" (list 1 2))) (deepCopy .em)': (
        'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}'
    ),
    'mergeOverwrite (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "x" (list) "a" nil))': (
        'map[string]interface {}|map[3:4 a:<nil> k:v odd: x:[]]|{"3":4,"a":null,"k":"v","odd":"","x":[]}'
    ),
    'mustMerge (deepCopy (dict "x" (list) "a" nil)) (deepCopy (dict "b" 7))': (
        'map[string]interface {}|map[a:<nil> b:7 x:[]]|{"a":null,"b":7,"x":[]}'
    ),
    'mergeOverwrite (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[a:1 b:map[c:2] x:[9 8]]|{"a":1,"b":{"c":2},"x":[9,8]}'
    ),
    'merge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict "b" 7))': (
        'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}'
    ),
    'merge (deepCopy (dict "b" 7)) (deepCopy (dict))': 'map[string]interface {}|map[b:7]|{"b":7}',
    'mergeOverwrite (deepCopy .m) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] x:[9 8] z:<nil>]|{"a":1,"b":{"c":"d","e":[1,2]}'
        ',"x":[9,8],"z":null}'
    ),
    'mustMerge (deepCopy (dict "b" (list 1 2))) (deepCopy .m)': (
        'map[string]interface {}|map[a:1 b:[1 2]]|{"a":1,"b":[1,2]}'
    ),
    "merge (deepCopy .m) (deepCopy .m)": (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] z:<nil>]|{"a":1,"b":{"c":"d","e":[1,2]},"z":null}'
    ),
    'merge (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy .em)': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'mustMerge (deepCopy (dict "a" 1 "b" (dict "c" 2))) (deepCopy (dict "a" 2 "k" "v" 3 4 "odd"))': (
        'map[string]interface {}|map[3:4 a:1 b:map[c:2] k:v odd:]|{"3":4,"a":1,"b":{"c":2},"k":"v","odd":""}'
    ),
    'mergeOverwrite (deepCopy (dict "x" (list) "a" nil)) (deepCopy (dict))': (
        'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}'
    ),
    'merge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)))': (
        'map[string]interface {}|map[a: b:[1 2] x:[1]]|{"a":"","b":[1,2],"x":[1]}'
    ),
    'mustMergeOverwrite (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[3:4 a:1 b:map[c:2] k:v odd:]|{"3":4,"a":1,"b":{"c":2},"k":"v","odd":""}'
    ),
    'mergeOverwrite (dict "a" 1) nil': 'map[string]interface {}|map[a:1]|{"a":1}',
    'mergeOverwrite (deepCopy (dict "a" 1 "b" (dict "c" 2))) (deepCopy (dict))': (
        'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}'
    ),
    'dig "b" "x" .m': 'map[string]interface {}|map[c:d e:[1 2]]|{"c":"d","e":[1,2]}',
    'mustMerge (deepCopy .em) (deepCopy (dict "b" 7))': 'map[string]interface {}|map[b:7]|{"b":7}',
    'mustMergeOverwrite (deepCopy .em) (deepCopy (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)))': (
        'map[string]interface {}|map[a: b:map[c:0 d:<nil>] x:[1]]|{"a":"","b":{"c":0,"d":null},"x":[1]}'
    ),
    'mustMerge (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict))': (
        'map[string]interface {}|map[3:4 a:2 k:v odd:]|{"3":4,"a":2,"k":"v","odd":""}'
    ),
    'merge (deepCopy .m) (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q")))': (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] sl:[p q] x:[0 1] z:<nil>]|{"a":1,"b":{"c":"d","'
        'e":[1,2]},"sl":["p","q"],"x":[0,1],"z":null}'
    ),
    'merge (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q"))) (deepCopy (dict "b" 7))': (
        'map[string]interface {}|map[b:7 sl:[p q] x:[0 1]]|{"b":7,"sl":["p","q"],"x":[0,1]}'
    ),
    'merge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict))': 'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}',
    'mustMerge (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy .em)': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'merge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[a:1 b:[1 2]]|{"a":1,"b":[1,2]}'
    ),
    'mustMerge (deepCopy (dict)) (deepCopy (dict "b" 7))': 'map[string]interface {}|map[b:7]|{"b":7}',
    'merge (deepCopy (dict)) (deepCopy (dict "x" (list) "a" nil))': 'map[string]interface {}|map[x:[]]|{"x":[]}',
    'mustMergeOverwrite (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[3:4 a:2 b:map[] k:v odd: x:[9 8]]|{"3":4,"a":2,"b":{},"k":"v","odd":"","x":[9,8]}'
    ),
    'mustMergeOverwrite (deepCopy (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))) (deepCopy (dict "b" 7))': (
        'map[string]interface {}|map[a: b:7 x:[1]]|{"a":"","b":7,"x":[1]}'
    ),
    'mustMerge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[a:1 b:[1 2]]|{"a":1,"b":[1,2]}'
    ),
    'mustMerge (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "a" 2 "k" "v" 3 4 "odd"))': (
        'map[string]interface {}|map[3:4 a:2 k:v odd:]|{"3":4,"a":2,"k":"v","odd":""}'
    ),
    'dig "b" "zz" "x" .m': 'string|x|"x"',
    'mustMergeOverwrite (deepCopy .m) (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q")))': (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] sl:[p q] x:[0 1] z:<nil>]|{"a":1,"b":{"c":"d","'
        'e":[1,2]},"sl":["p","q"],"x":[0,1],"z":null}'
    ),
    'mustMergeOverwrite (deepCopy (dict)) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}'
    ),
    'mustMergeOverwrite (deepCopy (dict "b" 7)) (deepCopy (dict "b" (list 1 2)))': (
        'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}'
    ),
    'mustMergeOverwrite (deepCopy (dict)) (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q")))': (
        'map[string]interface {}|map[sl:[p q] x:[0 1]]|{"sl":["p","q"],"x":[0,1]}'
    ),
    'mustMerge (deepCopy (dict "a" 1 "b" (dict "c" 2))) (deepCopy (dict))': (
        'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}'
    ),
    "keys": "[]string|[]|[]",
    "mergeOverwrite (deepCopy (dict)) (deepCopy (dict))": "map[string]interface {}|map[]|{}",
    "values nil": "[]interface {}|[]|[]",
    "mergeOverwrite (deepCopy .em) (deepCopy (dict))": "map[string]interface {}|map[]|{}",
    'mustMergeOverwrite (deepCopy (dict)) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'mustMerge (deepCopy .em) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'merge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[b:[1 2] x:[9 8]]|{"b":[1,2],"x":[9,8]}'
    ),
    'merge (deepCopy (dict "b" (list 1 2))) (deepCopy .m)': (
        'map[string]interface {}|map[a:1 b:[1 2]]|{"a":1,"b":[1,2]}'
    ),
    'mustMergeOverwrite (deepCopy (dict "b" 7)) (deepCopy (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)))': (
        'map[string]interface {}|map[a: b:map[c:0 d:<nil>] x:[1]]|{"a":"","b":{"c":0,"d":null},"x":[1]}'
    ),
    'merge (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy (dict))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'mustMerge (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy .em)': (
        'map[string]interface {}|map[3:4 a:2 k:v odd:]|{"3":4,"a":2,"k":"v","odd":""}'
    ),
    'merge (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict))': (
        'map[string]interface {}|map[3:4 a:2 k:v odd:]|{"3":4,"a":2,"k":"v","odd":""}'
    ),
    'merge (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "x" (list 9 8) "b" (dict)))': (
        'map[string]interface {}|map[3:4 a:2 b:map[] k:v odd: x:[9 8]]|{"3":4,"a":2,"b":{},"k":"v","odd":"","x":[9,8]}'
    ),
    'mergeOverwrite (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy (dict "a" 2 "k" "v" 3 4 "odd"))': (
        'map[string]interface {}|map[3:4 a:2 b:map[] k:v odd: x:[9 8]]|{"3":4,"a":2,"b":{},"k":"v","odd":"","x":[9,8]}'
    ),
    'mergeOverwrite (deepCopy (dict "b" 7)) (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q")))': (
        'map[string]interface {}|map[b:7 sl:[p q] x:[0 1]]|{"b":7,"sl":["p","q"],"x":[0,1]}'
    ),
    'mustMerge (deepCopy (dict "b" (list 1 2))) (deepCopy (dict))': 'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}',
    'mergeOverwrite (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy (dict))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    "deepCopy nil": "! deepCopy: reflect: call of reflect.Value.Type on zero Value",
    'mergeOverwrite (deepCopy (dict "x" (until 2) "sl" (splitList "," "p,q"))) (deepCopy (dict "b" 7))': (
        'map[string]interface {}|map[b:7 sl:[p q] x:[0 1]]|{"b":7,"sl":["p","q"],"x":[0,1]}'
    ),
    'mergeOverwrite (deepCopy (dict "b" (list 1 2))) (deepCopy (dict))': (
        'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}'
    ),
    'mergeOverwrite (deepCopy (dict "b" 7)) (deepCopy (dict))': 'map[string]interface {}|map[b:7]|{"b":7}',
    'dig "q" "c" "x" .m': 'string|x|"x"',
    'mergeOverwrite (deepCopy .em) (deepCopy (dict "x" (list) "a" nil))': (
        'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}'
    ),
    "mustMerge (deepCopy .m) (deepCopy (dict))": (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] z:<nil>]|{"a":1,"b":{"c":"d","e":[1,2]},"z":null}'
    ),
    'merge (deepCopy (dict "x" (list 9 8) "b" (dict))) (deepCopy (dict "x" (list) "a" nil))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'mergeOverwrite (deepCopy .em) (deepCopy (dict "a" 1 "b" (dict "c" 2)))': (
        'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}'
    ),
    'mustMerge (deepCopy (dict "a" 2 "k" "v" 3 4 "odd")) (deepCopy (dict "b" 7))': (
        'map[string]interface {}|map[3:4 a:2 b:7 k:v odd:]|{"3":4,"a":2,"b":7,"k":"v","odd":""}'
    ),
    'dict "+Inf" 8 "a,b,c,,d"': 'map[string]interface {}|map[+Inf:8 a,b,c,,d:]|{"+Inf":8,"a,b,c,,d":""}',
    'dict .big (dict "x" (list) "a" nil)': (
        'map[string]interface {}|map[1e+21:map[a:<nil> x:[]]]|{"1e+21":{"a":null,"x":[]}}'
    ),
    "dict 3": 'map[string]interface {}|map[3:]|{"3":""}',
    "dict .l (list 1 2 3)": (
        'map[string]interface {}|map[[b a 3 <nil> true a 3 map[k:v] [1 2] [1 2]]:[1 2 3]]|{"[b a 3 \\u003cn'
        'il\\u003e true a 3 map[k:v] [1 2] [1 2]]":[1,2,3]}'
    ),
    "dict .n": 'map[string]interface {}|map[<nil>:]|{"\\u003cnil\\u003e":""}',
    'get (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': "! wrong number of args for get: want 2 got 1",
    'get (dict "b" 7) "HTTPServer2xx"': 'string||""',
    'get .m "__a--b  c__"': 'string||""',
    'get (dict "x" (list 9 8) "b" (dict)) "hello"': 'string||""',
    'get nil "1e3"': 'string||""',
    'set (dict "x" (list 9 8) "b" (dict)) "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8" "5m30s"': (
        'map[string]interface {}|map[b:map[] x:[9 8] \u65e5\u672c\u8a9e\u30c6\u30b9\u30c8:5m30s]|{"b":{},"x'
        '":[9,8],"\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8":"5m30s"}'
    ),
    'set (dict "a" 2 "k" "v" 3 4 "odd") "k" 0': (
        'map[string]interface {}|map[3:4 a:2 k:0 odd:]|{"3":4,"a":2,"k":0,"odd":""}'
    ),
    'set (dict "x" (list 9 8) "b" (dict)) "3.70" (b64dec "/w==")': (
        'map[string]interface {}|map[3.70:\udcff b:map[] x:[9 8]]|{"3.70":"\\ufffd","b":{},"x":[9,8]}'
    ),
    'set (dict "b" (list 1 2)) "k" "__a--b  c__"': (
        'map[string]interface {}|map[b:[1 2] k:__a--b  c__]|{"b":[1,2],"k":"__a--b  c__"}'
    ),
    'set (dict "b" (list 1 2)) "1h" (until 4)': (
        'map[string]interface {}|map[1h:[0 1 2 3] b:[1 2]]|{"1h":[0,1,2,3],"b":[1,2]}'
    ),
    'unset (dict "b" 7)': "! wrong number of args for unset: want 2 got 1",
    'unset (deepCopy .m) "/a/b/../c.txt"': (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] z:<nil>]|{"a":1,"b":{"c":"d","e":[1,2]},"z":null}'
    ),
    'unset (dict "x" (list) "a" nil) "/"': 'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}',
    'unset (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)) "NBSWY3DP"': (
        'map[string]interface {}|map[a: b:map[c:0 d:<nil>] x:[1]]|{"a":"","b":{"c":0,"d":null},"x":[1]}'
    ),
    'hasKey (dict "b" 7) .multi': "bool|false|false",
    'hasKey nil "010"': "bool|false|false",
    'hasKey (dict "b" (list 1 2)) "5m30s"': "bool|false|false",
    'hasKey .m "aaa"': "bool|false|false",
    'hasKey .m "+Inf"': "bool|false|false",
    'pluck "/"': "[]interface {}|[]|[]",
    'pluck "2006-01-02" (dict "b" 7) .em': "[]interface {}|[]|[]",
    'pluck "[]interface {}" (dict "a" 2 "k" "v" 3 4 "odd") (dict "x" (until 2) "sl" (splitList "," "p,q"))': (
        "[]interface {}|[]|[]"
    ),
    'pluck "/" (dict "a" 1 "b" (dict "c" 2))': "[]interface {}|[]|[]",
    'pluck .s (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)) (dict "b" (list 1 2)) .em': "[]interface {}|[]|[]",
    'pick .em "NBSWY3DP"': "map[string]interface {}|map[]|{}",
    'pick (dict "x" (list) "a" nil) "true"': "map[string]interface {}|map[]|{}",
    'pick (dict "b" (list 1 2)) "string" "3.70"': "map[string]interface {}|map[]|{}",
    'pick (dict "a" 2 "k" "v" 3 4 "odd") "/a/b/../c.txt"': "map[string]interface {}|map[]|{}",
    'pick (dict) "__a--b  c__"': "map[string]interface {}|map[]|{}",
    'omit (dict "b" (list 1 2))': 'map[string]interface {}|map[b:[1 2]]|{"b":[1,2]}',
    'omit (dict "a" 1 "b" (dict "c" 2)) "k"': 'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}',
    'omit nil "key" "-12"': "map[string]interface {}|map[]|{}",
    'omit nil "hello"': "map[string]interface {}|map[]|{}",
    'omit (dict "x" (until 2) "sl" (splitList "," "p,q")) "hello"': (
        'map[string]interface {}|map[sl:[p q] x:[0 1]]|{"sl":["p","q"],"x":[0,1]}'
    ),
    "dig false": "! dig: dig needs at least three arguments",
    "dig 1": "! dig: dig needs at least three arguments",
    "dig .sl": "! dig: dig needs at least three arguments",
    'dig (int64 7) "a,b,c,,d" 1.5': (
        "! dig: interface conversion: interface {} is float64, not map[string]interface {}"
    ),
    "dig 10": "! dig: dig needs at least three arguments",
    'deepCopy (dict "b" 7)': 'map[string]interface {}|map[b:7]|{"b":7}',
    "deepCopy .em": "map[string]interface {}|map[]|{}",
    'deepCopy (dict "x" (list 9 8) "b" (dict))': 'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}',
    "deepCopy .z": "float64|0|0",
    'deepCopy (toDate "2006-01-02" "2024-02-29")': 'time.Time|2024-02-29 00:00:00 +0000 UTC|"2024-02-29T00:00:00Z"',
    'mustDeepCopy "hello"': 'string|hello|"hello"',
    "mustDeepCopy .neg": "float64|-3.7|-3.7",
    'mustDeepCopy "FirstName"': 'string|FirstName|"FirstName"',
    "mustDeepCopy .sl": '[]interface {}|[z y x]|["z","y","x"]',
    "mustDeepCopy 0.1": "float64|0.1|0.1",
    'merge (dict "x" (list 9 8) "b" (dict)) (deepCopy .em)': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'merge (dict "a" 2 "k" "v" 3 4 "odd") (dict "b" (list 1 2))': (
        'map[string]interface {}|map[3:4 a:2 b:[1 2] k:v odd:]|{"3":4,"a":2,"b":[1,2],"k":"v","odd":""}'
    ),
    'merge (dict "x" (list 9 8) "b" (dict)) (dict "b" (list 1 2))': (
        'map[string]interface {}|map[b:[1 2] x:[9 8]]|{"b":[1,2],"x":[9,8]}'
    ),
    'merge (dict "x" (list) "a" nil) (dict)': 'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}',
    'mustMerge (dict "x" (list) "a" nil)': 'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}',
    'mustMerge (dict "x" (list 9 8) "b" (dict)) (dict "a" 1 "b" (dict "c" 2))': (
        'map[string]interface {}|map[a:1 b:map[c:2] x:[9 8]]|{"a":1,"b":{"c":2},"x":[9,8]}'
    ),
    'mergeOverwrite (dict) (dict "x" (list 9 8) "b" (dict))': (
        'map[string]interface {}|map[b:map[] x:[9 8]]|{"b":{},"x":[9,8]}'
    ),
    'mergeOverwrite (deepCopy .m) (dict "b" 7) nil (dict "x" (until 2) "sl" (splitList "," "p,q"))': (
        'map[string]interface {}|map[a:1 b:7 sl:[p q] x:[0 1] z:<nil>]|{"a":1,"b":7,"sl":["p","q"],"x":[0,1],"z":null}'
    ),
    "mergeOverwrite (dict)": "map[string]interface {}|map[]|{}",
    'mergeOverwrite (dict "x" (list) "a" nil)': 'map[string]interface {}|map[a:<nil> x:[]]|{"a":null,"x":[]}',
    'mergeOverwrite (deepCopy .em) (dict "b" (list 1 2)) (deepCopy .em) (dict "a" 1 "b" (dict "c" 2))': (
        'map[string]interface {}|map[a:1 b:map[c:2]]|{"a":1,"b":{"c":2}}'
    ),
    'mustMergeOverwrite (dict "b" 7) (dict "a" 1 "b" (dict "c" 2)) (deepCopy .m)': (
        'map[string]interface {}|map[a:1 b:map[c:d e:[1 2]] z:<nil>]|{"a":1,"b":{"c":"d","e":[1,2]},"z":null}'
    ),
    'mustMergeOverwrite (dict "b" (list 1 2)) (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': (
        'map[string]interface {}|map[a: b:map[c:0 d:<nil>] x:[1]]|{"a":"","b":{"c":0,"d":null},"x":[1]}'
    ),
    'mustMergeOverwrite (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil)) (dict "x" (list) "a" nil)': (
        'map[string]interface {}|map[a:<nil> b:map[c:0 d:<nil>] x:[]]|{"a":null,"b":{"c":0,"d":null},"x":[]}'
    ),
    'mustMergeOverwrite (dict "b" 7) (deepCopy .em)': 'map[string]interface {}|map[b:7]|{"b":7}',
}


@pytest.mark.parametrize("expression", CASES)
def test_dicts_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
