# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Base64, base32 and JSON: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'toJson (toDate "2006-01-02T15:04:05Z07:00" "2024-02-29T01:02:03.5+02:00")': (
        'string|"2024-02-29T01:02:03.5+02:00"|"\\"2024-02-29T01:02:03.5+02:00\\""'
    ),
    'toJson (list (semver "v1.2"))': 'string|["1.2.0"]|"[\\"1.2.0\\"]"',
    'b64dec "a"': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "ab"': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "abc"': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "abcd="': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "ab=c"': 'string|illegal base64 data at input byte 2|"illegal base64 data at input byte 2"',
    'b64dec "a==="': 'string|illegal base64 data at input byte 1|"illegal base64 data at input byte 1"',
    'b64dec "ab=="': 'string|i|"i"',
    'b64dec "ab=\\n="': 'string|i|"i"',
    'b64dec "ab="': 'string|illegal base64 data at input byte 3|"illegal base64 data at input byte 3"',
    'b64dec "abc=x"': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "\\nab=="': 'string|i|"i"',
    'b64dec "a b="': 'string|illegal base64 data at input byte 1|"illegal base64 data at input byte 1"',
    'b64dec "ab==\\n"': 'string|i|"i"',
    'b64dec "ab==cd=="': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "\xe9"': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "ab\\r\\ncd"': 'string|i\udcb7\x1d|"i\\ufffd\\u001d"',
    'b64dec "abcd\xe9"': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "abc=\\n\\n"': 'string|i\udcb7|"i\\ufffd"',
    'b64dec "="': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "/w=="': 'string|\udcff|"\\ufffd"',
    'b64dec "ab=\\n"': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "abcde"': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "YWJj-_"': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b32dec "MFRGG==="': 'string|abc|"abc"',
    'b32dec "MFRGG"': 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    'b32dec "MFRGG=="': 'string|illegal base32 data at input byte 7|"illegal base32 data at input byte 7"',
    'b32dec "MFRGG=a="': 'string|illegal base32 data at input byte 5|"illegal base32 data at input byte 5"',
    'b32dec "M======="': 'string|illegal base32 data at input byte 1|"illegal base32 data at input byte 1"',
    'b32dec "MF======"': 'string|a|"a"',
    'b32dec "MFR====="': 'string|illegal base32 data at input byte 3|"illegal base32 data at input byte 3"',
    'b32dec "mfrgg==="': 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    'b32dec "MFRGGZDF"': 'string|abcde|"abcde"',
    'b32dec "MFRGG\\n==="': 'string|abc|"abc"',
    'b32dec "=MFRGG=="': 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    'b32dec "MFRGGZ=="': 'string|illegal base32 data at input byte 6|"illegal base32 data at input byte 6"',
    'b32dec "1"': 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    'b32dec "MFRGGZDF="': 'string|illegal base32 data at input byte 8|"illegal base32 data at input byte 8"',
    'b32dec "MFRGGZDFMZTWQ==="': 'string|abcdefgh|"abcdefgh"',
    'b32dec "MFRGGZDFMZTWQ==a"': 'string|illegal base32 data at input byte 14|"illegal base32 data at input byte 14"',
    'b32dec "MF=====\\n="': 'string|a|"a"',
    'fromJson "{\\"a\\":1}"': 'map[string]interface {}|map[a:1]|{"a":1}',
    'fromJson "[1]"': (
        "map[string]interface {}|map[Error:json: cannot unmarshal array into Go value of type map[string]in"
        'terface {}]|{"Error":"json: cannot unmarshal array into Go value of type map[string]interface {}"}'
    ),
    'fromJson "x"': (
        "map[string]interface {}|map[Error:invalid character 'x' looking for beginning of value]|{\"Error\""
        ":\"invalid character 'x' looking for beginning of value\"}"
    ),
    'fromJson ""': (
        'map[string]interface {}|map[Error:unexpected end of JSON input]|{"Error":"unexpected end of JSON input"}'
    ),
    'fromJsonArray "[1]"': "[]interface {}|[1]|[1]",
    'fromJsonArray "{}"': (
        '[]interface {}|[json: cannot unmarshal object into Go value of type []interface {}]|["json: cannot'
        ' unmarshal object into Go value of type []interface {}"]'
    ),
    'fromJsonArray "null" | toJson': 'string|null|"null"',
    'mustFromJson "x"': "! mustFromJson: invalid character 'x' looking for beginning of value",
    'mustFromJson "[1]"': "[]interface {}|[1]|[1]",
    'mustFromJson "null"': "<nil>|<no value>|null",
    'toJson (dict "a" "<&>")': 'string|{"a":"\\u003c\\u0026\\u003e"}|"{\\"a\\":\\"\\\\u003c\\\\u0026\\\\u003e\\"}"',
    'toRawJson (dict "a" "<&>")': 'string|{"a":"<&>"}|"{\\"a\\":\\"\\u003c\\u0026\\u003e\\"}"',
    'toPrettyJson (dict "a" (list 1 (dict)) "b" (list))': (
        'string|{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}|"{\\n  \\"a\\": [\\n    1,\\n    {}\\n  ],'
        '\\n  \\"b\\": []\\n}"'
    ),
    'toJson (float64 "NaN")': 'string||""',
    'mustToJson (float64 "NaN")': "! mustToJson: json: unsupported value: NaN",
    'toRawJson (float64 "NaN")': "! toRawJson: json: unsupported value: NaN",
    'toPrettyJson (float64 "NaN")': 'string||""',
    'mustToPrettyJson (float64 "NaN")': "! mustToPrettyJson: json: unsupported value: NaN",
    'toJson (mustToDuration "1s")': 'string|1000000000|"1000000000"',
    'toJson (split "," "a,b")': 'string|{"_0":"a","_1":"b"}|"{\\"_0\\":\\"a\\",\\"_1\\":\\"b\\"}"',
    "toJson (until 3)": 'string|[0,1,2]|"[0,1,2]"',
    'b64enc "\xe9\\xff"': 'string|w6n/|"w6n/"',
    'b32enc "\xe9\\xff"': 'string|YOU76===|"YOU76==="',
    "b64enc 0.5": "! expected string; found 0.5",
    'b64enc "HTTPServer2xx"': 'string|SFRUUFNlcnZlcjJ4eA==|"SFRUUFNlcnZlcjJ4eA=="',
    'b64enc "aaa"': 'string|YWFh|"YWFh"',
    'b64enc "3.70"': 'string|My43MA==|"My43MA=="',
    'b64enc "true"': 'string|dHJ1ZQ==|"dHJ1ZQ=="',
    'b64dec "1h"': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "string"': 'string|illegal base64 data at input byte 4|"illegal base64 data at input byte 4"',
    'b64dec "0x1F"': 'string|\udcd3\x1dE|"\\ufffd\\u001dE"',
    'b64dec "NaN"': 'string|illegal base64 data at input byte 0|"illegal base64 data at input byte 0"',
    'b64dec "Hello World foo"': 'string|illegal base64 data at input byte 5|"illegal base64 data at input byte 5"',
    'b32enc "\\xff\\xfeab"': 'string|777GCYQ=|"777GCYQ="',
    "b32enc .s": 'string|NBSWY3DPEBLW64TMMQ======|"NBSWY3DPEBLW64TMMQ======"',
    "b32enc .multi": 'string|NRUW4ZJAN5XGKCTMNFXGKIDUO5XQUCRAEBTG65LS|"NRUW4ZJAN5XGKCTMNFXGKIDUO5XQUCRAEBTG65LS"',
    'b32enc "3.0"': 'string|GMXDA===|"GMXDA==="',
    'b32enc "99999999999999999999"': 'string|HE4TSOJZHE4TSOJZHE4TSOJZHE4TSOJZ|"HE4TSOJZHE4TSOJZHE4TSOJZHE4TSOJZ"',
    'b32dec "3.70"': 'string|illegal base32 data at input byte 1|"illegal base32 data at input byte 1"',
    'b32dec "\xdftra\xdfe \xc9a \u01c6 \u0149 \u0130"': (
        'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"'
    ),
    "b32dec .multi": 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    'b32dec "key"': 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    'b32dec "aGVsbG8"': 'string|illegal base32 data at input byte 0|"illegal base32 data at input byte 0"',
    "toJson nil": 'string|null|"null"',
    "toJson -2.25": 'string|-2.25|"-2.25"',
    "toJson 123456789": 'string|123456789|"123456789"',
    'toJson (list 0 "" false nil 5)': 'string|[0,"",false,null,5]|"[0,\\"\\",false,null,5]"',
    "toJson": "! wrong number of args for toJson: want 1 got 0",
    'mustToJson "NaN"': 'string|"NaN"|"\\"NaN\\""',
    'mustToJson "3.0"': 'string|"3.0"|"\\"3.0\\""',
    "mustToJson 0.1": 'string|0.1|"0.1"',
    'mustToJson (toDate "2006-01-02" "2024-02-29")': 'string|"2024-02-29T00:00:00Z"|"\\"2024-02-29T00:00:00Z\\""',
    'mustToJson (dict "b" 7)': 'string|{"b":7}|"{\\"b\\":7}"',
    "toPrettyJson 1.5": 'string|1.5|"1.5"',
    'toPrettyJson "foo_bar-baz qux"': 'string|"foo_bar-baz qux"|"\\"foo_bar-baz qux\\""',
    "toPrettyJson .z": 'string|0|"0"',
    "toPrettyJson true": 'string|true|"true"',
    'toPrettyJson (int "12")': 'string|12|"12"',
    'mustToPrettyJson "0x1F"': 'string|"0x1F"|"\\"0x1F\\""',
    "mustToPrettyJson 0": 'string|0|"0"',
    "mustToPrettyJson .z": 'string|0|"0"',
    "mustToPrettyJson 3": 'string|3|"3"',
    'mustToPrettyJson (list "x" "y" "z" "w" "v")': (
        'string|[\n  "x",\n  "y",\n  "z",\n  "w",\n  "v"\n]|"[\\n  \\"x\\",\\n  \\"y\\",\\n  \\"z\\",\\n  '
        '\\"w\\",\\n  \\"v\\"\\n]"'
    ),
    'toRawJson "Hello World foo"': 'string|"Hello World foo"|"\\"Hello World foo\\""',
    'toRawJson (list "a" nil 1.0 1 "a" 1)': 'string|["a",null,1,1,"a",1]|"[\\"a\\",null,1,1,\\"a\\",1]"',
    "toRawJson 1e21": 'string|1e+21|"1e+21"',
    'toRawJson "foo_bar-baz qux"': 'string|"foo_bar-baz qux"|"\\"foo_bar-baz qux\\""',
    "toRawJson 0": 'string|0|"0"',
    "mustToRawJson (list 1 2 3)": 'string|[1,2,3]|"[1,2,3]"',
    'mustToRawJson (dict "a" "" "x" (list 1) "b" (dict "c" 0 "d" nil))': (
        'string|{"a":"","b":{"c":0,"d":null},"x":[1]}|"{\\"a\\":\\"\\",\\"b\\":{\\"c\\":0,\\"d\\":null},\\"x\\":[1]}"'
    ),
    'mustToRawJson "Hello World foo"': 'string|"Hello World foo"|"\\"Hello World foo\\""',
    'mustToRawJson "-12"': 'string|"-12"|"\\"-12\\""',
    "mustToRawJson": "! wrong number of args for mustToRawJson: want 1 got 0",
    "fromJson 7": "! expected string; found 7",
    'fromJson "3.0"': (
        "map[string]interface {}|map[Error:json: cannot unmarshal number into Go value of type map[string]i"
        'nterface {}]|{"Error":"json: cannot unmarshal number into Go value of type map[string]interface {}'
        '"}'
    ),
    "fromJson": "! wrong number of args for fromJson: want 1 got 0",
    'fromJson "0x1F"': (
        'map[string]interface {}|map[Error:invalid character \'x\' after top-level value]|{"Error":"invalid'
        " character 'x' after top-level value\"}"
    ),
    'fromJson "[]interface {}"': (
        'map[string]interface {}|map[Error:invalid character \'i\' after top-level value]|{"Error":"invalid'
        " character 'i' after top-level value\"}"
    ),
    'fromJsonArray "\\u00a0\\u2003x\\u0085"': (
        "[]interface {}|[invalid character '\xc2' looking for beginning of value]|[\"invalid character '"
        "\xc2' looking for beginning of value\"]"
    ),
    'fromJsonArray "/a/b/../c.txt"': (
        "[]interface {}|[invalid character '/' looking for beginning of value]|[\"invalid character '/' "
        'looking for beginning of value"]'
    ),
    'fromJsonArray "Hello World foo"': (
        "[]interface {}|[invalid character 'H' looking for beginning of value]|[\"invalid character 'H' "
        'looking for beginning of value"]'
    ),
    'fromJsonArray "foo_bar-baz qux"': (
        "[]interface {}|[invalid character 'o' in literal false (expecting 'a')]|[\"invalid character '"
        "o' in literal false (expecting 'a')\"]"
    ),
    'fromJsonArray " \\t x \\n"': (
        "[]interface {}|[invalid character 'x' looking for beginning of value]|[\"invalid character 'x' "
        'looking for beginning of value"]'
    ),
    'mustFromJson "2006-01-02"': "! mustFromJson: invalid character '-' after top-level value",
    'mustFromJson "1_000"': "! mustFromJson: invalid character '_' after top-level value",
    "mustFromJson .yes": "! mustFromJson: invalid character 'y' looking for beginning of value",
    'mustFromJson "key"': "! mustFromJson: invalid character 'k' looking for beginning of value",
    'mustFromJson "1h"': "! mustFromJson: invalid character 'h' after top-level value",
}


@pytest.mark.parametrize("expression", CASES)
def test_encodings_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
