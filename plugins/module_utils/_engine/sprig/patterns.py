# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compiling Go's regular expressions by RE2: what the two read differently, and Go's words for a bad pattern."""

from __future__ import annotations

import functools
import re
import typing as t

from ..deps.re2 import re2
from .text import from_bytes, runes, to_bytes

_MAX_MEMORY = 64 * 1024 * 1024
_REASONS = {
    "invalid escape sequence": "invalid escape sequence",
    "invalid character class": "invalid character class",
    "invalid character class range": "invalid character class range",
    "missing ]": "missing closing ]",
    "missing )": "missing closing )",
    "unexpected )": "unexpected )",
    "trailing \\": "trailing backslash at end of expression",
    "no argument for repetition operator": "missing argument to repetition operator",
    "invalid repetition size": "invalid repeat count",
    "bad repetition operator": "invalid nested repetition operator",
    "invalid perl operator": "invalid or unsupported Perl syntax",
    "invalid UTF-8": "invalid UTF-8",
    "invalid named capture group": "invalid named capture",
}
_ESCAPE = re.compile(r"\\(?:([pP])\{(\^?)([A-Za-z_ -]+)\}|.)", re.DOTALL)
_CATEGORIES = {
    "Closepunctuation": "Pe", "Combiningmark": "M", "Connectorpunctuation": "Pc", "Control": "Cc", "Cntrl": "Cc",
    "Currencysymbol": "Sc", "Dashpunctuation": "Pd", "Decimalnumber": "Nd", "Digit": "Nd", "Enclosingmark": "Me",
    "Finalpunctuation": "Pf", "Format": "Cf", "Initialpunctuation": "Pi", "Letter": "L", "Letternumber": "Nl",
    "Lineseparator": "Zl", "Lowercaseletter": "Ll", "Mark": "M", "Mathsymbol": "Sm", "Modifierletter": "Lm",
    "Modifiersymbol": "Sk", "Nonspacingmark": "Mn", "Number": "N", "Openpunctuation": "Ps", "Other": "C",
    "Otherletter": "Lo", "Othernumber": "No", "Otherpunctuation": "Po", "Othersymbol": "So", "Paragraphseparator": "Zp",
    "Privateuse": "Co", "Punctuation": "P", "Punct": "P", "Separator": "Z", "Spaceseparator": "Zs", "Spacingmark": "Mc",
    "Symbol": "S", "Titlecaseletter": "Lt", "Uppercaseletter": "Lu",
}  # fmt: skip
_WHOLE = frozenset({"missing closing )", "unexpected )"})


class BadPatternError(Exception):
    """Why a pattern is none, as regexp/syntax says it."""


def _explain(message: str, pattern: str) -> str:
    """Go's text for what RE2 says about a pattern."""
    for reason in sorted(_REASONS, key=len, reverse=True):
        if message.startswith(reason):
            said = _REASONS[reason]
            if said == "trailing backslash at end of expression":
                return "error parsing regexp: %s: ``" % said
            detail = pattern if said in _WHOLE else message[len(reason) + 2 :]
            return "error parsing regexp: %s: `%s`" % (said, detail)
    return "error parsing regexp: expression too large"


def _class_name(found: re.Match[str]) -> str:
    """An escape with the name of its Unicode class as RE2 knows it; Go takes long names and any case."""
    kind, negation, name = found.groups()
    if kind is None:
        return found.group()
    canonical = re.sub("[_ -]", "", name).capitalize()
    return "\\%s{%s%s}" % (kind, negation, _CATEGORIES.get(canonical, canonical))


def _check_encoding(pattern: str) -> None:
    if not pattern.isascii() and runes(pattern) != pattern:
        raise BadPatternError("error parsing regexp: invalid UTF-8: `%s`" % pattern)


def _refuse_byte_escape(pattern: str) -> None:
    """RE2 knows an escape for any byte that Go does not."""
    if "\\C" in pattern and any(found.group() == "\\C" for found in _ESCAPE.finditer(pattern)):
        raise BadPatternError("error parsing regexp: invalid escape sequence: `\\C`")


@functools.lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> t.Any:
    """The pattern compiled by RE2 for bytes of UTF-8; BadPatternError with Go's text where it is none."""
    library = re2()
    _check_encoding(pattern)
    _refuse_byte_escape(pattern)
    options = library.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    try:
        return library.compile(to_bytes(pattern), options)
    except library.error as error:
        said = error.args[0] if error.args else ""
    renamed = _ESCAPE.sub(_class_name, pattern)
    if renamed != pattern:
        try:
            return library.compile(to_bytes(renamed), options)
        except library.error:
            pass
    raise BadPatternError(_explain(from_bytes(said) if isinstance(said, bytes) else str(said), pattern))


__all__ = ("BadPatternError", "compile_pattern")
