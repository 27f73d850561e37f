# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""cryptography, imported at first use: keys, certificates and ciphers that templates make."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


class Cryptography:
    """The modules of the package that are used here, by the last part of their names."""

    __slots__ = ("ciphers", "dsa", "ec", "ed25519", "hashes", "padding", "rsa", "serialization", "x509")

    def __init__(self) -> None:
        from cryptography import x509
        from cryptography.hazmat.primitives import ciphers, hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, padding, rsa

        self.ciphers: t.Any = ciphers
        self.dsa: t.Any = dsa
        self.ec: t.Any = ec
        self.ed25519: t.Any = ed25519
        self.hashes: t.Any = hashes
        self.padding: t.Any = padding
        self.rsa: t.Any = rsa
        self.serialization: t.Any = serialization
        self.x509: t.Any = x509


def cryptography() -> Cryptography:
    """The package's modules; MissingLibraryError where it is not installed."""
    try:
        return Cryptography()
    except ImportError as error:
        import traceback

        raise MissingLibraryError(
            "cryptography", "template functions that make keys", traceback.format_exc()
        ) from error


__all__ = ("Cryptography", "cryptography")
