# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go values to YAML as helm's toYaml writes them: sigs.k8s.io/yaml's Marshal, which is JSON handed to go-yaml v2."""

from __future__ import annotations

import typing as t

from ..gojson.encode import encode, json_form
from ..gojson.numbers import general_float, json_float
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import GoObject, go_type, is_nil
from ..patterns import lazy_pattern
from .emitter import BlockEmitter
from .keyorder import sorted_keys
from .load import read_json
from .resolve import resolve
from .scalars import BEST_WIDTH, ScalarWriter

# JSON leaves these unescaped. To YAML one of them is a line break, the others may not stand in a document.
_NOT_KEPT = lazy_pattern("[\x7f-\x9f\ufffe\uffff]")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_MAX_READ_KEY = 1000
_MARSHALING = "error marshaling into JSON: "
_EXACT = float(1 << 53)


class _RereadError(Exception):
    """A text of the value does not come back from YAML as it was: the value has to go through JSON in earnest."""


class _JSONScalars(ScalarWriter):
    """Strings as they are after JSON and YAML were read back."""

    def write(self, text: str, column: int, pad: str, *, key: bool = False) -> str:
        if key and len(text) > _MAX_READ_KEY:
            raise _RereadError
        if text.isascii():
            if "\x7f" in text:
                raise _RereadError
        elif not text.isprintable():
            if _NOT_KEPT.search(text) is not None:
                raise _RereadError
            text = _SURROGATE.sub("\ufffd", text)
        return super().write(text, column, pad, key=key)


def _float_text(value: float) -> str:
    if -_EXACT < value < _EXACT and value == int(value):
        return str(int(value))
    if value - value != 0:
        return encode(value)
    number = resolve(json_float(value))
    return str(number) if isinstance(number, int) else general_float(number)


def _int_text(value: int) -> str:
    number = resolve(str(int(value)))
    return str(number) if isinstance(number, int) else general_float(float(number))


class _JSONEmitter(BlockEmitter):
    def sorted_keys(self, mapping: dict[str, t.Any]) -> t.Sequence[str]:
        return sorted_keys(mapping)

    def plain(self, value: t.Any) -> str | None:
        kind = type(value)
        if kind is float:
            return _float_text(value)
        if kind is bool:
            return "true" if value else "false"
        if is_nil(value):
            return "null"
        return _int_text(value) if isinstance(value, int) else None

    def known_form(self, value: t.Any) -> t.Any:
        if isinstance(value, GoObject):
            value = json_form(value)
        if isinstance(value, bytes):
            return encode(value)[1:-1]
        if isinstance(value, dict) and any(key.__class__ is not str for key in value):
            encode(dict.fromkeys(value))
            return {str(key): item for key, item in value.items()}
        if isinstance(value, (str, dict, list)) or self.plain(value) is not None:
            return value
        return encode(value)


_emitter = _JSONEmitter(_JSONScalars(width=BEST_WIDTH, tabs_in_blocks=False))
_reread_emitter = _JSONEmitter(ScalarWriter(width=BEST_WIDTH, tabs_in_blocks=False))


def dump(value: t.Any) -> str:
    """YAML of a Go value, ending in a line break. Raises GoError where Go's Marshal returns an error."""
    try:
        return _emitter.document(value)
    except _RereadError:
        return _reread_emitter.document(read_json(encode(value)))
    except RecursionError:
        raise GoError(_MARSHALING + "json: unsupported value: encountered a cycle via " + go_type(value)) from None
    except GoError as error:
        if str(error).startswith("json: "):
            raise GoError(_MARSHALING + str(error)) from None
        raise


__all__ = ("dump",)
