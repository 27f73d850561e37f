# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tokens to the nodes of one document: go-yaml v2's parserc.go and the parser of its decode.go in one descent."""

from __future__ import annotations

import typing as t

from .errors import YAMLError, located
from .scanner import (
    ALIAS,
    ANCHOR,
    BLOCK_END,
    BLOCK_MAPPING,
    BLOCK_SEQUENCE,
    DOCUMENT_END,
    DOCUMENT_START,
    ENTRY,
    KEY,
    SCALAR,
    STREAM_END,
    TAG,
    TAG_DIRECTIVE,
    VALUE,
    YAML_DIRECTIVE,
    Scanner,
    Token,
)

SCALAR_NODE, SEQUENCE_NODE, MAPPING_NODE, ALIAS_NODE = 1, 2, 3, 4
LONG_TAG = "tag:yaml.org,2002:"


class Node:
    """A scalar (``value``), a sequence or mapping (``children``, keys and values in turn) or an alias (``target``)."""

    __slots__ = ("children", "implicit", "kind", "line", "tag", "target", "value")

    def __init__(self, kind: int, line: int, *, tag: str = "", value: str = "", implicit: bool = False) -> None:
        self.kind = kind
        self.line = line
        self.tag = tag
        self.value = value
        self.implicit = implicit
        self.children: list[Node] = []
        self.target: Node | None = None


class _Properties(t.NamedTuple):
    anchor: str
    tag: str


