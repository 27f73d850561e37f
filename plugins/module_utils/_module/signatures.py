# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The provenance file that chart_package writes beside an archive."""

from __future__ import annotations

import contextlib
import os
import typing as t

from .._engine.chart.model import Chart
from .._engine.errors import ChartError, FetchError
from .._engine.fetch.cache import digest_of
from .._engine.fetch.provenance import Verification, verify_provenance
from .._engine.fetch.signing import Signer
from .chart_folders import Diff, chart_path, difference, read_file, write_file
from .run import Context, Params, Result


class Signature(t.NamedTuple):
    """Where the provenance file is, who signs, and what of that is new; all empty without ``sign``."""

    path: str = ""
    result: Result | None = None
    diff: t.Sequence[Diff] = ()


def signed(path: str, archive: bytes, chart: Chart, params: Params, context: Context) -> Signature:
    """Sign the archive that stands at ``path`` as the task wants, unless the file beside it proves the same already."""
    held = read_file(path + ".prov")
    if not params["sign"]:
        if held is not None and digest_of(archive).encode() not in held:
            context.warn("The provenance file %s.prov belongs to another archive." % path)
        return Signature()
    keyring = chart_path(params["keyring"])
    signer = Signer(keyring, params["key"] or "", _passphrase(params, context))
    name, proof = os.path.basename(path), Verification(signer.signed_by, signer.fingerprint, _digest(archive))
    with contextlib.suppress(FetchError):
        if held is not None and verify_provenance(archive, held, name, keyring=keyring) == proof:
            return Signature(path + ".prov", proof.result)
    data = signer.sign(archive, name, chart.metadata)
    if not context.check_mode:
        write_file(path + ".prov", data)
    before = "" if held is None else "another signature\n"
    diff = difference(path + ".prov", before, "signature of %s by %s\n" % (proof.hash, proof.fingerprint))
    return Signature(path + ".prov", proof.result, [diff])


def _digest(archive: bytes) -> str:
    return "sha256:" + digest_of(archive)


def _passphrase(params: Params, context: Context) -> str:
    if not params["passphrase_file"]:
        return params["passphrase"] or ""
    text = read_file(chart_path(params["passphrase_file"]))
    if text is None:
        raise ChartError("open %s: no such file or directory" % params["passphrase_file"])
    passphrase = text.decode("utf-8", "surrogateescape").partition("\n")[0].removesuffix("\r")
    context.secrets.add([passphrase])
    return passphrase


__all__ = ("Signature", "signed")
