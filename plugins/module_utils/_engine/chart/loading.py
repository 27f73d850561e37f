# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes a chart of its files: each file's part, and the charts in charts/ (LoadFiles in pkg/chart/v2/loader)."""

from __future__ import annotations

import typing as t

from ..errors import ChartError, ValuesError
from ..gotmpl.functions import GoError
from ..values.coalesce import Warn, ignore_warning
from ..values.documents import load_values
from .archive import MAX_SIZE, read_archive
from .metadata import read_lock, read_metadata
from .model import Chart, File, Metadata
from .tar import NotGzipError
from .validation import validate_metadata

MAX_DEPTH = 50
MAX_NESTED_SIZE = 4 * MAX_SIZE
_MOVED = (
    'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". '
    "We recommend migrating dependencies to Chart.yaml.",
    'Warning: Dependency locking is handled in Chart.lock since apiVersion "v2". We recommend migrating to Chart.lock.',
)


def load_root(files: t.Sequence[File], warn: Warn = ignore_warning) -> Chart:
    """The chart that a folder holds; as ``load_files``, but only of an API version that helm installs."""
    chart = load_files(files, warn)
    if chart.metadata.api_version == "v3":
        raise ChartError("invalid chart apiVersion")
    if chart.metadata.api_version not in ("v1", "v2"):
        raise ChartError("unsupported chart version")
    return chart


def load_archive(data: bytes, warn: Warn = ignore_warning) -> Chart:
    """The chart in the bytes of a ``.tgz``; NotGzipError where they are none, else ChartError with helm's words."""
    try:
        files = read_archive(data)
    except NotGzipError:
        raise
    except ChartError as error:
        raise ChartError("unable to load chart archive: %s" % error) from None
    if not any(file.name == "Chart.yaml" for file in files):
        raise ChartError("unable to detect chart version, no Chart.yaml found")
    return load_root(files, warn)


def load_files(files: t.Sequence[File], warn: Warn = ignore_warning) -> Chart:
    """The chart made of ``files``, whose names are relative to it; its subcharts are in the order of their names.

    Warnings about the layout of Helm 2 go to ``warn``. Raises ChartError with helm's words.
    """
    return _Loader(warn).load(files, 0)


class _UnpackingError(Exception):
    """An error that helm does not wrap in the subchart's name."""


class _Loader:
    """Loads a chart with those inside it, whose archives share one budget: each may hold bombs of its own."""

    def __init__(self, warn: Warn) -> None:
        self._warn = warn
        self._remaining = MAX_NESTED_SIZE

    def load(self, files: t.Sequence[File], depth: int) -> Chart:
        """The chart made of ``files``, ``depth`` charts deep."""
        if depth > MAX_DEPTH:
            raise ChartError("charts are nested more than %d deep" % MAX_DEPTH)
        builder = _Builder(files, self._warn)
        chart = builder.chart
        for name, inside in sorted(builder.subcharts.items()):
            if name[:1] in ("_", "."):
                continue
            try:
                chart.add_dependency(self.load(self._subchart_files(name, inside, chart), depth + 1))
            except _UnpackingError as error:
                raise ChartError(str(error)) from None
            except ChartError as error:
                raise ChartError("error unpacking subchart %s in %s: %s" % (name, chart.name, error)) from None
        return chart

    def _subchart_files(self, name: str, files: list[File], chart: Chart) -> list[File]:
        if name.endswith(".tgz"):
            if files[0].name != name:
                raise _UnpackingError(
                    "error unpacking subchart tar in %s: expected %s, got %s" % (chart.name, name, files[0].name)
                )
            unpacked = read_archive(files[0].data, max_size=min(MAX_SIZE, self._remaining))
            self._remaining -= sum(len(file.data) for file in unpacked)
            return unpacked
        skip = len(name) + 1
        return [File(file.name[skip:], file.data, file.mod_time) for file in files if len(file.name) > len(name)]


class _Builder:
    """Sorts files into a chart; what is under charts/ is kept apart, by the name of the subchart."""

    def __init__(self, files: t.Sequence[File], warn: Warn) -> None:
        self.chart = Chart(raw=list(files))
        self.subcharts: dict[str, list[File]] = {}
        self._warn = warn
        self._metadata: Metadata | None = None
        for file in files:
            if file.name == "Chart.yaml":
                self._read_chart_yaml(file)
        for file in files:
            special = self._SPECIAL.get(file.name)
            if special is not None:
                special(self, file)
            elif file.name.startswith("templates/"):
                self.chart.templates.append(file)
            elif file.name.startswith("charts/") and not file.name.endswith(".prov"):
                inside = File(file.name[len("charts/") :], file.data, file.mod_time)
                self.subcharts.setdefault(inside.name.partition("/")[0], []).append(inside)
            else:
                self.chart.files.append(file)
        if self._metadata is None:
            raise ChartError("Chart.yaml file is missing")
        self.chart.metadata = self._metadata
        validate_metadata(self._metadata)

    def _read_chart_yaml(self, file: File) -> None:
        try:
            self._metadata = read_metadata(file.data, self._metadata)
        except GoError as error:
            raise ChartError("cannot load Chart.yaml: %s" % error) from None
        self._metadata.api_version = self._metadata.api_version or "v1"
        self.chart.mod_time = file.mod_time

    def _read_requirements(self, file: File) -> None:
        self._moved(file, _MOVED[0])
        try:
            self._metadata = read_metadata(file.data, self._metadata)
        except GoError as error:
            raise ChartError("cannot load requirements.yaml: %s" % error) from None

    def _read_lock(self, file: File) -> None:
        if file.name == "requirements.lock":
            self._moved(file, _MOVED[1])
        try:
            self.chart.lock = read_lock(file.data)
        except GoError as error:
            raise ChartError("cannot load %s: %s" % (file.name, error)) from None

    def _moved(self, file: File, warning: str) -> None:
        """A file of Helm 2: welcome and kept in a chart of API version v1."""
        self._metadata = self._metadata or Metadata()
        if self._metadata.api_version == "v1":
            self.chart.files.append(file)
        else:
            self._warn(warning)

    def _read_values(self, file: File) -> None:
        try:
            self.chart.values = load_values(file.data)
        except ValuesError as error:
            raise ChartError("cannot load values.yaml: %s" % error) from None

    def _read_schema(self, file: File) -> None:
        self.chart.schema = file.data
        self.chart.schema_mod_time = file.mod_time

    def _ignore(self, file: File) -> None:
        """Chart.yaml, read first."""

    _SPECIAL: t.ClassVar[dict[str, t.Callable[[_Builder, File], None]]] = {
        "Chart.yaml": _ignore,
        "Chart.lock": _read_lock,
        "requirements.lock": _read_lock,
        "requirements.yaml": _read_requirements,
        "values.yaml": _read_values,
        "values.schema.json": _read_schema,
    }


__all__ = ("load_archive", "load_files", "load_root")
