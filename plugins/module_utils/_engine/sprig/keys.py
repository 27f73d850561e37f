# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private keys as Sprig reads and writes them: PEM in the form that Go gives each kind."""

from __future__ import annotations

import binascii
import typing as t

from ..deps.cryptography import cryptography
from ..gotmpl.functions import GoError
from .encoding import base64_encode

_BEGIN = "-----BEGIN "
_NAMES = {"RSA": "RSA", "EC": "EC", "DSA": "DSA"}


def pem_block(text: str) -> tuple[str, bytes] | None:
    """The type and content of the first PEM block in a text; None if there is none."""
    at = text.find(_BEGIN)
    while at >= 0:
        if at == 0 or text[at - 1] == "\n":
            found = _block_at(text, at)
            if found is not None:
                return found
        at = text.find(_BEGIN, at + 1)
    return None


def _block_at(text: str, at: int) -> tuple[str, bytes] | None:
    line, _newline, rest = text[at:].partition("\n")
    line = line.rstrip()
    if not line.endswith("-----"):
        return None
    name = line[len(_BEGIN) : -5]
    body, end, after = rest.partition("-----END %s-----" % name)
    if not end or "-----BEGIN" in body or after.partition("\n")[0].strip():
        return None
    lines = body.strip().splitlines()
    while lines and ":" in lines[0]:
        del lines[0]
    packed = "".join(["".join(part.split()) for part in lines])
    try:
        return name, binascii.a2b_base64(packed.encode("ascii"))
    except (ValueError, UnicodeEncodeError):
        return None


def pem_text(name: str, content: bytes) -> str:
    """A PEM block, in lines of 64 characters."""
    packed = base64_encode(content)
    lines = [packed[start : start + 64] for start in range(0, len(packed), 64)]
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n" % (name, "\n".join(lines), name)


def new_key(kind: str, bits: int) -> t.Any:
    """A fresh private key from OpenSSL; ``kind`` is rsa, dsa, ecdsa (P-256) or ed25519."""
    crypto = cryptography()
    if kind == "rsa":
        return crypto.rsa.generate_private_key(public_exponent=65537, key_size=bits)
    if kind == "dsa":
        return crypto.dsa.generate_private_key(bits)
    if kind == "ecdsa":
        return crypto.ec.generate_private_key(crypto.ec.SECP256R1())
    return crypto.ed25519.Ed25519PrivateKey.generate()


def kind_of_key(key: t.Any) -> str:
    """rsa, dsa, ecdsa, ed25519, or nothing for a key of another kind."""
    crypto = cryptography()
    for kind, of_kind in (
        ("rsa", crypto.rsa.RSAPrivateKey),
        ("ecdsa", crypto.ec.EllipticCurvePrivateKey),
        ("ed25519", crypto.ed25519.Ed25519PrivateKey),
        ("dsa", crypto.dsa.DSAPrivateKey),
    ):
        if isinstance(key, of_kind):
            return kind
    return ""


def key_text(key: t.Any) -> str:
    """The PEM text of a private key: PKCS#1, SEC 1 and OpenSSL's DSA form, PKCS#8 for the rest."""
    serialization = cryptography().serialization
    form = serialization.PrivateFormat.PKCS8
    if kind_of_key(key) in ("rsa", "ecdsa", "dsa"):
        form = serialization.PrivateFormat.TraditionalOpenSSL
    data: bytes = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    return data.decode("ascii")


def parse_key(text: str) -> t.Any:
    """The private key in a PEM text. Raises GoError as Sprig's parsePrivateKeyPEM."""
    block = pem_block(text)
    if block is None:
        raise GoError("no PEM data in input")
    name, content = block
    if name == "PRIVATE KEY":
        return _load(content, "decoding PEM as PKCS#8: x509: failed to parse private key", ("rsa", "ecdsa", "ed25519"))
    if not name.endswith(" PRIVATE KEY"):
        raise GoError("no private key data in PEM block of type " + name)
    kind = name[: -len(" PRIVATE KEY")]
    wanted = {"RSA": "rsa", "EC": "ecdsa", "DSA": "dsa"}.get(kind)
    if wanted is None:
        raise GoError("invalid private key type " + name)
    return _load(content, "parsing %s private key from PEM: x509: failed to parse private key" % kind, (wanted,))


def _load(content: bytes, complaint: str, kinds: tuple[str, ...]) -> t.Any:
    try:
        key = cryptography().serialization.load_der_private_key(content, None)
    except Exception:
        raise GoError(complaint) from None
    if kind_of_key(key) not in kinds:
        raise GoError(complaint)
    return key


__all__ = ("key_text", "kind_of_key", "new_key", "parse_key", "pem_block", "pem_text")
