# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's certificate functions: authorities, signed and self-signed certificates with new or given keys."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoObject
from ..gotmpl.printing import plain
from .cast import wrap_int64
from .encoding import base64_decode
from .text import from_bytes
from .world import World

_TYPE = "sprig.certificate"
_DAY = 24 * 3600 * 10**9
Items = t.Union[t.List[t.Any], None]  # noqa: UP006, UP007 - evaluated at run time


class Certificate(GoObject):
    """A certificate and its key, both as PEM text."""

    go_type: t.ClassVar[str] = _TYPE
    FIELDS: t.ClassVar[tuple[str, ...]] = ("Cert", "Key")
    __slots__ = ("Cert", "Key")

    def __init__(self, certificate: str, key: str) -> None:
        self.Cert = certificate
        self.Key = key


def _addresses(items: Items) -> list[bytes]:
    from ipaddress import IPv6Address, ip_address

    found = []
    for item in items or ():
        if not isinstance(item, str):
            raise GoError("error parsing ip: %s is not a string" % plain(item))
        try:
            address = ip_address(item)
        except ValueError:
            raise GoError("error parsing ip: " + item) from None
        if "%" in item:
            raise GoError("error parsing ip: " + item)
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        found.append((mapped or address).packed)
    return found


def _names(items: Items) -> list[str]:
    for item in items or ():
        if not isinstance(item, str):
            raise GoError("error processing alternate dns name: %s is not a string" % plain(item))
    return list(items or ())


class Maker:
    """Makes certificates in a world that gives time, serial numbers and new keys."""

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    def new_key(self) -> t.Any:
        """A new RSA key of 2048 bits."""
        from .keys import new_key

        return (self._world.generate_key or new_key)("rsa", 2048)

    def given_key(self, text: str) -> t.Any:
        """The key in a PEM text."""
        from .keys import parse_key

        try:
            return parse_key(text)
        except GoError as error:
            raise GoError("parsing private key: %s" % error) from None

    def authority(self, name: str, days: int, key: t.Any) -> Certificate:
        """A certificate authority."""
        return self._made(self._request(name, None, None, days, is_ca=True), key)

    def self_signed(self, name: str, ips: Items, names: Items, days: int, key: t.Any) -> Certificate:
        """A certificate signed with its own key."""
        return self._made(self._request(name, ips, names, days), key)

    def signed(self, name: str, ips: Items, names: Items, days: int, authority: Certificate, key: t.Any) -> Certificate:
        """A certificate signed by an authority."""
        from .keys import parse_key, pem_block
        from .x509 import read_issuer

        block = pem_block(authority.Cert)
        if block is None:
            raise GoError("unable to decode certificate")
        issuer = read_issuer(block[1], "decodedSignerCert.Bytes")
        try:
            issuer_key = parse_key(authority.Key)
        except GoError as error:
            raise GoError("error parsing private key: %s" % error) from None
        return self._made(self._request(name, ips, names, days), key, issuer=issuer, issuer_key=issuer_key)

    def _request(self, name: str, ips: Items, names: Items, days: int, *, is_ca: bool = False) -> t.Any:
        from .x509 import Request

        addresses, dns_names = _addresses(ips), _names(names)
        serial = int.from_bytes(self._world.random_bytes(16), "big")
        now = self._world.now()
        end = now + wrap_int64(wrap_int64(days) * _DAY)
        return Request(name, addresses, dns_names, serial, now // 10**9, end // 10**9, is_ca)

    def _made(self, request: t.Any, key: t.Any, **issuer: t.Any) -> Certificate:
        from .keys import key_text, pem_text
        from .x509 import make_certificate

        content = make_certificate(request, key, **issuer)
        return Certificate(pem_text("CERTIFICATE", content), key_text(key))


def build_custom(certificate: str, key: str) -> Certificate:
    """The certificate and key that two base64 texts hold, once they have been read."""
    from .keys import parse_key, pem_block
    from .x509 import read_issuer

    shown = _decoded(certificate, "certificate")
    shown_key = _decoded(key, "private key")
    block = pem_block(shown)
    if block is None:
        raise GoError("unable to decode certificate")
    read_issuer(block[1], "decodedCert.Bytes")
    try:
        parse_key(shown_key)
    except GoError as error:
        raise GoError("error parsing private key: %s" % error) from None
    return Certificate(shown, shown_key)


def _decoded(text: str, what: str) -> str:
    try:
        return from_bytes(base64_decode(text))
    except GoError:
        raise GoError("unable to decode base64 " + what) from None


def functions(world: World) -> dict[str, Function]:
    """The certificate functions by name."""
    make = Maker(world)
    table = [
        function("buildCustomCert", build_custom, "string, string"),
        function("genCA", lambda name, days: make.authority(name, days, make.new_key()), "string, int"),
        function(
            "genCAWithKey",
            lambda name, days, key: make.authority(name, days, make.given_key(key)),
            "string, int, string",
        ),
        function(
            "genSelfSignedCert",
            lambda name, ips, names, days: make.self_signed(name, ips, names, days, make.new_key()),
            "string, []any, []any, int",
        ),
        function(
            "genSelfSignedCertWithKey",
            lambda name, ips, names, days, key: make.self_signed(name, ips, names, days, make.given_key(key)),
            "string, []any, []any, int, string",
        ),
        function(
            "genSignedCert",
            lambda name, ips, names, days, by: make.signed(name, ips, names, days, by, make.new_key()),
            "string, []any, []any, int, " + _TYPE,
        ),
        function(
            "genSignedCertWithKey",
            lambda name, ips, names, days, by, key: make.signed(name, ips, names, days, by, make.given_key(key)),
            "string, []any, []any, int, %s, string" % _TYPE,
        ),
    ]
    return {entry.name: entry for entry in table}


__all__ = ("Certificate", "functions")
