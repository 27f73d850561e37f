# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go's time layouts: cutting a layout into its elements, and writing a time by them (time/format.go)."""

from __future__ import annotations

import functools
import typing as t

from .gotime import DAYS, MONTHS, Time

_ELEMENTS = {
    "J": ("January", "Jan"),
    "M": ("Monday", "Mon", "MST"),
    "0": ("01", "02", "03", "04", "05", "06", "002"),
    "1": ("15", "1"),
    "2": ("2006", "2"),
    "_": ("_2", "__2"),
    "3": ("3",),
    "4": ("4",),
    "5": ("5",),
    "P": ("PM",),
    "p": ("pm",),
    "-": ("-070000", "-07:00:00", "-0700", "-07:00", "-07"),
    "Z": ("Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07"),
}
_SHORT_NAMES = ("Jan", "Mon")


def _fraction(layout: str, at: int) -> str:
    """The fractional seconds such as ``.000`` that start at a point or comma, or nothing."""
    digit = layout[at + 1 : at + 2]
    if digit not in ("0", "9"):
        return ""
    end = at + 1
    while layout[end : end + 1] == digit:
        end += 1
    return "" if "0" <= layout[end : end + 1] <= "9" else layout[at:end]


def _element(layout: str, at: int) -> str:
    """The layout element that starts here, or nothing."""
    char = layout[at]
    if char in ".,":
        return _fraction(layout, at)
    if char == "_" and layout.startswith("2006", at + 1):
        return ""
    for element in _ELEMENTS.get(char, ()):
        if layout.startswith(element, at):
            if element in _SHORT_NAMES and "a" <= layout[at + 3 : at + 4] <= "z":
                continue
            return element
    return ""


@functools.lru_cache(maxsize=64)
def elements(layout: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The elements of a layout, each behind the plain text before it, and the text at its end."""
    found = []
    plain = at = 0
    while at < len(layout):
        element = _element(layout, at)
        if element:
            found.append((layout[plain:at], element))
            at += len(element)
            plain = at
        else:
            at += 1
    return tuple(found), layout[plain:]


def _padded(value: int, width: int) -> str:
    return "-%0*d" % (width, -value) if value < 0 else "%0*d" % (width, value)


def _zone_offset(element: str, offset: int) -> str:
    if element[0] == "Z" and not offset:
        return "Z"
    sign, size = ("-", -offset) if offset <= -60 else ("+", offset)
    minutes = abs(offset) // 60
    colon = ":" if ":" in element else ""
    text = "%s%02d" % (sign, minutes // 60)
    if len(element) > 3:
        text += colon + "%02d" % (minutes % 60)
    if len(element) > 6:
        text += colon + _padded(size % 60 if size >= 0 else -(-size % 60), 2)
    return text


def _zone_name(moment: Time) -> str:
    name, offset = moment.zone.lookup(moment.unix)
    return name or _zone_offset("-0700", offset)


def _fraction_text(element: str, nanos: int) -> str:
    if element[1] == "9" and not nanos:
        return ""
    digits = "%09d" % nanos
    digits = digits[: len(element) - 1]
    if element[1] == "9":
        digits = digits.rstrip("0")
    return element[0] + digits if digits or element[1] == "0" else ""


_WRITERS: dict[str, t.Callable[[Time], str]] = {
    "2006": lambda moment: _padded(moment.date()[0], 4),
    "06": lambda moment: "%02d" % (abs(moment.date()[0]) % 100),
    "January": lambda moment: MONTHS[moment.date()[1] - 1],
    "Jan": lambda moment: MONTHS[moment.date()[1] - 1][:3],
    "1": lambda moment: str(moment.date()[1]),
    "01": lambda moment: "%02d" % moment.date()[1],
    "Monday": lambda moment: DAYS[moment.weekday()],
    "Mon": lambda moment: DAYS[moment.weekday()][:3],
    "2": lambda moment: str(moment.date()[2]),
    "_2": lambda moment: "%2d" % moment.date()[2],
    "02": lambda moment: "%02d" % moment.date()[2],
    "__2": lambda moment: "%3d" % moment.year_day(),
    "002": lambda moment: "%03d" % moment.year_day(),
    "15": lambda moment: "%02d" % moment.clock()[0],
    "3": lambda moment: str(moment.clock()[0] % 12 or 12),
    "03": lambda moment: "%02d" % (moment.clock()[0] % 12 or 12),
    "4": lambda moment: str(moment.clock()[1]),
    "04": lambda moment: "%02d" % moment.clock()[1],
    "5": lambda moment: str(moment.clock()[2]),
    "05": lambda moment: "%02d" % moment.clock()[2],
    "PM": lambda moment: "PM" if moment.clock()[0] >= 12 else "AM",
    "pm": lambda moment: "pm" if moment.clock()[0] >= 12 else "am",
    "MST": _zone_name,
}


def format_time(moment: Time, layout: str) -> str:
    """Time.Format."""
    found, tail = elements(layout)
    out = []
    for plain, element in found:
        out.append(plain)
        writer = _WRITERS.get(element)
        if writer is not None:
            out.append(writer(moment))
        elif element[0] in ".,":
            out.append(_fraction_text(element, moment.nanos))
        else:
            out.append(_zone_offset(element, moment.zone.lookup(moment.unix)[1]))
    out.append(tail)
    return "".join(out)


__all__ = ("elements", "format_time")
