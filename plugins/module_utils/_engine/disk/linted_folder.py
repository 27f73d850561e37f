# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The folder of a chart for the rules of lint, and where the charts inside it are."""

from __future__ import annotations

import os
import posixpath

from ..chart.archive import read_archive
from ..chart.metadata import read_metadata
from ..chart.model import Chart
from ..errors import ChartError
from ..gotmpl.functions import GoError
from ..gotmpl.strconv import quote
from .charts import load_chart
from .goerrors import path_error

_ARCHIVES = (".tgz", ".tar.gz")


class DiskFolder:
    """A chart's folder on the disk; ``shown`` is what findings call it."""

    __slots__ = ("_folder", "path")

    def __init__(self, folder: str, shown: str = "") -> None:
        self._folder = os.path.abspath(folder)
        self.path = shown or self._folder
        try:
            os.stat(os.path.join(self._folder, "Chart.yaml"))
        except OSError as error:
            reason = path_error("stat", os.path.join(shown or folder, "Chart.yaml"), error)
            raise ChartError("unable to check Chart.yaml file in chart: %s" % reason) from error

    def kind(self, name: str) -> str:
        """``file`` or ``folder``, empty where nothing of that name is."""
        path = os.path.join(self._folder, name)
        if os.path.isdir(path):
            return "folder"
        return "file" if os.path.exists(path) else ""

    def read(self, name: str) -> bytes:
        """The bytes of a file; ChartError with Go's words."""
        path = os.path.join(self._folder, name)
        try:
            with open(path, "rb", buffering=0) as stream:
                return stream.read()
        except IsADirectoryError as error:
            raise ChartError(path_error("read", path, error)) from None
        except OSError as error:
            raise ChartError(path_error("open", path, error)) from None

    def load(self) -> Chart:
        """The chart, made anew."""
        return load_chart(self._folder)


def is_archive(path: str) -> bool:
    """Whether lint takes the path for that of a packaged chart."""
    return path.endswith(_ARCHIVES)


def unpack(archive: str, folder: str) -> str:
    """Unpack a packaged chart below ``folder``, a new one, and give back where; ChartError in helm's words."""
    try:
        with open(archive, "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise ChartError("unable to open tarball: %s" % path_error("open", archive, error)) from None
    try:
        files = read_archive(data)
        name = ""
        for file in files:
            if file.name == "Chart.yaml":
                name = read_metadata(file.data).name
        _check_name(name)
    except GoError as error:
        raise ChartError("unable to extract tarball: cannot load Chart.yaml: %s" % error) from error
    except ChartError as error:
        raise ChartError("unable to extract tarball: %s" % error) from error
    root = os.path.join(folder, name)
    for file in files:
        path = os.path.join(root, file.name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as stream:
                stream.write(file.data)
        except OSError as error:
            raise ChartError("unable to extract tarball: %s" % path_error("open", path, error)) from error
    return root


def charts_inside(path: str) -> list[str]:
    """The charts below charts/ of a folder, unpacked and packaged, in the order in which helm walks there."""
    found: list[str] = []
    top = os.path.join(path, "charts")
    if os.path.isdir(top) and not os.path.islink(top):
        _walk(top, found)
    return found


def _walk(folder: str, found: list[str]) -> None:
    try:
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        if name == "Chart.yaml":
            found.append(folder)
        elif is_archive(path):
            found.append(path)
        if os.path.isdir(path) and not os.path.islink(path):
            _walk(path, found)


def _check_name(name: str) -> None:
    if not name:
        raise ChartError("chart name not specified")
    if name in (".", ".."):
        raise ChartError("chart name %s is not allowed" % quote(name))
    if name != posixpath.basename(name):
        raise ChartError("chart name %s must not contain path separators" % quote(name))


__all__ = ("DiskFolder", "charts_inside", "is_archive", "unpack")
