# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Package every chart of a corpus with our engine and with helm, and compare the archives.

usage: python3 tools/parity/package.py HELM CORPUS [TEXT]
TEXT restricts to charts whose path holds it. Verdicts: same (equal when unpacked, equal gzip headers), refuses (both
fail with the same words), words, differs, fails (ours alone), accepts (helm alone fails). Helm leaves the order of
charts that are not declared to chance: they are compared in ours.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
import tempfile
import typing as t
from pathlib import Path

from authoring import ENGINE, compare, error_of, run_helm

sys.path.insert(0, str(ENGINE))

from _engine.chart.dependencies import check_dependencies
from _engine.chart.packing import pack, package_members, package_name, stamp
from _engine.disk.charts import load_chart
from _engine.errors import ChartError

EPOCH = 1_700_000_000
_HEAD = 61


def ours(chart: Path) -> tuple[str, bytes]:
    """The archive's name and bytes."""
    loaded = load_chart(str(chart))
    stamp(loaded, EPOCH * 1_000_000_000)
    check_dependencies(loaded)
    return package_name(loaded), pack(package_members(loaded, now=0))


def blocks(plain: bytes) -> list[tuple[t.Any, ...]]:
    """The archive's entries with all that their headers say."""
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        found = []
        for entry in archive:
            stream = archive.extractfile(entry)
            found.append((tuple(sorted(entry.get_info().items(), key=str)), stream.read() if stream else b""))
    return found


def judge(helm: str, chart: Path) -> tuple[str, str]:
    """The verdict on one chart, and what differs."""
    with tempfile.TemporaryDirectory() as place:
        words = ("package", str(chart), "-d", place)
        answer = run_helm(helm, *words, folder=Path(place), environment={"SOURCE_DATE_EPOCH": str(EPOCH)})
        try:
            name, data = ours(chart)
        except ChartError as error:
            if not answer.status:
                return "fails", str(error)
            return ("refuses", "") if str(error) == error_of(answer) else ("words", "%s\n%s" % (answer.err, error))
        if answer.status:
            return "accepts", answer.err
        made = Path(place) / name
        if not made.exists():
            return "differs", "no %s: %s" % (name, answer.out)
        want = made.read_bytes()
    if want[:_HEAD] != data[:_HEAD]:
        return "differs", "the header of the gzip stream"
    plain, got = gzip.decompress(want), gzip.decompress(data)
    if plain == got:
        return "same", ""
    if len(plain) == len(got) and sorted(blocks(plain), key=repr) == sorted(blocks(got), key=repr):
        return "same", ""
    helms, own = ([dict(head)["name"] for head, _data in blocks(text)] for text in (plain, got))
    return "differs", "only helm: %s\nonly ours: %s" % (sorted(set(helms) - set(own)), sorted(set(own) - set(helms)))


if __name__ == "__main__":
    sys.exit(compare(sys.argv[1:], str(__doc__), judge, good=("same", "refuses")))
