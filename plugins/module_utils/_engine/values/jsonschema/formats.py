# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The formats that drafts 4, 6 and 7 assert; each function says what is wrong, or nothing.

Follows format.go of santhosh-tekuri/jsonschema v6.
"""

from __future__ import annotations

import typing as t

from ...gotmpl.strconv import quote, quote_rune
from .netformats import ipv4_problem, ipv6_problem, uri_problem, uri_reference_problem, uri_template_problem

Format = t.Callable[[str], str]

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = frozenset(_LOWER + _LOWER.upper())
_DIGITS = frozenset("0123456789")
_HEX = frozenset("0123456789abcdefABCDEF")
_LABEL = _LETTERS | _DIGITS | {"-"}
_LOCAL = _LETTERS | _DIGITS | frozenset(".!#$%&'*+-/=?^_`{|}~")


def _wrong_character(text: str, allowed: frozenset[str], what: str = "invalid") -> str:
    wrong = next((char for char in text if char not in allowed), None)
    return "" if wrong is None else "%s character %s" % (what, quote_rune(ord(wrong)))


def _json_pointer(text: str) -> str:
    if not text or text.startswith("/"):
        escapes = text.split("~")[1:]
        return "~ must be followed by 0 or 1" if any(part[:1] not in ("0", "1") for part in escapes) else ""
    return "not starting with /"


def _relative_json_pointer(text: str) -> str:
    rest = text.lstrip("0123456789")
    digits = len(text) - len(rest)
    if not digits:
        return "must start with non-negative integer"
    if digits > 1 and text[0] == "0":
        return "starts with zero"
    return "" if rest == "#" else _json_pointer(rest)


def _uuid(text: str) -> str:
    parts = text.split("-")
    if len(parts) != 5:
        return "must have 5 elements"
    for place, (part, size) in enumerate(zip(parts, (8, 4, 4, 4, 12), strict=True)):
        if len(part.encode("utf-8", "surrogateescape")) != size:
            return "element %d must be %d characters long" % (place + 1, size)
        problem = _wrong_character(part, _HEX, "non-hex")
        if problem:
            return problem
    return ""


def _duration(text: str) -> str:
    if not text.startswith("P"):
        return "must start with P"
    if text == "P":
        return "nothing after P"
    if text.endswith("W"):
        return "no number in week" if text == "PW" else "invalid week" if set(text[1:-1]) - _DIGITS else ""
    for place, part in enumerate(text[1:].split("T")):
        if place and not part:
            return "no time elements"
        if place > 1:
            return "more than one T"
        problem = _duration_part(part, ("YMD", "HMS")[place])
        if problem:
            return problem
    return ""


def _duration_part(text: str, all_units: str) -> str:
    units = all_units
    while text:
        rest = text.lstrip("0123456789")
        if rest == text:
            return "missing number"
        if not rest:
            return "missing unit"
        place = units.find(rest[0])
        if place < 0:
            unit = quote_rune(ord(rest[0]))
            return "unit %s out of order" % unit if rest[0] in all_units else "invalid unit %s" % unit
        units, text = units[place + 1 :], rest[1:]
    return ""


def _hostname(text: str) -> str:
    text = text.removesuffix(".")
    if len(text) > 253:
        return "more than 253 characters long"
    for label in text.split("."):
        if not 1 <= len(label) <= 63:
            return "label must be 1 to 63 characters long"
        if label.startswith("-"):
            return "label starts with hyphen"
        if label.endswith("-"):
            return "label ends with hyphen"
        problem = _wrong_character(label, _LABEL)
        if problem:
            return problem
    return ""


def _email(text: str) -> str:
    if len(text) > 254:
        return "more than 255 characters long"
    local, at, domain = text.rpartition("@")
    if not at:
        return "missing @"
    return _email_local(local) or _email_domain(domain)


def _email_local(local: str) -> str:
    if len(local) > 64:
        return "local part more than 64 characters long"
    if len(local) > 1 and local[0] == '"' and local[-1] == '"':
        quoted = local[1:-1]
        return "backslash and quote are not allowed within quoted local part" if set(quoted) & {"\\", '"'} else ""
    if local.startswith("."):
        return "starts with dot"
    if local.endswith("."):
        return "ends with dot"
    return "consecutive dots" if ".." in local else _wrong_character(local, _LOCAL)


def _email_domain(domain: str) -> str:
    if not (domain.startswith("[") and domain.endswith("]")):
        problem = _hostname(domain)
        return problem and "invalid domain: %s" % problem
    address = domain[1:-1]
    if address.startswith("IPv6:"):
        problem = ipv6_problem(address[5:])
        return problem and "invalid ipv6 address: %s" % problem
    problem = ipv4_problem(address)
    return problem and "invalid ipv4 address: %s" % problem


def _date(text: str) -> str:
    start = "parsing time %s" % quote(text)
    place = 0
    numbers = []
    for element, width, separator in (("2006", 4, "-"), ("01", 2, "-"), ("02", 2, "")):
        digits = text[place : place + width]
        if len(digits) < width or set(digits) - _DIGITS:
            return '%s as "2006-01-02": cannot parse %s as "%s"' % (start, quote(text[place:]), element)
        if element == "01" and not 1 <= int(digits) <= 12:
            return "%s: month out of range" % start
        place += width
        if not text.startswith(separator, place):
            return '%s as "2006-01-02": cannot parse %s as "%s"' % (start, quote(text[place:]), separator)
        place += len(separator)
        numbers.append(int(digits))
    if text[place:]:
        return "%s: extra text: %s" % (start, quote(text[place:]))
    year, month, day = numbers
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1] + leap
    return "" if 1 <= day <= days else "%s: day out of range" % start


def _clock(text: str, where: str) -> tuple[list[int], str]:
    """The numbers between colons, or what is wrong with them; ``where`` ends the sentence."""
    numbers = []
    for part in text.split(":"):
        digits = part[1:] if part[:1] in ("+", "-") else part
        if not digits or set(digits) - _DIGITS:
            return [], "invalid %s" % where
        if int(part) < 0:
            return [], "non-positive %s" % where
        numbers.append(int(part))
    return numbers, ""


def _time(text: str) -> str:
    if len(text) < 9:
        return "less than 9 characters long"
    if text[2] != ":" or text[5] != ":":
        return "missing colon in correct place"
    clock, problem = _clock(text[:8], "hour/min/sec")
    if problem:
        return problem
    hour, minute, second = clock
    if hour > 23 or minute > 59 or second > 60:
        return "hour/min/sec out of range"
    rest = text[8:]
    if rest.startswith("."):
        after = rest[1:].lstrip("0123456789")
        if after == rest[1:]:
            return "no digits in second fraction"
        rest = after
    shift, problem = (0, "") if rest in ("z", "Z") else _offset(rest)
    if problem:
        return problem
    minutes = (hour * 60 + minute + shift) % (24 * 60)
    return "invalid leap second" if second >= 60 and minutes != 23 * 60 + 59 else ""


def _offset(text: str) -> tuple[int, str]:
    """The minutes to add for UTC, or what is wrong."""
    if len(text) != 6:
        return 0, "offset must be 6 characters long"
    if text[0] not in "+-":
        return 0, "offset must begin with plus/minus"
    if text[3] != ":":
        return 0, "missing colon in offset in correct place"
    clock, problem = _clock(text[1:], "hour/min in offset")
    if problem:
        return 0, problem
    if clock[0] > 23 or clock[1] > 59:
        return 0, "hour/min in offset out of range"
    minutes = clock[0] * 60 + clock[1]
    return -minutes if text[0] == "+" else minutes, ""


def _date_time(text: str) -> str:
    if len(text) < 20:
        return "less than 20 characters long"
    if text[10] not in "tT":
        return "11th character must be t or T"
    problem = _date(text[:10])
    if problem:
        return "invalid date element: %s" % problem
    problem = _time(text[11:])
    return problem and "invalid time element: %s" % problem


def _period(text: str) -> str:
    start, slash, end = text.partition("/")
    if not slash:
        return "missing slash"
    check, name = (_duration, "duration") if start.startswith("P") else (_date_time, "date-time")
    problem = check(start)
    if problem:
        return "invalid start %s: %s" % (name, problem)
    by_duration = not start.startswith("P") and end.startswith("P")
    check, name = (_duration, "duration") if by_duration else (_date_time, "date-time")
    problem = check(end)
    return problem and "invalid end %s: %s" % (name, problem)


def _semver(text: str) -> str:
    core, plus, build = text.partition("+")
    if plus:
        if not build:
            return "build is empty"
        for part in build.split("."):
            problem = "build identifier is empty" if not part else _wrong_character(part, _LABEL)
            if problem:
                return problem if not part else problem + " in build identifier"
    core, dash, prerelease = core.partition("-")
    for part in prerelease.split(".") if dash else ():
        problem = _prerelease_problem(part)
        if problem:
            return problem
    numbers = core.split(".")
    if len(numbers) != 3:
        return "versionCore must have 3 numbers separated by dot"
    for name, number in zip(("major", "minor", "patch"), numbers, strict=True):
        if not number:
            return "%s is empty" % name
        if len(number) > 1 and number[0] == "0":
            return "%s starts with zero" % name
        if set(number) - _DIGITS:
            return "%s contains non-digit" % name
    return ""


def _prerelease_problem(part: str) -> str:
    if not part:
        return "pre-release identifier is empty"
    problem = _wrong_character(part, _LABEL)
    if problem:
        return problem + " in pre-release identifier"
    zero = len(part) > 1 and part[0] == "0" and not set(part) - _DIGITS
    return "pre-release numeric identifier starts with zero" if zero else ""


FORMATS: dict[str, Format] = {
    "json-pointer": _json_pointer,
    "relative-json-pointer": _relative_json_pointer,
    "uuid": _uuid,
    "duration": _duration,
    "period": _period,
    "ipv4": ipv4_problem,
    "ipv6": ipv6_problem,
    "hostname": _hostname,
    "email": _email,
    "date": _date,
    "time": _time,
    "date-time": _date_time,
    "uri": uri_problem,
    "iri": uri_problem,
    "uri-reference": uri_reference_problem,
    "iri-reference": uri_reference_problem,
    "uri-template": uri_template_problem,
    "semver": _semver,
}

__all__ = ("FORMATS", "Format")
