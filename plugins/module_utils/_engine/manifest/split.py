# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where one YAML document of a rendered or stored manifest ends and the next begins."""

from __future__ import annotations

# Go's unicode.IsSpace; Python's own str.strip() also takes the separators U+001C to U+001F.
GO_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def split_manifests(text: str) -> list[str]:
    """The documents of ``text`` in order, as SplitManifests of pkg/release/v1/util/manifest.go cuts them.

    Any line that starts with ``---`` separates; what follows on that line belongs to the next document. Each document
    loses its leading white space and keeps its trailing one; blank documents vanish, comments alone are a document.
    """
    text = text.lstrip(GO_SPACE)
    if "---" not in text:
        return [text] if text else []
    pieces = ("\n" + text).split("\n---")
    last = len(pieces) - 1
    documents = []
    for index, piece in enumerate(pieces):
        document = piece.lstrip(GO_SPACE)
        if document:
            documents.append(document if index == last else document + "\n")
    return documents


__all__ = ("GO_SPACE", "split_manifests")
