# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What helm demands of a chart's metadata, and how it cleans its texts (Validate in pkg/chart/v2)."""

from __future__ import annotations

import posixpath

from ..errors import ChartError
from ..gotmpl.strconv import quote
from ..semver import SemverError, Version
from .model import Dependency, Metadata

_CLEANED = ("name", "description", "home", "icon", "condition", "tags", "app_version", "kube_version")
_ALIAS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def validate_metadata(metadata: Metadata) -> None:
    """Clean the texts in place; ChartError (``validation: ...``) for the first thing that is wrong."""
    for field in _CLEANED:
        setattr(metadata, field, clean(getattr(metadata, field)))
    metadata.sources = metadata.sources and [clean(text) for text in metadata.sources]
    metadata.keywords = metadata.keywords and [clean(text) for text in metadata.keywords]
    _check_identity(metadata)
    for maintainer in metadata.maintainers or ():
        if maintainer is None:
            raise _invalid("maintainers must not contain empty or null nodes")
        maintainer.name, maintainer.email = clean(maintainer.name), clean(maintainer.email)
        maintainer.url = clean(maintainer.url)
    names: set[str] = set()
    for dependency in metadata.dependencies or ():
        if dependency is None:
            raise _invalid("dependencies must not contain empty or null nodes")
        _check_dependency(dependency)
        name = dependency.alias or dependency.name
        if name in names:
            raise _invalid("more than one dependency with name or alias %s" % quote(name))
        names.add(name)


def clean(text: str) -> str:
    """The text with every blank a space and without what cannot be printed."""
    if text.isprintable():
        return text
    return "".join(
        " " if char.isspace() and char not in "\x1c\x1d\x1e\x1f" else char
        for char in text
        if char.isprintable() or (char.isspace() and char not in "\x1c\x1d\x1e\x1f")
    )


def _check_identity(metadata: Metadata) -> None:
    if not metadata.api_version:
        raise _invalid("chart.metadata.apiVersion is required")
    name = metadata.name
    if not name:
        raise _invalid("chart.metadata.name is required")
    if name in (".", ".."):
        raise _invalid("chart.metadata.name %s is not allowed" % quote(name))
    if name != (posixpath.basename(name.rstrip("/")) or "/"):
        raise _invalid("chart.metadata.name %s is invalid" % quote(name))
    if not metadata.version:
        raise _invalid("chart.metadata.version is required")
    try:
        Version.parse(metadata.version)
    except SemverError:
        raise _invalid("chart.metadata.version %s is invalid" % quote(metadata.version)) from None
    if metadata.type not in ("", "application", "library"):
        raise _invalid("chart.metadata.type must be application or library")


def _check_dependency(dependency: Dependency) -> None:
    dependency.name, dependency.version = clean(dependency.name), clean(dependency.version)
    dependency.repository, dependency.condition = clean(dependency.repository), clean(dependency.condition)
    dependency.tags = dependency.tags and [clean(tag) for tag in dependency.tags]
    if not _ALIAS.issuperset(dependency.alias):
        raise _invalid("dependency %s has disallowed characters in the alias" % quote(dependency.name))


def _invalid(text: str) -> ChartError:
    return ChartError("validation: " + text)


__all__ = ("clean", "validate_metadata")
