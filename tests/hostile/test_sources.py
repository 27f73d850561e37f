# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Archives and indexes that nobody should trust: refused in words or taken harmlessly, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import os
import resource
import tarfile
import typing as t
import zlib
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.archive import read_archive
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.loading import load_archive
from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.unpacking import write_tree
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.access import Access
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.index import Index, resolve_url
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.paths import HelmPaths
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.resolve import ChartSource, download

SECONDS = 10
MEGABYTES = 768
_CHART = b"apiVersion: v2\nname: a\nversion: 1.0.0\n"


def bounded(work: t.Callable[[], object], folder: Path) -> str:
    """What the work says in a process of its own that may not take the machine along: "ok", or an engine's error."""
    answer = folder / "answer"
    sizes = Path("/proc/self/statm").read_text().split()
    virtual, resident = (int(pages) * resource.getpagesize() for pages in sizes[:2])
    pid = os.fork()
    if not pid:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (virtual + (2 << 30), virtual + (2 << 30)))
            resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
            try:
                work()
                said = "ok"
            except EngineError as error:
                said = str(error)
            except BaseException as error:
                said = "BUG: %s: %s" % (type(error).__name__, error)
            answer.write_text(said[:2000], encoding="utf-8", errors="replace")
        finally:
            os._exit(0)
    _pid, _status, used = os.wait4(pid, 0)
    said = answer.read_text(encoding="utf-8") if answer.exists() else "BUG: the process was killed"
    assert not said.startswith("BUG"), said
    assert used.ru_utime + used.ru_stime < SECONDS, said
    assert used.ru_maxrss * 1024 - resident < MEGABYTES << 20, said
    return said


def packed(*entries: tuple[str, bytes | None, bytes], chart: bool = True) -> bytes:
    """An archive of entries (name, type, and content or the target of a link) after a good Chart.yaml."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, kind, content in ((("a/Chart.yaml", None, _CHART), *entries) if chart else entries):
            entry = tarfile.TarInfo(name)
            if kind is None:
                entry.size = len(content)
            else:
                entry.type, entry.linkname = kind, content.decode()
            archive.addfile(entry, io.BytesIO(content) if kind is None else None)
    return gzip.compress(raw.getvalue(), 1)


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE, mode: int = 0o644) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.type = size, kind
    block = entry.tobuf(tarfile.GNU_FORMAT)
    block = block[:100] + b"%07o\0" % mode + block[108:148] + b" " * 8 + block[156:]
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def repeated(piece: bytes, times: int) -> bytes:
    """A gzip stream of the same member many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return (packer.compress(piece) + packer.flush()) * times


