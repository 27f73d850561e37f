# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs a chart's archive: its provenance file, which helm verifies; follows pkg/provenance/sign.go."""

from __future__ import annotations

import os
import typing as t

from ..chart.encoding import metadata_object
from ..chart.model import Metadata
from ..deps.pysequoia import pysequoia
from ..errors import FetchError
from ..goyaml.dump import dump
from .cache import digest_of
from .keyring import load_keyring, secret_key

_NO_SECRET = "provided key is not a private key. Try providing a keyring with secret keys"


class Signer:
    """A secret key that can sign. ``key`` selects it in the ``keyring`` (a path) by user ID, a part of one, or its
    fingerprint; empty takes the only one.

    FetchError where there is none such, more than one, or the passphrase does not unlock it.
    """

    def __init__(self, keyring: str, key: str, passphrase: str) -> None:
        path = os.path.expanduser(keyring)
        certificate = _chosen(path, key)
        self.signed_by = [str(user) for user in certificate.user_ids]
        self.fingerprint: str = certificate.fingerprint.upper()
        secrets = secret_key(path, certificate.fingerprint)
        if secrets is None:
            raise FetchError(_NO_SECRET)
        try:
            self._signer = secrets.signer(passphrase or None)
        except (RuntimeError, ValueError, TypeError) as error:
            reason = "this passphrase does not unlock it" if passphrase else str(error).partition("\n")[0]
            raise FetchError("the key of %s cannot sign: %s" % (", ".join(self.signed_by), reason)) from error

    def sign(self, archive: bytes, name: str, metadata: Metadata) -> bytes:
        """The provenance file of an archive with that file name."""
        library = pysequoia()
        sums = {"files": {name: "sha256:" + digest_of(archive)}}
        message = "%s\n...\n%s" % (dump(metadata_object(metadata)), dump(sums))
        signed: bytes = library.sign(
            self._signer, message.encode("utf-8", "surrogateescape"), mode=library.SignatureMode.CLEAR
        )
        return signed


def _chosen(path: str, key: str) -> t.Any:
    certificates = load_keyring(path)
    if not key:
        certificates = [found for found in certificates if secret_key(path, found.fingerprint) is not None]
        if len(certificates) > 1:
            raise FetchError("the keyring has several secret keys: name one by key")
        if not certificates:
            raise FetchError(_NO_SECRET)
        return certificates[0]
    partly = []
    for found in certificates:
        users = [str(user) for user in found.user_ids]
        if key in users or key.replace(" ", "").lower() == found.fingerprint:
            return found
        if any(key in user for user in users):
            partly.append(found)
    if len(partly) > 1:
        raise FetchError('more than one key contain the id "%s"' % key)
    if not partly:
        raise FetchError("private key not found")
    return partly[0]


__all__ = ("Signer",)
