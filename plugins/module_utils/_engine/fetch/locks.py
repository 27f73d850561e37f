# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A lock beside a file, held by one process at a time; the system frees it when its holder ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
import typing as t

from ..errors import FetchError

LOCK_SECONDS = 30.0


@contextlib.contextmanager
def file_lock(lock_path: str, what: str, *, timeout: float = LOCK_SECONDS) -> t.Iterator[None]:
    """Hold the lock at ``lock_path``; FetchError, which names ``what`` it guards, after ``timeout`` seconds."""
    try:
        os.makedirs(os.path.dirname(lock_path) or ".", exist_ok=True)
        handle = os.open(lock_path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise FetchError("cannot lock %s: %s: %s" % (what, lock_path, error.strerror)) from error
    try:
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise FetchError("cannot lock %s: %s is held by another process" % (what, lock_path)) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)


__all__ = ("LOCK_SECONDS", "file_lock")
