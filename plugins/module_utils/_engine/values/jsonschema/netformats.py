# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The formats of addresses and URIs, judged as Go's net/netip and net/url do; each function says what is wrong."""

from __future__ import annotations

from ...gotmpl.strconv import quote

_HEX = frozenset("0123456789abcdefABCDEF")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")
_HOST_REFUSED = frozenset(' "<>\\^`{|}#/?@%')


def ipv4_problem(text: str) -> str:
    """What is wrong with an IPv4 address."""
    parts = text.split(".")
    if len(parts) != 4:
        return "expected four decimals"
    for part in parts:
        if len(part) > 1 and part[0] == "0":
            return "leading zeros"
        digits = part[1:] if part[:1] in ("+", "-") else part
        if not (digits.isascii() and digits.isdigit()):
            return "strconv.Atoi: parsing %s: invalid syntax" % quote(part)
        if len(digits) > 18 and not -(2**63) <= int(part[:4000]) < 2**63:
            return "strconv.Atoi: parsing %s: value out of range" % quote(part)
        if not 0 <= int(part) <= 255:
            return "decimal must be between 0 and 255"
    return ""


def ipv6_problem(text: str) -> str:
    """What is wrong with an IPv6 address."""
    if ":" not in text:
        return "missing colon"
    dot, colon = text.find("."), text.find(":")
    if 0 <= dot < colon:
        return _parse_error(text, _embedded_problem(text) or ("unexpected character", text))
    if 0 <= text.find("%") < colon:
        return _parse_error(text, ("missing IPv6 address", ""))
    address, percent, zone = text.partition("%")
    if percent and not zone:
        return _parse_error(text, ("zone must be a non-empty string", ""))
    problem = _address_problem(address)
    if problem is not None:
        return _parse_error(text, problem)
    return "zone id is not a part of ipv6 address" if percent else ""


def _parse_error(text: str, problem: tuple[str, str]) -> str:
    message, rest = problem
    return "ParseAddr(%s): %s%s" % (quote(text), message, " (at %s)" % quote(rest) if rest else "")


def _address_problem(rest: str) -> tuple[str, str] | None:
    """The problem and the text from where it is, for an address without a zone."""
    gap, size = -1, 0
    if rest.startswith("::"):
        gap, rest = 0, rest[2:]
    while size < 16 and (rest or gap != size):
        digits = len(rest) - len(rest.lstrip("0123456789abcdefABCDEF"))
        if digits > 4:
            return "each group must have 4 or less digits", rest
        if not digits:
            return "each colon-separated field must have at least one digit", rest
        if rest[digits : digits + 1] == ".":
            return _last_problem(rest, gap, size)
        size, rest = size + 2, rest[digits:]
        if not rest:
            break
        if rest[0] != ":":
            return "unexpected character, want colon", rest
        if len(rest) == 1:
            return "colon must be followed by more characters", rest
        rest = rest[1:]
        if rest[0] == ":":
            if gap >= 0:
                return "multiple :: in address", rest
            gap, rest = size, rest[1:]
    if rest:
        return "trailing garbage after address", rest
    return _size_problem(gap, size)


def _size_problem(gap: int, size: int) -> tuple[str, str] | None:
    if size < 16:
        return ("address string too short", "") if gap < 0 else None
    return ("the :: must expand to at least one field of zeros", "") if gap >= 0 else None


def _last_problem(rest: str, gap: int, size: int) -> tuple[str, str] | None:
    """The problem of an IPv4 address at the end."""
    if gap < 0 and size != 12:
        return "embedded IPv4 address must replace the final 2 fields of the address", rest
    if size + 4 > 16:
        return "too many hex fields to fit an embedded IPv4 at the end of the address", rest
    return _embedded_problem(rest) or _size_problem(gap, size + 4)


def _embedded_problem(text: str) -> tuple[str, str] | None:
    place, dots, value, digits = 0, 0, 0, 0
    for place, char in enumerate(text):
        if char in "0123456789":
            if digits == 1 and value == 0:
                return "IPv4 field has octet with leading zero", ""
            value, digits = value * 10 + int(char), digits + 1
            if value > 255:
                return "IPv4 field has value >255", ""
        elif char == ".":
            if not place or place == len(text) - 1 or text[place - 1] == ".":
                return "IPv4 field must have at least one digit", text[place:]
            if dots == 3:
                return "IPv4 address too long", ""
            dots, value, digits = dots + 1, 0, 0
        else:
            return "unexpected character", text[place:]
    return ("IPv4 address too short", "") if dots < 3 else None


