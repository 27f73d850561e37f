# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet as data: the options of each release, put together of what the task, its defaults and its environment say.

Later layers win: the task's own options, ``defaults``, the environment's ``defaults``, the release itself, and what the
environment says about it. Options that are dictionaries are merged key by key; all others, lists too, are replaced.
"""

from __future__ import annotations

import typing as t

from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator

from .._engine.actions.fleet import Member, find_key
from .._engine.errors import EngineError
from .arguments import CLUSTER, RELEASE, Spec, merged
from .release_options import RELEASE_RULES, RELEASE_SPEC
from .repository_options import REPOSITORY_RULES, REPOSITORY_SPEC

Params = t.Mapping[str, t.Any]
Options = dict[str, t.Any]

FLEET_RELEASE_SPEC: Spec = merged(RELEASE_SPEC, {"needs": {"type": "list", "elements": "str", "default": []}})
# Of the task itself, for all releases.
COMMON_SPEC: Spec = merged(CLUSTER, {name: option for name, option in RELEASE.items() if name != "name"})
_DEFAULTS_SPEC: Spec = {name: option for name, option in RELEASE_SPEC.items() if name != "name"}
_ABSENT = "absent"


def release_options(params: Params) -> list[Options]:
    """The options that each release is given, under their proper names; EngineError says where one is unknown.

    Doing it again to its own result, as ``with_releases`` puts it in place, changes nothing.
    """
    below = _proper({name: params[name] for name in _common(params)}, COMMON_SPEC, where="the task")
    below = _combined(below, _proper(params.get("defaults"), _DEFAULTS_SPEC, where="defaults"))
    where, environment = _environment(params)
    more = _proper(environment.get("defaults"), _DEFAULTS_SPEC, where="%s.defaults" % where)
    below = _combined(below, more)
    releases = []
    for index, given in enumerate(_entries(params.get("releases"), where="releases")):
        own = _proper(given, FLEET_RELEASE_SPEC, where="releases[%d]" % index)
        if not own.get("name"):
            raise EngineError("releases[%d] has no name" % index)
        releases.append(_combined(below, own))
    _override(releases, environment.get("releases"), where="%s.releases" % where)
    if params.get("state") == _ABSENT:
        releases = [{**release, "state": _ABSENT} for release in releases]
    return releases


def with_releases(params: Params, releases: list[Options]) -> Options:
    """The task's options where each release says all about itself."""
    return {**params, "releases": releases, "defaults": {}, "environments": {}, "environment": None}


def checked_releases(params: Params) -> list[Options]:
    """The options of each release as chart_release would have them; EngineError says what is wrong with which."""
    return [
        _checked(release, FLEET_RELEASE_SPEC, RELEASE_RULES, what="the release %s" % release["name"])
        for release in release_options(params)
    ]


def checked_repositories(params: Params) -> list[Options]:
    """The options of each repository as chart_repo would have them."""
    return [
        _checked(given, REPOSITORY_SPEC, REPOSITORY_RULES, what="repositories[%d]" % index)
        for index, given in enumerate(_entries(params.get("repositories"), where="repositories"))
    ]


def layers(params: Params) -> t.Iterator[Options]:
    """Every dictionary of options in a task, to look for secrets; what is no dictionary is passed over."""
    environments = params.get("environments")
    candidates = [params, params.get("defaults")]
    for environment in environments.values() if isinstance(environments, dict) else ():
        if isinstance(environment, dict):
            overrides = environment.get("releases")
            candidates += [environment.get("defaults"), *(overrides.values() if isinstance(overrides, dict) else ())]
    for name in ("releases", "repositories"):
        candidates += params[name] if isinstance(params.get(name), list) else ()
    return (candidate for candidate in candidates if isinstance(candidate, dict))


def _common(params: Params) -> list[str]:
    names = {alias for name, option in COMMON_SPEC.items() for alias in (name, *option.get("aliases", ()))}
    return [name for name in params if name in names and params[name] is not None]


def _environment(params: Params) -> tuple[str, Options]:
    """Where the chosen environment stands, and what it says."""
    name = params.get("environment")
    if not name:
        return "", {}
    environments = params.get("environments") or {}
    where = "environments.%s" % name
    if name not in environments:
        known = ", ".join(sorted(map(str, environments))) or "none at all"
        raise EngineError("the environment %s is not declared in environments; there is %s" % (name, known))
    environment = _dictionary(environments[name], where=where)
    unknown = sorted(set(environment) - {"defaults", "releases"})
    if unknown:
        raise EngineError("%s has %s; it takes defaults and releases" % (where, ", ".join(unknown)))
    return where, environment


def _override(releases: list[Options], overrides: t.Any, *, where: str) -> None:
    members = [Member(release["name"], release.get("namespace") or "") for release in releases]
    keys = [member.key for member in members]
    for name, given in _dictionary(overrides, where=where).items():
        index = keys.index(find_key(name, members, where="%s names" % where))
        more = _proper(given, FLEET_RELEASE_SPEC, where="%s.%s" % (where, name))
        releases[index] = _combined(releases[index], more)


def _proper(given: t.Any, spec: Spec, *, where: str) -> Options:
    """Options by their proper names instead of their aliases."""
    names = {alias: name for name, option in spec.items() for alias in (name, *option.get("aliases", ()))}
    options = {}
    for name, value in _dictionary(given, where=where).items():
        if name not in names:
            raise EngineError("%s: there is no option %s here" % (where, name))
        options[names[name]] = value
    return options


def _combined(below: Options, above: Options) -> Options:
    options = {**below, **above}
    for name in set(below) & set(above):
        if FLEET_RELEASE_SPEC[name]["type"] == "dict":
            options[name] = _merged(below[name], above[name])
    return options


def _merged(below: t.Any, above: t.Any) -> t.Any:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{key: _merged(below.get(key), value) for key, value in above.items()}}


def _entries(given: t.Any, *, where: str) -> list[t.Any]:
    if given is not None and not isinstance(given, list):
        raise EngineError("%s must be a list" % where)
    return given or []


def _dictionary(given: t.Any, *, where: str) -> Options:
    if given is not None and not isinstance(given, dict):
        raise EngineError("%s must be a dictionary" % where)
    return given or {}


def _checked(given: Options, spec: Spec, rules: dict[str, t.Any], *, what: str) -> Options:
    result = ModuleArgumentSpecValidator(spec, **rules).validate(given)
    if result.error_messages:
        raise EngineError("%s: %s" % (what, "; ".join(result.error_messages)))
    options: Options = result.validated_parameters
    return options


__all__ = (
    "COMMON_SPEC", "FLEET_RELEASE_SPEC", "checked_releases", "checked_repositories", "layers", "release_options",
    "with_releases",
)  # fmt: skip
