# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading a time by a Go layout: time.ParseInLocation with its errors (time/format.go)."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import GoError
from .goduration import quote
from .gotime import DAYS, MONTHS, Time, days_of
from .layouts import elements
from .zones import UTC, Zone

_DIGITS = "0123456789"


class _BadError(Exception):
    """The value does not fit the layout element at hand."""


class _RangeError(Exception):
    """A number is out of its range; the text names it."""


def _is_digit(text: str, at: int) -> bool:
    return text[at : at + 1] != "" and text[at] in _DIGITS


class _Reader:
    """What is left of the value, and what has been read of it."""

    __slots__ = (
        "afternoon", "day", "hour", "minute", "month", "morning", "nanos", "offset",
        "rest", "second", "year", "year_day", "zone", "zone_name",
    )  # fmt: skip

    def __init__(self, value: str) -> None:
        self.rest = value
        self.year = self.hour = self.minute = self.second = self.nanos = 0
        self.month = self.day = self.year_day = -1
        self.morning = self.afternoon = False
        self.zone: Zone | None = None
        self.offset: int | None = None
        self.zone_name = ""

    def take(self, count: int) -> str:
        if len(self.rest) < count:
            raise _BadError
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def number(self, *, fixed: bool) -> int:
        """One or two digits; ``fixed`` wants two."""
        if not _is_digit(self.rest, 0) or (fixed and not _is_digit(self.rest, 1)):
            raise _BadError
        return int(self.take(2 if _is_digit(self.rest, 1) else 1))

    def bounded(self, element: str, what: str, *, low: int, high: int) -> int:
        value = self.number(fixed=element[0] == "0")
        if not low <= value <= high:
            raise _RangeError(what)
        return value

    def skip(self, prefix: str) -> None:
        """Plain text of the layout, in which a run of spaces matches any run."""
        while prefix:
            if prefix[0] == " ":
                if self.rest and self.rest[0] != " ":
                    raise _BadError
                prefix = prefix.lstrip(" ")
                self.rest = self.rest.lstrip(" ")
                continue
            if self.rest[:1] != prefix[0]:
                raise _BadError
            prefix, self.rest = prefix[1:], self.rest[1:]

    def name(self, names: t.Sequence[str], size: int | None) -> int:
        for index, full in enumerate(names):
            name = full[:size]
            if self.rest[: len(name)].lower() == name.lower():
                self.rest = self.rest[len(name) :]
                return index + 1
        raise _BadError

    def fraction(self, count: int) -> None:
        """``count`` characters of fractional seconds with their point."""
        text = self.take(count)
        if text[0] not in ".," or any(char not in _DIGITS for char in text[1:]):
            raise _BadError
        self.nanos = int(text[1:10].ljust(9, "0"))

    def digits_after_point(self) -> int:
        """How many characters a point and the digits behind it take; 0 if there are none."""
        if self.rest[:1] not in (".", ",") or not _is_digit(self.rest, 1):
            return 0
        end = 2
        while _is_digit(self.rest, end):
            end += 1
        return end


def _read_year(reader: _Reader, element: str, following: str) -> None:
    if element == "06":
        text = reader.take(2)
        digits = text[1:] if text[0] in "+-" else text
        if not digits or any(char not in _DIGITS for char in digits):
            raise _BadError
        year = int(text)
        reader.year = year + (1900 if year >= 69 else 2000)
        return
    if not _is_digit(reader.rest, 0):
        raise _BadError
    text = reader.take(4)
    if any(char not in _DIGITS for char in text):
        raise _BadError
    reader.year = int(text)


def _read_month(reader: _Reader, element: str, following: str) -> None:
    if element[0] == "J":
        reader.month = reader.name(MONTHS, 3 if element == "Jan" else None)
    else:
        reader.month = reader.bounded(element, "month", low=1, high=12)


def _read_weekday(reader: _Reader, element: str, following: str) -> None:
    reader.name(DAYS, 3 if element == "Mon" else None)


def _read_day(reader: _Reader, element: str, following: str) -> None:
    if element == "_2" and reader.rest[:1] == " ":
        reader.rest = reader.rest[1:]
    reader.day = reader.number(fixed=element == "02")


