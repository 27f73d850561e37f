# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A packaged chart's files as a folder: what differs from one that is there, and its replacement in one step.

Follows pkg/chart/v2/util/expand.go. Where helm refuses a folder that exists, an older unpacked chart of the same name
is replaced; anything else is still refused.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import typing as t

from ..chart.metadata import read_metadata
from ..chart.model import File
from ..errors import ChartError
from ..gotmpl.functions import GoError
from .goerrors import path_error


class TreeChange(t.NamedTuple):
    """The files of a folder before and after, each path with the SHA-256 of its content; whether anything differs."""

    before: dict[str, str]
    after: dict[str, str]
    differs: bool


def compare_tree(path: str, files: t.Sequence[File], name: str) -> TreeChange:
    """How the folder ``path`` differs from the files of the chart ``name``.

    ChartError where the name is no name of a folder, or where something else than that chart stands there.
    """
    if name in (".", ".."):
        raise ChartError('chart name "%s" is not allowed' % name)
    if not name or "/" in name or "\0" in name:
        raise ChartError('chart name "%s" must not contain path separators' % name)
    after = {file.name: hashlib.sha256(file.data).hexdigest() for file in files}
    if not os.path.lexists(path):
        return TreeChange({}, after, True)
    before = _folder_digests(path)
    if before == after:
        return TreeChange(before, after, False)
    if before and not _is_chart(path, name):
        raise ChartError("failed to untar: a file or directory with the name %s already exists" % path)
    return TreeChange(before, after, True)


def write_tree(path: str, files: t.Sequence[File]) -> None:
    """Make the folder ``path`` hold these files and nothing else. A reader sees the old folder or the new one."""
    mark = "%d.%s" % (os.getpid(), os.urandom(6).hex())
    parent, name = os.path.split(path)
    new, old = (os.path.join(parent, ".%s.%s.%s" % (name, mark, word)) for word in ("new", "old"))
    try:
        os.makedirs(parent, exist_ok=True)
        try:
            for file in files:
                _write(os.path.join(new, *file.name.split("/")), file.data)
            _swap(path, new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise ChartError("failed to untar: " + path_error("write", path, error)) from error


def _swap(path: str, new: str, old: str) -> None:
    replaces = os.path.lexists(path)
    if replaces:
        os.rename(path, old)
    try:
        os.rename(new, path)
    except OSError:
        if replaces:
            os.rename(old, path)
        raise


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(data)


def _folder_digests(path: str) -> dict[str, str]:
    if os.path.islink(path) or not os.path.isdir(path):
        raise ChartError("failed to untar: a file or directory with the name %s already exists" % path)
    found = {}
    try:
        for folder, folders, names in os.walk(path):
            for name in names + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
                full = os.path.join(folder, name)
                relative = os.path.relpath(full, path)
                if os.path.islink(full):
                    found[relative] = "link"
                    continue
                with open(full, "rb") as stream:
                    found[relative] = hashlib.sha256(stream.read()).hexdigest()
    except OSError as error:
        raise ChartError("failed to untar: " + path_error("read", path, error)) from error
    return found


def _is_chart(path: str, name: str) -> bool:
    try:
        with open(os.path.join(path, "Chart.yaml"), "rb") as stream:
            return read_metadata(stream.read()).name == name
    except (OSError, GoError):
        return False


__all__ = ("TreeChange", "compare_tree", "write_tree")
