# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which files of a chart's folder .helmignore leaves out (follows pkg/ignore/rules.go).

Not gitignore: there is no ``**``, the first rule that hits decides, and ``!rule`` ignores all that does *not* match.
"""

from __future__ import annotations

import typing as t

from ..errors import ChartError
from .pathmatch import BadPatternError, Matcher, compile_pattern

IGNORE_FILE = ".helmignore"
DEFAULT_RULE = "templates/.?*"
MAX_LINE = 64 * 1024


class _Rule(t.NamedTuple):
    matches: Matcher
    whole_path: bool
    negated: bool
    only_folders: bool


class IgnoreRules:
    """The rules of one .helmignore with helm's default rule behind them. ChartError for a rule that is none."""

    __slots__ = ("_rules",)

    def __init__(self, text: bytes = b"") -> None:
        self._rules: list[_Rule] = []
        lines = text.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        if any(len(line) >= MAX_LINE for line in lines):
            raise ChartError("bufio.Scanner: token too long")
        for line in lines:
            self._add(line.decode("utf-8", "surrogateescape").strip())
        self._add(DEFAULT_RULE)

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Whether a path relative to the chart's folder, with ``/``, is left out (a folder with all it holds)."""
        if path in ("", ".", "./"):
            return False
        base = path.rpartition("/")[2]
        for matches, whole_path, negated, only_folders in self._rules:
            hit = (is_folder or not only_folders) and matches(path if whole_path else base)
            if hit != negated:
                return True
        return False

    def _add(self, rule: str) -> None:
        if not rule or rule.startswith("#"):
            return
        if "**" in rule:
            raise ChartError("double-star (**) syntax is not supported")
        try:
            compile_pattern(rule)("abc")
        except BadPatternError as error:
            raise ChartError(str(error)) from None
        negated = rule.startswith("!")
        rule = rule[1:] if negated else rule
        only_folders = rule.endswith("/")
        rule = rule.removesuffix("/")
        anchored = rule.startswith("/")
        self._rules.append(_Rule(_matcher(rule[anchored:]), anchored or "/" in rule, negated, only_folders))


def _matcher(rule: str) -> Matcher:
    matches = compile_pattern(rule)

    def matches_or_not(path: str) -> bool:
        try:
            return matches(path)
        except BadPatternError:
            return False

    return matches_or_not


__all__ = ("IGNORE_FILE", "IgnoreRules")
