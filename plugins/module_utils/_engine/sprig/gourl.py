# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Go's net/url: parsing a URL into its parts, writing it from them, with Go's errors and escaping."""

from __future__ import annotations

from ..gotmpl.functions import GoError
from ..gotmpl.strconv import quote
from .text import from_bytes, to_bytes

_WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~"
_HEX = frozenset("0123456789abcdefABCDEF")
PATH = frozenset(_WORD + "$&+,/:;=@")
HOST = frozenset(_WORD + "!\"$&'()*+,:;<=>[]")
USER = frozenset(_WORD + "$&+,;=")
FRAGMENT = frozenset(_WORD + "!$&()*+,/:;=?@")
_ALSO_VALID = frozenset("!$&'()*+,;=:@[]%")
_USERINFO = frozenset(_WORD + "!$&'()*+,;=:%@")


def escape(text: str, safe: frozenset[str]) -> str:
    """The text with every byte that is not safe as ``%XX``."""
    if safe.issuperset(text):
        return text
    return "".join([chr(byte) if byte < 128 and chr(byte) in safe else "%%%02X" % byte for byte in to_bytes(text)])


def unescape(text: str, safe: frozenset[str], *, zone: bool = False) -> str:
    """The text with ``%XX`` undone; in a host only safe characters and non-ASCII bytes may stand."""
    in_host = safe is HOST
    at = 0
    while at < len(text):
        if text[at] == "%":
            found = text[at : at + 3]
            if len(found) < 3 or not _HEX.issuperset(found[1:]):
                raise GoError("invalid URL escape " + quote(found))
            if in_host and not _may_escape(int(found[1:], 16), found, zone):
                raise GoError("invalid URL escape " + quote(found))
            at += 3
            continue
        if in_host and text[at] < "\x80" and text[at] not in safe:
            raise GoError("invalid character %s in host name" % quote(text[at]))
        at += 1
    if "%" not in text:
        return text
    first, *rest = to_bytes(text).split(b"%")
    return from_bytes(first + b"".join([bytes([int(part[:2], 16)]) + part[2:] for part in rest]))


def _may_escape(byte: int, found: str, zone: bool) -> bool:
    if found == "%25":
        return True
    if zone:
        return byte == 0x20 or chr(byte) in HOST
    return byte >= 0x80


def _valid(text: str, safe: frozenset[str]) -> bool:
    return all(char in _ALSO_VALID or char in safe for char in text)


class Url:
    """The parts of a URL; ``user`` is the escaped user information, None where there is none."""

    __slots__ = (
        "force_query",
        "fragment",
        "host",
        "omit_host",
        "opaque",
        "path",
        "query",
        "raw_path",
        "scheme",
        "user",
    )

    def __init__(self) -> None:
        self.scheme = self.opaque = self.host = self.path = self.raw_path = self.query = self.fragment = ""
        self.user: str | None = None
        self.omit_host = self.force_query = False

    def hostname(self) -> str:
        """The host without its port and brackets."""
        host = self.host
        colon = host.rfind(":")
        if colon >= 0 and _valid_port(host[colon:]):
            host = host[:colon]
        return host[1:-1] if host.startswith("[") and host.endswith("]") else host

    def escaped_path(self) -> str:
        """The path as it was written if that was valid, else escaped anew."""
        if self.raw_path and _valid(self.raw_path, PATH):
            return self.raw_path
        return "*" if self.path == "*" else escape(self.path, PATH)

    def text(self) -> str:
        """URL.String."""
        out = self.scheme + ":" if self.scheme else ""
        if self.opaque:
            out += self.opaque
        else:
            if self.host or self.user is not None or (self.scheme and not self.omit_host and self.path):
                out += "//"
                if self.user is not None:
                    out += self.user + "@"
                out += escape(self.host, HOST)
            path = self.escaped_path()
            if path and path[0] != "/" and self.host:
                out += "/"
            if not out and ":" in path.partition("/")[0]:
                out = "./"
            out += path
        if self.force_query or self.query:
            out += "?" + self.query
        if self.fragment:
            out += "#" + escape(self.fragment, FRAGMENT)
        return out


