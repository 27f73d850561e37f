# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Dates and times in TOML text, as BurntSushi/toml's parse.go takes them."""

from __future__ import annotations

import re
import typing as t

from ..gotmpl.govalues import GoObject

_MOMENT = re.compile(
    r"(?:([0-9]{4})-([0-9]{2})-([0-9]{2}))?(T)?"
    r"(?:([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?)?(Z|[-+][0-9]{2}:[0-9]{2})?\Z"
)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Moment(t.NamedTuple):
    """What a text says. ``zone`` is UTC, ``+02:00`` or one of Go's names datetime-local, date-local and time-local."""

    date: tuple[int, int, int]
    clock: tuple[int, int, int]
    nanos: int
    zone: str


class TOMLTime(GoObject):
    """A time.Time for those who bring none of their own: it prints, and is written, as Go's."""

    go_type: t.ClassVar[str] = "time.Time"
    __slots__ = ("moment",)

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    @property
    def _fraction(self) -> str:
        return (".%09d" % self.moment.nanos).rstrip("0") if self.moment.nanos else ""

    @property
    def zone(self) -> str:
        """The zone, as its moment has it."""
        return self.moment.zone

    def go_json(self) -> str:
        """RFC 3339."""
        moment = self.moment
        zone = moment.zone if moment.zone[0] in "+-" else "Z"
        return "%04d-%02d-%02d" % moment.date + "T%02d:%02d:%02d" % moment.clock + self._fraction + zone

    def go_string(self) -> str:
        """What Time.String shows."""
        moment = self.moment
        offset = moment.zone.replace(":", "") if moment.zone[0] in "+-" else "+0000"
        name = offset if moment.zone[0] in "+-" else moment.zone
        clock = "%02d:%02d:%02d" % moment.clock + self._fraction
        return "%04d-%02d-%02d %s %s %s" % (*moment.date, clock, offset, name)


def _is_date(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1] + (month == 2 and leap)


def read_moment(text: str) -> Moment | None:
    """The moment, or None where the text is none. ``t``, ``z`` and a blank between date and time are T and Z."""
    found = _MOMENT.match(text.replace("z", "Z").replace("t", "T").replace(" ", "T"))
    if found is None:
        return None
    year, month, day, middle, hour, minute, second, fraction, zone = found.groups()
    if (middle is not None) != (year is not None and hour is not None) or (zone and not middle):
        return None
    date = (int(year), int(month), int(day)) if year else (0, 1, 1)
    clock = (int(hour), int(minute), int(second or 0)) if hour else (0, 0, 0)
    if not _is_date(*date) or clock[0] > 23 or clock[1] > 59 or clock[2] > 59:
        return None
    if zone and zone != "Z" and (int(zone[1:3]) > 24 or int(zone[4:6]) > 60):
        return None
    names = {(True, True): "datetime-local", (True, False): "date-local", (False, True): "time-local"}
    name = "UTC" if zone == "Z" or zone == "+00:00" else zone or names.get((bool(year), bool(hour)), "")
    nanos = int((fraction or "0")[:9].ljust(9, "0"))
    return Moment(date, clock, nanos, name) if name else None


__all__ = ("Moment", "TOMLTime", "read_moment")