class Parser:
    """Reads the first document of a text."""

    def __init__(self, text: str) -> None:
        self.scanner = Scanner(text)
        self._anchors: dict[str, Node] = {}
        self._tags: dict[str, str] = {}

    def document(self) -> Node | None:
        """The root node of the first document; None where there is none."""
        token = self.scanner.peek()
        if token.kind == STREAM_END:
            return None
        if token.kind in (YAML_DIRECTIVE, TAG_DIRECTIVE, DOCUMENT_START):
            token = self._directives()
            if token.kind != DOCUMENT_START:
                self._fail("did not find expected <document start>", token)
            self.scanner.take()
            token = self.scanner.peek()
            if token.kind in (YAML_DIRECTIVE, TAG_DIRECTIVE, DOCUMENT_START, DOCUMENT_END, STREAM_END):
                root = self._empty(token.line)
            else:
                root = self._node(block=True)
        else:
            self._directives()
            root = self._node(block=True)
        self.scanner.peek()
        return root

    def _fail(self, problem: str, token: Token, context: Token | int | None = None) -> t.NoReturn:
        line = token.line
        if not line and context is not None:
            line = context if isinstance(context, int) else context.line
        raise located(problem, line, scanner=False)

    def _directives(self) -> Token:
        token = self.scanner.peek()
        version = False
        while token.kind in (YAML_DIRECTIVE, TAG_DIRECTIVE):
            if token.kind == YAML_DIRECTIVE:
                if version:
                    self._fail("found duplicate %YAML directive", token)
                if token.value != "1.1":
                    self._fail("found incompatible YAML document", token)
                version = True
            else:
                if token.value in self._tags:
                    self._fail("found duplicate %TAG directive", token)
                self._tags[token.value] = token.suffix
            self.scanner.take()
            token = self.scanner.peek()
        self._tags.setdefault("!", "!")
        self._tags.setdefault("!!", LONG_TAG)
        return token

    def _empty(self, line: int) -> Node:
        return Node(SCALAR_NODE, line, implicit=True)

    def _properties(self) -> tuple[_Properties, int]:
        """Anchor and tag before a node, in either order, and the line the node begins at."""
        scanner = self.scanner
        token = scanner.peek()
        line = token.line
        anchor = ""
        tag_token: Token | None = None
        for _turn in range(2):
            if token.kind == ANCHOR and not anchor:
                anchor = token.value
            elif token.kind == TAG and tag_token is None:
                tag_token = token
            else:
                break
            scanner.take()
            token = scanner.peek()
        tag = ""
        if tag_token is not None:
            if not tag_token.value:
                tag = tag_token.suffix
            elif tag_token.value in self._tags:
                tag = self._tags[tag_token.value] + tag_token.suffix
            if not tag:
                self._fail("found undefined tag handle", tag_token, line)
        return _Properties(anchor, tag), line

    def _node(self, *, block: bool, indentless: bool = False) -> Node:
        scanner = self.scanner
        token = scanner.peek()
        if token.kind == ALIAS:
            scanner.take()
            return self._alias(token)
        properties, line = self._properties()
        token = scanner.peek()
        kind = token.kind
        if kind == SCALAR:
            scanner.take()
            tag = properties.tag
            implicit = (not tag and not token.suffix) or tag == "!"
            return self._anchored(properties, Node(SCALAR_NODE, line, tag=tag, value=token.value, implicit=implicit))
        if (indentless and kind == ENTRY) or kind == "[" or (block and kind == BLOCK_SEQUENCE):
            node = self._anchored(properties, Node(SEQUENCE_NODE, line, tag=properties.tag))
            if kind == ENTRY:
                self._indentless_sequence(node)
            elif kind == "[":
                self._flow_sequence(node)
            else:
                self._block_sequence(node)
            return node
        if kind == "{" or (block and kind == BLOCK_MAPPING):
            node = self._anchored(properties, Node(MAPPING_NODE, line, tag=properties.tag))
            if kind == "{":
                self._flow_mapping(node)
            else:
                self._block_mapping(node)
            return node
        if not properties.anchor and not properties.tag:
            self._fail("did not find expected node content", token, line)
        return self._anchored(properties, Node(SCALAR_NODE, line, tag=properties.tag, implicit=not properties.tag))

    def _anchored(self, properties: _Properties, node: Node) -> Node:
        if properties.anchor:
            self._anchors[properties.anchor] = node
        return node

    def _alias(self, token: Token) -> Node:
        target = self._anchors.get(token.value)
        if target is None:
            raise YAMLError("yaml: unknown anchor '%s' referenced" % token.value)
        node = Node(ALIAS_NODE, token.line, value=token.value)
        node.target = target
        return node

    def _block_sequence(self, node: Node) -> None:
        scanner = self.scanner
        start = scanner.take()
        token = scanner.peek()
        while token.kind == ENTRY:
            scanner.take()
            follower = scanner.peek()
            if follower.kind in (ENTRY, BLOCK_END):
                node.children.append(self._empty(token.line))
            else:
                node.children.append(self._node(block=True))
            token = scanner.peek()
        if token.kind != BLOCK_END:
            self._fail("did not find expected '-' indicator", token, start)
        scanner.take()

    def _indentless_sequence(self, node: Node) -> None:
        scanner = self.scanner
        token = scanner.peek()
        while token.kind == ENTRY:
            scanner.take()
            follower = scanner.peek()
            if follower.kind in (ENTRY, KEY, VALUE, BLOCK_END):
                node.children.append(self._empty(token.line))
            else:
                node.children.append(self._node(block=True))
            token = scanner.peek()

    def _block_mapping(self, node: Node) -> None:
        scanner = self.scanner
        start = scanner.take()
        while True:
            token = scanner.peek()
            if token.kind == KEY:
                node.children.append(self._block_part(token, (KEY, VALUE, BLOCK_END)))
            elif token.kind == BLOCK_END:
                scanner.take()
                return
            else:
                self._fail("did not find expected key", token, start)
            token = scanner.peek()
            if token.kind == VALUE:
                node.children.append(self._block_part(token, (KEY, VALUE, BLOCK_END)))
            else:
                node.children.append(self._empty(token.line))

    def _block_part(self, token: Token, empty_before: tuple[str, ...]) -> Node:
        self.scanner.take()
        if self.scanner.peek().kind in empty_before:
            return self._empty(token.line)
        return self._node(block=True, indentless=True)

    def _flow_sequence(self, node: Node) -> None:
        scanner = self.scanner
        start = scanner.take()
        token = scanner.peek()
        first = True
        while token.kind != "]":
            if not first:
                if token.kind != ",":
                    self._fail("did not find expected ',' or ']'", token, start)
                scanner.take()
                token = scanner.peek()
            if token.kind == KEY:
                node.children.append(self._pair(token))
            elif token.kind != "]":
                node.children.append(self._node(block=False))
            else:
                break
            first = False
            token = scanner.peek()
        scanner.take()

    def _pair(self, key: Token) -> Node:
        """``[a: b]``: a mapping of one entry."""
        node = Node(MAPPING_NODE, key.line)
        scanner = self.scanner
        scanner.take()
        token = scanner.peek()
        if token.kind in (VALUE, ",", "]"):
            node.children.append(self._empty(token.line))
            # The library takes the token that ends an empty key for used up.
            scanner.take()
        else:
            node.children.append(self._node(block=False))
        token = scanner.peek()
        if token.kind == VALUE:
            scanner.take()
            token = scanner.peek()
            if token.kind not in (",", "]"):
                node.children.append(self._node(block=False))
                return node
        node.children.append(self._empty(token.line))
        scanner.peek()
        return node

    def _flow_mapping(self, node: Node) -> None:
        scanner = self.scanner
        start = scanner.take()
        token = scanner.peek()
        first = True
        while token.kind != "}":
            if not first:
                if token.kind != ",":
                    self._fail("did not find expected ',' or '}'", token, start)
                scanner.take()
                token = scanner.peek()
            if token.kind == KEY:
                scanner.take()
                token = scanner.peek()
                if token.kind in (VALUE, ",", "}"):
                    node.children.append(self._empty(token.line))
                else:
                    node.children.append(self._node(block=False))
                node.children.append(self._flow_value())
            elif token.kind != "}":
                node.children.append(self._node(block=False))
                node.children.append(self._empty(scanner.peek().line))
            else:
                break
            first = False
            token = scanner.peek()
        scanner.take()

    def _flow_value(self) -> Node:
        token = self.scanner.peek()
        if token.kind == VALUE:
            self.scanner.take()
            token = self.scanner.peek()
            if token.kind not in (",", "}"):
                return self._node(block=False)
        return self._empty(token.line)


__all__ = ("ALIAS_NODE", "LONG_TAG", "MAPPING_NODE", "SCALAR_NODE", "SEQUENCE_NODE", "Node", "Parser")
