# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Public keys from a keyring file: binary, armored, or GnuPG's keybox; follows pkg/provenance/keybox.go."""

from __future__ import annotations

import os
import re
import struct
import typing as t

from ..deps.pysequoia import pysequoia
from ..errors import FetchError

_KEYRING_LIMIT = 64 << 20
_OPENPGP_BLOB = 2
_EPHEMERAL = 0x0002
_HEADER = 16
_ARMOR = re.compile(rb"-----BEGIN PGP [A-Z ]+-----.*?-----END PGP [A-Z ]+-----", re.DOTALL)


def default_keyring(environ: t.Mapping[str, str]) -> str:
    """GnuPG's keyring of the user, where helm looks for it."""
    home = environ.get("GNUPGHOME") or os.path.join(os.path.expanduser("~"), ".gnupg")
    legacy, keybox = os.path.join(home, "pubring.gpg"), os.path.join(home, "pubring.kbx")
    return keybox if not os.path.exists(legacy) and os.path.exists(keybox) else legacy


def load_keyring(path: str) -> list[t.Any]:
    """The certificates (pysequoia's Cert) in a keyring; FetchError where it cannot be read."""
    certificates: list[t.Any] = []
    library = pysequoia()
    try:
        for block in _blocks(path):
            certificates += library.Cert.split_bytes(block)
    except (RuntimeError, ValueError, TypeError) as error:
        raise FetchError("failed to load keyring: %s: %s" % (path, str(error).partition("\n")[0])) from error
    return certificates


def secret_key(path: str, fingerprint: str) -> t.Any:
    """The secret key (pysequoia's Tsk) of a certificate in a keyring that can be read, None where it has only that."""
    library = pysequoia()
    tag = library.packet.Tag
    for block in _blocks(path):
        packets: list[t.Any] = []
        for packet in library.packet.PacketPile.from_bytes(block):
            if packet.tag in (tag.SecretKey, tag.PublicKey):
                if packets:
                    break
                if packet.tag == tag.PublicKey or packet.fingerprint != fingerprint:
                    continue
            elif not packets:
                continue
            packets.append(packet)
        if packets:
            return library.Tsk.from_packets(packets)
    return None


def _blocks(path: str) -> list[bytes]:
    """The keyring's content, each armored part of it alone."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(_KEYRING_LIMIT)
    except OSError as error:
        raise FetchError("failed to load keyring: open %s: %s" % (path, (error.strerror or "").lower())) from error
    return [keybox_keys(data)] if data[8:12] == b"KBXf" else _ARMOR.findall(data) or [data]


def keybox_keys(data: bytes) -> bytes:
    """The OpenPGP keys in a keybox, one after the other; FetchError where it is damaged or has none."""
    keys, offset = bytearray(), 0
    while offset < len(data):
        length = struct.unpack_from(">I", data, offset)[0] if offset + 5 <= len(data) else 0
        if length < 5 or offset + length > len(data):
            raise FetchError("failed to load keyring: the keybox is damaged at offset %d" % offset)
        blob = data[offset : offset + length]
        if blob[4] == _OPENPGP_BLOB:
            if length < _HEADER:
                raise FetchError("failed to load keyring: the keybox is damaged at offset %d" % offset)
            flags, start, size = struct.unpack_from(">HII", blob, 6)
            if start + size > length:
                raise FetchError("failed to load keyring: the keybox is damaged at offset %d" % offset)
            if not flags & _EPHEMERAL:
                keys += blob[start : start + size]
        offset += length
    if not keys:
        raise FetchError("failed to load keyring: keybox contains no OpenPGP keys")
    return bytes(keys)


__all__ = ("default_keyring", "keybox_keys", "load_keyring", "secret_key")
