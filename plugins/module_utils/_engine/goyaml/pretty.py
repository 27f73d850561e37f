# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go values to YAML as helm's toYamlPretty writes them: go-yaml v3, indented by 2, and not by way of JSON."""

from __future__ import annotations

import typing as t
from binascii import b2a_base64

from ..gojson.numbers import general_float
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoObject, go_type
from .emitter import BlockEmitter
from .keyorder import sorted_keys_v3
from .scalars import ScalarWriter

_NOT_FINITE = {"+Inf": ".inf", "-Inf": "-.inf", "NaN": ".nan"}
_BASE64_LINE = 70


class _PrettyScalars(ScalarWriter):
    """Bytes that are no UTF-8 become !!binary."""

    def write(self, text: str, column: int, pad: str, *, key: bool = False) -> str:
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            coded = b2a_base64(text.encode("utf-8", "surrogateescape"), newline=False).decode("ascii")
            if len(coded) >= _BASE64_LINE:
                lines = [coded[i : i + _BASE64_LINE] for i in range(0, len(coded), _BASE64_LINE)]
                coded = "\n".join(lines) + "\n"
            return "!!binary " + super().write(coded, column, pad, key=key)
        return super().write(text, column, pad, key=key)


class _PrettyEmitter(BlockEmitter):
    sequence_indent = "  "

    def sorted_keys(self, mapping: dict[str, t.Any]) -> t.Sequence[str]:
        return sorted_keys_v3(mapping)

    def plain(self, value: t.Any) -> str | None:
        if isinstance(value, float):
            text = general_float(value)
            return _NOT_FINITE.get(text, text)
        if isinstance(value, bool):
            return "true" if value else "false"
        if value is None:
            return "null"
        if isinstance(value, GoObject) and value.go_type == "time.Time":
            return str(value.go_json())
        if isinstance(value, GoObject) and value.go_type == "time.Duration":
            return value.go_string()
        return str(int(value)) if isinstance(value, int) else None

    def known_form(self, value: t.Any) -> t.Any:
        if isinstance(value, bytes):
            return list(value)
        if isinstance(value, GoObject) and not isinstance(value, (dict, list)):
            shown = value.go_string() if not value.FIELDS else None
            if shown is not None:
                return shown
            return {name.lower(): getattr(value, name) for name in value.FIELDS}
        if isinstance(value, dict) and any(key.__class__ is not str for key in value):
            return {str(key): item for key, item in value.items()}
        if isinstance(value, (str, dict, list)) or self.plain(value) is not None:
            return value
        raise GoError("cannot marshal type: " + go_type(value))


_emitter = _PrettyEmitter(_PrettyScalars(width=1 << 30, tabs_in_blocks=True))


def dump_pretty(value: t.Any) -> str:
    """YAML of a Go value, ending in a line break. Raises GoError where the encoder returns an error or panics."""
    try:
        return _emitter.document(value)
    except RecursionError:
        raise GoError("yaml: value is nested too deeply") from None


__all__ = ("dump_pretty",)
