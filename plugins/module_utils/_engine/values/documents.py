# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values from YAML text that may hold several documents, merged in their order (LoadValues of pkg/chart/v2/loader)."""

from __future__ import annotations

import typing as t

from ..errors import ValuesError
from ..gotmpl.functions import GoError
from ..goyaml.load import load

Values = dict[str, t.Any]


def load_values(data: bytes) -> Values:
    """The values in a values file; ValuesError with the words helm puts behind "failed to parse FILE: "."""
    values: Values = {}
    for document in split_documents(data):
        try:
            table: Values = load(document, target="map[string]interface {}")
        except GoError as error:
            raise ValuesError("cannot unmarshal yaml document: %s" % error) from None
        values = merge_maps(values, table) if values else table
    return values


def split_documents(data: bytes) -> list[bytes]:
    """The documents between lines that begin with ``---``, with every line ended by a newline alone.

    Only blanks and a comment may follow the dashes. A separator before any other line stays in the text.
    """
    if b"\r\n" in data:
        data = data.replace(b"\r\n", b"\n")
    if data and not data.endswith(b"\n"):
        data = data.removesuffix(b"\r") + b"\n"
    if b"\n---" not in data and not data.startswith(b"---"):
        return [data] if data else []
    documents: list[bytes] = []
    lines: list[bytes] = []
    for line in data.splitlines(keepends=True) if b"\r" not in data else _lines(data):
        if line.startswith(b"---"):
            rest = line[3:].strip()
            if rest and not rest.startswith(b"#"):
                text = rest.decode("utf-8", "surrogateescape")
                raise ValuesError("error reading yaml document: invalid Yaml document separator: %s" % text)
            if lines:
                documents.append(b"".join(lines))
                lines = []
                continue
        lines.append(line)
    return [*documents, b"".join(lines)] if lines else documents


def _lines(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]]


def merge_maps(base: Values, over: Values) -> Values:
    """A new map with the keys of both, maps merged deeply, ``over`` winning; a null in ``over`` is a value."""
    merged = dict(base)
    for key, value in over.items():
        held = merged.get(key)
        if isinstance(value, dict) and isinstance(held, dict):
            merged[key] = merge_maps(held, value)
        else:
            merged[key] = value
    return merged


__all__ = ("load_values", "merge_maps", "split_documents")
