# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A new chart: what its name may be, and its files where a starter gives them (follows pkg/chart/v2/util/create.go)."""

from __future__ import annotations

from ..errors import ChartError
from ..goyaml.dump import dump
from .encoding import metadata_object
from .model import Chart, Metadata
from .packing import pack, package_members, package_name
from .scaffold import PLACEHOLDER

_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
_LONGEST_NAME = 250


def check_name(name: str) -> None:
    """ChartError in helm's words for a name that no chart should have."""
    if not name or len(name.encode()) > _LONGEST_NAME:
        raise ChartError("chart name must be between 1 and %d characters" % _LONGEST_NAME)
    if not _NAME.issuperset(name):
        raise ChartError('chart name must match the regular expression "^[a-zA-Z0-9._-]+$"')
    if name in (".", ".."):
        raise ChartError('chart.metadata.name "%s" is not allowed' % name)


def from_starter(starter: Chart, name: str, *, now: int) -> dict[str, bytes]:
    """The files of a chart made of a starter: its name in templates and values, other files as they are.

    Chart.yaml is new, charts inside the starter are packaged. ``now`` is in ns since 1970.
    """
    metadata = Metadata(
        name=name, description="Runs %s on Kubernetes" % name, type="application", version="0.1.0",
        app_version="0.1.0", api_version="v2",
    )  # fmt: skip
    files = {"Chart.yaml": dump(metadata_object(metadata)).encode()}
    for file in starter.raw:
        if file.name == "values.yaml":
            files[file.name] = _named(file.data, name)
    if starter.schema is not None:
        files["values.schema.json"] = starter.schema
    files.update((template.name, _named(template.data, name)) for template in starter.templates)
    files.update((file.name, file.data) for file in starter.files)
    for subchart in starter.dependencies:
        files["charts/" + package_name(subchart)] = pack(package_members(subchart, now=now))
    return files


def _named(data: bytes, name: str) -> bytes:
    return data.replace(PLACEHOLDER.encode(), name.encode())


__all__ = ("check_name", "from_starter")
