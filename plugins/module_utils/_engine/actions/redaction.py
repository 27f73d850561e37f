# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that are known by their text: found wherever they stand in a result, plain or in base64, and masked there.

Structural masks (masking.py) hide what is in Secrets; these hide what a user calls secret, in whatever place a chart,
a hook or the API server repeats it. Only copies for people pass here.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import typing as t
from urllib.parse import quote

from .masking import Masker

# Shorter texts are found by chance: masking each "1" or "true" of a result makes it unreadable.
SHORTEST = 6

# What go-yaml quotes of a longer value in its errors.
_EXCERPT = 7

_BASE64 = re.compile(r"[A-Za-z0-9+/]{%d,}={0,2}" % (4 * SHORTEST // 3))
# White space of a value may be folded, indented or escaped where it is printed.
_GAP = r"(?:\\[nrt]|\\?\s)+"
_NESTED = 3


class Redactor:
    """Collects secrets and masks them. Nothing is masked while it knows none."""

    __slots__ = ("_known", "_masker", "_pattern", "_tree")

    def __init__(self, masker: Masker) -> None:
        self._masker = masker
        self._known: set[str] = set()
        self._tree: t.Any = {}
        self._pattern: re.Pattern[str] | None = None

    def add(self, secrets: t.Any) -> None:
        """Every leaf of a tree of values is secret from now on, where it is long enough."""
        self._known.update(_texts(secrets))
        if isinstance(secrets, dict):
            self._tree = _merged(self._tree, secrets)
        self._pattern = None

    def add_former(self, values: t.Any) -> None:
        """What stands in ``values``, such as those of an earlier revision, where the known secrets stand now."""
        self._known.update(_texts_below(self._tree, values))
        self._pattern = None

    def __bool__(self) -> bool:
        return bool(self._known)

    def forms(self) -> set[str]:
        """The secrets and their base64, as texts."""
        return {form for text in self._known for form in (text, *_encoded(text))}

    def text(self, text: str) -> str:
        """``text`` with masks for the secrets in it; equal secrets have equal masks."""
        return self._hidden(text, _NESTED) if self._known else text

    def hidden(self, value: t.Any) -> t.Any:
        """Plain data with masks for the secrets in its texts and keys."""
        if not self._known:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.hidden(key): self.hidden(child) for key, child in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.hidden(child) for child in value]
        return value

    def _hidden(self, text: str, depth: int) -> str:
        if self._pattern is None:
            self._pattern = _pattern(self._known)
        text = self._pattern.sub(lambda found: self._masker.text(" ".join(found[0].split())), text)

        def decoded(found: re.Match[str]) -> str:
            inner = _decoded(found[0])
            return found[0] if inner is None or self._hidden(inner, depth - 1) == inner else self._masker.text(inner)

        return _BASE64.sub(decoded, text) if depth else text


def _texts(value: t.Any) -> t.Iterator[str]:
    if isinstance(value, str):
        if len(value.strip()) >= SHORTEST:
            yield str.__str__(value)
    elif isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, (list, tuple)):
        for child in value:
            yield from _texts(child)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _texts("%d" % value if value == value // 1 else repr(value))


def _merged(tree: t.Any, more: t.Any) -> t.Any:
    if not (isinstance(tree, dict) and isinstance(more, dict)):
        return more
    return {**tree, **{key: _merged(tree.get(key), child) for key, child in more.items()}}


def _texts_below(tree: t.Any, values: t.Any) -> t.Iterator[str]:
    if isinstance(tree, dict) and isinstance(values, dict):
        for key in tree:
            yield from _texts_below(tree[key], values.get(key))
    else:
        yield from _texts(values)


def _pattern(known: t.Iterable[str]) -> re.Pattern[str]:
    """All forms of all secrets, the longest first, so that none is cut by a shorter one that it contains."""
    longest = sorted(known, key=len, reverse=True)
    words = [_GAP.join(map(_word, text.split())) for text in longest]
    words += [re.escape(form) for text in longest for form in _encoded(text)]
    words += [re.escape(quote(text, safe="", errors="replace")) for text in longest]
    words += [re.escape(text[:_EXCERPT] + "...") for text in longest if len(text) > _EXCERPT]
    return re.compile("|".join(words))


def _word(word: str) -> str:
    """A word as it stands, or as JSON and quoted YAML write it."""
    escaped = json.dumps(word, ensure_ascii=False)[1:-1]
    return re.escape(word) if escaped == word else "(?:%s|%s)" % (re.escape(word), re.escape(escaped))


def _encoded(text: str) -> set[str]:
    return {
        base64.b64encode(form.encode("utf-8", "surrogateescape")).decode() for form in (text, text.strip())
    }  # fmt: skip


def _decoded(text: str) -> str | None:
    """What a run of base64 characters stands for; None where it is none, or no text."""
    try:
        return base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


__all__ = ("SHORTEST", "Redactor")
