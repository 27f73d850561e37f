# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a failed validation says: a tree of failures and its text (output.go of santhosh-tekuri/jsonschema v6)."""

from __future__ import annotations

import typing as t

from ...gojson.numbers import general_float
from ...gotmpl.strconv import quote as go_quote
from .decimals import Exact, JsonNumber

Path = tuple[str, ...]


class Failure:
    """One failed keyword at ``path`` in the values.

    ``group`` marks a bundle without a keyword, whose causes a parent takes over; ``reference`` one that a $ref led to,
    which is not shown where it has one cause only.
    """

    __slots__ = ("causes", "group", "path", "reference", "text")

    def __init__(
        self,
        path: Path,
        text: str,
        causes: list[Failure] | None = None,
        *,
        group: bool = False,
        reference: bool = False,
    ) -> None:
        self.path = path
        self.text = text
        self.causes = causes or []
        self.group = group
        self.reference = reference


def render(failures: list[Failure], indent: int = 1) -> str:
    """The failures as a list of lines, each ``- at '/path': text`` and its causes below it."""
    lines: list[str] = []
    for failure in failures:
        _render(failure, indent, lines)
    return "\n".join(lines)


def _render(failure: Failure, indent: int, lines: list[str]) -> None:
    if not (failure.reference and len(failure.causes) == 1):
        lines.append("%s- at %s: %s" % ("  " * (indent - 1), quote(pointer(failure.path)), failure.text))
        indent += 1
    for cause in failure.causes:
        _render(cause, indent, lines)


def pointer(path: t.Iterable[str]) -> str:
    """A path as a JSON pointer."""
    return "".join("/" + escape(token) for token in path)


def escape(token: str) -> str:
    """One token of a JSON pointer."""
    return token.replace("~", "~0").replace("/", "~1")


def quote(text: str) -> str:
    """Text in single quotes, otherwise as Go's %q."""
    return "'%s'" % go_quote(text)[1:-1].replace('\\"', '"').replace("'", "\\'")


def quoted(texts: t.Iterable[str]) -> str:
    """Several texts in single quotes."""
    return ", ".join(quote(text) for text in texts)


def display(value: t.Any) -> str:
    """A scalar as it is shown."""
    if isinstance(value, str):
        return quote(value)
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return "value"
    return value.text if isinstance(value, JsonNumber) else general_float(value)


def grouped(number: int) -> str:
    """A count as English writes it: 65,536."""
    return format(number, ",d")


_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def localized(number: Exact) -> str:
    """A number as golang.org/x/text prints a float64 in English: 70,000, and powers of ten from a million on."""
    try:
        value = float("%de%d" % number)
    except OverflowError:
        value = float("inf") if number[0] > 0 else float("-inf")
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "-∞"
    mantissa, _unused, exponent = general_float(value).partition("e")
    if exponent:
        return mantissa + "\u00d710" + exponent.removeprefix("+").translate(_SUPERSCRIPT)
    whole, dot, fraction = mantissa.partition(".")
    sign = whole[:1] if whole[:1] == "-" else ""
    return sign + format(int(whole.removeprefix("-")), ",d") + dot + fraction


__all__ = ("Failure", "Path", "display", "escape", "grouped", "localized", "pointer", "quote", "quoted", "render")
