# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart from a folder or a packaged file (follows pkg/chart/loader and pkg/chart/v2/loader/directory.go)."""

from __future__ import annotations

import os

from ..chart.archive import MAX_SIZE
from ..chart.loading import load_archive, load_root
from ..chart.model import Chart
from ..chart.tar import NotGzipError
from ..errors import ChartError
from ..gotmpl.strconv import quote
from ..values.coalesce import Warn, ignore_warning
from .chart_folder import folder_files
from .goerrors import path_error


def load_chart(path: str, warn: Warn = ignore_warning) -> Chart:
    """The chart in the folder or ``.tgz`` file ``path``.

    Raises ChartError with helm's words: nothing is there, it is no chart, its names or sizes are hostile.
    """
    full_path = os.path.abspath(path)
    if not os.path.exists(full_path):
        raise ChartError("path %s not found" % quote(path))
    if os.path.isdir(full_path):
        return load_root(folder_files(full_path), warn)
    return load_packed(path, read_packed(full_path), warn)


def load_packed(path: str, data: bytes, warn: Warn = ignore_warning) -> Chart:
    """The chart in ``data``, the content of the file ``path``; errors as ``load_chart``."""
    try:
        return load_archive(data, warn)
    except NotGzipError as error:
        raise ChartError("file '%s' does not appear to be a valid chart file (details: %s)" % (path, error)) from None


def read_packed(path: str) -> bytes:
    """The content of a packaged chart's file (an absolute path); ChartError where it cannot be one."""
    try:
        if os.path.getsize(path) > MAX_SIZE:
            raise ChartError("file '%s' is larger than the maximum size %d" % (path, MAX_SIZE))
        with open(path, "rb", buffering=0) as stream:
            data = stream.read()
    except OSError as error:
        raise ChartError(path_error("open", path, error)) from None
    if data[:3] == b"\x1f\x8b\x08":
        return data
    if path.endswith((".yml", ".yaml")):
        raise ChartError("file '%s' seems to be a YAML file, but expected a gzipped archive" % path)
    raise ChartError("file '%s' does not appear to be a gzipped archive; got '%s'" % (path, _content_type(data[:512])))


def _content_type(head: bytes) -> str:
    """What Go's sniffing calls the most common mistakes; a short file is padded with zeros there, so no text."""
    if head.startswith(b"PK\x03\x04"):
        return "application/zip"
    binary = len(head) < 512 or any(byte < 9 or byte == 11 or 14 <= byte < 27 or 28 <= byte < 32 for byte in head)
    return "application/octet-stream" if binary else "text/plain; charset=utf-8"


__all__ = ("load_chart", "load_packed", "read_packed")
