# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TOML keys and quoted strings as BurntSushi/toml writes them (meta.go Key, encode.go)."""

from __future__ import annotations

import re
import typing as t

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_ESCAPES = {code: "\\u%04x" % code for code in [*range(0x20), 0x7F]}
_ESCAPES.update({8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 0x22: '\\"', 0x5C: "\\\\"})


def quoted(text: str) -> str:
    """The text in double quotes."""
    return '"' + text.translate(_ESCAPES) + '"'


def key_part(text: str) -> str:
    """One part of a key, quoted where it must be."""
    return text if _BARE.match(text) else quoted(text)


def key_text(parts: t.Sequence[str]) -> str:
    """A dotted key."""
    return ".".join([key_part(part) for part in parts])


__all__ = ("key_part", "key_text", "quoted")
