# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files of a chart's folder, in helm's order and without what .helmignore leaves out.

Follows pkg/chart/v2/loader/directory.go and internal/sympath: each folder is read in sorted order, symbolic links are
followed (also out of the chart, as helm does), irregular files are refused, all files together stay within a budget.
"""

from __future__ import annotations

import os
import stat

from ..chart.archive import BOM, MAX_SIZE
from ..chart.ignore import IGNORE_FILE, IgnoreRules
from ..chart.model import File
from ..errors import ChartError
from .goerrors import path_error


def folder_files(folder: str, *, max_size: int = MAX_SIZE) -> list[File]:
    """The files of the chart in ``folder`` (an absolute path); ChartError with helm's words."""
    try:
        os.stat(os.path.join(folder, "Chart.yaml"))
    except OSError as error:
        reason = path_error("open", os.path.join(folder, "Chart.yaml"), error)
        raise ChartError("unable to detect chart at %s: %s" % (os.path.join(folder, "Chart.yaml"), reason)) from None
    walk = _Walk(_ignore_rules(folder), max_size)
    walk.folder(folder, "", (os.path.realpath(folder),))
    return walk.files


def _ignore_rules(folder: str) -> IgnoreRules:
    path = os.path.join(folder, IGNORE_FILE)
    try:
        with open(path, "rb", buffering=0) as stream:
            return IgnoreRules(stream.read())
    except FileNotFoundError:
        return IgnoreRules()
    except OSError as error:
        raise ChartError(path_error("open", path, error)) from None


class _Walk:
    def __init__(self, rules: IgnoreRules, max_size: int) -> None:
        self.files: list[File] = []
        self._rules = rules
        self._max_size = max_size
        self._remaining = max_size

    def folder(self, path: str, prefix: str, above: tuple[str, ...]) -> None:
        """Read a folder; ``prefix`` is its name in the chart with a slash, ``above`` the real folders it stands in."""
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            raise ChartError(path_error("open", path, error)) from None
        for entry in entries:
            name = prefix + entry.name
            if entry.is_symlink():
                self._link(entry.path, name, above)
            elif entry.is_dir(follow_symlinks=False):
                if not self._rules.ignores(name, is_folder=True):
                    self.folder(entry.path, name + "/", (*above, os.path.join(above[-1], entry.name)))
            elif not self._rules.ignores(name, is_folder=False):
                self._file(entry.path, name, entry.stat(follow_symlinks=False))

    def _link(self, path: str, name: str, above: tuple[str, ...]) -> None:
        try:
            target = os.path.realpath(path, strict=True)
            status = os.stat(target)
        except OSError as error:
            reason = path_error("lstat", str(error.filename or path), error)
            raise ChartError("error evaluating symlink %s: %s" % (path, reason)) from None
        is_folder = stat.S_ISDIR(status.st_mode)
        if self._rules.ignores(name, is_folder=is_folder):
            return
        if not is_folder:
            self._file(path, name, status)
        elif target in above:
            raise ChartError("error evaluating symlink %s: it leads into itself" % path)
        else:
            self.folder(path, name + "/", (*above, target))

    def _file(self, path: str, name: str, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode):
            raise ChartError("cannot load irregular file %s as it has file mode type bits set" % path)
        data = self._read(path, name, status.st_size)
        self._remaining -= len(data)
        self.files.append(File(name, data.removeprefix(BOM), status.st_mtime_ns))

    def _read(self, path: str, name: str, size: int) -> bytes:
        if size <= self._remaining:
            try:
                with open(path, "rb", buffering=0) as stream:
                    data = stream.read()
            except OSError as error:
                raise ChartError("error reading %s: %s" % (name, path_error("open", path, error))) from None
            if len(data) <= self._remaining:
                return data
        raise ChartError(
            "error reading %s: chart exceeds maximum decompressed size of %d bytes" % (name, self._max_size)
        )


__all__ = ("folder_files",)
