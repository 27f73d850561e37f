# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Certificates: byte for byte what helm 4.3.1 makes of the same key, serial number and time."""

from __future__ import annotations

import base64
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.table import sprig_functions
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World

pytest.importorskip("cryptography")

# Made for this test: keys whose signatures repeat, and the certificates that helm made with them.
CA_SEED = "MC4CAQAwBQYDK2VwBCIEILqWkbQyLKPxX/HZ76JRYioOsw33PMEFIrOt8TVGnkCJ"
SEED = "MC4CAQAwBQYDK2VwBCIEIHFwZF5YqiFwYW+Ba9Dl8TuS6rIfJRT+UkWxVoI0PGPe"
AUTHORITY = (
    "MIIBPjCB8aADAgECAhBQ/w+V+ydHG4fqen1jVQX+MAUGAytlcDAQMQ4wDAYDVQQDEwVteS1jYTAeFw0yNjExMjEwNDU1MzRaFw0y"
    "NzExMjEwNDU1MzRaMBAxDjAMBgNVBAMTBW15LWNhMCowBQYDK2VwAyEAcsi9x6PmZoqqPiL/qUpgMMlSt/5uaVnVzrYIssJVuqSj"
    "YTBfMA4GA1UdDwEB/wQEAwICpDAdBgNVHSUEFjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4E"
    "FgQUzis/nYIFnlDGS7essXPqEUd5iJswBQYDK2VwA0EAhmCrh6PPJP8hSa0kN5eO0Z0YKO/Y2rlz5++mEsD2KnieMXl8QpjjObdJ"
    "JLA+5DuXyLMc0fhqNsme2xF3QH+PDA=="
)
SELF_SIGNED = (
    "MIIBNjCB6aADAgECAhAJKq0x6NvQ4QnTeCgPtD6JMAUGAytlcDAAMB4XDTI2MTEyMTA0NTUzNFoXDTI2MTIyMTA0NTUzNFowADAq"
    "MAUGAytlcAMhAFSeJ2+cpF6Vw7/XwA8mCQCwfzSwVfLY3vHpkOS/8KaFo3kwdzAOBgNVHQ8BAf8EBAMCBaAwHQYDVR0lBBYwFAYI"
    "KwYBBQUHAwEGCCsGAQUFBwMCMAwGA1UdEwEB/wQCMAAwOAYDVR0RAQH/BC4wLIINYS5leGFtcGxlLmNvbYIDKi5ihwQKAAABhxAA"
    "AAAAAAAAAAAAAAAAAAABMAUGAytlcANBAICS7I68tz+aS0xj+6ENdEtjvnuxY5Bs/o117OD46D+0arYizHjrOe+0Snur0UXOPlRM"
    "5aBDA3uwe9JiBHWlOQ0="
)
SIGNED = (
    "MIIBUjCCAQSgAwIBAgIRALMS+emVnuWXolX/j4x8RA8wBQYDK2VwMBAxDjAMBgNVBAMTBW15LWNhMB4XDTI2MTEyMTA0NTUzNFoX"
    "DTI2MTEyODA0NTUzNFowEzERMA8GA1UEAwwId2ViICYgY28wKjAFBgMrZXADIQBUnidvnKRelcO/18APJgkAsH80sFXy2N7x6ZDk"
    "v/CmhaNwMG4wDgYDVR0PAQH/BAQDAgWgMB0GA1UdJQQWMBQGCCsGAQUFBwMBBggrBgEFBQcDAjAMBgNVHRMBAf8EAjAAMB8GA1Ud"
    "IwQYMBaAFM4rP52CBZ5Qxku3rLFz6hFHeYibMA4GA1UdEQQHMAWCA3dlYjAFBgMrZXADQQBLkeKmojSIpES2aTc5rV4Vuc5cojkb"
    "WMWbBp3HfUKL3hEpl4nk0bI8Yr911rzb6ATWNTpySG00BwvhxFXd36wM"
)
AUTHORITY_MADE = (1795236934, 107662591480588141646021233574524814846)
SELF_SIGNED_MADE = (1795236934, 12184641241230363990969984230624607881)
SIGNED_MADE = (1795236934, 238030341415412104198581230413077562383)


def pem(kind: str, content: str) -> str:
    lines = [content[start : start + 64] for start in range(0, len(content), 64)]
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n" % (kind, "\n".join(lines), kind)


CA_KEY = pem("PRIVATE KEY", CA_SEED)
KEY = pem("PRIVATE KEY", SEED)


def call(name: str, *arguments: t.Any, made: tuple[int, int] = (0, 1), **world: t.Any) -> t.Any:
    seconds, serial = made
    here = World(now=lambda: seconds * 10**9, random_bytes=lambda count: serial.to_bytes(count, "big"), **world)
    return sprig_functions(here)[name].call(*arguments)


