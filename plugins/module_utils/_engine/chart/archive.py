# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A packaged chart's bytes to its files, with every name checked before anything is kept.

Follows pkg/chart/loader/archive. Links and devices become empty files, as in helm: nothing is ever followed.
"""

from __future__ import annotations

import posixpath

from ..errors import ChartError
from ..gotmpl.strconv import quote
from .model import File
from .tar import BLOCK, DIRECTORY, GLOBAL_HEADER, TarReader

MAX_SIZE = 100 * 1024 * 1024
MAX_ENTRIES = 100_000
BOM = b"\xef\xbb\xbf"


def read_archive(data: bytes, *, max_size: int = MAX_SIZE) -> list[File]:
    """The files of a gzipped tar archive, without the first component of their names, in the archive's order.

    Raises ChartError with helm's words, NotGzipError where ``data`` is no gzip stream. ``max_size`` bounds all
    unpacked files together; more than 100,000 entries are refused too (helm has no such bound).
    """
    # Each entry has a header, and often an extended one of two blocks.
    most = max_size + MAX_ENTRIES * 3 * BLOCK
    archive, files, remaining = TarReader(data, max_entries=MAX_ENTRIES, max_bytes=most), [], max_size
    while (entry := archive.next()) is not None:
        if entry.kind in (DIRECTORY, GLOBAL_HEADER) or entry.mode & ~0o7777 == 0o40000:
            continue
        name = _checked_name(entry.name)
        if entry.size > remaining:
            raise _too_large(max_size)
        content = archive.read()
        remaining -= len(content)
        if len(content) < entry.size or remaining <= 0:
            raise _too_large(max_size)
        files.append(File(name, content.removeprefix(BOM), entry.mod_time))
    if not files:
        raise ChartError("no files in chart archive")
    return files


def _too_large(max_size: int) -> ChartError:
    return ChartError("decompressed chart is larger than the maximum size %d" % max_size)


def _checked_name(full_name: str) -> str:
    """The name inside the chart's folder; ChartError for one that would leave it."""
    delimiter = "\\" if "\\" in full_name else "/"
    first, _unused, rest = full_name.partition(delimiter)
    rest = rest.replace(delimiter, "/")
    if rest.startswith("/"):
        raise ChartError("chart illegally contains absolute paths")
    name = posixpath.normpath(rest) if rest else "."
    if name == ".":
        raise ChartError("chart illegally contains content outside the base directory: " + quote(full_name))
    if name.startswith(".."):
        raise ChartError("chart illegally references parent directory")
    if name[1:3] == ":/" and name[0].isascii() and name[0].isalpha():
        raise ChartError("chart contains illegally named files")
    if first == "Chart.yaml":
        raise ChartError("chart yaml not in base directory")
    return name


__all__ = ("BOM", "MAX_SIZE", "read_archive")
