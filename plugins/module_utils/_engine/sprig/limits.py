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


__all__ = ("MAX_ITEMS", "MAX_TEXT", "check_items", "check_text")