def custom(certificate: str, key: str) -> t.Any:
    return call("buildCustomCert", *[base64.b64encode(text.encode()).decode() for text in (certificate, key)])


def test_an_authority_is_what_helm_makes() -> None:
    made = call("genCAWithKey", "my-ca", 365, CA_KEY, made=AUTHORITY_MADE)
    assert made.Cert == pem("CERTIFICATE", AUTHORITY)
    assert made.Key == CA_KEY


def test_a_self_signed_certificate_is_what_helm_makes() -> None:
    names = (["10.0.0.1", "::1"], ["a.example.com", "*.b"])
    made = call("genSelfSignedCertWithKey", "", *names, 30, KEY, made=SELF_SIGNED_MADE)
    assert made.Cert == pem("CERTIFICATE", SELF_SIGNED)


def test_a_signed_certificate_is_what_helm_makes() -> None:
    authority = custom(pem("CERTIFICATE", AUTHORITY), CA_KEY)
    made = call("genSignedCertWithKey", "web & co", None, ["web"], 7, authority, KEY, made=SIGNED_MADE)
    assert made.Cert == pem("CERTIFICATE", SIGNED)


def test_a_new_key_comes_from_the_world() -> None:
    asked = []

    def generate(kind: str, bits: int) -> t.Any:
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        asked.append((kind, bits))
        return load_pem_private_key(KEY.encode(), None)

    authority = call("genCA", "my-ca", 365, generate_key=generate)
    call("genSelfSignedCert", "x", None, None, 1, generate_key=generate)
    assert call("genSignedCert", "x", None, None, 1, authority, generate_key=generate).Key == KEY
    assert call("genPrivateKey", "", generate_key=generate) == KEY
    assert asked == [("rsa", 2048), ("rsa", 2048), ("rsa", 2048), ("rsa", 4096)]


@pytest.mark.parametrize(
    ("kind", "head"), [("ecdsa", "-----BEGIN EC PRIVATE KEY-----"), ("ed25519", "-----BEGIN PRIVATE KEY-----")]
)
def test_a_private_key_is_pem_of_its_kind(kind: str, head: str) -> None:
    assert call("genPrivateKey", kind).startswith(head)


# Made by helm 4.3.1.
REFUSED = {
    ("genCAWithKey", "x", 1, "text"): "parsing private key: no PEM data in input",
    ("genCAWithKey", "x", 1, pem("X PRIVATE KEY", "AAAA")): (
        "parsing private key: invalid private key type X PRIVATE KEY"
    ),
    ("genCAWithKey", "x", 1, pem("CERTIFICATE", "AAAA")): (
        "parsing private key: no private key data in PEM block of type CERTIFICATE"
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_key_is_refused_in_helms_words(case: tuple[t.Any, ...]) -> None:
    with pytest.raises(GoError) as caught:
        call(*case)
    assert str(caught.value) == REFUSED[case]


def test_names_and_addresses_must_be_texts_of_their_kind() -> None:
    for names, message in (
        ((["x"], []), "error parsing ip: x"),
        (([1.5], []), "error parsing ip: 1.5 is not a string"),
        (([], [1.5]), "error processing alternate dns name: 1.5 is not a string"),
        (([], ["\u00e9"]), 'error creating certificate: x509: "\u00e9" cannot be encoded as an IA5String'),
    ):
        with pytest.raises(GoError) as caught:
            call("genSelfSignedCertWithKey", "x", *names, 1, KEY)
        assert str(caught.value) == message


def test_another_key_than_the_authoritys_is_refused() -> None:
    authority = custom(pem("CERTIFICATE", AUTHORITY), KEY)
    with pytest.raises(GoError, match="provided PrivateKey doesn't match parent's PublicKey"):
        call("genSignedCertWithKey", "x", None, None, 1, authority, KEY)


def test_what_was_encrypted_can_be_decrypted() -> None:
    functions = sprig_functions(World())
    packed = functions["encryptAES"].call("secret", "hello w\u00f6rld")
    assert functions["decryptAES"].call("secret", packed) == "hello w\u00f6rld"
    assert functions["encryptAES"].call("secret", "") == ""


def test_a_password_hash_can_be_checked() -> None:
    bcrypt = pytest.importorskip("bcrypt")
    user, _colon, hashed = sprig_functions(World())["htpasswd"].call("joe", "secret").partition(":")
    assert (user, hashed[:7]) == ("joe", "$2a$10$")
    assert bcrypt.checkpw(b"secret", hashed.encode())
