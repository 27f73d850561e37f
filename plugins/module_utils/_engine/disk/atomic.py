# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes a file so that a reader sees the old contents or the new ones, never a part."""

from __future__ import annotations

import os


def write_atomically(path: str, data: bytes, *, mode: int = 0o600) -> None:
    """Make ``path`` hold ``data`` with ``mode`` (minus the umask), on the disk before this returns.

    The temporary file stands in the same folder, which must exist. Raises OSError.
    """
    temporary = "%s.%d.%s.tmp" % (path, os.getpid(), os.urandom(6).hex())
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        with open(descriptor, "wb", buffering=0) as stream:
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


__all__ = ("write_atomically",)
