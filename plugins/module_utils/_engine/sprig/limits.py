# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much one function may make: a template is untrusted, and Go has no limit where we run in Ansible's process."""

from __future__ import annotations

from ..gotmpl.functions import GoError

MAX_ITEMS = 1_000_000
MAX_TEXT = 16 * 1024 * 1024


def check_items(count: int) -> None:
    """Raise GoError when a list of ``count`` items is more than a template may make at once."""
    if count > MAX_ITEMS:
        raise GoError("a list of %d items is more than the %d that a template may make" % (count, MAX_ITEMS))


def check_text(length: int) -> None:
    """Raise GoError when a text of ``length`` characters is more than a template may make at once."""
    if length > MAX_TEXT:
        raise GoError("a text of %d characters is more than the %d that a template may make" % (length, MAX_TEXT))


class Budget:
    """How many values one function may still visit: a value that holds another twice, and so on, has endless ones."""

    __slots__ = ("_left",)

    def __init__(self, values: int = MAX_ITEMS) -> None:
        self._left = values

    def spend(self) -> None:
        """Count one value; GoError once there were too many."""
        self._left -= 1
        if self._left < 0:
            raise GoError("a value holds more values than a template function may visit")


def joined(parts: list[str], separator: str) -> str:
    """The parts in one text, within the bounds of a text."""
    check_text(len(separator) * len(parts) + sum(map(len, parts)))
    return separator.join(parts)


__all__ = ("MAX_ITEMS", "MAX_TEXT", "Budget", "check_items", "check_text", "joined")
