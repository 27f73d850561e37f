# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A map that is nil in Go: it counts and prints as an empty one, but is null in JSON and YAML."""

from __future__ import annotations

from ..gotmpl.govalues import GoMap, GoObject


class NilMap(GoMap, GoObject):
    """A nil map of the Go type ``go_type``."""

    __slots__ = ()

    def __init__(self, go_type: str = "map[string]interface {}") -> None:
        super().__init__(go_type)

    def go_json(self) -> None:
        """null."""


__all__ = ("NilMap",)
