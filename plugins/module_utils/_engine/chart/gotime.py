# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times in JSON as Go's time.Time reads and writes them: RFC 3339, the fraction without trailing zeros."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import GoError

LAYOUT = "2006-01-02T15:04:05Z07:00"
ZERO_TIME = "0001-01-01T00:00:00Z"
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_time(raw: t.Any) -> str:
    """A time as Go would write it again; GoError with the words of time.Time.UnmarshalJSON."""
    if not isinstance(raw, str):
        raise _error("Time.UnmarshalJSON: input is not a JSON string")
    date, letter, clock = raw[:10], raw[10:11], raw[11:]
    year, month, day = date[:4], date[5:7], date[8:10]
    if date[4:5] != "-" or date[7:8] != "-" or not _digits(year, month, day, widths=(4, 2, 2)):
        raise _cannot_parse(raw, raw, "2006")
    if not 1 <= int(month) <= 12:
        raise _error('parsing time "%s": month out of range' % raw)
    if letter != "T":
        raise _cannot_parse(raw, raw[10:], "T")
    if not 1 <= int(day) <= _month_days(int(year), int(month)):
        raise _error('parsing time "%s": day out of range' % raw)
    clock, zone = _split_zone(raw, clock)
    seconds, fraction = clock, ""
    for separator in ".,":
        head, found, tail = clock.partition(separator)
        if found:
            seconds, fraction = head, tail
    hour, _, rest = seconds.partition(":")
    minute, _, second = rest.partition(":")
    if not _digits(hour.zfill(2), minute, second, widths=(2, 2, 2)) or (fraction and not fraction.isdigit()):
        raise _cannot_parse(raw, clock, "15")
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        name = "hour" if int(hour) > 23 else "minute" if int(minute) > 59 else "second"
        raise _error('parsing time "%s": %s out of range' % (raw, name))
    fraction = fraction[:9].rstrip("0")
    return "%sT%s:%s:%s%s%s" % (date, hour.zfill(2), minute, second, "." + fraction if fraction else "", zone)


def format_time(nanoseconds: int | None) -> str:
    """A moment in ns since 1970 as Go writes it in UTC; None is Go's zero time."""
    if nanoseconds is None:
        return ZERO_TIME
    seconds, fraction = divmod(nanoseconds, 1_000_000_000)
    days, rest = divmod(seconds, 86400)
    year, month, day = _civil(days)
    digits = ("%09d" % fraction).rstrip("0")
    clock = "%02d:%02d:%02d" % (rest // 3600, rest // 60 % 60, rest % 60)
    return "%04d-%02d-%02dT%s%sZ" % (year, month, day, clock, "." + digits if digits else "")


def _civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of a number of days since 1970, in the Gregorian calendar of 400-year eras."""
    era, day_of_era = divmod(days + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def _split_zone(raw: str, clock: str) -> tuple[str, str]:
    if clock.endswith("Z"):
        return clock[:-1], "Z"
    zone = clock[-6:]
    if zone[:1] not in ("+", "-") or zone[3:4] != ":" or not _digits(zone[1:3], zone[4:], widths=(2, 2)):
        raise _cannot_parse(raw, clock[8:], "Z07:00")
    if int(zone[1:3]) > 24 or int(zone[4:]) > 60:
        part = "hour" if int(zone[1:3]) > 24 else "minute"
        raise _error('parsing time "%s": time zone offset %s out of range' % (raw, part))
    return clock[:-6], "Z" if zone[1:] == "00:00" else zone


def _digits(*texts: str, widths: tuple[int, ...]) -> bool:
    return all(
        len(text) == width and text.isascii() and text.isdigit() for text, width in zip(texts, widths, strict=True)
    )


def _month_days(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


def _cannot_parse(raw: str, value: str, element: str) -> GoError:
    return _error('parsing time "%s" as "%s": cannot parse "%s" as "%s"' % (raw, LAYOUT, value, element))


def _error(text: str) -> GoError:
    return GoError("error unmarshaling JSON: while decoding JSON: " + text)


__all__ = ("ZERO_TIME", "format_time", "read_time")
