# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Archives, friendly and hostile; every message was given by helm's pkg/chart/loader/archive."""

from __future__ import annotations

import gzip
import io
import tarfile
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.archive import read_archive
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.tar import NotGzipError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError

Entry: t.TypeAlias = "tuple[str, bytes] | tuple[str, bytes, bytes]"
FORMATS = (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT)


def tar(*entries: Entry, kind: int = tarfile.PAX_FORMAT, mode: int = 0o644) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=kind) as archive:
        for entry in entries:
            info = tarfile.TarInfo(entry[0])
            info.size, info.mtime, info.mode = len(entry[1]), 1700000000, mode
            if len(entry) == 3:
                info.type, info.linkname = entry[2], "/etc/passwd"
            archive.addfile(info, io.BytesIO(entry[1]))
    return buffer.getvalue()


def packed(*entries: Entry, kind: int = tarfile.PAX_FORMAT) -> bytes:
    return gzip.compress(tar(*entries, kind=kind))


@pytest.mark.parametrize("kind", FORMATS)
def test_names_lose_their_first_part_and_files_their_byte_order_mark(kind: int) -> None:
    files = read_archive(packed(("any/Chart.yaml", b"\xef\xbb\xbfa"), ("x/é/./b//c", b"2"), kind=kind))
    assert [(file.name, file.data, file.mod_time) for file in files] == [
        ("Chart.yaml", b"a", 1700000000 * 10**9),
        ("é/b/c", b"2", 1700000000 * 10**9),
    ]


@pytest.mark.parametrize("kind", FORMATS[:2])
def test_long_names_are_read(kind: int) -> None:
    name = "d/" * 100 + "f"
    assert [file.name for file in read_archive(packed(("x/" + name, b""), kind=kind))] == [name]


def test_names_of_windows_are_read() -> None:
    assert [file.name for file in read_archive(packed(("x\\a\\b", b"")))] == ["a/b"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_empty_files_and_folders_nothing(kind: bytes) -> None:
    files = read_archive(packed(("x/f", b"", kind), ("x/d", b"", tarfile.DIRTYPE)))
    assert [(file.name, file.data) for file in files] == [("f", b"")]


HOSTILE = [
    ("x/../../e", "chart illegally references parent directory"),
    ("x/..a", "chart illegally references parent directory"),
    ("x\\..\\a", "chart illegally references parent directory"),
    ("x//e", "chart illegally contains absolute paths"),
    ("x", 'chart illegally contains content outside the base directory: "x"'),
    ("x/.", 'chart illegally contains content outside the base directory: "x/."'),
    ("x/c:/a", "chart contains illegally named files"),
    ("Chart.yaml/x", "chart yaml not in base directory"),
]


@pytest.mark.parametrize(("name", "message"), HOSTILE)
def test_a_name_that_leaves_the_chart_is_refused(name: str, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        read_archive(packed((name, b"1")))
    assert str(caught.value) == message


WHOLE = tar(("x/Chart.yaml", b"a"), ("x/a", b"z" * 3000))
BROKEN = [
    (b"", "EOF"),
    (b"x", "unexpected EOF"),
    (b"not a gzip stream", "gzip: invalid header"),
    (gzip.compress(b""), "no files in chart archive"),
    (gzip.compress(b"\0" * 1024), "no files in chart archive"),
    (gzip.compress(b"x" * 512), "archive/tar: invalid tar header"),
    (gzip.compress(b"\0" * 512 + b"a" * 512), "archive/tar: invalid tar header"),
    (gzip.compress(WHOLE)[:50], "unexpected EOF"),
    (gzip.compress(WHOLE[:2100]), "unexpected EOF"),
]


@pytest.mark.parametrize(("data", "message"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_archive_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        read_archive(data)
    assert str(caught.value) == message
    assert isinstance(caught.value, NotGzipError) == message.startswith("gzip")


def test_a_stream_may_have_several_parts() -> None:
    files = read_archive(gzip.compress(WHOLE[:1024]) + gzip.compress(WHOLE[1024:]))
    assert [len(file.data) for file in files] == [1, 3000]


@pytest.mark.parametrize("size", [999, 1500])
def test_all_files_together_stay_within_the_budget(size: int) -> None:
    with pytest.raises(ChartError) as caught:
        read_archive(packed(("x/a", b"a" * 1000), ("x/b", b"b" * 500)), max_size=size)
    assert str(caught.value) == "decompressed chart is larger than the maximum size %d" % size


def test_a_bomb_is_not_unpacked() -> None:
    bomb = packed(("x/a", b""))
    header = bytearray(tar(("x/bomb", b""))[:512])
    header[124:136] = b"77777777777\0"
    header[148:156] = b"%06o\0 " % (sum(header) - sum(header[148:156]) + 8 * 32)
    with pytest.raises(ChartError, match="larger than the maximum size"):
        read_archive(gzip.compress(bytes(header) + b"\0" * 10**6) + bomb)


def test_the_number_of_headers_is_bounded() -> None:
    header = tar(("x/d", b"", tarfile.DIRTYPE))[:512]
    with pytest.raises(ChartError, match="more than 100000 entries"):
        read_archive(gzip.compress(header * 100_001, 1))
