# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Jinja2 template of a chart sees: its variables, and functions and filters beside Jinja2's own."""

from __future__ import annotations

import typing as t

from ..chart.model import Chart
from ..errors import RenderError
from ..gojson.decode import decode as decode_json
from ..gojson.encode import encode as encode_json
from ..goyaml.dump import dump as dump_yaml
from ..goyaml.load import load as load_yaml
from .capabilities import Capabilities
from .files import Files
from .functions import Lookup

_EXACT: t.Final = 2.0**53


def plain(value: t.Any) -> t.Any:
    """A copy of a template value in Python's own types; whole numbers are ints, as they stand in values.yaml."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, int):
        return int(value)
    return str(value)


class ChartFiles:
    """``files``: the chart's files that are neither templates nor metadata."""

    __slots__ = ("_files",)

    def __init__(self, files: Files) -> None:
        self._files = files

    def get(self, name: str) -> str:
        """The file's text; empty where there is no such file."""
        return self._files.get_text(name)

    def lines(self, name: str) -> list[str]:
        """The file's lines."""
        return list(self._files.lines(name))

    def glob(self, pattern: str) -> dict[str, str]:
        """The paths that fit, each with its text."""
        found = self._files.glob(pattern)
        return {name: found.get_text(name) for name in sorted(found)}

    def as_config(self, pattern: str) -> str:
        """The files that fit as the YAML of a ConfigMap's data."""
        return self._files.glob(pattern).as_config()

    def as_secrets(self, pattern: str) -> str:
        """The files that fit as the YAML of a Secret's data."""
        return self._files.glob(pattern).as_secrets()


def chart_variables(chart: Chart, dot: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The variables of a chart's templates, from the dot that its Go templates see."""
    release, capabilities, metadata = dot["Release"], t.cast(Capabilities, dot["Capabilities"]), chart.metadata
    version = capabilities.KubeVersion
    return {
        "values": plain(dot["Values"]),
        "release": {
            "name": release["Name"],
            "namespace": release["Namespace"],
            "revision": release["Revision"],
            "is_install": release["IsInstall"],
            "is_upgrade": release["IsUpgrade"],
            "service": release["Service"],
        },
        "chart": {
            "name": metadata.name,
            "version": metadata.version,
            "app_version": metadata.app_version,
            "description": metadata.description,
            "type": metadata.type,
            "kube_version": metadata.kube_version,
            "annotations": dict(metadata.annotations or {}),
        },
        "capabilities": {
            "kube_version": {"version": str(version), "major": version.Major, "minor": version.Minor},
            "api_versions": list(capabilities.APIVersions),
            "helm_version": capabilities.HelmVersion.Version,
        },
        "files": ChartFiles(dot["Files"]),
    }


def functions(lookup: Lookup) -> dict[str, t.Any]:
    """The functions beside Jinja2's own."""

    def look_up(api_version: str, kind: str, namespace: str = "", name: str = "") -> t.Any:
        return plain(lookup(api_version, kind, namespace, name))

    return {"fail": _fail, "lookup": look_up}


def filters() -> dict[str, t.Any]:
    """The filters beside Jinja2's own, named as in Ansible."""
    return {
        "b64decode": _b64decode,
        "b64encode": _b64encode,
        "bool": _bool,
        "combine": _combine,
        "dict2items": lambda value: [{"key": key, "value": item} for key, item in value.items()],
        "from_json": lambda text: plain(decode_json(text)),
        "from_yaml": lambda text: plain(load_yaml(text)),
        "hash": _hash,
        "items2dict": lambda items: {item["key"]: item["value"] for item in items},
        "mandatory": _mandatory,
        "regex_replace": _regex_replace,
        "regex_search": _regex_search,
        "ternary": lambda value, yes, no: yes if value else no,
        "to_json": lambda value: encode_json(value, escape_html=False),
        "to_nice_json": lambda value: encode_json(value, escape_html=False, indent="    "),
        "to_nice_yaml": _to_yaml,
        "to_yaml": _to_yaml,
        "unique": lambda values: [value for index, value in enumerate(values) if value not in values[:index]],
    }


def _to_yaml(value: t.Any) -> str:
    return dump_yaml(value).removesuffix("\n")


def _fail(message: str) -> t.NoReturn:
    raise RenderError(message)


def _mandatory(value: t.Any, message: str = "a mandatory value is missing") -> t.Any:
    if value is None or value == "":
        raise RenderError(message)
    return value


def _bool(value: t.Any) -> bool:
    return value is True or str(value).lower() in ("true", "yes", "on", "1", "y", "t")


def _b64encode(text: t.Any) -> str:
    from base64 import b64encode

    return b64encode(str(text).encode("utf-8", "surrogateescape")).decode("ascii")


def _b64decode(text: str) -> str:
    from base64 import b64decode

    return b64decode(text).decode("utf-8", "surrogateescape")


def _hash(text: t.Any, kind: str = "sha1") -> str:
    import hashlib

    if kind not in ("md5", "sha1", "sha256", "sha512"):
        raise RenderError("hash knows md5, sha1, sha256 and sha512, not %s" % kind)
    return hashlib.new(kind, str(text).encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


def _combine(value: dict[str, t.Any], *others: dict[str, t.Any], recursive: bool = False) -> dict[str, t.Any]:
    merged = dict(value)
    for other in others:
        for key, item in other.items():
            old = merged.get(key)
            deep = recursive and isinstance(old, dict) and isinstance(item, dict)
            merged[key] = _combine(t.cast("dict[str, t.Any]", old), item, recursive=True) if deep else item
    return merged


def _regex_replace(text: t.Any, pattern: str, replacement: str = "") -> str:
    from ..deps.re2 import re2

    return str(re2().sub(pattern, replacement, str(text)))


def _regex_search(text: t.Any, pattern: str) -> str:
    from ..deps.re2 import re2

    found = re2().search(pattern, str(text))
    return str(found.group()) if found else ""


__all__ = ("ChartFiles", "chart_variables", "filters", "functions", "plain")
