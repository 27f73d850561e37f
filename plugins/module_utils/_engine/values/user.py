# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a user gives in files and --set expressions, as one tree (follows pkg/cli/values/options.go).

The order is helm's, whatever the order of the arguments: files, --set-json, --set, --set-string, --set-file,
--set-literal.
"""

from __future__ import annotations

import typing as t

from ..errors import ValuesError
from ..gojson.decode import decode
from ..gotmpl.functions import GoError
from .coalesce import copy_values
from .documents import load_values, merge_maps
from .strvals import (
    ReadFile,
    parse_file_into,
    parse_into,
    parse_json_into,
    parse_literal_into,
    parse_string_into,
)

Values = dict[str, t.Any]


def user_values(
    base: Values | None = None,
    *,
    files: t.Iterable[tuple[str, bytes]] = (),
    set_json: t.Iterable[str] = (),
    set_values: t.Iterable[str] = (),
    set_string: t.Iterable[str] = (),
    set_file: t.Iterable[str] = (),
    set_literal: t.Iterable[str] = (),
    read_file: ReadFile | None = None,
) -> Values:
    """``files`` (name and bytes) and the expressions merged over a copy of ``base``, each later one winning.

    ``read_file`` gives the text of a file that ``set_file`` names. Raises ValuesError with helm's words.
    """
    values: Values = copy_values(base or {})
    for name, data in files:
        try:
            values = merge_maps(values, load_values(data))
        except ValuesError as error:
            raise ValuesError("failed to parse %s: %s" % (name, error)) from None
    for expression in set_json:
        values = _with_json(values, expression)
    _parse_all("--set", parse_into, set_values, values)
    _parse_all("--set-string", parse_string_into, set_string, values)
    for expression in set_file:
        try:
            parse_file_into(expression, values, read_file or _no_files)
        except ValuesError as error:
            raise ValuesError("failed parsing --set-file data: %s" % error) from None
    _parse_all("--set-literal", parse_literal_into, set_literal, values)
    return values


def _parse_all(
    option: str, parse: t.Callable[[str, Values], None], expressions: t.Iterable[str], values: Values
) -> None:
    for expression in expressions:
        try:
            parse(expression, values)
        except ValuesError as error:
            raise ValuesError("failed parsing %s data: %s" % (option, error)) from None


def _with_json(values: Values, expression: str) -> Values:
    text = expression.strip()
    if text.startswith("{"):
        try:
            return merge_maps(values, decode(text, target="map[string]interface {}"))
        except GoError:
            raise ValuesError("failed parsing --set-json data JSON: %s" % expression) from None
    try:
        parse_json_into(expression, values)
    except ValuesError:
        raise ValuesError("failed parsing --set-json data %s" % expression) from None
    return values


def _no_files(path: str) -> str:
    raise ValuesError("open %s: no files are given here" % path)


__all__ = ("user_values",)
