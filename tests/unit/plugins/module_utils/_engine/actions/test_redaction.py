# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import base64
import json

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.masking import Masker, without_value
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.redaction import Redactor
from ansible_collections.chartwright.kube.plugins.module_utils._engine.goyaml.dump import dump

KEY = "-----BEGIN KEY-----\nMIIEowIBAAKCAQEA\n4f5wg5l2hKsTeNem\n-----END KEY-----\n"
PHRASE = "correct horse battery staple " * 6


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def redactor(*secrets: object) -> Redactor:
    made = Redactor(Masker(b"key"))
    made.add({"all": list(secrets)})
    return made


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("hunter2hunter2", "before hunter2hunter2 after"),
        ("hunter2hunter2", "https://admin:hunter2hunter2@example.com"),
        ("hunter2hunter2", "password: " + b64("hunter2hunter2")),
        ("hunter2hunter2\n", "password: " + b64("hunter2hunter2")),
        ("hunter2hunter2", b64("user=admin password=hunter2hunter2\n")),
        ("hunter2hunter2", b64(json.dumps({"auth": b64("admin:hunter2hunter2")}))),
        ("hunter2hunter2", "cannot unmarshal !!str `hunter2...` into map"),
        ('hun"ter\\2', "no good: %s" % json.dumps('hun"ter\\2')),
        ("hunter2&hunter2", "postgres://admin:hunter2%26hunter2@db"),
        (KEY, dump({"data": {"key": KEY}})),
        (KEY, json.dumps({"key": KEY})),
        (KEY.strip(), "key: |\n    " + KEY.replace("\n", "\n    ")),
        (PHRASE, dump({"data": {"deeper": {"phrase": PHRASE}}})),
        (PHRASE + "'\t", dump({"data": {"deeper": {"phrase": PHRASE + "'\t"}}})),
        (12345678, "got 12345678"),
        (12345678.0, "got 12345678"),
    ],
)
def test_a_secret_is_masked_however_it_is_printed(secret: object, text: str) -> None:
    shown = redactor(secret).text(text)
    assert "<masked " in shown
    for piece in ("hunter2", b64("hunter2")[:8], "MIIEow", "horse", "12345678", "hun"):
        assert piece not in shown


@pytest.mark.parametrize("secret", [1, "true", True, None, "short", "  a   ", {}, 1.5])
def test_what_is_short_is_not_masked(secret: object) -> None:
    text = "1 true True None short a 1.5"
    assert redactor(secret).text(text) == text


def test_results_are_masked_in_all_their_texts_and_nowhere_else() -> None:
    found = redactor("hunter2hunter2").hidden({"a": ["x hunter2hunter2"], "hunter2hunter2": 1, "b": (True, None)})
    mask = redactor("hunter2hunter2").text("hunter2hunter2")
    assert found == {"a": ["x " + mask], mask: 1, "b": [True, None]}


def test_equal_secrets_have_equal_masks_and_others_not() -> None:
    made = redactor("hunter2hunter2", "hunter3hunter3")
    assert made.text("hunter2hunter2") == made.text("hunter2hunter2") != made.text("hunter3hunter3")


def test_a_longer_secret_is_not_cut_by_one_that_it_contains() -> None:
    assert redactor("secret", "secret-and-more").text("secret-and-more").count("<masked ") == 1


def test_what_stood_in_the_place_of_a_secret_is_secret_too() -> None:
    made = redactor()
    made.add({"db": {"password": "new-password"}, "list": ["new-item"]})
    made.add_former({"db": {"password": "old-password", "host": "db.example"}, "list": ["old-item", "older-item"]})
    made.add_former({"db": "old-text"})
    text = made.text("old-password db.example old-item older-item old-text")
    assert text.count("<masked ") == 4 and "db.example" in text


def test_nothing_is_masked_where_no_secret_is_known() -> None:
    made = Redactor(Masker(b"key"))
    value = ("kept as it is",)
    assert not made and made.hidden(value) is value and made.text("a") == "a"


def test_ansible_is_told_a_secret_and_its_base64() -> None:
    assert redactor("hunter2").forms() == {"hunter2", b64("hunter2")}


def test_the_api_server_does_not_quote_what_a_secret_holds() -> None:
    said = ".stringData.password: expected string, got &value.valueUnstructured{Value:12345678}"
    assert without_value(said) == ".stringData.password: expected string, got something else (not shown)"
    assert without_value(".typo: field not declared in schema") == ".typo: field not declared in schema"
