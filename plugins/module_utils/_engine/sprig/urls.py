# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's urlParse and urlJoin: a URL as a map of its parts, and back."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import go_kind
from .text import NIL_POINTER


def url_parse(text: str) -> dict[str, t.Any]:
    """The parts of a URL by name."""
    from .gourl import parse_url

    try:
        url = parse_url(text)
    except GoError as error:
        raise GoError("unable to parse url: %s" % error) from None
    return {
        "scheme": url.scheme,
        "host": url.host,
        "hostname": url.hostname(),
        "path": url.path,
        "query": url.query,
        "opaque": url.opaque,
        "fragment": url.fragment,
        "userinfo": url.user or "",
    }


def _part(parts: dict[str, t.Any] | None, key: str) -> str:
    if not parts or key not in parts:
        return ""
    value = parts[key]
    if value is None:
        raise GoError(NIL_POINTER)
    if not isinstance(value, str):
        raise GoError("unable to parse %s key, must be of type string, but %s found" % (key, go_kind(value)))
    return value


def url_join(parts: dict[str, t.Any] | None) -> str:
    """The URL of its parts."""
    from .gourl import Url, parse_url

    url = Url()
    url.scheme = _part(parts, "scheme")
    url.host = _part(parts, "host")
    url.path = _part(parts, "path")
    url.query = _part(parts, "query")
    url.opaque = _part(parts, "opaque")
    url.fragment = _part(parts, "fragment")
    userinfo = _part(parts, "userinfo")
    if userinfo:
        try:
            url.user = parse_url("proto://%s@host" % userinfo).user
        except GoError as error:
            raise GoError("unable to parse userinfo in dict: %s" % error) from None
    return url.text()


def functions() -> dict[str, Function]:
    """The URL functions by name."""
    return {
        "urlParse": function("urlParse", url_parse, "string"),
        "urlJoin": function("urlJoin", url_join, "map"),
    }


__all__ = ("functions",)
