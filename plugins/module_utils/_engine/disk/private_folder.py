# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Folders for caches that nobody else can write to: what is read back from them is trusted."""

from __future__ import annotations

import os
import stat

from ..errors import EngineError


def private_folder(path: str) -> str:
    """Make the folder ``path`` (with its parents) where it is missing, and give it back once it is safe.

    Safe means: a real folder, no link, owned by this user and with mode 0700. EngineError says what is wrong; a mode of
    ours that was widened is narrowed again.
    """
    try:
        os.makedirs(path, 0o700, exist_ok=True)
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise EngineError("Cannot use the cache folder %s: %s." % (path, error.strerror)) from error
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.geteuid():
            raise EngineError(
                "Cannot use the cache folder %s: it belongs to user %d, not to user %d."
                % (path, status.st_uid, os.geteuid())
            )
        if stat.S_IMODE(status.st_mode) != 0o700:
            os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)
    return path


__all__ = ("private_folder",)
