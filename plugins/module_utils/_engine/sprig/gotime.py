# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go's time.Time: a moment to the nanosecond in a zone, with the methods that templates call."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoInt, GoObject, Int64
from .cast import wrap_int64
from .goduration import MAX, MIN, SECOND, Duration
from .zones import UTC, Zone

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
ZERO_SECONDS = -62135596800
_TYPE = "time.Time"


class Month(GoInt, GoObject):
    """time.Month."""

    go_type: t.ClassVar[str] = "time.Month"
    go_kind: t.ClassVar[str] = "int"
    METHODS: t.ClassVar[t.Mapping[str, Function]] = {"String": function("String", lambda self: self.go_string())}
    __slots__ = ()

    def go_string(self) -> str:
        return MONTHS[self - 1]


class Weekday(GoInt, GoObject):
    """time.Weekday."""

    go_type: t.ClassVar[str] = "time.Weekday"
    go_kind: t.ClassVar[str] = "int"
    METHODS: t.ClassVar[t.Mapping[str, Function]] = {"String": function("String", lambda self: self.go_string())}
    __slots__ = ()

    def go_string(self) -> str:
        return DAYS[self]


def days_of(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a date of the Gregorian calendar, however far away."""
    year, month = (year - 1, month + 12) if month < 3 else (year, month)
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 719469


def date_of(days: int) -> tuple[int, int, int]:
    """Year, month and day of a number of days since 1970-01-01."""
    days += 719468
    era, day = divmod(days, 146097)
    of_era = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= of_era * 365 + of_era // 4 - of_era // 100
    shifted = (5 * day + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return era * 400 + of_era + (month < 3), month, day - (153 * shifted + 2) // 5 + 1


class Time(GoObject):
    """A moment: ``unix`` seconds since 1970, ``nanos`` within the second, and the zone it is shown in."""

    go_type: t.ClassVar[str] = _TYPE
    METHODS: t.ClassVar[dict[str, Function]] = {}
    __slots__ = ("nanos", "unix", "zone")

    def __init__(self, unix: int, nanos: int = 0, zone: Zone = UTC) -> None:
        self.unix = unix
        self.nanos = nanos
        self.zone = zone

    @classmethod
    def of_wall(cls, date: tuple[int, int, int], clock: tuple[int, int, int], nanos: int, zone: Zone) -> Time:
        """time.Date: the moment of a clock time in a zone; values out of range carry over."""
        years, month = divmod(date[1] - 1, 12)
        days = days_of(date[0] + years, month + 1, 1) + date[2] - 1
        wall = days * 86400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return cls(wall - zone.offset_of_wall(wall), nanos, zone)

    def wall(self) -> int:
        """Seconds as if the clock time of the zone were UTC."""
        return self.unix + self.zone.lookup(self.unix)[1]

    def date(self) -> tuple[int, int, int]:
        """Year, month and day in the zone."""
        return date_of(self.wall() // 86400)

    def clock(self) -> tuple[int, int, int]:
        """Hour, minute and second in the zone."""
        seconds = self.wall() % 86400
        return seconds // 3600, seconds // 60 % 60, seconds % 60

    def year_day(self) -> int:
        """The day of the year, from 1."""
        days = self.wall() // 86400
        return days - days_of(date_of(days)[0], 1, 1) + 1

    def weekday(self) -> int:
        """The day of the week, Sunday being 0."""
        return (self.wall() // 86400 + 4) % 7

    def total(self) -> int:
        """Nanoseconds since 1970."""
        return self.unix * SECOND + self.nanos

    def plus(self, nanos: int) -> Time:
        """The moment so many nanoseconds later."""
        return Time(*divmod(self.total() + nanos, SECOND), self.zone)

    def minus(self, other: Time) -> Duration:
        """The time between two moments, kept within int64."""
        return Duration(min(max(self.total() - other.total(), MIN), MAX))

    def within(self, zone: Zone) -> Time:
        """The same moment in another zone."""
        return Time(self.unix, self.nanos, zone)

    def go_string(self) -> str:
        return self.format("2006-01-02 15:04:05.999999999 -0700 MST")

    def go_json(self) -> str:
        text = self.format("2006-01-02T15:04:05.999999999Z07:00")
        if text[4:5] != "-":
            raise GoError("Time.MarshalJSON: year outside of range [0,9999]")
        return text

    def format(self, layout: str) -> str:
        """Time.Format."""
        from .layouts import format_time

        return format_time(self, layout)

    def __eq__(self, other: object) -> bool:
        """As reflect.DeepEqual: the zone counts."""
        return isinstance(other, Time) and self.total() == other.total() and self.zone == other.zone

    def __hash__(self) -> int:
        return hash(self.total())


def _add_date(self: Time, years: int, months: int, days: int) -> Time:
    year, month, day = self.date()
    return Time.of_wall((year + years, month + months, day + days), self.clock(), self.nanos, self.zone)


def _rounded(self: Time, multiple: Duration, *, half_up: bool) -> Time:
    """Time.Round and Time.Truncate, which count from the year 1."""
    if multiple <= 0:
        return self
    rest = (self.total() - ZERO_SECONDS * SECOND) % int(multiple)
    return self.plus(int(multiple) - rest if half_up and 2 * rest >= multiple else -rest)


def _shown_in_go(self: Time) -> str:
    from .goduration import quote

    year, month, day = self.date()
    zone = {"UTC": "time.UTC", "Local": "time.Local"}.get(self.zone.name, "time.Location(%s)" % quote(self.zone.name))
    return "time.Date(%d, time.%s, %d, %d, %d, %d, %d, %s)" % (
        year, MONTHS[month - 1], day, *self.clock(), self.nanos, zone,
    )  # fmt: skip


_DURATION = "time.Duration"
Time.METHODS.update(
    {
        entry.name: entry
        for entry in (
            function("Year", lambda self: self.date()[0]),
            function("Month", lambda self: Month(self.date()[1])),
            function("Day", lambda self: self.date()[2]),
            function("Hour", lambda self: self.clock()[0]),
            function("Minute", lambda self: self.clock()[1]),
            function("Second", lambda self: self.clock()[2]),
            function("Nanosecond", lambda self: self.nanos),
            function("YearDay", lambda self: self.year_day()),
            function("Weekday", lambda self: Weekday(self.weekday())),
            function("Unix", lambda self: Int64(self.unix)),
            function("UnixMilli", lambda self: Int64(wrap_int64(self.total() // 10**6))),
            function("UnixMicro", lambda self: Int64(wrap_int64(self.total() // 1000))),
            function("UnixNano", lambda self: Int64(wrap_int64(self.total()))),
            function("Format", lambda self, layout: self.format(layout), "string"),
            function("String", lambda self: self.go_string()),
            function("GoString", _shown_in_go),
            function("Add", lambda self, span: self.plus(int(span)), _DURATION),
            function("AddDate", _add_date, "int, int, int"),
            function("Sub", lambda self, other: self.minus(other), _TYPE),
            function("After", lambda self, other: self.total() > other.total(), _TYPE),
            function("Before", lambda self, other: self.total() < other.total(), _TYPE),
            function("Equal", lambda self, other: self.total() == other.total(), _TYPE),
            function(
                "Compare",
                lambda self, other: (self.total() > other.total()) - (self.total() < other.total()),
                _TYPE,
            ),
            function("IsZero", lambda self: self.unix == ZERO_SECONDS and not self.nanos),
            function("IsDST", lambda self: self.zone.is_dst(self.unix)),
            function("Round", lambda self, multiple: _rounded(self, multiple, half_up=True), _DURATION),
            function("Truncate", lambda self, multiple: _rounded(self, multiple, half_up=False), _DURATION),
            function("UTC", lambda self: self.within(UTC)),
            function("Location", lambda self: self.zone),
            function("In", lambda self, zone: self.within(zone), "*time.Location"),
        )
    }
)


__all__ = ("DAYS", "MONTHS", "ZERO_SECONDS", "Month", "Time", "Weekday", "date_of", "days_of")
