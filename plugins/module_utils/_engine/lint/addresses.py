# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a text is an e-mail address or a URL, as the validator that helm uses sees it (govalidator).

Its expressions are matched here by hand, each in time bounded by the square of the text: Python's ``re`` would take
forever for some of them.
"""

from __future__ import annotations

import string
import typing as t

from ..gotmpl.functions import GoError
from ..sprig.gourl import parse_url

_DIGITS = frozenset(string.digits)
_LETTERS = frozenset(string.ascii_letters)
_ALNUM = _LETTERS | _DIGITS
_ATOM = _ALNUM | frozenset("!#$%&'*+-/=?^_`{|}~")
_QUOTED = frozenset(map(chr, range(1, 128))) - frozenset('\t\n\r "\\')
_SCHEMES = ("ftp://", "tcp://", "udp://", "ws://", "wss://", "http://", "https://")
_MAX_URL = 2083
_MIN_URL = 3


def is_email(text: str) -> bool:
    """A local part of atoms or in quotes, and a domain of at least two labels."""
    local, at, domain = text.rpartition("@")
    if not at or not (_is_atoms(local) or _is_quoted(local)):
        return False
    host, dot, top = domain.removesuffix(".").rpartition(".")
    if not dot or not host or not top:
        return False
    return (
        all(_wide(char) or char in _ALNUM for char in (host[0], host[-1]))
        and all(_wide(char) or char in _ALNUM or char in "-._~" for char in host)
        and all(_wide(char) or char in _LETTERS for char in (top[0], top[-1]))
        and all(_wide(char) or char in _ALNUM or char in "-_~" for char in top)
    )


def is_request_url(text: str) -> bool:
    """A URL with a scheme."""
    try:
        return bool(text) and bool(parse_url(text.replace("#", "^")).scheme)
    except GoError:
        return False


def is_url(text: str) -> bool:
    """A URL, or a host name with or without a path."""
    if not len(text.encode("utf-8", "surrogateescape")) > _MIN_URL or len(text) >= _MAX_URL or text.startswith("."):
        return False
    try:
        url = parse_url("http://" + text if ":" in text and "://" not in text else text)
    except GoError:
        return False
    if url.host.startswith(".") or (not url.host and url.path and "." not in url.path):
        return False
    return _matches_url(text)


def _wide(char: str) -> bool:
    return "\u00a0" <= char <= "\ud7ff" or "\uf900" <= char <= "\ufdcf" or "\ufdf0" <= char <= "\uffef"


def _is_atoms(local: str) -> bool:
    return all(atom and all(_wide(char) or char in _ATOM for char in atom) for atom in local.split("."))


def _is_quoted(local: str) -> bool:
    """The validator's expression wants a quote before each character, blanks between them, and one at the end."""
    if not local.endswith('"'):
        return False
    quotes = local[:-1].rstrip(" \t").split('"')
    characters = [part.lstrip(" \t") for part in quotes[1:]]
    return not quotes[0] and all(len(char) == 1 and (_wide(char) or char in _QUOTED) for char in characters)


# Below, a matcher takes the places in a text where it may begin and gives those where it may end.
_Places = frozenset[int]
_Class = t.Callable[[str], bool]


def _ascii(char: str) -> bool:
    return char in _ALNUM


def _name_char(char: str) -> bool:
    return char in _ALNUM or char in "-_"


def _letter(char: str) -> bool:
    return char in _LETTERS or "\u00a1" <= char <= "\uffff"


def _word(char: str) -> bool:
    return _letter(char) or char in _DIGITS


def _any_of(chars: str) -> _Class:
    return lambda char: char in chars


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text

    def one(self, places: _Places, fits: _Class) -> _Places:
        return frozenset(place + 1 for place in places if place < len(self.text) and fits(self.text[place]))

    def many(self, places: _Places, fits: _Class) -> _Places:
        """None or more characters."""
        reached = set(places)
        for place in sorted(places):
            while place < len(self.text) and fits(self.text[place]) and place + 1 not in reached:
                place += 1
                reached.add(place)
        return frozenset(reached)

    def repeat(self, places: _Places, step: t.Callable[[_Places], _Places]) -> _Places:
        """None or more times what ``step`` matches."""
        reached, new = places, places
        while new:
            new = step(new) - reached
            reached |= new
        return reached

    def word(self, places: _Places, text: str) -> _Places:
        return frozenset(place + len(text) for place in places if self.text.startswith(text, place))

    def some(self, places: _Places, fits: _Class) -> _Places:
        """One or more characters."""
        return self.many(self.one(places, fits), fits)


def _matches_url(text: str) -> bool:
    matcher = _Text(text)
    places = frozenset({0})
    for scheme in _SCHEMES:
        places |= matcher.word(frozenset({0}), scheme)
    ends = set(places)
    for place in places:
        # A user's name and password: no blank before an @.
        stop = next((index for index in range(place, len(text)) if text[index].isspace()), len(text))
        ends |= {index + 1 for index in range(place + 1, stop) if text[index] == "@"}
    hosts = _address(matcher, frozenset(ends)) | _host(matcher, frozenset(ends))
    hosts |= matcher.word(hosts, ".")
    ports = matcher.word(hosts, ":")
    for _digit in range(5):
        ports = matcher.one(ports, _any_of(string.digits))
        hosts |= ports
    return any(
        place == len(text) or (text[place] in "/?#" and not any(char.isspace() for char in text[place:]))
        for place in hosts
    )


def _host(matcher: _Text, places: _Places) -> _Places:
    """A name: an optional part before the last word, that word, and an optional ending of letters."""
    first = matcher.one(places, _ascii)
    named = matcher.one(first | matcher.some(first, _name_char), _ascii)
    named = matcher.repeat(named, lambda held: matcher.some(matcher.one(held, _any_of("-.")), _ascii))
    www = matcher.word(places, "www.")
    parts = matcher.repeat(
        matcher.some(places, _ascii), lambda held: matcher.one(held | matcher.one(held, _any_of("-_.")), _ascii)
    )
    sub = matcher.some(matcher.word(matcher.one(parts, _ascii), "."), _ascii)
    starts = places | named | www | sub
    words = matcher.repeat(starts, lambda held: _dashed(matcher, matcher.some(held, _word)))
    last = matcher.some(words, _word)
    return last | matcher.some(matcher.word(last, "."), _letter)


def _dashed(matcher: _Text, places: _Places) -> _Places:
    once = matcher.word(places, "-")
    return places | once | matcher.word(once, "-")


def _address(matcher: _Text, places: _Places) -> _Places:
    """An IP address, of version 6 in brackets."""
    text, ends = matcher.text, set()
    for place in places:
        if text.startswith("[", place) and "]" in text[place:]:
            close = text.index("]", place)
            if _is_ip(text[place + 1 : close]):
                ends.add(close + 1)
        stop = place
        while stop < len(text) and stop < place + 15 and text[stop] in "0123456789.":
            stop += 1
            if _is_ipv4(text[place:stop]):
                ends.add(stop)
    return frozenset(ends)


def _is_ipv4(text: str) -> bool:
    numbers = text.split(".")
    if len(numbers) != 4 or not all(number.isdigit() and len(number) <= 3 for number in numbers):
        return False
    if any(int(number) > 255 or (len(number) == 3 and number[0] == "0") for number in numbers):
        return False
    return numbers[0][0] != "0" and len(numbers[3]) <= 3 and not 224 <= int(numbers[0]) <= 239


def _is_ip(text: str) -> bool:
    import ipaddress

    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


__all__ = ("is_email", "is_request_url", "is_url")
