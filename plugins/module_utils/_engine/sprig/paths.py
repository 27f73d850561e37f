# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's path functions: Go's path package, and path/filepath as on Linux, which is the same."""

from __future__ import annotations

from ..gotmpl.functions import Function, function


def clean(path: str) -> str:
    """path.Clean: the shortest equal path, by text alone."""
    if not path:
        return "."
    rooted = path[0] == "/"
    parts: list[str] = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not rooted and (not parts or parts[-1] == "..")):
            parts.append(part)
        elif parts:
            parts.pop()
    return ("/" if rooted else "") + "/".join(parts) or "."


def base(path: str) -> str:
    """path.Base: the last element."""
    if not path:
        return "."
    path = path.rstrip("/")
    return path[path.rfind("/") + 1 :] or "/"


def directory(path: str) -> str:
    """path.Dir: all but the last element, cleaned."""
    return clean(path[: path.rfind("/") + 1])


def extension(path: str) -> str:
    """path.Ext: from the last dot of the last element on."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:] if dot >= 0 else ""


def functions() -> dict[str, Function]:
    """The path functions by name."""
    table = []
    for name, call in (("base", base), ("clean", clean), ("dir", directory), ("ext", extension)):
        table += [function(name, call, "string"), function("os" + name.capitalize(), call, "string")]
    for name in ("isAbs", "osIsAbs"):
        table.append(function(name, lambda path: path.startswith("/"), "string"))
    return {entry.name: entry for entry in table}


__all__ = ("base", "clean", "directory", "extension", "functions")