def _valid_port(text: str) -> bool:
    return not text or (text[0] == ":" and all("0" <= char <= "9" for char in text[1:]))


def _scheme(text: str) -> tuple[str, str]:
    for at, char in enumerate(text):
        if char == ":":
            if at == 0:
                raise GoError("missing protocol scheme")
            return text[:at], text[at + 1 :]
        if not char.isascii() or not (char.isalpha() or (at and (char.isdigit() or char in "+-."))):
            break
    return "", text


def _host(scheme: str, text: str) -> str:
    bracket = text.rfind("[")
    if bracket > 0:
        raise GoError("invalid IP-literal")
    if bracket == 0:
        return _literal_host(text)
    colon = text.find(":")
    if colon >= 0:
        if scheme not in ("http", "https"):
            colon = text.rfind(":")
        _check_port(text[colon:])
    return unescape(text, HOST)


def _check_port(text: str) -> None:
    if not _valid_port(text):
        raise GoError("invalid port %s after host" % quote(text))


def _literal_host(text: str) -> str:
    close = text.rfind("]")
    if close < 0:
        raise GoError("missing ']' in host")
    _check_port(text[close + 1 :])
    name = text[1:close]
    zone = name.find("%25")
    if zone >= 0:
        shown = unescape(name[:zone], HOST) + unescape(name[zone:], HOST, zone=True)
    else:
        shown = unescape(name, HOST)
    _check_address(shown)
    return "[" + shown + "]" + text[close + 1 :]


def _check_address(text: str) -> None:
    from ipaddress import AddressValueError, IPv6Address

    address, percent, zone = text.partition("%")
    try:
        IPv6Address(address)
    except AddressValueError:
        if ":" not in address and address.count(".") == 3:
            raise GoError("invalid IP-literal") from None
        raise GoError("invalid host: ParseAddr(%s): unable to parse IP" % quote(text)) from None
    if percent and not zone:
        raise GoError("invalid host: ParseAddr(%s): zone must be a non-empty string" % quote(text))


def _userinfo(text: str) -> str:
    if not _USERINFO.issuperset(text):
        raise GoError("net/url: invalid userinfo")
    name, colon, password = text.partition(":")
    shown = escape(unescape(name, USER), USER)
    return shown + ":" + escape(unescape(password, USER), USER) if colon else shown


def _parse(text: str) -> Url:
    if any(char < " " or char == "\x7f" for char in text):
        raise GoError("net/url: invalid control character in URL")
    url = Url()
    if text == "*":
        url.path = "*"
        return url
    scheme, rest = _scheme(text)
    url.scheme = scheme.lower()
    if rest.endswith("?") and rest.count("?") == 1:
        url.force_query = True
        rest = rest[:-1]
    else:
        rest, _mark, url.query = rest.partition("?")
    if not rest.startswith("/"):
        if url.scheme:
            url.opaque = rest
            return url
        if ":" in rest.partition("/")[0]:
            raise GoError("first path segment in URL cannot contain colon")
    if rest.startswith("//") and (url.scheme or not rest.startswith("///")):
        authority, slash, after = rest[2:].partition("/")
        rest = slash + after
        user, at, host = authority.rpartition("@")
        url.host = _host(url.scheme, host)
        url.user = _userinfo(user) if at else None
    elif url.scheme and rest.startswith("/"):
        url.omit_host = True
    url.path = unescape(rest, PATH)
    url.raw_path = "" if escape(url.path, PATH) == rest else rest
    return url


def parse_url(text: str) -> Url:
    """url.Parse; GoError with Go's text where it is no URL."""
    before, _mark, fragment = text.partition("#")
    try:
        url = _parse(before)
    except GoError as error:
        raise GoError("parse %s: %s" % (quote(before), error)) from None
    try:
        url.fragment = unescape(fragment, FRAGMENT)
    except GoError as error:
        raise GoError("parse %s: %s" % (quote(text), error)) from None
    return url


__all__ = ("Url", "parse_url")
