# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times of records: RFC 3339 with nanoseconds, as Go's time.Time marshals."""

from __future__ import annotations

import calendar
import time

ZERO = "0001-01-01T00:00:00Z"
_SECOND = 1_000_000_000


def go_time(text: str) -> str:
    """A time as Go writes it again after reading it; empty for none and for Go's zero time."""
    if not text:
        return ""
    body, zone = (text[:-1], "Z") if text[-1] in "Zz" else (text[:-6], text[-6:])
    if zone in ("+00:00", "-00:00"):
        zone = "Z"
    if "." in body:
        body = body.rstrip("0").rstrip(".")
    result = body + zone
    return "" if result == ZERO else result


def format_time(nanoseconds: int, offset: int = 0) -> str:
    """The time so many nanoseconds after 1970, in a zone ``offset`` seconds east of UTC."""
    seconds, fraction = divmod(nanoseconds, _SECOND)
    parts = time.gmtime(seconds + offset)
    text = "%04d-%02d-%02dT%02d:%02d:%02d" % parts[:6]
    if fraction:
        text += (".%09d" % fraction).rstrip("0")
    if not offset:
        return text + "Z"
    hours, minutes = divmod(abs(offset) // 60, 60)
    return "%s%s%02d:%02d" % (text, "-" if offset < 0 else "+", hours, minutes)


def nanoseconds(text: str) -> int:
    """Nanoseconds after 1970 of an RFC 3339 time; ValueError for other texts."""
    body, zone = (text[:-1], "") if text[-1:] in "Zz" else (text[:-6], text[-6:])
    whole, _dummy, fraction = body.partition(".")
    offset = 0
    if zone:
        hours, minutes = zone[1:].split(":")
        offset = (int(hours) * 60 + int(minutes)) * (-60 if zone[0] == "-" else 60)
    date, clock = whole.upper().split("T")
    numbers = [int(part) for part in date.split("-") + clock.split(":")]
    seconds = calendar.timegm((*numbers, 0, 0, 0)) - offset
    return seconds * _SECOND + int((fraction + "0" * 9)[:9])


__all__ = ("ZERO", "format_time", "go_time", "nanoseconds")
