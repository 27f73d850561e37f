# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The JSON of a release: its fields in Go's order, what Go omits left out (follows pkg/release/v1, pkg/chart/v2)."""

from __future__ import annotations

import typing as t
from base64 import b64encode

from ..chart.model import Chart, Dependency, File, Maintainer
from ..gojson.encode import Struct
from ..manifest.hook import Hook
from .model import Info, Release
from .times import ZERO, format_time, go_time

JSON = dict[str, t.Any]
# A field: its name, whether it stands there even when empty, and how its value is written.
_Fields: t.TypeAlias = "tuple[tuple[str, bool, t.Callable[[t.Any], t.Any] | None], ...]"


def _struct(fields: _Fields, source: t.Mapping[str, t.Any]) -> Struct:
    result = Struct()
    for name, always, write in fields:
        value = source.get(name)
        if write is not None and (always or value is not None):
            value = write(value)
        if always or value not in (None, "", 0, False, [], {}):
            result[name] = value
    return result


def _each(fields: _Fields) -> t.Callable[[t.Any], t.Any]:
    return lambda items: None if items is None else [None if item is None else _struct(fields, item) for item in items]


def _one(fields: _Fields) -> t.Callable[[t.Any], t.Any]:
    return lambda item: None if item is None else _struct(fields, item)


def _text(value: t.Any) -> str:
    return value or ""


def _always_time(value: t.Any) -> str:
    return go_time(value or "") or ZERO


def _plain(*names: str) -> _Fields:
    return tuple((name, False, None) for name in names)


_DEPENDENCY: _Fields = (
    ("name", True, _text), ("version", False, None), ("repository", True, _text),
    *_plain("condition", "tags", "enabled", "import-values", "alias"),
)  # fmt: skip
_LOCK: _Fields = (
    ("generated", True, _always_time), ("digest", True, _text), ("dependencies", True, _each(_DEPENDENCY)),
)  # fmt: skip
_METADATA: _Fields = (
    *_plain("name", "home", "sources", "version", "description", "keywords"),
    ("maintainers", False, _each(_plain("name", "email", "url"))),
    *_plain(
        "icon", "apiVersion", "condition", "tags", "appVersion", "deprecated", "annotations", "kubeVersion"
    ),
    ("dependencies", False, _each(_DEPENDENCY)), ("type", False, None),
)  # fmt: skip
_FILE: _Fields = (("name", True, _text), ("data", True, None), ("modtime", False, go_time))
_CHART: _Fields = (
    ("metadata", True, _one(_METADATA)), ("lock", True, _one(_LOCK)), ("templates", True, _each(_FILE)),
    ("values", True, None), ("schema", True, None), ("schemamodtime", True, _always_time),
    ("files", True, _each(_FILE)), ("modtime", False, go_time),
)  # fmt: skip
_INFO: _Fields = (
    ("first_deployed", False, go_time), ("last_deployed", False, go_time), ("deleted", False, go_time),
    *_plain("description", "status", "rollback_revision", "notes"),
)  # fmt: skip
_LAST_RUN: _Fields = (("started_at", False, go_time), ("completed_at", False, go_time), ("phase", True, _text))
_HOOK: _Fields = (
    *_plain("name", "kind", "path", "manifest", "events"), ("last_run", True, lambda run: _struct(_LAST_RUN, run)),
    *_plain("weight", "delete_policies", "output_log_policies"),
)  # fmt: skip
_HEAD: _Fields = _plain("name", "info")
_CONTENT: _Fields = (("chart", False, _one(_CHART)), *_plain("config", "manifest"))
_REST: _Fields = _plain("hooks", "version", "namespace", "apply_method")


def chart_record(chart: Chart) -> JSON:
    """The chart as a record holds it: without its subcharts, and with ``values`` as dependency processing left them.

    Times are in UTC, where helm writes the local zone.
    """
    metadata, lock = chart.metadata, chart.lock
    fields: JSON = {
        "name": metadata.name, "home": metadata.home, "sources": metadata.sources, "version": metadata.version,
        "description": metadata.description, "keywords": metadata.keywords,
        "maintainers": _maintainers(metadata.maintainers), "icon": metadata.icon, "apiVersion": metadata.api_version,
        "condition": metadata.condition, "tags": metadata.tags, "appVersion": metadata.app_version,
        "deprecated": metadata.deprecated, "annotations": metadata.annotations, "kubeVersion": metadata.kube_version,
        "dependencies": _dependencies(metadata.dependencies), "type": metadata.type,
    }  # fmt: skip
    record: JSON = {
        "metadata": fields,
        "lock": None,
        "templates": _files(chart.templates),
        "values": chart.values,
        "schema": None if chart.schema is None else b64encode(chart.schema).decode("ascii"),
        "schemamodtime": _mod_time(chart.schema_mod_time),
        "files": _files(chart.files),
        "modtime": _mod_time(chart.mod_time),
    }
    if lock is not None:
        record["lock"] = {
            "generated": lock.generated, "digest": lock.digest, "dependencies": _dependencies(lock.dependencies),
        }  # fmt: skip
    return _struct(_CHART, record)


