# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""GET of an index, a chart or a provenance file from a server that is no registry; follows pkg/getter/httpgetter.go."""

from __future__ import annotations

import typing as t

from ..errors import FetchError
from .access import Access, shown
from .transport import Answer, Transport


def get(
    url: str, access: Access, *, limit: int, headers: t.Mapping[str, str] | None = None, compressed: bool = False
) -> Answer:
    """The answer, 200 or 304; FetchError for anything else and for a body of more than ``limit`` bytes.

    ``compressed`` asks for the body in gzip, and gives it unpacked.
    """
    try:
        sent = {**(headers or {}), **access.authorization(url)}
    except ValueError as error:
        raise FetchError("invalid chart URL format: %s" % shown(url)) from error
    with Transport(access) as transport:
        answer = transport.send("GET", shown(url), headers=sent, limit=limit, compressed=compressed)
    if answer.status not in (200, 304):
        raise FetchError(("failed to fetch %s : %d %s" % (shown(answer.url), answer.status, answer.reason)).rstrip())
    return answer


__all__ = ("get",)
