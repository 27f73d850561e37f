# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""repositories.yaml: the chart repositories that a user has declared, in helm's own file.

Follows pkg/repo/v1/repo.go and pkg/cmd/repo_add.go: the file is written with mode 0600, under the lock that helm takes.
"""

from __future__ import annotations

import contextlib
import os
import typing as t

from ..errors import FetchError
from ..gotmpl.functions import GoError
from ..goyaml.dump import dump
from ..goyaml.load import load
from .files import write_file
from .locks import LOCK_SECONDS, file_lock

_FIELDS = (
    ("name", "name", ""),
    ("url", "url", ""),
    ("username", "username", ""),
    ("password", "password", ""),
    ("certFile", "cert_file", ""),
    ("keyFile", "key_file", ""),
    ("caFile", "ca_file", ""),
    ("insecure_skip_tls_verify", "insecure", False),
    ("pass_credentials_all", "pass_credentials", False),
)


class Entry(t.NamedTuple):
    """One declared repository; the files are paths of PEM files."""

    name: str
    url: str
    username: str = ""
    password: str = ""
    cert_file: str = ""
    key_file: str = ""
    ca_file: str = ""
    insecure: bool = False
    pass_credentials: bool = False


class Repositories:
    """The content of repositories.yaml; changes are written by ``save``."""

    __slots__ = ("_document", "entries", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._document = _read(path)
        self.entries = [_entry(item) for item in self._document.get("repositories") or [] if isinstance(item, dict)]

    def get(self, name: str) -> Entry | None:
        """The repository of that name."""
        return next((entry for entry in self.entries if entry.name == name), None)

    def put(self, entry: Entry) -> None:
        """Add the repository, or replace the one of its name where that stands."""
        for position, existing in enumerate(self.entries):
            if existing.name == entry.name:
                self.entries[position] = entry
                return
        self.entries.append(entry)

    def remove(self, name: str) -> None:
        """Drop the repository of that name."""
        self.entries = [entry for entry in self.entries if entry.name != name]

    def save(self) -> None:
        """Write the file as helm writes it, in one step."""
        document = {"apiVersion": "", "generated": "0001-01-01T00:00:00Z", **self._document}
        document["repositories"] = [_as_written(entry) for entry in self.entries]
        write_file(self.path, dump(document).encode("utf-8", "surrogateescape"), mode=0o600)


@contextlib.contextmanager
def locked(path: str, *, timeout: float = LOCK_SECONDS) -> t.Iterator[None]:
    """Hold helm's lock of repositories.yaml (``repositories.lock`` beside it); FetchError after ``timeout`` seconds."""
    root, extension = os.path.splitext(path)
    lock_path = (root if extension and root else path) + ".lock"
    with file_lock(lock_path, "the repositories file", timeout=timeout):
        yield


def _read(path: str) -> dict[str, t.Any]:
    try:
        with open(path, "rb") as handle:
            document = load(handle.read())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FetchError("couldn't load repositories file (%s): %s" % (path, error.strerror)) from error
    except GoError as error:
        raise FetchError("couldn't load repositories file (%s): %s" % (path, error)) from error
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise FetchError("couldn't load repositories file (%s): it is no map" % path)
    return document


def _as_written(entry: Entry) -> dict[str, t.Any]:
    return {key: getattr(entry, field) for key, field, _default in _FIELDS}


def _entry(item: dict[str, t.Any]) -> Entry:
    values: dict[str, t.Any] = {}
    for key, field, default in _FIELDS:
        value = item.get(key, default)
        values[field] = value if isinstance(value, type(default)) else default
    return Entry(**values)


__all__ = ("Entry", "Repositories", "locked")