_MEGABYTE = bytes(1 << 20)
NAMES = {
    "parent": ("a/../../evil", None, "parent directory"),
    "parent at once": ("../evil", None, "ok"),
    "deep parent": ("a/b/c/../../../../evil", None, "parent directory"),
    "absolute": ("/tmp/evil", None, "ok"),
    "absolute inside": ("a//tmp/evil", None, "absolute paths"),
    "drive": ("a/C:/evil", None, "illegally named"),
    "backslashes": ("a\\..\\..\\evil", None, "parent directory"),
    "the folder itself": ("a/.", None, "outside the base directory"),
    "symbolic link": ("a/templates/link", tarfile.SYMTYPE, ""),
    "hard link": ("a/templates/link", tarfile.LNKTYPE, ""),
    "device": ("a/templates/link", tarfile.CHRTYPE, ""),
    "fifo": ("a/templates/link", tarfile.FIFOTYPE, ""),
    "link in place of a folder": ("a/templates", tarfile.SYMTYPE, ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_no_entry_leads_out_of_the_chart(name: str, tmp_path: Path) -> None:
    entry, kind, words = NAMES[name]
    secret = tmp_path / "secret"
    secret.write_text("secret")
    content = str(tmp_path if entry == "a/templates" else secret).encode() if kind else b"evil"
    inside = [("a/templates/evil", None, b"evil")] if entry == "a/templates" else []
    data = packed((entry, kind, content), *inside)
    target = tmp_path / "charts" / "a"
    target.parent.mkdir()

    def unpack() -> None:
        files = read_archive(data)
        assert b"secret" not in b"".join(file.data for file in files)
        write_tree(str(target), files)

    said = bounded(unpack, tmp_path)
    assert words in said
    found = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_symlink() or path.is_file()}
    assert {path for path in found if path.parts[:2] != ("charts", "a")} <= {Path("secret"), Path("answer")}
    assert not any(path.is_symlink() for path in tmp_path.rglob("*")) and secret.read_text() == "secret"
    assert not Path("/tmp/evil").exists()


_BOMB = packed(("a/x", None, bytes(90 << 20)))
BOMBS: dict[str, tuple[t.Callable[[], bytes], str]] = {
    "ten gigabytes in one file": (
        lambda: gzip.compress(header("a/x", 10 << 30)) + repeated(_MEGABYTE * 64, 160),
        "larger than the maximum size",
    ),
    "ten gigabytes in many files": (lambda: repeated(header("a/x", 1 << 20) + _MEGABYTE, 10_000), "larger than"),
    "ten gigabytes in no file": (
        lambda: repeated(header("a/x", 1 << 20, mode=0o40755) + _MEGABYTE, 10_000), "too many bytes",
    ),
    "ten gigabytes of names": (
        lambda: repeated(header("././@LongLink", 1 << 20, tarfile.GNUTYPE_LONGNAME) + _MEGABYTE, 10_000),
        "too many bytes",
    ),
    "ten gigabytes of extended headers": (
        lambda: repeated(header("x", 1 << 20, tarfile.XHDTYPE) + b"1048576 a=" + b"x" * 1048565 + b"\n", 10_000),
        "too many bytes",
    ),
    "a million files": (lambda: repeated(header("a/x", 0) * 1000, 1000), "more than 100000 entries"),
    "a million folders": (
        lambda: repeated(header("a/x", 0, tarfile.DIRTYPE, 0o755) * 1000, 1000), "more than 100000 entries",
    ),
    "a size beyond all": (lambda: gzip.compress(header("a/x", (1 << 62) - 1)), "larger than|EOF"),
    "a negative size": (
        lambda: gzip.compress(header("a/x", 0)[:124] + b"\xff" * 12 + bytes(376)), "invalid tar header",
    ),
    "half an archive": (lambda: packed(("a/x", None, os.urandom(100_000)))[:-5000], "EOF"),
    "no archive": (lambda: gzip.compress(os.urandom(10_000)), "invalid tar header"),
    "no gzip": (lambda: b"PK\x03\x04" + bytes(100), "gzip: invalid header"),
    "nothing": (lambda: b"", "EOF"),
    "archives in archives": (lambda: _nested(60), "nested more than 50 deep|ok"),
    "bombs in an archive": (
        lambda: packed(
            *(("a/charts/b%d.tgz" % n, None, _BOMB) for n in range(6))
        ),
        "larger than|size",
    ),
}  # fmt: skip


def _nested(depth: int) -> bytes:
    data = packed()
    for _round in range(depth):
        data = packed(("a/charts/a.tgz", None, data))
    return data


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_unpacks_without_end_is_refused(name: str, tmp_path: Path) -> None:
    make, words = BOMBS[name]
    data = make()
    said = bounded(lambda: load_archive(data), tmp_path)
    assert any(word in said for word in words.split("|")), said


_TOP = "apiVersion: v1\nentries:\n"
_GOOD = "{name: a, version: 1.0.0, urls: [a.tgz]}"
_NINES = "9" * 9999
_ALIASES = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    "a%d: &a%d [%s]\n" % (n + 1, n + 1, ",".join(["*a%d" % n] * 9)) for n in range(12)
)
INDEXES: dict[str, str] = {
    "entries is a list": _TOP + "- a\n",
    "entries is a number": "apiVersion: v1\nentries: 7\n",
    "entries is nothing": "apiVersion: v1\nentries:\n",
    "versions are a map": _TOP + "  a: {b: c}\n",
    "versions are texts": _TOP + "  a: [x, 1, null, true, [], {}]\n",
    "a name is a list": _TOP + "  a:\n  - {name: [a], version: 1.0.0, urls: [a.tgz]}\n",
    "a version is a map": _TOP + "  a:\n  - {name: a, version: {x: y}, urls: [a.tgz]}\n",
    "urls are a map": _TOP + "  a:\n  - {name: a, version: 1.0.0, urls: {x: y}}\n",
    "urls are of all kinds": _TOP + "  a:\n  - {name: a, version: 1.0.0, urls: [[x], {y: z}, 7, null]}\n",
    "a digest is a number": _TOP + "  a:\n  - {name: a, version: 1.0.0, digest: 123, urls: [a.tgz]}\n",
    "a digest is a path": _TOP + "  a:\n  - {name: a, version: 1.0.0, digest: ../../x, urls: [a.tgz]}\n",
    "duplicate keys": _TOP + "  a:\n  - {name: a, name: b, version: 1.0.0, urls: [a.tgz]}\n",
    "duplicate charts": _TOP + "  a: [%s]\n  a: [%s]\n" % (_GOOD, _GOOD),
    "duplicate tops": _TOP + "  a: [%s]\nentries: {}\n" % _GOOD,
    "huge numbers": _TOP + "  a:\n  - {name: a, version: %s, urls: [a.tgz], x: 1e999999, y: -%s}\n" % (_NINES, _NINES),
    "a huge version": _TOP + "  a:\n  - {name: a, version: 1.%s.0, urls: [a.tgz]}\n" % ("9" * 100_000),
    "no numbers": _TOP + "  a:\n  - {name: a, version: .nan, urls: [.inf]}\n",
    "aliases": _ALIASES + _TOP + "  a: [%s]\n" % _GOOD,
    "a cycle": _TOP + "  a: &a\n  - *a\n",
    "deep": _TOP + "  a: " + "[" * 50_000 + "]" * 50_000 + "\n",
    "deep JSON": '{"apiVersion": "v1", "entries": {"a": ' + "[" * 200_000 + "]" * 200_000 + "}}",
    "huge numbers in JSON": '{"apiVersion": "v1", "entries": {"a": [{"name": "a", "version": 1%s}]}}' % ("0" * 9999),
    "tags": _TOP + "  a: !!python/object/apply:os.system [touch evil]\n",
    "many versions": _TOP + "  a:\n" + "".join("  - %s\n" % _GOOD.replace("0.0", "0.%d" % n) for n in range(20_000)),
    "many charts": _TOP + "".join("  c%d:\n  - %s\n" % (n, _GOOD) for n in range(50_000)),
    "control characters": _TOP + "  a:\n  - {name: \"a\\0\\x1b[2J\", version: 1.0.0, urls: [\"a\\n.tgz\"]}\n",
    "no text": "\ud800\ud801" * 10,
    "one long line": _TOP + "  a: " + "x" * 5_000_000,
    "spaces": _TOP + " " * 5_000_000 + "a: 1\n",
    "colons": _TOP + "  " + "a:" * 500_000 + "\n",
    "a file of this machine": _TOP + "  a:\n  - {name: a, version: 1.0.0, urls: [file:///etc/passwd]}\n",
    "another scheme": _TOP + "  a:\n  - {name: a, version: 1.0.0, urls: [\"ftp://127.0.0.1:1/x\"]}\n",
    "no URL": _TOP + "  a:\n  - {name: a, version: 1.0.0, urls: [\"http://[\"]}\n",
    "a registry's nonsense": _TOP + "  a:\n  - {name: a, version: 1.0.0, urls: [\"oci://../../x\"]}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_is_read_or_refused_whatever_it_says(name: str, tmp_path: Path) -> None:
    data = INDEXES[name].encode("utf-8", "surrogatepass")
    paths = HelmPaths({"HELM_CONFIG_HOME": str(tmp_path / "config"), "HELM_CACHE_HOME": str(tmp_path / "cache")})
    base = "http://127.0.0.1:1/charts"

    def choose() -> None:
        index = Index(data, "index.yaml")
        index.names()
        for version in ("", "^1", "1.0.0"):
            found = index.find("a", version)
            if found is not None and found.urls:
                url = resolve_url(base, found.urls[0])
                download(url, Access(base), digest=found.digest, source=ChartSource("a", offline=True), paths=paths)

    said = bounded(choose, tmp_path)
    assert "root:" not in said
    assert {path.name for path in tmp_path.rglob("*")} <= {"answer"}