def _read_year_day(reader: _Reader, element: str, following: str) -> None:
    if element == "__2":
        reader.rest = reader.rest[min(len(reader.rest) - len(reader.rest.lstrip(" ")), 2) :]
    count = 0
    while count < 3 and _is_digit(reader.rest, count):
        count += 1
    if count == 0 or (element == "002" and count != 3):
        raise _BadError
    reader.year_day = int(reader.take(count))


def _read_hour(reader: _Reader, element: str, following: str) -> None:
    reader.hour = reader.bounded(element, "hour", low=0, high=23 if element == "15" else 12)


def _read_minute(reader: _Reader, element: str, following: str) -> None:
    reader.minute = reader.bounded(element, "minute", low=0, high=59)


def _read_second(reader: _Reader, element: str, following: str) -> None:
    reader.second = reader.bounded(element, "second", low=0, high=59)
    count = reader.digits_after_point()
    if count and following[:1] not in (".", ","):
        reader.fraction(count)


def _read_half(reader: _Reader, element: str, following: str) -> None:
    text = reader.take(2)
    if (
        text.upper() not in ("AM", "PM")
        or text.isupper() != element.isupper()
        or not (text.isupper() or text.islower())
    ):
        raise _BadError
    reader.afternoon = reader.afternoon or text.upper() == "PM"
    reader.morning = reader.morning or text.upper() == "AM"


def _read_fraction(reader: _Reader, element: str, following: str) -> None:
    if element[1] == "0":
        reader.fraction(len(element))
        return
    count = reader.digits_after_point()
    if count:
        reader.fraction(count)


def _read_offset(reader: _Reader, element: str, following: str) -> None:
    if element[0] == "Z" and reader.rest[:1] == "Z":
        reader.rest = reader.rest[1:]
        reader.zone = UTC
        return
    text = reader.take(len(element))
    if any(text[at] != ":" for at, char in enumerate(element) if char == ":"):
        raise _BadError
    digits = "".join(char for at, char in enumerate(text) if at and element[at] != ":").ljust(6, "0")
    if any(char not in _DIGITS for char in digits):
        raise _BadError
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    for value, limit, what in ((seconds, 60, "second"), (minutes, 60, "minute"), (hours, 24, "hour")):
        if value > limit:
            raise _RangeError("time zone offset " + what)
    if text[0] not in "+-":
        raise _BadError
    reader.offset = (hours * 3600 + minutes * 60 + seconds) * (-1 if text[0] == "-" else 1)


def _signed_hours(text: str) -> int:
    """How long a signed hour such as ``+3`` at the start of a text is, 0 if there is none or it is too large."""
    end = 1
    while _is_digit(text, end):
        end += 1
    if text[:1] not in ("+", "-") or end == 1 or end > 20 or int(text[1:end]) > 23:
        return 0
    return end


def _zone_name_length(text: str) -> int:
    if len(text) < 3:
        return 0
    if text[:4] in ("ChST", "MeST"):
        return 4
    if text[:3] == "GMT":
        return 3 + _signed_hours(text[3:])
    if text[0] in "+-":
        return _signed_hours(text)
    upper = 0
    while upper < 6 and "A" <= text[upper : upper + 1] <= "Z":
        upper += 1
    if upper == 5 and text[4] == "T":
        return 5
    if upper == 4 and (text[3] == "T" or text[:4] == "WITA"):
        return 4
    return 3 if upper == 3 else 0


def _read_zone(reader: _Reader, element: str, following: str) -> None:
    if reader.rest[:3] == "UTC":
        reader.rest = reader.rest[3:]
        reader.zone = UTC
        return
    length = _zone_name_length(reader.rest)
    if not length:
        raise _BadError
    reader.zone_name = reader.take(length)


_READERS: dict[str, t.Callable[[_Reader, str, str], None]] = {
    **dict.fromkeys(("2006", "06"), _read_year),
    **dict.fromkeys(("January", "Jan", "1", "01"), _read_month),
    **dict.fromkeys(("Monday", "Mon"), _read_weekday),
    **dict.fromkeys(("2", "_2", "02"), _read_day),
    **dict.fromkeys(("__2", "002"), _read_year_day),
    **dict.fromkeys(("15", "3", "03"), _read_hour),
    **dict.fromkeys(("4", "04"), _read_minute),
    **dict.fromkeys(("5", "05"), _read_second),
    **dict.fromkeys(("PM", "pm"), _read_half),
    "MST": _read_zone,
}


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else days_of(year, month + 1, 1) - days_of(year, month, 1)


