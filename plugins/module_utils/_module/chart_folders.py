# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door to the folders of charts that are worked on: what is read, written and compared there."""

from __future__ import annotations

import hashlib
import os
import time
import typing as t

from .._engine.chart.model import Chart
from .._engine.disk.atomic import write_atomically
from .._engine.disk.charts import load_chart
from .._engine.errors import ChartError

Diff = dict[str, str]


def chart_path(text: str) -> str:
    """The absolute path that an option names."""
    return os.path.abspath(os.path.expanduser(text))


def load_folder(path: str, warn: t.Callable[[str], object]) -> Chart:
    """The chart in a folder; ChartError for a packaged one and for none."""
    if os.path.isfile(path):
        raise ChartError("%s is a file: this works on the folder of a chart" % path)

    def log(message: str) -> None:
        warn(message)

    return load_chart(path, log)


def read_file(path: str) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ChartError("cannot read %s: %s" % (path, error.strerror)) from error


def make_folder(path: str) -> None:
    """Make a folder, and those above it, where they are missing."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise ChartError("cannot make the folder %s: %s" % (path, error.strerror)) from error


def write_file(path: str, data: bytes) -> None:
    """Make a file hold ``data``, in one step; its folder is made as needed."""
    make_folder(os.path.dirname(path))
    try:
        write_atomically(path, data, mode=0o644)
    except OSError as error:
        raise ChartError("cannot write %s: %s" % (path, error.strerror)) from error


def source_date(option: int | None) -> int | None:
    """The time for packaged files in ns since 1970: the option's, else SOURCE_DATE_EPOCH's, else None."""
    seconds = option
    if seconds is None and os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            seconds = int(os.environ["SOURCE_DATE_EPOCH"])
        except ValueError as error:
            raise ChartError("invalid SOURCE_DATE_EPOCH: %s" % error) from error
    if seconds is not None and seconds < 0:
        raise ChartError("invalid SOURCE_DATE_EPOCH: must not be negative")
    return None if seconds is None else seconds * 1_000_000_000


def now() -> int:
    """The present time in ns since 1970."""
    return time.time_ns()


def listing(files: t.Iterable[tuple[str, bytes]]) -> str:
    """Names and digests of files as one text for a diff, a line each."""
    return "".join("%s  %s\n" % (hashlib.sha256(data).hexdigest()[:16], name) for name, data in files)


def difference(header: str, before: str, after: str) -> Diff:
    """One entry of a module's diff."""
    return {"before": before, "after": after, "before_header": header, "after_header": header}


__all__ = (
    "Diff", "chart_path", "difference", "listing", "load_folder", "make_folder", "now", "read_file", "source_date",
    "write_file",
)  # fmt: skip
