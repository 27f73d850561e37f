# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All template functions that helm takes from Sprig, and its own for JSON and durations: name to Function.

``include``, ``tpl``, ``required``, ``lookup`` and those for YAML and TOML belong to rendering.
"""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function
from . import defaults, dicts, encoding, lists, numbers, paths, reflection, strings
from .world import World

_Table = t.Dict[str, Function]  # noqa: UP006 - evaluated at run time

_COMMON = (defaults, dicts, encoding, lists, numbers, paths, reflection, strings)


def _certificates(world: World) -> _Table:
    from .certificates import functions

    return functions(world)


def _crypto(world: World) -> _Table:
    from .crypto import functions

    return functions(world)


def _dates(world: World) -> _Table:
    from .dates import functions

    return functions(world)


def _durations(world: World) -> _Table:
    from .durations import functions

    return functions()


def _randomness(world: World) -> _Table:
    from .randomness import functions

    return functions(world)


def _regexps(world: World) -> _Table:
    from .regexps import functions

    return functions()


def _urls(world: World) -> _Table:
    from .urls import functions

    return functions()


def _versions(world: World) -> _Table:
    from .versions import functions

    return functions()


_DEFERRED: dict[t.Callable[[World], _Table], str] = {
    _certificates: "buildCustomCert genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert "
    "genSignedCertWithKey",
    _crypto: "adler32sum bcrypt decryptAES derivePassword encryptAES genPrivateKey htpasswd sha1sum sha256sum "
    "sha512sum",
    _dates: "ago date dateInZone dateModify date_in_zone date_modify duration durationRound htmlDate htmlDateInZone "
    "mustDateModify mustToDate must_date_modify now toDate unixEpoch",
    _durations: "durationDays durationHours durationMicroseconds durationMilliseconds durationMinutes "
    "durationNanoseconds durationRoundTo durationSeconds durationTruncateTo durationWeeks mustToDuration",
    _randomness: "getHostByName randAlpha randAlphaNum randAscii randBytes randInt randNumeric shuffle uuidv4",
    _regexps: "mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral "
    "mustRegexSplit regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit",
    _urls: "urlJoin urlParse",
    _versions: "semver semverCompare",
}


class _Deferred(Function):
    """A function whose family is imported once a template names it: unset slots are filled at first sight."""

    __slots__ = ("_family",)

    def __init__(self, name: str, family: t.Callable[[], _Table]) -> None:
        self.name = name
        self._family = family

    def __getattr__(self, attribute: str) -> t.Any:
        if attribute not in ("call", "params", "variadic"):
            raise AttributeError(attribute)
        known = self._family()[self.name]
        self.call, self.params, self.variadic = known.call, known.params, known.variadic
        return getattr(known, attribute)


def _once(load: t.Callable[[World], _Table], world: World) -> t.Callable[[], _Table]:
    loaded: _Table = {}

    def family() -> _Table:
        if not loaded:
            loaded.update(load(world))
        return loaded

    return family


def sprig_functions(world: World) -> dict[str, Function]:
    """The functions by name, drawing time and randomness from ``world``; a new dict at each call."""
    table: dict[str, Function] = {}
    for common in _COMMON:
        table.update(common.functions())
    for load, names in _DEFERRED.items():
        family = _once(load, world)
        for name in names.split():
            table[name] = _Deferred(name, family)
    return table


__all__ = ("sprig_functions",)
