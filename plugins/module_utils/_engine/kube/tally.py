# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How far a wait is, told in one line for each change, and in fewer lines the longer it takes."""

from __future__ import annotations

import time
import typing as t

_SECONDS = 1.0
# Of the time that went by: a wait of five minutes tells about a hundred lines at most.
_SHARE = 0.05


class Tally:
    """Tells ``say`` what ``describe`` gives after changes. Nobody listens where ``say`` is None."""

    __slots__ = ("_begun", "_changed", "_describe", "_last", "_next", "_say")

    def __init__(self, say: t.Callable[[str], None] | None, describe: t.Callable[[], str]) -> None:
        self._say = say
        self._describe = describe
        self._begun = time.monotonic()
        self._next = 0.0
        self._changed = False
        self._last = ""

    def change(self) -> None:
        """Something is other than before."""
        self._changed = self._say is not None

    def due(self) -> float:
        """The moment of the next line by the monotonic clock; far away where there is nothing to tell."""
        return self._next if self._changed else float("inf")

    def look(self) -> None:
        """Tell the line that is due."""
        now = time.monotonic()
        if self._changed and now >= self._next:
            self._next = now + max(_SECONDS, (now - self._begun) * _SHARE)
            self._tell()

    def end(self) -> None:
        """Tell the last line, where there was one before."""
        if self._last:
            self._tell()

    def _tell(self) -> None:
        self._changed = False
        line = self._describe()
        if self._say is not None and line != self._last:
            self._say(line)
        self._last = line


__all__ = ("Tally",)
