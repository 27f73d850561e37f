# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checksums and ciphers: type|value|JSON of each expression, or ! and the error, as helm 4.3.1 has it."""

from __future__ import annotations

import typing as t

import pytest

CASES = {
    'derivePassword 1 "long" "pw" "user" "site"': 'string|LurmNaze1,Tomd|"LurmNaze1,Tomd"',
    'derivePassword 2 "maximum" "p" "u" "s"': 'string|GVrMlwPINBRhIcQLa58%|"GVrMlwPINBRhIcQLa58%"',
    'derivePassword 1 "pin" "" "" ""': 'string|1578|"1578"',
    'derivePassword 1 "nope" "p" "u" "s"': (
        'string|cannot find password template nope|"cannot find password template nope"'
    ),
    'derivePassword 1 "basic" "p\xe9" "u" "s"': 'string|Uj22apy8|"Uj22apy8"',
    'derivePassword 7 "medium" "pw" "user" "site"': 'string|CujBeh4*|"CujBeh4*"',
    'derivePassword 7 "short" "pw" "user" "site"': 'string|Cuj0|"Cuj0"',
    'htpasswd "a:b" "c"': 'string|invalid username: a:b|"invalid username: a:b"',
    'bcrypt "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"': (
        'string|failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes|"failed to e'
        'ncrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"'
    ),
    'genPrivateKey "nope"': 'string|Unknown type nope|"Unknown type nope"',
    'adler32sum "abc"': 'string|38600999|"38600999"',
    'sha1sum "\xe9\\xff"': (
        'string|bc6b49e55c6a0e188db0a75ccf9b4209875da7ce|"bc6b49e55c6a0e188db0a75ccf9b4209875da7ce"'
    ),
    'sha256sum ""': (
        'string|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|"e3b0c44298fc1c149afbf4c89'
        '96fb92427ae41e4649b934ca495991b7852b855"'
    ),
    'sha512sum "x"': (
        "string|a4abd4448c49562d828115d13a1fccea927f52b4d5459297f8b43e42da89238bc13626e43dcb38ddb082488927e"
        'c904fb42057443983e88585179d50551afe62|"a4abd4448c49562d828115d13a1fccea927f52b4d5459297f8b43e42da8'
        '9238bc13626e43dcb38ddb082488927ec904fb42057443983e88585179d50551afe62"'
    ),
    'adler32sum "<&>\\u2028\xe9"': 'string|251069463|"251069463"',
    'adler32sum "+Inf"': 'string|46989641|"46989641"',
    'adler32sum "/"': 'string|3145776|"3145776"',
    'adler32sum "NaN"': 'string|33358078|"33358078"',
    'sha1sum "b"': 'string|e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98|"e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98"',
    'sha1sum ""': 'string|da39a3ee5e6b4b0d3255bfef95601890afd80709|"da39a3ee5e6b4b0d3255bfef95601890afd80709"',
    "sha1sum (concat (list 1) .l)": "! wrong type for value; expected string; got []interface {}",
    "sha1sum .b": "! wrong type for value; expected string; got bool",
    'sha1sum "3.70"': 'string|9046331fdbf6133bcd279e5257637d7bbd173433|"9046331fdbf6133bcd279e5257637d7bbd173433"',
    'sha256sum "3.70"': (
        'string|9c54d509a75f7fd1b75bda9d09cd6783ccb81cc8dc153bd51b82e1fe0b5824a7|"9c54d509a75f7fd1b75bda9d0'
        '9cd6783ccb81cc8dc153bd51b82e1fe0b5824a7"'
    ),
    'sha256sum "[]interface {}"': (
        'string|892166f2c22a70c3366ab20ded9f51eaaf4e6eae50cd2d26d04983734326da4c|"892166f2c22a70c3366ab20de'
        'd9f51eaaf4e6eae50cd2d26d04983734326da4c"'
    ),
    "sha256sum (tuple 3 2 1)": "! wrong type for value; expected string; got []interface {}",
    'sha256sum "HTTPServer2xx"': (
        'string|403288b009bde56db4031df01f6127b76f1e29e4326bfd949833fad0d0994b96|"403288b009bde56db4031df01'
        'f6127b76f1e29e4326bfd949833fad0d0994b96"'
    ),
    'sha512sum "\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"': (
        "string|92733456017641393b319952fe120441dc983ce351b69a6fe444fa94916bbf6b789ea33d4920bf429a4e2816985"
        '930644fbac63cfe3fd95b85ebd8fedbe47dca|"92733456017641393b319952fe120441dc983ce351b69a6fe444fa94916'
        'bbf6b789ea33d4920bf429a4e2816985930644fbac63cfe3fd95b85ebd8fedbe47dca"'
    ),
    'sha512sum "1_000"': (
        "string|9b773f3dc0e00f65caae6ed6c5c58e81fa37186b7a2f1cb47606fb823e7a10c00c3886ff394e9860f309d1dccee"
        '497c2f5463aad882d0ef419ea89f3331d26d9|"9b773f3dc0e00f65caae6ed6c5c58e81fa37186b7a2f1cb47606fb823e7'
        'a10c00c3886ff394e9860f309d1dccee497c2f5463aad882d0ef419ea89f3331d26d9"'
    ),
    'sha512sum "map"': (
        "string|1e3caeebfb9481cbd6fafe3a2b754dd7f9004d30b1c6c887a71fced9d32e4eb228b7246b7ca115f4924a50c0e58"
        '3554995007cdcb538853b5ecd8510cd494c3a|"1e3caeebfb9481cbd6fafe3a2b754dd7f9004d30b1c6c887a71fced9d32'
        'e4eb228b7246b7ca115f4924a50c0e583554995007cdcb538853b5ecd8510cd494c3a"'
    ),
    'sha512sum ","': (
        "string|c2559deb4caa428e99f59f3d182af5ffb8d7623292290e4b7c5fd6c445f3e7651e7fd7652d439d0fae3b65a1d29"
        'a95e2d45b9608edb665ed6262650c0cbb6c11|"c2559deb4caa428e99f59f3d182af5ffb8d7623292290e4b7c5fd6c445f'
        '3e7651e7fd7652d439d0fae3b65a1d29a95e2d45b9608edb665ed6262650c0cbb6c11"'
    ),
    'sha512sum "NaN"': (
        "string|441dfabd0126a33e4677d76d73e4e340c5805efdf58fe84bf4a1f7815e676f0e159be74b2de6bed17d1ff766ff1"
        'd4915ca04cb781c0c5d045e1d14886eb1f31c|"441dfabd0126a33e4677d76d73e4e340c5805efdf58fe84bf4a1f7815e6'
        '76f0e159be74b2de6bed17d1ff766ff1d4915ca04cb781c0c5d045e1d14886eb1f31c"'
    ),
    'decryptAES "" ""': 'string||""',
    'decryptAES "" "eA=="': "! decryptAES: runtime error: slice bounds out of range [:16] with capacity 3",
    'decryptAES "" "MDAwMDAwMDAwMDAwMDAwMA=="': "! decryptAES: runtime error: index out of range [-1]",
    'decryptAES "" "30tEfhuJSVRhpG97XCuWgz2okj7L8vQ1s6V9zVUPeDQ="': (
        "! decryptAES: runtime error: slice bounds out of range [:-84]"
    ),
    'decryptAES "pw" "30tEfhuJSVRhpG97XCuWgz2okj7L8vQ1s6V9zVUPeDQ="': (
        "! decryptAES: runtime error: slice bounds out of range [:-125]"
    ),
}


@pytest.mark.parametrize("expression", CASES)
def test_checksums_and_ciphers_give_what_go_gives(shown: t.Callable[[str], str], expression: str) -> None:
    assert shown(expression) == CASES[expression]
