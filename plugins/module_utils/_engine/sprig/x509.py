# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""X.509 certificates with the very fields and order that Go's CreateCertificate gives Sprig's.

The encoding is written here, since the certificates of untrusted charts may break rules that the cryptography package
insists on (an end before the start, long names) and Go does not.
"""

from __future__ import annotations

import typing as t

from ..deps.cryptography import cryptography
from ..gotmpl.functions import GoError
from ..gotmpl.strconv import quote
from .gotime import date_of
from .keys import kind_of_key
from .text import to_bytes

_PRINTABLE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")
_CURVES = {"secp224r1": "SHA256", "secp256r1": "SHA256", "secp384r1": "SHA384", "secp521r1": "SHA512"}
_ECDSA_OIDS = {"SHA256": "1.2.840.10045.4.3.2", "SHA384": "1.2.840.10045.4.3.3", "SHA512": "1.2.840.10045.4.3.4"}


class Request(t.NamedTuple):
    """What a certificate shall say; times are in seconds since 1970."""

    common_name: str
    addresses: t.Sequence[bytes]
    dns_names: t.Sequence[str]
    serial: int
    not_before: int
    not_after: int
    is_ca: bool


class Issuer(t.NamedTuple):
    """Who signs: the encoded name, key identifier (empty for none) and public key of a certificate."""

    name: bytes
    key_id: bytes
    public_key: t.Any


def _encoded(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _sequence(*parts: bytes) -> bytes:
    return _encoded(0x30, *parts)


def _integer(value: int) -> bytes:
    return _encoded(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _oid(dotted: str) -> bytes:
    first, second, *others = map(int, dotted.split("."))
    out = bytearray([first * 40 + second])
    for number in others:
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(number & 0x7F | 0x80)
        out += bytes(reversed(digits))
    return _encoded(0x06, bytes(out))


def _bits(content: bytes) -> bytes:
    return _encoded(0x03, b"\0", content)


def _time(unix: int) -> bytes:
    days, seconds = divmod(unix, 86400)
    year, month, day = date_of(days)
    clock = "%02d%02d%02d%02d%02dZ" % (month, day, seconds // 3600, seconds // 60 % 60, seconds % 60)
    if 1950 <= year < 2050:
        return _encoded(0x17, ("%02d%s" % (year % 100, clock)).encode("ascii"))
    if not 0 <= year <= 9999:
        raise GoError("error creating certificate: asn1: structure error: cannot represent time as GeneralizedTime")
    return _encoded(0x18, ("%04d%s" % (year, clock)).encode("ascii"))


def encoded_name(common_name: str) -> bytes:
    """A subject of a common name alone, or an empty one."""
    if not common_name:
        return _sequence()
    tag = 0x13 if _PRINTABLE.issuperset(common_name) else 0x0C
    value = _encoded(tag, to_bytes(common_name))
    return _sequence(_encoded(0x31, _sequence(_oid("2.5.4.3"), value)))


def _extension(oid: str, value: bytes, *, critical: bool = False) -> bytes:
    return _sequence(_oid(oid), _encoded(0x01, b"\xff") if critical else b"", _encoded(0x04, value))


def _alternative_names(request: Request) -> bytes:
    names = []
    for name in request.dns_names:
        if not name.isascii():
            raise GoError("error creating certificate: x509: %s cannot be encoded as an IA5String" % quote(name))
        names.append(_encoded(0x82, name.encode("ascii")))
    names += [_encoded(0x87, address) for address in request.addresses]
    return _sequence(*names)


def _extensions(request: Request, key_id: bytes, issuer_key_id: bytes, *, no_subject: bool) -> bytes:
    usage = _encoded(0x03, b"\x02\xa4" if request.is_ca else b"\x05\xa0")
    found = [
        _extension("2.5.29.15", usage, critical=True),
        _extension("2.5.29.37", _sequence(_oid("1.3.6.1.5.5.7.3.1"), _oid("1.3.6.1.5.5.7.3.2"))),
        _extension("2.5.29.19", _sequence(_encoded(0x01, b"\xff") if request.is_ca else b""), critical=True),
    ]
    if key_id:
        found.append(_extension("2.5.29.14", _encoded(0x04, key_id)))
    if issuer_key_id:
        found.append(_extension("2.5.29.35", _sequence(_encoded(0x80, issuer_key_id))))
    if request.dns_names or request.addresses:
        found.append(_extension("2.5.29.17", _alternative_names(request), critical=no_subject))
    return _encoded(0xA3, _sequence(*found))


def _signing(key: t.Any) -> tuple[bytes, t.Callable[[bytes], bytes]]:
    """The algorithm identifier of a key's signatures, and what makes them."""
    crypto = cryptography()
    kind = kind_of_key(key)
    if kind == "rsa":
        algorithm = _sequence(_oid("1.2.840.113549.1.1.11"), b"\x05\x00")
        return algorithm, lambda data: key.sign(data, crypto.padding.PKCS1v15(), crypto.hashes.SHA256())
    if kind == "ecdsa":
        digest = _CURVES.get(key.curve.name)
        if digest is None:
            raise GoError("error creating certificate: x509: unsupported elliptic curve")
        scheme = crypto.ec.ECDSA(getattr(crypto.hashes, digest)())
        return _sequence(_oid(_ECDSA_OIDS[digest])), lambda data: key.sign(data, scheme)
    if kind == "ed25519":
        return _sequence(_oid("1.3.101.112")), key.sign
    raise GoError("error creating certificate: x509: certificate private key does not implement crypto.Signer")


