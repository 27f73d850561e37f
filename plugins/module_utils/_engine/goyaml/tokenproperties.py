# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Anchors, tags and directives inside YAML text, in the steps of go-yaml v2's scannerc.go."""

from __future__ import annotations

import re
import typing as t

from ..patterns import lazy_pattern

if t.TYPE_CHECKING:
    from .scanner import Scanner

_BLANKZ = " \t\n\0\u2028\u2029"
_BREAKZ = "\n\0\u2028\u2029"
_BLANKS = lazy_pattern("[ \t]*")
_COMMENT = lazy_pattern("#[^" + _BREAKZ + "]*")
_WORD = lazy_pattern("[0-9A-Za-z_-]*")
_URI = lazy_pattern(r"(?:[0-9A-Za-z_\-;/?:@&=+$,.!~*'()\[\]]|%[0-9a-fA-F]{2})*")
_OCTET = lazy_pattern(b"%(..)")
_VERSION = lazy_pattern(r"[ \t]*([0-9]*)(\.?)([0-9]*)")


def _match(scanner: Scanner, pattern: re.Pattern[str]) -> str:
    found = t.cast("re.Match[str]", pattern.match(scanner.text, scanner.index))
    scanner.index = found.end()
    return found.group()


def scan_anchor(scanner: Scanner) -> str:
    """The name of an anchor or alias; the scanner is at its indicator."""
    scanner.index += 1
    name = _match(scanner, _WORD)
    if not name or scanner.text[scanner.index] not in _BLANKZ + "?:,]}%@`":
        scanner.fail("did not find expected alphabetic or numeric character")
    return name


def scan_tag(scanner: Scanner) -> tuple[str, str]:
    """Handle and suffix of a tag; no handle where the suffix is the whole tag."""
    if scanner.text[scanner.index + 1] == "<":
        handle = ""
        scanner.index += 2
        suffix = _uri(scanner, "")
        if scanner.text[scanner.index] != ">":
            scanner.fail("did not find the expected '>'")
        scanner.index += 1
    else:
        handle = _handle(scanner)
        if len(handle) > 1 and handle[-1] == "!":
            suffix = _uri(scanner, "")
        else:
            suffix = _uri(scanner, handle)
            handle = "!"
            if not suffix:
                handle, suffix = "", "!"
    if scanner.text[scanner.index] not in _BLANKZ:
        scanner.fail("did not find expected whitespace or line break")
    return handle, suffix


def _handle(scanner: Scanner) -> str:
    start = scanner.index
    if scanner.text[start] != "!":
        scanner.fail("did not find expected '!'")
    scanner.index += 1
    _match(scanner, _WORD)
    if scanner.text[scanner.index] == "!":
        scanner.index += 1
    return scanner.text[start : scanner.index]


def _uri(scanner: Scanner, head: str) -> str:
    found = _match(scanner, _URI)
    if scanner.text[scanner.index] == "%":
        scanner.fail("did not find URI escaped octet")
    if not found and not head:
        scanner.fail("did not find expected tag URI")
    if "%" in found:
        octets = _OCTET.sub(lambda pair: bytes.fromhex(pair.group(1).decode()), found.encode())
        try:
            found = octets.decode("utf-8")
        except UnicodeDecodeError:
            scanner.fail("found an incorrect trailing UTF-8 octet")
    return head[1:] + found


def scan_directive(scanner: Scanner) -> tuple[str, str, str]:
    """A whole line that begins with ``%``: YAML and its version, or TAG with handle and prefix."""
    scanner.index += 1
    name = _match(scanner, _WORD)
    if not name:
        scanner.fail("could not find expected directive name")
    if scanner.text[scanner.index] not in _BLANKZ:
        scanner.fail("found unexpected non-alphabetical character")
    value = suffix = ""
    if name == "YAML":
        value = _version(scanner)
    elif name == "TAG":
        value, suffix = _tag_directive(scanner)
    else:
        scanner.fail("found unknown directive name")
    _match(scanner, _BLANKS)
    if scanner.text[scanner.index] == "#":
        _match(scanner, _COMMENT)
    if scanner.text[scanner.index] not in _BREAKZ:
        scanner.fail("did not find expected comment or line break")
    if scanner.text[scanner.index] != "\0":
        scanner.next_line()
    return name, value, suffix


def _tag_directive(scanner: Scanner) -> tuple[str, str]:
    _match(scanner, _BLANKS)
    handle = _handle(scanner)
    if handle != "!" and handle[-1] != "!":
        scanner.fail("did not find expected '!'")
    if scanner.text[scanner.index] not in " \t":
        scanner.fail("did not find expected whitespace")
    _match(scanner, _BLANKS)
    prefix = _uri(scanner, "")
    if scanner.text[scanner.index] not in _BLANKZ:
        scanner.fail("did not find expected whitespace or line break")
    return handle, prefix


def _version(scanner: Scanner) -> str:
    found = t.cast("re.Match[str]", _VERSION.match(scanner.text, scanner.index))
    major, dot, minor = found.groups()
    for number, end in ((major, found.end(1)), (minor, found.end(3))):
        scanner.index = end
        if len(number) > 2:
            scanner.fail("found extremely long version number")
        if not number:
            scanner.fail("did not find expected version number")
        if not dot:
            scanner.fail("did not find expected digit or '.' character")
    return "%d.%d" % (int(major), int(minor))


__all__ = ("scan_anchor", "scan_directive", "scan_tag")
