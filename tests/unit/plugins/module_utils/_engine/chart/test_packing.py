# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Packaged charts against the archives that helm made of the same files (packing_truths.json)."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.archive import read_archive
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.dependencies import check_dependencies
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.gotime import format_time, nanoseconds
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import Chart, File, Metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.packing import (
    pack,
    package_members,
    package_name,
    stamp,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.tarwriting import Member, write_tar
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.charts import load_chart
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError

TRUTHS = json.loads((Path(__file__).parent / "packing_truths.json").read_text(encoding="utf-8"))
EPOCH = 1_700_000_000_000_000_000


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


@pytest.mark.parametrize("name", [name for name in TRUTHS if "tar" in TRUTHS[name]])
def test_an_archive_is_helms_to_the_byte_but_for_compression(name: str, tmp_path: Path) -> None:
    truth = TRUTHS[name]
    chart = load_chart(str(write(tmp_path / name, truth["files"])))
    stamp(chart, EPOCH)
    data = pack(package_members(chart, now=0))
    assert package_name(chart) == truth["archive"]
    assert data[:61].hex() == truth["head"]
    assert hashlib.sha256(gzip.decompress(data)).hexdigest() == truth["tar"]


@pytest.mark.parametrize("name", [name for name in TRUTHS if "error" in TRUTHS[name]])
def test_what_helm_does_not_package_is_refused_in_its_words(name: str, tmp_path: Path) -> None:
    chart = load_chart(str(write(tmp_path / name, TRUTHS[name]["files"])))
    with pytest.raises(ChartError) as error:
        check_dependencies(chart)
        package_members(chart, now=0)
    assert TRUTHS[name]["error"].removeprefix("failed to save: ") == str(error.value)


def test_an_archive_can_be_read_again() -> None:
    chart = Chart(metadata=Metadata(name="web", version="1.0.0", api_version="v2"), files=[File("a" * 300, b"x", 5)])
    files = read_archive(pack(package_members(chart, now=EPOCH)))
    assert [(file.name, file.data) for file in files][1:] == [("a" * 300, b"x")]
    assert files[0].mod_time == EPOCH


def test_times_are_rounded_to_seconds_and_old_ones_kept() -> None:
    early, late = (write_tar([Member("a", b"", time)]) for time in (-5_000_000_000, 1_499_999_999))
    assert b"mtime=-5\n" in early
    assert late[136:147] == b"%011o" % 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.5Z", -500_000_000),
        ("2024-02-29T12:30:15.000000001+02:30", 1709200815_000_000_001),
        ("2100-03-01T00:00:00-11:00", 4107582000_000_000_000),
    ],
)
def test_a_locks_time_is_a_moment(text: str, expected: int | None) -> None:
    assert nanoseconds(text) == expected
    if expected is not None and text.endswith("Z"):
        assert format_time(expected) == text
