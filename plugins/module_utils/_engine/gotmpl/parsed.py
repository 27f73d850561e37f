# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Parsed texts, and their form in a cache, from which a body is read when it is first run."""

from __future__ import annotations

import marshal
import sys
import typing as t

from ..digests import blake2b
from .nodes import Body, is_empty

# Raised whenever a node's layout or the parser's meaning changes.
_LAYOUT = 1
_CODEC = ("utf-8", "surrogateescape")


class Cache(t.Protocol):
    """Where parsed texts outlive the process. Its data must come from nobody but ourselves: marshal trusts it."""

    def get(self, key: str) -> bytes | None:
        """What was put under a key (hexadecimal digits), or None."""

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key; it may fail silently."""


class Tree:
    """A template's body, the number of variables it declares, and those that a range and a pipeline both set."""

    __slots__ = ("_body", "count", "empty", "mixed")

    def __init__(self, body: Body | _Blob, count: int, mixed: tuple[str, ...], *, empty: bool) -> None:
        self._body = body
        self.count = count
        self.mixed = mixed
        self.empty = empty

    @property
    def body(self) -> Body:
        """The statements."""
        if isinstance(self._body, _Blob):
            self._body = self._body.take(self)
        return self._body


class Parsed:
    """A parsed text: its own template, and those that it defines."""

    __slots__ = ("defines", "main")

    def __init__(self, main: Tree, defines: dict[str, Tree]) -> None:
        self.main = main
        self.defines = defines

    def pack(self) -> tuple[t.Any, ...]:
        """Plain values for a cache; ValueError where the text nests too deeply for it."""
        trees = [("", self.main), *self.defines.items()]
        facts = [(name, tree.count, tree.mixed, tree.empty) for name, tree in trees]
        return tuple(facts), marshal.dumps([tree.body for _name, tree in trees])


class _Blob:
    """The bodies of one text as bytes."""

    __slots__ = ("data", "trees")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.trees: list[Tree] = []

    def take(self, wanted: Tree) -> Body:
        """Read all bodies at once, and give the wanted one."""
        bodies = marshal.loads(self.data)
        for tree, body in zip(self.trees, bodies, strict=True):
            tree._body = body
        return t.cast(Body, bodies[self.trees.index(wanted)])


def unpack(packed: tuple[t.Any, ...]) -> Parsed:
    """The inverse of ``Parsed.pack``, with the bodies left as they are until they are needed."""
    facts, data = packed
    blob = _Blob(data)
    blob.trees = [Tree(blob, count, mixed, empty=empty) for _name, count, mixed, empty in facts]
    return Parsed(blob.trees[0], {fact[0]: tree for fact, tree in zip(facts[1:], blob.trees[1:], strict=True)})


def make_tree(body: Body, count: int, mixed: tuple[str, ...]) -> Tree:
    """A tree that was just parsed."""
    return Tree(body, count, mixed, empty=is_empty(body))


def digest(text: str) -> bytes:
    """What a text is known by."""
    return blake2b(text.encode(*_CODEC), digest_size=20).digest()


class Store:
    """The parsed texts of one set of templates in a cache, under one key."""

    def __init__(self, cache: Cache, functions: t.Iterable[str], texts: t.Iterable[str]) -> None:
        self.cache = cache
        key = blake2b(digest_size=20)
        key.update(("%d %s %s\n" % (_LAYOUT, sys.version, " ".join(sorted(functions)))).encode(*_CODEC))
        for text in texts:
            key.update(digest(text))
        self.key = key.hexdigest()
        self.entries = self._read()

    def _read(self) -> dict[bytes, tuple[t.Any, ...]] | None:
        data = self.cache.get(self.key)
        if data is None:
            return None
        try:
            entries = marshal.loads(data)
        except (EOFError, ValueError, TypeError):
            return None
        return entries if isinstance(entries, dict) else None

    def find(self, text: str) -> Parsed | None:
        """A text that was parsed before."""
        packed = self.entries.get(digest(text)) if self.entries is not None else None
        return unpack(packed) if packed is not None else None

    def save(self, parsed: t.Mapping[str, Parsed]) -> None:
        """Keep all texts, if none were kept under this key."""
        if self.entries is not None:
            return
        self.entries = {}
        for text, value in parsed.items():
            try:
                self.entries[digest(text)] = value.pack()
            except ValueError:
                continue
        self.cache.put(self.key, marshal.dumps(self.entries))


__all__ = ("Cache", "Parsed", "Store", "Tree", "make_tree", "unpack")
