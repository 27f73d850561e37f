# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's date functions: a date is a time.Time, or an int, int32 or int64 of seconds; anything else means now.

``now`` prints without Go's monotonic clock reading.
"""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoObject, Int32, Int64
from .cast import wrap_int64
from .world import World

_DATE = "2006-01-02"
_ROUND_UNITS = (
    ("y", 365 * 24 * 3600 * 10**9),
    ("mo", 30 * 24 * 3600 * 10**9),
    ("d", 24 * 3600 * 10**9),
    ("h", 3600 * 10**9),
    ("m", 60 * 10**9),
    ("s", 10**9),
)


class Clock:
    """The date functions, over a world that says what time it is and where."""

    __slots__ = ("_local", "_world")

    def __init__(self, world: World) -> None:
        self._world = world
        self._local: t.Any = None

    def local(self) -> t.Any:
        """Go's time.Local."""
        if self._local is None:
            from .zones import local_zone

            self._local = local_zone(self._world.local_zone())
        return self._local

    def now(self) -> t.Any:
        """time.Now()."""
        from .gotime import Time

        return Time(*divmod(self._world.now(), 10**9), self.local())

    def _moment(self, value: t.Any, seconds: tuple[type, ...]) -> t.Any:
        from .gotime import Time

        if isinstance(value, Time):
            return value
        if type(value) in seconds:
            return Time(int(value), 0, self.local())
        return self.now()

    def date_in_zone(self, layout: str, value: t.Any, zone: str) -> str:
        """A date by a layout, in a zone; UTC where the zone is unknown."""
        from .zones import load_zone

        moment = self._moment(value, (int, Int64, Int32))
        return str(moment.within(load_zone(zone, self.local())).format(layout))

    def since(self, moment: t.Any) -> int:
        """Nanoseconds from a moment until now."""
        return int(self.now().minus(moment))

    def ago(self, value: t.Any) -> str:
        """The time since a date, to the second."""
        from .goduration import SECOND, round_to, show

        return show(round_to(self.since(self._moment(value, (int, Int64))), SECOND))

    def duration_round(self, value: t.Any) -> str:
        """A duration cut to its largest unit; a date counts from it until now."""
        nanos = 0
        if isinstance(value, str):
            nanos = _duration_or_zero(value)
        elif value.__class__ is Int64:
            nanos = int(value)
        elif isinstance(value, GoObject) and value.go_type == "time.Time":
            nanos = self.since(value)
        for unit, size in _ROUND_UNITS:
            if abs(nanos) > size:
                return "%d%s" % (abs(nanos) // size, unit)
        return "0s"

    def must_to_date(self, layout: str, value: str) -> t.Any:
        """The moment a text shows by a layout."""
        from .timeparsing import parse_time

        return parse_time(layout, value, self.local())

    def to_date(self, layout: str, value: str) -> t.Any:
        """The moment a text shows by a layout; Go's zero time where it shows none."""
        from .gotime import ZERO_SECONDS, Time

        try:
            return self.must_to_date(layout, value)
        except GoError:
            return Time(ZERO_SECONDS)


def _duration_or_zero(text: str) -> int:
    from .goduration import parse_duration

    try:
        return int(parse_duration(text))
    except GoError:
        return 0


def duration(value: t.Any) -> str:
    """Seconds, as text or int64, as a duration's text; anything else is none."""
    from ..gotmpl import strconv
    from .goduration import show

    seconds = 0
    if isinstance(value, str):
        try:
            seconds = strconv.parse_int(value, 10)
        except strconv.NumError as error:
            if error.reason == "value out of range":
                seconds = -(2**63) if value[0] == "-" else 2**63 - 1
    elif value.__class__ is Int64:
        seconds = int(value)
    return show(wrap_int64(seconds * 10**9))


def must_date_modify(text: str, moment: t.Any) -> t.Any:
    """The moment a duration later."""
    from .goduration import parse_duration

    return moment.plus(int(parse_duration(text)))


def date_modify(text: str, moment: t.Any) -> t.Any:
    """The moment a duration later, or the same moment where the text is no duration."""
    try:
        return must_date_modify(text, moment)
    except GoError:
        return moment


def functions(world: World) -> dict[str, Function]:
    """The date functions by name."""
    clock = Clock(world)
    table = [
        function("now", clock.now),
        function("ago", clock.ago, "any"),
        function("date", lambda layout, value: clock.date_in_zone(layout, value, "Local"), "string, any"),
        function("htmlDate", lambda value: clock.date_in_zone(_DATE, value, "Local"), "any"),
        function("htmlDateInZone", lambda value, zone: clock.date_in_zone(_DATE, value, zone), "any, string"),
        function("duration", duration, "any"),
        function("durationRound", clock.duration_round, "any"),
        function("toDate", clock.to_date, "string, string"),
        function("mustToDate", clock.must_to_date, "string, string"),
        function("unixEpoch", lambda moment: str(moment.unix), "time.Time"),
    ]
    for name in ("dateInZone", "date_in_zone"):
        table.append(function(name, clock.date_in_zone, "string, any, string"))
    for name in ("dateModify", "date_modify"):
        table.append(function(name, date_modify, "string, time.Time"))
    for name in ("mustDateModify", "must_date_modify"):
        table.append(function(name, must_date_modify, "string, time.Time"))
    return {entry.name: entry for entry in table}


__all__ = ("functions",)