def parse_time(layout: str, value: str, local: Zone) -> Time:
    """time.ParseInLocation(layout, value, local). Raises GoError with Go's text."""
    reader = _Reader(value)

    def wrong(element: str, rest: str) -> GoError:
        return GoError(
            "parsing time %s as %s: cannot parse %s as %s" % (quote(value), quote(layout), quote(rest), quote(element))
        )

    found, tail = elements(layout)
    for index, (plain, element) in enumerate(found):
        try:
            reader.skip(plain)
        except _BadError:
            raise wrong(plain, reader.rest) from None
        hold = reader.rest
        following = found[index + 1] if index + 1 < len(found) else ("", "")
        read = _READERS.get(element) or (_read_fraction if element[0] in ".," else _read_offset)
        try:
            read(reader, element, following[1])
        except _BadError:
            raise wrong(element, hold) from None
        except _RangeError as error:
            raise GoError("parsing time %s: %s out of range" % (quote(value), error)) from None
    try:
        reader.skip(tail)
    except _BadError:
        raise wrong(tail, reader.rest) from None
    if reader.rest:
        raise GoError("parsing time %s: extra text: %s" % (quote(value), quote(reader.rest)))
    return _assemble(reader, value, local)


def _assemble(reader: _Reader, value: str, local: Zone) -> Time:
    hour = reader.hour
    if reader.afternoon and hour < 12:
        hour += 12
    elif reader.morning and hour == 12 and not reader.afternoon:
        hour = 0
    date = _date(reader, value)
    clock = (hour, reader.minute, reader.second)
    if reader.zone is not None:
        return Time.of_wall(date, clock, reader.nanos, reader.zone)
    if reader.offset is not None and reader.offset != -1:
        return _at_offset(reader, Time.of_wall(date, clock, reader.nanos, UTC), local)
    if reader.zone_name:
        return _at_named(reader, Time.of_wall(date, clock, reader.nanos, UTC), local)
    return Time.of_wall(date, clock, reader.nanos, local)


def _date(reader: _Reader, value: str) -> tuple[int, int, int]:
    year, month, day = reader.year, reader.month, reader.day
    if reader.year_day >= 0:
        if not 1 <= reader.year_day <= 365 + _is_leap(year):
            raise GoError("parsing time %s: day-of-year out of range" % quote(value))
        in_month, in_day = 1, reader.year_day
        while in_day > _days_in(year, in_month):
            in_day -= _days_in(year, in_month)
            in_month += 1
        if month not in (-1, in_month):
            raise GoError("parsing time %s: day-of-year does not match month" % quote(value))
        if day not in (-1, in_day):
            raise GoError("parsing time %s: day-of-year does not match day" % quote(value))
        month, day = in_month, in_day
    month = 1 if month < 0 else month
    day = 1 if day < 0 else day
    if not 1 <= day <= _days_in(year, month):
        raise GoError("parsing time %s: day out of range" % quote(value))
    return year, month, day


def _at_offset(reader: _Reader, moment: Time, local: Zone) -> Time:
    offset = reader.offset or 0
    unix = moment.unix - offset
    if local.lookup(unix)[1] == offset and reader.zone_name in ("", local.lookup(unix)[0]):
        return Time(unix, moment.nanos, local)
    return Time(unix, moment.nanos, Zone(reader.zone_name, offset=offset, abbreviation=reader.zone_name))


def _at_named(reader: _Reader, moment: Time, local: Zone) -> Time:
    name = reader.zone_name
    offset = local.offset_of_name(name, moment.unix)
    if offset is not None:
        return Time(moment.unix - offset, moment.nanos, local)
    hours = int(name[3:]) * 3600 if name[:3] == "GMT" and len(name) > 3 else 0
    return Time(moment.unix, moment.nanos, Zone(name, offset=hours, abbreviation=name))


__all__ = ("parse_time",)
