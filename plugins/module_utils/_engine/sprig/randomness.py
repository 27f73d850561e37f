# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's random functions and name lookup: all that differs from run to run, drawn from the world passed in."""

from __future__ import annotations

from ..gotmpl.functions import Function, GoError, function
from .encoding import base64_encode
from .limits import check_text
from .text import MAKE_SLICE, runes
from .world import World

_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ASCII = "".join(map(chr, range(32, 127)))


def _drawn_from(world: World, alphabet: str) -> Function:
    def call(count: int) -> str:
        check_text(count)
        return world.random_text(count, alphabet) if count > 0 else ""

    return function("", call, "int")


def rand_bytes(world: World, count: int) -> str:
    """So many random bytes, in base64."""
    if count < 0:
        raise GoError(MAKE_SLICE)
    check_text(count)
    return base64_encode(world.random_bytes(count))


def rand_int(world: World, low: int, high: int) -> int:
    """A random integer, at least ``low`` and below ``high``."""
    if high <= low:
        raise GoError("invalid argument to Intn")
    return low + world.random_below(high - low)


def uuid4(world: World) -> str:
    """A random UUID, version 4."""
    data = bytearray(world.random_bytes(16))
    data[6] = data[6] & 0x0F | 0x40
    data[8] = data[8] & 0x3F | 0x80
    digits = data.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def shuffle(world: World, text: str) -> str:
    """The text's characters in random order."""
    chars = list(runes(text))
    for index in range(len(chars) - 1, 0, -1):
        other = world.random_below(index + 1)
        chars[index], chars[other] = chars[other], chars[index]
    return "".join(chars)


def host_by_name(world: World, name: str) -> str:
    """One of a host's addresses; blank where name lookup is not allowed."""
    if world.resolve is None:
        return ""
    found = world.resolve(name)
    if not found:
        raise GoError("invalid argument to Intn")
    return found[world.random_below(len(found))]


def functions(world: World) -> dict[str, Function]:
    """The random functions by name."""
    table = [
        function("randBytes", lambda count: rand_bytes(world, count), "int"),
        function("randInt", lambda low, high: rand_int(world, low, high), "int, int"),
        function("uuidv4", lambda: uuid4(world)),
        function("shuffle", lambda text: shuffle(world, text), "string"),
        function("getHostByName", lambda name: host_by_name(world, name), "string"),
    ]
    for name, alphabet in (
        ("randAlphaNum", _DIGITS + _LETTERS),
        ("randAlpha", _LETTERS),
        ("randNumeric", _DIGITS),
        ("randAscii", _ASCII),
    ):
        entry = _drawn_from(world, alphabet)
        entry.name = name
        table.append(entry)
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
