# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The errors of the engine: each is one clear sentence; the edge turns it into fail_json."""

from __future__ import annotations


class EngineError(Exception):
    """Something a user can mend. ``str(error)`` says what is wrong, where, and what to do.

    ``details`` is extra data for the module's result (plain JSON types, never a secret).
    """

    def __init__(self, message: str, *, details: dict[str, object] | None = None) -> None:
        super().__init__(message)
        self.details = details or {}


class MissingLibraryError(EngineError):
    """A Python package that this task needs is not installed. ``library`` is its name on PyPI."""

    def __init__(self, library: str, reason: str, traceback: str) -> None:
        super().__init__("Failed to import the required Python library (%s), needed for %s." % (library, reason))
        self.library = library
        self.reason = reason
        self.traceback = traceback


class ChartError(EngineError):
    """A chart cannot be found, read or used. The text is helm's where helm has one."""


class ValuesError(EngineError):
    """Values, a values file or a --set expression cannot be read or merged."""


class SchemaError(ValuesError):
    """The values do not meet a chart's values.schema.json."""


class RenderError(EngineError):
    """A template cannot be parsed or executed, or its output is no YAML. The text is helm's, to the byte."""


class ManifestError(EngineError):
    """A rendered or stored manifest cannot be split, read or used."""


class FetchError(EngineError):
    """A repository, registry or URL cannot be read."""


class StorageError(EngineError):
    """A release record cannot be read or written."""


class ReleaseError(EngineError):
    """An action on a release cannot be done or has failed."""


class ClusterError(EngineError):
    """A request to the API server failed.

    ``status`` is the HTTP status (0: no answer), ``reason`` the Kubernetes reason such as ``NotFound``, ``Conflict``,
    ``Forbidden``, ``AlreadyExists`` or ``Invalid`` (empty where there was none); ``body`` the Status object as sent.
    """

    def __init__(
        self, message: str, *, status: int = 0, reason: str = "", body: dict[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.body = body or {}
