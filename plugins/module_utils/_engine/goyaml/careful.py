# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The careful reader: text to value in the steps of go-yaml v2, for errors and what the quick reader leaves over."""

from __future__ import annotations

import typing as t

from .construct import Constructor
from .errors import YAMLError
from .nodes import Parser
from .reader import Source

# How far go-yaml looks ahead of the place it reads at.
_LOOKAHEAD = 4


def read_carefully(source: Source, *, strict: bool) -> t.Any:
    """The value of the first document, integers as int. Raises YAMLError."""
    parser = Parser(source.text)
    try:
        root = parser.document()
    except YAMLError:
        if source.refusal and parser.scanner.index + _LOOKAHEAD > len(source.text):
            raise YAMLError("yaml: " + source.refusal) from None
        raise
    except RecursionError:
        raise YAMLError("yaml: exceeded max depth of 10000") from None
    if source.refusal and parser.scanner.index + _LOOKAHEAD > len(source.text):
        raise YAMLError("yaml: " + source.refusal)
    try:
        return Constructor(strict=strict).document(root)
    except RecursionError:
        raise YAMLError("yaml: exceeded max depth of 10000") from None


__all__ = ("read_carefully",)
