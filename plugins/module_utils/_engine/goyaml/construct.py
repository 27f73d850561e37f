# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Nodes to values: go-yaml v2's decode.go into ``interface{}``, with the keys as strings (sigs.k8s.io/yaml).

Integers stay int here, so that a string field can still be given the digits that were written.
"""

from __future__ import annotations

import binascii
import typing as t
from base64 import b64decode

from ..gojson.encode import encode
from ..gojson.numbers import general_float
from ..patterns import lazy_pattern
from .errors import YAMLError
from .keytext import key_text
from .nodes import ALIAS_NODE, LONG_TAG, MAPPING_NODE, SCALAR_NODE, SEQUENCE_NODE, Node
from .resolve import is_timestamp, resolve

_TAG_OF = {type(None): "null", bool: "bool", int: "int", float: "float", str: "str"}
_RESOLVABLE = frozenset(LONG_TAG + name for name in ("str", "bool", "int", "float", "null", "timestamp"))
# How fmt orders keys of several types is the linker's doing; this is helm's.
_KEY_ORDER = {str: 0, int: 1, float: 2, bool: 3}
_INT64_END = 1 << 63
_RATIO_LOW, _RATIO_HIGH = 400_000, 4_000_000
_SURROGATE = lazy_pattern("[\ud800-\udfff]")


def go_syntax(value: t.Any, written_keys: t.Mapping[int, t.Mapping[str, t.Any]]) -> str:
    """A value as Go's ``%#v`` shows it; ``written_keys`` has the keys that were no strings, by their mapping's id."""
    if value is None:
        return "interface {}(nil)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return encode(value, escape_html=False)
    if isinstance(value, int):
        return str(value) if value < _INT64_END else hex(value)
    if isinstance(value, float):
        return general_float(value)
    if isinstance(value, list):
        return "[]interface {}{" + ", ".join([go_syntax(item, written_keys) for item in value]) + "}"
    written = written_keys.get(id(value), {})
    entries = [(written.get(key, key), item) for key, item in value.items()]
    entries.sort(key=lambda entry: (_KEY_ORDER[type(entry[0])], entry[0]))
    pairs = ["%s:%s" % (go_syntax(key, written_keys), go_syntax(item, written_keys)) for key, item in entries]
    return "map[interface {}]interface {}{" + ", ".join(pairs) + "}"


def _refused_key(key: t.Any, value: t.Any, written_keys: t.Mapping[int, t.Mapping[str, t.Any]]) -> YAMLError:
    kind, shown = ("%!s(<nil>)", "<nil>") if key is None else ("uint64", hex(key))
    text = "<nil>" if value is None else go_syntax(value, written_keys)
    return YAMLError("unsupported map key of type: %s, key: %s, value: %s" % (kind, shown, text))


def _allowed_ratio(count: int) -> float:
    if count <= _RATIO_LOW:
        return 0.99
    if count >= _RATIO_HIGH:
        return 0.10
    return 0.99 - 0.89 * ((count - _RATIO_LOW) / (_RATIO_HIGH - _RATIO_LOW))


class Constructor:
    """Builds the value of one document."""

    def __init__(self, *, strict: bool = False) -> None:
        self._strict = strict
        self._count = self._aliased = self._depth = 0
        self._open: set[int] = set()
        self._duplicates: list[str] = []
        self._bad_key: YAMLError | None = None
        self._written_keys: dict[int, dict[str, t.Any]] = {}

    def document(self, root: Node | None) -> t.Any:
        """The value under the root. Raises YAMLError as go-yaml, then as the conversion to JSON words it."""
        if root is None:
            return None
        self._visit()
        value = self._value(root)
        if self._duplicates:
            raise YAMLError("yaml: unmarshal errors:\n  " + "\n  ".join(self._duplicates))
        if self._bad_key is not None:
            raise self._bad_key
        return value

    def _visit(self) -> None:
        self._count += 1
        if self._depth:
            self._aliased += 1
            if self._aliased > 100 and self._count > 1000 and self._aliased / self._count > _allowed_ratio(self._count):
                raise YAMLError("yaml: document contains excessive aliasing")

    def _value(self, node: Node) -> t.Any:
        self._visit()
        if node.kind == SCALAR_NODE:
            return self._scalar(node)
        if node.kind == MAPPING_NODE:
            mapping: dict[str, t.Any] = {}
            self._fill(node, mapping, set())
            return mapping
        if node.kind == SEQUENCE_NODE:
            return [self._value(child) for child in node.children]
        return self._expanded(node, self._value)

    def _expanded(self, node: Node, use: t.Callable[[Node], t.Any]) -> t.Any:
        target = node.target
        if target is None or id(node) in self._open:
            raise YAMLError("yaml: anchor '%s' value contains itself" % node.value)
        self._open.add(id(node))
        self._depth += 1
        try:
            return use(target)
        finally:
            self._depth -= 1
            self._open.discard(id(node))

    def _scalar(self, node: Node) -> t.Any:
        tag, text = node.tag, node.value
        if not tag:
            return resolve(text) if node.implicit else text
        if tag == LONG_TAG + "binary":
            return self._binary(text)
        if tag not in _RESOLVABLE or tag == LONG_TAG + "str":
            return text
        value = resolve(text)
        wanted = tag[len(LONG_TAG) :]
        found = _TAG_OF[type(value)]
        if wanted == "timestamp" and found == "str" and is_timestamp(text):
            return text
        if wanted == "float" and found == "int" and value < _INT64_END:
            return float(value)
        if wanted != found:
            raise YAMLError("yaml: cannot decode !!%s `%s` as a !!%s" % (found, text, wanted))
        return value

    def _binary(self, text: str) -> str:
        try:
            data = b64decode(text.replace("\n", "").replace("\r", "").encode("ascii"), validate=True)
        except (binascii.Error, ValueError):
            raise YAMLError("yaml: !!binary value contains invalid base64 data") from None
        return _SURROGATE.sub("\ufffd", data.decode("utf-8", "surrogateescape"))

    def _fill(self, node: Node, mapping: dict[str, t.Any], seen: set[tuple[type, t.Any]]) -> None:
        children = node.children
        for index in range(0, len(children), 2):
            key_node, value_node = children[index], children[index + 1]
            if self._is_merge(key_node):
                self._merge(value_node, mapping, seen)
                continue
            key = self._value(key_node)
            if isinstance(key, (dict, list)):
                raise YAMLError("yaml: invalid map key: " + go_syntax(key, self._written_keys))
            value = self._value(value_node)
            text = key_text(key)
            if text is None:
                self._bad_key = self._bad_key or _refused_key(key, value, self._written_keys)
                continue
            if self._strict:
                if (type(key), key) in seen:
                    self._duplicates.append(
                        "line %d: key %s already set in map" % (value_node.line + 1, go_syntax(key, self._written_keys))
                    )
                    continue
                seen.add((type(key), key))
            mapping[text] = value
            if key.__class__ is not str:
                self._written_keys.setdefault(id(mapping), {})[text] = key

    @staticmethod
    def _is_merge(node: Node) -> bool:
        return node.kind == SCALAR_NODE and node.value == "<<" and (node.implicit or node.tag == LONG_TAG + "merge")

    def _merge(self, node: Node, mapping: dict[str, t.Any], seen: set[tuple[type, t.Any]]) -> None:
        """Fill in ``<<``: go-yaml v2 lets it overwrite the keys that stand before it."""
        parts = node.children[::-1] if node.kind == SEQUENCE_NODE else [node]
        for part in parts:
            target = part.target if part.kind == ALIAS_NODE else part
            if target is None or target.kind != MAPPING_NODE:
                raise YAMLError("yaml: map merge requires map or sequence of maps as the value")
            self._visit()
            if part.kind == ALIAS_NODE:
                self._expanded(part, lambda mapped: self._merge_target(mapped, mapping, seen))
            else:
                self._fill(part, mapping, seen)

    def _merge_target(self, node: Node, mapping: dict[str, t.Any], seen: set[tuple[type, t.Any]]) -> None:
        self._visit()
        self._fill(node, mapping, seen)


__all__ = ("Constructor", "go_syntax")
