# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A golden case as one text file: a comment, then files under ``-- NAME --`` lines.

``args`` holds what follows ``helm template``, one argument a line; ``stdout``, ``stderr`` and ``status`` what helm
answered; every other name is a file of the case. ``-- NAME (escaped) --`` opens a file whose text a repository must not
hold as it is (carriage returns, byte order marks, shebangs, no last newline ...): its backslashes are Python's escapes,
a backslash at the end of a line joins it to the next, ``\\xHH`` is one byte.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.)|\n)")
_NAMED = {"r": "\r", "t": "\t", "\\": "\\"}
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2018\u2019\u201c\u201d\u2028\u2029\ufeff\udc80-\udcff]| +$|^#!|^-- ", re.MULTILINE
)


class Case:
    """One case: a comment of what it shows, and files by name (bytes)."""

    def __init__(self, comment: str, files: dict[str, bytes]) -> None:
        self.comment = comment
        self.files = files

    @property
    def args(self) -> list[str]:
        """What follows ``helm template``."""
        return self.files["args"].decode().splitlines()


ANSWERS = ("stdout", "stderr", "status")


def read(text: str) -> Case:
    """The case that an archive's text holds."""
    files: dict[str, bytes] = {}
    pieces = re.split(r"^-- (\S+)( \(escaped\))? --\n", text, flags=re.MULTILINE)
    for name, escaped, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        files[name] = _unescape(body) if escaped else body.encode()
    return Case(pieces[0], files)


def write(case: Case) -> str:
    """The archive's text of a case."""
    parts = [case.comment]
    for name, data in case.files.items():
        text = data.decode("utf-8", "surrogateescape")
        unsafe = _UNSAFE.search(text) or (text and not text.endswith("\n"))
        parts.append("-- %s%s --\n%s" % (name, " (escaped)" if unsafe else "", _escape(text) if unsafe else text))
    return "".join(parts)


def _escape(text: str) -> str:
    text = _UNSAFE.sub(_escape_one, text.replace("\\", "\\\\"))
    return text if text.endswith("\n") else text + "\\\n"


def _escape_one(found: re.Match[str]) -> str:
    named = {"\r": "\\r", "\t": "\\t"}
    last = found[0][-1]
    if found[0] in ("#!", "-- "):
        return "\\x%02x%s" % (ord(found[0][0]), found[0][1:])
    code = ord(last)
    if 0xDC80 <= code <= 0xDCFF:
        return "\\x%02x" % (code - 0xDC00)
    short = named.get(last) or ("\\x%02x" % code if code < 0x80 else "\\u%04x" % code)
    return found[0][:-1] + short


def _unescape(text: str) -> bytes:
    def one(found: re.Match[str]) -> str:
        if found[1]:
            return bytes([int(found[1], 16)]).decode("utf-8", "surrogateescape")
        if found[2]:
            return chr(int(found[2], 16))
        return _NAMED[found[3]] if found[3] else ""

    return _ESCAPE.sub(one, text).encode("utf-8", "surrogateescape")
