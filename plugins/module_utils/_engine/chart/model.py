# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a chart is: metadata, default values, templates, files and the charts inside it (follows pkg/chart/v2).

Go tells a missing list from an empty one and helm acts on it (``dependencies: []`` is processed, none is not), so those
fields are ``None`` where Chart.yaml says nothing.
"""

from __future__ import annotations

import typing as t

Values = dict[str, t.Any]


class File:
    """One file of a chart: ``name`` relative to the chart with ``/``, ``mod_time`` in ns since 1970, None: unknown."""

    __slots__ = ("data", "mod_time", "name")

    def __init__(self, name: str, data: bytes, mod_time: int | None = None) -> None:
        self.name = name
        self.data = data
        self.mod_time = mod_time


class Maintainer:
    """Who looks after a chart."""

    __slots__ = ("email", "name", "url")

    def __init__(self, name: str = "", email: str = "", url: str = "") -> None:
        self.name = name
        self.email = email
        self.url = url


class Dependency:
    """A chart that another one asks for. ``version`` is a range in Chart.yaml and one version in a lock.

    ``import_values`` holds strings and child/parent maps as written; after ``process_dependencies`` maps only.
    """

    __slots__ = ("alias", "condition", "enabled", "import_values", "name", "repository", "tags", "version")

    def __init__(
        self, *, name: str = "", version: str = "", repository: str = "", condition: str = "",
        tags: list[str] | None = None, enabled: bool = False, import_values: list[t.Any] | None = None, alias: str = "",
    ) -> None:  # fmt: skip
        self.name = name
        self.version = version
        self.repository = repository
        self.condition = condition
        self.tags = tags
        self.enabled = enabled
        self.import_values = import_values
        self.alias = alias

    def copy(self) -> Dependency:
        """Another dependency with the same contents; lists are shared."""
        return _shallow_copy(self)


class Metadata:
    """The contents of Chart.yaml."""

    __slots__ = (
        "annotations", "api_version", "app_version", "condition", "dependencies", "deprecated", "description", "home",
        "icon", "keywords", "kube_version", "maintainers", "name", "sources", "tags", "type", "version",
    )  # fmt: skip

    def __init__(
        self, *, name: str = "", home: str = "", sources: list[str] | None = None, version: str = "",
        description: str = "", keywords: list[str] | None = None, maintainers: list[Maintainer] | None = None,
        icon: str = "", api_version: str = "", condition: str = "", tags: str = "", app_version: str = "",
        deprecated: bool = False, annotations: dict[str, str] | None = None, kube_version: str = "",
        dependencies: list[Dependency] | None = None, type: str = "",
    ) -> None:  # fmt: skip
        self.name = name
        self.home = home
        self.sources = sources
        self.version = version
        self.description = description
        self.keywords = keywords
        self.maintainers = maintainers
        self.icon = icon
        self.api_version = api_version
        self.condition = condition
        self.tags = tags
        self.app_version = app_version
        self.deprecated = deprecated
        self.annotations = annotations
        self.kube_version = kube_version
        self.dependencies = dependencies
        self.type = type

    def copy(self) -> Metadata:
        """Another metadata whose dependencies are copies too; all else is shared."""
        other = _shallow_copy(self)
        if self.dependencies is not None:
            other.dependencies = [dependency.copy() for dependency in self.dependencies]
        return other


class Lock:
    """The contents of Chart.lock; ``generated`` is RFC 3339 as Go writes it."""

    __slots__ = ("dependencies", "digest", "generated")

    def __init__(
        self, *, generated: str = "0001-01-01T00:00:00Z", digest: str = "", dependencies: list[Dependency] | None = None
    ) -> None:
        self.generated = generated
        self.digest = digest
        self.dependencies = dependencies


class Chart:
    """A chart with the charts inside it.

    ``raw`` is every file as it was read, ``files`` those that are neither metadata, values, templates nor subcharts.
    ``values`` is None where there is no values.yaml. ``parent`` is the chart that holds this one.
    """

    __slots__ = (
        "dependencies", "files", "lock", "metadata", "mod_time", "parent", "raw", "schema", "schema_mod_time",
        "templates", "values",
    )  # fmt: skip

    def __init__(
        self, *, metadata: Metadata | None = None, lock: Lock | None = None, templates: list[File] | None = None,
        values: Values | None = None, schema: bytes | None = None, files: list[File] | None = None,
        raw: list[File] | None = None,
    ) -> None:  # fmt: skip
        self.metadata = metadata or Metadata()
        self.lock = lock
        self.templates = templates or []
        self.values = values
        self.schema = schema
        self.schema_mod_time: int | None = None
        self.files = files or []
        self.raw = raw or []
        self.mod_time: int | None = None
        self.parent: Chart | None = None
        self.dependencies: list[Chart] = []

    @property
    def name(self) -> str:
        """The name in Chart.yaml, or the alias under which a parent holds it."""
        return self.metadata.name

    @property
    def is_root(self) -> bool:
        """Whether no chart holds this one."""
        return self.parent is None

    @property
    def is_library(self) -> bool:
        """Whether the chart only lends its definitions to others."""
        return self.metadata.type.lower() == "library"

    @property
    def full_path(self) -> str:
        """Where the chart stands, such as ``app/charts/db``; aliases are names here."""
        return self.name if self.parent is None else self.parent.full_path + "/charts/" + self.name

    @property
    def dotted_path(self) -> str:
        """The names from the root to this chart, such as ``app.db``."""
        return self.name if self.parent is None else self.parent.dotted_path + "." + self.name

    def root(self) -> Chart:
        """The chart that holds this one and is held by none."""
        return self if self.parent is None else self.parent.root()

    def add_dependency(self, chart: Chart) -> None:
        """Hold ``chart`` as the last of the dependencies."""
        chart.parent = self
        self.dependencies.append(chart)

    def set_dependencies(self, charts: t.Iterable[Chart]) -> None:
        """Hold these charts and no others."""
        self.dependencies = []
        for chart in charts:
            self.add_dependency(chart)

    def copy(self) -> Chart:
        """Another chart with the same contents: a shallow copy, as Go's assignment of a struct makes it."""
        return _shallow_copy(self)

    def raw_file(self, name: str) -> bytes | None:
        """The bytes of a file as it was read, such as ``values.yaml`` with its comments."""
        return next((file.data for file in self.raw if file.name == name), None)


T = t.TypeVar("T", Dependency, Metadata, Chart)


def _shallow_copy(source: T) -> T:
    other = object.__new__(type(source))
    for slot in source.__slots__:
        setattr(other, slot, getattr(source, slot))
    return other


__all__ = ("Chart", "Dependency", "File", "Lock", "Maintainer", "Metadata", "Values")
