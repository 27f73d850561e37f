# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors of reading YAML, in go-yaml's words."""

from __future__ import annotations

from ..gotmpl.functions import GoError


class YAMLError(GoError):
    """``yaml: line 3: did not find expected key``: what go-yaml v2 returns."""


def located(problem: str, line: int, *, scanner: bool) -> YAMLError:
    """A syntax error at a line counted from 0. go-yaml adds 1 for its scanner's errors only, and hides line 0."""
    if line == 0:
        return YAMLError("yaml: " + problem)
    return YAMLError("yaml: line %d: %s" % (line + 1 if scanner else line, problem))


__all__ = ("YAMLError", "located")
