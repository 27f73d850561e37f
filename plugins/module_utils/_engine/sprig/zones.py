# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go's time.Location over Python's zoneinfo: which offset and name a zone has at a moment."""

from __future__ import annotations

import typing as t
from datetime import datetime, timedelta, timezone, tzinfo

from ..gotmpl.functions import Function, function
from ..gotmpl.govalues import GoObject

_EPOCH = datetime(1970, 1, 1)
_FIRST = -62135596800 + 86400 * 2
_PERIOD = 146097 * 86400
_LAST = _FIRST + 24 * _PERIOD


class Zone(GoObject):
    """A zone: ``name`` is Go's Location name; the rules are a tzinfo's, or one fixed offset with its abbreviation."""

    go_type: t.ClassVar[str] = "*time.Location"
    go_kind: t.ClassVar[str] = "ptr"
    METHODS: t.ClassVar[t.Mapping[str, Function]] = {"String": function("String", lambda self: self.name)}
    __slots__ = ("_abbreviation", "_offset", "_rules", "name")

    def __init__(self, name: str, *, rules: tzinfo | None = None, offset: int = 0, abbreviation: str = "") -> None:
        self.name = name
        self._rules = rules
        self._offset = offset
        self._abbreviation = abbreviation

    def go_string(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Zone) and (self.name, self._offset) == (other.name, other._offset)

    def __hash__(self) -> int:
        return hash((self.name, self._offset))

    def _at(self, unix: int) -> datetime | None:
        if self._rules is None:
            return None
        if unix < _FIRST:
            unix = _FIRST
        elif unix > _LAST:
            unix -= (unix - _LAST + _PERIOD - 1) // _PERIOD * _PERIOD
        return (_EPOCH + timedelta(seconds=unix)).replace(tzinfo=timezone.utc).astimezone(self._rules)

    def lookup(self, unix: int) -> tuple[str, int]:
        """The abbreviation and the offset from UTC in seconds at a moment."""
        moment = self._at(unix)
        if moment is None:
            return self._abbreviation, self._offset
        offset = moment.utcoffset() or timedelta()
        return moment.tzname() or "", offset.days * 86400 + offset.seconds

    def is_dst(self, unix: int) -> bool:
        """Whether daylight saving time is in effect."""
        moment = self._at(unix)
        return moment is not None and bool(moment.dst())

    def offset_of_wall(self, wall: int) -> int:
        """The offset for a clock time, given as seconds as if it were UTC; in gaps and overlaps as Go chooses."""
        offset = self.lookup(wall)[1]
        return self.lookup(wall - offset)[1] if offset else 0

    def offset_of_name(self, name: str, wall: int) -> int | None:
        """The offset that goes by an abbreviation, in effect at that clock time if possible; None if unknown."""
        if self._rules is None:
            return self._offset if self._abbreviation == name and self.name != "UTC" else None
        known = None
        months = [wall + month * 2629746 for month in range(-6, 7)]
        for unix in [*months, *range(-2208988800, 2145916800, 15778476)]:
            abbreviation, offset = self.lookup(unix)
            if abbreviation == name:
                if self.lookup(wall - offset)[0] == name:
                    return offset
                known = offset if known is None else known
        return known


UTC = Zone("UTC", abbreviation="UTC")


def local_zone(rules: tzinfo | None) -> Zone:
    """Go's time.Local by these rules; without any it is UTC under the name Local."""
    return Zone("Local", rules=rules, abbreviation="UTC")


def load_zone(name: str, local: Zone) -> Zone:
    """time.LoadLocation, and UTC where that fails."""
    if name == "Local":
        return local
    if name in ("", "UTC") or ".." in name or name[0] in "/\\":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return Zone(name, rules=ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        return UTC


__all__ = ("UTC", "Zone", "load_zone", "local_zone")
