# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Numbers and quoted strings as text; the truths of formatting come from Go's strconv."""

from __future__ import annotations

import json
import math
import pathlib
import struct

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.strconv import (
    NumError,
    atoi,
    format_float,
    parse_bool,
    parse_float,
    parse_int,
    parse_uint,
    quote,
    unquote,
)


def test_floats_are_written_as_go_writes_them() -> None:
    cases = json.loads((pathlib.Path(__file__).parent / "floats.json").read_text("utf-8"))
    differing = []
    for bits, fmt, precision, size, wanted in cases:
        value = struct.unpack(">d", bytes.fromhex(bits))[0]
        got = format_float(value, fmt, precision, size)
        if got != wanted:
            differing.append((value, fmt, precision, size, wanted, got))
    assert differing == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("-0", 0), ("+7", 7), ("010", 8), ("0o17", 15), ("0x1F", 31), ("0b101", 5), ("1_000", 1000),
        ("0x_1", 1), ("0_7", 7), ("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63)),
    ],
)  # fmt: skip
def test_integers_are_read_in_all_go_forms(text: str, value: int) -> None:
    assert parse_int(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "invalid syntax"), ("08", "invalid syntax"), ("0x", "invalid syntax"), ("1__0", "invalid syntax"),
        ("_1", "invalid syntax"), ("1_", "invalid syntax"), ("a", "invalid syntax"), (" 1", "invalid syntax"),
        ("-", "invalid syntax"), ("+-1", "invalid syntax"), ("१", "invalid syntax"),
        ("9223372036854775808", "value out of range"), ("9" * 3000, "value out of range"),
    ],
)  # fmt: skip
def test_what_is_no_integer_is_refused_in_the_words_of_go(text: str, reason: str) -> None:
    with pytest.raises(NumError) as caught:
        parse_int(text)
    assert str(caught.value) == "strconv.ParseInt: parsing %s: %s" % (quote(text), reason)


def test_base_ten_knows_no_prefixes() -> None:
    assert atoi("010") == 10
    with pytest.raises(NumError) as caught:
        atoi("0x1")
    assert str(caught.value) == 'strconv.Atoi: parsing "0x1": invalid syntax'
    assert parse_uint("18446744073709551615", 10) == 2**64 - 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-1E-2", -0.01), ("0x1p4", 16.0), ("0x1.8p1", 3.0),
     ("Inf", math.inf), ("-infinity", -math.inf), ("1_0.5", None), ("0x1", None), ("1e", None), ("", None), (".", None),
     ("1 ", None), ("nan(1)", None), ("1e400", None)],
)  # fmt: skip
def test_floats_are_read_in_all_go_forms(text: str, value: float | None) -> None:
    if value is None and text != "1_0.5":
        with pytest.raises(NumError):
            parse_float(text)
    else:
        assert parse_float(text) == (10.5 if value is None else value)


def test_booleans_are_read_in_the_twelve_forms() -> None:
    assert [parse_bool(text) for text in ("1", "T", "true", "TRUE", "0", "f", "False")] == [True] * 4 + [False] * 3
    with pytest.raises(NumError):
        parse_bool("yes")


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a", '"a"'),
        ('a"b\\', '"a\\"b\\\\"'),
        ("\x00\x07\n\x7f", '"\\x00\\a\\n\\x7f"'),
        ("é😀", '"é😀"'),
        ("\u00a0\u200b", '"\\u00a0\\u200b"'),
        ("\udcff", '"\\xff"'),
    ],
)
def test_a_string_and_its_literal_say_the_same(text: str, literal: str) -> None:
    assert quote(text) == literal
    assert unquote(literal) == text


def test_bytes_that_make_up_a_character_become_that_character() -> None:
    assert unquote('"\\xc3\\xa9\\101"') == "éA"
    assert unquote("`a\\n\r`") == "a\\n"


@pytest.mark.parametrize("literal", ['"a', '"\\q"', '"a"b"', "'ab'", '"a\nb"', "`a`b`", '"\\ud800"', '"\\400"'])
def test_what_is_no_literal_is_refused(literal: str) -> None:
    with pytest.raises(GoError, match=r"^invalid syntax$"):
        unquote(literal)
