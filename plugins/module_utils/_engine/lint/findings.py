# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is found wrong with a chart, and how grave it is (follows pkg/chart/v2/lint/support)."""

from __future__ import annotations

import typing as t

INFO = "INFO"
WARNING = "WARNING"
ERROR = "ERROR"


class Finding(t.NamedTuple):
    """One thing that is wrong: ``severity`` is INFO, WARNING or ERROR, ``path`` the file or folder in the chart."""

    severity: str
    path: str
    message: str

    def __str__(self) -> str:
        return "[%s] %s: %s" % self


class Findings(list[Finding]):
    """The findings in the order of helm's rules."""

    def rule(self, severity: str, path: str, problem: str | None) -> bool:
        """Whether a rule is met, that is, there is no problem; keep it otherwise."""
        if problem:
            self.append(Finding(severity, path, problem))
        return not problem


__all__ = ("ERROR", "INFO", "WARNING", "Finding", "Findings")
