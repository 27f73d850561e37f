# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's checksums, passwords, ciphers and private keys."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from .encoding import base64_decode, base64_encode
from .text import from_bytes, to_bytes
from .world import World

_BCRYPT_ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _digest(algorithm: str) -> t.Callable[[str], str]:
    def call(text: str) -> str:
        import hashlib

        return hashlib.new(algorithm, to_bytes(text), usedforsecurity=False).hexdigest()

    return call


def adler32(text: str) -> str:
    """The Adler-32 checksum in decimal."""
    from zlib import adler32 as checksum

    return str(checksum(to_bytes(text)))


def bcrypt_hash(world: World, password: str) -> str:
    """A bcrypt hash of cost 10, or a sentence if the password is too long."""
    from ..deps.bcrypt import bcrypt

    data = to_bytes(password)
    if len(data) > 72:
        return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"
    salt = (
        base64_encode(world.random_bytes(16)).rstrip("=").translate(str.maketrans(_BASE64_ALPHABET, _BCRYPT_ALPHABET))
    )
    hashed: bytes = bcrypt().hashpw(data, b"$2a$10$" + salt.encode("ascii"))
    return hashed.decode("ascii")


def htpasswd(world: World, user: str, password: str) -> str:
    """A line of an htpasswd file."""
    if ":" in user:
        return "invalid username: " + user
    return user + ":" + bcrypt_hash(world, password)


def derive_password(counter: int, kind: str, password: str, user: str, site: str) -> str:
    """The password that the Master Password algorithm derives."""
    from .masterpassword import derive

    return derive(int(counter), kind, password, user, site)


def _cipher(password: str, start: bytes) -> t.Any:
    from ..deps.cryptography import cryptography

    ciphers = cryptography().ciphers
    key = to_bytes(password)[:32].ljust(32, b"\0")
    return ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.CBC(start))


def encrypt_aes(world: World, password: str, text: str) -> str:
    """The text under AES-256-CBC with a random start, in base64."""
    if not text:
        return ""
    data = to_bytes(text)
    padding = 16 - len(data) % 16
    start = world.random_bytes(16)
    encryptor = _cipher(password, start).encryptor()
    return base64_encode(start + encryptor.update(data + bytes([padding]) * padding) + encryptor.finalize())


def decrypt_aes(password: str, packed: str) -> str:
    """The text that ``encryptAES`` packed."""
    if not packed:
        return ""
    data = base64_decode(packed)
    if len(data) < 16:
        raise GoError("runtime error: slice bounds out of range [:16] with capacity %d" % (len(packed) // 4 * 3))
    if len(data) % 16:
        raise GoError("crypto/cipher: input not full blocks")
    if len(data) == 16:
        raise GoError("runtime error: index out of range [-1]")
    decryptor = _cipher(password, data[:16]).decryptor()
    text: bytes = decryptor.update(data[16:]) + decryptor.finalize()
    end = len(text) - text[-1]
    if end < 0:
        raise GoError("runtime error: slice bounds out of range [:%d]" % end)
    return from_bytes(text[:end])


def private_key(world: World, kind: str) -> str:
    """A new private key as PEM text, or a sentence for a kind unknown."""
    bits = {"": 4096, "rsa": 4096, "dsa": 2048, "ecdsa": 256, "ed25519": 256}.get(kind)
    if bits is None:
        return "Unknown type " + kind
    from .keys import key_text, new_key

    return key_text((world.generate_key or new_key)(kind or "rsa", bits))


def functions(world: World) -> dict[str, Function]:
    """The cryptographic functions by name."""
    table = [
        function("sha1sum", _digest("sha1"), "string"),
        function("sha256sum", _digest("sha256"), "string"),
        function("sha512sum", _digest("sha512"), "string"),
        function("adler32sum", adler32, "string"),
        function("bcrypt", lambda password: bcrypt_hash(world, password), "string"),
        function("htpasswd", lambda user, password: htpasswd(world, user, password), "string, string"),
        function("derivePassword", derive_password, "uint32, string, string, string, string"),
        function("encryptAES", lambda password, text: encrypt_aes(world, password, text), "string, string"),
        function("decryptAES", decrypt_aes, "string, string"),
        function("genPrivateKey", lambda kind: private_key(world, kind), "string"),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
