# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Helm's own functions for YAML, TOML, messages and the cluster; follows pkg/engine/funcs.go."""

from __future__ import annotations

import typing as t

from ..gojson.decode import check_target
from ..gotmpl.functions import Function, GoError, function
from ..goyaml.dump import dump as dump_yaml
from ..goyaml.load import load as load_yaml
from .template_errors import marked

_MAP: t.Final = "map[string]interface {}"
_LIST: t.Final = "[]interface {}"

Lookup = t.Callable[[str, str, str, str], dict[str, t.Any]]
"""lookup(apiVersion, kind, namespace, name): the object or list as the API server gives it, {} where there is none."""


def to_yaml(value: t.Any) -> str:
    """The value as YAML without its last newline; empty where YAML cannot say it."""
    try:
        return dump_yaml(value).removesuffix("\n")
    except GoError:
        return ""


def must_to_yaml(value: t.Any) -> str:
    """As to_yaml, but raises GoError."""
    return dump_yaml(value).removesuffix("\n")


def to_yaml_pretty(value: t.Any) -> str:
    """The value as go-yaml v3 writes it, lists indented."""
    from ..goyaml.pretty import dump_pretty

    try:
        return dump_pretty(value).removesuffix("\n")
    except GoError:
        return ""


def from_yaml(text: str) -> t.Any:
    """The map that a YAML text holds; an error is the entry ``Error``."""
    try:
        value = load_yaml(text)
        return {} if value is None else _typed(value, _MAP)
    except GoError as error:
        return {"Error": str(error)}


def from_yaml_array(text: str) -> t.Any:
    """The list that a YAML text holds; an error is its only item."""
    try:
        value = load_yaml(text)
        return [] if value is None else _typed(value, _LIST)
    except GoError as error:
        return [str(error)]


def _typed(value: t.Any, target: str) -> t.Any:
    try:
        return check_target(value, target)
    except GoError as error:
        raise GoError("error unmarshaling JSON: while decoding JSON: %s" % error) from None


def to_toml(value: t.Any) -> str:
    """The value as TOML; where TOML cannot say it, the error's text; nil panics as the encoder does."""
    try:
        return must_to_toml(value)
    except GoError as error:
        if value is None:
            raise
        return str(error)


def must_to_toml(value: t.Any) -> str:
    """As to_toml, but raises GoError."""
    from ..gotoml.dump import dump

    if value is None:
        raise GoError("reflect: call of reflect.Value.Type on zero Value")
    return dump(value)


def _toml_time(moment: t.Any) -> t.Any:
    """The time.Time of a moment in TOML; where the text names no zone, UTC stands for the machine's."""
    from ..sprig.gotime import Time
    from ..sprig.zones import UTC, Zone

    name: str = moment.zone
    zone = UTC
    if name[0] in "+-":
        seconds = int(name[1:3]) * 3600 + int(name[4:6]) * 60
        zone = Zone("", offset=-seconds if name[0] == "-" else seconds)
    elif name != "UTC":
        zone = Zone(name, abbreviation=name)
    return Time.of_wall(moment.date, moment.clock, moment.nanos, zone)


def from_toml(text: str) -> t.Any:
    """The map that a TOML text holds; an error is the entry ``Error``."""
    from ..gotoml.load import load

    try:
        return load(text, make_time=_toml_time)
    except GoError as error:
        return {"Error": str(error)}


def fail(message: str) -> str:
    """Ends the rendering with ``message``."""
    raise GoError(marked(message))


def required(message: str, value: t.Any) -> t.Any:
    """``value``; ends the rendering with ``message`` where it is nil or the empty string."""
    if value is None or (isinstance(value, str) and not value):
        raise GoError(marked(message))
    return value


def no_lookup(api_version: str, kind: str, namespace: str, name: str) -> dict[str, t.Any]:
    """``lookup`` without a cluster."""
    return {}


def helm_functions(*, lookup: Lookup | None = None, lint: t.Callable[[str], None] | None = None) -> dict[str, Function]:
    """Helm's functions, but for ``include`` and ``tpl``, which belong to one rendering.

    ``lint`` is told what ``fail`` and ``required`` found instead of ending the rendering, as helm lint does.
    """
    functions = [
        function("toYaml", to_yaml, "any"),
        function("mustToYaml", must_to_yaml, "any"),
        function("toYamlPretty", to_yaml_pretty, "any"),
        function("fromYaml", from_yaml, "string"),
        function("fromYamlArray", from_yaml_array, "string"),
        function("toToml", to_toml, "any"),
        function("mustToToml", must_to_toml, "any"),
        function("fromToml", from_toml, "string"),
        function("fail", fail if lint is None else _linted(lint), "string"),
        function("required", required if lint is None else _linted(lint, required), "string, any"),
        function("lookup", lookup or no_lookup, "string, string, string, string"),
    ]
    return {entry.name: entry for entry in functions}


def _linted(
    lint: t.Callable[[str], None], check: t.Callable[[str, t.Any], t.Any] | None = None
) -> t.Callable[..., t.Any]:
    def call(message: str, *values: t.Any) -> t.Any:
        try:
            return check(message, *values) if check is not None else fail(message)
        except GoError:
            lint(message)
            return ""

    return call


__all__ = ("Lookup", "helm_functions", "to_yaml")
