# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart, its metadata and its lock as encoding/json writes helm's structs: for records, lock digests and packages.

Keys stand in the order of Go's fields and empty ones are left out where Go's tags say so.
"""

from __future__ import annotations

import typing as t

from ..gojson.encode import Struct, encode
from .gotime import format_time
from .model import Chart, Dependency, File, Lock, Maintainer, Metadata

_METADATA = (
    ("name", "name"), ("home", "home"), ("sources", "sources"), ("version", "version"), ("description", "description"),
    ("keywords", "keywords"), ("maintainers", "maintainers"), ("icon", "icon"), ("apiVersion", "api_version"),
    ("condition", "condition"), ("tags", "tags"), ("appVersion", "app_version"), ("deprecated", "deprecated"),
    ("annotations", "annotations"), ("kubeVersion", "kube_version"), ("dependencies", "dependencies"), ("type", "type"),
)  # fmt: skip


def metadata_object(metadata: Metadata) -> Struct:
    """The JSON object of a Chart.yaml."""
    fields = Struct((name, value) for name, attribute in _METADATA if (value := getattr(metadata, attribute)))
    if "maintainers" in fields:
        fields["maintainers"] = [_maintainer_object(maintainer) for maintainer in fields["maintainers"]]
    if "dependencies" in fields:
        fields["dependencies"] = [dependency_object(dependency) for dependency in fields["dependencies"]]
    return fields


def dependency_object(dependency: Dependency) -> Struct:
    """The JSON object of one dependency; name and repository are always there."""
    fields = Struct(
        name=dependency.name,
        version=dependency.version,
        repository=dependency.repository,
        condition=dependency.condition,
        tags=dependency.tags,
        enabled=dependency.enabled,
    )
    fields["import-values"] = dependency.import_values
    fields["alias"] = dependency.alias
    return Struct((name, value) for name, value in fields.items() if value or name in ("name", "repository"))


def lock_object(lock: Lock) -> Struct:
    """The JSON object of a Chart.lock."""
    held = lock.dependencies
    dependencies = None if held is None else [dependency_object(dependency) for dependency in held]
    return Struct(generated=lock.generated, digest=lock.digest, dependencies=dependencies)


def chart_object(chart: Chart) -> Struct:
    """The JSON object of a chart in a release record: without the charts inside it."""
    fields = Struct(
        metadata=metadata_object(chart.metadata),
        lock=None if chart.lock is None else lock_object(chart.lock),
        templates=_file_objects(chart.templates),
        values=chart.values,
        schema=chart.schema,
        schemamodtime=format_time(chart.schema_mod_time),
        files=_file_objects(chart.files),
    )
    if chart.mod_time is not None:
        fields["modtime"] = format_time(chart.mod_time)
    return fields


def struct_json(value: t.Any) -> str:
    """The JSON text of such an object, byte for byte as Go writes it."""
    return encode(value)


def _maintainer_object(maintainer: Maintainer) -> Struct:
    fields = (("name", maintainer.name), ("email", maintainer.email), ("url", maintainer.url))
    return Struct((name, value) for name, value in fields if value)


def _file_objects(files: list[File]) -> list[Struct] | None:
    """Files as objects; Go's nil for none."""
    return [_file_object(file) for file in files] or None


def _file_object(file: File) -> Struct:
    fields = Struct(name=file.name, data=file.data)
    if file.mod_time is not None:
        fields["modtime"] = format_time(file.mod_time)
    return fields


__all__ = ("chart_object", "dependency_object", "lock_object", "metadata_object", "struct_json")
