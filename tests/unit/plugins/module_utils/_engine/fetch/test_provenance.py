# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Provenance files: what a signature proves, by keys and signatures that a real library makes."""

from __future__ import annotations

import hashlib
import struct
import typing as t
from pathlib import Path

import pysequoia
import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.keyring import (
    default_keyring,
    keybox_keys,
    load_keyring,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.provenance import verify_provenance

ARCHIVE = b"the bytes of an archive"
SUM = "sha256:" + hashlib.sha256(ARCHIVE).hexdigest()
NAME = "tea-1.2.3.tgz"
MAKER = pysequoia.Tsk.generate("Chart Maker <maker@example.com>")
OTHER = pysequoia.Tsk.generate("Someone <someone@example.com>")


def message(name: str = NAME, digest: str = SUM) -> str:
    return "name: tea\nversion: 1.2.3\n\n...\nfiles:\n  %s: %s\n" % (name, digest)


def signed(text: str, key: t.Any = MAKER, mode: t.Any = pysequoia.SignatureMode.CLEAR) -> bytes:
    return bytes(pysequoia.sign(key.signer(), text.encode(), mode=mode))


def certificate(key: t.Any) -> t.Any:
    return key.extract_certificate()


def keybox(*blobs: tuple[bytes, int]) -> bytes:
    """A keybox of keys, each with its flags."""
    data = struct.pack(">IBBH4s20x", 32, 1, 1, 0, b"KBXf")
    for key, flags in blobs:
        data += struct.pack(">IBBHII4x", 20 + len(key), 2, 1, flags, 20, len(key)) + key
    return data


@pytest.fixture
def keyring(tmp_path: Path) -> Path:
    path = tmp_path / "keys.gpg"
    path.write_bytes(bytes(certificate(OTHER)) + bytes(certificate(MAKER)))
    return path


def test_a_signed_chart_is_verified(keyring: Path) -> None:
    found = verify_provenance(ARCHIVE, signed(message()), NAME, keyring=str(keyring))
    assert found.signed_by == ["Chart Maker <maker@example.com>"]
    assert found.fingerprint == certificate(MAKER).fingerprint.upper()
    assert found.hash == SUM


@pytest.mark.parametrize(
    ("provenance", "words"),
    [
        (b"", "signature block not found"),
        (message().encode(), "signature block not found"),
        (signed(message(), mode=pysequoia.SignatureMode.INLINE), "signature block not found"),
        (signed(message()).replace(b"name: tea", b"name: tee"), "is not signed by a key in"),
        (signed(message()).replace(SUM[-8:].encode(), b"00000000"), "is not signed by a key in"),
        (signed(message(), pysequoia.Tsk.generate("A Stranger")), "is not signed by a key in"),
        (b"-----BEGIN PGP SIGNED MESSAGE-----\n\nx", "is not signed by a key in"),
        (signed("name: tea\n"), "message block must have at least two parts"),
        (signed("name: tea\n...\n{"), "the provenance file is no YAML"),
        (signed("name: tea\n...\n[]\n"), "does not contain a SHA"),
        (signed(message(name="tea-1.2.4.tgz")), 'does not contain a SHA for a file named "tea-1.2.3.tgz"'),
        (signed(message(digest="sha256:00")), 'sha256 sum does not match for tea-1.2.3.tgz: "sha256:00" != "sha256:'),
    ],
)
def test_what_proves_nothing_is_refused(keyring: Path, provenance: bytes, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        verify_provenance(ARCHIVE, provenance, NAME, keyring=str(keyring))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_text_around_the_signed_part_counts_for_nothing(keyring: Path) -> None:
    around = message(digest="sha256:00").encode() + signed(message()) + message(digest="sha256:00").encode()
    assert verify_provenance(ARCHIVE, around, NAME, keyring=str(keyring)).hash == SUM


@pytest.mark.parametrize("form", ["binary", "armored", "armored twice", "keybox"])
def test_keyrings_come_in_several_forms(tmp_path: Path, form: str) -> None:
    maker, other = certificate(MAKER), certificate(OTHER)
    forms = {
        "binary": bytes(maker),
        "armored": str(maker).encode(),
        "armored twice": str(other).encode() + b"\n" + str(maker).encode(),
        "keybox": keybox((bytes(other), 0), (bytes(maker), 0)),
    }
    path = tmp_path / "keys"
    path.write_bytes(forms[form])
    assert maker.fingerprint in [found.fingerprint for found in load_keyring(str(path))]
    assert verify_provenance(ARCHIVE, signed(message()), NAME, keyring=str(path)).hash == SUM


def test_keys_that_a_keybox_does_not_hold_for_good_are_left_out() -> None:
    assert keybox_keys(keybox((b"one", 0), (b"two", 2))) == b"one"


@pytest.mark.parametrize(
    "data",
    [keybox(), keybox((b"key", 2)), keybox((b"key", 0))[:-1], keybox() + struct.pack(">IBB", 6, 2, 1), b"\0" * 9],
)
def test_a_damaged_keybox_is_refused(data: bytes) -> None:
    with pytest.raises(FetchError, match="failed to load keyring"):
        keybox_keys(data)


def test_a_keyring_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"failed to load keyring: open .*none: no such file or directory"):
        load_keyring(str(tmp_path / "none"))
    (tmp_path / "keys").write_bytes(b"no keys")
    with pytest.raises(FetchError, match="failed to load keyring"):
        load_keyring(str(tmp_path / "keys"))


def test_gnupgs_keyring_is_found_as_helm_finds_it(tmp_path: Path) -> None:
    environ = {"GNUPGHOME": str(tmp_path)}
    assert default_keyring(environ).endswith("pubring.gpg")
    (tmp_path / "pubring.kbx").touch()
    assert default_keyring(environ).endswith("pubring.kbx")
    (tmp_path / "pubring.gpg").touch()
    assert default_keyring(environ).endswith("pubring.gpg")
