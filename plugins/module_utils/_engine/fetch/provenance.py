# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Verifies a chart's archive by its provenance file: who signed it, and that it is the archive that was signed.

Follows pkg/provenance/sign.go.
"""

from __future__ import annotations

import os
import typing as t

from ..deps.pysequoia import pysequoia
from ..errors import FetchError
from ..gotmpl.functions import GoError
from ..goyaml.load import load
from .cache import digest_of
from .keyring import default_keyring, load_keyring

_PROVENANCE_LIMIT = 1 << 20
_START = b"-----BEGIN PGP SIGNED MESSAGE-----"


class Verification(t.NamedTuple):
    """The user IDs and the fingerprint of the key that signed, and the archive's ``sha256:`` digest."""

    signed_by: list[str]
    fingerprint: str
    hash: str

    @property
    def result(self) -> dict[str, t.Any]:
        """As results say it."""
        return self._asdict()


def verify_provenance(archive: bytes, provenance: bytes, name: str, *, keyring: str = "") -> Verification:
    """Check that ``provenance`` is signed by a key of ``keyring`` and names the archive, a file called ``name``.

    ``keyring`` is a path, empty for GnuPG's own. FetchError says what does not fit.
    """
    path = os.path.expanduser(keyring) or default_keyring(os.environ)
    certificates = load_keyring(path)
    if _START not in provenance:
        raise FetchError("signature block not found")
    try:
        found = pysequoia().verify(provenance, lambda key_ids: certificates)
    except (RuntimeError, ValueError, TypeError) as error:
        reason = str(error).partition("\n")[0]
        raise FetchError(
            "the provenance file of %s is not signed by a key in %s, or was changed since: %s" % (name, path, reason)
        ) from error
    fingerprint = found.valid_sigs[0].certificate
    actual = "sha256:" + digest_of(archive)
    _check_sum(_signed_sums(found.bytes or b""), name, actual)
    signer = next(item for item in certificates if item.fingerprint == fingerprint)
    return Verification([str(user) for user in signer.user_ids], fingerprint.upper(), actual)


def verify_file(path: str, archive: bytes, *, keyring: str = "") -> Verification:
    """Check the packaged chart at ``path``, whose content is ``archive``, by the provenance file beside it."""
    if not path.lower().endswith(".tgz"):
        raise FetchError("chart must be a tgz file")
    try:
        with open(path + ".prov", "rb") as stream:
            provenance = stream.read(_PROVENANCE_LIMIT)
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise FetchError("could not load provenance file %s.prov: stat %s.prov: %s" % (path, path, reason)) from error
    return verify_provenance(archive, provenance, os.path.basename(path), keyring=keyring)


def _check_sum(sums: dict[str, t.Any], name: str, actual: str) -> None:
    if name not in sums:
        raise FetchError('provenance does not contain a SHA for a file named "%s"' % name)
    if sums[name] != actual:
        raise FetchError('sha256 sum does not match for %s: "%s" != "%s"' % (name, sums[name], actual))


def _signed_sums(message: bytes) -> dict[str, t.Any]:
    """The files that a signed message names, with their digests; only what was signed is read."""
    parts = message.replace(b"\r\n", b"\n").split(b"\n...\n")
    if len(parts) < 2:
        raise FetchError("message block must have at least two parts")
    try:
        document = load(parts[1])
    except GoError as error:
        raise FetchError("the provenance file is no YAML: %s" % error) from error
    files = document.get("files") if isinstance(document, dict) else None
    return files if isinstance(files, dict) else {}


__all__ = ("Verification", "verify_file", "verify_provenance")
