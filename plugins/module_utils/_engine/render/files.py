# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``.Files`` of a template: the chart's other files; follows pkg/engine/files.go."""

from __future__ import annotations

import base64
import typing as t

from ..gotmpl.functions import function
from ..gotmpl.govalues import GoList, GoMap, GoObject
from ..goyaml.dump import dump
from .glob import Glob, InvalidPatternError


class Files(GoMap, GoObject):
    """Paths within the chart and the bytes of each file, with the methods that templates call."""

    __slots__ = ()
    go_underlying = "map[string][]uint8"

    def __init__(self, items: t.Mapping[str, bytes] | None = None) -> None:
        super().__init__("engine.files", items)

    def like(self, items: t.Mapping[t.Any, t.Any]) -> Files:
        """Files with other items."""
        return Files(items)

    def get_bytes(self, name: str) -> bytes:
        """The file's bytes; empty where there is no such file."""
        return t.cast(bytes, self.get(name, b""))

    def get_text(self, name: str) -> str:
        """The file's text; empty where there is no such file."""
        return _text(self.get_bytes(name))

    def glob(self, pattern: str) -> Files:
        """The files whose path fits; an invalid pattern fits every file, as in helm."""
        try:
            fits = Glob(pattern).match
        except InvalidPatternError:
            return Files(self)
        return Files({name: data for name, data in self.items() if fits(name)})

    def as_config(self) -> str:
        """The files as the YAML of a ConfigMap's data: base name to text."""
        return _yaml({_base(name): _text(self[name]) for name in sorted(self)})

    def as_secrets(self) -> str:
        """The files as the YAML of a Secret's data: base name to base64."""
        return _yaml({_base(name): base64.b64encode(self[name]).decode("ascii") for name in sorted(self)})

    def lines(self, name: str) -> GoList:
        """The file's lines without the last newline; carriage returns stay."""
        text = self.get_text(name)
        return GoList("[]string", text.removesuffix("\n").split("\n") if text else [])

    METHODS: t.ClassVar[t.Mapping[str, t.Any]] = {
        "Get": function("Get", get_text, "string"),
        "GetBytes": function("GetBytes", get_bytes, "string"),
        "Glob": function("Glob", glob, "string"),
        "AsConfig": function("AsConfig", as_config),
        "AsSecrets": function("AsSecrets", as_secrets),
        "Lines": function("Lines", lines, "string"),
    }


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _base(name: str) -> str:
    """The last element as Go's path.Base gives it, trailing slashes removed."""
    return name.rstrip("/").rpartition("/")[2]


def _yaml(data: dict[str, str]) -> str:
    return dump(data).removesuffix("\n")


__all__ = ("Files",)
