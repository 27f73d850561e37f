# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keys and certificates of one control plane, fresh for each start."""

from __future__ import annotations

import datetime
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_NAMES = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"]
_ADDRESSES = ["127.0.0.1", "::1", "10.0.0.1"]


class Authority:
    """A certificate authority in a folder: ``ca.crt``, and what it issues beside it as NAME.crt and NAME.key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._key = self._new_key("ca")
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "chartwright test bed")])
        usage = x509.KeyUsage(
            digital_signature=True,
            key_cert_sign=True,
            crl_sign=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        builder = self._builder(self._name, self._key).add_extension(x509.BasicConstraints(True, None), critical=True)
        self._certificate = builder.add_extension(usage, critical=True).sign(self._key, hashes.SHA256())
        self._write("ca", self._certificate)

    def issue_server(self, name: str) -> None:
        """A serving certificate for loopback."""
        alternatives: list[x509.GeneralName] = [x509.DNSName(host) for host in _NAMES]
        alternatives += [x509.IPAddress(ipaddress.ip_address(address)) for address in _ADDRESSES]
        self._issue(
            name,
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
            purpose=ExtendedKeyUsageOID.SERVER_AUTH,
            alternatives=alternatives,
        )

    def issue_client(self, name: str, *, user: str, group: str = "") -> None:
        """A client certificate: the API server takes its common name as the user and its organization as the group."""
        attributes = [x509.NameAttribute(NameOID.COMMON_NAME, user)]
        if group:
            attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, group))
        self._issue(name, x509.Name(attributes), purpose=ExtendedKeyUsageOID.CLIENT_AUTH, alternatives=[])

    def new_key(self, name: str) -> None:
        """A private key without a certificate, as service account tokens are signed with."""
        self._new_key(name)

    def _issue(
        self, name: str, subject: x509.Name, *, purpose: x509.ObjectIdentifier, alternatives: list[x509.GeneralName]
    ) -> None:
        builder = self._builder(subject, self._new_key(name))
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        if alternatives:
            builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        self._write(name, builder.sign(self._key, hashes.SHA256()))

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.timezone.utc)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=365))
        )

    def _new_key(self, name: str) -> ec.EllipticCurvePrivateKey:
        key = ec.generate_private_key(ec.SECP256R1())
        path = self.folder / ("%s.key" % name)
        path.touch(mode=0o600)
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
        )
        return key

    def _write(self, name: str, certificate: x509.Certificate) -> None:
        (self.folder / ("%s.crt" % name)).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


__all__ = ["Authority"]
