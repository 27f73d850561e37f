# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: E402 - the engine is imported once it can be found
"""Render a chart as ``helm template`` does, with this collection's engine: same arguments, same bytes, same errors.

usage: python3 tools/helm_template.py [NAME] CHART [OPTION...]
  -n, --namespace NAME          -f, --values FILE             --set, --set-string, --set-json, --set-file,
  --kube-version VERSION        -a, --api-versions LIST       --set-literal KEY=VALUE
  --include-crds  --no-hooks  --skip-tests  --is-upgrade  --skip-schema-validation  --enable-dns
  -s, --show-only PATTERN       --name-template TEMPLATE      -g, --generate-name
CHART is a folder or a packaged chart; repositories and --dependency-update are for the modules of the collection.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
import typing as t

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "plugins", "module_utils"))

from _engine.disk.cache_folder import cache_folder
from _engine.disk.private_folder import private_folder
from _engine.errors import EngineError, ManifestError, ReleaseError, RenderError


def keep_bytecode() -> None:
    """Keep compiled modules in our own cache where Python is told to write none beside the sources.

    Compiling them takes longer than the rendering.
    """
    folder = cache_folder(os.environ)
    if sys.dont_write_bytecode and sys.pycache_prefix is None and folder is not None:
        with contextlib.suppress(EngineError):
            sys.pycache_prefix = private_folder(os.path.join(private_folder(folder), "bytecode"))
            sys.dont_write_bytecode = False


if __name__ == "__main__":
    # A rendering lives shorter than the garbage that a collection would find.
    gc.disable()
    keep_bytecode()

from _engine.actions.names import validate_release_name
from _engine.actions.templating import only, template_text
from _engine.disk.charts import load_chart
from _engine.disk.private_cache import PrivateCache
from _engine.disk.values_files import read_values_file
from _engine.render.capabilities import DEFAULT_API_VERSIONS, Capabilities, KubeVersion
from _engine.render.checks import check_installable, check_vendored
from _engine.render.release_output import ReleaseOptions, Rendered, render_release
from _engine.sprig.world import World
from _engine.values.user import user_values
from _engine.watchdog import watched

_SHORT = {"n": "namespace", "f": "values", "a": "api-versions", "s": "show-only", "g": "generate-name"}
_LISTS = (
    "values", "set", "set-string", "set-json", "set-file", "set-literal", "api-versions", "show-only",
)  # fmt: skip
_TEXTS = ("namespace", "kube-version", "name-template")
_FLAGS = (
    "include-crds", "no-hooks", "skip-tests", "is-upgrade", "skip-schema-validation", "enable-dns", "generate-name",
    "dependency-update",
)  # fmt: skip
_COMMA_LISTS = ("values", "api-versions")
_HINT = "\n\nUse --debug flag to render out invalid YAML"
_TRUE = ("1", "t", "T", "TRUE", "true", "True")
_FALSE = ("0", "f", "F", "FALSE", "false", "False")


class UsageError(Exception):
    """The arguments are none of helm template's."""


class Arguments:
    """The command line: positional arguments and options by their long names."""

    def __init__(self, arguments: t.Sequence[str]) -> None:
        self.positional: list[str] = []
        self.lists: dict[str, list[str]] = {name: [] for name in _LISTS}
        self.texts: dict[str, str] = dict.fromkeys(_TEXTS, "")
        self.flags: dict[str, bool] = dict.fromkeys(_FLAGS, False)
        rest = list(reversed(arguments))
        while rest:
            argument = rest.pop()
            if argument == "--":
                self.positional += reversed(rest)
                break
            if argument.startswith("--"):
                name, equals, value = argument[2:].partition("=")
                self._take(name, value if equals else None, rest, argument)
            elif argument.startswith("-") and argument != "-":
                self._take_short(argument, rest)
            else:
                self.positional.append(argument)

    def _take_short(self, argument: str, rest: list[str]) -> None:
        name = _SHORT.get(argument[1])
        if name is None:
            raise UsageError("unknown shorthand flag: '%s' in %s" % (argument[1], argument))
        value = argument[2:].removeprefix("=")
        self._take(name, value or None, rest, argument)

    def _take(self, name: str, value: str | None, rest: list[str], argument: str) -> None:
        if name in self.flags:
            if value not in (None, *_TRUE, *_FALSE):
                raise UsageError(
                    'invalid argument "%s" for "--%s" flag: strconv.ParseBool: parsing "%s": invalid syntax'
                    % (value, name, value)
                )
            self.flags[name] = value not in _FALSE
            return
        if name not in self.lists and name not in self.texts:
            raise UsageError("unknown flag: --%s" % name)
        if value is None:
            if not rest:
                raise UsageError("flag needs an argument: %s" % argument)
            value = rest.pop()
        if name in self.texts:
            self.texts[name] = value
        else:
            self.lists[name] += value.split(",") if name in _COMMA_LISTS else [value]