def _public_parts(key: t.Any) -> tuple[bytes, bytes]:
    """A public key as SubjectPublicKeyInfo, and the content of its bit string, which is hashed as its identifier."""
    if kind_of_key(key) == "dsa":
        raise GoError("error creating certificate: x509: unsupported public key type: *dsa.PublicKey")
    names = cryptography().serialization
    info: bytes = key.public_key().public_bytes(names.Encoding.DER, names.PublicFormat.SubjectPublicKeyInfo)
    rest = _content(info)
    algorithm_size = len(rest) - len(_content(rest, skip=True))
    return info, _content(rest[algorithm_size:])[1:]


def _content(data: bytes, *, skip: bool = False) -> bytes:
    """The content of the first value in an encoding, or with ``skip`` what follows that value."""
    size, start = data[1], 2
    if size & 0x80:
        start += size & 0x7F
        size = int.from_bytes(data[2:start], "big")
    return data[start + size :] if skip else data[start : start + size]


def read_issuer(content: bytes, where: str) -> Issuer:
    """The issuer that a certificate makes; GoError names ``where`` it came from if it cannot be read."""
    x509 = cryptography().x509
    try:
        certificate = x509.load_der_x509_certificate(content)
        name = certificate.subject.public_bytes()
        key_id = b""
        for extension in certificate.extensions:
            if isinstance(extension.value, x509.SubjectKeyIdentifier):
                key_id = extension.value.digest
        public_key = certificate.public_key()
    except Exception:
        raise GoError("error parsing certificate: %s: x509: malformed certificate" % where) from None
    return Issuer(name, key_id, public_key)


def make_certificate(request: Request, key: t.Any, *, issuer: Issuer | None = None, issuer_key: t.Any = None) -> bytes:
    """The encoded certificate of ``key``, signed by an issuer or by itself."""
    from hashlib import sha256

    signer = key if issuer is None else issuer_key
    algorithm, sign = _signing(signer)
    info, public_bits = _public_parts(key)
    subject = encoded_name(request.common_name)
    issuer_name = subject if issuer is None else issuer.name
    issuer_key_id = issuer.key_id if issuer is not None and issuer_name != subject else b""
    if issuer is not None and issuer.public_key != signer.public_key():
        raise GoError("error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey")
    key_id = sha256(public_bits).digest()[:20] if request.is_ca else b""
    content = _sequence(
        _encoded(0xA0, _integer(2)),
        _integer(request.serial),
        algorithm,
        issuer_name,
        _sequence(_time(request.not_before), _time(request.not_after)),
        subject,
        info,
        _extensions(request, key_id, issuer_key_id, no_subject=not request.common_name),
    )
    return _sequence(content, algorithm, _bits(sign(content)))


__all__ = ("Issuer", "Request", "make_certificate", "read_issuer")
