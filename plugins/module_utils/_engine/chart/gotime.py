# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times in JSON as Go's time.Time reads and writes them: RFC 3339, the fraction without trailing zeros."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import GoError
from ..patterns import lazy_pattern

LAYOUT = "2006-01-02T15:04:05Z07:00"
ZERO_TIME = "0001-01-01T00:00:00Z"
# Go's element, its width, what follows it, and its greatest value (the day's is found out last).
_ELEMENTS = (
    ("2006", 4, "-", 9999), ("01", 2, "-", 12), ("02", 2, "T", 99), ("15", 2, ":", 23), ("04", 2, ":", 59),
    ("05", 2, "", 59),
)  # fmt: skip
# Times that Go would write as they stand: the quick way through an index of thousands.
_USUAL = lazy_pattern(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\.[0-9]{0,8}[1-9])?Z"
)
_NAMES = {"01": "month", "02": "day", "15": "hour", "04": "minute", "05": "second"}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_time(raw: t.Any) -> str:
    """A time as Go would write it again; GoError with the words of time.Time.UnmarshalJSON."""
    if not isinstance(raw, str):
        raise _error("Time.UnmarshalJSON: input is not a JSON string")
    if _USUAL.fullmatch(raw):
        return raw
    place, numbers = 0, []
    for element, width, separator, limit in _ELEMENTS:
        text = raw[place : place + width]
        if element == "15" and text[1:] == ":":
            text = text[:1]
        if not _is_number(text) or (len(text) < width and element != "15"):
            raise _cannot_parse(raw, raw[place:], element)
        if int(text) > limit or (element == "01" and text == "00"):
            raise _out_of_range(raw, element)
        place += len(text)
        if separator and raw[place : place + 1] != separator:
            raise _cannot_parse(raw, raw[place:], separator)
        place += len(separator)
        numbers.append(int(text))
    fraction, place = _fraction(raw, place)
    zone = _zone(raw, raw[place:])
    if not 1 <= numbers[2] <= _month_days(numbers[0], numbers[1]):
        raise _out_of_range(raw, "02")
    return "%04d-%02d-%02dT%02d:%02d:%02d" % tuple(numbers) + fraction + zone


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


def nanoseconds(text: str) -> int | None:
    """A time as ``read_time`` gives it in ns since 1970; None for Go's zero time."""
    if text == ZERO_TIME:
        return None
    days = _days(int(text[:4]), int(text[5:7]), int(text[8:10]))
    rest = text[19:]
    zone = rest.lstrip(".0123456789")
    fraction = rest[1 : len(rest) - len(zone)]
    seconds = days * 86400 + int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:19])
    if zone != "Z":
        offset = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
        seconds += offset if zone[0] == "-" else -offset
    return seconds * 1_000_000_000 + int(fraction.ljust(9, "0"))


def _days(year: int, month: int, day: int) -> int:
    """The days since 1970 of a date: the inverse of ``_civil``."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def _civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of a number of days since 1970, in the Gregorian calendar of 400-year eras."""
    era, day_of_era = divmod(days + 719468, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def _fraction(raw: str, place: int) -> tuple[str, int]:
    """The fraction that begins at ``place``, with its dot and without trailing zeros, and where it ends."""
    end = place + 1
    while _is_number(raw[end : end + 1]):
        end += 1
    if raw[place : place + 1] not in (".", ",") or end == place + 1:
        return "", place
    digits = raw[place + 1 : min(end, place + 10)].rstrip("0")
    return "." + digits if digits else "", end


def _zone(raw: str, text: str) -> str:
    if text[:1] == "Z":
        if len(text) > 1:
            raise _error('parsing time "%s": extra text: "%s"' % (raw, text[1:]))
        return "Z"
    hours, minutes = text[1:3], text[4:6]
    if text[:1] not in ("+", "-") or text[3:4] != ":" or not _is_number(hours + minutes) or len(hours + minutes) < 4:
        raise _cannot_parse(raw, text, "Z07:00")
    if int(hours) > 24 or int(minutes) > 60:
        raise _error(
            'parsing time "%s": time zone offset %s out of range' % (raw, "hour" if int(hours) > 24 else "minute")
        )
    if len(text) > 6:
        raise _error('parsing time "%s": extra text: "%s"' % (raw, text[6:]))
    return "Z" if hours + minutes == "0000" else text


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _month_days(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


def _out_of_range(raw: str, element: str) -> GoError:
    return _error('parsing time "%s": %s out of range' % (raw, _NAMES[element]))


def _cannot_parse(raw: str, value: str, element: str) -> GoError:
    return _error('parsing time "%s" as "%s": cannot parse "%s" as "%s"' % (raw, LAYOUT, value, element))


def _error(text: str) -> GoError:
    return GoError("error unmarshaling JSON: while decoding JSON: " + text)


__all__ = ("ZERO_TIME", "format_time", "nanoseconds", "read_time")