def uri_problem(text: str) -> str:
    """What is wrong with an absolute URI."""
    scheme, problem = _url(text)
    return problem or ("" if scheme else "relative url")


def uri_reference_problem(text: str) -> str:
    """What is wrong with a URI or a relative reference."""
    return "contains \\" if "\\" in text else _url(text)[1]


def uri_template_problem(text: str) -> str:
    """What is wrong with a URI template: its braces may not nest."""
    problem = _url(text)[1]
    if problem:
        return problem
    scheme, _unused, rest = text.partition(":")
    opaque = scheme != text and _SCHEME.issuperset(scheme) and not rest.startswith("/")
    for part in () if opaque else text.partition("#")[0].partition("?")[0].split("/"):
        depth = 0
        for char in part:
            if (char == "{" and depth) or (char == "}" and not depth):
                return "nested curly braces"
            depth += (char == "{") - (char == "}")
        if depth:
            return "no matching closing brace"
    return ""


def _url(text: str) -> tuple[str, str]:
    """The scheme, and why Go cannot parse the URL."""
    body, _unused, fragment = text.partition("#")
    scheme, reason = "", ""
    if any(char < " " or char == "\x7f" for char in body):
        reason = "net/url: invalid control character in URL"
    else:
        scheme, reason = _body(body)
    if reason:
        return scheme, "parse %s: %s" % (quote(body), reason)
    reason = _escape_problem(fragment)
    return scheme, reason and "parse %s: %s" % (quote(text), reason)


def _body(text: str) -> tuple[str, str]:
    head, colon, rest = text.partition(":")
    scheme = head if colon and head and head[0].isalpha() and _SCHEME.issuperset(head) else ""
    if text.startswith(":"):
        return "", "missing protocol scheme"
    rest = (rest if scheme else text).partition("?")[0]
    if not rest.startswith("/"):
        if scheme:
            return scheme, ""
        if ":" in rest.partition("/")[0]:
            return "", "first path segment in URL cannot contain colon"
    if rest.startswith("//") and (scheme or not rest.startswith("///")):
        authority, slash, path = rest[2:].partition("/")
        problem = _authority_problem(authority)
        return scheme, problem or _escape_problem(slash + path)
    return scheme, _escape_problem(rest)


def _authority_problem(text: str) -> str:
    user, at, host = text.rpartition("@")
    if host.startswith("[") and "]" in host:
        address, _unused, port = host[1:].rpartition("]")
        literal = _port_problem(port) or _literal_problem(address.partition("%25")[0])
        if literal:
            return literal
    elif "[" in host:
        return "missing ']' in host" if host.startswith("[") else "invalid IP-literal"
    else:
        name, colon, number = host.partition(":")
        wrong = next((char for char in name if char in _HOST_REFUSED - {"%"}), None)
        if wrong is not None:
            return "invalid character %s in host name" % quote(wrong)
        escape = _escape_problem(name) or _ascii_escape_problem(name) or _port_problem(colon + number)
        if escape:
            return escape
    if at and set(user) & frozenset(' "<>\\^`{|}#/?[]'):
        return "net/url: invalid userinfo"
    return _escape_problem(user)


def _port_problem(port: str) -> str:
    if not port or (port[0] == ":" and (not port[1:] or (port[1:].isascii() and port[1:].isdigit()))):
        return ""
    return "invalid port %s after host" % quote(port)


def _literal_problem(address: str) -> str:
    if ":" in address:
        problem = ipv6_problem(address)
        return problem and "invalid host: %s" % problem
    if "." not in address:
        return "invalid host: ParseAddr(%s): unable to parse IP" % quote(address)
    embedded = _embedded_problem(address)
    return "invalid IP-literal" if embedded is None else "invalid host: %s" % _parse_error(address, embedded)


def _ascii_escape_problem(name: str) -> str:
    """In a host only what is not ASCII may be escaped, and the percent sign."""
    wrong = next((part[:2] for part in name.split("%")[1:] if part[0] in "01234567" and part[:2] != "25"), None)
    return "" if wrong is None else "invalid URL escape %s" % quote("%" + wrong)


def _escape_problem(text: str) -> str:
    for part in text.split("%")[1:]:
        if len(part) < 2 or not _HEX.issuperset(part[:2]):
            return "invalid URL escape %s" % quote("%" + part[:2])
    return ""


__all__ = ("ipv4_problem", "ipv6_problem", "uri_problem", "uri_reference_problem", "uri_template_problem")
