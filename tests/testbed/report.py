# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines that tell the person at the terminal what happens, and how far it is."""

from __future__ import annotations

import sys
import time


def say(message: str) -> None:
    """One line, shown at once, on stderr: stdout is for what a program wants to read."""
    sys.stderr.write("testbed: %s\n" % message)
    sys.stderr.flush()


class Progress:
    """A long step. On a terminal its line is rewritten twice a second, elsewhere a line comes every 15 seconds."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.started = time.monotonic()
        self._tty = sys.stderr.isatty()
        self._shown = 0.0 if self._tty else self.started

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.started)

    def update(self, detail: str) -> None:
        now = time.monotonic()
        if now - self._shown < (0.5 if self._tty else 15):
            return
        self._shown = now
        line = "testbed: %s: %s, %d s" % (self.title, detail, self.seconds)
        sys.stderr.write("\r\033[K%s" % line if self._tty else line + "\n")
        sys.stderr.flush()

    def done(self, detail: str) -> None:
        if self._tty:
            sys.stderr.write("\r\033[K")
        say("%s: %s, %d s" % (self.title, detail, self.seconds))


__all__ = ["Progress", "say"]
