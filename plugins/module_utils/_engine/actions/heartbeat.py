# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who works on a release: its record carries the holder's name and a heartbeat that is renewed while the work goes on.

Both are annotations of the record's object: helm drops them when it writes the record, and then its age has to do.
"""

from __future__ import annotations

import contextlib
import threading

from ..errors import StorageError
from ..release.model import Release
from .ports import Clock, Holder, ReleaseStore

HOLDER = "chartwright.kube/holder"
HEARTBEAT = "chartwright.kube/heartbeat"

_SECONDS = 10.0
_LAST_REQUEST_SECONDS = 30.0
_FORBIDDEN = 403


class Heartbeat:
    """The heartbeat of one record. Without a holder there is none, and nothing is written."""

    __slots__ = ("_clock", "_ended", "_holder", "_release", "_store", "_thread")

    def __init__(self, release: Release, *, store: ReleaseStore, clock: Clock, holder: Holder | None) -> None:
        self._release = release
        self._store = store
        self._clock = clock
        self._holder = holder
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def mark(self) -> None:
        """Let the release bear the holder's name; the caller writes it."""
        if self._holder is not None:
            self._release.annotations[HOLDER] = self._holder.name
            self._release.annotations[HEARTBEAT] = self._clock.now()

    def claim(self) -> None:
        """Mark a record that is stored already."""
        self.mark()
        if self._holder is not None:
            self._annotate({HOLDER: self._holder.name, HEARTBEAT: self._clock.now()})

    def holds_stored(self) -> bool:
        """Whether the stored record bears this holder's name; False where that cannot be read."""
        with contextlib.suppress(StorageError):
            stored = self._store.get(self._release.name, self._release.version)
            return self._holder is not None and stored is not None and (
                stored.annotations.get(HOLDER) == self._holder.name
            )  # fmt: skip
        return False

    def begin(self) -> None:
        """Renew the heartbeat of the stored record, until ``end``."""
        if self._holder is not None and self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def end(self) -> None:
        """No more heartbeats; the release bears no name any longer, and the caller writes it."""
        self._ended.set()
        if self._thread is not None:
            # A heartbeat on its way must not come after the record's last word.
            self._thread.join(_LAST_REQUEST_SECONDS)
            self._thread = None
        for name in (HOLDER, HEARTBEAT):
            self._release.annotations.pop(name, None)

    def release(self) -> None:
        """End, and take the name off the stored record at once."""
        self.end()
        if self._holder is not None:
            self._annotate({HOLDER: None, HEARTBEAT: None})

    def _run(self) -> None:
        while not self._ended.wait(_SECONDS):
            now = self._clock.now()
            self._release.annotations[HEARTBEAT] = now
            if not self._annotate({HEARTBEAT: now}):
                return

    def _annotate(self, annotations: dict[str, str | None]) -> bool:
        """False where the user may not patch records: a heartbeat that stands still would tell of a dead owner."""
        try:
            self._store.annotate(self._release, annotations)
        except StorageError as error:
            if getattr(error.__cause__, "status", 0) != _FORBIDDEN:
                return True
            self._release.annotations.pop(HEARTBEAT, None)
            with contextlib.suppress(StorageError):
                self._store.update(self._release)
            return False
        return True


__all__ = ("HEARTBEAT", "HOLDER", "Heartbeat")