def _maintainers(maintainers: list[Maintainer] | None) -> list[JSON] | None:
    if maintainers is None:
        return None
    return [{"name": person.name, "email": person.email, "url": person.url} for person in maintainers]


def _dependencies(dependencies: list[Dependency] | None) -> list[JSON] | None:
    if dependencies is None:
        return None
    return [
        {
            "name": item.name, "version": item.version, "repository": item.repository, "condition": item.condition,
            "tags": item.tags, "enabled": item.enabled, "import-values": item.import_values, "alias": item.alias,
        }
        for item in dependencies
    ]  # fmt: skip


def _files(files: list[File]) -> list[JSON] | None:
    return [
        {"name": file.name, "data": b64encode(file.data).decode("ascii"), "modtime": _mod_time(file.mod_time)}
        for file in files
    ] or None


def _mod_time(nanoseconds: int | None) -> str:
    return "" if nanoseconds is None else format_time(nanoseconds)


def record_parts(release: Release) -> tuple[Struct, t.Callable[[], Struct], Struct]:
    """The fields of a record in their order: name and info, the content (made on demand), and the rest."""
    info = release.info

    def content() -> Struct:
        return _struct(
            _CONTENT, {"chart": release.chart, "config": release.config, "manifest": release.manifest}
        )  # fmt: skip

    return (
        _struct(
            _HEAD,
            {"name": release.name, "info": _struct(_INFO, {name: getattr(info, name) for name in Info.__slots__})},
        ),
        content,
        _struct(
            _REST,
            {
                "hooks": [_hook_record(hook) for hook in release.hooks], "version": release.version,
                "namespace": release.namespace, "apply_method": release.apply_method,
            },
        ),
    )  # fmt: skip


def _hook_record(hook: Hook) -> Struct:
    return _struct(
        _HOOK,
        {
            "name": hook.name, "kind": hook.kind, "path": hook.path, "manifest": hook.manifest, "events": hook.events,
            "last_run": {"started_at": hook.started_at, "completed_at": hook.completed_at, "phase": hook.phase},
            "weight": hook.weight, "delete_policies": hook.delete_policies,
            "output_log_policies": hook.output_log_policies,
        },
    )  # fmt: skip


def read_release(record: JSON) -> Release:
    """A release of its decoded JSON, in which every number is a float; ValueError, TypeError where it is none."""
    info = record["info"]
    return Release(
        name=record["name"],
        namespace=record.get("namespace") or "",
        version=int(record.get("version") or 0),
        info=Info(
            first_deployed=go_time(info.get("first_deployed") or ""),
            last_deployed=go_time(info.get("last_deployed") or ""),
            deleted=go_time(info.get("deleted") or ""),
            description=info.get("description") or "",
            status=info.get("status") or "",
            notes=info.get("notes") or "",
            rollback_revision=int(info.get("rollback_revision") or 0),
        ),
        chart=record.get("chart") or {},
        config=record.get("config") or {},
        manifest=record.get("manifest") or "",
        hooks=[_read_hook(hook) for hook in record.get("hooks") or []],
        apply_method=record.get("apply_method") or "",
    )


def _read_hook(record: JSON) -> Hook:
    run = record.get("last_run") or {}
    return Hook(
        name=record.get("name") or "",
        kind=record.get("kind") or "",
        path=record.get("path") or "",
        manifest=record.get("manifest") or "",
        events=record.get("events") or [],
        weight=int(record.get("weight") or 0),
        delete_policies=record.get("delete_policies") or [],
        output_log_policies=record.get("output_log_policies") or [],
        started_at=go_time(run.get("started_at") or ""),
        completed_at=go_time(run.get("completed_at") or ""),
        phase=run.get("phase") or "",
    )


__all__ = ("chart_record", "read_release", "record_parts")
