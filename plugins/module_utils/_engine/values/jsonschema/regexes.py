# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Regular expressions of schemas: RE2, which is Go's dialect and linear in time."""

from __future__ import annotations

import typing as t

from ...deps.re2 import re2

Search = t.Callable[[str], bool]


def compile_regex(pattern: str) -> Search:
    """Whether a text holds a match. ValueError with Go's words where the pattern is malformed."""
    library = re2()
    options = library.Options()
    options.log_errors = False
    try:
        compiled = library.compile(pattern.encode("utf-8", "surrogateescape"), options)
    except library.error as error:
        raise ValueError("error parsing regexp: %s" % _in_go(error)) from None
    return lambda text: compiled.search(text.encode("utf-8", "surrogateescape")) is not None


def regex_error(pattern: str) -> str:
    """What is wrong with the pattern; empty where nothing is."""
    try:
        compile_regex(pattern)
    except ValueError as error:
        return str(error)
    return ""


_PROBLEMS = {
    "missing )": "missing closing )",
    "missing ]": "missing closing ]",
    "invalid perl operator": "invalid or unsupported Perl syntax",
    "no argument for repetition operator": "missing argument to repetition operator",
    "invalid repetition size": "invalid repeat count",
    "invalid named capture group": "invalid named capture",
    "bad repetition operator": "invalid nested repetition operator",
}


def _in_go(error: Exception) -> str:
    """RE2's ``problem: piece`` in Go's words and backquotes."""
    first = error.args[0] if error.args else str(error)
    text = first.decode("utf-8", "surrogateescape") if isinstance(first, bytes) else str(first)
    if text.startswith("trailing \\"):
        return "trailing backslash at end of expression: ``"
    problem, _unused, piece = text.partition(": ")
    return "%s: `%s`" % (_PROBLEMS.get(problem, problem), piece)


__all__ = ("Search", "compile_regex", "regex_error")
