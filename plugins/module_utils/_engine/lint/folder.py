# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart's folder as the rules look at it."""

from __future__ import annotations

import typing as t

from ..chart.model import Chart
from ..errors import ChartError


class Folder(t.Protocol):
    """``path`` is what findings about the whole folder name."""

    path: str

    def kind(self, name: str) -> str:
        """``file`` or ``folder``, empty where nothing of that name is."""

    def read(self, name: str) -> bytes:
        """The bytes of a file as they stand there; ChartError with Go's words where it cannot be read."""

    def load(self) -> Chart:
        """The chart, made anew by each call; ChartError with helm's words."""


def loaded(folder: Folder) -> tuple[Chart | None, str]:
    """The chart, or None and what is wrong with it."""
    try:
        return folder.load(), ""
    except ChartError as error:
        return None, str(error)


__all__ = ("Folder", "loaded")