def read_values(arguments: Arguments) -> dict[str, t.Any]:
    """What -f and the --set options say."""
    lists = arguments.lists
    values: dict[str, t.Any] = user_values(
        files=[(path, read_values_file(path)) for path in lists["values"]],
        set_json=lists["set-json"],
        set_values=lists["set"],
        set_string=lists["set-string"],
        set_file=lists["set-file"],
        set_literal=lists["set-literal"],
        read_file=lambda path: read_values_file(path).decode("utf-8", "surrogateescape"),
    )
    return values


def real_world(*, enable_dns: bool) -> World:
    """The clock, the randomness and the time zone of this machine."""
    return World(
        now=time.time_ns,
        random_bytes=os.urandom,
        local_zone=_local_zone,
        resolve=_resolve if enable_dns else None,
        guard=watched,
    )


def _local_zone() -> t.Any:
    from zoneinfo import ZoneInfo

    name = os.environ.get("TZ")
    if name is None:
        with open("/etc/localtime", "rb") as stream:
            return ZoneInfo.from_file(stream, key="Local")
    return ZoneInfo(name.removeprefix(":") or "UTC")


def _resolve(name: str) -> list[str]:
    import socket

    return [str(entry[4][0]) for entry in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]


def name_and_chart(arguments: Arguments) -> tuple[str, str]:
    """The release's name and the chart."""
    given = arguments.positional
    if not given:
        raise UsageError('"helm template" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]')
    if len(given) > 2:
        raise UsageError("expected at most two arguments, unexpected arguments: %s" % ", ".join(given[2:]))
    if len(given) == 2:
        if arguments.flags["generate-name"]:
            raise UsageError("cannot set --generate-name and also specify a name")
        if arguments.texts["name-template"]:
            raise UsageError("cannot set --name-template and also specify a name")
        return given[0], given[1]
    if arguments.texts["name-template"]:
        return _templated_name(arguments.texts["name-template"]), given[0]
    return "release-name", given[0]


def _templated_name(text: str) -> str:
    from _engine.gotmpl.template import TemplateSet
    from _engine.sprig.table import sprig_functions

    templates = TemplateSet(sprig_functions(real_world(enable_dns=True)))
    templates.parse("name-template", text)
    return str(templates.execute("name-template", None))


def render(arguments: Arguments, log: t.Callable[[str], None]) -> Rendered:
    """Load and render the chart in helm's order of steps."""
    texts, flags = arguments.texts, arguments.flags
    version = KubeVersion.parse(texts["kube-version"]) if texts["kube-version"] else None
    name, path = name_and_chart(arguments)
    if flags["dependency-update"]:
        raise UsageError("--dependency-update is not offered here: use the module chart_dependency")
    if not os.path.exists(path):
        raise UsageError('path "%s" not found' % path)
    values = read_values(arguments)
    chart = load_chart(path, log)
    check_installable(chart)
    if chart.metadata.deprecated:
        log("this chart is deprecated")
    check_vendored(chart)
    try:
        validate_release_name(name)
    except ReleaseError as error:
        raise UsageError("release name check failed: %s" % error) from error
    options = ReleaseOptions(
        name=name,
        namespace=texts["namespace"] or os.environ.get("HELM_NAMESPACE") or "default",
        is_upgrade=flags["is-upgrade"],
        include_crds=flags["include-crds"],
        skip_schema_validation=flags["skip-schema-validation"],
    )
    capabilities = Capabilities(version, (*DEFAULT_API_VERSIONS, *arguments.lists["api-versions"]))
    world = real_world(enable_dns=flags["enable-dns"])
    cache = PrivateCache.of_user(os.environ, "templates")
    return render_release(chart, values, options=options, capabilities=capabilities, world=world, cache=cache, log=log)


def output(rendered: Rendered, arguments: Arguments) -> str:
    """What helm template prints."""
    flags, patterns = arguments.flags, arguments.lists["show-only"]
    text = template_text(
        rendered.manifest, rendered.hooks, show_hooks=not flags["no-hooks"], skip_tests=flags["skip-tests"]
    )
    return str(only(text, patterns) if patterns else text)


def main(arguments: t.Sequence[str], out: t.BinaryIO, err: t.TextIO) -> int:
    """Render and print; the exit status."""
    def log(message: str) -> None:
        print('level=WARN msg="%s"' % message.replace('"', '\\"'), file=err)

    try:
        parsed = Arguments(arguments)
        text = output(render(parsed, log), parsed)
    except (RenderError, ManifestError) as error:
        print("Error: %s%s" % (error, _HINT), file=err)
        return 1
    except (EngineError, UsageError) as error:
        print("Error: %s" % error, file=err)
        return 1
    out.write(text.encode("utf-8", "surrogateescape"))
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:], sys.stdout.buffer, sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
